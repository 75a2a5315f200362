#include "verify/hours.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "calendar/read_working_times.hpp"
#include "process/demo_seats.hpp"

namespace reeve::verify {
namespace {

constexpr Duration looked_at = Duration::days(731);  // two years: days off come at least once

template <class Named>
const Named* find(const std::vector<Named>& among, const std::string& name) {
    const auto found =
        std::find_if(among.begin(), among.end(), [&](const Named& one) { return one.name == name; });
    return found == among.end() ? nullptr : &*found;
}

}  // namespace

DemoHours::DemoHours(process::Demo demo) : demo_(std::move(demo)) {
    for (const process::DemoCalendar& one : demo_.calendars) {
        auto built = calendar::build_working_times(JsonObject{{one.name, one.spec}});
        if (built && !built->empty()) calendars_.emplace(one.name, std::move(built->front()));
    }
}

std::optional<Hours> DemoHours::named(const std::string& calendar) const {
    const auto found = calendars_.find(calendar);
    if (found == calendars_.end()) return std::nullopt;
    return Hours{calendar, &found->second};
}

void DemoHours::add(HoursOfClock& onto, const std::string& calendar, const std::string& whose) const {
    if (const auto hours = named(calendar)) {
        if (!find(onto.hours, calendar)) onto.hours.push_back(*hours);
    } else if (std::find(onto.lacked.begin(), onto.lacked.end(), whose) == onto.lacked.end()) {
        onto.lacked.push_back(whose);
    }
}

// Of the team of somebody who may hold it, else of her organisation. That one of them has none is no fault:
// it may be somebody else's to hold it.
void DemoHours::add_of_holders(HoursOfClock& onto, const process::Process& process,
                               const std::vector<Index>& holders) const {
    const auto add_known = [&](const std::string& calendar) {
        if (!calendar.empty()) add(onto, calendar, calendar);
    };
    for (const process::DemoPerson& person : demo_.people) {
        const bool holds = std::ranges::any_of(
            holders, [&](Index role) { return process::has_role(process, person, role); });
        if (!holds) continue;
        for (const std::string& name : person.teams)
            if (const auto* team = find(demo_.teams, name)) add_known(team->calendar);
        if (const auto* own = find(demo_.organisations, person.organisation)) add_known(own->calendar);
    }
}

HoursOfClock DemoHours::of(const process::Process& process, const process::RecordType& type,
                           const process::Clock& clock) const {
    return of(process, type, clock.calendar, clock.holders.empty() ? type.custody.holders : clock.holders);
}

HoursOfClock DemoHours::of(const process::Process& process, const process::RecordType& type,
                           const process::CalendarChoice& calendar, const std::vector<Index>& holders) const {
    using Of = process::CalendarChoice::Of;
    HoursOfClock all;
    switch (calendar.of) {
        case Of::always: break;
        case Of::named: add(all, calendar.name, fmt::format("the calendar '{}'", calendar.name)); break;
        case Of::holder: add_of_holders(all, process, holders); break;
        case Of::organisation_field:
            for (const process::DemoOrganisation* one :
                 process::organisations_named(process, type, type.fields[calendar.field], demo_))
                add(all, one->calendar, one->display);
            break;
    }
    return all;
}

std::optional<Duration> longest(const process::Span& limit, const calendar::WorkingTime* time) {
    if (time == nullptr) return limit.in_days_of(Duration::days(1));
    const Duration length = limit.in_days_of(time->day_length());
    Duration most{};
    // The longest way is that from a closing: what is closed comes first.
    for (Instant at = hours_begin; at < hours_begin + looked_at;) {
        const Instant due = time->due(at, length);
        if (due == Instant::never()) return std::nullopt;
        most = std::max(most, due - at);
        const Instant opening = time->next_opening(at);
        const Instant closing = opening == Instant::never() ? opening : time->next_closing(opening);
        if (closing == Instant::never()) break;
        at = closing;
    }
    return most;
}

}  // namespace reeve::verify
