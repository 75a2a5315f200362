// Who may do what with what, on the process for tiered support, and in which words it is refused.
#include "records/support_fixture_test.hpp"

namespace reeve::records {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class SupportPeople : public SupportTest {};

TEST_F(SupportPeople, LoggingComputesDefaultsAndFindsTheHolder) {
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

TEST_F(SupportPeople, HardwareGoesToTierOneWhereThereIsOne) {
    JsonObject fields = high;
    fields.set("area", "hardware");
    EXPECT_EQ(world.get(logged(fields, "tomas")).holder.role, "tier_1");
    EXPECT_EQ(world.get(logged(fields, "tomas")).holder.organisation, Id::of_name("organisation:hr_xai_xai"));
    EXPECT_EQ(world.holder(logged(fields, "andre")), "tier_2") << "nobody is on site there";
}

TEST_F(SupportPeople, RefusesAllThatIsWrongAtOnce) {
    const auto outcome = world.log("andre", "issue",
                                   {{"urgency", "job_stoped"},
                                    {"colour", "red"},
                                    {"priority", "High"},
                                    {"planned", "2014-01-21T08:00:00Z"},
                                    {"experienced", "yesterday"}},
                                   "");
    ASSERT_FALSE(outcome.has_value());
    EXPECT_EQ(outcome.error().kind, RefusalKind::unmet);
    EXPECT_THAT(what(outcome.error()),
                ElementsAre("field title", "field urgency", "field colour", "field priority", "field planned",
                            "field experienced", "field impact"));
    EXPECT_THAT(said(outcome.error()), HasSubstr("did you mean 'job_stopped'"));
    EXPECT_TRUE(world.records().empty());
    EXPECT_EQ(logged(), "EPTS-00001") << "a refused act draws no number";
}

TEST_F(SupportPeople, OnlyReportersAndTheFirstTwoTiersLog) {
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

TEST_F(SupportPeople, NeedsAreSaidWithTheirFieldsAndRulesAreNotSaidTwice) {
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
    const Refusal outside =
        refused("helena", number, "ask", {{"planned", "2014-01-21T08:00:00Z"}}, "Which screen?");
    EXPECT_THAT(what(outside), ElementsAre("field planned"));
    EXPECT_EQ(world.get(number).version, 2) << "refusals change nothing";
}

TEST_F(SupportPeople, ReportersSpeakInPublic) {
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

TEST_F(SupportPeople, UnknownActsAndStaleVersions) {
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

TEST_F(SupportPeople, AnArticleIsWrittenFromASolutionInOneStep) {
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

TEST_F(SupportPeople, LinksHaveTwoEnds) {
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

TEST_F(SupportPeople, TakingAndAssigningIsForThoseWhoHoldIt) {
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

TEST_F(SupportPeople, EditingIsForThoseWhoWorkAndForTheReporterAtFirst) {
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

TEST_F(SupportPeople, WatchingAndAttaching) {
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
    comment.attachments = {{Id{9, 10}, "a.png", "image/png", "00", 1, ""},
                           {Id{9, 11}, "b.png", "image/png", "00", 1, "internal"}};
    const auto plan = world.submit(comment);
    ASSERT_TRUE(plan.has_value());
    ASSERT_EQ(plan->events.size(), 2u) << "each audience has an event of its own";
    EXPECT_EQ(plan->events[0].type, "commented");
    EXPECT_EQ(plan->events[1].type, "attached");
    EXPECT_EQ(plan->events[1].audience, "internal");
}

TEST_F(SupportPeople, PossibleActsSayWhyNot) {
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
    ASSERT_EQ(view("helena", "resolve").needs.size(), 3u);
    EXPECT_FALSE(view("helena", "resolve").needs[0].met);
    EXPECT_EQ(view("helena", "resolve").needs[0].field, "solution");
    EXPECT_TRUE(view("helena", "resolve").needs[1].met) << "nobody has a task";
    EXPECT_FALSE(view("andre", "edit").allowed);
}

TEST_F(SupportPeople, EscalationMakesTheHeadFollow) {
    world.add_person("graca", "central", {"lead"});
    const std::string number = logged(critical);
    world.advance("2014-01-20 08:31");
    EXPECT_EQ(world.holder(number), "tier_3");
    EXPECT_EQ(world.get(number).watchers, (std::set<Id>{world.who("graca")}));
}

}  // namespace
}  // namespace reeve::records
