// Notices: who is told, and in which words (semantics section 2, step m).
#include <algorithm>

#include "records/permission_internal.hpp"
#include "records/settling_internal.hpp"

namespace reeve::records {
namespace {

// A role may be everybody's; no more of them than this are told at once.
constexpr std::size_t told_at_once = 200;

class Audience {
public:
    Audience(const Decision& decision, const Draft& draft) : decision_(decision), draft_(draft) {}

    [[nodiscard]] std::vector<Id> of(const process::Notice& notice) {
        for (const process::Notice::To& to : notice.to) add(to);
        return std::move(people_);
    }

private:
    const Decision& decision_;
    const Draft& draft_;
    std::vector<Id> people_;

    void add(Id id) {
        const Person* person = decision_.directory().person(id);
        if (person == nullptr || !person->active || acts(id) || people_.size() == told_at_once) return;
        if (std::find(people_.begin(), people_.end(), id) == people_.end()) people_.push_back(id);
    }

    // What a vote decides is told as the desk's, and is her doing all the same.
    [[nodiscard]] bool acts(Id id) const {
        return draft_.event->actor.id == id ||
               (decision_.command.kind == Command::Kind::vote && decision_.command.actor.id == id);
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
                     std::string_view language) {
    std::string words;
    while (!text.empty()) {
        const std::size_t open = text.find('{');
        const std::size_t shut = open == std::string_view::npos ? open : text.find('}', open);
        if (shut == std::string_view::npos) return words.append(text);
        words.append(text.substr(0, open));
        words += word_for(decision, draft, text.substr(open + 1, shut - open - 1), language);
        text.remove_prefix(shut + 1);
    }
    return words;
}

}  // namespace

void tell(Decision& decision, Draft& draft) {
    for (const process::Index index : std::exchange(draft.notices, {})) {
        const process::Notice& notice = decision.process().notices[index];
        std::vector<Id> people = Audience(decision, draft).of(notice);
        if (people.empty()) continue;
        for (const auto& [language, text] : notice.text.by_language)
            Decision::add_text(draft, "notice." + notice.name + "." + language,
                               rendered(decision, draft, text, language));
        decision.change(draft, Noticed{notice.name, std::move(people)});
    }
}

}  // namespace reeve::records
