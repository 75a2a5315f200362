#include "rehearse/report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace reeve::rehearse {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

Result example(bool good) {
    Result result{"r.yaml", "A question", {"S1"}, {}, {}};
    StepResult step;
    step.when = "Mon 2014-01-20 08:00";
    step.what = "rita logs A";
    step.findings = {{"A.state", "asked", "asked", true},
                     {"A.holder", "librarian", good ? "librarian" : "reader", good}};
    StepResult idle;
    idle.untouched = true;
    result.steps = {step, idle};
    return result;
}

TEST(Report, ExpectedStandsBesideFound) {
    const std::string all = report(example(false), false);
    EXPECT_THAT(all, HasSubstr("r.yaml: A question (S1)\n"));
    EXPECT_THAT(all, HasSubstr("step 1    Mon 2014-01-20 08:00   rita logs A\n"));
    EXPECT_THAT(all, HasSubstr("ok       A.state                            expected asked                   "
                               "       found asked\n"));
    EXPECT_THAT(all, HasSubstr("DIFFERS  A.holder                           expected librarian               "
                               "       found reader\n"));
    EXPECT_THAT(all, HasSubstr("untouched"));
}

TEST(Report, BrieflyOnlyWhatDiffersIsTold) {
    EXPECT_THAT(report(example(true), true), EndsWith("(S1): ok\n"));
    const std::string brief = report(example(false), true);
    EXPECT_THAT(brief, HasSubstr("A.holder"));
    EXPECT_THAT(brief, Not(HasSubstr("A.state")));
}

TEST(Report, TheLastLineCountsRehearsalsAndTheOneBeforeUntouchedSteps) {
    Result broken = example(true);
    broken.accident = "the desk cannot start";
    EXPECT_FALSE(broken.passed());
    EXPECT_THAT(report(broken, true), HasSubstr("BROKEN OFF  the desk cannot start"));
    EXPECT_EQ(closing({example(true), example(false), broken}),
              "3 of 6 steps untouched\n1 passed, 2 failed\n");
}

}  // namespace
}  // namespace reeve::rehearse
