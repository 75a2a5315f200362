#pragma once
// Folding the whole journal anew and holding what comes out against what is stored.

#include <cstdint>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/sha256.hpp"

namespace reeve::store {

// One derived table, read in the order of its key on both sides.
struct TableReplayed {
    std::string table;
    std::int64_t rows = 0, rebuilt_rows = 0;
    Digest digest{}, rebuilt_digest{};  // over all values of all rows
    std::string difference;             // the first one, for people; empty when there is none

    [[nodiscard]] bool equal() const { return difference.empty() && digest == rebuilt_digest; }
};

// A record whose events do not fold: left out, the rest goes on.
struct SetAside {
    Id stream;
    std::string reason;
};

struct ReplayReport {
    std::int64_t events = 0;
    std::vector<TableReplayed> tables;
    std::vector<SetAside> set_aside;

    [[nodiscard]] bool equal() const {
        bool all = set_aside.empty();
        for (const TableReplayed& table : tables) {
            all = all && table.equal();
        }
        return all;
    }
};

}  // namespace reeve::store
