// The engine on the shipped process for tiered support: the traps of the semantics, section 12, that concern it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "records/world_test.hpp"

namespace reeve::records {
namespace {

using testing::at;
using testing::World;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const JsonObject high{{"urgency", "job_stopped"}, {"impact", "single_user"}};
const JsonObject urgent{{"urgency", "job_stopped"}, {"impact", "multiple_users"}};
const JsonObject critical{{"urgency", "patient_safety"}, {"impact", "single_user"}};
const JsonObject normal{{"urgency", "not_affecting"}, {"impact", "single_user"}};

class Support : public ::testing::Test {
protected:
    World world{testing::shipped("epts-support")};

    std::string logged(const JsonObject& fields = high, std::string_view person = "andre") {
        const auto number = world.log(person, "issue", fields);
        EXPECT_TRUE(number.has_value()) << (number ? "" : said(number.error()));
        return number.value_or("");
    }
    static std::string said(const Refusal& refusal) {
        std::string words = std::string(word(refusal.kind)) + ": " + refusal.detail;
        for (const Unmet& unmet : refusal.unmet) words += "\n  " + unmet.what + " [" + unmet.field + "] " + unmet.why;
        return words;
    }
    void done(std::string_view person, std::string_view number, const std::string& act, JsonObject fields = {},
              std::string comment = "") {
        const auto outcome = world.act(person, number, act, std::move(fields), std::move(comment));
        ASSERT_TRUE(outcome.has_value()) << act << ": " << said(outcome.error());
    }
    Refusal refused(std::string_view person, std::string_view number, const std::string& act, JsonObject fields = {},
                    std::string comment = "", std::string audience = "") {
        const auto outcome = world.act(person, number, act, std::move(fields), std::move(comment), std::move(audience));
        EXPECT_FALSE(outcome.has_value()) << act << " was done";
        return outcome ? Refusal{} : outcome.error();
    }
    void TearDown() override { EXPECT_THAT(world.faults(), ElementsAre()); }
};

std::vector<std::string> what(const Refusal& refusal) {
    std::vector<std::string> list;
    for (const Unmet& unmet : refusal.unmet) list.push_back(unmet.field.empty() ? unmet.what : unmet.what + " " + unmet.field);
    return list;
}

TEST_F(Support, LoggingComputesDefaultsAndFindsTheHolder) {
    const std::string number = logged(high);
    const Record& issue = world.get(number);
    EXPECT_EQ(number, "EPTS-00001");
    EXPECT_EQ(issue.priority, "High");
    EXPECT_EQ(issue.rank, 3);
    EXPECT_EQ(issue.state, "logged");
    EXPECT_EQ(issue.holder.role, "tier_2");
    EXPECT_EQ(*issue.field("area"), Json("application"));
    EXPECT_EQ(issue.organisation, Id::of_name("organisation:cs_boane"));
    EXPECT_EQ(issue.reporter, world.who("andre"));
    EXPECT_EQ(issue.title, "It fails");
    EXPECT_EQ(world.clock(number, "response"), "running until 2014-01-20 09:00");
    EXPECT_EQ(world.clock(number, "resolve_or_escalate"), "running until 2014-01-20 16:00");
    EXPECT_EQ(world.clock(number, "in_all"), "running until 2014-01-24 16:00");
    const Event& event = world.events(issue.id).front();
    EXPECT_EQ(event.type, "logged");
    EXPECT_EQ(event.audience, "public");
    EXPECT_EQ(event.facts.find("tables")->find("priority")->array().front(), Json(2));
    EXPECT_EQ(write_json(skeleton(event)).find("It fails"), std::string::npos) << "texts lie outside";
}

TEST_F(Support, HardwareGoesToTierOneWhereThereIsOne) {
    JsonObject fields = high;
    fields.set("area", "hardware");
    EXPECT_EQ(world.get(logged(fields, "tomas")).holder.role, "tier_1");
    EXPECT_EQ(world.get(logged(fields, "tomas")).holder.organisation, Id::of_name("organisation:hr_xai_xai"));
    EXPECT_EQ(world.holder(logged(fields, "andre")), "tier_2") << "nobody is on site there";
}

TEST_F(Support, RefusesAllThatIsWrongAtOnce) {
    const auto outcome = world.log("andre", "issue", {{"urgency", "job_stoped"}, {"colour", "red"}, {"priority", "High"},
                                                      {"planned", "2014-01-21T08:00:00Z"}, {"experienced", "yesterday"}}, "");
    ASSERT_FALSE(outcome.has_value());
    EXPECT_EQ(outcome.error().kind, RefusalKind::unmet);
    EXPECT_THAT(what(outcome.error()), ElementsAre("field title", "field urgency", "field colour", "field priority",
                                                   "field planned", "field experienced", "field impact"));
    EXPECT_THAT(said(outcome.error()), HasSubstr("did you mean 'job_stopped'"));
    EXPECT_TRUE(world.records().empty());
    EXPECT_EQ(logged(), "EPTS-00001") << "a refused act draws no number";
}

TEST_F(Support, OnlyReportersAndTheFirstTwoTiersLog) {
    const auto outcome = world.log("rui", "issue", high);
    ASSERT_FALSE(outcome.has_value());
    EXPECT_EQ(outcome.error().kind, RefusalKind::not_allowed);
    const auto for_another = world.log("andre", "issue", high, "Help", "jose");
    ASSERT_FALSE(for_another.has_value()) << "a reporter reports for herself";
    const auto by_desk = world.log("helena", "issue", high, "By phone", "jose");
    ASSERT_TRUE(by_desk.has_value());
    EXPECT_EQ(world.get(*by_desk).reporter, world.who("jose"));
    EXPECT_EQ(world.get(*by_desk).logged_by, world.who("helena"));
}

TEST_F(Support, AtTheLimitThePersonWinsAndAfterItTheBreach) {
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

TEST_F(Support, BreachEscalatesAtItsInstantAndSaysWhoHasIt) {
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
    EXPECT_THAT(world.event_types(number),
                ElementsAre("logged log", "acted acknowledge", "clock_warned", "clock_breached", "acted escalate"));
    const std::vector<Event>& events = world.events(issue.id);
    EXPECT_EQ(events[4].cause, events[3].id);
    EXPECT_EQ(events[4].command, events[3].command);
    EXPECT_EQ(events[4].actor.kind, ActorKind::desk);
    const Refusal refusal = refused("helena", number, "resolve");
    EXPECT_EQ(refusal.kind, RefusalKind::not_allowed);
    EXPECT_THAT(refusal.detail, HasSubstr("passed to tier 3 at 16:00 on 2014-01-20"));
    EXPECT_EQ(world.clock(number, "response"), "running until 2014-01-21 09:00");
    EXPECT_EQ(world.clock(number, "resolve_or_escalate"), "running until 2014-01-23 16:00");
    const auto former = std::find_if(issue.clocks.begin(), issue.clocks.end(), [](const ClockInstance& clock) {
        return clock.now.clock == "resolve_or_escalate" && clock.now.leg == 1;
    });
    EXPECT_EQ(former->now.state, ClockState::breached) << "its own escalation is no late fulfilment";
    EXPECT_TRUE(former->now.stopped.has_value());
}

TEST_F(Support, AnActAfterTheBreachInTheSameSecondMeetsTheNextTier) {
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

TEST_F(Support, AcknowledgingBelongsToTheLeg) {
    const std::string number = logged();
    done("helena", number, "acknowledge");
    done("helena", number, "refer", {}, "database is corrupt");
    EXPECT_EQ(world.get(number).state, "logged") << "a hand-over arrives";
    const Refusal refusal = refused("rui", number, "resolve", {{"solution", "Rebuilt the index of the database."}});
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

TEST_F(Support, WaitingPausesAndTheAnswerResumes) {
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
    const auto& spans = std::find_if(issue.clocks.begin(), issue.clocks.end(), [](const ClockInstance& clock) {
                            return clock.now.clock == "resolve_or_escalate";
                        })->spans;
    ASSERT_EQ(spans.size(), 3u);
    EXPECT_EQ(spans[1].cause, "state waiting");
    EXPECT_FALSE(spans[1].running);
    EXPECT_EQ(spans[2].cause, "act answer");
}

TEST_F(Support, HandOverWhileWaitingArrivesAndTheLateAnswerIsNoAct) {
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

TEST_F(Support, SilenceResolvesAndResolvedCloses) {
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

TEST_F(Support, ReopeningOpensALegAndItsClocks) {
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

TEST_F(Support, NeedsAreSaidWithTheirFieldsAndRulesAreNotSaidTwice) {
    const std::string number = logged();
    done("helena", number, "acknowledge");
    const Refusal without = refused("helena", number, "resolve");
    EXPECT_THAT(what(without), ElementsAre("field solution"));
    const Refusal brief = refused("helena", number, "resolve", {{"solution", "fixed"}});
    EXPECT_THAT(said(brief), HasSubstr("at least 20"));
    const Refusal silent = refused("helena", number, "ask");
    EXPECT_THAT(what(silent), ElementsAre("comment"));
    const Refusal inside = refused("helena", number, "ask", {}, "Which screen?", "internal");
    EXPECT_THAT(what(inside), ElementsAre("comment")) << "the reporter would not read it";
    const Refusal outside = refused("helena", number, "ask", {{"planned", "2014-01-21T08:00:00Z"}}, "Which screen?");
    EXPECT_THAT(what(outside), ElementsAre("field planned"));
    EXPECT_EQ(world.get(number).version, 2) << "refusals change nothing";
}

TEST_F(Support, ReportersSpeakInPublic) {
    const std::string number = logged();
    done("helena", number, "acknowledge");
    done("helena", number, "ask", {}, "Which screen?");
    const Refusal refusal = refused("andre", number, "answer", {}, "The second.", "internal");
    EXPECT_EQ(refusal.kind, RefusalKind::not_allowed);
    Command comment = world.command("helena", Command::Kind::comment, number);
    comment.comment = CommentPart{"Ask the vendor.", ""};
    ASSERT_TRUE(world.submit(comment).has_value());
    EXPECT_EQ(world.events(world.get(number).id).back().audience, "internal");
    comment.comment->audience = "everybody";
    EXPECT_EQ(world.submit(comment).error().kind, RefusalKind::malformed);
    comment.comment->text = "  ";
    comment.comment->audience = "";
    EXPECT_EQ(world.submit(comment).error().kind, RefusalKind::unmet);
}

TEST_F(Support, UnknownActsAndStaleVersions) {
    const std::string number = logged();
    EXPECT_EQ(refused("helena", number, "acknowlege").kind, RefusalKind::unseen);
    EXPECT_EQ(refused("helena", number, "log").kind, RefusalKind::unseen);
    EXPECT_EQ(refused("helena", number, "escalate").kind, RefusalKind::not_allowed) << "the desk's own";
    Command command = world.command("helena", Command::Kind::act, number);
    command.act = "acknowledge";
    command.if_version = 7;
    EXPECT_EQ(world.submit(command).error().kind, RefusalKind::stale);
    command.if_version = 1;
    EXPECT_TRUE(world.submit(command).has_value());
}

TEST_F(Support, TierFourSaysWhenAndTakesTheMorePressingFirst) {
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

TEST_F(Support, ChangedPriorityKeepsWhatWasCounted) {
    const std::string number = logged(high);
    done("helena", number, "acknowledge");
    world.advance("2014-01-20 11:00");
    Command edit = world.command("helena", Command::Kind::edit, number);
    edit.fields = {{"impact", "multiple_users"}};
    ASSERT_TRUE(world.submit(edit).has_value());
    EXPECT_EQ(world.get(number).priority, "Urgent");
    EXPECT_EQ(world.clock(number, "resolve_or_escalate"), "running until 2014-01-20 11:00") << "one hour, three used: now";
    EXPECT_EQ(world.clock(number, "in_all"), "cancelled");
    world.advance("2014-01-20 11:00:00.001");
    EXPECT_EQ(world.holder(number), "tier_3");
    EXPECT_EQ(world.get(number).legs[1].from, at("2014-01-20 11:00")) << "never dated back";
    EXPECT_TRUE(world.get(number).values_ever.at("priority").contains("High"));
}

TEST_F(Support, DowngradeLengthensAndComesBack) {
    const std::string number = logged(high);
    world.advance("2014-01-20 10:00");
    Command edit = world.command("helena", Command::Kind::edit, number);
    edit.fields = {{"urgency", "not_affecting"}};
    ASSERT_TRUE(world.submit(edit).has_value());
    EXPECT_EQ(world.clock(number, "resolve_or_escalate"), "running until 2014-01-24 16:00") << "40 hours, 2 used";
    EXPECT_EQ(world.clock(number, "in_all"), "cancelled");
    world.advance("2014-01-20 12:00");
    edit = world.command("helena", Command::Kind::edit, number);
    edit.fields = {{"urgency", "job_stopped"}};
    ASSERT_TRUE(world.submit(edit).has_value());
    EXPECT_EQ(world.clock(number, "resolve_or_escalate"), "running until 2014-01-20 16:00");
    EXPECT_EQ(world.clock(number, "in_all"), "running until 2014-01-27 10:00") << "two hours were counted, two were not";
}

TEST_F(Support, ExperiencedBeforeItWasLoggedCountsFromThen) {
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
    EXPECT_EQ(world.events(world.get(old).id).back().occurred_at, at("2014-01-20 08:00")) << "not before its record";

    Command edit = world.command("helena", Command::Kind::edit, number);
    edit.fields = {{"experienced", "2014-01-17T10:00:00+02:00"}};
    ASSERT_TRUE(world.submit(edit).has_value());
    EXPECT_EQ(world.clock(number, "in_all"), "running until 2014-01-24 10:00") << "corrected later: derived anew";
}

TEST_F(Support, BreaksHolidaysAndWeekendsDoNotCount) {
    world.advance("2014-01-31 15:30");  // Friday; Monday 3 February is a holiday
    const std::string number = logged(high, "tomas");
    EXPECT_EQ(world.clock(number, "response"), "running until 2014-01-31 16:30");
    EXPECT_EQ(world.clock(number, "resolve_or_escalate"), "running until 2014-02-04 15:30") << "1 + 7 hours, a break between";
}

TEST_F(Support, WithoutWorkingHoursThereIsNoTarget) {
    const auto outcome = world.log("rita", "issue", high);
    ASSERT_FALSE(outcome.has_value());
    EXPECT_THAT(what(outcome.error()), ElementsAre("clock:response facility", "clock:resolve_or_escalate facility",
                                                   "clock:in_all facility"));
    EXPECT_THAT(said(outcome.error()), HasSubstr("cs_remote has no working hours"));
}

TEST_F(Support, AVisitPausesUntilItIsDone) {
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
    EXPECT_EQ(world.clock(number, "resolve_or_escalate"), "running until 2014-01-27 10:00") << "two of eight hours were used";
    EXPECT_EQ(world.event_types(number).back(), "rechecked");
    EXPECT_EQ(world.events(world.get(number).id).back().cause, world.events(world.get(visit).id).back().id);
}

TEST_F(Support, AnArticleIsWrittenFromASolutionInOneStep) {
    const std::string number = logged(high);
    done("helena", number, "refer", {}, "look");
    done("rui", number, "acknowledge");
    EXPECT_EQ(refused("rui", number, "write_article").kind, RefusalKind::wrong_state);
    done("rui", number, "resolve", {{"solution", "Rebuilt the index of the database."}});
    done("rui", number, "write_article");
    const std::string article = world.get(number).links.at(0).number;
    EXPECT_EQ(article, "KB-0001");
    EXPECT_EQ(*world.get(article).field("solution"), Json("Rebuilt the index of the database."));
    EXPECT_EQ(world.holder(article), "tier_3");
    EXPECT_EQ(refused("helena", number, "write_article").kind, RefusalKind::not_allowed);
}

TEST_F(Support, LinksHaveTwoEnds) {
    const std::string number = logged(high);
    const auto visit = world.log("helena", "visit", {{"facility", "cs_boane"}}, "By hand");
    ASSERT_TRUE(visit.has_value());
    Command link = world.command("helena", Command::Kind::link, number);
    link.links = {{"visits", *visit, false}};
    ASSERT_TRUE(world.submit(link).has_value());
    EXPECT_EQ(world.clock(number, "resolve_or_escalate"), "paused");
    EXPECT_EQ(world.get(*visit).links.at(0).number, number);
    EXPECT_EQ(world.submit(link).error().unmet.at(0).why, *visit + " is linked already.");
    Command from_there = world.command("helena", Command::Kind::link, *visit);
    from_there.links = {{"issue", number, true}};
    ASSERT_TRUE(world.submit(from_there).has_value()) << "by the inverse name as well";
    EXPECT_TRUE(world.get(number).links.empty());
    EXPECT_EQ(world.clock(number, "resolve_or_escalate"), "running until 2014-01-20 16:00");
    link.links = {{"visit", *visit, false}};
    EXPECT_THAT(said(world.submit(link).error()), HasSubstr("did you mean 'visits'"));
    link.links = {{"visits", "VIS-99999", false}, {"visits", number, false}};
    EXPECT_EQ(world.submit(link).error().unmet.size(), 2u);
    link.actor.id = world.who("andre");
    EXPECT_EQ(world.submit(link).error().kind, RefusalKind::not_allowed);
}

TEST_F(Support, TakingAndAssigningIsForThoseWhoHoldIt) {
    const std::string number = logged(high);
    Command take = world.command("ivo", Command::Kind::take, number);
    ASSERT_TRUE(world.submit(take).has_value());
    EXPECT_EQ(world.get(number).holder.person, world.who("ivo"));
    EXPECT_EQ(world.get(number).legs.size(), 1u) << "an assignment is no hand-over";
    EXPECT_EQ(world.clock(number, "response"), "running until 2014-01-20 09:00") << "and restarts no clock";
    Command assign = world.command("ivo", Command::Kind::assign, number);
    assign.person = "rui";
    EXPECT_EQ(world.submit(assign).error().kind, RefusalKind::unmet);
    assign.person = "nobody";
    EXPECT_EQ(world.submit(assign).error().kind, RefusalKind::unmet);
    assign.person = "helena";
    ASSERT_TRUE(world.submit(assign).has_value());
    assign.person = "";
    ASSERT_TRUE(world.submit(assign).has_value());
    EXPECT_TRUE(world.get(number).holder.person.empty());
    EXPECT_EQ(world.get(number).legs[0].assigned.size(), 4u);
    take.actor.id = world.who("rui");
    EXPECT_EQ(world.submit(take).error().kind, RefusalKind::not_allowed);
}

TEST_F(Support, EditingIsForThoseWhoWorkAndForTheReporterAtFirst) {
    const std::string number = logged(high);
    Command edit = world.command("andre", Command::Kind::edit, number);
    edit.new_title = "It fails after login";
    ASSERT_TRUE(world.submit(edit).has_value());
    EXPECT_EQ(world.get(number).title, "It fails after login");
    edit.fields = {{"title", "It fails daily"}};
    edit.new_title.reset();
    ASSERT_TRUE(world.submit(edit).has_value());
    EXPECT_EQ(world.get(number).title, "It fails daily");
    edit.fields = {{"urgency", Json()}, {"priority", "Critical"}};
    EXPECT_THAT(what(world.submit(edit).error()), ElementsAre("field priority", "field urgency"));
    done("helena", number, "acknowledge");
    edit.fields = {{"urgency", "job_affected"}};
    EXPECT_EQ(world.submit(edit).error().kind, RefusalKind::not_allowed);
    edit.actor.id = world.who("jose");
    EXPECT_EQ(world.submit(edit).error().kind, RefusalKind::not_allowed);
    edit.actor.id = world.who("helena");
    EXPECT_TRUE(world.submit(edit).has_value());
}

TEST_F(Support, WatchingAndAttaching) {
    const std::string number = logged(high);
    Command watch = world.command("jose", Command::Kind::watch, number);
    ASSERT_TRUE(world.submit(watch).has_value());
    EXPECT_TRUE(world.get(number).watchers.contains(world.who("jose")));
    watch.person = "tomas";
    EXPECT_EQ(world.submit(watch).error().kind, RefusalKind::not_allowed);
    watch.actor.id = world.who("helena");
    ASSERT_TRUE(world.submit(watch).has_value());
    watch.watch_on = false;
    ASSERT_TRUE(world.submit(watch).has_value());
    EXPECT_FALSE(world.get(number).watchers.contains(world.who("tomas")));

    Command comment = world.command("andre", Command::Kind::comment, number);
    comment.attachments = {{Id{9, 9}, "screen.png", "image/png", "00", 12, ""}};
    ASSERT_TRUE(world.submit(comment).has_value());
    EXPECT_EQ(world.get(number).attachments.at(0).name, "screen.png");
    EXPECT_EQ(world.get(number).attachments.at(0).audience, "public");
    comment.actor.id = world.who("helena");
    comment.comment = CommentPart{"Compare:", "public"};
    comment.attachments = {{Id{9, 10}, "a.png", "image/png", "00", 1, ""}, {Id{9, 11}, "b.png", "image/png", "00", 1, "internal"}};
    const auto plan = world.submit(comment);
    ASSERT_TRUE(plan.has_value());
    ASSERT_EQ(plan->events.size(), 2u) << "each audience has an event of its own";
    EXPECT_EQ(plan->events[0].type, "commented");
    EXPECT_EQ(plan->events[1].type, "attached");
    EXPECT_EQ(plan->events[1].audience, "internal");
}

TEST_F(Support, AStaleTimerDoesNothing) {
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

TEST_F(Support, ABreachIsRecordedWhateverBecomesOfItsEffect) {
    // Tier 2 is breached while somebody has made the facility lose its calendar: the escalation's new clocks cannot start.
    const std::string number = logged(high);
    world.add_organisation("cs_boane", "facility", "");
    world.advance("2014-01-21 08:00");
    EXPECT_EQ(world.holder(number), "tier_2");
    EXPECT_EQ(world.clock(number, "resolve_or_escalate"), "breached");
    const Event& event = world.events(world.get(number).id).back();
    EXPECT_EQ(event.type, "clock_breached");
    const auto* finding = std::get_if<Finding>(&event.changes.back());
    ASSERT_NE(finding, nullptr);
    EXPECT_EQ(finding->kind, "desk_act_refused");
    EXPECT_EQ(finding->detail.find("act")->string(), "escalate");
}

TEST_F(Support, ANewCalendarCountsFromThatInstant) {
    const std::string number = logged(high);
    world.advance("2014-01-20 10:00");
    world.add_calendar("facility_hours", R"({"tz": "Africa/Maputo", "week": {"mon": [["08:00", "12:00"]], "tue": [["08:00", "12:00"]]}})");
    Command recheck = world.command("helena", Command::Kind::recheck, number);
    recheck.actor = {};
    recheck.about = Id::of_name("calendar:facility_hours");
    ASSERT_TRUE(world.submit(recheck).has_value());
    EXPECT_EQ(world.clock(number, "resolve_or_escalate"), "running until 2014-01-21 12:00") << "2 + 2 + 4 hours";
    EXPECT_EQ(world.submit(recheck).error().kind, RefusalKind::wrong_state) << "and once only";
}

TEST_F(Support, PossibleActsSayWhyNot) {
    const std::string number = logged(high);
    const auto view = [&](std::string_view person, std::string_view name) {
        Situation situation = world.situation(&world.get(number));
        for (const ActView& act : possible_acts(situation, world.who(person), "en"))
            if (act.name == name) return act;
        return ActView{"none", nullptr, false, "", {}};
    };
    EXPECT_TRUE(view("helena", "acknowledge").allowed);
    EXPECT_FALSE(view("rui", "acknowledge").allowed);
    EXPECT_THAT(view("rui", "acknowledge").why_not, HasSubstr("Central triage"));
    EXPECT_THAT(view("helena", "resolve").why_not, HasSubstr("Logged"));
    EXPECT_EQ(view("helena", "escalate").name, "none") << "acts of the desk are left out";
    EXPECT_EQ(view("helena", "log").name, "none");
    ASSERT_EQ(view("helena", "refer").needs.size(), 1u);
    EXPECT_EQ(view("helena", "refer").needs[0].type, "comment_internal");
    EXPECT_TRUE(view("helena", "acknowledge").needs.empty()) << "its needs count for tier 4 only";
    EXPECT_TRUE(view("andre", "edit").allowed);
    EXPECT_FALSE(view("andre", "take").allowed);
    done("helena", number, "acknowledge");
    ASSERT_EQ(view("helena", "resolve").needs.size(), 1u);
    EXPECT_FALSE(view("helena", "resolve").needs[0].met);
    EXPECT_EQ(view("helena", "resolve").needs[0].field, "solution");
    EXPECT_FALSE(view("andre", "edit").allowed);
}

}  // namespace
}  // namespace reeve::records
