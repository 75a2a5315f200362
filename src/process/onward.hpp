#pragma once
// How a record is expected to go on, as far as its process says: worked out once, when the process is loaded.

#include <optional>
#include <vector>

#include "process/index.hpp"

namespace reeve::process {

struct Process;
struct RecordType;

// The act by which people move a record on from a state.
struct Onward {
    Index act = 0;
    std::optional<Index> role;  // whose it is where it is not the holder's: the first role that may do it
    bool operator==(const Onward&) const = default;
};

struct OnwardTable {
    // [state][role of the holder]; the last of each row: held by nobody. Absent in states that are not open
    // (their work is done), in waiting ones (somebody else moves), and where no person can move the record.
    std::vector<std::vector<std::optional<Onward>>> acts;
    // [act][role of the holder]: to whom the act hands over, where that follows from the holder alone.
    std::vector<std::vector<std::optional<Index>>> receivers;
};

// The holder's own acts before those of others; of these the one that leads on in the order in which the file
// has the states, before one that leads back, hands over or waits for somebody; then the file's order of
// acts.
[[nodiscard]] OnwardTable onward_of(const Process& process, const RecordType& type);

}  // namespace reeve::process
