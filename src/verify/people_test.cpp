// Who may not do what others did: of each role there is always somebody more.
#include <gmock/gmock.h>

#include "verify/redone_test.hpp"

namespace reeve::verify {
namespace {

using namespace testing;

const std::string begin = "      begin: { from: new, to: work, by: holder }";

// Out of work leads `finish` alone, and only when that holds.
Small finished_when(const std::string& condition, const std::string& acts) {
    Small small;
    small.after(begin, acts)
        .with("      lapse: { from: wait, to: done,", "      lapse: { from: wait, to: work,")
        .with("        form: [note]\n",
              "        form: [note]\n        when: \"" + condition + "\"\n        why: Not yet.\n");
    return small;
}

// An agent codes, any number of times; nothing is finished that was not tested. `test`: of its own act.
Small with_test(const std::string& test, const std::string& finished = "done('test')") {
    return finished_when(
        finished,
        "      code: { from: work, by: agent }\n      test: { from: work, by: agent, " + test + " }");
}

TEST(People, SomebodyIsLeftHoweverManyCoded) {
    EXPECT_THAT(with_test("exclude: act code").found(), IsEmpty());
    EXPECT_THAT(with_test("when: \"!(actor.id in by('code'))\", why: Another.").found(), IsEmpty());
    EXPECT_THAT(with_test("exclude: act code", "done('code') && since('code').done('test')").found(),
                IsEmpty());
    EXPECT_THAT(with_test("exclude: act code")
                    .with_rule("never: \"by('test').exists(p, p in by('code') && p in by('test'))\"")
                    .found(),
                Not(Contains("error trap:issue.states.work")));
}

TEST(People, AnActMayNeedMoreThanAreToldApart) {
    EXPECT_THAT(with_test("exclude: act test", "times('test') >= 3").found(), IsEmpty());
}

TEST(People, WhoReportedItIsOne) {
    const Small small = finished_when(
        "done('sign')",
        "      sign: { from: work, by: caller, exclude: act code }\n      code: { from: work, by: caller }");
    EXPECT_THAT(small.found(), Contains("error trap:issue.states.work"));
}

TEST(People, HowManyThereAreIsNotOtherwiseForSomebodyNew) {
    EXPECT_THAT(with_test("exclude: act code", "done('test') && by('code').size() < 2").found(),
                Contains(HasSubstr("trap:issue.states.work")));
    EXPECT_THAT(
        with_test("exclude: act code", "!by('code').exists(p, p in by('test')) && done('test')").found(),
        Contains("error trap:issue.states.work"));
}

// Each step by somebody else than all before.
TEST(People, OfMoreThanAreToldApartNothingIsCertain) {
    std::string acts, exclude;
    for (const char* act : {"a", "b", "c", "d", "e"}) {
        const std::string once = std::string("from: work, when: \"!done('") + act + "')";
        const std::string before =
            act[0] == 'a' ? once : once + " && done('" + static_cast<char>(act[0] - 1) + "')";
        acts += std::string(acts.empty() ? "" : "\n") + "      " + act + ": { " + before +
                "\", why: In turn., by: agent" + (exclude.empty() ? "" : ", exclude: [" + exclude + "]") +
                " }";
        exclude += std::string(exclude.empty() ? "" : ", ") + "\"act " + act + "\"";
    }
    EXPECT_THAT(finished_when("done('e')", acts).found(), ElementsAre("limit told_roughly:issue"));
}

}  // namespace
}  // namespace reeve::verify
