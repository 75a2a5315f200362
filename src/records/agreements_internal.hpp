#pragma once
// Which agreement a clock of a record rests on, and what it says for that record as it stands.

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "process/model.hpp"
#include "records/directory.hpp"
#include "records/record.hpp"

namespace reeve::records {

// Of the agreements of the clock's kind that were agreed, say something about the clock and are in force at
// the instant for the record's parties: the one that names most of them; of equal ones that which began last;
// then by name. Null when there is none.
[[nodiscard]] const Agreement* agreement_for(const Directory& directory, const Record& record,
                                             const process::Clock& clock, Instant started);
// Its first row for the clock of which all that it asks holds now; null when there is none.
[[nodiscard]] const AgreementTarget* target_in(const Agreement& agreement, const process::Clock& clock,
                                               const Record& record);

// The shares at which something follows: warnings, then those after the breach. `ClockSet::warned` counts
// along both.
class ClockShares {
public:
    // `target`: the row on which the limit rests, or null. `clock` must outlive this.
    ClockShares(const process::Clock& clock, const AgreementTarget* target);
    ClockShares(const ClockShares&) = delete;
    ClockShares& operator=(const ClockShares&) = delete;

    // How many of them come before the breach.
    [[nodiscard]] int warnings() const { return static_cast<int>(warnings_.size()); }
    // The one that is reached at the clock's `warn`; null when there is none.
    [[nodiscard]] const process::ClockShare* next(const ClockSet& clock) const;
    // Sets `warn` to when the next share is reached of a clock that counts on from `from`, where it has
    // counted `elapsed`: one that is reached just there at `from` itself.
    template <class Time>
    void arm(ClockSet& clock, const Time& time, Instant from) const {
        clock.warn.reset();
        while (const process::ClockShare* share = next(clock)) {
            const Duration left = point(*share, clock.limit) - clock.elapsed;
            if (left.micros >= 0) {
                const Instant at = left.micros > 0 ? time.due(from, left) : from;
                if (at != Instant::never()) clock.warn = at;
                return;
            }
            ++clock.warned;
        }
    }

private:
    std::vector<process::ClockShare> agreed_;  // instead of the process's warnings
    std::span<const process::ClockShare> warnings_, overdue_;

    // The counted time at which the share is reached. Exact: of limits of centuries the hundredth first.
    [[nodiscard]] static Duration point(const process::ClockShare& share, Duration limit) {
        return {limit.micros / 100 * share.percent + limit.micros % 100 * share.percent / 100};
    }
};

// The shares of a clock of the record as it stands now.
[[nodiscard]] ClockShares shares_of(const Directory& directory, const Record& record,
                                    const process::Clock& clock, const ClockSet& now);
// Sets `warn` to when the clock, which runs, reaches its next share after the instant; those that lie before
// have passed.
void arm_next_share(const Directory& directory, const Record& record, const process::Clock& clock,
                    ClockSet& now, Instant at);

}  // namespace reeve::records
