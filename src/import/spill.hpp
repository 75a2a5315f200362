#pragma once
// Sorts more rows than memory holds: parts of them are sorted and laid on disk, and read together at the end.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/sha256.hpp"

namespace reeve::import {

// One row of a file with what it is sorted by: record, instant, order of reading.
struct SortedRow {
    std::string key;
    Instant at;
    std::int64_t order = 0;  // over all files
    std::int32_t file = 0;
    std::int64_t line = 0;
    Digest hash{};
    std::vector<std::string> cells;
};

struct SpillLimits {
    std::size_t memory = 24u << 20;  // bytes of rows kept before they go to disk
    std::size_t runs = 24;           // sorted parts on disk before they are made into one
};

class Spill {
public:
    // Parts are laid in that folder, under no name, so that nothing stays behind however the program ends.
    explicit Spill(std::string folder, SpillLimits limits = {});
    ~Spill();

    // Throws std::runtime_error when the disk does not take it.
    void add(const SortedRow& row);
    // Nothing can be added any more; next() begins.
    void sort();
    // False at the end.
    [[nodiscard]] bool next(SortedRow& row);

private:
    class Run;
    struct Place {             // of a row in memory_
        std::string_view key;  // empty until they are sorted
        std::int64_t at = 0, order = 0;
        std::size_t begin = 0, size = 0;
    };

    void sort_memory();
    void lay_down();
    void merge_all();
    [[nodiscard]] Run* least();

    std::string folder_;
    SpillLimits limits_;
    std::string memory_;
    std::vector<Place> places_;
    std::size_t given_ = 0;  // of places_
    std::vector<std::unique_ptr<Run>> runs_;
};

}  // namespace reeve::import
