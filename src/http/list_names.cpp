#include "http/list_names.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"

namespace reeve::http {
namespace {

struct Names {
    std::vector<std::string> processes, types, kinds, states, roles;
};

Names names_of(const desk::World& world, const store::Filter& filter) {
    Names names;
    for (const desk::ProcessVersion& version : world.processes) {
        const process::Process& process = *version.process;
        names.processes.push_back(process.id);
        if (!filter.process.empty() && filter.process != process.id) continue;
        for (const process::Role& role : process.roles) names.roles.push_back(role.name);
        for (const process::RecordType& type : process.types) {
            names.types.push_back(type.name);
            if (!filter.type.empty() && filter.type != type.name) continue;
            names.kinds.push_back(type.kind);
            for (const process::State& state : type.states)
                if (state.leaf) names.states.push_back(state.name);
        }
    }
    return names;
}

Outcome<void> known(std::string_view parameter, const std::string& name,
                    const std::vector<std::string>& names) {
    if (name.empty() || std::ranges::find(names, name) != names.end()) return {};
    std::string why = std::string(parameter) + ": there is no '" + name + "'";
    const std::string_view near = nearest(name, names);
    why += near.empty() ? "." : "; did you mean '" + std::string(near) + "'?";
    return refuse(RefusalKind::malformed, std::move(why));
}

}  // namespace

Outcome<void> check_names(const desk::World& world, const store::Filter& filter) {
    const Names names = names_of(world, filter);
    auto right = known("process", filter.process, names.processes);
    if (right) right = known("type", filter.type, names.types);
    if (right) right = known("kind", filter.kind, names.kinds);
    if (right) right = known("state", filter.state, names.states);
    if (right) right = known("holder", filter.holder, names.roles);
    return right;
}

Outcome<void> check_waiting(const std::string& waiting) {
    return known("waiting", waiting, {"any", "reporter", "vendor", "date"});
}

}  // namespace reeve::http
