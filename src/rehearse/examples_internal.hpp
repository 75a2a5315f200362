#pragma once
// `examples:`: a table of which each row is a rehearsal of its own, its values in the places of `<column>`.

#include <string>
#include <vector>

#include "rehearse/reading_internal.hpp"

namespace reeve::rehearse {

struct ExampleRow {
    std::string name;                    // "high, low"
    std::vector<const YamlNode*> cells;  // by column
    int line = 0;
};

struct ExampleTable {
    std::vector<std::string> columns;
    std::vector<ExampleRow> rows;  // none, with a problem, where the table is not well
};

[[nodiscard]] ExampleTable read_examples(Scene& scene, const YamlNode& examples);

// The rehearsal with the row's values in it. A text in `<…>` that is no column, and a column that the
// rehearsal names nowhere, are problems.
[[nodiscard]] YamlNode filled_in(Scene& scene, const YamlNode& rehearsal, const ExampleTable& table,
                                 const ExampleRow& row);

}  // namespace reeve::rehearse
