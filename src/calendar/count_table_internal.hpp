#pragma once
// When a calendar opens and closes, as sorted instants with running sums, in blocks of some hundred days.
// A block is worked out when it is first asked for and then never changes, so that many threads may ask.

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "base/instant.hpp"
#include "calendar/day_plan.hpp"
#include "calendar/zone.hpp"

namespace reeve::calendar {

class CountTable {
public:
    // Microseconds since 1970. Stretches are sorted and apart; those of two blocks may touch.
    struct Block {
        std::int64_t from = 0;
        std::int64_t until = 0;
        std::vector<std::int64_t> opens;
        std::vector<std::int64_t> closes;
        std::vector<std::int64_t> counted_before;  // within the block, until each opening
        std::int64_t total = 0;

        // How many stretches open at or before the instant.
        [[nodiscard]] std::size_t opened_by(std::int64_t at) const;
        // The time counted from the block's beginning until the instant, which lies within it.
        [[nodiscard]] std::int64_t counted_until(std::int64_t at) const;
    };

    static constexpr int block_bits = 43;  // 2^43 microseconds: 101.8 days

    // For the instants from `earliest` until `latest`. Keeps the plan's address: it must outlive the table.
    CountTable(Zone zone, const DayPlan& plan, Instant earliest, Instant latest);
    ~CountTable();
    CountTable(const CountTable&) = delete;
    CountTable& operator=(const CountTable&) = delete;

    // Of an instant within the table's years, both ends included.
    [[nodiscard]] int index_of(std::int64_t at) const {
        return static_cast<int>((at - earliest_) >> block_bits);
    }
    [[nodiscard]] const Block& block(int index) const;

private:
    [[nodiscard]] std::unique_ptr<const Block> work_out(int index) const;

    Zone zone_;
    const DayPlan& plan_;
    std::int64_t earliest_;
    std::int64_t latest_;
    int blocks_;
    mutable std::unique_ptr<std::atomic<const Block*>[]> known_;
};

}  // namespace reeve::calendar
