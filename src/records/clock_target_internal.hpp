#pragma once
// How long a clock may run, or until when, and in whose time: as its agreement or its process says now.

#include <cstdint>
#include <optional>
#include <string>

#include "process/span.hpp"
#include "records/agreements_internal.hpp"
#include "records/decision_internal.hpp"

namespace reeve::records {

struct ClockTarget {
    process::Span length;
    std::optional<Instant> at;  // due at an instant, whatever was counted
    const calendar::DatedTime* time = nullptr;
    std::string calendar;
    std::int64_t calendar_version = 0;
    // On which agreement it rests; and the row of it that says the limit, null where the process does.
    Id agreement;
    std::int64_t agreement_version = 0;
    const AgreementTarget* row = nullptr;

    std::optional<Duration> kept;  // its working days have no length in the calendar any more

    // A working day is that of the calendar when the clock started.
    [[nodiscard]] Duration limit(Instant started) const {
        return kept ? *kept : length.in_days_of(time->day_length(started));
    }

    // What is left of it once its length is known; empty: no more than that.
    [[nodiscard]] std::string said() const {
        return length.working_days != 0 ? process::text(length) : std::string();
    }

    void take(ClockSet& clock) const {
        clock.limit = limit(clock.started);
        clock.limit_said = said();
        clock.calendar = calendar;
        clock.calendar_version = calendar_version;
        clock.agreement = agreement;
        clock.agreement_version = agreement_version;
    }
};

class ClockTargeting {
public:
    // `rows`: of tables, on which the limit rests.
    ClockTargeting(Decision& decision, Draft& draft, const process::Clock& clock, ChosenRows& rows)
        : decision_(decision), draft_(draft), clock_(clock), rows_(rows) {}

    // By the agreement, where there is one, else by the process, of a clock that counts from `started`;
    // `now`: as it stands, where it has begun. Nothing where it has no target now. `known` becomes false
    // where it cannot be told; that is missed.
    [[nodiscard]] std::optional<ClockTarget> find(const Agreement* agreement, Instant started,
                                                  const ClockSet* now, bool& known);
    // What the record's field says.
    [[nodiscard]] std::optional<Instant> instant_of(process::Index field) const;

private:
    Decision& decision_;
    Draft& draft_;
    const process::Clock& clock_;
    ChosenRows& rows_;

    [[nodiscard]] bool take_row(ClockTarget& target, const Agreement& agreement, const AgreementTarget& row);
    void take_calendar(ClockTarget& target, const WorkingCalendar& calendar);
    [[nodiscard]] bool find_calendar(ClockTarget& target);
    [[nodiscard]] bool has_length(ClockTarget& target, Instant started, const ClockSet* now);
};

}  // namespace reeve::records
