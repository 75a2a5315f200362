#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cel/example_internal.hpp"
#include "cel/map.hpp"

namespace reeve::cel {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

Value run(std::string_view source, ExampleHost& host, std::int64_t steps = steps_max) {
    const auto program = compile(source, example_environment());
    EXPECT_TRUE(program) << source << ": " << (program ? "" : reeve::text(program.error().front()));
    return program ? evaluate(*program, host, steps) : Value::error(ErrorKind::host, "does not compile");
}

TEST(Evaluate, reads_variables_fields_and_functions_of_the_host) {
    ExampleHost host;
    EXPECT_EQ(run("state != 'working' || leg.done('acknowledge')", host), Value(true));
    EXPECT_THAT(host.calls, ElementsAre(call_done));
    EXPECT_EQ(run("record.urgency", host), Value("high"));
    EXPECT_EQ(run("tables.priority(record.urgency, record.count + 1)", host), Value("high/4"));
    EXPECT_EQ(run("record.is('working') && !record.is('logged')", host), Value(true));
    EXPECT_EQ(run("links.report.exists(r, r.state == 'resolved' && !r.open)", host), Value(true));
    EXPECT_EQ(run("links.report.filter(r, r.open).map(r, r.state)", host), Value(List{"logged"}));
}

TEST(Evaluate, chooses_the_overload_by_the_literal) {
    ExampleHost host;
    EXPECT_EQ(run("was('state', 'logged')", host), Value(true));
    EXPECT_EQ(run("was('urgency', 'low')", host), Value(false));
    EXPECT_THAT(host.calls, ElementsAre(call_was_state, call_was_urgency));
}

TEST(Evaluate, asks_the_host_for_no_more_than_is_needed) {
    ExampleHost host;
    EXPECT_EQ(run("state == 'logged' && leg.done('resolve')", host), Value(false));
    EXPECT_THAT(host.calls, IsEmpty());
}

TEST(Evaluate, absorbs_an_error_that_does_not_matter) {
    ExampleHost host;
    EXPECT_EQ(run("fails() || true", host), Value(true));
    EXPECT_EQ(run("fails() && false", host), Value(false));
    EXPECT_TRUE(run("fails() || false", host).is_error());
    EXPECT_EQ(run("[0, 1].exists(x, 1 / x == 1)", host), Value(true));
    EXPECT_EQ(run("[0, 2].all(x, 1 / x == 1)", host), Value(false));
}

TEST(Evaluate, an_error_says_what_and_where) {
    ExampleHost host;
    const auto program = compile("state == 'working' &&\n  record.count / 0 > 1", example_environment(),
                                 {.file = "p.yaml", .line = 7, .column = 12, .indent = 10});
    ASSERT_TRUE(program);
    const Value value = evaluate(*program, host);
    ASSERT_TRUE(value.is_error());
    EXPECT_EQ(value.error().kind, ErrorKind::division_by_zero);
    EXPECT_EQ(value.error().line, 8);
    EXPECT_EQ(value.error().column, 26);
    const Value from_host = run("fails()", host);
    EXPECT_EQ(from_host.error().kind, ErrorKind::host);
    EXPECT_EQ(from_host.error().column, 1);
}

TEST(Evaluate, an_absent_value_is_null) {
    ExampleHost host;
    EXPECT_EQ(run("has(record.planned)", host), Value(false));
    EXPECT_EQ(run("has(record.solution)", host), Value(true));
    EXPECT_EQ(run("record.planned == null", host), Value(true));
    EXPECT_EQ(run("record.solution != null ? record.solution : 'none'", host), Value("rebooted"));
    EXPECT_EQ(run("old.solution != record.solution", host), Value(true));
    EXPECT_EQ(run("planned == record.planned", host), Value(true));
    EXPECT_EQ(run("planned", host), Value());
}

TEST(Evaluate, an_unguarded_absent_value_is_an_error_where_that_is_permitted) {
    EXPECT_THAT(outcome("record.planned < now", {.checking = Checking::permissive}),
                StartsWith("error: no such overload"));
    EXPECT_EQ(outcome("record.solution == 'rebooted'", {.checking = Checking::permissive}), "true");
}

TEST(Evaluate, steps_are_counted_and_limited) {
    ExampleHost host;
    const std::string nested = "[1,2,3,4,5,6,7,8,9,10].all(a, [1,2,3,4,5,6,7,8,9,10].all(b, a + b > 0))";
    EXPECT_EQ(run(nested, host), Value(true));
    const Value stopped = run(nested, host, 100);
    ASSERT_TRUE(stopped.is_error());
    EXPECT_EQ(stopped.error().kind, ErrorKind::cost);
    // Nothing makes an endless expression true.
    EXPECT_EQ(run(nested + " || true", host, 100).error().kind, ErrorKind::cost);
    EXPECT_EQ(run("size(" + nested + " ? [1] : [2]) >= 0 || true", host, 100).error().kind, ErrorKind::cost);
}

TEST(Evaluate, looking_for_a_pattern_takes_steps_by_its_length_and_that_of_the_text) {
    ExampleHost host;
    host.variables[slot_anything] = std::string(2'000, 'a');
    const std::string small = "string(anything).matches('a+')";
    const std::string large = "string(anything).matches('((a?b?c?){90}x?){9}')";
    EXPECT_EQ(run(small, host, 300), Value(true));
    EXPECT_EQ(run(small, host, 100).error().kind, ErrorKind::cost);
    EXPECT_EQ(run(large, host, 10'000).error().kind, ErrorKind::cost);
    EXPECT_EQ(run(large, host, 1'000'000), Value(true));
    // Taken with a warning, as one that was in use before patterns counted.
    const auto in_use = compile(large, example_environment(), {.cost_max = 1'000, .weigh_calls = false});
    ASSERT_TRUE(in_use);
    EXPECT_EQ(evaluate(*in_use, host, 10'000), Value(true));
    const std::string made = "string(anything).matches('((a?b?c?){90}' + 'x?){9}')";
    EXPECT_EQ(run(made, host, 10'000).error().kind, ErrorKind::cost);
    EXPECT_EQ(run(made, host, 1'000'000), Value(true));
}

TEST(Evaluate, doubling_a_value_is_stopped_before_it_fills_the_memory) {
    ExampleHost host;
    std::string text = "'0123456789abcdef'";
    std::string list = "[1]";
    std::string nested = "[1]";
    for (int i = 0; i < 40; ++i) {
        text = "[" + text + "].map(x, x + x)[0]";
        list = "[" + list + "].map(x, x + x)[0]";
        nested = "[" + nested + "].map(x, [x, x])[0]";
    }
    EXPECT_EQ(run("size(" + text + ") > 0", host).error().kind, ErrorKind::cost);
    EXPECT_EQ(run("size(" + list + ") > 0", host).error().kind, ErrorKind::cost);
    EXPECT_EQ(run(nested + " == " + nested, host).error().kind, ErrorKind::cost);
    EXPECT_EQ(run("'%s'.format([" + nested + "]) == ''", host).error().kind, ErrorKind::cost);
}

TEST(Evaluate, what_is_only_known_at_run_time_is_looked_up_then) {
    ExampleHost host;
    EXPECT_EQ(run("anything + 1", host), Value(8));
    host.variables[slot_anything] = ExampleHost::report("logged", true);
    EXPECT_EQ(run("anything.open", host), Value(true));
    EXPECT_EQ(run("has(anything.open) && anything.?open.orValue(false)", host), Value(true));
    EXPECT_EQ(run("anything.closed", host).error().kind, ErrorKind::no_such_key);
    host.variables[slot_anything] = *Map::of({{"a", 1}, {2, "b"}});
    EXPECT_EQ(run("anything.a", host), Value(1));
    EXPECT_EQ(run("anything[2.0]", host), Value("b"));
    EXPECT_EQ(run("anything.b", host).error().kind, ErrorKind::no_such_key);
}

TEST(Evaluate, the_highest_and_the_deepest_tree) {
    ExampleHost host;
    std::string sum = "1";
    for (int i = 1; i < height_max; ++i) sum += "+1";
    EXPECT_EQ(run(sum, host), Value(height_max));
    std::string lists = "1";
    for (int i = 1; i < nesting_max; ++i) lists = "[" + lists + "]";
    EXPECT_EQ(run("size(" + lists.substr(1, lists.size() - 2) + ")", host), Value(1));
    std::string macros = "true";
    for (int i = 1; i < nesting_max; ++i) macros = "[1].all(x, " + macros + ")";
    EXPECT_EQ(run(macros, host), Value(true));
    std::string many = "false";
    for (int i = 0; i < 900; ++i) many += " || 1 > 2";
    EXPECT_EQ(run(many, host), Value(false));
}

TEST(Evaluate, optionals) {
    ExampleHost host;
    EXPECT_EQ(run("record.?solution.orValue('none')", host), Value("rebooted"));
    EXPECT_EQ(run("record.?planned.orValue(now) == now", host), Value(true));
    EXPECT_EQ(run("{'a': {'b': 1}}.?a.b", host), Value::some(1));
    EXPECT_EQ(run("{'a': {'b': 1}}.?x.b.hasValue()", host), Value(false));
    EXPECT_EQ(run("[1, 2][?5].or([1, 2][?1]).value()", host), Value(2));
    EXPECT_EQ(run("[1, ?optional.none(), ?optional.of(3)]", host), Value(List{1, 3}));
    EXPECT_EQ(run("size({?'a': optional.of(1), ?'b': optional.none()})", host), Value(1));
    EXPECT_EQ(run("optional.of(4).optMap(x, x * 2).value()", host), Value(8));
    EXPECT_EQ(run("optional.of(4).optFlatMap(x, optional.ofNonZeroValue(x - 4)).hasValue()", host),
              Value(false));
    EXPECT_TRUE(run("optional.none().value()", host).is_error());
}

TEST(Evaluate, zones_and_times) {
    ExampleHost host;
    EXPECT_EQ(run("now.getHours('+02:00')", host), Value(10));
    EXPECT_EQ(run("now - duration('1h30m') == timestamp('2014-01-20T06:30:00Z')", host), Value(true));
    EXPECT_EQ(run("string(now + duration('1.5s'))", host), Value("2014-01-20T08:00:01.5Z"));
    EXPECT_EQ(run("string(duration('-90m'))", host), Value("-5400s"));
    EXPECT_TRUE(run("now.getHours('Nowhere/Land')", host).is_error());
}

TEST(Evaluate, patterns_run_in_linear_time_and_are_read_once) {
    ExampleHost host;
    EXPECT_EQ(run("record.number.matches('^EPTS-[0-9]+$')", host), Value(true));
    EXPECT_EQ(run("'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab'.matches('(a*)*$c')", host), Value(false));
    EXPECT_EQ(run("'x'.matches(string(b'('))", host).error().kind, ErrorKind::invalid_argument);
}

TEST(Evaluate, an_empty_program_is_null) {
    ExampleHost host;
    EXPECT_EQ(evaluate(Program(), host), Value());
}

TEST(Evaluate, errors_tell_no_values) {
    ExampleHost host;
    host.variables[slot_anything] = "a secret";
    for (const char* source :
         {"int(anything)", "anything + 1", "timestamp(string(anything))", "anything.x", "-anything"}) {
        const Value value = run(source, host);
        ASSERT_TRUE(value.is_error()) << source;
        EXPECT_THAT(value.error().message, testing::Not(HasSubstr("secret"))) << source;
    }
}

}  // namespace
}  // namespace reeve::cel
