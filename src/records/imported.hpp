#pragma once
// Another desk's history in this desk's words: pure data, made by a reader of files and handed to
// importing.hpp.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/json.hpp"
#include "base/sha256.hpp"

namespace reeve::records {

// What one row of the source says: the record as it stood from `at` on. What a row does not say stays as it
// was.
struct ImportedRow {
    Instant at;             // when it held
    std::int64_t line = 0;  // in the file, from 1
    Digest hash{};          // of the source's row: one that the record has already is known and adds nothing
    std::string state;      // "" = as before
    JsonObject fields;      // by name, as the API takes them; people, teams, organisations by handle or id
    std::optional<std::string> title, description;
    std::optional<std::string> assignee;  // handle; "" = nobody
    std::string by;                       // handle of who did it; "" = not known
    std::string comment;                  // "" = none
    std::string audience;                 // of the comment: "public" or "internal"; "" = internal
    std::string priority;            // what the source says it is; "" = does not say. Compared, never taken
    std::vector<std::string> flags;  // sentences: contradictions that the reader saw
    bool operator==(const ImportedRow&) const = default;
};

// One record's life there.
struct ImportedLife {
    std::string key;                           // the record there, unique within the source
    std::string type;                          // of this process
    std::string channel, reporter, logged_by;  // people by handle; "" = not known
    std::optional<Instant> born;               // when it began there
    std::vector<ImportedRow> rows;             // by `at`, then in the file's order
    bool operator==(const ImportedLife&) const = default;
};

}  // namespace reeve::records
