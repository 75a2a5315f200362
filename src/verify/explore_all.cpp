#include "verify/explore_all.hpp"

#include <algorithm>
#include <iterator>

#include "verify/link_reading.hpp"
#include "verify/model_internal.hpp"
#include "verify/refusals.hpp"

namespace reeve::verify {
namespace {

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
    ExploringAll(const process::Process& process, std::span<const process::Process* const> beside,
                 const Bounds& bounds)
        : process_(process),
          outcomes_(outcomes_of(process, beside)),
          explored_(which()),
          budget_(bounds, explored_.size()),
          all_(explored_.size()) {}

    // By the acts of the files first, then by what exploring partners has shown; again as long as that makes
    // a difference.
    ExploredAll run() {
        const std::size_t size = explored_.size();
        const std::vector<std::size_t> order = in_order();
        for (std::size_t i = 0; i < size; ++i) take(order[i], budget_.next(size - i - 1));
        for (std::size_t goes = 0; goes < size; ++goes) {
            bool again = false;
            for (const std::size_t one : order) {
                if (given_up_[one] || !is_worth_more(all_[one])) continue;
                again = true;
                take(one, budget_.next(0));
            }
            if (!again) break;
        }
        ExploredAll found;
        const auto beyond = all_.begin() + static_cast<std::ptrdiff_t>(process_.types.size());
        found.partners.assign(std::make_move_iterator(beyond), std::make_move_iterator(all_.end()));
        all_.erase(beyond, all_.end());
        found.types = std::move(all_);
        return found;
    }

private:
    const process::Process& process_;
    Outcomes outcomes_;
    std::vector<std::size_t> explored_;  // into the outcomes: all types, then those of partners that are read
    Budget budget_;
    std::vector<Exploration> all_;
    std::vector<bool> given_up_ = std::vector<bool>(explored_.size());  // of knowing better what they do

    [[nodiscard]] std::vector<std::size_t> which() const {
        std::vector<std::size_t> all;
        for (std::size_t type = 0; type < process_.types.size(); ++type) all.push_back(type);
        const auto add = [&](const OutcomeGraph& graph) {
            const auto index = static_cast<std::size_t>(&graph - outcomes_.data());
            if (std::ranges::find(all, index) == all.end()) all.push_back(index);
        };
        const std::size_t own = all.size();
        for (std::size_t type = 0; type < own; ++type)
            for (const OutcomeGraph* partner : read_by(outcomes_[type]))
                if (partner->process != &process_) add(*partner);
        // What is read by those and reads this process closes a ring of three.
        const std::size_t near = all.size();
        for (std::size_t i = own; i < near; ++i)
            for (const OutcomeGraph* third : read_by(outcomes_[all[i]]))
                if (reads_own(*third)) add(*third);
        return all;
    }

    [[nodiscard]] std::vector<const OutcomeGraph*> read_by(const OutcomeGraph& reader) const {
        std::vector<const OutcomeGraph*> read;
        for (const process::Link& link : reader.of().links) {
            const OutcomeGraph* graph = graph_of(outcomes_, *reader.process, link);
            if (graph != nullptr && reading_of(reader.of(), link).at_all) read.push_back(graph);
        }
        return read;
    }

    [[nodiscard]] bool reads_own(const OutcomeGraph& reader) const {
        return std::ranges::any_of(read_by(reader),
                                   [&](const OutcomeGraph* read) { return read->process == &process_; });
    }

    // Those first to which others are linked, as far as there is such an order.
    [[nodiscard]] std::vector<std::size_t> in_order() const {
        std::vector<bool> begun(explored_.size());
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < explored_.size(); ++i) add_after_targets(i, begun, order);
        return order;
    }

    void add_after_targets(std::size_t one, std::vector<bool>& begun, std::vector<std::size_t>& order) const {
        if (begun[one]) return;
        begun[one] = true;
        const OutcomeGraph& of = outcomes_[explored_[one]];
        for (const process::Link& link : of.of().links) {
            const OutcomeGraph* target = graph_of(outcomes_, *of.process, link);
            for (std::size_t i = 0; i < explored_.size(); ++i)
                if (&outcomes_[explored_[i]] == target) add_after_targets(i, begun, order);
        }
        order.push_back(one);
    }

    [[nodiscard]] bool is_worth_more(const Exploration& known) const {
        if (depends_on(*known.model, outcomes_)) return true;
        const Bounds now = budget_.next(0);
        if (known.stop == Stop::bytes) return now.bytes + known.bytes > 2 * known.bounds.bytes;
        return known.stop == Stop::steps && now.steps > 2 * known.bounds.steps;
    }

    // One that was explored whole is not given up for one that was not: its partners do no more than it took
    // them to do.
    void take(std::size_t one, Bounds bounds) {
        Exploration& kept = all_[one];
        OutcomeGraph& graph = outcomes_[explored_[one]];
        if (!kept.complete) {
            budget_.lets_go(kept.bytes);
            bounds.bytes += kept.bytes;
            kept = {};
        }
        const bool own = graph.process == &process_;
        Exploration found = explore(*graph.process, graph.type, outcomes_, bounds,
                                    own ? refusals_of(process_, graph.type, all_) : Refusals{});
        budget_.took(found.steps);
        if (kept.complete && !found.complete) {
            given_up_[one] = true;
            return;
        }
        budget_.lets_go(kept.bytes);
        budget_.keeps(found.bytes);
        kept = std::move(found);
        if (kept.complete) graph = outcomes_seen(kept);
    }
};

}  // namespace

ExploredAll explore_all(const process::Process& process, const Bounds& bounds,
                        std::span<const process::Process* const> beside) {
    return ExploringAll(process, beside, bounds).run();
}

}  // namespace reeve::verify
