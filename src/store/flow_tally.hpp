#pragma once
// Adding up rows one by one into figures of how records went on; the same for every store.

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "store/flow.hpp"
#include "store/month.hpp"

namespace reeve::store {

struct BytesHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view bytes) const { return std::hash<std::string_view>{}(bytes); }
};
template <class Value>
using ByBytes = std::unordered_map<std::string, Value, BytesHash, std::equal_to<>>;

class FlowTally {
public:
    explicit FlowTally(Instant now) : now_(now) {}

    void add(const FlowView& row);
    // Once, at the end.
    [[nodiscard]] Flow finish();

private:
    using Micros = std::vector<std::int64_t>;
    struct OfMonth {
        Month month;
        std::int64_t records = 0, within = 0, outside = 0;
        Micros resolved;
        std::map<std::string, std::int64_t, std::less<>> states;
    };
    struct OfHolder {
        std::int64_t records = 0, held = 0;
        Micros legs;
        std::int64_t last_row = 0;  // so that a record counts once
    };
    struct OfVariant {
        std::int64_t records = 0;
        Micros resolved;
    };
    void add_month(const FlowView& row, std::optional<Duration> taken);
    void add_legs(const FlowView& row);
    [[nodiscard]] OfMonth& month_for(Instant created);
    void finish_months(Flow& flow);
    void finish_holders(Flow& flow);
    void finish_variants(Flow& flow);

    Instant now_;
    std::int64_t records_ = 0, open_ = 0;
    std::map<std::int64_t, OfMonth> months_;  // by beginning
    OfMonth* last_month_ = nullptr;
    Micros resolved_;
    std::map<std::tuple<std::int64_t, std::string>, Micros, std::less<>> priorities_;  // by rank and value
    ByBytes<OfHolder> holders_;
    std::map<std::int64_t, std::int64_t> reassigned_, reopened_;  // records by times
    ByBytes<OfVariant> variants_;
    std::map<std::string, FlowTarget, std::less<>> targets_;
};

// Calls `each` with the states of a path, in order.
template <class Each>
void each_state(std::string_view path, Each each) {
    while (!path.empty()) {
        const std::size_t end = std::min(path.find(' '), path.size());
        each(path.substr(0, end));
        path.remove_prefix(std::min(path.size(), end + 1));
    }
}

// Adding up who moved records from state to state.
class MovesTally {
public:
    void add(const FlowView& row);
    // `number` gives the number of the record with a key. Once, at the end.
    [[nodiscard]] Moves finish(const std::function<std::string(std::int64_t key)>& number);

private:
    struct Seen {
        Instant created;
        std::int64_t key = 0;
        auto operator<=>(const Seen&) const = default;
    };
    struct OfStep {
        FlowStep step;
        std::unordered_map<Id, std::int64_t> by;
        std::vector<Seen> newest;   // the newest first
        std::int64_t last_row = 0;  // so that a record counts once
    };
    [[nodiscard]] const std::vector<std::size_t>& steps_of(std::string_view path);

    std::int64_t records_ = 0;
    std::vector<OfStep> steps_;
    std::map<std::pair<std::string, std::string>, std::size_t> places_;  // of a step in steps_
    ByBytes<std::vector<std::size_t>> paths_;                            // the steps of a path
    std::map<std::string, std::int64_t, std::less<>> starts_;
};

}  // namespace reeve::store
