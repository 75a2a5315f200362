// Acts that every record has, where the process says who does them, and when.
#include <fmt/format.h>

#include <algorithm>

#include "process/load_internal.hpp"

namespace reeve::process {
namespace {

// By a person's own hand alone are they done.
void check_by_people(Reading& reading, const Entry& entry, const Act& act) {
    const auto by_hand = [](const By& by) {
        return by.kind != By::Kind::desk && by.kind != By::Kind::linked;
    };
    if (!std::all_of(act.by.begin(), act.by.end(), by_hand))
        reading.error(*entry.node->find("by"), fmt::format("'{}' is done by people alone", act.name),
                      "roles, holder, assignee or administrator");
}

}  // namespace

void define_restrictions(const Defining& in) {
    Reading& reading = in.reading();
    for (const Entry& entry : in.source.restrictions) {
        Act act;
        act.name = entry.name();
        act.line = entry.key->line;
        if (!reading.is_map(*entry.node, fmt::format("the act '{}'", act.name))) continue;
        const YamlNode& map = *entry.node;
        reading.check_keys(map, fmt::format("'{}', an act that every record has,", act.name),
                           {"by", "when", "why"}, {});
        const YamlNode* by = map.find("by");
        if (by) define_by(in, entry, act);
        // Some of them are possible where nobody holds the record any more.
        define_when(in, map, Place::end, act);
        if (!by && !map.find("when"))
            reading.error(*entry.key, fmt::format("nothing is said about '{}'", act.name), "`by` or `when`");
        check_by_people(reading, entry, act);
        in.type.restrictions.push_back(std::move(act));
    }
}

}  // namespace reeve::process
