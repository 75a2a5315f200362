// Notices: who is told, and in which words (semantics section 2, step m).
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "records/needs_internal.hpp"
#include "records/notices_internal.hpp"
#include "records/own_words.hpp"
#include "records/permission_internal.hpp"
#include "records/settling_internal.hpp"

namespace reeve::records {
namespace {

// A role may be everybody's; no more of them than this are told at once.
constexpr std::size_t told_at_once = 200;
// What is done within it is not called late: the desk is at its work.
constexpr Duration late_from = Duration::minutes(1);

class Audience {
public:
    Audience(const Decision& decision, const Draft& draft, const std::function<bool(Id)>& but)
        : decision_(decision), draft_(draft), but_(but) {}

    [[nodiscard]] std::vector<Id> of(const process::Notice& notice) {
        for (const process::Notice::To& to : notice.to) add(to);
        return std::move(people_);
    }

private:
    const Decision& decision_;
    const Draft& draft_;
    const std::function<bool(Id)>& but_;
    std::vector<Id> people_;

    void add(Id id) {
        const Person* person = decision_.directory().person(id);
        if (person == nullptr || !person->active || but_(id) || people_.size() == told_at_once) return;
        if (std::find(people_.begin(), people_.end(), id) == people_.end()) people_.push_back(id);
    }

    void add_members(const std::string& role, std::optional<Id> at) {
        for (const Person* member : decision_.directory().members(decision_.process().id, role, at))
            add(member->id);
    }

    // Whoever may fill it, and who votes in their place now.
    void add_seat(const ApprovalSeat& seat) {
        const std::optional<Id> at =
            seat.organisation.empty() ? std::nullopt : std::optional(seat.organisation);
        for (const Person* member : decision_.directory().members(decision_.process().id, seat.role, at)) {
            add(member->id);
            if (member->active && member->delegate && member->delegate->holds(decision_.situation.now))
                add(member->delegate->person);
        }
    }

    void add_holder(const Holder& holder) {
        if (holder.role.empty()) return;
        if (!holder.person.empty()) return add(holder.person);
        for (const Person* member : decision_.directory().members(decision_.process().id, holder.role)) {
            const Asking asking{decision_.process(), *draft_.type, decision_.directory(), *member,
                                decision_.language};
            if (belongs_to(asking, draft_.record, holder, *member)) add(member->id);
        }
    }

