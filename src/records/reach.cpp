#include "records/reach.hpp"

#include <algorithm>
#include <variant>

namespace reeve::records {
namespace {

// Those who are heard by the last round of each approval; asked are they while nobody has voted for the seat.
void add_seats(const Record& record, std::map<Id, std::int64_t>& parties) {
    for (const Round& round : record.rounds) {
        if (&round != record.round(round.opened.approval)) {
            continue;
        }
        for (std::size_t i = 0; i < round.opened.seats.size(); ++i) {
            const ApprovalSeat& seat = round.opened.seats[i];
            const bool filled = std::ranges::any_of(round.votes, [&](const Vote& vote) {
                return vote.seat == static_cast<std::int64_t>(i) && !vote.voided;
            });
            parties[seat_party(record.process, seat.role, seat.organisation)] |=
                round.outcome == "open" && !filled ? party_seat | party_asked : party_seat;
        }
    }
}

}  // namespace

Id seat_party(std::string_view process, std::string_view role, Id organisation) {
    std::string name = "seat:";
    name.append(process).append(":").append(role).append(":").append(organisation.text());
    return Id::of_name(name);
}

Reach reach_of(const Record& record) {
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
    add_seats(record, reach.parties);
    add(reach.people, record.reporter, person_reported);
    add(reach.people, record.logged_by, person_logged);
    for (const Id watcher : record.watchers) {
        add(reach.people, watcher, person_watches);
    }
    return reach;
}

bool may_change_reach(const Changes& changes) {
    return std::ranges::any_of(changes, [](const Change& change) {
        return std::holds_alternative<Born>(change) || std::holds_alternative<FieldSet>(change) ||
               std::holds_alternative<OrganisationSet>(change) || std::holds_alternative<LegOpened>(change) ||
               std::holds_alternative<LegClosed>(change) || std::holds_alternative<RoundOpened>(change) ||
               std::holds_alternative<Voted>(change) || std::holds_alternative<VoteVoided>(change) ||
               std::holds_alternative<RoundDecided>(change) || std::holds_alternative<RoundVoided>(change) ||
               std::holds_alternative<Watching>(change);
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

}  // namespace reeve::records
