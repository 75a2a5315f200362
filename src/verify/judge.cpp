#include <fmt/format.h>

#include <algorithm>

#include "verify/finding.hpp"
#include "verify/reach.hpp"
#include "verify/sight.hpp"

namespace reeve::verify {
namespace {

class Judging {
public:
    Judging(const Exploration& found, const Places& places)
        : found_(found), model_(*found.model), type_(*model_.type), places_(places) {}

    std::vector<Finding> all() {
        judge_rules();
        if (found_.complete && found_.visited.size() == 0) {
            judge_beginning();
            return std::move(findings_);
        }
        if (!found_.complete) {
            say_limit();
            return std::move(findings_);
        }
        judge_states();
        judge_approvals();
        for (Index act = 0; act < type_.acts.size(); ++act) judge_act(act);
        for (std::size_t tick = 0; tick < model_.ticks.size(); ++tick) judge_tick(tick);
        judge_traps();
        judge_clocks();
        judge_limits();
        judge_holders();
        judge_circle();
        // What never happens among those who are told apart may among more.
        if (lacks_people())
            for (Finding& finding : findings_)
                if (finding.steps.empty()) finding.severity = std::max(finding.severity, Severity::note);
        for (const std::string& limit : model_.limits) {
            Finding& finding = add("told_roughly", type_.name, {}, Severity::limit);
            finding.sentence = fmt::format("Of '{}': {}.", type_.name, limit);
        }
        return std::move(findings_);
    }

private:
    const Exploration& found_;
    const Model& model_;
    const process::RecordType& type_;
    const Places& places_;
    std::vector<Finding> findings_;

    Finding& add(std::string kind, const std::string& path, const std::vector<std::string>& keys,
                 Severity severity = Severity::error) {
        Finding& finding = findings_.emplace_back();
        finding.kind = std::move(kind);
        finding.path = path;
        finding.severity = severity;
        finding.type = model_.type_index;
        std::vector<std::string> whole{"records", type_.name};
        whole.insert(whole.end(), keys.begin(), keys.end());
        places_.locate(finding, whole);
        return finding;
    }

    void show(Finding& finding, std::vector<Step> steps) const {
        finding.way = tell(found_, steps);
        finding.steps = std::move(steps);
    }

    void say_limit() {
        Finding& finding = add("not_explored", type_.name, {}, Severity::limit);
        const std::string so = "so nothing is said of what can never happen in it";
        if (found_.stop == Stop::beyond) {
            finding.sentence = fmt::format("'{}' cannot be explored, {}: {}.", type_.name, so, model_.beyond);
            return;
        }
        std::string largest;
        for (const std::string& one : model_.layout.largest(5))
            largest += (largest.empty() ? "" : ", ") + one;
        finding.sentence =
            fmt::format("{}, {}. Most of its states come from: {}.", why_stopped(), so, largest);
    }

    [[nodiscard]] std::string why_stopped() const {
        switch (found_.stop) {
            case Stop::states:
                return fmt::format("'{}' has more than {} states to explore", type_.name,
                                   found_.visited.size() - 1);
            case Stop::bytes:
                return fmt::format(
                    "Exploring '{}' takes more than {} MiB of memory, which is all that this "
                    "process's other record types leave",
                    type_.name, found_.bounds.bytes >> 20);
            case Stop::ways:
                return fmt::format("One step of '{}' can go in too many ways to try them all", type_.name);
            default:
                return fmt::format(
                    "Exploring '{}' takes more than {} steps, which is all that this process's "
                    "other record types leave",
                    type_.name, found_.bounds.steps);
        }
    }

    [[nodiscard]] bool lacks_people() const {
        bool lacks = found_.too_many_newcomers;
        for (StateIndex at = 0; model_.too_many_people && !lacks && at < found_.visited.size(); ++at)
            lacks = !has_room_for_somebody(at);
        return lacks;
    }

    [[nodiscard]] bool has_room_for_somebody(StateIndex at) const {
        return found_.stepper->has_room_for_somebody(found_.visited.at(at));
    }

