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

// The organisation that had the record made: of who logged it; where the desk made it, of who holds `from`,
// the record that it was made from, or held it last. Empty where that is not known.
[[nodiscard]] Id maker_of(const Directory& directory, const Record& record, const Record* from);
// From which record the desk made this one; empty where a person logged it, or from none.
[[nodiscard]] Id made_from(const Record& record);

// Of the agreements of the clock's kind that were agreed, say something about the clock and are in force at
// the instant for the record's parties: the one that names most of them; of equal ones that which began last;
// then by name. Null when there is none.
[[nodiscard]] const Agreement* agreement_for(const Directory& directory, const Record& record,
                                             const process::Clock& clock, Instant started, Id maker);
// Its first row for the clock of which all that it asks holds now; null when there is none.
[[nodiscard]] const AgreementTarget* target_in(const Agreement& agreement, const process::Clock& clock,
                                               const Record& record);

// How far a clock had come before a change of its words.
struct Before {
    Duration limit, elapsed;
    bool pending = false;  // a share was reached, and is not told yet
};

// The shares at which something follows: warnings, then those after the breach. What was counted says which
// of them have passed, whatever words they were in. `ClockSet::warned`, how many have, tells apart only those
// that are reached at one instant.
class ClockShares {
public:
    // `target`: the row on which the limit rests, or null. `clock` must outlive this.
    ClockShares(const process::Clock& clock, const AgreementTarget* target);
    ClockShares(const ClockShares&) = delete;
    ClockShares& operator=(const ClockShares&) = delete;

    // The one that is reached when so much was counted; null when there is none.
    [[nodiscard]] const process::ClockShare* reached(const ClockSet& clock, Duration elapsed) const;
    // Counts that one as passed.
    void pass(ClockSet& clock, Duration elapsed) const;
    // It warns at the same ones.
    [[nodiscard]] bool warn_as(const ClockShares& other) const;
    // Sets `warn` to when the next share is reached of a clock that counts on from `from`, where it has
    // counted `elapsed`. Those that lie behind have passed; but the last of them is reached now where it did
    // not lie behind before the change.
    template <class Time>
    void arm(ClockSet& clock, const Time& time, Instant from,
             const std::optional<Before>& before = std::nullopt) const {
        clock.warn.reset();
        const Shares shares = of(clock);
        const std::size_t next = passed(clock);
        // Where the limit grew, the share that was not told yet is ahead again.
        const bool pending = before && before->pending && clock.limit <= before->limit;
        const bool news = before && next > 0 && !is_used_up(clock) &&
                          (pending || point(shares[next - 1], before->limit) > before->elapsed);
        clock.warned = static_cast<int>(warnings_before(clock) + next - (news ? 1 : 0));
        if (is_used_up(clock) || (!news && next == shares.size())) return;
        const Duration left = news ? Duration{} : point(shares[next], clock.limit) - clock.elapsed;
        const Instant at = left.micros > 0 ? time.due(from, left) : from;
        if (at != Instant::never()) clock.warn = at;
    }

private:
    using Shares = std::span<const process::ClockShare>;
    std::vector<process::ClockShare> agreed_;  // instead of the process's warnings
    Shares warnings_, overdue_;

    [[nodiscard]] Shares of(const ClockSet& clock) const {
        return clock.state == ClockState::breached ? overdue_ : warnings_;
    }
    [[nodiscard]] std::size_t warnings_before(const ClockSet& clock) const {
        return clock.state == ClockState::breached ? warnings_.size() : 0;
    }
    [[nodiscard]] static bool is_used_up(const ClockSet& clock) {
        return clock.state != ClockState::breached && clock.limit > Duration{} &&
               clock.elapsed >= clock.limit;
    }
    // The counted time at which the share is reached. Exact: of limits of centuries the hundredth first.
    [[nodiscard]] static Duration point(const process::ClockShare& share, Duration limit) {
        return {limit.micros / 100 * share.percent + limit.micros % 100 * share.percent / 100};
    }
    // How many of those of its state have passed: what is reached just now has where it is counted so.
    [[nodiscard]] std::size_t passed(const ClockSet& clock) const;
};

// The shares of a clock of the record as it stands now.
[[nodiscard]] ClockShares shares_of(const Directory& directory, const Record& record,
                                    const process::Clock& clock, const ClockSet& now);
// Sets `warn` to when the clock, which runs, reaches its next share: after the instant, or at it where a
// change has put that behind it.
void arm_next_share(const Directory& directory, const Record& record, const process::Clock& clock,
                    ClockSet& now, Instant at, const std::optional<Before>& before = std::nullopt);

}  // namespace reeve::records
