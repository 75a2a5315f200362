#include "store/unseen_clocks.hpp"

#include <algorithm>
#include <utility>

#include "store/flow_tally.hpp"
#include "store/packed.hpp"

namespace reeve::store {
namespace {

std::string left_of(std::string_view packed, const std::vector<std::string>& clocks) {
    std::string left;
    for (FlowClocks one(packed); one.next();) {
        if (std::ranges::find(clocks, one.name) == clocks.end()) {
            left.push_back(static_cast<char>(one.outcome));
            put_short(left, one.name);
        }
    }
    return left;
}

}  // namespace

bool visit_rows(FlowReader& reader, const Sight& sight, const FlowQuestion& question, const FlowTest& each) {
    // To count the records of a figure the store shows it every row once.
    return reader.records(sight, question, each, "", 0, true).partial;
}

FlowTest without_clocks(FlowTest test, std::vector<std::string> clocks) {
    if (clocks.empty()) {
        return test;
    }
    return [test = std::move(test), clocks = std::move(clocks)](const FlowView& row) {
        const std::string left = left_of(row.clocks, clocks);
        FlowView seen = row;
        seen.clocks = left;
        return test(seen);
    };
}

Flow flow_without(FlowReader& reader, const Sight& sight, const FlowQuestion& question,
                  const std::vector<std::string>& clocks) {
    if (clocks.empty()) {
        return reader.flow(sight, question);
    }
    FlowTally tally(question.now);
    const FlowTest add = [&](const FlowView& row) {
        tally.add(row);
        return false;
    };
    const bool partial = visit_rows(reader, sight, question, without_clocks(add, clocks));
    Flow flow = tally.finish();
    flow.partial = partial;
    return flow;
}

}  // namespace reeve::store
