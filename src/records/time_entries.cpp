// How long people worked on a record: logged for a day, and struck where it was wrong; nothing is edited.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "calendar/date.hpp"
#include "records/admission_internal.hpp"
#include "records/perform_internal.hpp"
#include "records/structure_view.hpp"
#include "records/time_entries_internal.hpp"
#include "records/values_internal.hpp"

namespace reeve::records {
namespace {

using process::BuiltIn;

constexpr std::int64_t minutes_most = 24 * 60;
constexpr int days_back_most = 366;
// The record keeps them all.
constexpr std::int64_t entries_most = 1'000;
constexpr std::size_t text_length_max = 1'000;  // code points

const WorkingCalendar* hours_of(const Directory& directory, Id organisation) {
    const Organisation* known = directory.organisation(organisation);
    return known == nullptr ? nullptr : directory.calendar(known->calendar);
}

// The day that it is where she works; without that, where the record belongs.
calendar::Date today(const Decision& decision, const Record& record) {
    const WorkingCalendar* hours = nullptr;
    if (decision.doer.person != nullptr)
        hours = hours_of(decision.directory(), decision.doer.person->organisation);
    if (hours == nullptr) hours = hours_of(decision.directory(), record.organisation);
    return (hours == nullptr ? calendar::Zone::utc() : hours->time->zone()).date(decision.at);
}

bool is_given(const Json* value) {
    return value != nullptr && !value->is_null();
}

// What one of the acts takes, and no more.
class Wanted {
public:
    Wanted(Decision& decision, const Draft& draft, std::string_view act)
        : decision_(decision), draft_(draft), act_(act), fields_(decision.command.fields) {}

    void refuse_others(std::initializer_list<std::string_view> known, std::string_view list) {
        for (const auto& [name, value] : fields_)
            if (std::find(known.begin(), known.end(), name) == known.end())
                miss(name, fmt::format("'{}' takes {}, not '{}'.", act_, list, name));
    }

    std::int64_t minutes() {
        const Json* given = fields_.find("minutes");
        if (!is_given(given)) {
            miss("minutes", "Say how many minutes.");
        } else if (!given->is_integer() || given->integer() < 1 || given->integer() > minutes_most) {
            miss("minutes", fmt::format("The minutes are a whole number from 1 to {}.", minutes_most));
        } else {
            return given->integer();
        }
        return 0;
    }

    std::string day() {
        const Json* given = fields_.find("day");
        const calendar::Date now = today(decision_, draft_.record);
        if (!is_given(given)) return calendar::text(now);
        const auto day = given->is_string() ? calendar::Date::parse(given->string()) : std::nullopt;
        if (!day)
            miss("day", "The day is a date, such as 2014-01-20.");
        else if (*day > now)
            miss("day", fmt::format("That day is yet to come: today is {}.", calendar::text(now)));
        else if (*day < now - days_back_most)
            miss("day", fmt::format("That is more than {} days ago.", days_back_most));
        return day ? calendar::text(*day) : std::string();
    }

    std::string text() {
        const Json* given = fields_.find("text");
        if (!is_given(given)) return {};
        if (!given->is_string()) {
            miss("text", "The text is a text.");
            return {};
        }
        std::string said(trim(given->string()));
        if (const std::string why = wrong_text(said, text_length_max, false); !why.empty())
            miss("text", "The text: " + why);
        return said;
    }

    // That can still be struck; null where there is none.
    const TimeEntry* entry() {
        const Json* given = fields_.find("entry");
        if (!is_given(given) || !given->is_integer()) {
            miss("entry", "Say which time entry, by its number.");
            return nullptr;
        }
        for (const TimeEntry& one : draft_.record.time_entries) {
            if (one.entry != given->integer()) continue;
            if (!one.struck) return &one;
            miss("entry", fmt::format("The time entry {} was struck before.", one.entry));
            return nullptr;
        }
        miss("entry", fmt::format("There is no time entry {} here.", given->integer()));
        return nullptr;
    }

private:
    Decision& decision_;
    const Draft& draft_;
    std::string_view act_;
    const JsonObject& fields_;

