#pragma once
// A desk's own history as an event log: for process mining, or for another desk.

#include <cstdint>
#include <string>

#include "desk/world.hpp"
#include "store/store.hpp"

namespace reeve::import {

struct Exported {
    std::int64_t traces = 0, events = 0;
};

// Every record of the process and type (empty: all) is a trace, every event of it that changes state, holder
// or assignee an event; a trace says the fields as they stand. XES, or comma-separated rows of the same where
// `csv`; packed where the name ends in .gz. Throws std::runtime_error when the file cannot be written.
[[nodiscard]] Exported export_log(store::Reader& reader, const desk::World& world, const std::string& process,
                                  const std::string& type, const std::string& path, bool csv);

}  // namespace reeve::import
