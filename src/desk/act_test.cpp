// Commands of people through the desk: who asks, what is repeated, what is not seen.

#include <gtest/gtest.h>

#include <algorithm>

#include "desk/staged_test.hpp"

namespace reeve::desk {
namespace {

class ActTest : public ::testing::Test {
protected:
    static Act keyed(Act act, std::string key, std::string_view body = "body", Instant real_now = monday) {
        act.key = std::move(key);
        act.route = "POST /somewhere";
        act.body = sha256(body);
        act.real_now = real_now;
        return act;
    }

    StagedDesk desk;
};

TEST_F(ActTest, LogsActsAndComments) {
    const Outcome<Answer> logged = desk.submit(desk.log("ada", "relay/job"));
    ASSERT_TRUE(logged) << logged.error().detail;
    EXPECT_TRUE(logged->created);
    EXPECT_TRUE(logged->visible);
    EXPECT_EQ(logged->record->number, "JOB-001");
    EXPECT_EQ(logged->record->state, "fresh");
    EXPECT_EQ(logged->record->holder.role, "first");
    EXPECT_EQ(logged->record->organisation, Id::of_name("organisation:north"));

    const records::Record begun = desk.done(desk.act("fay", "JOB-001", "begin"));
    EXPECT_EQ(begun.state, "busy");
    EXPECT_EQ(begun.holder.person, desk.id("fay"));
    const records::Record commented = desk.done(desk.comment("ada", "JOB-001", "Any news?"));
    EXPECT_EQ(commented.version, begun.version + 1);
    EXPECT_EQ(desk.record("JOB-001"), commented);  // as committed, its hash included
}

TEST_F(ActTest, AnEventIsSealedAndItsTextsAreCommitted) {
    desk.done(desk.comment("ada", desk.logged("ada", "relay/job"), "Any news?"));
    const auto journal = desk.journal();
    Digest head{};
    for (const records::Event& event : journal) {
        EXPECT_EQ(event.prev_hash, head);
        EXPECT_NE(event.hash, head);
        head = event.hash;
        for (const records::EventText& text : event.texts) {
            const std::string salted(text.salt.begin(), text.salt.end());
            EXPECT_EQ(text.commitment, sha256(salted + text.value)) << text.path;
        }
    }
    ASSERT_NE(journal.back().text("comment"), nullptr);
    EXPECT_EQ(journal.back().text("comment")->value, "Any news?");
}

TEST_F(ActTest, ARefusedActChangesNothingAndDrawsNoNumber) {
    const std::string number = desk.logged("ada", "relay/job");
    const auto before = desk.journal().size();
    EXPECT_EQ(desk.refused(desk.log("ada", "relay/job", {{"speed", "sideways"}})), RefusalKind::unmet);
    EXPECT_EQ(desk.refused(desk.log("sue", "relay/job")), RefusalKind::not_allowed);
    EXPECT_EQ(desk.refused(desk.act("fay", number, "finish")), RefusalKind::wrong_state);
    EXPECT_EQ(desk.journal().size(), before);
    EXPECT_EQ(desk.logged("ada", "relay/job"), "JOB-002");
}

TEST_F(ActTest, WhatSheMayNotKnowIsAsIfItWereNot) {
    const std::string north = desk.logged("ada", "relay/job");
    const auto answer_to = [&](std::string_view person, std::string_view number) {
        return desk.submit(desk.act(person, number, "begin")).error();
    };
    const Refusal none = answer_to("bea", "JOB-999");
    EXPECT_EQ(none.kind, RefusalKind::unseen);
    EXPECT_EQ(none.detail, "There is no such record, or you may not see it.");
    EXPECT_EQ(answer_to("bea", north), none);  // of another organisation
    EXPECT_EQ(answer_to("leo", north), none);
    EXPECT_EQ(answer_to("anna", north), none);  // administering is not seeing
    EXPECT_EQ(answer_to("bea", ""), none);
    EXPECT_EQ(answer_to("lena", north).kind, RefusalKind::not_allowed);  // she sees it, but does not hold it
    EXPECT_EQ(desk.refused(desk.comment("leo", north, "hello")), RefusalKind::unseen);
}

TEST_F(ActTest, ARecordNamedInALinkMustBeOneSheMayKnow) {
    const std::string job = desk.logged("ada", "relay/job");
    desk.done(desk.act("fay", job, "begin"));
    desk.done(desk.act("fay", job, "split"));
    const auto link = [&](std::string_view number) {
        Act act = desk.act("lena", job, "link");
        act.command.kind = records::Command::Kind::link;
        act.command.links = {{"parts", std::string(number), false}};
        return desk.submit(act);
    };
    // A part at the other site, and one that does not exist: the same words but for the number that she sent.
    const std::string other = desk.logged("bea", "relay/job");
    desk.done(desk.act("fay", other, "begin"));
    desk.done(desk.act("fay", other, "split"));
    const auto hidden = link("PART-002");
    const auto absent = link("PART-009");
    ASSERT_FALSE(hidden || absent);
    const auto words = [](const Refusal& refusal, std::string_view number) {
        std::string text = std::string(word(refusal.kind)) + refusal.detail;
        for (const Unmet& one : refusal.unmet) {
            text += one.what + one.field + one.why;
        }
        for (std::size_t at = text.find(number); at != std::string::npos; at = text.find(number)) {
            text.replace(at, number.size(), "…");
        }
        return text;
    };
    EXPECT_EQ(words(hidden.error(), "PART-002"), words(absent.error(), "PART-009"));
}

TEST_F(ActTest, WhoActsMustBeSomebody) {
    Act act = desk.log("ada", "relay/job");
    act.command.actor.id = Id::of_name("nobody");
    EXPECT_EQ(desk.refused(act), RefusalKind::unauthenticated);
    Administer gone;
    gone.kind = Administer::Kind::person;
    gone.value = JsonObject{{"id", desk.id("ada").text()}, {"active", false}};
    const Act before = desk.log("ada", "relay/job");
    ASSERT_TRUE(desk.submit(gone));
    EXPECT_EQ(desk.refused(before), RefusalKind::unauthenticated);
}

TEST_F(ActTest, ARepeatGetsTheFirstAnswerAndTheRecordAsItIsNow) {
    const Act log = keyed(desk.log("ada", "relay/job"), "k1");
    const auto first = desk.submit(log);
    ASSERT_TRUE(first);
    desk.done(desk.act("fay", "JOB-001", "begin"));
    const auto second = desk.submit(log);
    ASSERT_TRUE(second);
    EXPECT_TRUE(second->replayed);
    EXPECT_TRUE(second->created);
    EXPECT_EQ(second->record->number, "JOB-001");
    EXPECT_EQ(second->record->state, "busy");
    EXPECT_FALSE(first->replayed);

    EXPECT_EQ(desk.submit(keyed(desk.log("ada", "relay/job"), "k1", "another body")).error().kind,
              RefusalKind::unmet);
    EXPECT_EQ(desk.submit(keyed(desk.log("bea", "relay/job"), "k1"))->record->number,
              "JOB-002");  // a key is the caller's
}

TEST_F(ActTest, ARefusalIsNotKeptAsTheAnswer) {
    const std::string number = desk.logged("ada", "relay/job");
    const Act finish = keyed(desk.act("fay", number, "begin"), "k2");
    Act early = finish;
    early.command.act = "park";
    EXPECT_FALSE(desk.submit(early));
    const auto later = desk.submit(finish);
    ASSERT_TRUE(later);
    EXPECT_FALSE(later->replayed);
}

TEST_F(ActTest, ASecondOfTheSameBatchSeesTheFirst) {
    const Act log = keyed(desk.log("ada", "relay/job"), "k3");
    const Asked first = desk.ask(log);
    const Asked second = desk.ask(log);
    (void)desk.step();
    ASSERT_TRUE(*first && **first);
    ASSERT_TRUE(*second && **second);
    EXPECT_TRUE((**second)->replayed);
    EXPECT_EQ((**first)->record->id, (**second)->record->id);
    EXPECT_EQ(desk.journal().size(), 1u);
}

TEST_F(ActTest, KeysEndInRealTime) {
    const auto again_after = [&](std::string key, Duration span) {
        const bool logged = desk.submit(keyed(desk.log("ada", "relay/job"), key)).has_value();
        const auto again = desk.submit(keyed(desk.log("ada", "relay/job"), key, "body", monday + span));
        return logged && again && again->replayed;
    };
    EXPECT_TRUE(again_after("a", Duration::hours(23)));
    EXPECT_FALSE(again_after("b", Duration::hours(24)));
    EXPECT_TRUE(again_after("off-a", Duration::days(89)));
    EXPECT_FALSE(again_after("off-b", Duration::days(90)));
}

TEST_F(ActTest, AFullQueueRefusesAtOnce) {
    desk.reopen({.queue = 2});
    int answered = 0;
    const auto done = [&](Outcome<Answer>) { ++answered; };
    EXPECT_EQ(desk.desk->submit(desk.log("ada", "relay/job"), done), Desk::Submitted::queued);
    EXPECT_EQ(desk.desk->submit(desk.log("ada", "relay/job"), done), Desk::Submitted::queued);
    EXPECT_EQ(desk.desk->submit(desk.log("ada", "relay/job"), done), Desk::Submitted::queue_full);
    EXPECT_EQ(desk.desk->queued(), 2u);
    (void)desk.step();
    EXPECT_EQ(answered, 2);
    EXPECT_EQ(desk.desk->queued(), 0u);
    EXPECT_EQ(desk.desk->submit(desk.log("ada", "relay/job"), done), Desk::Submitted::queued);
}

TEST_F(ActTest, AStepTakesABatchAndAsksToBeCalledAgain) {
    desk.reopen({.batch = 3});
    std::vector<Asked> asked;
    for (int i = 0; i < 5; ++i) {
        asked.push_back(desk.ask(desk.log("ada", "relay/job")));
    }
    EXPECT_EQ(desk.step(), desk.now);
    EXPECT_TRUE(*asked[2]);
    EXPECT_FALSE(*asked[3]);
    EXPECT_GT(desk.step(), desk.now);
    EXPECT_EQ((**asked[4])->record->number, "JOB-005");
}

TEST_F(ActTest, WakesWhoeverSteps) {
    int woken = 0;
    desk.desk->on_submit([&] { ++woken; });
    (void)desk.ask(desk.log("ada", "relay/job"));
    EXPECT_EQ(woken, 1);
}

TEST_F(ActTest, TellsWhatChangedAfterTheCommit) {
    std::vector<std::vector<Desk::Changed>> told;
    desk.desk->on_commit([&](const Desk::Commit& commit) { told.push_back(commit.changed); });
    const Asked log = desk.ask(desk.log("ada", "relay/job"));
    (void)desk.step();
    ASSERT_EQ(told.size(), 1u);
    ASSERT_EQ(told[0].size(), 1u);
    EXPECT_EQ(told[0][0].number, "JOB-001");
    EXPECT_EQ(told[0][0].version, (**log)->record->version);
    for (const char* kind : {"created", "state", "holder", "clocks", "fields"}) {
        EXPECT_EQ(std::ranges::count(words_of(told[0][0].kinds), kind), 1) << kind;
    }
    (void)desk.submit(desk.comment("ada", "JOB-001", "hm"));
    EXPECT_EQ(words_of(told.back()[0].kinds), std::vector<std::string_view>{"comment"});
    (void)desk.submit(desk.act("sue", "JOB-001", "begin"));
    EXPECT_EQ(told.size(), 2u);  // a refusal tells nobody
}

TEST_F(ActTest, AnUploadIsTakenOnceAndByItsOwnerOnly) {
    const auto upload = [&](std::string_view person, bool complete) {
        store::UploadRow row{.id = desk.entropy.id(), .person = desk.id(person), .name = "note.txt"};
        row.media_type = "text/plain";
        row.size = 12;
        row.complete = complete;
        row.sha256 = "ab";
        EXPECT_TRUE(
            desk.submit(Operate{[row](store::Operational& operational) { operational.put_upload(row); }}));
        return row.id;
    };
    const std::string number = desk.logged("ada", "relay/job");
    const auto attach = [&](Id id) {
        Act act = desk.comment("ada", number, "see there");
        act.command.attachments = {{.id = id, .size = 99'999}};
        return act;
    };
    EXPECT_EQ(desk.refused(attach(upload("bea", true))), RefusalKind::unmet);
    EXPECT_EQ(desk.refused(attach(upload("ada", false))), RefusalKind::unmet);
    EXPECT_EQ(desk.refused(attach(Id::of_name("nothing"))), RefusalKind::unmet);
    const Id good = upload("ada", true);
    const records::Record record = desk.done(attach(good));
    ASSERT_EQ(record.attachments.size(), 1u);
    EXPECT_EQ(record.attachments[0].name, "note.txt");
    EXPECT_EQ(record.attachments[0].size, 12);  // as measured, not as said
    EXPECT_EQ(desk.refused(attach(good)), RefusalKind::unmet);
}

TEST_F(ActTest, HerOwnActMayEndHerSight) {
    // lena sees the jobs of her site; once it is another's, and she neither reported nor logged it, she does
    // not.
    Administer holds;
    holds.kind = Administer::Kind::person;
    holds.value = JsonObject{{"id", desk.id("lena").text()},
                             {"roles", JsonArray{JsonObject{{"process", "relay"}, {"role", "local"}}}}};
    ASSERT_TRUE(desk.submit(holds));
    const std::string number = desk.logged("ada", "relay/job");
    Act edit = desk.act("lena", number, "edit", {{"site", "south"}});
    edit.command.kind = records::Command::Kind::edit;
    const Outcome<Answer> answer = desk.submit(edit);
    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_FALSE(answer->visible);
    EXPECT_EQ(desk.refused(desk.comment("lena", number, "hm")), RefusalKind::unseen);
    EXPECT_TRUE(desk.submit(desk.comment("leo", number, "mine now")));
}

TEST_F(ActTest, AStaleVersionIsRefused) {
    const std::string number = desk.logged("ada", "relay/job");
    Act act = desk.act("fay", number, "begin");
    act.command.if_version = 7;
    EXPECT_EQ(desk.refused(act), RefusalKind::stale);
    act.command.if_version = 1;
    EXPECT_TRUE(desk.submit(act));
}

}  // namespace
}  // namespace reeve::desk
