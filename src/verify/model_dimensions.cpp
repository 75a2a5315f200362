#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "verify/model_internal.hpp"

namespace reeve::verify {
namespace {

using process::By;
using process::Exclusion;
using process::Function;
using process::Slot;

const std::vector<std::string> no_yes{"no", "yes"};

class Dimensions {
public:
    Dimensions(Model& model, const Outcomes& outcomes)
        : model_(model), type_(*model.type), outcomes_(outcomes) {}

    void add() {
        add_standing();
        add_fields();
        gather_parts();
        add_persons();
        add_monitors();
        add_approvals(model_);
        add_links(model_, outcomes_);
        for (const process::Clock& clock : type_.clocks) add_clock(clock);
        add_limits(model_);
    }

private:
    Model& model_;
    const process::RecordType& type_;
    const Outcomes& outcomes_;

    [[nodiscard]] std::vector<std::string> role_names() const {
        std::vector<std::string> names;
        for (const process::Role& role : model_.process->roles) names.push_back(role.name);
        return names;
    }

    void add_standing() {
        std::vector<std::string> states;
        for (const process::State& state : type_.states) states.push_back(state.name);
        model_.state = model_.layout.add("state", states);
        model_.holder = model_.layout.add("holder", role_names());
        model_.leg_open = model_.layout.add("is held", no_yes, false);
        model_.desk = model_.layout.add("the desk acts", no_yes, false);
        const bool goes_back = std::any_of(type_.acts.begin(), type_.acts.end(),
                                           [](const process::Act& act) { return act.hand_back; });
        if (!goes_back) return;
        std::vector<std::string> before = role_names();
        before.push_back("nobody");
        model_.previous = model_.layout.add("holder before", before);
        if (!type_.custody.team) return;
        model_.team = model_.layout.add("holder is a team", no_yes);
        model_.previous_team = model_.layout.add("holder before was a team", no_yes);
    }

    void add_fields() {
        for (Index i = 0; i < type_.fields.size(); ++i)
            model_.fields.push_back(
                model_.layout.add("field " + type_.fields[i].name, model_.domains[i].words()));
    }

    // Whether some expression asks who somebody is: not only of which organisation.
    [[nodiscard]] bool asks_who(std::string_view variable) const {
        bool asks = false;
        for_each_expression(type_, [&](const process::Expression& expression, Standing) {
            for (std::vector<std::string> path : expression.program.reads().paths) {
                if (path.size() > 1 && path.front() == "record") path.erase(path.begin());
                asks = asks || (path.front() == variable && (path.size() == 1 || path[1] != "organisation"));
            }
        });
        return asks;
    }

    // Whether somebody is excluded from what only who reported it does.
    [[nodiscard]] bool answers_for_herself() const {
        return std::any_of(type_.acts.begin(), type_.acts.end(), [&](const process::Act& act) {
            return !act.exclude.empty() && std::any_of(act.by.begin(), act.by.end(), [&](const By& by) {
                return by.kind == By::Kind::role && model_.process->roles[by.role].is_reporter;
            });
        });
    }

    [[nodiscard]] bool hears_reporter(const process::Approval& approval) const {
        return !approval.exclude.empty() &&
               std::any_of(approval.seats.begin(), approval.seats.end(), [&](const process::Seat& seat) {
                   return model_.process->roles[seat.role].is_reporter;
               });
    }

    [[nodiscard]] bool reporters_vote() const {
        return std::any_of(type_.approvals.begin(), type_.approvals.end(),
                           [&](const process::Approval& approval) { return hears_reporter(approval); });
    }

    // From acts; of approvals only where one person alone can fill a seat: of other roles there are others.
    [[nodiscard]] std::vector<Exclusion> excluded() const {
        std::vector<Exclusion> all;
        for (const process::Act& act : type_.acts)
            all.insert(all.end(), act.exclude.begin(), act.exclude.end());
        for (const process::Approval& approval : type_.approvals)
            if (hears_reporter(approval))
                all.insert(all.end(), approval.exclude.begin(), approval.exclude.end());
        return all;
    }

