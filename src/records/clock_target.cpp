#include <fmt/format.h>

#include "records/clock_target_internal.hpp"
#include "records/holder_hours_internal.hpp"

namespace reeve::records {
namespace {

constexpr std::string_view always = "always";

}  // namespace

std::optional<ClockTarget> ClockTargeting::find(const Agreement* agreement, Instant started,
                                                const ClockSet* now, bool& known) {
    ClockTarget target;
    target.time = &calendar::DatedTime::always_open();
    target.calendar = always;
    if (agreement != nullptr) {
        decision_.rests_on(agreement->id, decision_.directory().agreement(agreement->id)->version);
        target.agreement = agreement->id;
        target.agreement_version = agreement->version;
        if (const AgreementTarget* row = target_in(*agreement, clock_, draft_.record)) {
            if (!take_row(target, *agreement, *row) || !has_length(target, started, now)) known = false;
            return known ? std::optional(target) : std::nullopt;
        }
    }
    if (clock_.due_field) {
        target.at = instant_of(*clock_.due_field);
        return target.at ? std::optional(target) : std::nullopt;
    }
    if (!clock_.limit) return std::nullopt;
    View view = decision_.view(draft_, nullptr);
    view.note_rows(rows_);
    const cel::Value limit = view.evaluate(*clock_.limit);
    if (limit.is_null()) return std::nullopt;
    const auto span = process::span_of(limit);
    if (!span) {
        known = false;
        decision_.miss(draft_, "clock:" + clock_.name, "", Decision::cannot_evaluate(*clock_.limit, limit));
        return std::nullopt;
    }
    if (!find_calendar(target)) {
        known = false;
        return std::nullopt;
    }
    target.length = *span;
    if (!has_length(target, started, now)) known = false;
    return known ? std::optional(target) : std::nullopt;
}

// A working day of a calendar that has none would be over at once: what counts such days keeps the length
// that they had.
bool ClockTargeting::has_length(ClockTarget& target, Instant started, const ClockSet* now) {
    if (target.length.working_days == 0 || target.time->day_length(started) > Duration{}) return true;
    if (now != nullptr && now->limit_said == target.said() && now->limit > Duration{}) {
        target.kept = now->limit;
        return true;
    }
    const auto id = Id::parse(target.calendar);
    const WorkingCalendar* calendar = id ? decision_.directory().calendar(*id) : nullptr;
    decision_.miss(draft_, "clock:" + clock_.name, "",
                   fmt::format("{}: a working day has no length in '{}', which has no hours of the week.",
                               process::shown(clock_.title, clock_.name, decision_.language),
                               calendar == nullptr       ? target.calendar
                               : calendar->title.empty() ? calendar->name
                                                         : calendar->title));
    return false;
}

// What the row says, in the time of the agreement.
bool ClockTargeting::take_row(ClockTarget& target, const Agreement& agreement, const AgreementTarget& row) {
    const WorkingCalendar* calendar = decision_.directory().calendar(agreement.calendar);
    const auto span = process::parse_span(row.limit);
    if (calendar == nullptr || !span) {
        decision_.miss(draft_, "clock:" + clock_.name, "",
                       fmt::format("The agreement '{}' says no limit that can be counted.", agreement.name));
        return false;
    }
    take_calendar(target, *calendar);
    target.length = *span;
    target.row = &row;
    return true;
}

void ClockTargeting::take_calendar(ClockTarget& target, const WorkingCalendar& calendar) {
    decision_.rests_on(calendar.id, calendar.version);
    target.time = calendar.dated.get();
    target.calendar = calendar.id.text();
    target.calendar_version = calendar.version;
}

bool ClockTargeting::find_calendar(ClockTarget& target) {
    if (clock_.calendar.always()) return true;
    const WorkingCalendar* calendar =
        hours_of(decision_, draft_, clock_.calendar,
                 {"clock:" + clock_.name, process::shown(clock_.title, clock_.name, decision_.language)});
    if (calendar != nullptr) take_calendar(target, *calendar);
    return calendar != nullptr;
}

std::optional<Instant> ClockTargeting::instant_of(process::Index field) const {
    const Json* value = draft_.record.field(draft_.type->fields[field].name);
    return value != nullptr && value->is_string() ? parse_instant(value->string()) : std::nullopt;
}

}  // namespace reeve::records
