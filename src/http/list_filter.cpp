#include "http/list_filter.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"
#include "http/list_names.hpp"
#include "records/reach.hpp"

namespace reeve::http {
namespace {

constexpr std::array<std::string_view, 20> kParameters{
    "process",  "type",    "kind",     "state",        "open",    "priority", "rank",
    "assignee", "holder",  "team",     "organisation", "service", "reporter", "q",
    "sort",     "waiting", "reopened", "due_within",   "numbers", "approver"};
constexpr std::size_t kNumbersMost = 50;
constexpr Duration kFarthest = Duration::days(36'500);

// One request to choose records: what was asked, against which directory and processes, and by whom.
struct Asked {
    const QueryPairs& query;
    const desk::World& world;
    Id caller;

    [[nodiscard]] const std::string* parameter(std::string_view name) const {
        const auto found = std::ranges::find(query, name, &QueryPairs::value_type::first);
        return found == query.end() ? nullptr : &found->second;
    }
};

std::optional<bool> boolean_of(std::string_view value) {
    if (value == "true") return true;
    if (value == "false") return false;
    return std::nullopt;
}

// A handle or an id, of a person, a team or an organisation. Unknown names are refused rather than finding
// nothing.
template <class Find>
Outcome<std::optional<Id>> entry_id(const Asked& asked, std::string_view parameter, Find find) {
    const std::string* given = asked.parameter(parameter);
    if (!given) return std::optional<Id>{};
    if (const auto id = Id::parse(*given)) return std::optional<Id>{*id};
    if (const auto* entry = find(*given)) return std::optional<Id>{entry->id};
    return refuse(RefusalKind::malformed, std::string(parameter) + ": there is no '" + *given + "'.");
}

Outcome<void> ids_of(const Asked& asked, store::Filter& filter) {
    const records::Directory& directory = *asked.world.directory;
    const auto person = [&](const std::string& name) {
        return name == "me" ? directory.person(asked.caller) : directory.person(std::string_view(name));
    };
    const std::string* assigned = asked.parameter("assignee");
    auto assignee = assigned && *assigned == "none" ? Outcome<std::optional<Id>>(Id{})
                                                    : entry_id(asked, "assignee", person);
    if (!assignee) return std::unexpected(assignee.error());
    auto reporter = entry_id(asked, "reporter", person);
    if (!reporter) return std::unexpected(reporter.error());
    auto team = entry_id(asked, "team",
                         [&](const std::string& name) { return directory.team(std::string_view(name)); });
    if (!team) return std::unexpected(team.error());
    auto organisation = entry_id(asked, "organisation", [&](const std::string& name) {
        return directory.organisation(std::string_view(name));
    });
    if (!organisation) return std::unexpected(organisation.error());
    filter.assignee = *assignee;
    filter.reporter = *reporter;
    filter.team = *team;
    filter.organisation = *organisation;
    return {};
}

Outcome<void> sort_of(const Asked& asked, store::Filter& filter) {
    const std::string* given = asked.parameter("sort");
    if (!given) return {};
    static constexpr std::array<std::pair<std::string_view, store::Sort>, 5> kSorts{
        {{"due", store::Sort::due},
         {"created", store::Sort::created},
         {"updated", store::Sort::updated},
         {"number", store::Sort::number},
         {"priority", store::Sort::priority}}};
    std::string_view name = *given;
    filter.descending = name.starts_with('-');
    if (filter.descending) name.remove_prefix(1);
    for (const auto& [word, sort] : kSorts)
        if (word == name) {
            filter.sort = sort;
            return {};
        }
    return refuse(RefusalKind::malformed,
                  "sort is due, created, updated, number or priority, with '-' before it for the reverse.");
}

// What she could work on: hers, or held by a role that she holds.
store::Mine mine_of(const Asked& asked) {
    store::Mine mine{asked.caller, {}, {}};
    const records::Person* person = asked.world.directory->person(asked.caller);
    if (!person) return mine;
    for (const records::Membership& membership : person->memberships)
        mine.roles.push_back(
            {membership.process, membership.role,
             membership.organisation.empty() ? person->organisation : membership.organisation});
    mine.teams.assign(person->teams.begin(), person->teams.end());
    return mine;
}

// What waits for her vote: seats that she could fill, for herself or in another's place.
std::vector<Id> seats_of(const Asked& asked) {
    std::vector<Id> seats;
    const records::Person* person = asked.world.directory->person(asked.caller);
    if (!person) return seats;
    for (const records::Person* voice : asked.world.voices_of(*person))
        for (const records::Membership& membership : voice->memberships)
            for (const Id at :
                 {Id{}, membership.organisation.empty() ? voice->organisation : membership.organisation}) {
                const Id seat = records::seat_party(membership.process, membership.role, at);
                if (std::ranges::find(seats, seat) == seats.end()) seats.push_back(seat);
            }
    return seats;
}

// "process/name" names both: the process must not be another one than is named elsewhere.
Outcome<void> lift_process(std::string_view parameter, std::string& name, store::Filter& filter) {
    const std::size_t slash = name.find('/');
    if (slash == std::string::npos) return {};
    const std::string process = name.substr(0, slash);
    if (!filter.process.empty() && filter.process != process)
        return refuse(RefusalKind::malformed, std::string(parameter) + " is of the process '" + process +
                                                  "', and '" + filter.process + "' is asked for.");
    filter.process = process;
    name.erase(0, slash + 1);
    return {};
}

Outcome<void> names_of(const Asked& asked, store::Filter& filter) {
    auto lifted = lift_process("type", filter.type, filter);
    if (!lifted) return lifted;
    if (filter.holder == "mine") {
        filter.mine = mine_of(asked);
        filter.holder.clear();
    }
    lifted = lift_process("holder", filter.holder, filter);
    return lifted ? check_names(asked.world, filter) : lifted;
}

Outcome<void> numbers_of(const Asked& asked, store::Filter& filter) {
    const std::string* given = asked.parameter("numbers");
    if (!given) return {};
    for (const std::string_view number : split(*given, ','))
        if (!number.empty()) filter.numbers.emplace_back(number);
    if (filter.numbers.empty() || filter.numbers.size() > kNumbersMost)
        return refuse(RefusalKind::malformed, "numbers are 1 to 50 numbers with ',' between them.");
    return {};
}

Outcome<void> standing_of(const Asked& asked, store::Filter& filter) {
    if (const std::string* waiting = asked.parameter("waiting")) {
        filter.waiting = *waiting;
        if (auto right = check_waiting(filter.waiting); !right) return right;
    }
    if (const std::string* approver = asked.parameter("approver")) {
        if (*approver != "me") return refuse(RefusalKind::malformed, "approver can only be me.");
        filter.asked = seats_of(asked);
    }
    if (const std::string* reopened = asked.parameter("reopened")) {
        filter.reopened = *reopened == "true";
        if (!filter.reopened) return refuse(RefusalKind::malformed, "reopened can only be true.");
    }
    if (const std::string* within = asked.parameter("due_within")) {
        filter.due_within = parse_duration(*within);
        if (!filter.due_within || *filter.due_within > kFarthest)
            return refuse(RefusalKind::malformed, "due_within is a duration such as 0m, 1h or 2d.");
    }
    return {};
}

}  // namespace

std::span<const std::string_view> list_parameters() {
    return kParameters;
}

Outcome<store::Filter> list_filter(const QueryPairs& query, const desk::World& world, Id caller) {
    const Asked asked{query, world, caller};
    store::Filter filter;
    const auto take = [&](std::string_view name, std::string& onto) {
        if (const std::string* given = asked.parameter(name)) onto = *given;
    };
    take("process", filter.process);
    take("type", filter.type);
    take("kind", filter.kind);
    take("state", filter.state);
    take("priority", filter.priority);
    take("holder", filter.holder);
    take("service", filter.service);
    take("q", filter.q);
    if (auto names = names_of(asked, filter); !names) return std::unexpected(names.error());
    if (auto numbers = numbers_of(asked, filter); !numbers) return std::unexpected(numbers.error());
    if (auto standing = standing_of(asked, filter); !standing) return std::unexpected(standing.error());
    if (filter.q.size() > 500) return refuse(RefusalKind::malformed, "q is at most 500 bytes long.");
    if (const std::string* open = asked.parameter("open")) {
        filter.open = boolean_of(*open);
        if (!filter.open) return refuse(RefusalKind::malformed, "open is true or false.");
    }
    if (const std::string* rank = asked.parameter("rank")) {
        if (rank->size() != 1 || (*rank)[0] < '1' || (*rank)[0] > '5')
            return refuse(RefusalKind::malformed, "rank is a number from 1 (most pressing) to 5.");
        filter.rank = (*rank)[0] - '0';
    }
    if (auto ids = ids_of(asked, filter); !ids) return std::unexpected(ids.error());
    if (auto sorted = sort_of(asked, filter); !sorted) return std::unexpected(sorted.error());
    return filter;
}

}  // namespace reeve::http