    void miss(std::string_view field, std::string why) {
        decision_.miss(draft_, std::string(act_), std::string(field), std::move(why));
    }
};

// Newer than the act was done last.
bool is_since(const TimeEntry& entry, const Record& record, const std::string& act) {
    const auto done = record.acts.find(act);
    if (done == record.acts.end() || entry.at > done->second.last) return true;
    return entry.at == done->second.last && entry.just_done.contains(act);
}

}  // namespace

std::int64_t minutes_for(const Record& record, const process::RecordType& type, const process::Need& need,
                         const Person* actor) {
    std::int64_t minutes = 0;
    for (const TimeEntry& entry : record.time_entries) {
        if (entry.struck || (need.by_actor && (actor == nullptr || entry.person != actor->id))) continue;
        if (need.since && !is_since(entry, record, type.acts[*need.since].name)) continue;
        minutes += entry.minutes;
    }
    return minutes;
}

bool has_logged(const Record& record, Id person) {
    return std::any_of(record.time_entries.begin(), record.time_entries.end(),
                       [&](const TimeEntry& one) { return one.person == person && !one.struck; });
}

std::string why_not_strike_others(const Asking& asking, const Record& record) {
    const process::Act* restriction = asking.type.restriction(BuiltIn::strike_time);
    if (restriction == nullptr || restriction->by.empty()) return "Only who logged this time may strike it.";
    return may_do(asking, *restriction, record) ? std::string() : why_not(asking, *restriction, record);
}

std::vector<std::int64_t> strikable_time(Situation& situation, Id id) {
    std::vector<std::int64_t> entries;
    const Person* person = situation.directory->person(id);
    const auto type = situation.process->type(situation.record->type);
    if (person == nullptr || !person->active || !type) return entries;
    const Record& record = *situation.record;
    const Asking asking{*situation.process, situation.process->types[*type], *situation.directory, *person,
                        person->language};
    const bool others = why_not_strike_others(asking, record).empty();
    for (const TimeEntry& one : record.time_entries)
        if (!one.struck && (others || one.person == id)) entries.push_back(one.entry);
    return entries;
}

Outcome<Plan> decide_log_time(Situation& situation, const Command& command, const process::RecordType& type) {
    const auto admitted = admit(situation, command, type, BuiltIn::log_time);
    if (!admitted) return std::unexpected(admitted.error());

    Decision decision(situation, command);
    Draft& draft = decision.draft(*situation.record);
    Wanted wanted(decision, draft, "log_time");
    wanted.refuse_others({"minutes", "day", "text"}, "minutes, day and text");
    TimeLogged logged;
    logged.entry = static_cast<std::int64_t>(draft.record.time_entries.size()) + 1;
    logged.person = decision.doer.person->id;
    logged.minutes = wanted.minutes();
    logged.day = wanted.day();
    const std::string text = wanted.text();
    if (logged.entry > entries_most)
        decision.miss(draft, "log_time", "",
                      fmt::format("{} time entries are on it, and no more can be.", entries_most));
    if (!decision.unmet.empty()) return decision.conclude();
    decision.begin(draft, "time_logged", decision.doer, "internal", {});
    if (!text.empty()) Decision::add_text(draft, "time", text);
    decision.change(draft, logged);
    decision.finish(draft);
    say(decision, draft, decision.doer, admitted->said, admitted->attachments, {});
    return decision.conclude();
}

Outcome<Plan> decide_strike_time(Situation& situation, const Command& command,
                                 const process::RecordType& type) {
    const auto admitted = admit(situation, command, type, BuiltIn::strike_time);
    if (!admitted) return std::unexpected(admitted.error());

    Decision decision(situation, command);
    Draft& draft = decision.draft(*situation.record);
    Wanted wanted(decision, draft, "strike_time");
    wanted.refuse_others({"entry"}, "entry");
    const TimeEntry* entry = wanted.entry();
    if (entry == nullptr || !decision.unmet.empty()) return decision.conclude();
    if (entry->person != admitted->asking.person.id)
        if (std::string why = why_not_strike_others(admitted->asking, draft.record); !why.empty())
            return refuse(RefusalKind::not_allowed, std::move(why));
    decision.begin(draft, "time_struck", decision.doer, "internal", {});
    decision.change(draft, TimeStruck{entry->entry});
    decision.finish(draft);
    say(decision, draft, decision.doer, admitted->said, admitted->attachments, {});
    return decision.conclude();
}

}  // namespace reeve::records
