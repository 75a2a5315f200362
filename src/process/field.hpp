#pragma once
// What a record is made of, and where it stands.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "process/expression.hpp"
#include "process/index.hpp"
#include "process/words.hpp"

namespace reeve::process {

enum class FieldKind : std::uint8_t {
    text,
    choice,
    integer,
    boolean,
    instant,
    duration,
    person,
    team,
    organisation
};

struct Field {
    std::string name;
    Words title;
    FieldKind kind = FieldKind::text;
    Index choice = 0;  // of a choice
    bool long_text = false;
    bool personal = false;               // its value is a text: erasable, never in the skeleton
    bool takes_working_days = false;     // a length of time that only tables take, which count by calendars
    bool required = false;               // from creation on
    std::string organisation_kind;       // of an organisation; empty = any
    std::size_t length_max = 4000;       // code points, of a text
    std::optional<Expression> standard;  // `default:` when nothing was sent at creation
    std::optional<Expression> is;        // computed: never sent, a function of the others
};

// Of whom a waiting state awaits the next move.
enum class Waiting : std::uint8_t { none, reporter, vendor, date };

}  // namespace reeve::process
