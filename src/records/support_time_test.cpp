// Custody, clocks and timers on the process for tiered support: the traps of the semantics, section 12.
#include "records/support_fixture_test.hpp"

namespace reeve::records {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class SupportTime : public SupportTest {};

TEST_F(SupportTime, AtTheLimitThePersonWinsAndAfterItTheBreach) {
    const std::string a = logged(), b = logged();
    world.advance("2014-01-20 09:00");
    done("helena", a, "acknowledge");
    EXPECT_EQ(world.clock(a, "response"), "met");
    world.advance("2014-01-20 09:00:00.001");
    EXPECT_EQ(world.clock(b, "response"), "breached");
    done("helena", b, "acknowledge");
    EXPECT_EQ(world.clock(b, "response"), "met_late");
    const ClockSet& clock = world.get(b).clocks.front().now;
    EXPECT_EQ(clock.breached_at, at("2014-01-20 09:00"));
    EXPECT_EQ(clock.stopped, at("2014-01-20 09:00:00.001"));
}

TEST_F(SupportTime, BreachEscalatesAtItsInstantAndSaysWhoHasIt) {
    const std::string number = logged();
    world.advance("2014-01-20 09:00");
    done("helena", number, "acknowledge");
    EXPECT_EQ(world.get(number).holder.person, world.who("helena"));
    world.advance("2014-01-21 08:00");
    const Record& issue = world.get(number);
    EXPECT_EQ(issue.holder, (Holder{"tier_3", {}, {}, {}}));
    EXPECT_EQ(issue.state, "logged");
    ASSERT_EQ(issue.legs.size(), 2u);
    EXPECT_EQ(issue.legs[1].from, at("2014-01-20 16:00")) << "due at closing, not at the next opening";
    EXPECT_EQ(issue.legs[1].cause, "breach");
    EXPECT_THAT(world.event_types(number), ElementsAre("logged log", "acted acknowledge", "clock_warned",
                                                       "clock_breached", "acted escalate"));
    const std::vector<Event>& events = world.events(issue.id);
    EXPECT_EQ(events[4].cause, events[3].id);
    EXPECT_EQ(events[4].command, events[3].command);
    EXPECT_EQ(events[4].actor.kind, ActorKind::desk);
    const Refusal refusal = refused("helena", number, "resolve");
    EXPECT_EQ(refusal.kind, RefusalKind::not_allowed);
    EXPECT_THAT(refusal.detail, HasSubstr("passed to tier 3 at 16:00 on 2014-01-20"));
    EXPECT_EQ(world.clock(number, "response"), "running until 2014-01-21 09:00");
    EXPECT_EQ(world.clock(number, "resolve_or_escalate"), "running until 2014-01-23 16:00");
    const auto former =
        std::find_if(issue.clocks.begin(), issue.clocks.end(), [](const ClockInstance& clock) {
            return clock.now.clock == "resolve_or_escalate" && clock.now.leg == 1;
        });
    EXPECT_EQ(former->now.state, ClockState::breached) << "its own escalation is no late fulfilment";
    EXPECT_TRUE(former->now.stopped.has_value());
}

TEST_F(SupportTime, AnActAfterTheBreachInTheSameSecondMeetsTheNextTier) {
    const std::string number = logged(critical);
    world.advance("2014-01-20 08:30");
    done("helena", number, "refer", {}, "beyond us");
    EXPECT_EQ(world.holder(number), "tier_3") << "at the limit the person wins";
    const std::string late = logged(critical);
    world.advance("2014-01-20 09:00:00.001");
    EXPECT_EQ(world.holder(late), "tier_3");
    const Refusal refusal = refused("helena", late, "refer", {}, "beyond us");
    EXPECT_EQ(refusal.kind, RefusalKind::not_allowed);
    EXPECT_THAT(refusal.detail, HasSubstr("passed to tier 3 at 09:00"));
}

TEST_F(SupportTime, AcknowledgingBelongsToTheLeg) {
    const std::string number = logged();
    done("helena", number, "acknowledge");
    done("helena", number, "refer", {}, "database is corrupt");
    EXPECT_EQ(world.get(number).state, "logged") << "a hand-over arrives";
    const Refusal refusal =
        refused("rui", number, "resolve", {{"solution", "Rebuilt the index of the database."}});
    EXPECT_EQ(refusal.kind, RefusalKind::wrong_state);
    EXPECT_THAT(refusal.detail, HasSubstr("'In work'"));
    done("rui", number, "acknowledge");
    EXPECT_EQ(world.get(number).acts.at("acknowledge").in_leg, 1);
    EXPECT_EQ(world.get(number).acts.at("acknowledge").times, 2);
    done("rui", number, "resolve", {{"solution", "Rebuilt the index of the database."}});
    EXPECT_EQ(world.get(number).state, "resolved");
    EXPECT_EQ(world.clock(number, "resolve_or_escalate"), "met");
    EXPECT_EQ(world.clock(number, "in_all"), "met");
}

TEST_F(SupportTime, WaitingPausesAndTheAnswerResumes) {
    const std::string number = logged();
    done("helena", number, "acknowledge");
    world.advance("2014-01-20 10:00");
    done("helena", number, "ask", {}, "Which screen?");
    EXPECT_EQ(world.get(number).waiting, "reporter");
    EXPECT_EQ(world.clock(number, "resolve_or_escalate"), "paused");
    EXPECT_EQ(world.clock(number, "in_all"), "paused");
    world.advance("2014-01-22 08:00");
    EXPECT_EQ(world.holder(number), "tier_2") << "a paused clock does not breach";
    done("andre", number, "answer", {}, "The second one.");
    EXPECT_EQ(world.clock(number, "resolve_or_escalate"), "running until 2014-01-22 14:00");
    const Record& issue = world.get(number);
    EXPECT_EQ(world.events(issue.id).back().audience, "public");
    const auto& spans =
        std::find_if(issue.clocks.begin(), issue.clocks.end(), [](const ClockInstance& clock) {
            return clock.now.clock == "resolve_or_escalate";
        })->spans;
    ASSERT_EQ(spans.size(), 3u);
    EXPECT_EQ(spans[1].cause, "state waiting");
    EXPECT_FALSE(spans[1].running);
    EXPECT_EQ(spans[2].cause, "act answer");
}

TEST_F(SupportTime, HandOverWhileWaitingArrivesAndTheLateAnswerIsNoAct) {
    const std::string number = logged();
    done("helena", number, "acknowledge");
    done("helena", number, "ask", {}, "Which screen?");
    done("helena", number, "refer", {}, "Asked the reporter; see above.");
    const Record& issue = world.get(number);
    EXPECT_EQ(issue.holder.role, "tier_3");
    EXPECT_EQ(issue.state, "logged");
    EXPECT_EQ(issue.waiting, "");
    EXPECT_TRUE(issue.timers.empty()) << "leaving the waiting state disarms its timer";
    EXPECT_EQ(world.clock(number, "resolve_or_escalate"), "running until 2014-01-22 16:00");
    EXPECT_EQ(refused("andre", number, "answer", {}, "The second one.").kind, RefusalKind::wrong_state);
    Command comment = world.command("andre", Command::Kind::comment, number);
    comment.comment = CommentPart{"The second one.", ""};
    ASSERT_TRUE(world.submit(comment).has_value()) << "but it can be said";
    EXPECT_EQ(world.events(issue.id).back().audience, "public");
}

TEST_F(SupportTime, SilenceResolvesAndResolvedCloses) {
    const std::string number = logged();
    done("helena", number, "acknowledge");
    done("helena", number, "ask", {}, "Which screen?");
    world.advance("2014-02-03 07:59:59");
    EXPECT_EQ(world.get(number).state, "waiting");
    world.advance("2014-02-03 08:00");
    EXPECT_EQ(world.get(number).state, "resolved") << "14 days of 24 hours, and at exactly that instant";
    EXPECT_THAT(world.get(number).field("solution")->string(), HasSubstr("No answer"));
    world.advance("2014-02-08 08:00");
    const Record& issue = world.get(number);
    EXPECT_EQ(issue.state, "closed");
    EXPECT_TRUE(issue.end);
    EXPECT_EQ(issue.holder, Holder{});
    EXPECT_EQ(issue.legs.back().to, at("2014-02-08 08:00"));
    EXPECT_TRUE(due_timers(issue).empty());
    EXPECT_EQ(refused("helena", number, "resolve").kind, RefusalKind::wrong_state);
}

TEST_F(SupportTime, ReopeningOpensALegAndItsClocks) {
    const std::string number = logged();
    done("helena", number, "acknowledge");
    done("helena", number, "resolve", {{"solution", "Restarted the tablet and it worked."}});
    ASSERT_EQ(world.get(number).timers.size(), 1u);
    world.advance("2014-01-21 08:00");
    done("andre", number, "reopen", {}, "It fails again.");
    const Record& issue = world.get(number);
    EXPECT_EQ(issue.legs.size(), 2u) << "a new leg though the holder is the same";
    EXPECT_EQ(issue.holder, (Holder{"tier_2", {}, {}, {}}));
    EXPECT_TRUE(issue.timers.empty());
    EXPECT_EQ(world.clock(number, "response"), "running until 2014-01-21 09:00");
    EXPECT_EQ(world.clock(number, "resolve_or_escalate"), "running until 2014-01-21 16:00");
    EXPECT_EQ(world.clock(number, "in_all"), "met") << "it runs through once";
    EXPECT_EQ(refused("helena", number, "resolve", {{"solution", "Restarted the tablet once more."}}).kind,
              RefusalKind::wrong_state);
}

TEST_F(SupportTime, TierFourSaysWhenAndTakesTheMorePressingFirst) {
    const std::string number = logged(normal), pressing = logged(urgent);
    for (const std::string& issue : {number, pressing}) {
        done("helena", issue, "refer", {}, "beyond us");
        done("rui", issue, "refer", {}, "needs a code change");
        EXPECT_EQ(world.holder(issue), "tier_4");
    }
    const Refusal refusal = refused("dinis", number, "acknowledge");
    EXPECT_THAT(what(refusal), ElementsAre("field planned", "first_in_order"));
    EXPECT_THAT(said(refusal), HasSubstr(pressing));
    const JsonObject planned{{"planned", "2014-01-27T16:00:00+02:00"}};
    done("dinis", number, "acknowledge", planned, "A one-line change; the other waits for the database.");
    EXPECT_EQ(world.clock(number, "planned"), "running until 2014-01-27 16:00");
    const auto& clocks = world.get(number).clocks;
    EXPECT_TRUE(std::none_of(clocks.begin(), clocks.end(), [](const ClockInstance& clock) {
        return clock.now.clock == "resolve_or_escalate" && clock.now.leg == 3;
    })) << "tier 4 has no target of the table";
    done("dinis", pressing, "acknowledge", planned);
    done("dinis", number, "set_planned", {{"planned", "2014-01-24T16:00:00+02:00"}});
    EXPECT_EQ(world.clock(number, "planned"), "running until 2014-01-24 16:00");
    const Refusal further = refused("dinis", number, "refer", {}, "who else?");
    EXPECT_EQ(what(further), std::vector<std::string>{"hand_over"});
    world.advance("2014-01-25 08:00");
    EXPECT_EQ(world.clock(number, "planned"), "breached");
    EXPECT_EQ(world.holder(number), "tier_4");
}

TEST_F(SupportTime, ChangedPriorityKeepsWhatWasCounted) {
    const std::string number = logged(high);
    done("helena", number, "acknowledge");
    world.advance("2014-01-20 11:00");
    Command edit = world.command("helena", Command::Kind::edit, number);
    edit.fields = {{"impact", "multiple_users"}};
    ASSERT_TRUE(world.submit(edit).has_value());
    EXPECT_EQ(world.get(number).priority, "Urgent");
    EXPECT_EQ(world.clock(number, "resolve_or_escalate"), "running until 2014-01-20 11:00")
        << "one hour, three used: now";
    EXPECT_EQ(world.clock(number, "in_all"), "cancelled");
    world.advance("2014-01-20 11:00:00.001");
    EXPECT_EQ(world.holder(number), "tier_3");
    EXPECT_EQ(world.get(number).legs[1].from, at("2014-01-20 11:00")) << "never dated back";
    EXPECT_TRUE(world.get(number).values_ever.at("priority").contains("High"));
}

TEST_F(SupportTime, DowngradeLengthensAndComesBack) {
    const std::string number = logged(high);
    world.advance("2014-01-20 10:00");
    Command edit = world.command("helena", Command::Kind::edit, number);
    edit.fields = {{"urgency", "not_affecting"}};
    ASSERT_TRUE(world.submit(edit).has_value());
    EXPECT_EQ(world.clock(number, "resolve_or_escalate"), "running until 2014-01-24 16:00")
        << "40 hours, 2 used";
    EXPECT_EQ(world.clock(number, "in_all"), "cancelled");
    world.advance("2014-01-20 12:00");
    edit = world.command("helena", Command::Kind::edit, number);
    edit.fields = {{"urgency", "job_stopped"}};
    ASSERT_TRUE(world.submit(edit).has_value());
    EXPECT_EQ(world.clock(number, "resolve_or_escalate"), "running until 2014-01-20 16:00");
    EXPECT_EQ(world.clock(number, "in_all"), "running until 2014-01-27 10:00")
        << "two hours were counted, two were not";
}

TEST_F(SupportTime, ExperiencedBeforeItWasLoggedCountsFromThen) {
    JsonObject fields = high;
    fields.set("experienced", "2014-01-16T10:00:00+02:00");
    world.advance("2014-01-20 08:00");
    const std::string number = logged(fields, "jose");
    EXPECT_EQ(world.clock(number, "in_all"), "running until 2014-01-23 10:00");
    fields.set("experienced", "2014-01-06T08:00:00+02:00");
    const std::string old = logged(fields, "jose");
    EXPECT_EQ(world.clock(old, "in_all"), "running until 2014-01-10 16:00");
    world.advance("2014-01-20 08:00:00.001");
    EXPECT_EQ(world.clock(old, "in_all"), "breached");
    EXPECT_EQ(world.events(world.get(old).id).back().occurred_at, at("2014-01-20 08:00"))
        << "not before its record";

    Command edit = world.command("helena", Command::Kind::edit, number);
    edit.fields = {{"experienced", "2014-01-17T10:00:00+02:00"}};
    ASSERT_TRUE(world.submit(edit).has_value());
    EXPECT_EQ(world.clock(number, "in_all"), "running until 2014-01-24 10:00")
        << "corrected later: derived anew";
}

TEST_F(SupportTime, BreaksHolidaysAndWeekendsDoNotCount) {
    world.advance("2014-01-31 15:30");  // Friday; Monday 3 February is a holiday
    const std::string number = logged(high, "tomas");
    EXPECT_EQ(world.clock(number, "response"), "running until 2014-01-31 16:30");
    EXPECT_EQ(world.clock(number, "resolve_or_escalate"), "running until 2014-02-04 15:30")
        << "1 + 7 hours, a break between";
}

TEST_F(SupportTime, WithoutWorkingHoursThereIsNoTarget) {
    const auto outcome = world.log("rita", "issue", high);
    ASSERT_FALSE(outcome.has_value());
    EXPECT_THAT(what(outcome.error()),
                ElementsAre("clock:response facility", "clock:resolve_or_escalate facility",
                            "clock:in_all facility"));
    EXPECT_THAT(said(outcome.error()), HasSubstr("cs_remote has no working hours"));
}

TEST_F(SupportTime, AVisitPausesUntilItIsDone) {
    const std::string number = logged(high);
    done("helena", number, "acknowledge");
    world.advance("2014-01-20 10:00");
    done("helena", number, "dispatch", {}, "Replace the router.");
    const Record& issue = world.get(number);
    ASSERT_EQ(issue.links.size(), 1u);
    const std::string visit = issue.links[0].number;
    EXPECT_EQ(visit, "VIS-00001");
    EXPECT_EQ(world.get(visit).title, "Visit: It fails");
    EXPECT_EQ(world.get(visit).links.at(0).number, number);
    EXPECT_EQ(world.get(visit).links.at(0).link, "issue");
    EXPECT_EQ(world.holder(visit), "dhio");
    EXPECT_EQ(world.clock(number, "resolve_or_escalate"), "paused");
    world.advance("2014-01-24 10:00");
    done("mario", visit, "schedule", {{"technician", "mario"}, {"date", "2014-01-24T12:00:00+02:00"}});
    EXPECT_EQ(world.clock(number, "resolve_or_escalate"), "paused");
    EXPECT_EQ(world.get(number).links[0].state, "scheduled");
    world.advance("2014-01-24 12:00");
    done("mario", visit, "complete", {{"outcome", "The router was replaced."}});
    EXPECT_EQ(world.get(number).links[0].state, "done");
    EXPECT_EQ(world.clock(number, "resolve_or_escalate"), "running until 2014-01-27 10:00")
        << "two of eight hours were used";
    EXPECT_EQ(world.event_types(number).back(), "rechecked");
    EXPECT_EQ(world.events(world.get(number).id).back().cause, world.events(world.get(visit).id).back().id);
}

TEST_F(SupportTime, AStaleTimerDoesNothing) {
    const std::string number = logged(high);
    const Instant due = at("2014-01-20 09:00");
    done("helena", number, "acknowledge");
    Command timer = world.command("helena", Command::Kind::timer, number);
    timer.actor = {};
    timer.act = "response";
    timer.due = due;
    timer.timer_kind = static_cast<std::uint8_t>(DueTimer::Kind::breach);
    EXPECT_EQ(world.submit(timer).error().kind, RefusalKind::wrong_state);
    timer.act = "close";
    timer.timer_kind = static_cast<std::uint8_t>(DueTimer::Kind::act);
    EXPECT_EQ(world.submit(timer).error().kind, RefusalKind::wrong_state);
}

TEST_F(SupportTime, ABreachIsRecordedWhateverBecomesOfItsEffect) {
    // Tier 2 is breached while somebody has made the facility lose its calendar: the escalation's new clocks
    // cannot start.
    const std::string number = logged(high);
    world.add_organisation("cs_boane", "facility", "");
    world.advance("2014-01-21 08:00");
    EXPECT_EQ(world.holder(number), "tier_2");
    EXPECT_EQ(world.clock(number, "resolve_or_escalate"), "breached");
    const Event& event = world.events(world.get(number).id).back();
    EXPECT_EQ(event.type, "clock_breached");
    const auto refused = std::ranges::find_if(
        event.changes, [](const Change& change) { return std::holds_alternative<DeedRefused>(change); });
    ASSERT_NE(refused, event.changes.end());
    EXPECT_EQ(std::get<DeedRefused>(*refused).act, "escalate");
    EXPECT_EQ(std::get<DeedRefused>(*refused).clock, "resolve_or_escalate");
    EXPECT_EQ(std::get<DeedRefused>(*refused).due, at("2014-01-20 16:00"));
}

TEST_F(SupportTime, ARefusedEscalationIsTriedAgainAtTheNextEvent) {
    const std::string number = logged(high);
    world.add_organisation("cs_boane", "facility", "");
    world.advance("2014-01-21 08:00");
    ASSERT_EQ(world.get(number).refused.size(), 1u);
    ASSERT_EQ(world.holder(number), "tier_2");
    world.follows_directory = false;
    world.add_organisation("cs_boane", "facility", "facility_hours");
    world.advance("2014-01-21 09:15");
    EXPECT_EQ(world.holder(number), "tier_2") << "nothing happened to the issue";
    Command word = world.command("helena", Command::Kind::comment, number);
    word.comment = {"Still looking at it.", "internal"};
    ASSERT_TRUE(world.submit(word).has_value());
    EXPECT_EQ(world.holder(number), "tier_3");
    EXPECT_TRUE(world.get(number).refused.empty());
    EXPECT_EQ(world.get(number).legs.back().cause, "breach");
    EXPECT_EQ(world.get(number).legs.back().from, at("2014-01-21 09:15")) << "never dated back";
    EXPECT_EQ(world.clock(number, "resolve_or_escalate"), "running until 2014-01-24 09:15");
}

TEST_F(SupportTime, ARefusedEscalationIsWaitedForNoLongerThanItsClock) {
    const std::string number = logged(high);
    world.add_organisation("cs_boane", "facility", "");
    world.advance("2014-01-21 08:00");
    ASSERT_EQ(world.get(number).refused.size(), 1u);
    world.follows_directory = false;
    world.add_organisation("cs_boane", "facility", "facility_hours");
    done("helena", number, "refer", {}, "To the seniors.");
    EXPECT_EQ(world.holder(number), "tier_3");
    EXPECT_TRUE(world.get(number).refused.empty()) << "the leg of that clock is over";
    EXPECT_EQ(world.get(number).legs.size(), 2u) << "and nothing was escalated besides";
}

TEST_F(SupportTime, ARefusedEscalationIsTriedAgainWhenTheHoursThatItLackedAreThere) {
    const std::string number = logged(high);
    world.add_organisation("cs_boane", "facility", "");
    world.advance("2014-01-21 08:00");
    ASSERT_EQ(world.get(number).refused.size(), 1u);
    world.add_organisation("cs_boane", "facility", "facility_hours");
    EXPECT_EQ(world.holder(number), "tier_3");
    EXPECT_EQ(world.get(number).legs.back().from, at("2014-01-21 08:00"));
}

TEST_F(SupportTime, ANewCalendarCountsFromThatInstant) {
    const std::string number = logged(high);
    world.advance("2014-01-20 10:00");
    world.add_calendar(
        "facility_hours",
        R"({"tz": "Africa/Maputo", "week": {"mon": [["08:00", "12:00"]], "tue": [["08:00", "12:00"]]}})");
    EXPECT_EQ(world.event_types(number).back(), "clocks_recounted");
    Command recheck = world.command("helena", Command::Kind::recheck, number);
    recheck.actor = {};
    recheck.about = Id::of_name("calendar:facility_hours");
    EXPECT_EQ(world.clock(number, "resolve_or_escalate"), "running until 2014-01-21 12:00")
        << "2 + 2 + 4 hours";
    const auto events = world.event_types(number);
    ASSERT_TRUE(world.submit(recheck).has_value());
    EXPECT_EQ(world.event_types(number), events) << "and once only";
}

}  // namespace
}  // namespace reeve::records
