#pragma once
// What becomes of names that an earlier version of a process had and this one has not (semantics section 10).

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace reeve::process {

struct MoveMap {
    // Each name of the earlier version, and what it is called now.
    using Names = std::map<std::string, std::string, std::less<>>;
    struct OfType {
        Names states, fields, acts;
        std::map<std::string, Names, std::less<>> values;  // of choices, by the field's present name
        // What the field was called; its own name where none says otherwise.
        [[nodiscard]] std::string_view former_name(std::string_view field) const;
    };
    int from = 0;  // the version whose names these are
    std::map<std::string, OfType, std::less<>> types;
};

}  // namespace reeve::process
