// Clocks that rest on agreements: which one, what its rows say, what becomes of them when words or fields
// change; shares before and after the breach.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "records/agreements_fixture_test.hpp"
#include "records/begun.hpp"
#include "records/clocks_internal.hpp"
#include "records/directory_events.hpp"

namespace reeve::records {
namespace {

using testing::at;
using ::testing::ElementsAre;
using testing::World;

class Agreements : public testing::AgreementsTest {};

TEST_F(Agreements, WithoutOneTheProcessSaysHowLong) {
    EXPECT_EQ(world.clock(logged(), "solved"), "none");
    const std::string high = logged({{"level", "high"}});
    EXPECT_EQ(world.clock(high, "solved"), "running until 2014-01-20 12:00");
    EXPECT_TRUE(clock(high, "solved").agreement.empty());
    EXPECT_EQ(world.clock(high, "house"), "none") << "it has no limit of its own";
}

// A first agreement, tried on records that had none.
class FirstAgreement : public Agreements {
protected:
    Directory with;
    Supposition what;

    void tried(Agreement agreement) {
        with = world.directory();
        Event entered = agreement_set(agreement);
        ASSERT_TRUE(with.apply(entered).has_value());
        what.directory = &world.directory();
        what.with = &with;
        what.agreement = agreement.id;
    }
    [[nodiscard]] const process::RecordType& type() const { return process_.types.front(); }
    Begun begun(std::string_view number) {
        const auto find = [&](int) { return &process_; };
        return begin_in_the_past(process_, type(), world.get(number), what, find, world, world.now);
    }
    // "STATE due DUE after ELAPSED" of the only clock.
    std::string told(std::string_view number) {
        const Begun found = begun(number);
        EXPECT_TRUE(found.untold.empty());
        if (found.clocks.size() != 1) return std::to_string(found.clocks.size()) + " clocks";
        const Recounted& after = found.clocks.front().after;
        return std::string(word(after.state)) + (after.due ? " due " + text(*after.due) : "") + " after " +
               text(after.elapsed);
    }
};

TEST_F(FirstAgreement, BeginsTheClocksThatTheRecordNeverHad) {
    const std::string low = logged(), high = logged({{"level", "high"}}), other = logged({}, "tomas");
    Agreement agreement = sla("tried", "8h");
    agreement.customer = organisation("cs_boane");
    tried(agreement);
    world.advance("2014-01-20 10:00");
    EXPECT_TRUE(suppose(type(), world.get(low), what, world.now).empty());
    EXPECT_EQ(told(low), "running due 2014-01-20T14:00:00Z after 2h");
    EXPECT_FALSE(begun(low).clocks.front().due_before().has_value());
    EXPECT_EQ(told(high), "0 clocks") << "it had one by the process";
    EXPECT_EQ(suppose(type(), world.get(high), what, world.now).size(), 1U);
    EXPECT_EQ(told(other), "0 clocks") << "another customer's";
}

// What is sent to a vendor at once was nobody's before: who logged it had it made.
TEST_F(FirstAgreement, OfWhatTheVendorHasFirstIsOfWhoHadItMade) {
    const JsonObject sent{{"place", organisation("cs_boane").text()}, {"sent", true}};
    const std::string before = logged(sent, "helena");
    Agreement agreement = of("tried", process::AgreementKind::contract, {{"bought", {}, "2h", {}}});
    agreement.provider = organisation("platform");
    agreement.customer = organisation("central");
    tried(agreement);
    EXPECT_EQ(told(before), "running due 2014-01-20T08:00:00Z after 0s");
    world.add_agreement(agreement);
    EXPECT_EQ(resting_on(logged(sent, "helena"), "bought"), "tried");
    EXPECT_EQ(world.clock(logged({{"sent", true}}, "andre"), "bought"), "none") << "another had it made";
}

// What the words tell of a record that had no clock is what they do to one that has.
TEST_F(FirstAgreement, TellsWhatItWouldHaveDone) {
    const auto lived = [&] {
        const std::string number = logged();
        world.advance(world.now + Duration::hours(1));
        done("helena", number, "ask");
        world.advance(world.now + Duration::hours(2));
        done("andre", number, "answer");
        world.advance(world.now + Duration::hours(4));
        done("helena", number, "finish");
        return number;
    };
    const std::string before = lived();
    tried(sla("tried", "4h"));
    EXPECT_EQ(told(before), "met_late due 2014-01-20T12:00:00Z after 5h");
    EXPECT_EQ(begun(before).clocks.front().after.breached_at, at("2014-01-20 14:00"));
    tried(sla("tried", "5h"));
    EXPECT_EQ(told(before), "met due 2014-01-20T13:00:00Z after 5h");
    world.advance("2014-01-21 08:00");
    world.add_agreement(sla("tried", "4h"));
    const std::string after = lived();
    EXPECT_EQ(world.get(after).clocks.front().now.state, ClockState::met_late);
    EXPECT_EQ(world.get(after).clocks.front().now.elapsed, Duration::hours(5));
}

TEST_F(FirstAgreement, ItsRowsAreThoseOfWhatTheRecordWasThen) {
    const std::string number = logged({{"service", "mail"}});
    tried(of("tried", process::AgreementKind::ola,
             {{"house", {{"service", "mail"}}, "3h", {}}, {"house", {}, "1wd", {}}}));
    EXPECT_EQ(told(number), "running due 2014-01-20T09:00:00Z after 0s");
    world.advance("2014-01-20 10:00");
    Command command = world.command("helena", Command::Kind::edit, number);
    command.fields = {{"service", "web"}};
    ASSERT_TRUE(world.submit(command).has_value());
    EXPECT_EQ(told(number), "running due 2014-01-20T14:00:00Z after 2h");
    EXPECT_EQ(begun(number).clocks.front().set().limit_said, "1wd");
}

TEST_F(FirstAgreement, EachLegOfWhomItConcernsHasItsOwn) {
    const std::string number = logged();
    world.advance("2014-01-20 10:00");
    tried(of("tried", process::AgreementKind::contract, {{"bought", {}, "2h", {}}}));
    EXPECT_EQ(told(number), "0 clocks");
    done("helena", number, "pass");
    world.advance("2014-01-20 12:30");
    EXPECT_EQ(told(number), "breached due 2014-01-20T10:00:00Z after 2h30m");
    EXPECT_EQ(begun(number).clocks.front().set().leg, 2);
}

TEST_F(FirstAgreement, AJournalThatCannotBeReadTellsNothing) {
    const std::string number = logged();
    tried(sla("tried", "8h"));
    Record record = world.get(number);
    ++record.version;
    const auto find = [&](int) { return &process_; };
    const Begun found = begin_in_the_past(process_, type(), record, what, find, world, world.now);
    EXPECT_TRUE(found.clocks.empty());
    ASSERT_EQ(found.untold.size(), 1U);
    EXPECT_EQ(found.untold.front()->name, "solved");
}

TEST_F(Agreements, MostPartiesWinThenTheLatestThenTheName) {
    world.add_agreement(sla("b_any", "8h"));
    world.add_agreement(sla("a_any", "7h"));
    EXPECT_EQ(resting_on(logged(), "solved"), "a_any");
    Agreement later = sla("c_later", "6h");
    later.from = "2014-01-15";
    world.add_agreement(later);
    EXPECT_EQ(resting_on(logged(), "solved"), "c_later");
    Agreement boane = sla("d_boane", "5h");
    boane.customer = organisation("cs_boane");
    world.add_agreement(boane);
    EXPECT_EQ(resting_on(logged(), "solved"), "d_boane");
    EXPECT_EQ(resting_on(logged({}, "tomas"), "solved"), "c_later");
    Agreement mail = sla("e_mail", "3h");
    mail.customer = organisation("cs_boane");
    mail.provider = organisation("central");
    mail.service = "mail";
    world.add_agreement(mail);
    EXPECT_EQ(resting_on(logged({{"service", "mail"}}), "solved"), "e_mail");
    EXPECT_EQ(resting_on(logged({{"service", "web"}}), "solved"), "d_boane");
    Agreement elsewhere = sla("f_vendor", "1h");
    elsewhere.customer = organisation("cs_boane");
    elsewhere.provider = organisation("platform");
    world.add_agreement(elsewhere);
    EXPECT_EQ(resting_on(logged(), "solved"), "d_boane") << "who holds it is of another organisation";
}

TEST_F(Agreements, OnlyWhatIsAgreedAndInForceCounts) {
    Agreement proposed = sla("proposed", "1h");
    proposed.agreed.reset();
    world.add_agreement(proposed);
    EXPECT_EQ(world.clock(logged(), "solved"), "none");
    Agreement past = sla("past", "1h");
    past.until = "2014-01-19";
    world.add_agreement(past);
    EXPECT_EQ(world.clock(logged(), "solved"), "none");
    Agreement today = sla("today", "1h");
    today.from = today.until = "2014-01-20";
    world.add_agreement(today);
    EXPECT_EQ(world.clock(logged(), "solved"), "running until 2014-01-20 09:00");
    Agreement other = sla("other", "1h");
    other.targets[0].clock = "house";
    other.customer = organisation("cs_boane");
    world.add_agreement(other);
    EXPECT_EQ(resting_on(logged(), "solved"), "today") << "the other one says nothing about this clock";
}

TEST_F(Agreements, TheFirstRowThatFitsHoldsAndElseTheProcess) {
    world.add_agreement(of("rows", process::AgreementKind::sla,
                           {{"solved", {{"level", "high"}, {"holder", "vendor"}}, "2h", {}},
                            {"solved", {{"level", "high"}, {"service", "mail"}}, "1h", {}},
                            {"solved", {{"level", "low"}}, "2wd", {}}}));
    EXPECT_EQ(world.clock(logged(), "solved"), "running until 2014-01-21 16:00");
    EXPECT_EQ(world.clock(logged({{"level", "high"}, {"service", "mail"}}), "solved"),
              "running until 2014-01-20 09:00");
    const std::string number = logged({{"level", "high"}});
    EXPECT_EQ(world.clock(number, "solved"), "running until 2014-01-20 12:00") << "the process's own";
    EXPECT_EQ(resting_on(number, "solved"), "rows");
    world.advance("2014-01-20 09:00");
    done("helena", number, "pass");
    EXPECT_EQ(world.clock(number, "solved"), "running until 2014-01-20 10:00") << "the holder is asked for";
    EXPECT_EQ(clock(number, "solved").cause, "target changed");
    ASSERT_TRUE(edit("dinis", number, {{"level", "low"}}).has_value());
    EXPECT_EQ(world.clock(number, "solved"), "running until 2014-01-21 16:00");
    EXPECT_EQ(clock(number, "solved").elapsed, Duration::hours(1)) << "what has passed stays passed";
}

TEST_F(Agreements, OtherWordsCountOnceTheyAreAgreed) {
    world.add_agreement(sla("words", "4h"));
    const std::string number = logged();
    world.advance("2014-01-20 10:00");
    Agreement other = sla("words", "6h");
    other.agreed.reset();
    world.add_agreement(other);
    EXPECT_EQ(world.clock(number, "solved"), "running until 2014-01-20 12:00");
    EXPECT_EQ(world.clock(logged(), "solved"), "running until 2014-01-20 14:00");
    other.agreed = Accord{};
    world.add_agreement(other);
    EXPECT_EQ(world.clock(number, "solved"), "running until 2014-01-20 14:00");
    EXPECT_EQ(clock(number, "solved").cause, "agreement changed");
    EXPECT_EQ(world.event_types(number).back(), "clocks_recounted");
    EXPECT_EQ(clock(number, "solved").agreement_version, 3);
    world.advance("2014-01-20 11:30");
    world.add_agreement(sla("words", "3h"));
    EXPECT_EQ(world.clock(number, "solved"), "running until 2014-01-20 11:30")
        << "by the change, never earlier";
    world.advance("2014-01-20 11:31");
    const ClockSet& late = clock(number, "solved");
    EXPECT_EQ(late.breached_at, at("2014-01-20 11:30"));
    world.add_agreement(sla("words", "8h"));
    const std::int64_t version = world.get(number).version;
    EXPECT_EQ(clock(number, "solved").state, ClockState::breached) << "a breach stays a breach";
    EXPECT_EQ(world.get(number).version, version) << "nothing is written where nothing changes";
}

TEST_F(Agreements, OtherWordsHoldFromTheirFirstDayOn) {
    world.add_agreement(sla("words", "4wd"));
    const std::string number = logged();
    Agreement later = sla("words", "3wd");
    later.from = "2014-01-21";
    world.add_agreement(later);
    EXPECT_EQ(clock(number, "solved").agreement_version, 1);
    EXPECT_EQ(world.event_types(number).size(), 1u) << "nothing is written where nothing changes";
    const std::string today = logged();
    EXPECT_EQ(clock(today, "solved").agreement_version, 1);
    EXPECT_EQ(clock(today, "solved").limit, clock(number, "solved").limit);
    const Duration before = clock(number, "solved").limit;
    world.advance("2014-01-21 09:00");
    EXPECT_EQ(clock(logged(), "solved").agreement_version, 2);
    ASSERT_TRUE(edit("helena", number, {{"service", "web"}}).has_value());
    EXPECT_EQ(clock(number, "solved").agreement_version, 2);
    EXPECT_EQ(clock(number, "solved").limit.micros, before.micros / 4 * 3);
    EXPECT_EQ(clock(number, "solved").cause, "agreement changed");
    // Who is no longer its customer is not held to former words.
    Agreement others = sla("words", "1wd");
    others.customer = organisation("hr_xai_xai");
    world.add_agreement(others);
    EXPECT_EQ(world.clock(logged(), "solved"), "none");
}

TEST_F(Agreements, AClockKeepsTheOneItBeganWith) {
    Agreement first = sla("first", "4h");
    first.until = "2014-01-20";
    world.add_agreement(first);
    const std::string number = logged();
    Agreement better = sla("better", "1h");
    better.customer = organisation("cs_boane");
    world.add_agreement(better);
    world.advance("2014-01-20 09:00");
    ASSERT_TRUE(edit("helena", number, {{"service", "web"}}).has_value());
    EXPECT_EQ(resting_on(number, "solved"), "first");
    EXPECT_EQ(world.clock(number, "solved"), "running until 2014-01-20 12:00");
    EXPECT_EQ(resting_on(logged(), "solved"), "better");
}

TEST_F(Agreements, AChainRunsAtOnceEachByItsOwnList) {
    world.add_agreement(sla("service", "8h"));
    world.add_agreement(of("house", process::AgreementKind::ola, {{"house", {}, "6h", {}}}));
    Agreement contract = of("contract", process::AgreementKind::contract, {{"bought", {}, "1d", {}}});
    contract.calendar = Id::of_name("calendar:always");
    contract.provider = organisation("platform");
    contract.customer = organisation("central");
    world.add_agreement(contract);
    const std::string number = logged();
    EXPECT_EQ(world.clock(number, "bought"), "none");
    world.advance("2014-01-20 10:00");
    done("helena", number, "pass");
    EXPECT_EQ(world.clock(number, "solved"), "running until 2014-01-20 16:00");
    EXPECT_EQ(world.clock(number, "house"), "running until 2014-01-20 14:00");
    EXPECT_EQ(world.clock(number, "bought"), "running until 2014-01-21 10:00");
    world.advance("2014-01-20 11:00");
    done("dinis", number, "ask");
    EXPECT_EQ(world.clock(number, "solved"), "paused");
    EXPECT_EQ(world.clock(number, "house"), "running until 2014-01-20 14:00");
    world.advance("2014-01-20 13:00");
    done("andre", number, "answer");
    EXPECT_EQ(world.clock(number, "solved"), "running until 2014-01-21 10:00");
    done("dinis", number, "finish");
    for (const char* name : {"solved", "house", "bought"})
        EXPECT_EQ(world.clock(number, name), "met") << name;
}

TEST_F(Agreements, SharesWarnInTurnAndAfterTheBreachItIsOverdue) {
    world.add_agreement(
        of("rows", process::AgreementKind::sla, {{"solved", {{"level", "low"}}, "4h", {25, 75}}}));
    const std::string number = logged();
    EXPECT_EQ(clock(number, "solved").warn, at("2014-01-20 09:00")) << "the agreement's share";
    world.advance("2014-01-20 09:30");
    EXPECT_EQ(clock(number, "solved").warn, at("2014-01-20 11:00"));
    EXPECT_EQ(clock(number, "solved").warned, 1);
    world.advance("2014-01-20 12:00:01");
    EXPECT_EQ(clock(number, "solved").state, ClockState::breached);
    EXPECT_EQ(clock(number, "solved").warn, at("2014-01-20 14:00"));
    world.advance("2014-01-20 15:00");
    EXPECT_EQ(world.get(number).field("service"), nullptr);
    world.advance("2014-01-21 09:00");
    EXPECT_EQ(*world.get(number).field("service"), Json("web")) << "the deed at 200%";
    EXPECT_FALSE(clock(number, "solved").warn.has_value());
    std::vector<std::string> types;
    for (const std::string& type : world.event_types(number))
        if (type.starts_with("clock_") || type.ends_with("shout")) types.push_back(type);
    EXPECT_THAT(types, ElementsAre("clock_warned", "clock_warned", "clock_breached", "clock_overdue",
                                   "clock_overdue", "acted shout", "clock_warned", "acted shout"));
}

TEST_F(Agreements, OneThatIsLateStandsStillWhileItsPauseHolds) {
    world.add_agreement(of("rows", process::AgreementKind::sla, {{"solved", {{"level", "low"}}, "4h"}}));
    const std::string number = logged();
    world.advance("2014-01-20 13:00");
    ASSERT_EQ(clock(number, "solved").warn, at("2014-01-20 14:00")) << "half as much again";
    done("helena", number, "ask");
    EXPECT_EQ(world.clock(number, "solved"), "breached");
    EXPECT_EQ(clock(number, "solved").due, at("2014-01-20 12:00"));
    EXPECT_FALSE(clock(number, "solved").warn.has_value());
    world.advance("2014-01-21 09:00");
    EXPECT_EQ(counted(world.directory(), clock(number, "solved"), world.now), Duration::hours(5));
    done("andre", number, "answer");
    EXPECT_EQ(clock(number, "solved").cause, "act answer");
    EXPECT_EQ(clock(number, "solved").warn, at("2014-01-21 10:00"));
    world.advance("2014-01-21 11:00");
    EXPECT_EQ(world.event_types(number).back(), "clock_overdue");
    done("helena", number, "ask");
    done("helena", number, "answer");
    done("helena", number, "finish");
    EXPECT_EQ(set(number, "solved").state, ClockState::met_late);
    EXPECT_EQ(set(number, "solved").elapsed, Duration::hours(7));
    EXPECT_TRUE(set(number, "solved").held.empty());
}

// Random lives of jobs: the small world holds at every event that replay gives what was live, and that each
// clock recounts to the recorded figures.
TEST_F(Agreements, RandomLivesRecountToWhatWasRecorded) {
    std::uint32_t state = 20140120;
    const auto below = [&](std::uint32_t n) {
        state = state * 1664525u + 1013904223u;
        return (state >> 8) % n;
    };
    std::vector<std::string> numbers;
    for (int step = 0; step < 1500; ++step) {
        const std::string number =
            numbers.empty()
                ? logged()
                : numbers[numbers.size() - 1 -
                          below(std::min<std::uint32_t>(3, static_cast<std::uint32_t>(numbers.size())))];
        switch (below(12)) {
            case 0: numbers.push_back(logged({{"level", below(2) == 0 ? "high" : "low"}})); break;
            case 1: world.advance(world.now + Duration::minutes(1 + below(600))); break;
            case 2:
                world.advance(world.now + Duration{1 + static_cast<std::int64_t>(below(1'000'000))});
                break;
            case 3: (void)world.act("helena", number, "pass"); break;
            case 4:
                (void)world.act(world.get(number).holder.role == "vendor" ? "dinis" : "helena", number,
                                "ask");
                break;
            case 5: (void)world.act("andre", number, "answer"); break;
            case 6: world.add_agreement(sla("words", std::to_string(1 + below(12)) + "h")); break;
            case 7:
                world.add_calendar("facility_hours",
                                   below(2) == 0
                                       ? R"({"tz": "Africa/Maputo", "always_open": true})"
                                       : R"({"tz": "Africa/Maputo", "week": {"mon": [["09:00", "12:00"]],
                                                       "tue": [["08:00", "16:00"]], "wed": [["08:00", "20:00"]]}})");
                break;
            case 8: {
                Command command = world.command("helena", Command::Kind::edit, number);
                command.fields = {{"level", below(2) == 0 ? "high" : "low"}};
                (void)world.submit(command);
                break;
            }
            case 9: {
                Command command = world.command("helena", Command::Kind::edit, number);
                command.fields = {{"begun", text(world.now - Duration::hours(below(60)))}};
                (void)world.submit(command);
                break;
            }
            case 10:
                if (below(4) == 0)
                    (void)world.act(world.get(number).holder.role == "vendor" ? "dinis" : "helena", number,
                                    "finish");
                break;
            default:
                world.add_agreement(of("house", process::AgreementKind::ola,
                                       {{"house", {{"level", below(2) == 0 ? "high" : "low"}}, "1wd", {}}}));
                break;
        }
        if (!world.faults().empty()) FAIL() << "step " << step << ": " << world.faults().front();
    }
    EXPECT_GT(numbers.size(), 50u);
}

}  // namespace
}  // namespace reeve::records