    // Nobody is refused late: what satisfies an act's own needs keeps every rule.
    void judge_rules() {
        for (const Broken& broken : found_.broken) {
            const process::Rule& rule = type_.rules[broken.rule];
            const Move& move = found_.moves[broken.step.move];
            std::string by = "a linked record's step";
            const bool has_act = move.begins() || move.kind == Move::Kind::act ||
                                 move.kind == Move::Kind::linked || move.kind == Move::Kind::automatic;
            if (has_act) by = fmt::format("'{}'", type_.acts[move.act].name);
            if (move.kind == Move::Kind::clock || move.kind == Move::Kind::retry)
                by = fmt::format("what the clock '{}' makes the desk do", type_.clocks[move.clock].name);
            if (move.kind == Move::Kind::vote)
                by = fmt::format("what the seats of '{}' decide", type_.approvals[move.approval].name);
            Finding& finding = add("rule_broken",
                                   fmt::format("{}.rules.{}{}", type_.name, rule.name,
                                               has_act ? "." + type_.acts[move.act].name : std::string()),
                                   {"rules", rule.name});
            finding.sentence = fmt::format(
                "The rule '{}' can be broken: {} is possible by its own needs, and the record then "
                "breaks the rule. Add a need that says so in time.",
                rule.name, by);
            if (move.kind == Move::Kind::edit || !broken.certain) finding.severity = Severity::note;
            finding.rule = broken.rule;
            if (has_act) finding.act = move.act;
            std::vector<Step> steps;
            if (broken.step.from != no_state) steps = found_.way_to(broken.step.from);
            steps.push_back(broken.step);
            show(finding, std::move(steps));
        }
    }

    // Of a type without a single record all else follows from this.
    void judge_beginning() {
        for (Index act = 0; act < type_.acts.size(); ++act)
            if (type_.acts[act].creates_record) judge_act(act);
    }

    void judge_states() {
        for (Index s = 0; s < type_.states.size(); ++s) {
            if (found_.states[s] || !type_.states[s].leaf) continue;
            const std::string& name = type_.states[s].name;
            add("state_never_reached", type_.name + ".states." + name, {"states", name}).sentence =
                fmt::format("No record ever comes to '{}': the acts that lead there can never be done.",
                            name);
        }
    }

    void judge_approvals() {
        const auto came = [&](Index approval, RoundStand stand) {
            return (found_.rounds[approval] & (1U << static_cast<std::uint32_t>(stand))) != 0;
        };
        for (const ApprovalModel& one : model_.approvals) {
            if (!one.dimension) continue;
            const process::Approval& approval = type_.approvals[one.approval];
            const bool asked = found_.stepper->asked(one.approval);
            const bool agreed =
                came(one.approval, RoundStand::yes) || came(one.approval, RoundStand::unknown);
            if (asked && (agreed || !came(one.approval, RoundStand::open))) continue;
            Finding& finding = add(asked ? "approval_never_agreed" : "approval_never_asked",
                                   type_.name + ".approvals." + approval.name, {"approvals", approval.name});
            const std::string why =
                one.reporter_seats == 0
                    ? std::string("a rule refuses what its seats decide")
                    : fmt::format(
                          "{} of its {} seats are for the one person who reported it, and whoever is "
                          "excluded fills none",
                          one.reporter_seats, one.seats);
            finding.sentence =
                asked ? fmt::format("'{}' can be asked, and never agreed: {}.", approval.name, why)
                      : fmt::format(
                            "Nothing ever asks '{}': no record comes to a state that opens it, and no "
                            "act that opens it can be done.",
                            approval.name);
        }
    }

    // One that rests on an approval of which that was said already.
    [[nodiscard]] bool is_told(const process::Need& need) const {
        if (need.kind != process::Need::Kind::approval) return false;
        const std::string path = type_.name + ".approvals." + type_.approvals[need.index].name;
        return std::any_of(findings_.begin(), findings_.end(), [&](const Finding& known) {
            return known.kind.starts_with("approval_never") && known.path == path;
        });
    }

    [[nodiscard]] static std::string_view why_no_time(const process::Need& need) {
        if (need.kind != process::Need::Kind::time_entry) return "";
        return need.by_actor ? ": nobody who may do it may log time before it"
                             : ": nobody may log time before it";
    }

    void judge_act(Index index) {
        const process::Act& act = type_.acts[index];
        const Tried& tried = found_.stepper->tried()[index];
        const std::vector<std::string> keys{"acts", act.name};
        const std::string path = type_.name + ".acts." + act.name;
        for (std::size_t i = 0; i < act.needs.size(); ++i) {
            if (!tried.needed[i] || tried.met[i] || is_told(act.needs[i])) continue;
            add("need_never_met", path + "." + act.needs[i].name, {"acts", act.name, "needs"}).sentence =
                fmt::format(
                    "What '{}' needs ('{}', line {}) is met in no state from which it could be done{}.",
                    act.name, act.needs[i].name, act.needs[i].line, why_no_time(act.needs[i]));
        }
        if (tried.done) return judge_sight_of(index);
        const bool said = std::any_of(act.needs.begin(), act.needs.end(),
                                      [&](const auto& need) { return is_told(need); }) ||
                          std::any_of(findings_.begin(), findings_.end(), [&](const Finding& known) {
                              return known.kind == "need_never_met" && known.path.starts_with(path + ".");
                          });
        if (said) return;
        const bool others = tried.all_met && others_refuse(index);
        const bool nobody =
            tried.all_met && !others && !tried.unheard && (act.moves_custody() || act.creates_record);
        Finding& finding = add(nobody ? "hand_over_refused" : "act_never_possible", path, keys);
        finding.act = index;
        finding.sentence = fmt::format(
            "'{}' can never be done: {}.", act.name,
            others ? "the records that it makes, or acts on, always refuse it" : why_never(act, tried));
    }

