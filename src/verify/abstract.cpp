#include "verify/abstract.hpp"

#include <algorithm>

#include "process/moves.hpp"
#include "records/subject.hpp"

namespace reeve::verify {
namespace {

using records::ClockState;
using records::Record;
using Kind = ClockStand::Kind;

class Abstracting {
public:
    Abstracting(const Model& model, const Record& record, const TokenOf& token_of)
        : model_(model), type_(*model.type), record_(record), token_of_(token_of) {}

    std::optional<Vector> all() {
        const auto state = type_.state(record_.state);
        if (!state || (record_.legs.empty() && !type_.is_register)) return std::nullopt;
        put(model_.state, *state);
        if (!take_fields()) return std::nullopt;
        if (!type_.is_register) take_custody();
        take_past();
        take_links();
        take_rounds();
        for (const ClockModel& clock : model_.clocks)
            if (clock.dimension) put(*clock.dimension, clock.value_of(stand_of(clock)));
        return vector_;
    }

private:
    const Model& model_;
    const process::RecordType& type_;
    const Record& record_;
    const TokenOf& token_of_;
    Vector vector_{};

    void put(DimensionIndex d, std::uint32_t value) { model_.set(d, vector_, value); }
    void put_counted(DimensionIndex d, std::int64_t count) {
        put(d, static_cast<std::uint32_t>(std::min<std::int64_t>(count, model_.layout.size(d) - 1)));
    }

    [[nodiscard]] static cel::Value seen(const Json* kept) {
        if (kept == nullptr || kept->is_null()) return {};
        if (kept->is_bool()) return kept->boolean();
        if (kept->is_integer()) return cel::Value(static_cast<long>(kept->integer()));
        return kept->is_string() ? cel::Value(kept->string()) : cel::Value();
    }

    bool take_fields() {
        for (Index i = 0; i < type_.fields.size(); ++i) {
            const Dimension& dimension = model_.layout[model_.fields[i]];
            if (!dimension.kept || !dimension.used) continue;
            const Json* kept = record_.field(type_.fields[i].name);
            cel::Value value = seen(kept);
            if (is_opaque(type_.fields[i]) && !value.is_null()) value = cel::Value(true);
            if (type_.fields[i].kind == process::FieldKind::duration && value.is(cel::ValueKind::string))
                if (const auto span = parse_duration(value.string())) value = cel::Value(*span);
            const auto known = model_.domains[i].find(value);
            if (!known) return false;
            put(model_.fields[i], *known);
        }
        return true;
    }

    void take_custody() {
        const records::Leg& leg = record_.legs.back();
        if (const auto role = model_.process->role(leg.holder.role)) put(model_.holder, *role);
        if (model_.assignee)
            put(*model_.assignee, record_.holder.person.empty() ? 0 : token_of_(record_.holder.person) + 1);
        if (model_.reporter) put(*model_.reporter, token_of_(record_.reporter));
        if (model_.logger) put(*model_.logger, token_of_(record_.logged_by));
        if (model_.team) put(*model_.team, leg.holder.team.empty() ? 0 : 1);
        if (!model_.previous) return;
        const auto before = std::find_if(record_.legs.rbegin(), record_.legs.rend(), [&](const auto& other) {
            return !other.holder.same_custody(leg.holder);
        });
        const bool none = before == record_.legs.rend();
        const auto role = none ? std::nullopt : model_.process->role(before->holder.role);
        put(*model_.previous, role.value_or(static_cast<Index>(model_.process->roles.size())));
        if (model_.previous_team) put(*model_.previous_team, none || before->holder.team.empty() ? 0 : 1);
    }

