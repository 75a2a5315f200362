#include "records/backtest.hpp"

#include <algorithm>

#include "process/span.hpp"
#include "records/agreements_internal.hpp"
#include "records/clocks_internal.hpp"

namespace reeve::records {
namespace {

class Supposing {
public:
    // `record` is null where another calendar is tried.
    Supposing(const process::RecordType& type, const Record* record, const Supposition& what, Instant until)
        : type_(type), record_(record), what_(what), until_(until), calendar_(what.calendar.text()) {}

    // Nothing where nothing would be otherwise.
    [[nodiscard]] std::optional<SupposedClock> one(const ClockInstance& instance) const {
        const auto index = type_.clock(instance.now.clock);
        if (!index || instance.now.state == ClockState::waiting) return std::nullopt;
        const process::Clock& clock = type_.clocks[*index];
        SupposedClock told;
        told.was = &instance;
        told.breached_before = instance.now.breached_at.has_value();
        told.met_before = instance.now.state == ClockState::met;
        told.limit = instance.now.limit;
        const bool done = fulfilled(type_, clock, instance.now);
        const bool other = what_.time != nullptr ? in_calendar(instance, done, told)
                                                 : under_agreement(clock, instance, done, told);
        return other ? std::optional(told) : std::nullopt;
    }

private:
    const process::RecordType& type_;
    const Record* record_;
    const Supposition& what_;
    Instant until_;
    std::string calendar_;

    [[nodiscard]] bool is_in(const ClockInstance& instance, const ClockSpan& span) const {
        return (span.calendar.empty() ? instance.now.calendar : span.calendar) == calendar_;
    }

    [[nodiscard]] bool in_calendar(const ClockInstance& instance, bool done, SupposedClock& told) const {
        if (std::none_of(instance.spans.begin(), instance.spans.end(),
                         [&](const ClockSpan& span) { return is_in(instance, span); }))
            return false;
        const auto time_of = [&](const ClockSpan& span) -> const calendar::DatedTime& {
            return is_in(instance, span) ? *what_.time : working_time(*what_.directory, instance.now, span);
        };
        told.after = recount_as_it_was(instance, time_of, until_, done);
        if (instance.now.calendar == calendar_)
            told.limit = limit_in_days_of(told.limit, instance.now.limit_said,
                                          what_.time->day_length(instance.spans.front().from));
        return true;
    }

    [[nodiscard]] bool under_agreement(const process::Clock& clock, const ClockInstance& instance, bool done,
                                       SupposedClock& told) const {
        if (!clock.agreement) return false;
        const Record then = held_then(instance);
        const Agreement* chosen =
            agreement_for(*what_.with, then, clock, instance.now.started, maker(instance));
        if (chosen == nullptr || chosen->id != what_.agreement) return false;
        const AgreementTarget* row = target_in(*chosen, clock, then);
        const WorkingCalendar* calendar = what_.with->calendar(chosen->calendar);
        const auto span = row != nullptr ? process::parse_span(row->limit) : std::nullopt;
        if (!span || calendar == nullptr) return false;
        told.limit = span->in_days_of(calendar->dated->day_length(instance.now.started));
        told.after = recount(instance, *calendar->dated, told.limit, until_, done);
        return true;
    }

    // Of one that the desk made the customer of what the clock rests on tells who had it made.
    [[nodiscard]] Id maker(const ClockInstance& instance) const {
        const ClockSet& now = instance.now;
        const Agreement* agreed = made_from(*record_).empty() || now.agreement.empty()
                                      ? nullptr
                                      : what_.directory->agreement(now.agreement, now.agreement_version);
        return agreed != nullptr ? agreed->customer : maker_of(*what_.with, *record_, nullptr);
    }

    // As it was held when the clock began.
    [[nodiscard]] Record held_then(const ClockInstance& instance) const {
        Record then = *record_;
        for (const Leg& leg : record_->legs) {
            const bool of = instance.now.leg != 0 ? leg.number == instance.now.leg
                                                  : !leg.to || instance.now.started < *leg.to;
            if (!of) continue;
            then.holder = leg.holder;
            break;
        }
        return then;
    }
};

}  // namespace

std::vector<SupposedClock> suppose(const process::RecordType& type, const Record& record,
                                   const Supposition& what, Instant until) {
    std::vector<SupposedClock> told;
    const Supposing supposing(type, &record, what, until);
    for (const ClockInstance& instance : record.clocks)
        if (auto one = supposing.one(instance)) told.push_back(std::move(*one));
    return told;
}

std::optional<SupposedClock> suppose(const process::RecordType& type, const ClockInstance& clock,
                                     const Supposition& what, Instant until) {
    return Supposing(type, nullptr, what, until).one(clock);
}

}  // namespace reeve::records