    [[nodiscard]] bool others_refuse(Index act) const {
        return std::ranges::any_of(model_.acts[act].effects, &EffectModel::refused_there);
    }

    // A step of a checklist: that it can be ticked.
    void judge_tick(std::size_t index) {
        const TickModel& tick = model_.ticks[index];
        const process::Checklist& list = type_.checklists[tick.checklist];
        const process::Act& act = list.steps[tick.step].act;
        const Tried& tried = found_.stepper->tried()[type_.acts.size() + index];
        const std::vector<std::string> keys{"checklists", list.name, "steps", act.name};
        const std::string path = fmt::format("{}.checklists.{}.{}", type_.name, list.name, act.name);
        bool told = false;
        for (std::size_t i = 0; i < act.needs.size(); ++i) {
            if (!tried.needed[i] || tried.met[i]) continue;
            told = true;
            if (is_told(act.needs[i])) continue;
            add("need_never_met", path + "." + act.needs[i].name, keys).sentence = fmt::format(
                "What the step '{}' of '{}' needs ('{}', line {}) is met in no state of a record.", act.name,
                list.name, act.needs[i].name, act.needs[i].line);
        }
        if (tried.done || told || !tried.from) return;
        add("step_never_possible", path, keys).sentence =
            fmt::format("The step '{}' of '{}' can never be ticked: {}.", act.name, list.name,
                        !tried.by     ? "nobody who may is ever there"
                        : !tried.when ? "its `when` holds in no state of a record"
                                      : "its needs are never met at the same time");
    }

    static std::string why_never(const process::Act& act, const Tried& tried) {
        if (!tried.from && act.creates_record)
            return "nobody may, and no other record makes one; so there is never such a record";
        if (!tried.from)
            return "no record comes to a state from which it could, or nobody and nothing ever does it";
        if (!tried.by) return "nobody who may do it is ever there";
        if (!tried.when) return "its `when` holds in none of the states from which it could";
        if (!tried.all_met) return "its needs are never met at the same time";
        if (tried.unheard)
            return "it asks people of an organisation to agree, and no record has one in the field that says "
                   "which";
        if (act.moves_custody()) return "its hand-over finds nobody, whoever has the record";
        return "what it sets or does on other records is always refused";
    }

    void judge_traps() {
        const std::vector<bool> out = ways_out(found_);
        std::vector<bool> said(type_.states.size());
        for (StateIndex at = 0; at < out.size(); ++at) {
            if (out[at]) continue;
            const Index state = model_.of(model_.state, found_.visited.at(at));
            const Step& last = found_.first[at];
            // One that was come to from a trap is told with it.
            if (said[state] || (last.from != no_state && !out[last.from])) continue;
            said[state] = true;
            const std::string& name = type_.states[state].name;
            Finding& finding = add("trap", type_.name + ".states." + name, {"states", name});
            finding.sentence = fmt::format(
                "A record can come to '{}' so that it never comes to a state in which its work is done, "
                "unless "
                "somebody moves for whom it waits.",
                name);
            show(finding, found_.way_to(at));
            if (found_.too_many_newcomers || !has_room_for_somebody(at)) finding.severity = Severity::note;
        }
    }

    void judge_clocks() {
        for (Index c = 0; c < type_.clocks.size(); ++c) {
            const Ran& ran = found_.stepper->ran()[c];
            const std::string& name = type_.clocks[c].name;
            if (type_.clocks[c].rule) {
                judge_eventual(type_.rules[*type_.clocks[c].rule], ran);
                continue;
            }
            const bool of_step = type_.clocks[c].step() != nullptr;
            if (ran.ran && !ran.stopped && !of_step)
                add("clock_never_stopped", type_.name + ".clocks." + name, {"clocks", name}).sentence =
                    fmt::format("Nothing ever stops the clock '{}' while it runs: it is never met.", name);
            if (!ran.ran)
                add("clock_never_runs", type_.name + ".clocks." + name, {"clocks", name}).sentence =
                    fmt::format("The clock '{}' never runs: whenever it could, it has no target.", name);
        }
    }

