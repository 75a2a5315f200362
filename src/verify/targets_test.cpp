// Targets that the time in which they count makes impossible.
#include <gmock/gmock.h>

#include "verify/hours.hpp"
#include "verify/small_test.hpp"

namespace reeve::verify {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view people = R"yaml(calendars:
  office: { zone: Europe/Copenhagen, week: { mon-fri: "08:00-16:00" } }
  closed: { zone: Europe/Copenhagen, week: {} }
  rare: { zone: UTC, week: { sun: "08:00-09:00" } }
organisations:
  north: { name: North, kind: company, calendar: office }
  south: { name: South, kind: vendor }
people:
  ana: { name: Ana, organisation: north, roles: [caller] }
  bo: { name: Bo, organisation: south, roles: [agent, expert] }
)yaml";

std::string changed(std::string_view old_text, std::string_view new_text) {
    std::string text(people);
    const std::size_t at = text.find(old_text);
    EXPECT_NE(at, std::string::npos) << old_text;
    return text.replace(at, old_text.size(), new_text);
}

// "LINE id: sentence" of each finding, with that demonstration beside it.
std::vector<std::string> said(const Small& small, std::string_view demo = people) {
    const auto process = small.process();
    std::vector<std::string> lines;
    if (!process) return lines;
    std::vector<process::SourceFile> files = small.files();
    files.insert(files.begin(), {"demo.yaml", std::string(demo)});
    for (const Finding& finding : check(*process, files).findings) {
        EXPECT_EQ(finding.severity, Severity::error);
        lines.push_back(finding.file + ":" + std::to_string(finding.line) + " " + finding.id() + ": " +
                        finding.sentence);
    }
    return lines;
}

Small counted_in(std::string_view calendar) {
    Small small;
    small.with("        calendar: always", "        calendar: " + std::string(calendar));
    return small;
}

TEST(Targets, AreJudgedInTheCalendarThatTheyCountIn) {
    EXPECT_THAT(said(Small()), IsEmpty());
    EXPECT_THAT(said(counted_in("office")), IsEmpty());
    EXPECT_THAT(
        said(counted_in("closed")),
        ElementsAre("process.yaml:61 target_impossible:issue.clocks.answer: The clock 'answer' can never "
                    "come due: 'closed' never opens."));
}

TEST(Targets, OfActsThatWaitForWorkingTimeAreJudgedToo) {
    const auto waits = [](std::string_view length) {
        Small small;
        small.with("auto: { after: 14d }", "auto: { " + std::string(length) + " }");
        return small;
    };
    EXPECT_THAT(said(waits("after: 2wd, calendar: office")), IsEmpty());
    EXPECT_THAT(said(waits("after: 2wd, calendar: closed")),
                ElementsAre(HasSubstr("target_impossible:issue.acts.lapse: 'lapse' waits for working hours "
                                      "that do not come: 'closed' never opens")));
    EXPECT_THAT(said(waits("after: 2wd, calendar: night")),
                ElementsAre(HasSubstr("of the calendar 'night' there are none")));
}

TEST(Targets, AreNotUsedUpInACalendarThatHardlyOpens) {
    Small small = counted_in("rare");
    EXPECT_THAT(said(small), IsEmpty());
    small.with("duration('4h')", "duration('4000h')");
    EXPECT_THAT(
        said(small),
        ElementsAre("process.yaml:61 target_impossible:issue.clocks.answer: The clock 'answer' can never "
                    "come due: 4000h are not used up in 'rare' in 50 years."));
}

TEST(Targets, CountInHoursThatAreThere) {
    EXPECT_THAT(said(counted_in("shifts")),
                ElementsAre(HasSubstr("process.yaml:61 clock_without_hours:issue.clocks.answer: The clock "
                                      "'answer' counts in working hours that are not there, of the calendar "
                                      "'shifts'")));
    Small small = counted_in("where.hours");
    small.after("      told: { boolean: true }", "      where: { organisation: true }");
    EXPECT_THAT(said(small), IsEmpty()) << "those who report are at North";
    small.with("where: { organisation: true }", "where: { organisation: vendor }");
    EXPECT_THAT(said(small), ElementsAre(HasSubstr("not there, of South: what would start it is refused")));
    EXPECT_THAT(said(small, changed("kind: vendor", "kind: vendor, calendar: rare")), IsEmpty());
}

