// Whether an approval can be given at all: it is asked for, by roles that are not shut out, in no circle.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "process/load_internal.hpp"

namespace reeve::process {
namespace {

using Kind = Exclusion::Kind;

Spot key_of(const Defining& in, Index approval) {
    return *in.source.approvals[approval].key;
}

bool opens_by_effect(const RecordType& type, Index approval) {
    const auto opens = [&](const Effect& effect) {
        return effect.kind == Effect::Kind::open_approval && effect.index == approval;
    };
    const auto any = [&](const std::vector<Effect>& effects) {
        return std::any_of(effects.begin(), effects.end(), opens);
    };
    return std::any_of(type.acts.begin(), type.acts.end(), [&](const Act& act) { return any(act.then); }) ||
           std::any_of(type.states.begin(), type.states.end(),
                       [&](const State& state) { return any(state.enter) || any(state.exit); }) ||
           std::any_of(type.on.begin(), type.on.end(), [&](const Edge& edge) { return any(edge.then); });
}

void check_opening(const Defining& in, Index index) {
    const Approval& approval = in.type.approvals[index];
    const YamlNode& map = *in.source.approvals[index].node;
    Reading& reading = in.reading();
    const bool by_effect = opens_by_effect(in.type, index);
    if (!approval.after) {
        if (!by_effect && !map.find("opens"))
            reading.error(
                key_of(in, index), fmt::format("nothing ever opens '{}'", approval.name),
                fmt::format("`opens`, the states that ask for it, or the effect `open: {}`", approval.name));
        return;
    }
    const std::string& other = in.type.approvals[*approval.after].name;
    for (const std::string_view key : {"opens", "covers"})
        if (const YamlNode* node = map.find(key))
            reading.error(
                *node,
                fmt::format("'{}' comes after '{}', when that is yes on the same", approval.name, other),
                fmt::format("no `{}`", key));
    if (by_effect)
        reading.error(
            key_of(in, index),
            fmt::format("'{}' opens by itself when '{}' is yes, so no effect opens it", approval.name, other),
            fmt::format("`open: {}`", other));
}

void check_circle(const Defining& in, Index index) {
    std::vector<std::string> names{in.type.approvals[index].name};
    for (auto next = in.type.approvals[index].after; next; next = in.type.approvals[*next].after) {
        names.push_back(in.type.approvals[*next].name);
        if (*next == index) {
            in.reading().error(
                *in.source.approvals[index].node->find("after"),
                fmt::format("approvals wait for one another in a circle: {}", join(names, " -> ")),
                "a first one, without `after`");
            return;
        }
        if (names.size() > in.type.approvals.size()) return;  // another's circle
    }
}

// Whether everybody of the role is shut out by it.
bool shuts_out(const Role& role, const Exclusion& exclusion) {
    return exclusion.kind == Kind::reporter && role.is_reporter;
}

void check_seats(const Defining& in, Index index) {
    const Approval& approval = in.type.approvals[index];
    for (const Seat& seat : approval.seats) {
        const Role& role = in.process().roles[seat.role];
        const auto out = [&](const Exclusion& exclusion) { return shuts_out(role, exclusion); };
        if (std::any_of(approval.exclude.begin(), approval.exclude.end(), out))
            in.reading().error(
                *in.source.approvals[index].node->find("exclude"),
                fmt::format("nobody is left for the seat of '{}' of '{}'", role.name, approval.name),
                "another seat, or nobody of that role excluded");
    }
}

bool shuts_out(const Process& process, const By& by, const Exclusion& exclusion) {
    if (by.kind == By::Kind::assignee) return exclusion.kind == Kind::assignee;
    return by.kind == By::Kind::role && shuts_out(process.roles[by.role], exclusion);
}

void check_excluded(const Defining& in, std::size_t index) {
    const Act& act = in.type.acts[index];
    const YamlNode* node = in.source.acts[index].node->find("exclude");
    if (!node || act.exclude.empty() || act.by.empty()) return;
    const auto is_left = [&](const By& by) {
        return by.kind != By::Kind::desk &&
               std::none_of(act.exclude.begin(), act.exclude.end(), [&](const Exclusion& exclusion) {
                   return shuts_out(in.process(), by, exclusion);
               });
    };
    if (std::none_of(act.by.begin(), act.by.end(), is_left))
        in.reading().error(*node, fmt::format("nobody is left to do '{}'", act.name),
                           "somebody in `by` who is not excluded");
}

// An act whose own form changes what was approved takes its approval away.
void check_forms(const Defining& in, std::size_t index) {
    const Act& act = in.type.acts[index];
    for (const Need& need : act.needs) {
        if (need.kind != Need::Kind::approval) continue;
        const Approval& approval = in.type.approvals[need.index];
        const Subject& covers = approval.covers;
        for (const FormItem& item : act.form) {
            const bool covered = item.kind == FormItem::Kind::title ? covers.title
                                 : item.kind == FormItem::Kind::description
                                     ? covers.description
                                     : std::find(covers.fields.begin(), covers.fields.end(), item.field) !=
                                           covers.fields.end();
            if (!covered) continue;
            const std::string name = item.kind == FormItem::Kind::title ? "title"
                                     : item.kind == FormItem::Kind::description
                                         ? "description"
                                         : in.type.fields[item.field].name;
            in.reading().warning(
                spot_of(in.source.acts[index], "needs", need.line, approval.name),
                fmt::format("'{}' needs '{}', and its own form may change '{}', which that covers", act.name,
                            approval.name, name),
                fmt::format("`covers` without '{}'", name));
        }
    }
}

}  // namespace

void check_approvals(const Defining& in) {
    for (Index i = 0; i < in.type.approvals.size(); ++i) {
        if (!in.source.approvals[i].node->is_map()) continue;
        check_opening(in, i);
        check_circle(in, i);
        check_seats(in, i);
    }
    for (std::size_t i = 0; i < in.type.acts.size(); ++i) {
        if (!in.source.acts[i].node->is_map()) continue;
        check_excluded(in, i);
        check_forms(in, i);
    }
}

}  // namespace reeve::process
