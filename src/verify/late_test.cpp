// Forms that can be filled in in too many ways to try them all: what is sent is found out where something
// asks for it.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "verify/process_test.hpp"
#include "verify/redone_test.hpp"

namespace reeve::verify {
namespace {

using namespace testing;

constexpr int flags = 22;

std::string all_flags(std::string_view between) {
    std::string all;
    for (int i = 0; i < flags; ++i) all += fmt::format("{}f{}", i == 0 ? "" : between, i);
    return all;
}

// Its form of `finish` or of `log` has so many flags.
Small with_flags(bool in_log, std::string_view flag = "{ boolean: true }") {
    std::string fields;
    for (int i = 0; i < flags; ++i) fields += fmt::format("\n      f{}: {}", i, flag);
    Small small;
    small.after("      note: { text: long }", fields);
    if (in_log)
        small.with("form: [title, level, told]", "form: [title, level, told, " + all_flags(", ") + "]");
    else
        small.with("        form: [note]", "        form: [note, " + all_flags(", ") + "]");
    return small;
}

Small& needing(Small& small, std::string_view condition) {
    return small.after("          - { field: note, min: 5, why: Say it. }",
                       fmt::format("\n          - {{ name: agreed, condition: \"{}\", why: x }}", condition));
}

// All of them hold.
std::string held() {
    std::string all;
    for (int i = 0; i < flags; ++i) all += fmt::format("{0}f{1} != null && f{1}", i == 0 ? "" : " && ", i);
    return all;
}

TEST(LateFields, AreFoundOutByTheNeedsOfTheirAct) {
    Small small = with_flags(false);
    needing(small, held());
    EXPECT_THAT(small.found(), IsEmpty());
    Small never = with_flags(false);
    needing(never, held() + " && (f7 == null || !f7)");
    EXPECT_THAT(never.found(), Contains("error need_never_met:issue.acts.finish.agreed"));
}

TEST(LateFields, AreFoundOutOneByOneWhereEachIsNeeded) {
    Small small = with_flags(false);
    for (int i = 0; i < flags; ++i)
        small.after("          - { field: note, min: 5, why: Say it. }",
                    fmt::format("\n          - {{ field: f{}, why: x }}", i));
    EXPECT_THAT(small.found(), IsEmpty());
}

TEST(LateFields, AreFoundOutByLaterActs) {
    for (const std::string_view flag : {"{ boolean: true }", "{ boolean: true, default: \"true\" }",
                                        "{ boolean: true, default: \"false\" }"}) {
        Small small = with_flags(true, flag);
        needing(small, held());
        EXPECT_THAT(small.found(), IsEmpty()) << flag;
    }
}

// Who logged it cannot mend it: then it is never finished.
TEST(LateFields, OfWhichOneHasNoWayOnAreATrap) {
    Small small = with_flags(true);
    needing(small, "f0 == null || !f0 || f1 == null || !f1 || (f2 != null && f2)");
    small.with("      begin: { from: new, to: work, by: holder }",
               "      edit: { when: \"state == 'closed'\", why: No. }\n"
               "      begin: { from: new, to: work, by: holder }");
    small.with("      lapse: { from: wait, to: done, by: desk, auto: { after: 14d } }\n", "");
    const Redone redone(small, "trap:issue.states.new");
    ASSERT_NE(redone.finding, nullptr);
    EXPECT_EQ(redone.finding->severity, Severity::error);
    EXPECT_THAT(redone.finding->way.front(), AllOf(HasSubstr("f0: true"), HasSubstr("f1: true")));
    EXPECT_TRUE(redone.replayed.same);
}

TEST(LateFields, ThatBreakARuleAreToldWithTheStepThatSentThem) {
    Small small = with_flags(true);
    small.with_rule("always: \"state != 'done' || f3 == null || !f3 || (f20 != null && f20)\"");
    const Redone redone(small, "rule_broken:issue.rules.noted.finish");
    ASSERT_NE(redone.finding, nullptr);
    EXPECT_EQ(redone.finding->severity, Severity::error);
    EXPECT_THAT(redone.finding->way.front(), HasSubstr("f3: true"));
    EXPECT_TRUE(redone.replayed.same);
}

// What is found is the same as where every way of filling in every form is tried.
TEST(LateFields, ShowTheSameAsThoseThatAreTriedInEveryWay) {
    const auto found_in = [](const process::Process& process, const Bounds& bounds) {
        std::vector<std::string> found;
        for (const Finding& finding : check(process, {}, bounds).findings)
            found.push_back(fmt::format("{} {}", word(finding.severity), finding.id()));
        return found;
    };
    for (const char* id :
         {"automatic", "board", "exact", "guarded", "moved", "owed", "registered", "routed"}) {
        const auto process = process_in("tests/rehearsals", id);
        ASSERT_TRUE(process) << id;
        EXPECT_EQ(found_in(*process, {.form = 1}), found_in(*process, {})) << id;
    }
    for (const char* rule : {"always: \"state != 'done' || count != null\"", "always: \"told != null\"",
                             "always: \"state != 'closed' || level == 'high' || (told != null && told)\"",
                             "always: \"state != 'work' || note != null || level == 'low'\""}) {
        Small small;
        small.with_rule(rule);
        EXPECT_EQ(small.found({.form = 1}), small.found()) << rule;
    }
}

}  // namespace
}  // namespace reeve::verify
