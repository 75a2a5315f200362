// Whether those who may do an act may also do what it causes: on each other record the act there is theirs as
// well.
#include <fmt/format.h>

#include <algorithm>

#include "process/load_internal.hpp"

namespace reeve::process {
namespace {

bool allows(const Act& act, Index role) {
    return std::any_of(act.by.begin(), act.by.end(), [&](const By& by) {
        // Who holds or has the other record cannot be told from here.
        return by.kind == By::Kind::linked || by.kind == By::Kind::holder || by.kind == By::Kind::assignee ||
               (by.kind == By::Kind::role && by.role == role);
    });
}

std::vector<Index> roles_of(const RecordType& type, const Act& act) {
    std::vector<Index> roles;
    for (const By& by : act.by) {
        if (by.kind == By::Kind::role) roles.push_back(by.role);
        if (by.kind == By::Kind::holder || by.kind == By::Kind::assignee)
            roles.insert(roles.end(), type.custody.holders.begin(), type.custody.holders.end());
    }
    std::sort(roles.begin(), roles.end());
    roles.erase(std::unique(roles.begin(), roles.end()), roles.end());
    return roles;
}

}  // namespace

void check_causes(const Defining& in) {
    for (std::size_t a = 0; a < in.type.acts.size(); ++a) {
        const Act& act = in.type.acts[a];
        for (const Effect& effect : act.then) {
            const Act* caused = nullptr;
            const RecordType* target = nullptr;
            if (const Create* create = effect.creates()) {
                target = &in.process().types[create->type];
                const auto creates = [](const Act& other) { return other.creates_record; };
                const auto found = std::find_if(target->acts.begin(), target->acts.end(), creates);
                if (found != target->acts.end()) caused = &*found;
            }
            if (effect.on_linked) {
                target = &in.process().types[in.type.links[effect.on_linked->link].target_type];
                caused = &target->acts[effect.on_linked->act];
            }
            if (!caused) continue;
            for (const Index role : roles_of(in.type, act))
                if (!allows(*caused, role))
                    in.reading().warning(
                        spot_of(in.source.acts[a], "then", effect.line, ""),
                        fmt::format("'{}' may do '{}', but not '{}' of the {} that it causes",
                                    in.process().roles[role].name, act.name, caused->name, target->name),
                        "the role in its `by`, or `linked`");
        }
    }
}

}  // namespace reeve::process
