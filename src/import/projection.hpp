#pragma once
// Of a file's columns those that the mapping knows, in the mapping's own order.

#include <string>
#include <vector>

#include "process/import_mapping.hpp"

namespace reeve::import {

// A column's name as it is compared: "Opened At" is opened_at.
[[nodiscard]] std::string plain_name(std::string_view name);

class Projection {
public:
    // `known`: ImportMapping::known_columns().
    Projection(const process::ImportMapping& mapping, const std::vector<std::string>& known,
               const std::vector<std::string>& file);

    // The row's cells in the order of `known`; what stands for nothing, and what the file does not have, is
    // empty.
    void project(const std::vector<std::string>& cells, std::vector<std::string>& onto) const;
    // Columns of the file that the mapping neither uses nor ignores.
    [[nodiscard]] const std::vector<std::string>& unknown() const { return unknown_; }
    // What the mapping uses, none of whose names the file has, such as "opened_at or opened".
    [[nodiscard]] const std::vector<std::string>& missing() const { return missing_; }
    // Whether the file has one of those columns.
    [[nodiscard]] bool has(const process::Columns& columns) const;

private:
    static constexpr std::size_t nowhere = ~std::size_t{0};

    std::vector<std::string> nulls_;
    std::vector<std::size_t> places_;  // of each known column in the file
    std::vector<std::string> known_;
    std::vector<std::string> unknown_, missing_;
};

}  // namespace reeve::import
