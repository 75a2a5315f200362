#include "rehearse/read_rehearsal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/id.hpp"
#include "rehearse/coverage.hpp"
#include "rehearse/example_test.hpp"
#include "rehearse/when.hpp"

namespace reeve::rehearse {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::string head = "rehearsal: A question\nprocess: library\nstart: 2014-01-20 08:00 Africa/Maputo\n";

std::expected<Rehearsal, std::vector<Problem>> read(const std::string& rest) {
    return read_rehearsal("r.yaml", head + rest, example_words());
}

std::string mistakes(const std::string& rest) {
    return mistakes_in(read(rest));
}

Rehearsal good(const std::string& rest) {
    auto rehearsal = read(rest);
    EXPECT_TRUE(rehearsal) << mistakes(rest);
    return rehearsal ? std::move(*rehearsal) : Rehearsal{};
}

const std::string one_question =
    "  - { as: rita, log: question, name: A, with: { title: Where, weight: light } }\n";

TEST(ReadRehearsal, AStepBecomesWhatIsSentAndWhatIsExpected) {
    const Rehearsal rehearsal = good("covers: [L1, L2, L1]\nobserver: lena\nsteps:\n" + one_question +
                                     "  - { at: \"09:00\", as: lena, act: accept, with: { promised: Tue "
                                     "12:00, comment: c, audience: public },\n"
                                     "      expect: { state: taken, holder: librarian, clocks: { answer: { "
                                     "state: running, due: \"10:00\", leg: 1 } }, breached: [answer] } }\n");
    EXPECT_EQ(rehearsal.title, "A question");
    EXPECT_THAT(rehearsal.covers, ElementsAre("L1", "L2"));
    ASSERT_EQ(rehearsal.steps.size(), 2u);
    EXPECT_EQ(write_json(Json(rehearsal.steps[0].body)),
              R"({"type":"library/question","title":"Where","fields":{"weight":"light"}})");
    EXPECT_TRUE(rehearsal.steps[0].untouched());
    const Step& step = rehearsal.steps[1];
    EXPECT_EQ(write_json(Json(step.body)),
              R"({"comment":{"text":"c","audience":"public"},"fields":{"promised":"2014-01-21T10:00:00Z"}})");
    EXPECT_EQ(local_text(step.at, rehearsal.zone), "2014-01-20 09:00");
    EXPECT_THAT(step.on, ElementsAre("A"));
    ASSERT_EQ(step.checks.size(), 5u);
    EXPECT_EQ(step.checks[0].expected, "taken");
    EXPECT_EQ(step.checks[3].part, "due");
    EXPECT_EQ(step.checks[3].expected, "2014-01-20 10:00");
    EXPECT_EQ(step.checks[3].leg, 1);
    EXPECT_EQ(step.checks[4].expected, "answer");
    EXPECT_EQ(rehearsal.untouched(), 1u);
}

TEST(ReadRehearsal, WhatIsGivenIsDoneFirstAndCountsAsNeitherTouchedNorUntouched) {
    const Rehearsal rehearsal = good(
        "given:\n  A: { as: rita, log: question, with: { title: t, weight: heavy }, then: [ { as: lena, act: "
        "accept } ] }\n"
        "steps:\n  - { expect: { A: { state: taken } } }\n");
    ASSERT_EQ(rehearsal.steps.size(), 3u);
    EXPECT_TRUE(rehearsal.steps[1].given);
    EXPECT_THAT(rehearsal.steps[1].on, ElementsAre("A"));
    EXPECT_EQ(rehearsal.untouched(), 0u);
}

TEST(ReadRehearsal, EachMistakeHasItsPlaceAndTheNearestName) {
    const std::string all = mistakes(
        "observer: leni\n"                                                                            // 4
        "steps:\n"                                                                                    // 5
        "  - { as: rita, log: questions, name: A }\n"                                                 // 6
        "  - { as: rita, log: question, name: B, with: { title: t, wait: light, weight: ligth } }\n"  // 7
        "  - { as: lena, act: acept, on: B, expect: { state: take } }\n"                              // 8
        "  - { as: lena, act: accept, on: C }\n"                                                      // 9
        "  - { at: noon, as: lena, act: accept, on: B, expect: { clocks: { anser: met } } }\n"        // 10
        "  - { as: lena, akt: accept }\n");                                                           // 11
    EXPECT_THAT(
        all, HasSubstr(
                 "r.yaml:4:11: unknown person 'leni' (expected one of rita and lena; did you mean 'lena'?)"));
    EXPECT_THAT(all, HasSubstr("r.yaml:6:22: unknown record type 'questions' (expected one of question and "
                               "finding; did you mean 'question'?)"));
    EXPECT_THAT(all, HasSubstr("r.yaml:7:59: unknown field of question 'wait'"));
    EXPECT_THAT(
        all, HasSubstr(
                 "unknown value of weight 'ligth' (expected one of heavy and light; did you mean 'light'?)"));
    EXPECT_THAT(all, HasSubstr("r.yaml:8:22: unknown act of question 'acept'"));
    EXPECT_THAT(all, HasSubstr("unknown state of question 'take' (expected one of asked, taken and solved; "
                               "did you mean 'taken'?)"));
    EXPECT_THAT(all, HasSubstr("r.yaml:9:34: unknown record 'C' (expected 'B')"));
    EXPECT_THAT(all, HasSubstr("r.yaml:10:11: 'noon' is no time such as 09:00"));
    EXPECT_THAT(all,
                HasSubstr("unknown clock of question 'anser' (expected 'answer'; did you mean 'answer'?)"));
    EXPECT_THAT(all, HasSubstr("r.yaml:11:17: unknown key of a step 'akt'"));
}

TEST(ReadRehearsal, AStepDoesOneThingAndTheClockGoesForward) {
    EXPECT_THAT(mistakes("steps:\n" + one_question + "  - { as: lena, act: accept, comment: c }\n"),
                HasSubstr("this one has 'act' already"));
    EXPECT_THAT(mistakes("steps:\n" + one_question + "  - { at: \"07:00\", as: lena, act: accept }\n"),
                HasSubstr("is before 2014-01-20 08:00, where the clock stands"));
    EXPECT_THAT(mistakes("steps:\n" + one_question + "  - { at: -1h, as: lena, act: accept }\n"),
                HasSubstr("does not go backwards"));
    EXPECT_THAT(mistakes("steps:\n  - { log: question, name: A }\n"), HasSubstr("who does it?"));
    EXPECT_THAT(mistakes("steps:\n" + one_question + one_question),
                HasSubstr("there is a record 'A' already"));
    EXPECT_THAT(mistakes("steps:\n  - { as: rita, log: question, name: a }\n"),
                HasSubstr("no name for a record"));
}

TEST(ReadRehearsal, ARefusalNamesAStatusOfTheApiAndLetsWrongValuesThrough) {
    const Rehearsal rehearsal = good(
        "steps:\n  - { as: rita, log: question, with: { title: t, weight: lite }, refused: 422, why: "
        "[\"*eight*\"] }\n");
    ASSERT_TRUE(rehearsal.steps[0].refused);
    EXPECT_EQ(rehearsal.steps[0].refused->status, 422);
    EXPECT_THAT(rehearsal.steps[0].refused->why, ElementsAre("*eight*"));
    EXPECT_THAT(mistakes("steps:\n" + one_question + "  - { as: lena, act: accept, refused: 402 }\n"),
                HasSubstr("unknown status of a refusal '402'"));
    EXPECT_THAT(mistakes("steps:\n" + one_question + "  - { as: lena, act: accept, why: x }\n"),
                HasSubstr("there is no `refused` here"));
    EXPECT_THAT(
        mistakes("steps:\n  - { as: rita, log: question, name: A, with: { title: t }, refused: 422 }\n"),
        HasSubstr("gets no name"));
}

TEST(ReadRehearsal, WhatAsksNothingIsSaid) {
    const auto beside = [](const std::string& step) {
        return mistakes("steps:\n" + one_question + "  - { " + step + " }\n");
    };
    EXPECT_THAT(beside("as: lena, act: accept, done: 7"),
                HasSubstr("`done` says nothing beside `act` (expected as, on, names, with, documents, "
                          "if_version)"));
    EXPECT_THAT(beside("as: lena, act: accept, audience: internal"), HasSubstr("`audience` says nothing"));
    EXPECT_THAT(beside("as: lena, comment: c, with: { title: t }"), HasSubstr("`with` says nothing"));
    EXPECT_THAT(beside("as: rita, log: question, on: A, with: { title: t, weight: light }"),
                HasSubstr("`on` says nothing beside `log`"));
    EXPECT_THAT(beside("as: lena, list: {}, name: B"), HasSubstr("`name` says nothing beside `list`"));
    EXPECT_THAT(beside("as: lena, read: A, reason: r"), HasSubstr("`reason` says nothing beside `read`"));
    EXPECT_THAT(beside("on: A, if_version: 3"), HasSubstr("`if_version` says nothing where nothing is done"));
    for (const std::string nothing :
         {"unmet: []", "unmet: \"\"", "why: []", "why: \"\"", "unmet: [ note, \"\" ]"})
        EXPECT_THAT(beside("as: lena, act: accept, refused: 422, " + nothing), HasSubstr("names nothing"))
            << nothing;
    for (const std::string nothing : {"fields: {}", "can: []", "entries: []", "told: {}", "links: {}"}) {
        const std::string key = nothing.substr(0, nothing.find(':'));
        EXPECT_THAT(beside("as: lena, read: A, expect: { state: asked, " + nothing + " }"),
                    HasSubstr("`" + key + "` asks nothing"));
    }
    EXPECT_THAT(beside("as: lena, read: A, expect: {}"), HasSubstr("`expect` asks nothing"));
    EXPECT_THAT(beside("as: lena, read: A, expect: { A: {} }"), HasSubstr("`A` asks nothing"));
    EXPECT_THAT(beside("as: lena, list: {}, expect: { includes: [] }"), HasSubstr("`includes` asks nothing"));
    EXPECT_EQ(beside("as: lena, read: A, expect: { watchers: [], breached: none }"), "") << "there is none";
    // What is given is looked at in the same way.
    EXPECT_EQ(
        mistakes("given:\n  A: { as: rita, log: question, with: { title: t, weight: heavy }, then: [ { as: "
                 "lena, list: {} }, { as: lena, read: A }, { as: lena, act: accept } ] }\n"
                 "steps:\n  - { expect: { A: { state: taken } } }\n"),
        "");
}

TEST(ReadRehearsal, LinkedRecordsGetNamesOfTheirType) {
    EXPECT_THAT(mistakes("steps:\n" + one_question + "  - { as: lena, act: accept, names: { find: F } }\n"),
                HasSubstr("did you mean 'finds'?"));
    EXPECT_THAT(
        mistakes("steps:\n" + one_question +
                 "  - { as: lena, act: accept, names: { finds: F } }\n  - { as: lena, act: solve, on: F }\n"),
        HasSubstr("unknown act of finding 'solve'"));
}

TEST(ReadRehearsal, AnExpectationNeedsARecordAndSomebodyWhoLooks) {
    EXPECT_THAT(mistakes("steps:\n  - { expect: { state: asked } }\n"), HasSubstr("through whose eyes?"));
    EXPECT_THAT(mistakes("observer: lena\nsteps:\n  - { expect: { state: asked } }\n"),
                HasSubstr("of which record?"));
    EXPECT_THAT(
        mistakes("observer: lena\nsteps:\n" + one_question + "  - { expect: { A: { stat: asked } } }\n"),
        HasSubstr("did you mean 'state'?"));
    EXPECT_THAT(
        mistakes("steps:\n" + one_question + "  - { as: lena, list: {}, expect: { state: asked } }\n"),
        HasSubstr("unknown expectation of a list 'state'"));
}

TEST(ReadRehearsal, ExpectedLinksAreASetOfKnownNames) {
    const std::string found = one_question +
                              "  - { as: lena, log: finding, name: F, with: { title: f } }\n"
                              "  - { as: lena, log: finding, name: G, with: { title: g } }\n";
    const Rehearsal rehearsal =
        good("steps:\n" + found + "  - { as: lena, read: A, expect: { links: { finds: [G, F] } } }\n" +
             "  - { as: lena, read: F, expect: { links: { question: A } } }\n");
    EXPECT_EQ(rehearsal.steps.at(3).checks.at(0).expected, "F, G");
    EXPECT_THAT(
        mistakes("steps:\n" + found + "  - { as: lena, read: A, expect: { links: { find: none } } }\n"),
        HasSubstr("unknown link of question 'find' (expected 'finds'; did you mean 'finds'?)"));
}

TEST(ReadRehearsal, RecordsAreLinkedFromEitherEnd) {
    const std::string found = one_question + "  - { as: lena, log: finding, name: F, with: { title: f } }\n";
    const Rehearsal rehearsal = good("steps:\n" + found + "  - { as: lena, link: { finds: F }, on: A }\n" +
                                     "  - { as: lena, unlink: { question: A }, on: F }\n");
    ASSERT_EQ(rehearsal.steps.at(3).links.size(), 1U);
    EXPECT_EQ(rehearsal.steps.at(3).links[0].link, "question");
    EXPECT_THAT(mistakes("steps:\n" + found + "  - { as: lena, link: { questio: A }, on: F }\n"),
                HasSubstr("did you mean 'question'?"));
}

TEST(ReadRehearsal, NoRecordIsInAStateThatHasOthersInIt) {
    desk::ShippedProcess nested = example_process();
    std::string& text = nested.files.front().text;
    const std::string taken = "      taken:  { open: true, title: Taken }\n";
    text.replace(text.find(taken), taken.size(), "      work: { open: true, states: { taken: {} } }\n");
    const auto words = vocabulary_of(nested, "library");
    ASSERT_TRUE(words);
    EXPECT_THAT(mistakes_in(read_rehearsal("r.yaml",
                                           head + "steps:\n" + one_question +
                                               "  - { as: lena, act: accept, expect: { state: work } }\n",
                                           *words)),
                HasSubstr("unknown state of question 'work' (expected one of asked, taken and solved"));
}

// Two may have one name: who it is goes by the id.
TEST(Words, PeopleTeamsAndOrganisationsAreKnownByTheirIds) {
    desk::ShippedProcess alike = example_process();
    std::string& demo = alike.files.back().text;
    demo.insert(demo.find("agreements:"),
                "  lena2: { name: Lena Librarian, organisation: town, roles: [librarian] }\n");
    const auto words = vocabulary_of(alike, "library");
    ASSERT_TRUE(words);
    EXPECT_EQ(words->handle_of(Id::of_name("person:lena2").text(), "Lena Librarian"), "lena2");
    EXPECT_EQ(words->handle_of(Id::of_name("person:lena").text(), "Lena Librarian"), "lena");
    EXPECT_EQ(words->handle_of(Id::of_name("organisation:town").text(), "Town library"), "town");
    EXPECT_EQ(words->handle_of("", "The desk"), "The desk");
}

// A process that lends books to the library's questions: its people are its own and the library's.
desk::ShippedProcess lending() {
    return {"lending",
            {{"process.yaml", R"yaml(process: lending
version: 1
roles: { lender: {} }
records:
  loan:
    kind: request
    number: "LOAN-{seq:3}"
    states: { out: { open: true, start: true }, back: { end: true } }
    custody: { holders: [lender], first: "'lender'" }
    acts:
      log: { to: out, by: lender, form: [title] }
      return: { from: out, to: back, by: lender }
)yaml"},
             {"demo.yaml", R"yaml(calendars:
  always: { zone: UTC, always_open: true }
organisations:
  town: { name: Town library, kind: library, calendar: always }
people:
  lena: { name: Lena Librarian, organisation: town, roles: [lender] }
  ludo: { name: Ludo Lender, organisation: town, roles: [lender] }
)yaml"}}};
}

TEST(ReadRehearsal, SpeaksOfRecordsOfAProcessBesideIt) {
    const auto words = vocabulary_of(example_process(), "library", std::vector{lending()});
    ASSERT_TRUE(words);
    const auto lena = std::ranges::find(words->demo.people, "lena", &process::DemoPerson::name);
    ASSERT_NE(lena, words->demo.people.end());
    EXPECT_THAT(lena->roles, testing::Contains(process::DemoRole{"lending", "lender", ""}));
    const auto said = [&](const std::string& rest) {
        return mistakes_in(
            read_rehearsal("r.yaml", head + "beside: lending\nsteps:\n" + one_question + rest, *words));
    };
    const std::string loan = "  - { as: ludo, log: lending/loan, name: L, with: { title: A book } }\n";
    EXPECT_EQ(
        said(loan + "  - { as: lena, act: return, on: L, expect: { L: { state: back, holder: none }, A: "
                    "{ state: asked } } }\n"),
        "");
    EXPECT_THAT(said(loan + "  - { as: lena, act: retrun, on: L }\n"), HasSubstr("did you mean 'return'?"));
    EXPECT_THAT(said(loan + "  - { as: lena, act: return, on: L, expect: { state: asked } }\n"),
                HasSubstr("unknown state of loan 'asked' (expected one of out and back"));
    EXPECT_THAT(said("  - { as: ludo, log: lending/lona }\n"), HasSubstr("did you mean 'loan'?"));
    EXPECT_THAT(
        said("  - { as: ludo, log: borrowing/loan }\n"),
        HasSubstr("the process 'borrowing' is not beside this one (expected its folder, with --beside"));
    EXPECT_THAT(mistakes("beside: [lending]\nsteps:\n" + one_question),
                HasSubstr("the process 'lending' is not beside this one"));
}

TEST(ReadRehearsal, AWrongHeadOrNoYamlIsToldAtOnce) {
    EXPECT_FALSE(read_rehearsal("r.yaml", "a: [1", example_words()));
    EXPECT_FALSE(read_rehearsal("r.yaml", "", example_words()));
    const auto other = read_rehearsal(
        "r.yaml", "rehearsal: x\nprocess: librari\nstart: 2014-01-20 08:00 Africa/Maputo\nsteps: []\n",
        example_words());
    ASSERT_FALSE(other);
    EXPECT_THAT(text(other.error().front()), HasSubstr("did you mean 'library'?"));
    EXPECT_THAT(mistakes("steps: []\n"), HasSubstr("needs a list of `steps`"));
    EXPECT_THAT(mistakes("covers: [S]\nsteps:\n" + one_question), HasSubstr("'S' is no row"));
    EXPECT_THAT(mistakes("rests_on: [{ ruul: question.known }]\nsteps:\n" + one_question),
                HasSubstr("did you mean 'rule'?"));
}

TEST(Coverage, EachRowNamesWhatSucceedsAndWhatIsRefused) {
    Rehearsal succeeds = good(
        "covers: [S10, S9]\nsteps:\n  - { as: rita, log: question, name: A, with: { title: t, weight: light "
        "}, expect: { state: asked } }\n");
    succeeds.file = "processes/library/rehearsals/a.yaml";
    Rehearsal refused = good("covers: [S9]\nsteps:\n  - { as: rita, log: question, refused: 422 }\n");
    refused.file = "processes/library/rehearsals/b.yaml";
    const std::string page = coverage_page({refused, succeeds});
    EXPECT_THAT(page, HasSubstr("| S9 | [A question](../processes/library/rehearsals/a.yaml) | [A "
                                "question](../processes/library/rehearsals/b.yaml) |\n"
                                "| S10 | [A question](../processes/library/rehearsals/a.yaml) | none |\n"));
}

}  // namespace
}  // namespace reeve::rehearse
