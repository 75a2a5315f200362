#pragma once
// Custody stretch by stretch: who had the record in person, since when and why, and in which of its states
// meanwhile. Packed like the rest of a row of flow.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "records/record.hpp"

namespace reeve::store {

[[nodiscard]] std::string pack_stretches(const records::Record& record);
// The same as who sees roles alone knows it: a leg is one stretch, of its role.
[[nodiscard]] std::string pack_roles(std::string_view stretches);

// One holder, the person included, from one assignment or hand-over to the next. What is read back is data:
// what cannot be read ends the reading.
class CustodyStretches {
public:
    explicit CustodyStretches(std::string_view packed) : left_(packed) {}
    [[nodiscard]] bool next();

    bool begins_leg = false;
    bool handed_over = false;  // that leg came from another custody
    bool lasts = false;
    std::string_view custody;  // packed
    Id person;
    std::string_view reason;  // of the leg that begins; empty: none was given

    // The parts of the stretch, one a state; read after next().
    [[nodiscard]] std::string_view parts() const { return parts_; }
    [[nodiscard]] bool next_part();
    std::size_t place = 0;         // of the state in the row's path
    std::optional<Instant> since;  // of one that still lasts
    Duration length;               // of one that is over

private:
    std::string_view left_, parts_;
};

}  // namespace reeve::store
