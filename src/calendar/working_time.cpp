#include "calendar/working_time.hpp"

#include <algorithm>
#include <map>

#include "base/check.hpp"
#include "calendar/count_table_internal.hpp"

namespace reeve::calendar {
namespace {

using Block = CountTable::Block;

std::int64_t within_years(std::int64_t at) {
    return std::clamp(at, WorkingTime::earliest.micros, WorkingTime::latest.micros);
}

// The last block that a search forward from `at` looks into.
int last_index(const CountTable& table, std::int64_t at) {
    return table.index_of(within_years(within_years(at) + WorkingTime::horizon.micros));
}

// The first block, and last to be seen, of a search backward.
int first_index(const CountTable& table, std::int64_t at) {
    return table.index_of(within_years(within_years(at) - WorkingTime::horizon.micros));
}

// Instants are all of int64; their sums and differences stop at its ends.
std::int64_t difference(std::int64_t to, std::int64_t from) {
    std::int64_t result = 0;
    return __builtin_sub_overflow(to, from, &result) ? std::numeric_limits<std::int64_t>::max() : result;
}

Instant later(Instant start, Duration by) {
    std::int64_t result = 0;
    return __builtin_add_overflow(start.micros, by.micros, &result) ? Instant::never() : Instant{result};
}

Duration commonest_day(const WorkingTimeSpec& spec, const DayPlan& plan) {
    if (spec.kind == WorkingTimeSpec::Kind::always_open) return Duration::hours(24);
    std::map<std::int64_t, int> frequency;
    for (const auto& parts : plan.week()) {
        std::int64_t total_s = 0;
        for (const DayPart& part : parts) total_s += part.to_s - part.from_s;
        if (total_s > 0) ++frequency[total_s];
    }
    const auto commonest =
        std::max_element(frequency.begin(), frequency.end(), [](const auto& a, const auto& b) {
            return a.second < b.second || (a.second == b.second && a.first < b.first);
        });
    return commonest == frequency.end() ? Duration{} : Duration::seconds(commonest->first);
}

}  // namespace

struct WorkingTime::State {
    WorkingTimeSpec spec;
    Zone zone;
    DayPlan plan;
    Duration day_length;
    bool always_open;
    CountTable table;  // refers to the plan, so a state never moves