    void take_past() {
        const Monitors& monitors = model_.monitors;
        const auto count_of = [&](Index act) -> const records::ActCount* {
            const auto found = record_.acts.find(type_.acts[act].name);
            return found == record_.acts.end() ? nullptr : &found->second;
        };
        for (const auto& [act, d] : monitors.done) put(d, count_of(act) != nullptr ? 1 : 0);
        for (const auto& [act, d] : monitors.times) put_counted(d, count_of(act) ? count_of(act)->times : 0);
        for (const auto& [act, d] : monitors.leg_done)
            put(d, count_of(act) != nullptr && count_of(act)->in_leg > 0 ? 1 : 0);
        for (const auto& [act, d] : monitors.leg_times)
            put_counted(d, count_of(act) ? count_of(act)->in_leg : 0);
        for (const auto& [state, d] : monitors.ever)
            put(d, record_.states_ever.contains(type_.states[state].name) ? 1 : 0);
        for (const auto& [was, d] : monitors.was) {
            const auto values = record_.values_ever.find(type_.fields[was.first].name);
            put(d, values != record_.values_ever.end() && values->second.contains(was.second) ? 1 : 0);
        }
        for (const auto& [act, tokens] : monitors.by)
            if (const auto* count = count_of(act))
                for (const Id person : count->by)
                    if (token_of_(person) < tokens.size()) put(tokens[token_of_(person)], 1);
        for (const auto& [link, d] : monitors.derived)
            put(d, record_.derived.contains(type_.links[link].name) ? 1 : 0);
        for (const PartOfPast& part : monitors.parts) take_part(part);
        if (monitors.round) put_counted(*monitors.round, rounds());
        if (monitors.leg_number) put_counted(*monitors.leg_number, record_.leg());
        if (!monitors.leg_cause) return;
        const auto& causes = model_.layout[*monitors.leg_cause].values;
        const auto cause = std::find(causes.begin(), causes.end(), record_.legs.back().cause);
        if (cause != causes.end())
            put(*monitors.leg_cause, static_cast<std::uint32_t>(cause - causes.begin()));
    }

    // 1, and one more with each act that sent it back to its start or reopened it.
    [[nodiscard]] std::int64_t rounds() const {
        std::int64_t round = 1;
        for (const process::Act& act : type_.acts)
            if (const auto done = record_.acts.find(act.name);
                process::begins_round(type_, act) && done != record_.acts.end())
                round += done->second.times;
        return round;
    }

    void take_part(const PartOfPast& part) {
        using process::Function;
        std::string since;
        if (part.scope == Function::leg_done) since = records::leg_scope;
        if (part.scope == Function::round_done) since = records::round_scope;
        if (part.scope == Function::since_done) since = type_.acts[part.since].name;
        const auto scope = record_.since.find(since);
        if (part.scope != Function::done && scope == record_.since.end()) return;
        const auto& acts = part.scope == Function::done ? record_.acts : scope->second.acts;
        if (part.asked == Function::ever)
            return put(part.at.front(), scope->second.states.contains(type_.states[part.what].name) ? 1 : 0);
        if (part.asked == Function::was) {
            const auto values = scope->second.values.find(type_.fields[part.what].name);
            const bool was = values != scope->second.values.end() && values->second.contains(part.value);
            return put(part.at.front(), was ? 1 : 0);
        }
        const auto done = acts.find(type_.acts[part.what].name);
        if (done == acts.end() || done->second.times == 0) return;
        const Id last = done->second.last_by;
        switch (part.asked) {
            case Function::times: return put_counted(part.at.front(), done->second.times);
            case Function::last: return put(part.at.front(), last.empty() ? 1 : token_of_(last) + 2);
            case Function::by:
                for (const Id person : done->second.by)
                    if (token_of_(person) < part.at.size()) put(part.at[token_of_(person)], 1);
                return;
            default: put(part.at.front(), 1);
        }
    }

    void take_links() {
        for (const LinkModel& link : model_.links) {
            std::vector<std::int64_t> counts(link.counts.size());
            for (const records::LinkEnd& end : record_.links)
                if (end.link == link.of->name && !counts.empty())
                    if (const auto of_class = link.class_of(shown_by(link, end))) ++counts[*of_class];
            for (std::size_t c = 0; c < counts.size(); ++c) put_counted(link.counts[c], counts[c]);
        }
    }

    [[nodiscard]] RoundStand stand_of(const process::Approval& approval) const {
        const records::Round* round = record_.round(approval.name);
        if (round == nullptr) return RoundStand::none;
        if (!round->used.empty())
            return records::is_unchanged(type_, approval, record_) ? RoundStand::used : RoundStand::outdated;
        if (round->outcome == "yes") return RoundStand::yes;
        if (round->outcome == "no") return RoundStand::no;
        return round->outcome == "open" ? RoundStand::open : RoundStand::voided;
    }

