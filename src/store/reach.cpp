#include "store/reach.hpp"

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

}  // namespace reeve::store
