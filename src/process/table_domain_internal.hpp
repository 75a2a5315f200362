#pragma once
// The values of a table's column, by what its rows make of them: few stand for all.

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "process/model.hpp"

namespace reeve::process {

// A value that stands for all which every row of the table treats alike, and how people call it.
struct Sample {
    cel::Value value;
    std::string shown;
};

// Of a column's samples those from the one to before the other.
struct Stretch {
    std::uint32_t from = 0, to = 0;
};

// A column's samples, and where a value that a row names lies among them.
struct Domain {
    std::vector<Sample> samples;
    std::vector<std::int64_t> starts;  // of integers: where each sample's stretch begins
    std::map<std::string, std::uint32_t, std::less<>> texts;

    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(samples.size()); }
    void add(cel::Value value, std::string shown) {
        if (value.is(cel::ValueKind::string)) texts.try_emplace(value.string(), size());
        samples.push_back({std::move(value), std::move(shown)});
    }
    [[nodiscard]] std::uint32_t place(std::int64_t number) const {
        return static_cast<std::uint32_t>(std::ranges::upper_bound(starts, number) - starts.begin() - 1);
    }
    [[nodiscard]] std::optional<std::uint32_t> place(const cel::Value& value) const;
    [[nodiscard]] std::vector<Stretch> taken_by(const Cell& cell) const;
};

[[nodiscard]] Domain domain_of(const Process& process, const Table& table, std::size_t column);

}  // namespace reeve::process
