#pragma once
// What happens with a record next, and by whom: one answer for a row of a list and for the record itself.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "process/model.hpp"
#include "records/record.hpp"

namespace reeve::records {

struct NextStep {
    // act: somebody does `act`; vote: an approval that `act` needs is to be decided; wait: `whom` moves next;
    // automatic: the desk does `act` at `at`; none: nothing follows.
    enum class Kind : std::uint8_t { act, vote, wait, automatic, none };
    Kind kind = Kind::none;
    std::string title;  // of the act or approval, else of the state; never empty
    std::string act;
    std::optional<Instant> at;
    // act: the role that does it; vote: the first seat's that is still to be heard; wait: of whom the state
    // waits; automatic: the role that then has the record, where it is handed over and that is known.
    std::string whom;
    bool operator==(const NextStep&) const = default;
};

// Without a type (its process is not loaded) only the state is known.
[[nodiscard]] NextStep next_step(const process::Process* process, const process::RecordType* type,
                                 const Record& record, std::string_view language);

}  // namespace reeve::records