    [[nodiscard]] bool excludes_somewhere(Exclusion::Kind kind) const {
        const std::vector<Exclusion> all = excluded();
        return std::any_of(all.begin(), all.end(), [&](const Exclusion& one) { return one.kind == kind; });
    }

    void add_persons() {
        std::set<Index> acts;
        for_each_call(type_, Function::by, [&](const auto& names, const auto&) {
            if (const auto act = type_.act(names.front())) acts.insert(*act);
        });
        const auto excludes = [&](Exclusion::Kind kind) { return excludes_somewhere(kind); };
        for (const Exclusion& one : excluded())
            if (one.kind == Exclusion::Kind::act) acts.insert(one.act);
        const bool assigned = excludes(Exclusion::Kind::assignee) ||
                              std::any_of(type_.acts.begin(), type_.acts.end(), [](const process::Act& act) {
                                  return std::any_of(act.by.begin(), act.by.end(), [](const By& by) {
                                      return by.kind == By::Kind::assignee;
                                  });
                              });
        const bool reported = answers_for_herself() || excludes(Exclusion::Kind::reporter) ||
                              reporters_vote() ||
                              (asks_who("reporter") && (asks_who("actor") || !acts.empty()));
        const bool logged = excludes(Exclusion::Kind::logger);
        const auto tells_people = [](const PartOfPast& part) {
            return part.asked == Function::by || part.asked == Function::last;
        };
        const auto& parts = model_.monitors.parts;
        const auto of_parts =
            static_cast<std::size_t>(std::count_if(parts.begin(), parts.end(), tells_people));
        const std::size_t sets =
            acts.size() + of_parts + (assigned ? 1 : 0) + (reported ? 1 : 0) + (logged ? 1 : 0);
        model_.tokens = static_cast<std::uint32_t>(std::min<std::size_t>(sets, 3) + 1);
        model_.of_people = asked_of_people(type_);
        model_.too_many_people = sets > 3;
        if (sets > 3)
            model_.limits.push_back(
                fmt::format("{} sets of people are told apart; of more than 4 people at "
                            "work on one record nothing is known",
                            sets));
        std::vector<std::string> people;
        for (std::uint32_t i = 0; i < model_.tokens; ++i) people.push_back(fmt::format("person {}", i + 1));
        model_.actor = model_.layout.add("actor", people, false);
        add_parts(people);
        for (const Index act : acts)
            for (const std::string& one : people)
                model_.monitors.by[act].push_back(
                    model_.layout.add(fmt::format("{} did {}", one, type_.acts[act].name), no_yes));
        if (reported) model_.reporter = model_.layout.add("reporter", people);
        if (logged) model_.logger = model_.layout.add("who logged it", people);
        if (assigned) {
            people.insert(people.begin(), "nobody");
            model_.assignee = model_.layout.add("assignee", people);
        }
        for_each_call(type_, Function::acting_as, [&](const auto& names, const auto&) {
            const auto role = model_.process->role(names.front());
            if (role && !model_.acting.contains(*role))
                model_.acting[*role] = model_.layout.add("acting as " + names.front(), no_yes, false);
        });
    }

    void add_act_monitor(Function function, std::map<Index, DimensionIndex>& to, std::string_view words,
                         bool counts) {
        for_each_call(type_, function, [&](const auto& names, const process::Expression& expression) {
            const auto act = type_.act(names.front());
            if (!act || to.contains(*act)) return;
            const std::string name = fmt::format("{} {}", words, names.front());
            to[*act] = model_.layout.add(name, counts ? counted(greatest_number(expression) + 1) : no_yes);
        });
    }

