#pragma once
// Says which rows were rejected or flagged: on the terminal, and in files of their own.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "import/byte_source.hpp"
#include "import/run.hpp"

namespace reeve::import {

class Teller {
public:
    // `columns`: of the rows' cells. Throws std::runtime_error when a file cannot be made.
    Teller(const ImportOrder& order, const std::vector<std::string>& columns);

    // A row that could not even be sorted; its cells where there are some.
    void reject(std::size_t file, std::int64_t line, std::string_view why,
                const std::vector<std::string>* cells);
    void reject(const SortedRow& row, std::string_view why);
    void flag(std::size_t file, std::int64_t line, std::string_view key, std::string_view why);
    // Of how many flags of each kind only the first were said. Ends the files.
    void finish();

    [[nodiscard]] std::int64_t rejected() const { return rejected_; }
    [[nodiscard]] std::int64_t flagged() const { return flagged_; }

private:
    const ImportOrder& order_;
    std::optional<ByteSink> rejected_file_, flags_file_;
    std::size_t columns_ = 0;
    std::map<std::string, std::int64_t> kinds_;  // of flags, and how many of each
    std::int64_t rejected_ = 0, flagged_ = 0;
};

}  // namespace reeve::import
