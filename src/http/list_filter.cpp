#include "http/list_filter.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace reeve::http {
namespace {

constexpr std::array<std::string_view, 15> kParameters{
    "process", "type", "kind",         "state",   "open",     "priority", "rank", "assignee",
    "holder",  "team", "organisation", "service", "reporter", "q",        "sort"};

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
    auto assignee = entry_id(asked, "assignee", person);
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
    // "epts-support/issue" names both.
    if (const std::size_t slash = filter.type.find('/'); slash != std::string::npos) {
        filter.process = filter.type.substr(0, slash);
        filter.type = filter.type.substr(slash + 1);
    }
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
