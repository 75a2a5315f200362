#pragma once
// In whose time something counts.

#include <cstdint>
#include <string>

#include "process/index.hpp"

namespace reeve::process {

struct CalendarChoice {
    enum class Of : std::uint8_t {
        always,              // every hour, in days of 24
        named,               // a calendar of the desk
        organisation_field,  // the hours of the organisation in a field
        holder               // of the team that holds the record, else of the holder's organisation
    };
    Of of = Of::always;
    Index field = 0;
    std::string name;  // of `named`

    [[nodiscard]] bool always() const { return of == Of::always; }
    bool operator==(const CalendarChoice&) const = default;
};

}  // namespace reeve::process
