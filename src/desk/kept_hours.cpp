#include "desk/kept_hours.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "desk/open_rows.hpp"
#include "records/held_at.hpp"

namespace reeve::desk {
namespace {

constexpr std::size_t named_most = 5;

// Of a clock that goes on, or will.
bool counts(const records::ClockSet& clock) {
    return clock.state == records::ClockState::running || clock.state == records::ClockState::paused;
}

// Numbers of open records with such a clock: as many as are named, and one more.
template <class Is>
std::vector<std::string> with_clocks(store::Store& store, Is is) {
    std::vector<std::string> numbers;
    each_open(*store.reader(), "", [&](const records::Record& row) {
        const bool has = std::ranges::any_of(row.clocks, [&](const records::ClockInstance& clock) {
            return counts(clock.now) && is(row, clock.now);
        });
        if (has) {
            numbers.push_back(row.number);
        }
        return numbers.size() <= named_most;
    });
    return numbers;
}

Outcome<void> refuse_for(std::vector<std::string> numbers, const std::string& what) {
    if (numbers.empty()) {
        return {};
    }
    if (numbers.size() > named_most) {
        numbers.back() = "others";
    }
    std::string why = fmt::format("{} ({}).", what, join(numbers, ", "));
    Unmet unmet{"calendar", "calendar", why};
    return refuse(RefusalKind::unmet, std::move(why), {std::move(unmet)});
}

bool has_no_days(const records::WorkingCalendar& calendar) {
    return calendar.time->day_length() == Duration{};
}

// Whose hours clocks count in, where neither a calendar's name nor an agreement says it.
class HoursOf {
public:
    explicit HoursOf(const World& world) : world_(world) {}

    // Of one in a field, or of that which holds the record where no team has hours of its own.
    [[nodiscard]] bool are(const records::Organisation& organisation, const records::Record& row,
                           const records::ClockSet& now) const {
        if (now.calendar != organisation.calendar.text()) {
            return false;
        }
        const process::CalendarChoice* choice = choice_of(row, now);
        if (choice == nullptr) {
            return false;
        }
        using Of = process::CalendarChoice::Of;
        if (choice->of == Of::holder) {
            return is_held_there(row, organisation.id);
        }
        if (choice->of != Of::organisation_field) {
            return false;
        }
        const Json* value = row.field(type_of(row)->fields[choice->field].name);
        return value != nullptr && value->is_string() && value->string() == organisation.id.text();
    }
    // Of the team that holds the record, its own or those of its organisation.
    [[nodiscard]] bool are(const records::Team& team, const records::Record& row,
                           const records::ClockSet& now) const {
        const process::CalendarChoice* choice = row.holder.team == team.id ? choice_of(row, now) : nullptr;
        return choice != nullptr && choice->of == process::CalendarChoice::Of::holder;
    }

private:
    const World& world_;

    [[nodiscard]] const process::RecordType* type_of(const records::Record& row) const {
        for (const ProcessVersion& version : world_.processes) {
            const process::Process& process = *version.process;
            if (process.id == row.process && process.version == row.process_version) {
                const auto index = process.type(row.type);
                return index ? &process.types[*index] : nullptr;
            }
        }
        return nullptr;
    }
    // Null where it counts in agreed hours.
    [[nodiscard]] const process::CalendarChoice* choice_of(const records::Record& row,
                                                           const records::ClockSet& now) const {
        const process::RecordType* type = type_of(row);
        const auto index = type != nullptr ? type->clock(now.clock) : std::nullopt;
        const records::Agreement* agreement =
            world_.directory->agreement(now.agreement, now.agreement_version);
        const bool agreed = agreement != nullptr && agreement->calendar.text() == now.calendar;
        return index && !agreed ? &type->clocks[*index].calendar : nullptr;
    }
    [[nodiscard]] bool is_held_there(const records::Record& row, Id organisation) const {
        const records::Team* team = world_.directory->team(row.holder.team);
        return (team == nullptr || team->calendar.empty()) &&
               records::holder_organisation(*world_.directory, row.process, row.holder) == organisation;
    }
};

// Hours that it would have: none, or such without a length of a day.
template <class Entry>
Outcome<void> check_hours_of(store::Store& store, const World& world, const Entry& before,
                             const records::WorkingCalendar* calendar) {
    const HoursOf hours(world);
    std::vector<std::string> numbers =
        with_clocks(store, [&](const records::Record& row, const records::ClockSet& now) {
            return hours.are(before, row, now) && (calendar == nullptr || !now.limit_said.empty());
        });
    if (calendar == nullptr) {
        return refuse_for(std::move(numbers),
                          "Clocks of open records count in its hours, and without a calendar it has none");
    }
    return refuse_for(std::move(numbers),
                      fmt::format("'{}' has no hours of the week, so its working day has no length, and "
                                  "clocks of open records count such days in its hours",
                                  calendar->title.empty() ? calendar->name : calendar->title));
}

}  // namespace

Outcome<void> check_hours(store::Store& store, const World&, const records::WorkingCalendar& before,
                          const records::WorkingCalendar& after) {
    if (before.version == 0 || has_no_days(before) || !has_no_days(after)) {
        return {};
    }
    const std::string calendar = before.id.text();
    return refuse_for(
        with_clocks(store,
                    [&](const records::Record&, const records::ClockSet& now) {
                        return now.calendar == calendar && !now.limit_said.empty();
                    }),
        "Without hours of the week its working day has no length, and clocks of open records count such days "
        "in it");
}

Outcome<void> check_hours(store::Store& store, const World& world, const records::Organisation& before,
                          const records::Organisation& after) {
    const records::WorkingCalendar* calendar = world.directory->calendar(after.calendar);
    if (before.calendar.empty() || before.calendar == after.calendar ||
        (calendar != nullptr && !has_no_days(*calendar))) {
        return {};
    }
    return check_hours_of(store, world, before, calendar);
}

Outcome<void> check_hours(store::Store& store, const World& world, const records::Team& before,
                          const records::Team& after) {
    const records::Organisation* organisation = world.directory->organisation(after.organisation);
    const records::WorkingCalendar* calendar = world.directory->calendar(
        after.calendar.empty() && organisation != nullptr ? organisation->calendar : after.calendar);
    const bool same = before.calendar == after.calendar && before.organisation == after.organisation;
    if (before.version == 0 || same || (calendar != nullptr && !has_no_days(*calendar))) {
        return {};
    }
    return check_hours_of(store, world, before, calendar);
}

}  // namespace reeve::desk
