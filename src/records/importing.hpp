#pragma once
// Another desk's history becomes this desk's events: one of type "imported" for each row, with everything
// that follows from it as after an act (fields, priority, custody, clocks), and nothing that an act would set
// off: no needs, rules, acts, timers or notices (decision 0009).

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/sha256.hpp"
#include "records/command.hpp"
#include "records/decide.hpp"
#include "records/imported.hpp"

namespace reeve::records {

// The text of an imported event that says what was found wrong with its row, a sentence a line.
inline constexpr std::string_view flags_path = "flags";

// What is to be told of a row; `line` as the reader gave it, 0 where it is of the whole life.
struct ImportNote {
    std::int64_t line = 0;
    std::string key;  // of the life
    std::string why;  // a sentence
    bool operator==(const ImportNote&) const = default;
};
// The source says another priority than this process makes of the fields.
struct PriorityDiffers {
    std::int64_t line = 0;
    std::string key, desk, source;  // "" for the desk: it has none
    bool operator==(const PriorityDiffers&) const = default;
};

struct LifeImported {
    Plan plan;  // without events where nothing was new
    bool created = false;
    std::int64_t added = 0;     // rows that became events
    std::int64_t known = 0;     // rows that the record has already
    std::int64_t compared = 0;  // rows that say a priority, and
    std::int64_t agreeing = 0;  // those of them that say this desk's
    std::vector<ImportNote> flagged, rejected;
    std::vector<PriorityDiffers> differing;
};

// The stream of the record that the source knows by that key: always the same.
[[nodiscard]] Id imported_record(std::string_view source, std::string_view key);
// The hash of the row that an event tells; nothing where it tells none.
[[nodiscard]] std::optional<Digest> imported_row(const Event& event);

// Pure. `situation.record`: the record as it stands, or null where it is to be born; `situation.process`: its
// version of the process. `known`: imported_row of each event that it has. `command`: id of the transaction
// and actor (of kind import; whoever asked for it).
//
// A value that the process cannot take is flagged and left out; an unknown state is flagged and leaves the
// state as it is; a row that lies before the one before it, or after `situation.received`, is kept at the
// nearest instant that follows, with the one that it names in facts.claimed. A clock that ran out between two
// rows is breached at its own instant. A row is rejected only where nothing can be made of it.
[[nodiscard]] LifeImported import_life(Situation& situation, const Command& command, std::string_view source,
                                       const ImportedLife& life, const std::set<Digest>& known);

}  // namespace reeve::records
