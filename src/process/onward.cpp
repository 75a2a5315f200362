#include "process/onward.hpp"

#include <algorithm>

#include "process/model.hpp"
#include "process/roles_and_states_internal.hpp"

namespace reeve::process {
namespace {

enum class Leads : std::uint8_t { on, back, elsewhere, into_waiting, nowhere };

Leads leads(const RecordType& type, const Act& act, Index from) {
    if (act.creates_record || !act.to || *act.to == from ||
        std::find(act.from.begin(), act.from.end(), from) == act.from.end())
        return Leads::nowhere;
    if (type.states[*act.to].waiting != Waiting::none) return Leads::into_waiting;
    if (act.hand_over || act.hand_back) return Leads::elsewhere;
    return *act.to > from ? Leads::on : Leads::back;
}

bool is_by_holder(const Act& act, std::optional<Index> holder) {
    return holder && std::any_of(act.by.begin(), act.by.end(), [&](const By& by) {
               return by.kind == By::Kind::holder || by.kind == By::Kind::assignee ||
                      (by.kind == By::Kind::role && by.role == *holder);
           });
}

std::optional<Index> first_role(const Act& act) {
    const auto by = std::find_if(act.by.begin(), act.by.end(),
                                 [](const By& each) { return each.kind == By::Kind::role; });
    return by == act.by.end() ? std::nullopt : std::optional(by->role);
}

std::optional<Onward> find(const RecordType& type, Index state, std::optional<Index> holder) {
    if (!type.states[state].open || type.states[state].waiting != Waiting::none) return std::nullopt;
    std::optional<Onward> best;
    std::pair<bool, Leads> best_rank{true, Leads::nowhere};
    for (Index i = 0; i < type.acts.size(); ++i) {
        const Act& act = type.acts[i];
        const bool own = is_by_holder(act, holder);
        const auto role = own ? std::nullopt : first_role(act);
        const std::pair rank{!own, leads(type, act, state)};
        if (rank.second == Leads::nowhere || (!own && !role) || rank >= best_rank) continue;
        best = Onward{i, role};
        best_rank = rank;
    }
    return best;
}

std::vector<std::optional<Index>> receivers_of(const Process& process, const Act& act) {
    std::vector<std::optional<Index>> receivers(process.roles.size());
    if (!act.hand_over || !follows_from_holder(act.hand_over->program)) return receivers;
    for (Index role = 0; role < receivers.size(); ++role) {
        const cel::Value to = value_for(process, act.hand_over->program, {"", process.roles[role].name});
        if (to.is(cel::ValueKind::string)) receivers[role] = process.role(to.string());
    }
    return receivers;
}

}  // namespace

OnwardTable onward_of(const Process& process, const RecordType& type) {
    OnwardTable table;
    for (Index state = 0; state < type.states.size(); ++state) {
        auto& row = table.acts.emplace_back();
        for (Index role = 0; role < process.roles.size(); ++role) row.push_back(find(type, state, role));
        row.push_back(find(type, state, std::nullopt));
    }
    for (const Act& act : type.acts) table.receivers.push_back(receivers_of(process, act));
    return table;
}

}  // namespace reeve::process
