#pragma once
// What of a record has a place in another version of its process: its names, and the values of its fields.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.hpp"
#include "process/model.hpp"
#include "records/directory.hpp"
#include "records/record.hpp"

namespace reeve::records {

// The versions through whose maps it comes there, in order; the last is where it goes. Empty where one of
// them is not to be had.
using Way = std::vector<const process::Process*>;
using FindVersion = std::function<const process::Process*(int version)>;
[[nodiscard]] Way way_between(int from, int to, const FindVersion& find);

// The maps through which a record of the type comes from version `from`, in their order.
[[nodiscard]] std::vector<const process::MoveMap::OfType*> maps_on(const Way& way, int from,
                                                                   std::string_view type);
// What a name is called by the map; one that it does not speak of keeps its own.
[[nodiscard]] const std::string& renamed(const process::MoveMap::Names& names, const std::string& name);

// A record's state and values as the versions that it passes rename them.
struct Names {
    // A value on its way, with the name under which it set out.
    struct Valued {
        std::string before;
        Json value;
    };
    std::string state;
    std::map<std::string, Valued> fields;

    explicit Names(const Record& record);
    void pass(const process::MoveMap::OfType& map);
};

struct Arrival {
    const process::RecordType* type = nullptr;  // null: there is no such type
    std::optional<process::Index> state;
    std::map<std::string, Json, std::less<>> fields;  // as kept, by their names there; computed ones left out
    // Fields that have a value and no place, by their names here: gone, or the value does not fit and need
    // not.
    std::vector<std::string> lost;
    std::vector<Unmet> unmet;  // what would have to have a place, as the mover is told
};

// By the names alone: needs, rules and clocks are for the move itself. `own` is the version that the record
// is on; the way is not empty.
[[nodiscard]] Arrival arrive(const Record& record, const process::Process& own, const Way& way,
                             const Directory& directory, std::string_view language);

}  // namespace reeve::records
