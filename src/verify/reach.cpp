#include "verify/reach.hpp"

#include <span>

namespace reeve::verify {
namespace {

std::span<const Edge> edges_from(const Exploration& found, StateIndex at) {
    return std::span(found.edges).subspan(found.edges_of[at], found.edges_of[at + 1] - found.edges_of[at]);
}

}  // namespace

std::vector<bool> ways_out(const Exploration& found) {
    const Model& model = *found.model;
    std::vector<bool> out(found.visited.size());
    for (StateIndex at = 0; at < found.visited.size(); ++at)
        out[at] = !model.type->states[model.of(model.state, found.visited.at(at))].open;
    // Against the order in which they were found, most follow at once.
    for (bool changed = true; changed;) {
        changed = false;
        for (StateIndex at = found.visited.size(); at-- > 0;) {
            if (out[at]) continue;
            for (const Edge& edge : edges_from(found, at))
                if (!edge.by_goodwill && out[edge.to]) {
                    out[at] = changed = true;
                    break;
                }
        }
        for (const auto& [from, to] : found.newcomers)
            if (!out[from] && out[to]) out[from] = changed = true;
    }
    return out;
}

void follow(const Exploration& found, std::vector<bool>& states) {
    for (bool changed = true; changed;) {
        changed = false;
        const auto add = [&](StateIndex to) {
            if (!states[to]) states[to] = changed = true;
        };
        for (StateIndex at = 0; at < states.size(); ++at)
            if (states[at])
                for (const Edge& edge : edges_from(found, at)) add(edge.to);
        for (const auto& [from, to] : found.newcomers)
            if (states[from]) add(to);
    }
}

StateIndex circle_of_the_desk(const Exploration& found) {
    enum class Mark : std::uint8_t { fresh, open, done };
    std::vector<Mark> marks(found.visited.size(), Mark::fresh);
    struct Frame {
        StateIndex at = 0;
        std::uint32_t edge = 0;
    };
    std::vector<Frame> path;
    for (StateIndex start = 0; start < found.visited.size(); ++start) {
        if (marks[start] != Mark::fresh) continue;
        path.push_back({start, 0});
        marks[start] = Mark::open;
        while (!path.empty()) {
            Frame& frame = path.back();
            const auto edges = edges_from(found, frame.at);
            if (frame.edge == edges.size()) {
                marks[frame.at] = Mark::done;
                path.pop_back();
                continue;
            }
            const Edge& edge = edges[frame.edge++];
            if (!edge.by_desk || marks[edge.to] == Mark::done) continue;
            if (marks[edge.to] == Mark::open) return edge.to;
            marks[edge.to] = Mark::open;
            path.push_back({edge.to, 0});
        }
    }
    return no_state;
}

}  // namespace reeve::verify