    State(WorkingTimeSpec stated, Zone its_zone)
        : spec(std::move(stated)),
          zone(its_zone),
          plan(spec),
          day_length(commonest_day(spec, plan)),
          always_open(spec.kind == WorkingTimeSpec::Kind::always_open),
          table(zone, plan, earliest, latest) {}
};

WorkingTime::WorkingTime(std::unique_ptr<const State> state) : state_(std::move(state)) {}
WorkingTime::WorkingTime(WorkingTime&&) noexcept = default;
WorkingTime& WorkingTime::operator=(WorkingTime&&) noexcept = default;
WorkingTime::~WorkingTime() = default;

std::expected<WorkingTime, std::vector<std::string>> WorkingTime::build(WorkingTimeSpec spec) {
    if (auto found = mistakes(spec); !found.empty()) return std::unexpected(std::move(found));
    const auto zone = Zone::load(spec.zone);
    REEVE_CHECK(zone.has_value());
    return WorkingTime(std::make_unique<const State>(std::move(spec), *zone));
}

WorkingTime WorkingTime::always_open() {
    WorkingTimeSpec spec{.name = "24x7", .version = "1", .kind = WorkingTimeSpec::Kind::always_open};
    return WorkingTime(std::make_unique<const State>(std::move(spec), Zone::utc()));
}

const WorkingTimeSpec& WorkingTime::spec() const {
    return state_->spec;
}
const DayPlan& WorkingTime::plan() const {
    return state_->plan;
}
Zone WorkingTime::zone() const {
    return state_->zone;
}
bool WorkingTime::is_always_open() const {
    return state_->always_open;
}
Duration WorkingTime::day_length() const {
    return state_->day_length;
}

Duration WorkingTime::elapsed(Instant from, Instant to) const {
    if (to <= from) return {};
    if (state_->always_open) return {difference(to.micros, from.micros)};
    if (state_->plan.empty()) return {};
    const std::int64_t begin = within_years(from.micros);
    const std::int64_t end = within_years(to.micros);
    const int first = state_->table.index_of(begin);
    const int last = state_->table.index_of(end);
    std::int64_t counted =
        state_->table.block(last).counted_until(end) - state_->table.block(first).counted_until(begin);
    for (int i = first; i < last; ++i) counted += state_->table.block(i).total;
    return {counted};
}

Instant WorkingTime::due(Instant start, Duration limit) const {
    if (limit.micros <= 0) return start;
    if (state_->always_open) return later(start, limit);
    if (state_->plan.empty() || start >= latest) return Instant::never();
    const std::int64_t begin = within_years(start.micros);
    const int first = state_->table.index_of(begin);
    const int last = last_index(state_->table, begin);
    std::int64_t wanted = later({limit.micros}, {state_->table.block(first).counted_until(begin)}).micros;
    for (int i = first; i <= last; ++i) {
        const Block& block = state_->table.block(i);
        if (wanted > block.total) {
            wanted -= block.total;
            continue;
        }
        // The last stretch before which less than the wanted time counts: exactly as much belongs to the
        // closing before it.
        const auto& before = block.counted_before;
        const auto found = std::lower_bound(before.begin(), before.end(), wanted) - before.begin() - 1;
        const auto stretch = static_cast<std::size_t>(found);
        return {block.opens[stretch] + wanted - before[stretch]};
    }
    return Instant::never();
}

Instant WorkingTime::after(Instant start, Duration span) const {
    return span.micros <= 0 ? next_opening(start) : due(start, span);
}

std::optional<Instant> WorkingTime::before(Instant end, Duration span) const {
    if (span.micros <= 0) return last_closing(end);
    if (state_->always_open) {
        std::int64_t begin = 0;
        if (__builtin_sub_overflow(end.micros, span.micros, &begin)) return std::nullopt;
        return Instant{begin};
    }
    if (state_->plan.empty() || end <= earliest) return std::nullopt;
    const std::int64_t until = within_years(end.micros);
    const int last = state_->table.index_of(until);
    std::int64_t left = state_->table.block(last).counted_until(until);
    std::int64_t wanted = span.micros;
    for (int i = last; i >= first_index(state_->table, until); --i) {
        const Block& block = state_->table.block(i);
        if (i != last) left = block.total;
        if (wanted > left) {
            wanted -= left;
            continue;
        }
        // The last stretch before which no more counts than what remains: a span that begins with a
        // stretch begins at its opening, the latest of the instants that count the same.
        const auto& before = block.counted_before;
        const auto found = std::upper_bound(before.begin(), before.end(), left - wanted) - before.begin() - 1;
        const auto stretch = static_cast<std::size_t>(found);
        return Instant{block.opens[stretch] + (left - wanted) - before[stretch]};
    }
    return std::nullopt;
}

bool WorkingTime::active(Instant at) const {
    if (state_->always_open) return true;
    if (at < earliest || at >= latest) return false;
    const Block& block = state_->table.block(state_->table.index_of(at.micros));
    const std::size_t opened = block.opened_by(at.micros);
    return opened > 0 && at.micros < block.closes[opened - 1];
}

Instant WorkingTime::next_opening(Instant at) const {
    if (active(at)) return at;
    if (state_->plan.empty() || at >= latest) return Instant::never();
    const std::int64_t begin = within_years(at.micros);
    for (int i = state_->table.index_of(begin); i <= last_index(state_->table, begin); ++i) {
        const Block& block = state_->table.block(i);
        const auto opens = std::lower_bound(block.opens.begin(), block.opens.end(), begin);
        if (opens != block.opens.end()) return {*opens};
    }
    return Instant::never();
}

Instant WorkingTime::next_closing(Instant at) const {
    if (!active(at)) return at;
    if (state_->always_open) return Instant::never();
    std::int64_t reached = at.micros;
    for (int i = state_->table.index_of(reached); i <= last_index(state_->table, at.micros); ++i) {
        const Block& block = state_->table.block(i);
        const std::size_t opened = block.opened_by(reached);
        if (opened == 0 || block.closes[opened - 1] <= reached) return {reached};
        reached = block.closes[opened - 1];
        if (reached < block.until) return {reached};
    }
    return Instant::never();
}

std::optional<Instant> WorkingTime::last_closing(Instant at) const {
    if (state_->always_open) return at;
    if (state_->plan.empty() || at <= earliest) return std::nullopt;
    const std::int64_t until = within_years(at.micros);
    for (int i = state_->table.index_of(until); i >= first_index(state_->table, until); --i) {
        const Block& block = state_->table.block(i);
        const auto opened = std::lower_bound(block.opens.begin(), block.opens.end(), until);
        if (opened == block.opens.begin()) continue;
        const auto stretch = static_cast<std::size_t>(opened - block.opens.begin() - 1);
        return Instant{std::min(until, block.closes[stretch])};
    }
    return std::nullopt;
}

}  // namespace reeve::calendar
