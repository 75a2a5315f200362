#include "process/model.hpp"

#include <algorithm>

namespace reeve::process {
namespace {

template <class Named>
std::optional<Index> position(const std::vector<Named>& list, std::string_view name) {
    const auto found =
        std::find_if(list.begin(), list.end(), [&](const Named& entry) { return entry.name == name; });
    if (found == list.end()) return std::nullopt;
    return static_cast<Index>(found - list.begin());
}

}  // namespace

bool are_disjoint(const std::vector<Role>& roles, Index one, Index other) {
    const std::vector<Index>& apart = roles[one].disjoint;
    return std::find(apart.begin(), apart.end(), other) != apart.end();
}

std::vector<Index> held_with(const std::vector<Role>& roles, const std::vector<Index>& these) {
    std::vector<Index> held;
    const auto take = [&](Index role) {
        const bool fits = std::none_of(held.begin(), held.end(), [&](Index other) {
            return other == role || are_disjoint(roles, role, other);
        });
        if (fits) held.push_back(role);
    };
    for (const Index role : these) take(role);
    for (Index role = 0; role < roles.size(); ++role) take(role);
    std::sort(held.begin(), held.end());
    return held;
}

std::optional<Index> Choice::find(std::string_view value) const {
    return position(values, value);
}

std::optional<Index> RecordType::field(std::string_view name) const {
    return position(fields, name);
}

std::optional<Index> RecordType::state(std::string_view name) const {
    return position(states, name);
}

std::optional<Index> RecordType::act(std::string_view name) const {
    return position(acts, name);
}

const Act* RecordType::restriction(BuiltIn act) const {
    const auto found = position(restrictions, word(act));
    return found ? &restrictions[*found] : nullptr;
}

std::optional<Index> RecordType::clock(std::string_view name) const {
    return position(clocks, name);
}

std::optional<Index> RecordType::link(std::string_view name) const {
    return position(links, name);
}

std::optional<Index> Process::role(std::string_view name) const {
    return position(roles, name);
}

std::optional<Index> Process::choice(std::string_view name) const {
    return position(choices, name);
}

std::optional<Index> Process::type(std::string_view name) const {
    return position(types, name);
}

std::optional<Index> Process::tree(std::string_view name) const {
    const auto found = std::find_if(trees.begin(), trees.end(), [&](const std::shared_ptr<const Tree>& tree) {
        return tree->name == name;
    });
    if (found == trees.end()) return std::nullopt;
    return static_cast<Index>(found - trees.begin());
}

std::optional<Index> Process::table(std::string_view name) const {
    return position(tables, name);
}

}  // namespace reeve::process
