#pragma once
// Values that an act gives, and the records that it makes.

#include <optional>
#include <string>
#include <vector>

#include "process/expression.hpp"
#include "process/index.hpp"

namespace reeve::process {

struct Set {
    Index field = 0;
    Expression value;
};

// A linked record made by an act: `create: {visit: {link: visits, fields: {…}, holder: role}}`.
struct Create {
    Index type = 0;
    Index link = 0;    // of the acting record's type
    Expression title;  // string
    std::optional<Expression> description;
    std::vector<Set> fields;  // of the created type; computed on the parent's candidate
};

// What is owed over a link: a record for every row, made, kept or moved out of the way by its key.
struct ForEach {
    Expression rows;                   // a list, of the acting record's candidate
    std::string as;                    // what a row is called in `key` and `create`
    Expression key;                    // a text or whole number that tells the rows apart
    Create create;                     // sees the row
    std::optional<Index> superfluous;  // a state of the created type: that of what is no longer owed
};

}  // namespace reeve::process
