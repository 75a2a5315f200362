#include "verify/long_rings.hpp"

#include <algorithm>

#include "verify/mutual.hpp"

namespace reeve::verify {
namespace {

class Grouping {
public:
    explicit Grouping(const std::vector<std::vector<bool>>& asks) : asks_(asks), barred_(asks.size()) {}

    std::vector<std::vector<std::size_t>> run() {
        std::vector<std::vector<bool>> from;
        for (std::size_t one = 0; one < asks_.size(); ++one) from.push_back(reached_from(one));
        std::vector<bool> known(asks_.size());
        std::vector<std::vector<std::size_t>> groups;
        for (std::size_t one = 0; one < asks_.size(); ++one) {
            std::vector<std::size_t> group;
            for (std::size_t other = one; other < asks_.size(); ++other)
                if (!known[other] && from[one][other] && from[other][one]) group.push_back(other);
            for (const std::size_t other : group) known[other] = true;
            const auto begins = [&](std::size_t first) {
                std::vector<std::size_t> way{first};
                return goes_on(group, way);
            };
            if (group.size() > ring_most && std::ranges::any_of(group, begins))
                groups.push_back(std::move(group));
        }
        return groups;
    }

private:
    const std::vector<std::vector<bool>>& asks_;
    std::vector<bool> barred_;  // on the way that is gone

    // Where one comes without those that are barred.
    [[nodiscard]] std::vector<bool> reached_from(std::size_t begin) const {
        std::vector<bool> reached(asks_.size());
        std::vector<std::size_t> todo{begin};
        while (!todo.empty()) {
            const std::size_t at = todo.back();
            todo.pop_back();
            for (std::size_t next = 0; next < asks_.size(); ++next) {
                if (!asks_[at][next] || reached[next] || barred_[next]) continue;
                reached[next] = true;
                todo.push_back(next);
            }
        }
        return reached;
    }

    // A ring is longer where a way of one more than `ring_most` comes back to where it began.
    bool goes_on(const std::vector<std::size_t>& group, std::vector<std::size_t>& way) {
        if (way.size() > ring_most) return reached_from(way.back())[way.front()];
        bool found = false;
        for (const std::size_t next : group) {
            if (found || !asks_[way.back()][next] || std::ranges::find(way, next) != way.end()) continue;
            if (way.size() > 1) barred_[way.back()] = true;
            way.push_back(next);
            found = goes_on(group, way);
            way.pop_back();
            barred_[way.back()] = false;
        }
        return found;
    }
};

}  // namespace

std::vector<std::vector<std::size_t>> long_rings(const std::vector<std::vector<bool>>& asks) {
    return Grouping(asks).run();
}

}  // namespace reeve::verify
