#include "store/flow_tally.hpp"

#include <algorithm>
#include <tuple>

#include "store/time_taken.hpp"

namespace reeve::store {
namespace {

// The value under a key that is given as a view.
template <class Map>
typename Map::mapped_type& at(Map& map, std::string_view key) {
    const auto found = map.find(key);
    return found != map.end() ? found->second : map[std::string(key)];
}

FlowRepeats repeats(const std::map<std::int64_t, std::int64_t>& records_by_times) {
    FlowRepeats result;
    for (const auto& [times, records] : records_by_times) {
        result.total += times * records;
        result.records += records;
        result.counts.push_back({times, records});
    }
    return result;
}

std::vector<std::pair<std::string, std::int64_t>> pairs(
    const std::map<std::string, std::int64_t, std::less<>>& counts) {
    return {counts.begin(), counts.end()};
}

// The most frequent first, then by name.
constexpr auto by_times = [](const FlowStep& a, const FlowStep& b) {
    return std::tie(b.times, a.from, a.to) < std::tie(a.times, b.from, b.to);
};

template <class Item, class Before>
void keep_first(std::vector<Item>& items, std::size_t most, Before before) {
    std::ranges::sort(items, before);
    items.resize(std::min(items.size(), most));
}

}  // namespace

FlowTally::OfMonth& FlowTally::month_for(Instant created) {
    if (last_month_ == nullptr || !last_month_->month.has(created)) {
        const Month month = month_of(created);
        last_month_ = &months_[month.from.micros];
        last_month_->month = month;
    }
    return *last_month_;
}

void FlowTally::add_month(const FlowView& row, std::optional<Duration> taken) {
    OfMonth& month = month_for(row.created);
    ++month.records;
    ++at(month.states, row.state);
    if (taken) {
        ++(ran_out(row.clocks) ? month.outside : month.within);
        month.resolved.push_back(taken->micros);
    }
}

void FlowTally::add_legs(const FlowView& row) {
    std::int64_t handed_over = 0;
    for (FlowLegs legs(row.legs); legs.next();) {
        handed_over += legs.handed_over ? 1 : 0;
        const std::int64_t held =
            std::max<std::int64_t>(0, legs.since ? (now_ - *legs.since).micros : legs.length.micros);
        OfHolder& holder = at(holders_, legs.custody);
        holder.records += holder.last_row == records_ ? 0 : 1;
        holder.last_row = records_;
        holder.held += held;
        holder.legs.push_back(held);
    }
    if (handed_over > 0) {
        ++reassigned_[handed_over];
    }
}

void FlowTally::add(const FlowView& row) {
    ++records_;
    open_ += row.open ? 1 : 0;
    const std::optional<Duration> taken =
        row.resolved ? std::optional(*row.resolved - row.created) : std::nullopt;
    add_month(row, taken);
    add_legs(row);
    if (row.reopened > 0) {
        ++reopened_[row.reopened];
    }
    OfVariant& variant = at(variants_, row.path);
    ++variant.records;
    for (FlowClocks clocks(row.clocks); clocks.next();) {
        ++at(targets_, clocks.name).records[static_cast<std::size_t>(clocks.outcome)];
    }
    if (taken) {
        resolved_.push_back(taken->micros);
        variant.resolved.push_back(taken->micros);
        auto priority = priorities_.find(std::tuple(row.rank, row.priority));
        if (priority == priorities_.end()) {
            priority = priorities_.emplace(std::tuple(row.rank, std::string(row.priority)), Micros{}).first;
        }
        priority->second.push_back(taken->micros);
    }
}

void FlowTally::finish_months(Flow& flow) {
    for (auto& [from, month] : months_) {
        flow.months.push_back({month.month.name, month.records, month.within, month.outside,
                               time_taken(month.resolved), pairs(month.states)});
    }
}

void FlowTally::finish_holders(Flow& flow) {
    constexpr std::int64_t second = 1'000'000;
    std::vector<std::pair<std::string_view, OfHolder*>> longest;
    for (auto& [custody, holder] : holders_) {
        longest.emplace_back(custody, &holder);
    }
    keep_first(longest, holders_most, [](const auto& a, const auto& b) {
        return std::tie(b.second->held, a.first) < std::tie(a.second->held, b.first);
    });
    for (const auto& [custody, holder] : longest) {
        flow.holders.push_back({unpack_custody(custody), holder->records,
                                static_cast<std::int64_t>(holder->legs.size()),
                                (holder->held + second / 2) / second, median_s(holder->legs)});
    }
}

void FlowTally::finish_variants(Flow& flow) {
    std::map<std::pair<std::string_view, std::string_view>, FlowStep> steps;
    std::vector<std::pair<std::string_view, OfVariant*>> frequent;
    for (auto& [path, variant] : variants_) {
        frequent.emplace_back(path, &variant);
        std::map<std::pair<std::string_view, std::string_view>, std::int64_t> times;
        std::string_view before;
        each_state(path, [&](std::string_view state) {
            if (!before.empty()) {
                ++times[{before, state}];
            }
            before = state;
        });
        for (const auto& [step, count] : times) {
            FlowStep& total = steps[step];
            total.times += count * variant.records;
            total.records += variant.records;
        }
    }
    for (auto& [names, step] : steps) {
        flow.steps.push_back({std::string(names.first), std::string(names.second), step.times, step.records});
    }
    std::ranges::sort(flow.steps, by_times);
    flow.variants_total = static_cast<std::int64_t>(frequent.size());
    keep_first(frequent, variants_most, [](const auto& a, const auto& b) {
        return std::tie(b.second->records, a.first) < std::tie(a.second->records, b.first);
    });
    for (const auto& [path, variant] : frequent) {
        flow.variants.push_back({std::string(path), variant->records, median_s(variant->resolved)});
    }
}

Flow FlowTally::finish() {
    Flow flow;
    flow.records = records_;
    flow.open = open_;
    finish_months(flow);
    flow.to_resolve = time_taken(resolved_);
    for (auto& [priority, micros] : priorities_) {
        const auto& [rank, value] = priority;
        flow.priorities.push_back({value, rank, time_taken(micros)});
    }
    finish_holders(flow);
    flow.reassigned = repeats(reassigned_);
    flow.reopened = repeats(reopened_);
    finish_variants(flow);
    for (auto& [clock, target] : targets_) {
        flow.targets.push_back({clock, target.records});
    }
    return flow;
}

const std::vector<std::size_t>& MovesTally::steps_of(std::string_view path) {
    const auto known = paths_.find(path);
    if (known != paths_.end()) {
        return known->second;
    }
    std::vector<std::size_t>& list = paths_[std::string(path)];
    std::string_view before;
    each_state(path, [&](std::string_view state) {
        if (!before.empty()) {
            const auto [place, added] =
                places_.try_emplace({std::string(before), std::string(state)}, steps_.size());
            if (added) {
                steps_.emplace_back().step = {place->first.first, place->first.second, 0, 0};
            }
            list.push_back(place->second);
        }
        before = state;
    });
    return list;
}

void MovesTally::add(const FlowView& row) {
    ++records_;
    ++at(starts_, row.path.substr(0, row.path.find(' ')));
    const Seen seen{row.created, row.key};
    std::size_t place = 0;  // of the state that it was left for
    for (const std::size_t which : steps_of(row.path)) {
        OfStep& step = steps_[which];
        ++step.step.times;
        ++step.by[mover(row.movers, ++place)];
        if (step.last_row == records_) {
            continue;
        }
        step.last_row = records_;
        ++step.step.records;
        if (step.newest.size() < examples_most || step.newest.back() < seen) {
            step.newest.insert(std::ranges::upper_bound(step.newest, seen, std::ranges::greater{}), seen);
            step.newest.resize(std::min(step.newest.size(), examples_most));
        }
    }
}

Moves MovesTally::finish(const std::function<std::string(std::int64_t key)>& number) {
    Moves moves;
    moves.records = records_;
    for (OfStep& step : steps_) {
        Move& move = moves.moves.emplace_back();
        move.step = step.step;
        move.by.assign(step.by.begin(), step.by.end());
        keep_first(move.by, movers_most, [](const auto& a, const auto& b) {
            return std::tie(b.second, a.first) < std::tie(a.second, b.first);
        });
        for (const Seen& seen : step.newest) {
            move.examples.push_back(number(seen.key));
        }
    }
    std::ranges::sort(moves.moves, [](const Move& a, const Move& b) { return by_times(a.step, b.step); });
    moves.starts = pairs(starts_);
    std::ranges::stable_sort(moves.starts, std::ranges::greater{},
                             &std::pair<std::string, std::int64_t>::second);
    return moves;
}

}  // namespace reeve::store
