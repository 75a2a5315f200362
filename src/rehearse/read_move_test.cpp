// A rehearsal of two versions: the records that are given are on the former one until they move.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rehearse/example_test.hpp"
#include "rehearse/read_rehearsal.hpp"

namespace reeve::rehearse {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string replaced(std::string text, const std::string& before, const std::string& after) {
    const std::size_t at = text.find(before);
    EXPECT_NE(at, std::string::npos) << before;
    return at == std::string::npos ? text : text.replace(at, before.size(), after);
}

// The library's second version calls one state otherwise; the first lies beside it.
desk::ShippedProcess two_versions(const std::string& former_version = "1") {
    desk::ShippedProcess process = example_process();
    const std::string first = process.files[0].text;
    std::string second = replaced(first, "version: 1",
                                  "version: 2\nmoves: { from: 1, question: { states: { taken: held } } }");
    for (const char* place : {"      taken:  {", "to: taken", "from: taken"}) {
        std::string now = place;
        second = replaced(second, place, replaced(now, "taken", "held"));
    }
    process.files[0].text = second;
    process.files.push_back(
        {"former/1/process.yaml", replaced(first, "version: 1", "version: " + former_version)});
    return process;
}

std::expected<Rehearsal, std::vector<Problem>> read(const std::string& rest, const Vocabulary& words) {
    return read_rehearsal(
        "r.yaml", "rehearsal: Two versions\nprocess: library\nstart: 2014-01-20 08:00 Africa/Maputo\n" + rest,
        words);
}

class ReadMove : public testing::Test {
protected:
    ReadMove() : words_(*vocabulary_of(two_versions(), "library")) {}

    std::string mistakes(const std::string& rest) {
        const auto rehearsal = read(rest, words_);
        std::string all;
        if (!rehearsal)
            for (const Problem& problem : rehearsal.error()) all += text(problem) + "\n";
        return all;
    }
    const std::string given_ =
        "former: 1\ngiven:\n  A: { as: rita, log: question, with: { title: t, weight: light }, then: [ { as: "
        "lena, act: "
        "accept } ] }\nsteps:\n";
    const Vocabulary words_;
};

TEST_F(ReadMove, SendsTheVersionAlongAndSpeaksItsWordsFromThenOn) {
    const auto rehearsal =
        read(given_ +
                 "  - { as: lena, on: A, expect: { state: taken } }\n"
                 "  - { as: lena, act: move, with: { promised: Tue 12:00 }, expect: { state: held } }\n"
                 "  - { as: lena, on: A, expect: { state: held } }\n",
             words_);
    ASSERT_TRUE(rehearsal) << mistakes(given_);
    EXPECT_EQ(rehearsal->former, 1);
    ASSERT_EQ(rehearsal->steps.size(), 5U);
    EXPECT_EQ(write_json(Json(rehearsal->steps[3].body)),
              R"({"fields":{"version":2,"promised":"2014-01-21T10:00:00Z"}})");
}

TEST_F(ReadMove, WhatIsRefusedStaysWhereItWas) {
    EXPECT_EQ(mistakes(given_ + "  - { as: lena, act: move, refused: 422, expect: { state: taken } }\n"
                                "  - { as: lena, on: A, expect: { state: taken } }\n"),
              "");
    EXPECT_THAT(mistakes(given_ + "  - { as: lena, act: move, refused: 422, expect: { state: held } }\n"),
                HasSubstr("unknown state of question 'held'"));
}

TEST_F(ReadMove, EachVersionHasItsOwnWords) {
    EXPECT_THAT(mistakes(given_ + "  - { as: lena, on: A, expect: { state: held } }\n"),
                HasSubstr("unknown state of question 'held'"));
    EXPECT_THAT(mistakes(given_ + "  - { as: lena, act: move, expect: { state: taken } }\n"),
                HasSubstr("unknown state of question 'taken'"));
    EXPECT_THAT(
        mistakes(given_ + "  - { as: rita, log: question, name: B, with: { title: t, weight: light } }\n"
                          "  - { as: lena, on: B, expect: { A: { state: taken }, B: { state: taken } } }\n"),
        HasSubstr("unknown state of question 'taken'"))
        << "a new one begins with the version that is rehearsed";
}

TEST_F(ReadMove, ThereMustBeAVersionToComeFrom) {
    const std::string one =
        "steps:\n  - { as: rita, log: question, name: A, with: { title: t, weight: light } }\n"
        "  - { as: lena, act: move }\n";
    EXPECT_THAT(mistakes(one), HasSubstr("all records are on this version"));
    EXPECT_THAT(mistakes("former: 3\n" + one), HasSubstr("unknown earlier version '3'"));
}

TEST(FormerVersions, AreReadFromFoldersOfTheirNumbers) {
    const auto words = vocabulary_of(two_versions(), "library");
    ASSERT_TRUE(words);
    ASSERT_TRUE(words->former.contains(1));
    EXPECT_TRUE(words->former.at(1)->process->types[0].state("taken"));
    const auto wrong = vocabulary_of(two_versions("2"), "library");
    ASSERT_FALSE(wrong);
    EXPECT_THAT(text(wrong.error().front()), HasSubstr("library/former/1"));
    EXPECT_THAT(text(wrong.error().front()), HasSubstr("it holds version 2"));
}

}  // namespace
}  // namespace reeve::rehearse
