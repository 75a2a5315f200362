#include "verify/link_reading.hpp"

#include <algorithm>

#include "verify/expressions_internal.hpp"

namespace reeve::verify {
namespace {

void note_member(LinkReading& reading, const std::string& member) {
    if (member == "state")
        reading.states = true;
    else if (member == "outcome")
        reading.outcomes = true;
    else if (member != "open" && member != "number" && member != "type" && member != "kind")
        reading.others.insert(member);
}

// What is read of the elements of a list goes through "*".
void look_into(const process::Expression& expression, const process::Link& link, LinkReading& reading) {
    bool here = false;
    for (const std::vector<std::string>& path : expression.program.reads().paths) {
        if (path.front() != "links" || (path.size() > 1 && path[1] != link.name)) continue;
        here = true;
        if (path.size() == 1) reading.states = true;
        for (std::size_t i = 2; i < path.size(); ++i)
            if (path[i] != "*") {
                note_member(reading, path[i]);
                break;
            }
    }
    if (!here) return;
    reading.at_all = true;
    const std::string& text = expression.program.text();
    for (const char* counting : {"size(", "exists_one", "filter", "map("})
        if (text.find(counting) != std::string::npos)
            reading.count = std::max(reading.count, greatest_number(expression) + 1);
}

// So many linked records, of those that count.
void look_into(const process::Need& need, LinkReading& reading) {
    reading.at_all = true;
    const auto enough = static_cast<std::uint32_t>(std::min<std::size_t>(need.count_min, counted_max));
    reading.count = std::max(reading.count, enough);
    if (!need.linked) return;
    for (const std::vector<std::string>& path : need.linked->program.reads().paths)
        if (path.front() == "linked" && path.size() > 1) note_member(reading, path[1]);
}

void look_at_clocks(const process::RecordType& type, Index link, LinkReading& reading) {
    for (const process::Clock& clock : type.clocks) {
        if (clock.deeds().empty()) continue;
        for (const process::ClockStop& stop : clock.stops)
            reading.at_all |= stop.kind == process::ClockStop::Kind::link_closed && stop.index == link;
        for (const process::ClockPause& pause : clock.pauses)
            reading.at_all |= pause.kind == process::ClockPause::Kind::link_open && pause.index == link;
    }
}

}  // namespace

LinkReading reading_of(const process::RecordType& type, const process::Link& link) {
    LinkReading reading;
    for_each_expression(
        type, [&](const process::Expression& expression, Standing) { look_into(expression, link, reading); });
    const auto own = std::ranges::find(type.links, link.name, &process::Link::name);
    if (own == type.links.end() || &*own != &link) return reading;
    const auto index = static_cast<Index>(own - type.links.begin());
    look_at_clocks(type, index, reading);
    for_each_need(type, [&](const process::Need& need) {
        if (need.kind == process::Need::Kind::link && need.index == index) look_into(need, reading);
    });
    return reading;
}

}  // namespace reeve::verify
