#include "desk/named_calendars.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "desk/open_rows.hpp"
#include "process/named_calendars.hpp"

namespace reeve::desk {
namespace {

// The versions with which open records of the process go.
std::set<int> open_versions(store::Reader& reader, const std::string& process) {
    std::set<int> versions;
    each_open(reader, process, [&](const records::Record& row) {
        versions.insert(row.process_version);
        return true;
    });
    return versions;
}

// The processes by which something counts in the calendar of that name.
std::vector<Unmet> counting_in(store::Reader& reader, const World& world, std::string_view calendar) {
    std::vector<Unmet> counting;
    std::map<std::string, std::set<int>> open;  // versions, by process: one walk for all of them
    const auto is_open = [&](const process::Process& process) {
        auto known = open.find(process.id);
        if (known == open.end()) {
            known = open.emplace(process.id, open_versions(reader, process.id)).first;
        }
        return known->second.contains(process.version);
    };
    for (const ProcessVersion& version : world.processes) {
        const auto uses = process::named_calendars(*version.process);
        const auto use = std::ranges::find(uses, calendar, &process::CalendarUse::calendar);
        if (use != uses.end() && (version.active || is_open(*version.process))) {
            counting.push_back({"process", version.process->id,
                                fmt::format("'{}', version {}: {} counts in '{}'.", version.process->id,
                                            version.process->version, use->what, calendar)});
        }
    }
    return counting;
}

}  // namespace

std::vector<Unmet> missing_calendars(const World& world, const process::Process& process) {
    std::vector<Unmet> missing;
    for (const process::CalendarUse& use : process::named_calendars(process)) {
        if (world.directory->calendar(use.calendar) == nullptr) {
            missing.push_back({"calendar", use.calendar,
                               fmt::format("There is no calendar '{}', in which {} counts: add it first.",
                                           use.calendar, use.what)});
        }
    }
    return missing;
}

Outcome<void> check_renamed(store::Store& store, const World& world, const records::WorkingCalendar& before,
                            const records::WorkingCalendar& after) {
    if (before.version == 0 || before.name == after.name) {
        return {};
    }
    std::vector<Unmet> counting = counting_in(*store.reader(), world, before.name);
    if (counting.empty()) {
        return {};
    }
    return refuse(
        RefusalKind::unmet,
        fmt::format("Processes name the calendar '{}'. It may have another title; for another name add "
                    "a calendar, and name that in another version of them.",
                    before.name),
        std::move(counting));
}

}  // namespace reeve::desk
