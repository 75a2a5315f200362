// Types that wait for each other, and partners that can do less than their files say.
#include "verify/mutual.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "verify/small_test.hpp"

namespace reeve::verify {
namespace {

using namespace testing;

const std::string say_it = "          - { field: note, min: 5, why: Say it. }";
const std::string drop = "      drop: { from: open, to: gone, by: [agent, linked] }";

Small linked_both_ways() {
    Small small;
    small
        .with("      open: { open: true, start: true }\n",
              "      open: { open: true, start: true }\n      asked: { open: true }\n")
        .with(
            "      gone: { end: true }\n    custody:",
            "      gone: { end: true }\n    links:\n      about: { to: issue, inverse: memos, max: 5 }\n    "
            "custody:")
        .after("      log: { to: open, by: [agent, expert] }",
               "      ask: { from: open, to: asked, by: agent }");
    return small;
}

TEST(Mutual, TwoTypesThatWaitForEachOther) {
    Small small = linked_both_ways();
    small.with(say_it, "          - { name: ended, condition: \"links.notes.all(n, !n.open)\", why: Wait. }")
        .with("      lapse: { from: wait, to: done, by: desk, auto: { after: 14d } }",
              "      lapse: { from: wait, to: work, by: desk, auto: { after: 14d } }")
        .with(drop,
              "      drop: { from: asked, to: gone, by: agent, needs: [ { name: ended, condition: "
              "\"links.about.all(i, !i.open)\", why: Wait. } ] }");
    const Checked checked = small.checked();
    ASSERT_EQ(checked.findings.size(), 1U);
    const Finding& finding = checked.findings.front();
    EXPECT_EQ(finding.id(), "mutual_wait:issue.links.notes");
    EXPECT_EQ(finding.severity, Severity::error);
    EXPECT_GT(finding.line, 0);
    EXPECT_THAT(finding.sentence, HasSubstr("wait for each other"));
    ASSERT_EQ(finding.way.size(), 5U);
    EXPECT_THAT(finding.way.back(), HasSubstr("both are linked, by 'notes' and by 'about'"));
    // Both were made and linked on a desk in memory, and each was refused what leads out.
    ASSERT_THAT(finding.together, SizeIs(Ge(5)));
    EXPECT_THAT(finding.together, Contains(Field(&Done::other, 1U)));
    EXPECT_EQ(finding.together.back().command.act, "drop");
    EXPECT_TRUE(finding.together.back().refused);
}

// What is seen to before a step leaves the record where it was.
TEST(Mutual, BeforeAStepTheRecordIsExpectedWhereItIsThen) {
    Small small = linked_both_ways();
    small.with(say_it, "          - { name: ended, condition: \"links.notes.all(n, !n.open)\", why: Wait. }")
        .with("      lapse: { from: wait, to: done, by: desk, auto: { after: 14d } }",
              "      lapse: { from: wait, to: work, by: desk, auto: { after: 14d } }")
        .with(
            "      ask: { from: open, to: asked, by: agent }",
            "      ask: { from: open, to: asked, by: agent, needs: [ { time_entry: true, why: Log it. } ] }")
        .with(drop,
              "      drop: { from: asked, to: gone, by: agent, needs: [ { name: ended, condition: "
              "\"links.about.all(i, !i.open)\", why: Wait. } ] }");
    const Checked checked = small.checked();
    const Finding* finding = finding_of(checked, "mutual_wait:issue.links.notes");
    ASSERT_NE(finding, nullptr);
    const auto logs = std::ranges::find_if(finding->together, [](const Done& done) {
        return done.command.kind == records::Command::Kind::log_time;
    });
    ASSERT_NE(logs, finding->together.end());
    EXPECT_EQ(logs->state, "open");
    EXPECT_EQ(std::next(logs)->state, "asked");
}

const std::string notes_ended =
    "          - { name: ended, condition: \"links.notes.all(n, !n.open)\", why: Wait. }";

// The issue waits for its memos, and a memo for its issue, which it sees from the other end.
Small linked_once(std::string_view log) {
    Small small;
    small.with(say_it, notes_ended)
        .with("      lapse: { from: wait, to: done, by: desk, auto: { after: 14d } }",
              "      lapse: { from: wait, to: work, by: desk, auto: { after: 14d } }")
        .with("      log: { to: open, by: [agent, expert] }", log)
        .with(drop,
              "      drop: { from: open, to: gone, by: agent, needs: [ { name: ended, condition: "
              "\"links.issue.all(i, !i.open)\", why: Wait. } ] }");
    return small;
}

TEST(Mutual, TheTwoEndsOfOneLink) {
    const Checked checked = linked_once("      log: { to: open, by: [agent, expert] }").checked();
    ASSERT_THAT(checked.findings, SizeIs(1));
    EXPECT_EQ(checked.findings[0].id(), "mutual_wait:issue.links.notes");
    EXPECT_EQ(checked.findings[0].severity, Severity::error);
    EXPECT_THAT(checked.findings[0].together, Not(IsEmpty()));
}

TEST(Mutual, WhatIsMadeWaitsForWhatMadeIt) {
    const Checked checked = linked_once("      log: { to: open, by: linked }").checked();
    ASSERT_THAT(checked.findings, SizeIs(1));
    const Finding& finding = checked.findings[0];
    EXPECT_EQ(finding.id(), "mutual_wait:issue.links.notes");
    EXPECT_EQ(finding.severity, Severity::error);
    EXPECT_THAT(finding.way.back(), HasSubstr("jot"));
    ASSERT_THAT(finding.together, SizeIs(Ge(4)));
    EXPECT_TRUE(std::ranges::any_of(
        finding.together, [](const Done& done) { return done.command.act == "jot" && done.linked == 1; }));
}

TEST(Mutual, WhatGoesWithTheOtherDoesNotWait) {
    Small small = linked_once("      log: { to: open, by: linked }");
    small
        .with("      ask: { from: work, to: wait, by: holder }",
              "      ask: { from: work, to: wait, by: holder, then: [ do: { act: drop, on: notes } ] }")
        .with(
            "      drop: { from: open, to: gone, by: agent, needs: [ { name: ended, condition: "
            "\"links.issue.all(i, !i.open)\", why: Wait. } ] }",
            "      drop: { from: open, to: gone, by: linked }\n      end: { from: open, to: gone, by: agent, "
            "needs: [ { name: ended, condition: \"links.issue.all(i, !i.open)\", why: Wait. } ] }");
    EXPECT_THAT(small.found(), IsEmpty());
}

// A stands for the state in which its work is done: each needs the next one to stand there.
std::string ring(int size) {
    std::string all = "process: ring\nversion: 1\nroles: { agent: {} }\nrecords:\n";
    for (int i = 0; i < size; ++i) {
        const std::string name(1, static_cast<char>('a' + i));
        const std::string next(1, static_cast<char>('a' + (i + 1) % size));
        all +=
            "  t" + name + ":\n    kind: task\n    number: \"T" + static_cast<char>('A' + i) +
            "-{seq:3}\"\n    states: { new: { open: true, start: true }, done: { end: true } }\n"
            "    links: { next: { to: t" +
            next + ", inverse: of_" + name +
            ", max: 3 } }\n    custody: { holders: [agent], first: \"'agent'\" }\n    acts:\n"
            "      log: { to: new, by: agent, form: [title] }\n      end: { from: new, to: done, by: agent, "
            "needs: [ { name: next, condition: \"links.next.all(n, !n.open)\", why: Wait. } ] }\n";
    }
    return all;
}

struct Ringed : process::Edited<Ringed> {
    explicit Ringed(int size) : Edited(ring(size)) {}
    explicit Ringed(const std::string& text) : Edited(text) {}
    [[nodiscard]] process::ProcessPtr process_as(std::string_view id) const { return loaded_as(id); }
    [[nodiscard]] std::vector<Finding> findings() const {
        const auto process = loaded_as("ring");
        return process ? check(*process, files()).findings : std::vector<Finding>();
    }
};

TEST(Mutual, ThreeTypesInARing) {
    const auto findings = Ringed(3).findings();
    ASSERT_THAT(findings, SizeIs(1));
    EXPECT_EQ(findings[0].id(), "mutual_wait:ta.links.next");
    EXPECT_EQ(findings[0].severity, Severity::error);
    EXPECT_THAT(findings[0].sentence, HasSubstr("'ta' in 'new' and 'tb' in 'new' and 'tc' in 'new'"));
}

TEST(Mutual, ThreeProcessesInARing) {
    const auto of = [](const std::string& own, const std::string& next) {
        std::string text = ring(1);
        const auto put = [&](std::string_view old, const std::string& other) {
            text.replace(text.find(old), old.size(), other);
        };
        put("process: ring", "process: p" + own);
        put("{ to: ta, inverse: of_a", "{ to: p" + next + "/ta, inverse: of_" + own);
        return Ringed(text);
    };
    const Ringed a = of("a", "b"), b = of("b", "c"), c = of("c", "a");
    const auto own = a.process_as("pa");
    ASSERT_TRUE(own && b.process_as("pb") && c.process_as("pc"));
    const Checked checked = check(*own, a.files(), {}, std::vector{b.process_as("pb"), c.process_as("pc")});
    ASSERT_THAT(checked.findings, SizeIs(1));
    EXPECT_EQ(checked.findings[0].id(), "mutual_wait:ta.links.next");
    EXPECT_EQ(checked.findings[0].severity, Severity::error);
    EXPECT_THAT(checked.findings[0].way.back(), HasSubstr("all of them are linked"));
}

std::vector<Finding> of_itself(std::string_view condition) {
    Ringed one(1);
    one.with("inverse: of_a", "inverse: prior").with("links.next.all(n, !n.open)", condition);
    return one.findings();
}

// One is linked to the other: it waits for that, and that for it.
TEST(Mutual, TheTwoEndsOfALinkOfATypeToItself) {
    const auto findings = of_itself("links.next.all(n, !n.open) && links.prior.all(p, !p.open)");
    const auto found = std::ranges::find(findings, "mutual_wait:ta.links.next", &Finding::id);
    ASSERT_NE(found, findings.end());
    EXPECT_EQ(found->severity, Severity::error);
    EXPECT_THAT(found->sentence, HasSubstr("'ta' in 'new' and 'ta' in 'new' that are linked to each other"));
    EXPECT_THAT(found->together, Not(IsEmpty()));
}

TEST(Mutual, TwoThatAreLinkedInARingByTheSameLinkAreANote) {
    const auto findings = of_itself("links.next.all(n, !n.open)");
    ASSERT_THAT(findings, SizeIs(1));
    EXPECT_EQ(findings[0].id(), "mutual_wait:ta.links.next");
    EXPECT_EQ(findings[0].severity, Severity::note);
    EXPECT_THAT(of_itself("links.next.size() < 9"), IsEmpty());
}

TEST(Mutual, OfLongerRingsItIsSaidThatTheyAreNotExplored) {
    const auto findings = Ringed(4).findings();
    ASSERT_THAT(findings, SizeIs(1));
    EXPECT_EQ(findings[0].severity, Severity::limit);
    EXPECT_THAT(findings[0].sentence, HasSubstr("'ta', 'tb', 'tc', 'td' ask about each other in a ring"));
}

// Each of so many types asks about every other one.
std::string all_of_them(int size) {
    std::string all = "process: ring\nversion: 1\nroles: { agent: {} }\nrecords:\n";
    for (int i = 0; i < size; ++i) {
        std::string links, ended;
        for (int j = 0; j < size; ++j) {
            if (i == j) continue;
            links += fmt::format("      l{}: {{ to: t{}, inverse: of{}, max: 1 }}\n", j, j, i);
            ended += fmt::format("{}links.l{}.all(n, !n.open)", ended.empty() ? "" : " && ", j);
        }
        all += fmt::format(
            "  t{}:\n    kind: task\n    number: \"T{}-{{seq:3}}\"\n    states: {{ new: {{ open: true, "
            "start: "
            "true }}, done: {{ end: true }} }}\n    links:\n{}    custody: {{ holders: [agent], first: "
            "\"'agent'\" }}\n    acts:\n      log: {{ to: new, by: agent, form: [title] }}\n      end: {{ "
            "from: new, to: done, by: agent, needs: [ {{ name: next, condition: \"{}\", why: Wait. }} ] }}\n",
            i, i, links, ended);
    }
    return all;
}

TEST(Mutual, OfAGroupInWhichThereAreLongerRingsItIsSaidOnce) {
    Ringed six(all_of_them(6));
    const auto findings = six.findings();
    EXPECT_EQ(std::ranges::count(findings, Severity::limit, &Finding::severity), 1);
    // Each of its links: of two that wait for each other, or of three.
    EXPECT_THAT(findings, SizeIs(16));
}

TEST(Mutual, OfManyTypesThatAskAboutOneThereAreNoLongerRings) {
    std::string star = ring(2);
    for (const char* leaf : {"c", "d", "e"})
        star += fmt::format(
            "  t{0}:\n    kind: task\n    number: \"X{1}-{{seq:3}}\"\n    states: {{ new: {{ open: true, "
            "start: "
            "true }}, done: {{ end: true }} }}\n    links: {{ next: {{ to: ta, inverse: of_{0}, max: 3 }} "
            "}}\n"
            "    custody: {{ holders: [agent], first: \"'agent'\" }}\n    acts:\n      log: {{ to: new, by: "
            "agent, form: [title] }}\n      end: {{ from: new, to: done, by: agent, needs: [ {{ name: next, "
            "condition: \"links.next.all(n, !n.open)\", why: Wait. }} ] }}\n",
            leaf, *leaf - 'c');
    Ringed many(star);
    many.with("condition: \"links.next.all(n, !n.open)\", why: Wait. } ] }\n  tb:",
              "condition: \"links.next.all(n, !n.open) && links.of_c.all(n, !n.open) && links.of_d.all(n, "
              "!n.open) && links.of_e.all(n, !n.open)\", why: Wait. } ] }\n  tb:");
    const auto findings = many.findings();
    EXPECT_EQ(std::ranges::count(findings, Severity::error, &Finding::severity), 4);
    EXPECT_EQ(std::ranges::count(findings, Severity::limit, &Finding::severity), 0);
}

// The memo is open before and after: only the real record shows into which of both states the act moved it.
TEST(Mutual, ItIsSaidWhereTheRecordsReallyStand) {
    Ringed moved(R"YAML(process: ring
version: 1
roles: { agent: {} }
records:
  a:
    kind: task
    number: "A-{seq:3}"
    states: { new: { open: true, start: true }, made: { open: true }, went: { open: true }, done: { end: true } }
    links: { bs: { to: b, inverse: as_, max: 1 } }
    custody: { holders: [agent], first: "'agent'" }
    acts:
      log: { to: new, by: agent, form: [title] }
      make: { from: new, to: made, by: agent, then: [ create: { type: b, link: bs, title: "'B'" } ] }
      go: { from: made, to: went, by: agent, then: [ do: { act: shift, on: bs } ] }
      quit: { from: made, to: done, by: agent }
      end: { from: went, to: done, by: agent, needs: [ { name: over, condition: "links.bs.all(n, !n.open)", why: Wait. } ] }
  b:
    kind: task
    number: "B-{seq:3}"
    states: { fresh: { open: true, start: true }, shifted: { open: true }, over: { end: true } }
    custody: { holders: [agent], first: "'agent'" }
    acts:
      log: { to: fresh, by: linked }
      shift: { from: fresh, to: shifted, by: linked }
      end: { from: shifted, to: over, by: agent, needs: [ { name: over, condition: "links.as_.all(n, !n.open)", why: Wait. } ] }
)YAML");
    const auto findings = moved.findings();
    const auto wait = std::ranges::find(findings, "mutual_wait:a.links.bs", &Finding::id);
    ASSERT_NE(wait, findings.end());
    EXPECT_EQ(wait->severity, Severity::error);
    EXPECT_THAT(wait->sentence, HasSubstr("'a' in 'went' and 'b' in 'shifted'"));
}

TEST(Mutual, OneThatNeedNotWaitIsNoFinding) {
    Small small = linked_both_ways();
    // The memo waits only where it was asked: it can be dropped before.
    small.with(say_it, "          - { name: ended, condition: \"links.notes.all(n, !n.open)\", why: Wait. }")
        .with("      lapse: { from: wait, to: done, by: desk, auto: { after: 14d } }",
              "      lapse: { from: wait, to: work, by: desk, auto: { after: 14d } }")
        .with(drop, drop +
                        "\n      end: { from: asked, to: gone, by: agent, needs: [ { name: ended, condition: "
                        "\"links.about.all(i, !i.open)\", why: Wait. } ] }\n      back: { from: asked, to: "
                        "open, by: agent }");
    EXPECT_THAT(small.found(), IsEmpty());
}

TEST(Mutual, APartnerDoesWhatItCanAndNoMore) {
    Small small;
    small.with(
        say_it,
        "          - { name: ended, condition: \"links.notes.exists(n, n.state == 'gone')\", why: Wait. }");
    EXPECT_THAT(small.found(), IsEmpty());
    // As the file has it a memo goes; in truth it never does, so that what waits for it never ends.
    small.with(drop, "      drop: { from: open, to: gone, by: agent, when: \"ever('gone')\", why: No. }");
    EXPECT_THAT(small.found(), Contains("error state_never_reached:memo.states.gone"));
    EXPECT_THAT(small.found(), Contains("error need_never_met:issue.acts.finish.ended"));
}

}  // namespace
}  // namespace reeve::verify