    // What each act, state or value may be that a question names, in each part of the past.
    void gather_parts() {
        constexpr int per_scope = static_cast<int>(Function::leg_done);
        for (const Function scope :
             {Function::done, Function::leg_done, Function::round_done, Function::since_done})
            for (int id = 0; id < per_scope; ++id) {
                const auto asked = static_cast<Function>(id);
                const bool counted_apart = asked == Function::done || asked == Function::times;
                if (scope == Function::done && asked != Function::last) continue;
                if (scope == Function::leg_done && counted_apart) continue;
                const auto call = static_cast<Function>(static_cast<int>(scope) + id);
                for_each_call(type_, call,
                              [&](const auto& names, const auto&) { gather_part(scope, asked, names); });
            }
        for (const Index act : type_.scopes)
            model_.monitors.done.try_emplace(act, model_.layout.add("done " + type_.acts[act].name, no_yes));
    }

    void gather_part(Function scope, Function asked, const std::vector<std::string>& names) {
        const bool since = scope == Function::since_done;
        const std::size_t first = since ? 1 : 0;
        if (names.size() <= first) return;
        const auto what = asked == Function::ever  ? type_.state(names[first])
                          : asked == Function::was ? type_.field(names[first])
                                                   : type_.act(names[first]);
        if (!what || (asked == Function::was && names.size() < first + 2)) return;
        const std::string value = asked == Function::was ? names[first + 1] : std::string();
        const std::vector<Index> from = since ? type_.scopes : std::vector<Index>{0};
        for (const Index act : from)
            if (model_.monitors.part(scope, act, asked, *what, value) == nullptr)
                model_.monitors.parts.push_back({scope, act, asked, *what, value, {}});
    }

    void add_parts(const std::vector<std::string>& people) {
        std::vector<std::string> last{"never", "the desk"};
        last.insert(last.end(), people.begin(), people.end());
        for (PartOfPast& part : model_.monitors.parts) {
            const std::string name = name_of(part);
            switch (part.asked) {
                case Function::times:
                    part.at = {model_.layout.add(name, counted(greatest_in_type() + 1))};
                    break;
                case Function::by:
                    for (const std::string& one : people)
                        part.at.push_back(model_.layout.add(name + ", " + one, no_yes));
                    break;
                case Function::last: part.at = {model_.layout.add(name, last)}; break;
                default: part.at = {model_.layout.add(name, no_yes)};
            }
        }
    }

    [[nodiscard]] std::string name_of(const PartOfPast& part) const {
        std::string when;
        if (part.scope == Function::leg_done) when = "in this leg: ";
        if (part.scope == Function::round_done) when = "in this round: ";
        if (part.scope == Function::since_done) when = fmt::format("since {}: ", type_.acts[part.since].name);
        switch (part.asked) {
            case Function::ever: return when + "ever " + type_.states[part.what].name;
            case Function::was:
                return fmt::format("{}{} was {}", when, type_.fields[part.what].name, part.value);
            case Function::times: return when + "times " + type_.acts[part.what].name;
            case Function::by: return when + "who did " + type_.acts[part.what].name;
            case Function::last: return when + "who last did " + type_.acts[part.what].name;
            default: return when + "done " + type_.acts[part.what].name;
        }
    }

    // Up to how many times are told apart where it is not known in which expression the act is counted.
    [[nodiscard]] std::uint32_t greatest_in_type() const {
        std::uint32_t most = 0;
        for_each_expression(type_, [&](const process::Expression& expression, Standing) {
            for (const cel::FunctionRead& read : expression.program.reads().functions)
                for (const Function times :
                     {Function::leg_times, Function::round_times, Function::since_times})
                    if (read.id == static_cast<int>(times))
                        most = std::max(most, greatest_number(expression));
        });
        return most;
    }

    void add_round() {
        std::optional<std::uint32_t> most;
        for_each_expression(type_, [&](const process::Expression& expression, Standing) {
            for (const int slot : expression.program.reads().variables)
                if (slot == static_cast<int>(Slot::round))
                    most = std::max(most.value_or(0), greatest_number(expression));
        });
        if (most) model_.monitors.round = model_.layout.add("round", counted(*most + 1));
    }

