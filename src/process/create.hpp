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

// A list with each of whose elements a row is taken together.
struct Pairing {
    Expression list;  // sees the row
    std::string as;   // what an element is called in `key` and `create`
};

// What is owed over a link: a record for every row, or for every row with every element of a list, made, kept
// or moved out of the way by its key.
struct ForEach {
    Expression rows;                   // a list, of the acting record's candidate
    std::string as;                    // what a row is called in `key` and `create`
    std::optional<Pairing> with;       // rows come first, then the elements of the list
    Expression key;                    // a text or whole number that tells them apart
    Create create;                     // sees the row, and what it is taken with
    std::optional<Index> superfluous;  // a state of the created type: that of what is no longer owed
};

}  // namespace reeve::process
