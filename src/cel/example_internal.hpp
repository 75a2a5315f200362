#pragma once
// A small host for the tests: a record with choices, fields that may be absent, links and functions.

#include <map>
#include <string>
#include <vector>

#include "cel/compile.hpp"

namespace reeve::cel {

inline Type example_urgency() {
    return Type::choice("urgency", {"low", "high", "critical"});
}
inline Type example_state() {
    return Type::choice("state", {"logged", "working", "resolved"});
}

inline Type example_record() {
    return Type::object("record", {{"number", Type::string()},
                                   {"state", example_state()},
                                   {"urgency", example_urgency()},
                                   {"planned", Type::maybe(Type::timestamp())},
                                   {"solution", Type::maybe(Type::string())},
                                   {"cause", Type::maybe(example_urgency())},
                                   {"count", Type::integer()},
                                   {"labels", Type::map(Type::string(), Type::string())}});
}

inline Type example_report() {
    return Type::object("report", {{"state", example_state()}, {"open", Type::boolean()}});
}

inline Type example_target() {
    return Type::object("target",
                        {{"respond", Type::duration()}, {"resolve", Type::maybe(Type::duration())}});
}

enum ExampleSlot {
    slot_record,
    slot_state,
    slot_planned,
    slot_now,
    slot_reports,
    slot_anything,
    slot_old,
    slot_role
};
enum ExampleFunction {
    call_done,
    call_priority,
    call_was_state,
    call_was_urgency,
    call_record_is,
    call_fails,
    call_target
};

inline Environment example_environment() {
    Environment environment;
    environment.add(Variable{"record", example_record(), slot_record});
    environment.add(Variable{"old", example_record(), slot_old});
    environment.add(Variable{"state", example_state(), slot_state});
    environment.add(Variable{"planned", Type::maybe(Type::timestamp()), slot_planned});
    environment.add(Variable{"now", Type::timestamp(), slot_now});
    environment.add(Variable{"links.report", Type::list(example_report()), slot_reports});
    environment.add(Variable{"anything", Type::dyn(), slot_anything});
    environment.add(Variable{"role", Type::choice("role", {"tier_1", "tier_2"}), slot_role});
    const Type act = Type::choice("act", {"acknowledge", "resolve"});
    environment.add(Function{"leg.done", {act}, Type::boolean(), call_done});
    environment.add(
        Function{"tables.priority", {example_urgency(), Type::integer()}, Type::string(), call_priority});
    environment.add(Function{
        "was", {Type::choice("field", {"state"}), example_state()}, Type::boolean(), call_was_state});
    environment.add(Function{
        "was", {Type::choice("field", {"urgency"}), example_urgency()}, Type::boolean(), call_was_urgency});
    environment.add(
        Function{"is", {example_record(), example_state()}, Type::boolean(), call_record_is, true});
    environment.add(Function{
        "tables.targets", {Type::choice("role", {"tier_1", "tier_2"})}, example_target(), call_target});
    environment.add(Function{"fails", {}, Type::boolean(), call_fails});
    return environment;
}

class ExampleHost : public Activation {
public:
    [[nodiscard]] Value variable(int slot) override { return variables[slot]; }
    [[nodiscard]] Value call(int function, std::span<const Value> arguments) override {
        calls.push_back(function);
        switch (function) {
            case call_done: return arguments[0] == Value("acknowledge");
            case call_priority: return arguments[0].string() + "/" + std::to_string(arguments[1].integer());
            case call_record_is: return arguments[0].object().field(1) == arguments[1];
            case call_target:
                return Value::object(example_target(),
                                     {Span{1}, arguments[0] == Value("tier_1") ? Value(Span{2}) : Value()});
            case call_fails: return Value::error(ErrorKind::host, "the host says no");
            default: return function == call_was_state;
        }
    }

    static Value record(Value planned, Value solution) {
        return Value::object(example_record(), {"EPTS-1", "working", "high", std::move(planned),
                                                std::move(solution), Value(), 3, Value::type("no map")});
    }
    static Value report(std::string state, bool open) {
        return Value::object(example_report(), {std::move(state), open});
    }

    std::map<int, Value> variables = {
        {slot_record, record(Value(), "rebooted")},
        {slot_old, record(Value(), Value())},
        {slot_state, "working"},
        {slot_planned, Value()},
        {slot_now, Instant{1'390'204'800'000'000}},  // 2014-01-20T08:00:00Z
        {slot_reports, List{report("resolved", false), report("logged", true)}},
        {slot_anything, 7},
        {slot_role, "tier_1"},
    };
    std::vector<int> calls;
};

// The result as text, or "refused: " and the problems, one a line.
inline std::string outcome(std::string_view source, ExampleHost& host, const CompileOptions& options = {}) {
    const auto program = compile(source, example_environment(), options);
    if (program) return text(evaluate(*program, host));
    std::string all = "refused:";
    for (const Problem& problem : program.error()) all += " " + reeve::text(problem);
    return all;
}

inline std::string outcome(std::string_view source, const CompileOptions& options = {}) {
    ExampleHost host;
    return outcome(source, host, options);
}

}  // namespace reeve::cel
