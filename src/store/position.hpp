#pragma once
// Where a page of a list ended: the sort keys of its last record. Binding it to filter and caller is the
// desk's.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace reeve::store {

struct Position {
    std::int64_t first = 0;   // the sort's own key; 0 when sorted by number
    std::int64_t second = 0;  // of priority: the due instant; else 0
    std::string number_key;
    std::int64_t key = 0;  // the store's own, to tell apart what nothing else does
    auto operator<=>(const Position&) const = default;
};

// Text of letters, digits, '-' and '_'. It holds nothing that the page did not show.
[[nodiscard]] std::string write_position(const Position& position);
[[nodiscard]] std::optional<Position> read_position(std::string_view text);

}  // namespace reeve::store