    void add_leg_monitors() {
        for_each_expression(type_, [&](const process::Expression& expression, Standing) {
            for (const std::vector<std::string>& path : expression.program.reads().paths) {
                if (path.front() != "leg") continue;
                const bool whole = path.size() == 1;
                if ((whole || path[1] == "cause") && !model_.monitors.leg_cause)
                    model_.monitors.leg_cause =
                        model_.layout.add("cause of the leg", {"logged", "act", "breach"});
                if ((whole || path[1] == "number") && !model_.monitors.leg_number)
                    model_.monitors.leg_number =
                        model_.layout.add("legs", counted(greatest_number(expression) + 1));
            }
        });
    }

    void add_monitors() {
        Monitors& monitors = model_.monitors;
        add_act_monitor(Function::done, monitors.done, "done", false);
        add_act_monitor(Function::times, monitors.times, "times", true);
        add_act_monitor(Function::leg_done, monitors.leg_done, "done in this leg", false);
        add_act_monitor(Function::leg_times, monitors.leg_times, "times in this leg", true);
        for_each_call(type_, Function::ever, [&](const auto& names, const auto&) {
            const auto state = type_.state(names.front());
            if (state && !monitors.ever.contains(*state))
                monitors.ever[*state] = model_.layout.add("ever " + names.front(), no_yes);
        });
        for_each_call(type_, Function::was, [&](const auto& names, const auto&) {
            const auto field = type_.field(names.front());
            if (!field || names.size() != 2 || monitors.was.contains({*field, names[1]})) return;
            monitors.was[{*field, names[1]}] =
                model_.layout.add(fmt::format("{} was {}", names[0], names[1]), no_yes);
        });
        for_each_call(type_, Function::derived, [&](const auto& names, const auto&) {
            const auto link = type_.link(names.front());
            if (link && !monitors.derived.contains(*link))
                monitors.derived[*link] =
                    model_.layout.add(fmt::format("what is owed over {} is known", names.front()), no_yes);
        });
        add_leg_monitors();
        add_round();
    }

    void add_clock(const process::Clock& clock) {
        ClockModel& made = model_.clocks.emplace_back();
        made.clock = &clock;
        for (const process::ClockShare& share : clock.warnings)
            if (share.deed) made.warnings.push_back(*share.deed);
        for (const process::ClockShare& share : clock.overdue)
            if (share.deed) made.overdue.push_back(*share.deed);
        if (clock.deeds().empty()) return;
        add_stops(clock);
        using Kind = ClockStand::Kind;
        made.stands = {{Kind::none, 0, false}, {Kind::untargeted, 0, false}, {Kind::ended, 0, false}};
        std::vector<std::string> words{"off", "without a target", "stopped"};
        if (clock.orders.pauses) {
            made.stands.push_back({Kind::untargeted, 0, false, true});
            words.emplace_back("without a target, paused by an act");
        }
        const auto add = [&](Kind kind, std::string_view word, std::size_t least, std::size_t most,
                             bool held = false) {
            for (std::size_t level = least; level <= most; ++level)
                for (const bool waits : {false, true}) {
                    const bool can_wait = level > 0 || (kind == Kind::breached && clock.on_breach);
                    if (waits && !can_wait) continue;
                    made.stands.push_back({kind, static_cast<std::uint32_t>(level), waits, held});
                    words.push_back(fmt::format("{}{}{}", word,
                                                level > 0 ? fmt::format(", {} warned", level) : "",
                                                waits ? ", deed refused" : ""));
                }
        };
        const std::size_t warnings = made.warnings.size();
        add(Kind::running, "running", 0, warnings);
        add(Kind::paused, "paused", 0, warnings);
        if (clock.orders.pauses) add(Kind::paused, "paused by an act", 0, warnings, true);
        add(Kind::breached, "breached", 0, warnings + made.overdue.size());
        made.dimension = model_.layout.add("clock " + clock.name, words);
        add_share_inputs(made);
    }

