#pragma once
// A CEL map: its entries in the order they came, found by key in logarithmic time.

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "cel/value.hpp"

namespace reeve::cel {

class Map {
public:
    using Entry = std::pair<Value, Value>;
    Map() = default;
    // Nothing when a key is no bool, int, uint or string, or comes twice (1, 1u and 1.0 are one key).
    [[nodiscard]] static std::optional<Map> of(std::vector<Entry> entries);

    // Null when absent. A double finds the integer that it is equal to.
    [[nodiscard]] const Value* find(const Value& key) const;
    [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
    [[nodiscard]] std::size_t size() const { return entries_.size(); }

private:
    std::vector<Entry> entries_;
    std::vector<std::uint32_t> order_;  // positions in entries_, by key
};

// Whether a value may be a key of a map literal.
[[nodiscard]] bool is_key(const Value& value);

}  // namespace reeve::cel
