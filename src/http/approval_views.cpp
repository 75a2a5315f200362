#include "http/approval_views.hpp"

#include <algorithm>

#include "base/instant.hpp"
#include "process/words.hpp"

namespace reeve::http {
namespace {

using namespace records;

Json instant_or_null(const std::optional<Instant>& at) {
    return at ? Json(text(*at)) : Json();
}

std::string_view word(process::Approval::Reasons reasons) {
    switch (reasons) {
        case process::Approval::Reasons::for_no: return "for_no";
        case process::Approval::Reasons::always: return "always";
        case process::Approval::Reasons::never: break;
    }
    return "never";
}

// What is put before the seats, by the names that it has elsewhere.
Json covers_json(const process::RecordType& type, const process::Subject& covers) {
    JsonArray fields, links;
    for (const process::Index index : covers.fields) fields.emplace_back(type.fields[index].name);
    for (const process::Index index : covers.links) links.emplace_back(type.links[index].name);
    return JsonObject{{"title", covers.title},
                      {"description", covers.description},
                      {"attachments", covers.attachments},
                      {"fields", std::move(fields)},
                      {"links", std::move(links)}};
}

Json seat_json(const Viewer& viewer, const SeatView& seat) {
    JsonObject json{{"role", seat.seat.role},
                    {"title", seat.title},
                    {"organisation", organisation_reference(viewer.world, seat.seat.organisation)}};
    if (!seat.vote) return json;
    json.set("vote", seat.vote->vote);
    json.set("person", person_reference(viewer.world, seat.vote->person));
    if (!seat.vote->principal.empty()) json.set("for", person_reference(viewer.world, seat.vote->principal));
    if (!seat.vote->reason.empty()) json.set("reason", seat.vote->reason);
    json.set("at", text(seat.vote->at));
    if (!seat.counts) json.set("void", true);
    return json;
}

Json approval_json(const Viewer& viewer, const process::RecordType& type, const ApprovalView& view) {
    const process::Approval& approval = *view.approval;
    JsonArray seats;
    for (const SeatView& seat : view.seats) seats.push_back(seat_json(viewer, seat));
    JsonObject json{{"name", approval.name},
                    {"title", process::shown(approval.title, approval.name, viewer.language)},
                    {"round", view.round ? view.round->opened.round : 0},
                    {"outcome", view.standing},
                    {"digest", view.round ? Json(view.round->opened.digest) : Json()},
                    {"opened", view.round ? Json(text(view.round->since)) : Json()},
                    {"expires", instant_or_null(view.round ? view.round->opened.expires : std::nullopt)},
                    {"decided", instant_or_null(view.round ? view.round->decided : std::nullopt)}};
    if (view.round && !view.round->cause.empty()) json.set("cause", view.round->cause);
    if (view.round && !view.round->used.empty()) json.set("used", view.round->used);
    json.set("after", approval.after ? Json(type.approvals[*approval.after].name) : Json());
    json.set("quorum", approval.quorum == 0 ? Json("all") : Json(static_cast<std::int64_t>(approval.quorum)));
    json.set("reasons", word(approval.reasons));
    json.set("covers", covers_json(type, approval.covers));
    json.set("seats", std::move(seats));
    json.set("may_vote", view.may_vote);
    json.set("seat", view.may_vote ? Json(view.seat) : Json());
    JsonArray places;
    for (const Id principal : view.places) places.push_back(person_reference(viewer.world, principal));
    json.set("may_vote_for", std::move(places));
    json.set("why_not", view.may_vote ? Json() : Json(view.why_not));
    return json;
}

const process::Approval* approval_of(const Viewer& viewer, const Record& record, const std::string& name) {
    const process::RecordType* type = viewer.world.type_of(record);
    if (!type) return nullptr;
    const auto found = std::ranges::find(type->approvals, name, &process::Approval::name);
    return found == type->approvals.end() ? nullptr : &*found;
}

std::string title_of(const Viewer& viewer, const Record& record, const std::string& name) {
    const process::Approval* approval = approval_of(viewer, record, name);
    return process::shown(approval ? approval->title : process::Words{}, name, viewer.language);
}

// For which role the vote was: as the record has the round.
std::string seat_of(const Record& record, const std::string& approval, std::int64_t round,
                    std::int64_t seat) {
    for (const Round& one : record.rounds)
        if (one.opened.approval == approval && one.opened.round == round &&
            static_cast<std::size_t>(seat) < one.opened.seats.size())
            return one.opened.seats[static_cast<std::size_t>(seat)].role;
    return {};
}

}  // namespace

Json approvals_json(const Viewer& viewer, const desk::RecordView& view) {
    JsonArray list;
    const process::RecordType* type = viewer.world.type_of(view.record);
    for (const ApprovalView& approval : view.approvals)
        if (type) list.push_back(approval_json(viewer, *type, approval));
    return list;
}

std::optional<JsonObject> approval_change_json(const Viewer& viewer, const Record& record, const Event& event,
                                               const Change& change) {
    const auto told = [&](const char* what, const std::string& approval, std::int64_t round) {
        return JsonObject{{"what", what},
                          {"approval", approval},
                          {"title", title_of(viewer, record, approval)},
                          {"round", round}};
    };
    if (const auto* opened = std::get_if<RoundOpened>(&change))
        return told("approval_opened", opened->approval, opened->round);
    if (const auto* decided = std::get_if<RoundDecided>(&change)) {
        JsonObject json = told("approval_decided", decided->approval, decided->round);
        json.set("value", decided->outcome);
        return json;
    }
    if (const auto* voided = std::get_if<RoundVoided>(&change)) {
        JsonObject json = told("approval_void", voided->approval, voided->round);
        json.set("cause", voided->cause);
        return json;
    }
    if (!viewer.internal) return std::nullopt;
    if (const auto* voted = std::get_if<Voted>(&change)) {
        JsonObject json = told("vote", voted->approval, voted->round);
        json.set("value", voted->vote);
        json.set("seat", seat_of(record, voted->approval, voted->round, voted->seat));
        if (!event.on_behalf.empty()) json.set("for", person_reference(viewer.world, event.on_behalf));
        const EventText* reason = voted->text_path.empty() ? nullptr : event.text(voted->text_path);
        if (reason && !reason->erased) json.set("reason", reason->value);
        return json;
    }
    if (const auto* voided = std::get_if<VoteVoided>(&change)) {
        JsonObject json = told("vote_void", voided->approval, voided->round);
        json.set("seat", seat_of(record, voided->approval, voided->round, voided->seat));
        return json;
    }
    return std::nullopt;
}

}  // namespace reeve::http
