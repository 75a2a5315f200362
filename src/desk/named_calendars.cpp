#include "desk/named_calendars.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "process/named_calendars.hpp"

namespace reeve::desk {
namespace {

constexpr std::size_t page = 200;

bool has_open_records(store::Reader& reader, const process::Process& process) {
    store::Sight everything;
    everything.everything = true;
    store::Filter filter;
    filter.process = process.id;
    filter.open = true;
    filter.sort = store::Sort::number;
    std::string after;
    do {
        const store::Page rows = reader.list(everything, filter, after, page, false);
        if (std::ranges::any_of(rows.records, [&](const records::Record& row) {
                return row.process_version == process.version;
            })) {
            return true;
        }
        after = rows.next;
    } while (!after.empty());
    return false;
}

// The processes by which something counts in the calendar of that name.
std::vector<Unmet> counting_in(store::Reader& reader, const World& world, std::string_view calendar) {
    std::vector<Unmet> counting;
    for (const ProcessVersion& version : world.processes) {
        const auto uses = process::named_calendars(*version.process);
        const auto use = std::ranges::find(uses, calendar, &process::CalendarUse::calendar);
        if (use != uses.end() && (version.active || has_open_records(reader, *version.process))) {
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