    void add(const process::Notice::To& to) {
        using Kind = process::Notice::To::Kind;
        const Record& record = draft_.record;
        const std::vector<Leg>& legs = record.legs;
        switch (to.kind) {
            case Kind::reporter: return add(record.reporter);
            case Kind::holder: return add_holder(record.holder);
            case Kind::former_holder:
                if (record.end && !legs.empty()) return add_holder(legs.back().holder);
                if (legs.size() > 1) add_holder(legs[legs.size() - 2].holder);
                return;
            case Kind::assignee: return add(record.holder.person);
            case Kind::watchers:
                for (const Id watcher : record.watchers) add(watcher);
                return;
            case Kind::role: return add_members(decision_.process().roles[to.role].name, {});
            case Kind::seats:
                for (const Round& round : record.rounds)
                    if (round.outcome == "open")
                        for (const ApprovalSeat& seat : round.opened.seats) add_seat(seat);
                return;
        }
    }
};

std::string shown_value(const Decision& decision, const Draft& draft, const process::Field& field,
                        std::string_view language) {
    const Json* value = draft.record.field(field.name);
    if (value == nullptr || value->is_null()) return "-";
    if (!value->is_string()) return write_json(*value);
    const Directory& directory = decision.directory();
    const auto id = Id::parse(value->string());
    switch (field.kind) {
        case process::FieldKind::choice: {
            const process::Choice& choice = decision.process().choices[field.choice];
            const auto index = choice.find(value->string());
            return index ? process::shown(choice.values[*index].title, value->string(), language)
                         : value->string();
        }
        case process::FieldKind::person: {
            const Person* person = id ? directory.person(*id) : nullptr;
            return person != nullptr ? (person->display.empty() ? person->name : person->display) : "-";
        }
        case process::FieldKind::organisation: {
            const Organisation* place = id ? directory.organisation(*id) : nullptr;
            return place != nullptr ? (place->display.empty() ? place->name : place->display) : "-";
        }
        case process::FieldKind::instant: {
            const auto at = parse_instant(value->string());
            return at ? said_at(directory, draft.record, *at) : value->string();
        }
        default: return value->string();
    }
}

// What stands in the place "record.NAME".
std::string word_for(const Decision& decision, const Draft& draft, std::string_view place,
                     std::string_view language) {
    const Record& record = draft.record;
    const process::RecordType& type = *draft.type;
    const std::string_view name = place.substr(std::min(place.size(), std::string_view("record.").size()));
    // Its number is drawn when nothing can refuse any more.
    if (name == "number") return record.number.empty() ? std::string(number_to_come) : record.number;
    if (name == "title") return record.title;
    if (name == "type") return process::shown(type.title, type.name, language);
    if (name == "state") {
        const auto state = type.state(record.state);
        return state ? process::shown(type.states[*state].title, record.state, language) : record.state;
    }
    if (name == "holder") return role_title(decision.process(), record.holder.role, language);
    if (name == "priority") return record.priority.empty() ? "-" : record.priority;
    if (name == "reporter") {
        const Person* person = decision.directory().person(record.reporter);
        return person != nullptr ? (person->display.empty() ? person->name : person->display) : "-";
    }
    const auto field = type.field(name);
    return field ? shown_value(decision, draft, type.fields[*field], language) : std::string();
}

std::string rendered(const Decision& decision, const Draft& draft, std::string_view text,
                     std::string_view language, const OwnPlaces& own) {
    std::string words;
    while (!text.empty()) {
        const std::size_t open = text.find('{');
        const std::size_t shut = open == std::string_view::npos ? open : text.find('}', open);
        if (shut == std::string_view::npos) return words.append(text);
        words.append(text.substr(0, open));
        const std::string_view place = text.substr(open + 1, shut - open - 1);
        words += own && place.starts_with("desk.") ? own(place, language)
                                                   : word_for(decision, draft, place, language);
        text.remove_prefix(shut + 1);
    }
    return words;
}

// " (late by 2 h 5 min)" where the desk does it that much after it was due.
std::string late_words(const Event& event, std::string_view language) {
    const Duration late = event.recorded_at - event.occurred_at;
    if (event.actor.kind != ActorKind::desk || late < late_from) return {};
    const std::int64_t minutes = late.micros / Duration::minutes(1).micros;
    std::string time = fmt::format("{} min", minutes % 60);
    if (minutes >= 60) time = fmt::format("{} h {}", minutes / 60 % 24, time);
    if (minutes >= 24 * 60) time = fmt::format("{} d {}", minutes / (24 * 60), time);
    return fmt::format(" ({} {})", own_words(language, "late by", "com atraso de"), time);
}

// Of what all read, those of whoever reported it; else of whoever acts.
std::string_view language_of(const Decision& decision, const Draft& draft, const process::Publish& publish) {
    if (publish.audience == process::Audience::internal) return decision.language;
    const Person* reporter = decision.directory().person(draft.record.reporter);
    return reporter != nullptr && !reporter->language.empty() ? std::string_view(reporter->language)
                                                              : std::string_view(decision.language);
}

// As a comment may be: what does not fit is cut off, for the desk's own act must not founder on a long field.
std::string cut_to_fit(std::string words) {
    if (length_utf8(words) <= comment_length_max) return words;
    const auto starts = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; };
    std::size_t kept = comment_length_max - 1;
    const auto end =
        std::find_if(words.begin(), words.end(), [&](char byte) { return starts(byte) && kept-- == 0; });
    words.erase(end, words.end());
    return words + "…";
}

void publish(Decision& decision, Draft& draft, const process::Publish& publish, const Event& because) {
    const Doer who{because.actor, because.actor.kind == ActorKind::person
                                      ? decision.directory().person(because.actor.id)
                                      : nullptr};
    const std::string audience = publish.audience == process::Audience::internal ? "internal" : "public";
    Event& event = decision.begin(draft, "commented", who, audience, because.cause);
    event.facts.set(std::string(published_fact), true);
    const std::string_view first = publish.text.in(language_of(decision, draft, publish));
    for (const auto& [language, text] : publish.text.by_language) {
        const bool is_first = text.data() == first.data();
        Decision::add_text(draft, is_first ? "comment" : fmt::format("comment.{}", language),
                           cut_to_fit(rendered(decision, draft, text, language, {})));
    }
    decision.change(draft, Commented{audience});
    decision.finish(draft);
}

}  // namespace

void publish_all(Decision& decision, Draft& draft) {
    const Event because = draft.events.back();
    for (const process::Publish* one : std::exchange(draft.publishing, {}))
        publish(decision, draft, *one, because);
}

std::vector<Id> audience_of(const Decision& decision, const Draft& draft, const process::Notice& notice,
                            const std::function<bool(Id)>& but) {
    return Audience(decision, draft, but).of(notice);
}

void give_notice(Decision& decision, Draft& draft, const process::Notice& notice, std::vector<Id> people,
                 const OwnPlaces& own) {
    if (people.empty()) return;
    for (const auto& [language, text] : notice.text.by_language)
        Decision::add_text(
            draft, fmt::format("notice.{}.{}", notice.name, language),
            rendered(decision, draft, text, language, own) + late_words(*draft.event, language));
    decision.change(draft, Noticed{notice.name, std::move(people)});
}

void tell(Decision& decision, Draft& draft) {
    // What a vote decides is told as the desk's, and is her doing all the same.
    const auto acts = [&](Id id) {
        return draft.event->actor.id == id ||
               (decision.command.kind == Command::Kind::vote && decision.command.actor.id == id);
    };
    for (const process::Index index : std::exchange(draft.notices, {})) {
        const process::Notice& notice = decision.process().notices[index];
        give_notice(decision, draft, notice, audience_of(decision, draft, notice, acts));
    }
}

}  // namespace reeve::records
