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
