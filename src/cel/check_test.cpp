#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cel/example_internal.hpp"

namespace reeve::cel {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<Problem> problems(std::string_view source, const CompileOptions& options = {}) {
    const auto program = compile(source, example_environment(), options);
    return program ? std::vector<Problem>{} : program.error();
}

// The one problem; its place as "line:column".
struct Found {
    std::string at, what, expected, nearest;
};
Found one(std::string_view source, const CompileOptions& options = {}) {
    const auto all = problems(source, options);
    EXPECT_EQ(all.size(), 1U) << source << (all.size() > 1 ? ": " + reeve::text(all[1]) : "");
    if (all.empty()) return {};
    const Problem& first = all.front();
    return {std::to_string(first.line) + ":" + std::to_string(first.column), first.what, first.expected,
            first.nearest};
}

Type result(std::string_view source) {
    const auto program = compile(source, example_environment());
    EXPECT_TRUE(program) << source << ": " << (program ? "" : reeve::text(program.error().front()));
    return program ? program->result() : Type::null();
}

TEST(Check, a_misspelt_name_is_refused_with_the_nearest) {
    EXPECT_EQ(one("stat == 'working'").what, "unknown name 'stat'");
    EXPECT_EQ(one("stat == 'working'").nearest, "state");
    EXPECT_EQ(one("record.staet == 'working'").what, "record has no field 'staet'");
    EXPECT_EQ(one("record.staet == 'working'").nearest, "state");
    EXPECT_EQ(one("record.staet == 'working'").at, "1:8");
    EXPECT_EQ(one("links.repot.exists(r, r.open)").what, "unknown name 'links.repot'");
    EXPECT_EQ(one("links.repot.exists(r, r.open)").nearest, "links.report");
    EXPECT_EQ(one("tables.priorty('low', 1) == ''").nearest, "tables.priority");
    EXPECT_EQ(one("links.report.exist(r, r.open)").nearest, "exists");
    EXPECT_EQ(one("'a'.startWith('b')").nearest, "startsWith");
    EXPECT_EQ(one("[1].exists(x, y == 1)").what, "unknown name 'y'");
}

TEST(Check, what_multiplies_is_refused_where_there_is_a_cost_limit) {
    const std::string ten = "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]";
    const auto nested = [&](int depth) {
        std::string text = "true";
        for (int i = 0; i < depth; ++i) text = ten + ".all(x" + std::to_string(i) + ", " + text + ")";
        return text;
    };
    const CompileOptions limited{.cost_max = steps_max};
    EXPECT_TRUE(problems(nested(4), limited).empty());
    ASSERT_EQ(problems(nested(5), limited).size(), 1U);
    EXPECT_EQ(problems(nested(5), limited)[0].what,
              "the expression may take too long: what it asks of each element multiplies");
    EXPECT_TRUE(problems(nested(5)).empty());
    // A list of the host counts as a hundred; what is made of one is as long.
    EXPECT_TRUE(problems("links.report.all(a, links.report.exists(b, a.open == b.open))", limited).empty());
    EXPECT_EQ(
        problems("links.report.filter(r, r.open).all(a, links.report.all(b, links.report.exists(c, c.open)))",
                 limited)
            .size(),
        1U);
}

TEST(Check, a_table_counts_by_its_rows_and_a_pattern_by_its_length) {
    Environment environment;
    environment.add(Function{"tables.small", {Type::integer()}, Type::boolean(), 1, false, 10});
    environment.add(Function{"tables.large", {Type::integer()}, Type::boolean(), 2, false, 20'000});
    environment.add(Variable{"text", Type::string(), 0});
    const CompileOptions limited{.cost_max = steps_max};
    const auto refused = [&](const std::string& source) {
        const auto made = compile(source, environment, limited);
        return !made && made.error().size() == 1 &&
               made.error()[0].what.contains("a table counts by its rows");
    };
    EXPECT_FALSE(refused("[1, 2, 3, 4, 5, 6].exists(n, tables.small(n))"));
    EXPECT_FALSE(refused("[1, 2, 3, 4].exists(n, tables.large(n))"));
    EXPECT_TRUE(refused("[1, 2, 3, 4, 5, 6].exists(n, tables.large(n))"));
    EXPECT_FALSE(refused("[1, 2, 3, 4, 5, 6].exists(n, text.matches('^[A-Z]{3}-[0-9]+$'))"));
    std::string many = "[0";
    for (int i = 1; i < 100; ++i) many += ", " + std::to_string(i);
    EXPECT_TRUE(refused(many + "].exists(n, text.matches('(([a-c]?[d-f]){100}|x){9}'))"));
    const auto in_use = compile("[1, 2, 3, 4, 5, 6].exists(n, tables.large(n))", environment,
                                {.cost_max = steps_max, .weigh_calls = false});
    ASSERT_TRUE(in_use);
    ASSERT_EQ(in_use->warnings().size(), 1U);
    EXPECT_TRUE(in_use->warnings()[0].what.contains("a table counts by its rows"));
    EXPECT_TRUE(compile("tables.large(1)", environment, {.cost_max = steps_max, .weigh_calls = false})
                    ->warnings()
                    .empty());
}

TEST(Check, all_mistakes_are_reported_at_once_each_at_its_place) {
    const auto all = problems("stat == 'a' &&\n record.x > 1 &&\n state == 'workin'",
                              {.file = "p.yaml", .line = 3, .column = 5});
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(reeve::text(all[0]).substr(0, 11), "p.yaml:3:5:");
    EXPECT_EQ(all[1].line, 4);
    EXPECT_EQ(all[1].column, 9);
    EXPECT_EQ(all[2].line, 5);
    EXPECT_EQ(all[2].nearest, "working");
}

TEST(Check, a_choice_is_compared_with_its_own_values_only) {
    EXPECT_EQ(one("state == 'workin'").what, "'workin' is not one of state");
    EXPECT_EQ(one("state == 'workin'").expected, "one of 'logged', 'working', 'resolved'");
    EXPECT_EQ(one("state == 'workin'").nearest, "working");
    EXPECT_EQ(one("'workin' != state").nearest, "working");
    EXPECT_EQ(one("state in ['logged', 'workin']").at, "1:21");
    EXPECT_EQ(one("'workin' in [state]").nearest, "working");
    EXPECT_EQ(one("state == (record.count > 1 ? 'logged' : 'workin')").nearest, "working");
    EXPECT_EQ(one("state == record.urgency").what, "state and urgency are different choices");
    EXPECT_EQ(one("state in [record.urgency]").what, "state and urgency are different choices");
    EXPECT_EQ(one("tables.priority('hihg', 1) == 'P1'").nearest, "high");
    EXPECT_EQ(one("tables.priority(state, 1) == 'P1'").what, "'tables.priority' does not take (state, int)");
    EXPECT_EQ(one("leg.done('acknowledged')").nearest, "acknowledge");
    EXPECT_EQ(one("record.is('workin')").nearest, "working");
    EXPECT_EQ(one("was('state', 'low')").what, "'low' is not one of state");
    EXPECT_EQ(one("was('sate', 'logged')").expected, "one of 'state', 'urgency'");
    EXPECT_EQ(one("state < 'logged'").what, "'state' is a choice, which has no order");
    EXPECT_EQ(result("state == record.state && state == record.number && state + 'x' != ''"),
              Type::boolean());
    EXPECT_EQ(result("{state: 1}['logged']"), Type::integer());
    EXPECT_EQ(one("{state: 1}['loged']").nearest, "logged");
}

TEST(Check, the_result_is_as_expected) {
    const Type role = Type::choice("role", {"tier_1", "tier_2"});
    EXPECT_EQ(problems("record.count > 1 ? 'tier_1' : 'tier_2'", {.expected = role}).size(), 0U);
    EXPECT_EQ(one("record.count > 1 ? 'tier_1' : 'tier_3'", {.expected = role}).what,
              "'tier_3' is not one of role");
    EXPECT_EQ(one("record.number", {.expected = role}).what, "the result is string here");
    EXPECT_EQ(one("record.count", {.expected = Type::boolean()}).expected, "bool");
    EXPECT_EQ(one("record.solution", {.expected = Type::string()}).what,
              "unguarded use of 'record.solution', which may be absent");
    EXPECT_EQ(problems("record.solution", {.expected = Type::maybe(Type::string())}).size(), 0U);
    EXPECT_EQ(
        problems("record.count > 1 ? 'high' : null", {.expected = Type::maybe(example_urgency())}).size(),
        0U);
    EXPECT_EQ(problems("anything", {.expected = role}).size(), 0U);
    EXPECT_EQ(problems("['tier_1', role]", {.expected = Type::list(role)}).size(), 0U);
    EXPECT_EQ(one("['tier_1', 'tier_7']", {.expected = Type::list(role)}).at, "1:12");
}

TEST(Check, what_may_be_absent_is_tested_first) {
    const Found found = one("record.planned < now");
    EXPECT_EQ(found.what, "unguarded use of 'record.planned', which may be absent");
    EXPECT_EQ(found.expected, "test it with has(record.planned) or record.planned != null first");
    EXPECT_EQ(found.at, "1:8");
    EXPECT_EQ(one("planned < now").expected, "test it with planned != null first");
    for (const char* unguarded :
         {"size(record.solution) > 20", "record.solution == 'x'", "record.solution in ['x']",
          "record.solution + 'x' == ''", "planned == null && planned < now",
          "planned != null || planned < now", "has(record.planned) || record.planned < now",
          "!has(record.planned) ? record.planned < now : true", "has(old.planned) && record.planned < now",
          "(planned != null || record.count > 1) && planned < now", "record.cause == 'low'",
          "planned != null && record.planned < now", "planned.getHours() > 1",
          "tables.targets(role).resolve > duration('1h')",
          "has(tables.targets('tier_1').resolve) && tables.targets(role).resolve > duration('1h')",
          "tables.priority(record.cause, 1) == ''"})
        EXPECT_THAT(one(unguarded).what, HasSubstr("unguarded use")) << unguarded;
}

TEST(Check, a_test_guards_what_follows_it) {
    for (const char* guarded :
         {"has(record.planned) && record.planned < now", "record.planned != null && record.planned < now",
          "null != planned && planned < now", "planned == null || planned < now",
          "!(planned == null) && planned < now", "!has(record.solution) || size(record.solution) > 20",
          "has(record.planned) ? record.planned < now : false", "planned == null ? true : planned < now",
          "record.count > 1 && planned != null && planned < now",
          "(planned != null && record.count > 1) && (planned < now || planned > now)",
          "!(planned == null || record.count > 1) && planned < now",
          "planned != null && links.report.all(r, planned < now || r.open)",
          "has(record.solution) && has(record.planned) ? size(record.solution) > 1 && record.planned < now : "
          "true",
          "has(record.cause) && record.cause == 'low'",
          "has(record.cause) && tables.priority(record.cause, 1) == ''", "old.solution == record.solution",
          "record.?planned.orValue(now) <= now", "anything == null || anything > 1"})
        EXPECT_EQ(problems(guarded).size(), 0U) << guarded << ": " << reeve::text(problems(guarded).front());
}

TEST(Check, a_needless_test_for_null_is_worth_a_warning) {
    const auto program = compile("role != null", example_environment());
    ASSERT_TRUE(program);
    ASSERT_EQ(program->warnings().size(), 1U);
    EXPECT_EQ(program->warnings()[0].what, "'role' is never null");
    EXPECT_TRUE(program->warnings()[0].warning);
    EXPECT_TRUE(compile("planned != null && planned != null", example_environment())->warnings().empty());
}

TEST(Check, types_hold) {
    EXPECT_EQ(one("record.count + 'x' == ''").what, "'+' does not take (int, string)");
    EXPECT_EQ(one("1 == 'a'").what, "int and string are never equal");
    EXPECT_EQ(one("record.count && true").what, "what stands beside && is int here");
    EXPECT_EQ(one("record.count ? 1 : 2").expected, "bool");
    EXPECT_EQ(one("true ? 1 : 'a'").what, "the two results are of different types: int and string");
    EXPECT_EQ(one("'a' in 'abc'").expected, "text.contains(part)");
    EXPECT_EQ(one("size(1)").what, "'size' does not take (int)");
    EXPECT_EQ(one("[1].all(x, x)").what, "the condition of 'all' is int here");
    EXPECT_EQ(one("record.count.exists(x, true)").what, "'exists' goes through a list or a map, not int");
    EXPECT_EQ(one("record.count.x").what, "int has no fields, so no 'x' either");
    EXPECT_EQ(one("{[1]: 2}").what, "list(int) cannot be the key of a map");
    EXPECT_EQ(one("[1]['a']").expected, "int");
    EXPECT_EQ(one("leg.done()").expected, "leg.done(act)");
    EXPECT_EQ(one("Thing{name: 1}").what, "messages such as 'Thing{}' are not supported");
    EXPECT_EQ(one("links.report.exists(r)").what, "'exists' is called with the wrong number of arguments");
}

TEST(Check, types_are_found_out) {
    EXPECT_EQ(result("[1, 2.0]"), Type::list(Type::dyn()));
    EXPECT_EQ(result("[] + [1]"), Type::list(Type::integer()));
    EXPECT_EQ(result("[].map(x, x + 1)"), Type::list(Type::integer()));
    EXPECT_EQ(result("{}"), Type::map(Type::dyn(), Type::dyn()));
    EXPECT_EQ(result("record.count > 1 ? record.state : state"), example_state());
    EXPECT_EQ(result("record.count > 1 ? record.state : role"), Type::string());
    EXPECT_EQ(result("record.count > 1 ? record.planned : now"), Type::maybe(Type::timestamp()));
    EXPECT_EQ(result("record.count > 1 ? null : now"), Type::maybe(Type::timestamp()));
    EXPECT_EQ(result("links.report.map(r, r.state)"), Type::list(example_state()));
    EXPECT_EQ(result("record.labels.map(k, record.labels[k])"), Type::list(Type::string()));
    EXPECT_EQ(result("record.?solution"), Type::optional(Type::string()));
    EXPECT_EQ(result("now - now"), Type::duration());
    EXPECT_EQ(result("-anything"), Type::dyn());
    EXPECT_EQ(result("links.report.transformMap(i, r, r.open)"), Type::map(Type::integer(), Type::boolean()));
}

TEST(Check, a_literal_that_can_never_hold_is_refused) {
    EXPECT_EQ(one("now > timestamp('2014-13-01T00:00:00Z')").at, "1:17");
    EXPECT_THAT(one("now - now > duration('5x')").what, HasSubstr("duration"));
    EXPECT_THAT(one("record.number.matches('(')").what, HasSubstr("pattern"));
    Environment environment = example_environment();
    environment.set_zones([](std::string_view zone, std::int64_t) {
        return zone == "Africa/Maputo" ? std::optional(7200) : std::nullopt;
    });
    EXPECT_TRUE(compile("now.getHours('Africa/Maputo') == 10", environment));
    const auto refused = compile("now.getHours('Africa/Mapto') == 10", environment);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error()[0].what, "unknown time zone 'Africa/Mapto'");
}

TEST(Check, says_what_an_expression_reads) {
    const auto program = compile(
        "record.planned != null && record.labels.x == tables.priority('high', record.count) &&"
        " links.report.filter(r, r.open).exists(r, r.state == state) && leg.done('resolve')",
        example_environment());
    ASSERT_TRUE(program);
    const Reads& reads = program->reads();
    EXPECT_THAT(reads.variables, ElementsAre(slot_record, slot_state, slot_reports));
    using Path = std::vector<std::string>;
    EXPECT_THAT(reads.paths,
                ElementsAre(Path{"record", "planned"}, Path{"record", "labels", "x"}, Path{"record", "count"},
                            Path{"links.report"}, Path{"links.report", "*", "open"},
                            Path{"links.report", "*", "state"}, Path{"state"}));
    ASSERT_EQ(reads.functions.size(), 2U);
    EXPECT_EQ(reads.functions[0].id, call_priority);
    EXPECT_EQ(reads.functions[0].arguments[0], Value("high"));
    EXPECT_FALSE(reads.functions[0].arguments[1].has_value());
    EXPECT_THAT(reads.functions[0].texts, ElementsAre("'high'", "record.count"));
    EXPECT_EQ(reads.functions[1].id, call_done);
}

TEST(Check, a_function_in_a_namespace_is_told_from_a_field) {
    Environment environment = example_environment();
    environment.add(Variable{"leg", Type::object("leg", {{"number", Type::integer()}}), 20});
    EXPECT_TRUE(compile("leg.number > 1 && leg.done('resolve')", environment));
    EXPECT_FALSE(compile("[1].all(leg, leg.done('resolve'))", environment));
}

TEST(Check, unchecked_what_is_wrong_fails_when_it_is_reached) {
    const CompileOptions unchecked{.checking = Checking::none};
    EXPECT_EQ(outcome("nothing || true", unchecked), "true");
    EXPECT_EQ(outcome("nothing", unchecked), "error: unknown name 'nothing'");
    EXPECT_EQ(outcome("1 + 'a'", unchecked), "error: no such overload: _+_(int, string)");
    EXPECT_EQ(outcome("f(1) || g() || true", unchecked), "true");
    EXPECT_EQ(outcome("[1, 'a'][record.count - 2]", unchecked), "'a'");
}

}  // namespace
}  // namespace reeve::cel
