#include <algorithm>
#include <utility>

#include "calendar/count_table_internal.hpp"

namespace reeve::calendar {
namespace {

constexpr std::int64_t micros_per_second = 1'000'000;
constexpr std::int64_t day_s = 86'400;

using Stretch = std::pair<std::int64_t, std::int64_t>;  // opening and closing, microseconds

// Turns the parts of one date after another into instants. Away from changes of the clock, wall time
// differs from UTC by one number, which spares asking the zone for each opening and closing.
class WallClock {
public:
    explicit WallClock(Zone zone) : zone_(zone) {}

    void add(Date date, std::span<const DayPart> parts, std::vector<Stretch>& stretches) {
        if (parts.empty()) return;
        const std::int64_t wall_s = date.days * day_s;
        if (!is_steady(wall_s)) steady_ = zone_.steady(wall_s - steady_.offset_s);
        if (is_steady(wall_s)) {
            const std::int64_t midnight = wall_s - steady_.offset_s;
            for (const auto& [from_s, to_s] : parts)
                stretches.emplace_back((midnight + from_s) * micros_per_second,
                                       (midnight + to_s) * micros_per_second);
            return;
        }
        if (!zone_.has(date)) return;
        for (const auto& [from_s, to_s] : parts) {
            const Instant opens = zone_.instant(date, from_s);
            const Instant closes = zone_.instant(date, to_s);
            // Of two within one gap nothing is left.
            if (opens < closes) stretches.emplace_back(opens.micros, closes.micros);
        }
    }

private:
    Zone zone_;
    SteadyStretch steady_;

    // No offset differs from another by two days, so two days off a change it cannot matter.
    [[nodiscard]] bool is_steady(std::int64_t wall_s) const {
        const std::int64_t midnight = wall_s - steady_.offset_s;
        return steady_.from_s < midnight - 2 * day_s && midnight + 3 * day_s < steady_.until_s;
    }
};

}  // namespace

std::size_t CountTable::Block::opened_by(std::int64_t at) const {
    return static_cast<std::size_t>(std::upper_bound(opens.begin(), opens.end(), at) - opens.begin());
}

std::int64_t CountTable::Block::counted_until(std::int64_t at) const {
    const std::size_t opened = opened_by(at);
    if (opened == 0) return 0;
    return counted_before[opened - 1] + std::min(at, closes[opened - 1]) - opens[opened - 1];
}

CountTable::CountTable(Zone zone, const DayPlan& plan, Instant earliest, Instant latest)
    : zone_(zone),
      plan_(plan),
      earliest_(earliest.micros),
      latest_(latest.micros),
      blocks_(index_of(latest.micros) + 1),
      known_(std::make_unique<std::atomic<const Block*>[]>(static_cast<std::size_t>(blocks_))) {}

CountTable::~CountTable() {
    for (int i = 0; i < blocks_; ++i)
        delete known_[static_cast<std::size_t>(i)].load(std::memory_order_relaxed);
}

const CountTable::Block& CountTable::block(int index) const {
    auto& slot = known_[static_cast<std::size_t>(index)];
    if (const Block* known = slot.load(std::memory_order_acquire)) return *known;
    auto made = work_out(index);
    const Block* expected = nullptr;
    // Of two threads that work out the same block, one result is kept; they are equal.
    if (slot.compare_exchange_strong(expected, made.get(), std::memory_order_acq_rel)) return *made.release();
    return *expected;
}

std::unique_ptr<const CountTable::Block> CountTable::work_out(int index) const {
    auto block = std::make_unique<Block>();
    block->from = earliest_ + (std::int64_t{index} << block_bits);
    block->until = std::min(latest_, block->from + (std::int64_t{1} << block_bits));

    std::vector<Stretch> stretches;
    WallClock wall(zone_);
    const Date last = zone_.date({block->until}) + 2;
    for (Date date = zone_.date({block->from}) - 2; date <= last; date = date + 1)
        wall.add(date, plan_.parts(date), stretches);
    std::sort(stretches.begin(), stretches.end());

    for (const auto& [opens, closes] : stretches) {
        const std::int64_t from = std::max(opens, block->from);
        const std::int64_t to = std::min(closes, block->until);
        if (from >= to) continue;
        if (!block->opens.empty() && from <= block->closes.back()) {
            block->closes.back() = std::max(block->closes.back(), to);
            continue;
        }
        block->opens.push_back(from);
        block->closes.push_back(to);
    }
    for (std::size_t i = 0; i < block->opens.size(); ++i) {
        block->counted_before.push_back(block->total);
        block->total += block->closes[i] - block->opens[i];
    }
    return block;
}

}  // namespace reeve::calendar
