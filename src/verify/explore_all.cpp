#include "verify/explore_all.hpp"

#include <algorithm>

#include "verify/mutual.hpp"

namespace reeve::verify {
namespace {

// Those first to which others are linked, as far as there is such an order.
void add_after_targets(const process::Process& process, Index type, std::vector<bool>& begun,
                       std::vector<Index>& order) {
    if (begun[type]) return;
    begun[type] = true;
    for (const process::Link& link : process.types[type].links)
        add_after_targets(process, link.target_type, begun, order);
    order.push_back(type);
}

// What there is of memory and steps for all types together.
class Budget {
public:
    Budget(const Bounds& whole, std::size_t types)
        : left_(whole), bytes_(whole.bytes / (2 * types)), steps_(whole.steps / (2 * types)) {}

    // For one type, where so many are still to come.
    [[nodiscard]] Bounds next(std::size_t to_come) const {
        Bounds bounds = left_;
        bounds.bytes -= std::min(left_.bytes, bytes_ * to_come);
        bounds.steps -= std::min(left_.steps, steps_ * to_come);
        return bounds;
    }
    void took(std::uint64_t steps) { left_.steps -= std::min(left_.steps, steps); }
    void keeps(std::size_t bytes) { left_.bytes -= std::min(left_.bytes, bytes); }
    void lets_go(std::size_t bytes) { left_.bytes += bytes; }

private:
    Bounds left_;
    std::size_t bytes_;
    std::uint64_t steps_;
};

class ExploringAll {
public:
    ExploringAll(const process::Process& process, const Bounds& bounds)
        : process_(process),
          budget_(bounds, process.types.size()),
          outcomes_(outcomes_of(process)),
          all_(process.types.size()),
          against_(process.types.size()) {}

    // By the acts of the files first, then by what exploring partners has shown; again as long as that makes
    // a difference.
    std::vector<Exploration> run() {
        const std::size_t size = process_.types.size();
        std::vector<bool> begun(size);
        std::vector<Index> order;
        for (Index type = 0; type < size; ++type) add_after_targets(process_, type, begun, order);
        for (std::size_t i = 0; i < size; ++i) take(order[i], budget_.next(size - i - 1));
        for (std::size_t goes = 0; goes < size; ++goes) {
            bool again = false;
            for (const Index type : order) {
                if (!is_worth_more(type)) continue;
                again = true;
                take(type, budget_.next(0));
            }
            if (!again) break;
        }
        return std::move(all_);
    }

private:
    const process::Process& process_;
    Budget budget_;
    Outcomes outcomes_;
    std::vector<Exploration> all_;
    std::vector<Outcomes> against_;

    [[nodiscard]] bool is_worth_more(Index type) const {
        const Exploration& known = all_[type];
        if (depends_on(*known.model, against_[type], outcomes_)) return true;
        const Bounds now = budget_.next(0);
        if (known.stop == Stop::bytes) return now.bytes + known.bytes > 2 * known.bounds.bytes;
        return known.stop == Stop::steps && now.steps > 2 * known.bounds.steps;
    }

    // One that was explored whole is not given up for one that was not: its partners do no more than it took
    // them to do.
    void take(Index type, Bounds bounds) {
        against_[type] = outcomes_;
        Exploration& kept = all_[type];
        if (!kept.complete) {
            budget_.lets_go(kept.bytes);
            bounds.bytes += kept.bytes;
            kept = {};
        }
        Exploration found = explore(process_, type, outcomes_, bounds);
        budget_.took(found.steps);
        if (kept.complete && !found.complete) return;
        budget_.lets_go(kept.bytes);
        budget_.keeps(found.bytes);
        kept = std::move(found);
        if (kept.complete) outcomes_[type] = outcomes_seen(kept);
    }
};

}  // namespace

std::vector<Exploration> explore_all(const process::Process& process, const Bounds& bounds) {
    return ExploringAll(process, bounds).run();
}

}  // namespace reeve::verify
