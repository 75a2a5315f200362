#include "store/reach.hpp"

#include <algorithm>
#include <variant>

namespace reeve::store {

Reach reach_of(const records::Record& record) {
    Reach reach;
    const auto add = [](std::map<Id, std::int64_t>& to, Id id, std::int64_t ground) {
        if (!id.empty()) {
            to[id] |= ground;
        }
    };
    add(reach.parties, record.organisation, party_own);
    for (const auto& [name, value] : record.fields) {
        // A value out of a choice; nobody becomes a party by a text that spells an id.
        if (value.is_string() && !record.text_versions.contains(name)) {
            add(reach.parties, Id::parse(value.string()).value_or(Id{}), party_field);
        }
    }
    if (!record.legs.empty()) {
        add(reach.parties, record.legs.back().holder.organisation, party_custody);
    }
    add(reach.people, record.reporter, person_reported);
    add(reach.people, record.logged_by, person_logged);
    for (const Id watcher : record.watchers) {
        add(reach.people, watcher, person_watches);
    }
    return reach;
}

bool may_change_reach(const records::Changes& changes) {
    return std::ranges::any_of(changes, [](const records::Change& change) {
        return std::holds_alternative<records::Born>(change) ||
               std::holds_alternative<records::FieldSet>(change) ||
               std::holds_alternative<records::OrganisationSet>(change) ||
               std::holds_alternative<records::LegOpened>(change) ||
               std::holds_alternative<records::LegClosed>(change) ||
               std::holds_alternative<records::Watching>(change);
    });
}

std::vector<Id> lost(const Reach& before, const Reach& after) {
    std::vector<Id> list;
    for (const auto& [party, ground] : before.parties) {
        if (!after.parties.contains(party)) {
            list.push_back(party);
        }
    }
    for (const auto& [person, ground] : before.people) {
        if (!after.people.contains(person)) {
            list.push_back(person);
        }
    }
    return list;
}

}  // namespace reeve::store
