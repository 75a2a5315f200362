#include <fmt/format.h>

#include <algorithm>

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "records/approvals_internal.hpp"
#include "records/subject.hpp"

namespace reeve::records {
namespace {

using process::Approval;
using process::Exclusion;

const Vote* vote_for(const Round& round, std::size_t seat) {
    for (const Vote& vote : round.votes)
        if (vote.seat == static_cast<std::int64_t>(seat)) return &vote;
    return nullptr;
}

Json contents_of(const Record& record, std::span<const std::string> coming) {
    std::vector<std::string> contents(coming.begin(), coming.end());
    for (const Attachment& attachment : record.attachments) contents.push_back(attachment.sha256);
    std::sort(contents.begin(), contents.end());
    JsonArray list;
    for (std::string& content : contents) list.emplace_back(std::move(content));
    return list;
}

Json ends_of(const Record& record, const std::string& link) {
    std::vector<std::string> ids;
    for (const LinkEnd& end : record.links)
        if (end.link == link) ids.push_back(end.record.text());
    std::sort(ids.begin(), ids.end());
    JsonArray list;
    for (std::string& id : ids) list.emplace_back(std::move(id));
    return list;
}

bool did(const Record& record, std::string_view act, Id person, const Doing& doing) {
    if (doing.act == act && doing.person == person) return true;
    const auto count = record.acts.find(act);
    return count != record.acts.end() && count->second.by.contains(person);
}

}  // namespace

std::string subject_digest(const process::RecordType& type, const process::Subject& covers,
                           const Record& record, std::span<const std::string> coming) {
    // With the record's own id, so that the same few words on another record are not seen to be the same.
    JsonObject subject{{"record", record.id.text()}};
    if (covers.title) subject.set("title", record.title);
    if (covers.description) subject.set("description", record.description);
    if (covers.attachments) subject.set("attachments", contents_of(record, coming));
    JsonObject fields, links;
    for (const process::Index index : covers.fields)
        if (const Json* value = record.field(type.fields[index].name); value != nullptr && !value->is_null())
            fields.set(type.fields[index].name, *value);
    for (const process::Index index : covers.links)
        links.set(type.links[index].name, ends_of(record, type.links[index].name));
    subject.set("fields", std::move(fields));
    subject.set("links", std::move(links));
    return hex(sha256(canonical_json(subject)));
}

bool is_unchanged(const process::RecordType& type, const Approval& approval, const Record& record) {
    const Round* round = record.round(approval.name);
    return round != nullptr && round->opened.digest == subject_digest(type, approval.covers, record, {});
}

std::string why_excluded(const process::RecordType& type, std::span<const Exclusion> exclude,
                         const Record& record, Id person, std::string_view language, const Doing& doing) {
    for (const Exclusion& exclusion : exclude) {
        switch (exclusion.kind) {
            case Exclusion::Kind::assignee:
                if (record.holder.person == person)
                    return "It is assigned to you; somebody else must do this.";
                break;
            case Exclusion::Kind::reporter:
                if (record.reporter == person) return "You reported it; somebody else must do this.";
                break;
            case Exclusion::Kind::logger:
                if (record.logged_by == person) return "You logged it; somebody else must do this.";
                break;
            case Exclusion::Kind::act: {
                const process::Act& act = type.acts[exclusion.act];
                if (did(record, act.name, person, doing))
                    return fmt::format("You did '{}'; somebody else must do this.",
                                       process::shown(act.title, act.name, language));
                break;
            }
        }
    }
    return {};
}

std::string Polling::digest(const Approval& approval) const {
    return subject_digest(type, approval.covers, record, coming);
}

bool Polling::sits(const ApprovalSeat& seat, const Person& person) const {
    const Asking asking{process, type, directory, person, language};
    Holder there;
    there.role = seat.role;
    there.organisation = seat.organisation;
    return belongs_to(asking, record, there, person);
}

bool Polling::has_members(const ApprovalSeat& seat) const {
    const auto role = process.role(seat.role);
    if (role && process.roles[*role].is_reporter) return !record.reporter.empty();
    return seat.organisation.empty() ? !directory.members(process.id, seat.role).empty()
                                     : !directory.members(process.id, seat.role, seat.organisation).empty();
}

bool Polling::is_heard(const Approval& approval, const Round& round, std::size_t seat) const {
    const Vote* vote = vote_for(round, seat);
    return vote != nullptr && counts(approval, round, *vote);
}

bool Polling::counts(const Approval& approval, const Round& round, const Vote& vote) const {
    const auto seat = static_cast<std::size_t>(vote.seat);
    if (vote.voided || seat >= round.opened.seats.size()) return false;
    const auto shut_out = [&](Id person) {
        return !why_excluded(type, approval.exclude, record, person, language, doing).empty();
    };
    // Cast in another's place it rests on the seat of hers, and must be open to both.
    const Person* member = directory.person(vote.member());
    return member != nullptr && sits(round.opened.seats[seat], *member) && !shut_out(vote.person) &&
           !shut_out(member->id);
}

std::string Polling::outcome(const Approval& approval, const Round& round) const {
    std::int64_t yes = 0, no = 0, abstained = 0;
    for (const Vote& vote : round.votes) {
        if (!counts(approval, round, vote)) continue;
        ++(vote.vote == "yes" ? yes : vote.vote == "no" ? no : abstained);
    }
    const auto seats = static_cast<std::int64_t>(round.opened.seats.size());
    if (round.opened.quorum == 0) {
        if (no > 0) return "no";
        return yes > 0 && yes + abstained == seats ? "yes" : "open";
    }
    if (yes >= round.opened.quorum) return "yes";
    return seats - no - abstained < round.opened.quorum ? "no" : "open";
}

bool Polling::approved(const Approval& approval) const {
    const Round* round = record.round(approval.name);
    if (round == nullptr || round->outcome != "yes" || round->opened.digest != digest(approval)) return false;
    // What was used stays so; who voted may have gone since.
    if (round->used.empty() && outcome(approval, *round) != "yes") return false;
    return !approval.after || approved(type.approvals[*approval.after]);
}

std::string Polling::standing(const Approval& approval) const {
    const Round* round = record.round(approval.name);
    if (round == nullptr) return "none";
    if (round->outcome == "void" || !round->used.empty()) return round->outcome;
    if (round->opened.digest != digest(approval)) return "void";
    return outcome(approval, *round);
}

std::string Polling::seat_title(const ApprovalSeat& seat) const {
    std::string title = role_title(process, seat.role, language);
    const Organisation* organisation = directory.organisation(seat.organisation);
    return organisation == nullptr ? title : fmt::format("{} ({})", title, organisation->display);
}

std::string Polling::why_not(const Approval& approval) const {
    const Round* round = record.round(approval.name);
    const std::string title = process::shown(approval.title, approval.name, language);
    if (approval.after && !approved(type.approvals[*approval.after])) {
        const Approval& before = type.approvals[*approval.after];
        return fmt::format("{} comes first: {}", process::shown(before.title, before.name, language),
                           why_not(before));
    }
    if (round == nullptr) return fmt::format("{} was not asked yet.", title);
    if (round->outcome == "void" && round->cause == "expired")
        return fmt::format("What {} said has expired.", title);
    if (round->outcome == "void" || round->opened.digest != digest(approval))
        return fmt::format("{} was asked about something else: it has changed since.", title);
    if (outcome(approval, *round) == "no") return fmt::format("{} said no.", title);
    std::vector<std::string> awaited;
    for (std::size_t i = 0; i < round->opened.seats.size(); ++i) {
        const ApprovalSeat& seat = round->opened.seats[i];
        if (is_heard(approval, *round, i)) continue;
        if (!has_members(seat))
            return fmt::format("{} cannot be decided: nobody holds {}.", title, seat_title(seat));
        awaited.push_back(seat_title(seat));
    }
    if (awaited.empty()) return fmt::format("{}: nobody has said yes.", title);
    return fmt::format("{} is still to be heard: {}.", title, join(awaited, ", "));
}

}  // namespace reeve::records
