#pragma once
// What a name says of a record's links, seen from its type.

#include <optional>
#include <string_view>

#include "process/model.hpp"

namespace reeve::process {

// A type's own link, or one of another type of the process that leads to it, by its inverse.
struct LinkDirection {
    const Link* link = nullptr;
    const RecordType* owner = nullptr;  // the type that has the link
    bool forward = true;                // its own
};

// `type`: of that process. Nothing where no link of the process has that name there; those that other
// processes have to it are not known to it.
[[nodiscard]] std::optional<LinkDirection> direction_of(const Process& process, const RecordType& type,
                                                        std::string_view name);

}  // namespace reeve::process