    void add_share_inputs(ClockModel& made) {
        const process::Clock& clock = *made.clock;
        std::set<Index> seen;
        if (clock.starts_at) add_share_input(made, *clock.starts_at, seen);
        if (clock.limit) add_share_inputs(made, clock.limit->program, seen);
        if (!clock.agreement) return;
        // Of the rows of an agreement any field may be asked.
        made.share_inputs.push_back(model_.holder);
        for (Index field = 0; field < type_.fields.size(); ++field) add_share_input(made, field, seen);
    }

    void add_share_input(ClockModel& made, Index field, std::set<Index>& seen) {
        if (!seen.insert(field).second) return;
        if (type_.fields[field].is) return add_share_inputs(made, type_.fields[field].is->program, seen);
        made.share_inputs.push_back(model_.fields[field]);
        if (model_.layout.size(model_.fields[field]) < 2) made.shares_free = true;
    }

    void add_share_inputs(ClockModel& made, const cel::Program& program, std::set<Index>& seen) {
        const auto add = [&](const std::string& name) {
            const auto field = type_.field(name);
            if (field) add_share_input(made, *field, seen);
            if (name == "holder") made.share_inputs.push_back(model_.holder);
            if (name == "state") made.share_inputs.push_back(model_.state);
            return field || name == "holder" || name == "state";
        };
        const cel::Reads& reads = program.reads();
        for (const std::vector<std::string>& path : reads.paths) {
            const bool own = path.size() == 1 || path.front() == "record";
            if (!own || std::ranges::none_of(path, add)) made.shares_free = true;
        }
        for (const cel::FunctionRead& read : reads.functions)
            if (read.id < static_cast<int>(Function::first_table)) made.shares_free = true;
    }

    // Whether what stops it has happened already is asked where it would start.
    void add_stops(const process::Clock& clock) {
        const bool each_leg = clock.starts == process::Clock::Starts::each_leg;
        auto& monitors = each_leg ? model_.monitors.leg_done : model_.monitors.done;
        for (const process::ClockStop& stop : clock.stops) {
            if (stop.kind != process::ClockStop::Kind::act || monitors.contains(stop.index)) continue;
            monitors[stop.index] = model_.layout.add(
                fmt::format("{} {}", each_leg ? "done in this leg" : "done", type_.acts[stop.index].name),
                no_yes);
        }
    }
};

}  // namespace

std::uint32_t ClockModel::value_of(ClockStand stand) const {
    const auto found = std::find(stands.begin(), stands.end(), stand);
    return found == stands.end() ? 0 : static_cast<std::uint32_t>(found - stands.begin());
}

bool Model::moves_shares(const ClockModel& clock, const Vector& written) const {
    return std::ranges::any_of(clock.share_inputs, [&](DimensionIndex input) {
        const Slice& at = layout[input].at;
        return (written[at.word] & at.bits()) != 0;
    });
}

void ClockModel::note_limit(const cel::Value& value) {
    constexpr std::size_t limits_most = 200;
    const auto span = process::span_of(value);
    if (span && limits.size() < limits_most && std::find(limits.begin(), limits.end(), *span) == limits.end())
        limits.push_back(*span);
}

std::vector<std::string> Monitors::values_of(Index field) const {
    std::vector<std::string> values;
    for (const auto& [was_it, dimension] : was)
        if (was_it.first == field) values.push_back(was_it.second);
    for (const PartOfPast& part : parts)
        if (part.asked == Function::was && part.what == field) values.push_back(part.value);
    return values;
}

const PartOfPast* Monitors::part(Function scope, Index since, Function asked, Index what,
                                 std::string_view value) const {
    const auto found = std::find_if(parts.begin(), parts.end(), [&](const PartOfPast& one) {
        return one.scope == scope && one.since == since && one.asked == asked && one.what == what &&
               one.value == value;
    });
    return found == parts.end() ? nullptr : &*found;
}

std::vector<std::string> counted(std::uint32_t most) {
    std::vector<std::string> values;
    for (std::uint32_t i = 0; i <= most; ++i) values.push_back(std::to_string(i));
    values.back() += " or more";
    return values;
}

void add_dimensions(Model& model, const Outcomes& outcomes) {
    Dimensions(model, outcomes).add();
}

}  // namespace reeve::verify