    // What must follow within a time: that it can.
    void judge_eventual(const process::Rule& rule, const Ran& ran) {
        if (!ran.ran || ran.stopped) return;
        add("rule_never_kept", type_.name + ".rules." + rule.name, {"rules", rule.name}).sentence =
            fmt::format("What the rule '{}' asks for never comes to be after '{}' was done.", rule.name,
                        type_.acts[rule.act].name);
    }

    void judge_limits() {
        for (std::size_t i = 0; i < model_.keyed.size(); ++i) {
            if (found_.stepper->counted()[i].ever) continue;
            const std::string& name = model_.keyed[i].limit->name;
            add("limit_never_counts", type_.name + ".limits." + name, {"limits", name}).sentence =
                fmt::format("No record ever counts under the limit '{}'.", name);
        }
    }

    [[nodiscard]] bool is_via(Index role) const {
        return std::any_of(type_.acts.begin(), type_.acts.end(), [&](const process::Act& act) {
            return std::any_of(act.via.begin(), act.via.end(),
                               [&](const process::Via& via) { return via.role == role; });
        });
    }

    void judge_holders() {
        if (type_.is_register) return;
        const std::vector<Index>& holders = type_.custody.holders;
        for (Index role = 0; role < found_.holders.size(); ++role) {
            const bool listed = std::find(holders.begin(), holders.end(), role) != holders.end();
            if (listed == found_.holders[role] || (listed && is_via(role))) continue;
            const std::string& name = model_.process->roles[role].name;
            Finding& finding = add(listed ? "holder_never_reached" : "holder_not_listed",
                                   type_.name + ".custody." + name, {"custody", "holders"});
            finding.sentence =
                listed ? fmt::format("'{}' is among the holders, and no record ever comes to it.", name)
                       : fmt::format("A record can come to be held by '{}', which is not among the holders.",
                                     name);
            if (!listed) show_holding(finding, role);
        }
        for (Index role = 0; role < found_.holders.size(); ++role) judge_sight(role);
    }

    void show_holding(Finding& finding, Index role) {
        for (StateIndex at = 0; at < found_.visited.size(); ++at)
            if (model_.of(model_.holder, found_.visited.at(at)) == role)
                return show(finding, found_.way_to(at));
    }

    // What they hold is not there for them. That they see it by another role of theirs says the desk's
    // directory.
    void judge_sight(Index role) {
        if (!found_.holders[role]) return;
        const process::Role& of = model_.process->roles[role];
        const bool some = sees_any(*model_.process, type_, role);
        if (some && !sees_by_chance(type_, of)) return;
        Finding& finding = add("holder_sees_nothing", type_.name + ".custody." + of.name,
                               {"custody", "holders"}, Severity::note);
        finding.sentence = fmt::format(
            "A record can come to be held by '{}', and {}.", of.name,
            some
                ? "of those who have that role only people of organisations that are party to it see it: the "
                  "role does not say `at` which of them it is had"
                : "who has that role alone does not see it: it sees its own alone, and neither logs such "
                  "records nor is heard on them or told of them");
        show_holding(finding, role);
    }

    // Done it can be: by people who see the record by another role, or who were made to follow it.
    void judge_sight_of(Index index) {
        const process::Act& act = type_.acts[index];
        for (const process::By& by : act.by) {
            if (by.kind != process::By::Kind::role || sees_any(*model_.process, type_, by.role)) continue;
            const std::string& name = model_.process->roles[by.role].name;
            add("actor_sees_nothing", fmt::format("{}.acts.{}.{}", type_.name, act.name, name),
                {"acts", act.name}, Severity::note)
                .sentence = fmt::format(
                "'{}' is for '{}', and who has that role alone sees no record on which it could be done: it "
                "sees "
                "its own alone, and neither logs such records nor is heard on them or told of them.",
                act.name, name);
        }
    }

    void judge_circle() {
        const StateIndex at = circle_of_the_desk(found_);
        if (at == no_state) return;
        Finding& finding = add("endless_escalation", type_.name, {"clocks"});
        finding.sentence = fmt::format(
            "What the desk does by itself comes back to '{}' again and again, and nobody need do "
            "anything for it: an escalation needs a last holder.",
            type_.states[model_.of(model_.state, found_.visited.at(at))].name);
        show(finding, found_.way_to(at));
    }
};

}  // namespace

std::vector<Finding> judge(const Exploration& exploration, const Places& places) {
    return Judging(exploration, places).all();
}

}  // namespace reeve::verify
