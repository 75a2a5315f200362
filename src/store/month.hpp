#pragma once
// Months as reports have them: in UTC, written "2016-03".

#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"

namespace reeve::store {

struct Month {
    std::string name;
    Instant from, to;  // [from, to)
    [[nodiscard]] bool has(Instant at) const { return at >= from && at < to; }
};

[[nodiscard]] Month month_of(Instant at);
[[nodiscard]] std::optional<Month> read_month(std::string_view name);

}  // namespace reeve::store