TEST(Targets, LeaveTime) {
    Small small;
    small.with("duration('4h')", "level == 'high' ? duration('0s') : duration('4h')");
    EXPECT_THAT(small.found(), ElementsAre("error target_impossible:issue.clocks.answer"));
    // Samples of a length that people give say nothing.
    Small given;
    given.after("      told: { boolean: true }", "      span: { duration: true }")
        .with("duration('4h')", "span != null ? span : duration('4h')");
    EXPECT_THAT(given.found(), IsEmpty());
}

TEST(Targets, AreLongEnoughForWhatStopsThem) {
    const auto with = [](std::string_view limit, std::string_view calendar) {
        Small small;
        small
            .with("      begin: { from: new, to: work, by: holder }",
                  "      begin: { from: new, to: work, by: holder, after: 2d }")
            .with("starts: each_leg\n        stops: [ state: done, hand_over ]",
                  "starts: once\n        stops: [ act: finish, state: closed ]")
            .with("duration('4h')", limit)
            .with("        calendar: always", "        calendar: " + std::string(calendar));
        return small;
    };
    EXPECT_THAT(said(with("duration('48h')", "always")), IsEmpty()) << "at the limit it is met";
    EXPECT_THAT(
        said(with("level == 'high' ? duration('47h') : duration('90h')", "always")),
        ElementsAre(HasSubstr("The clock 'answer' can never be met with 47h: what stops it is done 2d "
                              "after the record was logged at the earliest.")));
    // Over a weekend eight working hours are long enough; seven and a half on each of seven days are not.
    EXPECT_THAT(said(with("duration('8h')", "office")), IsEmpty());
    EXPECT_THAT(said(with("duration('8h')", "office"),
                     changed("mon-fri: \"08:00-16:00\"", "mon-sun: \"00:00-23:00\"")),
                ElementsAre(HasSubstr("can never be met with 8h")));
}

TEST(Targets, OfAgreementsComeDue) {
    const auto promise = [](std::string_view limit, std::string_view calendar) {
        return std::string(people) +
               "agreements:\n  promise:\n    kind: sla\n    customer: north\n    calendar: " +
               std::string(calendar) +
               "\n    from: 2020-01-01\n    targets: [ { clock: answer, limit: " + std::string(limit) +
               " } ]\n";
    };
    Small small;
    small.with("        starts: each_leg", "        starts: each_leg\n        agreement: sla");
    EXPECT_THAT(said(small, promise("8h", "rare")), IsEmpty());
    EXPECT_THAT(said(small, promise("9000h", "rare")),
                ElementsAre("demo.yaml:12 target_impossible:agreements.promise: What the agreement 'promise' "
                            "promises can never come due: 9000h are not used up in 'rare' in 50 years."));
}

TEST(Targets, TheLongestWayOfALimitBeginsWhenItCloses) {
    const auto demo = process::load_demo({"demo.yaml", std::string(people)});
    ASSERT_TRUE(demo);
    const DemoHours hours(*demo);
    // From Friday to Monday, over the night that has an hour twice.
    EXPECT_EQ(longest({Duration::hours(8), 0}, hours.named("office")->time), Duration::hours(73));
    EXPECT_EQ(longest({{}, 1}, hours.named("office")->time), Duration::hours(73));
    EXPECT_EQ(longest({Duration::hours(8), 0}, nullptr), Duration::hours(8));
    EXPECT_EQ(longest({Duration::hours(4000), 0}, hours.named("rare")->time), std::nullopt);
}

}  // namespace
}  // namespace reeve::verify
