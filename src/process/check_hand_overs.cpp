// To whom records are handed over, as far as that follows from who holds them; and that escalation has an
// end.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "process/load_internal.hpp"
#include "process/roles_and_states_internal.hpp"

namespace reeve::process {
namespace {

// The next holder for each that an act can take it from; absent where nobody follows or where it cannot be
// told.
std::map<Index, Index> next_holders(const Defining& in, const Act& act) {
    std::map<Index, Index> next;
    if (!act.hand_over || !follows_from_holder(act.hand_over->program)) return next;
    for (const Index role : in.type.custody.holders) {
        const cel::Value value =
            value_for(in.process(), act.hand_over->program, {"", in.process().roles[role].name});
        if (!value.is(cel::ValueKind::string)) continue;
        if (const auto to = in.process().role(value.string())) next[role] = *to;
    }
    return next;
}

void check_receivers(const Defining& in, std::size_t index, const std::map<Index, Index>& next) {
    const auto& holders = in.type.custody.holders;
    std::vector<Index> said;
    for (const auto& [from, to] : next) {
        if (std::find(holders.begin(), holders.end(), to) != holders.end()) continue;
        if (std::find(said.begin(), said.end(), to) != said.end()) continue;
        said.push_back(to);
        in.reading().error(
            *in.source.acts[index].node->find("hand_over"),
            fmt::format("'{}' hands over from '{}' to '{}', which holds no record of this type",
                        in.type.acts[index].name, in.process().roles[from].name, in.process().roles[to].name),
            "one of the `holders` in `custody`");
    }
}

// A clock that hands over at a share or its breach must at last come to somebody from whom it hands over no
// more.
void check_escalation(const Defining& in, std::size_t index, Index deed) {
    const Clock& clock = in.type.clocks[index];
    const Act& act = in.type.acts[deed];
    const YamlNode* breach = in.source.clocks[index].node->find("breach");
    const Spot spot = breach ? Spot(*breach) : Spot(*in.source.clocks[index].key);
    if (act.hand_back) {
        in.reading().error(
            spot, fmt::format("the escalation of '{}' goes back, and would come and go for ever", clock.name),
            "an act that hands over to somebody further");
        return;
    }
    // With a team the same role may stand for another holder.
    const YamlNode* written = in.source.acts[deed].node->find("hand_over");
    if (written && written->find("team")) return;
    const std::map<Index, Index> next = next_holders(in, act);
    for (const Index start : in.type.custody.holders) {
        std::vector<Index> path;
        for (Index at = start;;) {
            const bool runs = clock.holders.empty() || std::find(clock.holders.begin(), clock.holders.end(),
                                                                 at) != clock.holders.end();
            const auto step = next.find(at);
            if (!runs || step == next.end()) break;
            path.push_back(at);
            at = step->second;
            const auto seen = std::find(path.begin(), path.end(), at);
            if (seen == path.end()) continue;
            std::vector<std::string> names;
            for (auto role = seen; role != path.end(); ++role)
                names.push_back(in.process().roles[*role].name);
            names.push_back(in.process().roles[at].name);
            in.reading().error(
                spot,
                fmt::format("the escalation of '{}' runs in a circle: {}", clock.name, join(names, " -> ")),
                "a last holder, for whom the hand-over gives `none`");
            return;
        }
    }
}

// Whoever only reports has no role that could have the record in person.
void check_assigned(const Defining& in, std::size_t index) {
    const Act& act = in.type.acts[index];
    const auto& holders = in.type.custody.holders;
    const auto effect = std::find_if(act.then.begin(), act.then.end(), [](const Effect& one) {
        return one.kind == Effect::Kind::assign_actor;
    });
    if (effect == act.then.end()) return;
    for (const By& by : act.by) {
        if (by.kind != By::Kind::role || !in.process().roles[by.role].is_reporter) continue;
        if (std::find(holders.begin(), holders.end(), by.role) != holders.end()) continue;
        const Reading::Mild mild(in.reading());  // earlier releases took it
        in.reading().error(
            spot_of(in.source.acts[index], "then", effect->line, ""),
            fmt::format("'{}' may be done by '{}', and whoever reports has no role in which to have the "
                        "record in person",
                        act.name, in.process().roles[by.role].name),
            "`assign: actor` in an act by the holder or by roles of `custody`");
        return;
    }
}

}  // namespace

void check_hand_overs(const Defining& in) {
    if (!in.type.is_register)
        for (std::size_t i = 0; i < in.type.acts.size(); ++i) check_assigned(in, i);
    for (std::size_t i = 0; i < in.type.acts.size(); ++i)
        check_receivers(in, i, next_holders(in, in.type.acts[i]));
    for (std::size_t i = 0; i < in.source.clocks.size(); ++i)
        if (in.source.clocks[i].node->is_map())
            for (const Index deed : in.type.clocks[i].deeds()) check_escalation(in, i, deed);
}

}  // namespace reeve::process
