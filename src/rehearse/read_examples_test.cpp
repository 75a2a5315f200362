#include <fmt/format.h>
#include <gmock/gmock.h>

#include "rehearse/example_test.hpp"
#include "rehearse/read_rehearsal.hpp"

namespace reeve::rehearse {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::expected<Rehearsal, std::vector<Problem>> read(const std::string& rest) {
    return read_rehearsal("r.yaml",
                          "rehearsal: A <weight> question\nprocess: library\n"
                          "start: 2014-01-20 08:00 Africa/Maputo\n" +
                              rest,
                          example_words());
}

std::string mistakes(const std::string& rest) {
    return mistakes_in(read(rest));
}

// A question is asked for every row.
std::string with(const std::string& examples, const std::string& rank = "<rank>") {
    return "examples: " + examples +
           "\nsteps:\n  - { as: rita, log: question, name: A, with: { title: \"It is <weight>.\", weight: "
           "<weight> }, expect: { rank: " +
           rank + " } }\n";
}

TEST(ReadExamples, EachRowIsReadWithItsValuesInTheirPlaces) {
    const auto rehearsal = read(with("[ [weight, rank], [heavy, 1], [light, 3] ]"));
    ASSERT_TRUE(rehearsal) << mistakes(with("[ [weight, rank], [heavy, 1], [light, 3] ]"));
    EXPECT_EQ(rehearsal->title, "A <weight> question");
    EXPECT_EQ(rehearsal->example, "heavy, 1");
    ASSERT_EQ(rehearsal->steps.size(), 1u);
    EXPECT_EQ(write_json(Json(rehearsal->steps[0].body)),
              R"({"type":"library/question","title":"It is heavy.","fields":{"weight":"heavy"}})");
    ASSERT_EQ(rehearsal->more_examples.size(), 1u);
    EXPECT_EQ(rehearsal->more_examples[0].example, "light, 3");
    const Step& step = rehearsal->more_examples[0].steps.at(0);
    EXPECT_EQ(Json(step.body).string_or_empty("title"), "It is light.");
    ASSERT_EQ(step.checks.size(), 1u);
    EXPECT_EQ(step.checks[0].expected, "3");
    EXPECT_EQ(rehearsal->untouched(), 0u);
}

TEST(ReadExamples, WhatDoesNotFitIsSaidWithItsPlace) {
    EXPECT_THAT(mistakes(with("[ [weight, rank] ]")), HasSubstr("1 to 100 rows"));
    EXPECT_THAT(mistakes(with("[ [weight, rank], [heavy] ]")), HasSubstr("this row has 1 values"));
    EXPECT_THAT(mistakes(with("[ [weight, weight], [heavy, light] ]")), HasSubstr("is there twice"));
    EXPECT_THAT(mistakes(with("[ [Weight, rank], [heavy, 1] ]")),
                HasSubstr("'Weight' is no name of a column"));
    EXPECT_THAT(mistakes(with("[ [weight, rnak], [heavy, 1] ]")),
                HasSubstr("unknown column of `examples` 'rank'"));
    EXPECT_THAT(mistakes(with("[ [weight, rank, other], [heavy, 1, x] ]")),
                HasSubstr("nothing in the rehearsal says <other>"));
    EXPECT_THAT(mistakes(with("[ [], [] ]")), HasSubstr("r.yaml:4:13: the table has no columns"));
    EXPECT_THAT(mistakes(with("[ [], [] ]")), Not(HasSubstr("unknown column")));
    // Of which row it is.
    EXPECT_THAT(mistakes(with("[ [weight, rank],\n  [heavy, 1],\n  [hevy, 1] ]", "<rank>")),
                HasSubstr("in the example of line 6"));
}

TEST(ReadExamples, EachRowHasAHeadOfItsOwn) {
    const auto read_row = [](const std::string& rows) {
        return read_rehearsal("r.yaml",
                              "rehearsal: A question of <row>\ncovers: <row>\nprocess: library\n"
                              "start: <start>\nobserver: <who>\n"
                              "examples:\n  - [row, start, who, part]\n" +
                                  rows +
                                  "steps:\n  - { as: rita, log: question, name: A, with: { title: t, weight: "
                                  "heavy }, expect: { state: asked } }\n"
                                  "rests_on: [ { rule: question.known }, { by: <part> } ]\n",
                              example_words());
    };
    const auto rehearsal = read_row(
        "  - [L1, 2014-01-20 08:00 Africa/Maputo, rita, question.accept]\n"
        "  - [L2, 2013-06-20 08:00 Europe/Copenhagen, lena, question.solve]\n");
    ASSERT_TRUE(rehearsal) << mistakes_in(rehearsal);
    EXPECT_THAT(rehearsal->covers, ElementsAre("L1", "L2"));
    EXPECT_EQ(rehearsal->observer, "rita");
    ASSERT_EQ(rehearsal->more_examples.size(), 1u);
    const Rehearsal& second = rehearsal->more_examples[0];
    EXPECT_EQ(second.observer, "lena");
    EXPECT_EQ(text(second.start), "2013-06-20T06:00:00Z");
    EXPECT_EQ(second.zone.name(), "Europe/Copenhagen");

    // What any of them rests on, each part once; and who plays without it.
    std::vector<std::string> parts;
    for (const Foundation& part : rehearsal->foundations()) parts.push_back(part.text());
    EXPECT_THAT(parts, ElementsAre("rule question.known", "by question.accept", "by question.solve"));
    const Rehearsal both = rehearsal->resting_on(rehearsal->foundations()[0]);
    EXPECT_EQ(both.example, rehearsal->example);
    EXPECT_EQ(both.more_examples.size(), 1u);
    const Rehearsal alone = rehearsal->resting_on(rehearsal->foundations()[2]);
    EXPECT_EQ(alone.example, second.example);
    EXPECT_TRUE(alone.more_examples.empty());
}

TEST(ReadTogether, SaysHowManyGetThrough) {
    const std::string race =
        "given: { A: { as: rita, log: question, with: { title: t, weight: heavy } } }\nsteps:\n"
        "  - together: [ { as: lena, act: accept, on: A }, { as: rita, comment: c, on: A } ]\n";
    const auto read_race = [&](const std::string& rest) {
        return read_rehearsal(
            "r.yaml", "rehearsal: r\nprocess: library\nstart: 2014-01-20 08:00 Africa/Maputo\n" + race + rest,
            example_words());
    };
    const auto both = read_race("");
    ASSERT_TRUE(both) << text(both.error().front());
    const Step& step = both->steps.at(1);
    ASSERT_EQ(step.together.size(), 2u);
    EXPECT_EQ(step.done, 2u);
    EXPECT_EQ(step.together[0].act, "accept");
    EXPECT_EQ(step.together[1].as, "rita");
    EXPECT_THAT(step.on, ElementsAre("A"));
    const auto one = read_race("    done: 1\n    refused: 422\n    unmet: [note, comment]\n");
    ASSERT_TRUE(one) << text(one.error().front());
    EXPECT_EQ(one->steps.at(1).done, 1u);
    EXPECT_THAT(one->steps.at(1).refused->unmet, ElementsAre("comment", "note"));
    for (const std::string wrong : {"    done: 1\n", "    refused: 409\n", "    done: 3\n", "    done: few\n",
                                    "    as: lena\n", "    done: 2\n    refused: 409\n"})
        EXPECT_FALSE(read_race(wrong)) << wrong;
    for (const std::string word :
         {"name: B", "with: { title: y }", "on: A", "audience: internal", "if_version: 3", "reason: x",
          "seat: librarian", "names: { finds: F }", "documents: [a.pdf]", "for: lena"})
        EXPECT_THAT(
            mistakes_in(read_race("    " + word + "\n")),
            HasSubstr(fmt::format("`{}` says nothing beside `together`", word.substr(0, word.find(':')))));
}

}  // namespace
}  // namespace reeve::rehearse