    void take_rounds() {
        for (const ApprovalModel& approval : model_.approvals) {
            if (!approval.dimension) continue;
            RoundStand stand = stand_of(type_.approvals[approval.approval]);
            const bool merged = stand == RoundStand::voided && approval.void_is_none;
            if (merged || !approval.matters[model_.of(model_.state, vector_)]) stand = RoundStand::none;
            put(*approval.dimension, static_cast<std::uint32_t>(stand));
        }
    }

    [[nodiscard]] static std::uint32_t level_of(const process::Clock& clock, const records::ClockSet& now) {
        std::uint32_t level = 0;
        int passed = now.warned;
        for (const auto* shares : {&clock.warnings, &clock.overdue})
            for (const process::ClockShare& share : *shares)
                if (passed-- > 0 && share.deed) ++level;
        return level;
    }

    [[nodiscard]] ClockStand stand_of(const ClockModel& model) const {
        const process::Clock& clock = *model.clock;
        const std::int64_t leg =
            clock.starts == process::Clock::Starts::each_leg ? record_.leg() : std::int64_t{0};
        const auto found = std::find_if(record_.clocks.begin(), record_.clocks.end(), [&](const auto& one) {
            return one.now.clock == clock.name && one.now.leg == leg;
        });
        if (found == record_.clocks.end()) return {};
        const records::ClockSet& now = found->now;
        if (now.state == ClockState::cancelled && now.cause == "no target")
            return {Kind::untargeted, 0, false, clock.orders.pauses && !now.held.empty()};
        if (now.stopped || now.state == ClockState::cancelled) return {Kind::ended, 0, false};
        const bool waits = std::any_of(record_.refused.begin(), record_.refused.end(), [&](const auto& one) {
            return one.deed.clock == clock.name && one.deed.leg == leg;
        });
        const Kind kind = now.state == ClockState::breached ? Kind::breached
                          : now.state == ClockState::paused ? Kind::paused
                                                            : Kind::running;
        return {kind, level_of(clock, now), waits, kind == Kind::paused && !now.held.empty()};
    }
};

}  // namespace

Shown shown_by(const LinkModel& link, const records::LinkEnd& end) {
    Shown shown{end.open, end.state, end.outcome};
    for (const Index field : link.fields) {
        const Json* value =
            end.shared.is_object() ? end.shared.find(link.target->fields[field].name) : nullptr;
        shown.values.push_back(value == nullptr || value->is_null() ? cel::Value()
                               : value->is_string()                 ? cel::Value(value->string())
                                                                    : cel::Value(value->boolean()));
    }
    return shown;
}

Shown shown_at(const LinkModel& link, const Model& there, const Vector& vector) {
    const process::State& state = there.type->states[there.of(there.state, vector)];
    Shown shown{state.open, state.name, state.outcome};
    for (const Index field : link.fields)
        shown.values.push_back(there.domains[field].samples[there.of(there.fields[field], vector)].seen);
    return shown;
}

bool stands_for(const Model& model, const Vector& known, const Vector& real) {
    const auto kept = static_cast<std::ptrdiff_t>(model.layout.kept_words());
    Vector seen = real;
    // Of one record it is not known how many others count.
    for (const LimitModel& limit : model.keyed)
        if (limit.others) model.set(*limit.others, seen, model.of(*limit.others, known));
    for (const LateField& late : model.late)
        if (late.open && model.of(*late.open, known) != not_open) {
            model.set(*late.open, seen, model.of(*late.open, known));
            model.set(model.fields[late.field], seen, model.of(model.fields[late.field], known));
        }
    for (const ApprovalModel& approval : model.approvals)
        if (approval.dimension)
            if (const auto stand = model.of(*approval.dimension, known);
                stand == static_cast<std::uint32_t>(RoundStand::unknown))
                model.set(*approval.dimension, seen, stand);
    return std::equal(known.begin(), known.begin() + kept, seen.begin());
}

std::optional<Vector> abstract_of(const Model& model, const records::Record& record,
                                  const TokenOf& token_of) {
    return Abstracting(model, record, token_of).all();
}

}  // namespace reeve::verify
