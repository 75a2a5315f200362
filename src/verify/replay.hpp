#pragma once
// Does the way of a finding again with a real record: what the model leaves open is tried in a few ways.

#include <optional>
#include <string>
#include <vector>

#include "verify/done.hpp"
#include "verify/finding.hpp"
#include "verify/trial.hpp"

namespace reeve::verify {

struct Replayed {
    bool same = false;       // the record went the same way, to the same state
    std::vector<Done> done;  // where it did
    Id record;
    std::optional<Trial> end;  // as it stands then
    std::size_t furthest = 0;  // the last step that was tried
};

// Of a broken rule the last step must be refused for it; of everything else it must be done. `types`: of all
// types of the process and of its partners, for what linked records do; without them no such step is done
// again.
using AllExplored = std::vector<const Exploration*>;
[[nodiscard]] Replayed replay(const Exploration& exploration, const Finding& finding,
                              const AllExplored& types = {});
// The same in a trial in which other records are already.
[[nodiscard]] Replayed replay(const Exploration& exploration, const Finding& finding, const Trial& begin);

// What is sent for a field of that class; several where the model only knows that there is a value.
[[nodiscard]] std::vector<Json> values_of(const Trial& trial, const process::Field& field,
                                          const Domain& domain, std::uint32_t value);

// Fields of the act's form that say of which organisation a seat is heard or a role acts, and that the
// record, where there is one, does not have yet: without them nobody can be asked, or act.
[[nodiscard]] std::vector<process::Index> heard_of(const process::Process& process,
                                                   const process::RecordType& type, const process::Act& act,
                                                   const records::Record* record);

}  // namespace reeve::verify
