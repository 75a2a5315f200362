#include "rehearse/take_out.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rehearse/example_test.hpp"
#include "rehearse/write_yaml.hpp"

namespace reeve::rehearse {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string& file_of(const desk::ShippedProcess& process, std::string_view path) {
    for (const auto& file : process.files)
        if (file.path == path) return file.text;
    throw std::runtime_error("no such file");
}

desk::ShippedProcess without(const std::string& kind, const std::string& path,
                             std::vector<std::string> in = {}) {
    auto changed = take_out(example_process(), {kind, path, std::move(in), 1});
    EXPECT_TRUE(changed) << kind << " " << path;
    return changed ? std::move(*changed) : example_process();
}

// The part is gone, and what is left is a process that loads.
Vocabulary still_loads(const desk::ShippedProcess& process) {
    auto words = vocabulary_of(process, "library");
    EXPECT_TRUE(words) << (words ? "" : text(words.error().front()));
    return words ? std::move(*words) : example_words();
}

TEST(TakeOut, ARewrittenFileMeansTheSame) {
    std::vector<Problem> problems;
    const std::string& original = file_of(example_process(), "process.yaml");
    const auto first = process::read_yaml("a", original, problems);
    const auto second = process::read_yaml("b", write_yaml(*first), problems);
    ASSERT_TRUE(second && problems.empty());
    EXPECT_EQ(write_yaml(*first), write_yaml(*second));
    const auto words = still_loads(
        {"library",
         {{"process.yaml", write_yaml(*first)}, {"demo.yaml", file_of(example_process(), "demo.yaml")}}});
    EXPECT_EQ(words.process->types.size(), 2u);
}

TEST(TakeOut, TextsWithColonsQuotesAndLinesSurvive) {
    std::vector<Problem> problems;
    const auto tree = process::read_yaml("a",
                                         "a: \"x: y # z\"\nb: |\n  two\n  lines\nc: [1, true, {d: "
                                         "none}]\n\"2014-02-03\": Heroes' Day\ne:\nf: []\n",
                                         problems);
    ASSERT_TRUE(tree && problems.empty());
    const auto again = process::read_yaml("b", write_yaml(*tree), problems);
    ASSERT_TRUE(again && problems.empty()) << write_yaml(*tree);
    EXPECT_EQ(again->find("a")->text, "x: y # z");
    EXPECT_EQ(again->find("b")->text, "two\nlines\n");
    EXPECT_FALSE(again->find("c")->items[0].quoted);
    EXPECT_EQ(again->find("c")->items[2].find("d")->text, "none");
    EXPECT_EQ(again->find("2014-02-03")->text, "Heroes' Day");
    EXPECT_TRUE(again->find("e")->is_null());
    EXPECT_TRUE(again->find("f")->is_list());
}

TEST(TakeOut, RulesNeedsAndOtherPartsGo) {
    const auto no_rule = still_loads(without("rule", "question.known"));
    EXPECT_TRUE(no_rule.process->types[0].rules.empty());
    const auto no_field = still_loads(without("need", "question.solve.answered"));
    const auto& solve = no_field.process->types[0].acts[*no_field.process->types[0].act("solve")];
    ASSERT_EQ(solve.needs.size(), 1u);
    EXPECT_EQ(solve.needs[0].kind, process::Need::Kind::comment);
    const auto no_comment = still_loads(without("need", "question.solve.comment"));
    EXPECT_EQ(no_comment.process->types[0].acts[*no_comment.process->types[0].act("solve")].needs[0].kind,
              process::Need::Kind::field);
    const auto no_clock = without("clock", "question.answer");
    EXPECT_TRUE(still_loads(no_clock).process->types[0].clocks.empty());
    EXPECT_EQ(file_of(no_clock, "demo.yaml").find("lending"), std::string::npos)
        << "it promised nothing else";
    EXPECT_TRUE(still_loads(without("required", "question.weight")).process->types[0].fields[0].standard);
    EXPECT_EQ(still_loads(without("sees", "reader")).process->roles[0].sees, process::Sees::all);
}

// The example, spread over files or with something else in the place of a text of it.
desk::ShippedProcess example_with(const std::string& text, const std::string& other,
                                  const std::string& further = {}) {
    desk::ShippedProcess process = example_process();
    std::string& head = process.files.front().text;
    const std::size_t at = head.find(text);
    EXPECT_NE(at, std::string::npos);
    head.replace(at, text.size(), other);
    if (!further.empty()) process.files.push_back({"further.yaml", further});
    return process;
}

std::string without_in(const desk::ShippedProcess& process, const Foundation& part) {
    still_loads(process);
    const auto changed = take_out(process, part);
    EXPECT_TRUE(changed) << (changed ? "" : changed.error().detail);
    if (!changed) return {};
    still_loads(*changed);
    return file_of(*changed, "process.yaml");
}

TEST(TakeOut, PartsLieInAnyFileOfTheProcess) {
    const std::string& whole = file_of(example_process(), "process.yaml");
    const std::size_t types = whole.find("records:\n");
    const std::size_t finding = whole.find("  finding:\n");
    desk::ShippedProcess spread = example_process();
    spread.files.front().text =
        whole.substr(0, whole.find("choices:\n")) + "records:\n" + whole.substr(finding);
    spread.files.push_back(
        {"tables.yaml", whole.substr(whole.find("choices:\n"), types - whole.find("choices:\n"))});
    spread.files.push_back({"question.yaml", whole.substr(types, finding - types)});
    EXPECT_THAT(without_in(spread, {"rule", "question.known", {}, 1}), Not(HasSubstr("known:")));
    EXPECT_THAT(without_in(spread, {"row", "order", {"heavy"}, 1}), HasSubstr("- heavy\n        - later"));
    EXPECT_THAT(without_in(spread, {"by", "question.solve", {}, 1}), HasSubstr("- archivist"));
    EXPECT_FALSE(take_out(spread, {"rule", "question.unknown", {}, 1}));
}

TEST(TakeOut, PartsOfStatesWithinOthersOfPartiesAndOfRowsWithListsGo) {
    const auto nested = example_with(
        "      taken:  { open: true, title: Taken }\n",
        "      work: { open: true, states: { taken: { enter: [ set: { answered: \"'none yet'\" } ] } } }\n");
    EXPECT_THAT(without_in(nested, {"enter", "question.taken.set", {}, 1}), Not(HasSubstr("none yet")));
    auto party = example_with(
        "    states:\n      asked:",
        "    parties: { caller: { person: true, required: true } }\n    states:\n      asked:");
    std::string& head = party.files.front().text;
    const std::string form = "form: [title, description, weight]";
    head.replace(head.find(form), form.size(), "form: [title, description, weight, caller]");
    EXPECT_THAT(without_in(party, {"required", "question.caller", {}, 1}),
                Not(HasSubstr("person: true\n        required: true")));
    const auto listed = example_with("- [ heavy, soon ]", "- [ [heavy], soon ]");
    EXPECT_THAT(without_in(listed, {"row", "order", {"heavy"}, 1}), HasSubstr("- heavy\n        - later"));
}

TEST(TakeOut, WhoSeesAllReadsNoMoreOfItThanBefore) {
    EXPECT_FALSE(still_loads(without("sees", "reader")).process->roles[0].reads_internal);
    const auto reads = example_with("sees: own }", "sees: own, reads_internal: true }");
    const auto changed = take_out(reads, {"sees", "reader", {}, 1});
    ASSERT_TRUE(changed);
    EXPECT_TRUE(still_loads(*changed).process->roles[0].reads_internal);
}

TEST(TakeOut, ARowSaysWhatTheNextOneSaysSoTheTableStaysComplete) {
    const std::string changed = file_of(without("row", "order", {"heavy"}), "process.yaml");
    still_loads(without("row", "order", {"heavy"}));
    EXPECT_THAT(changed, HasSubstr("- heavy\n        - later"));
    EXPECT_THAT(changed, Not(HasSubstr("- heavy\n        - soon")));
    EXPECT_THAT(file_of(without("row", "order", {"light"}), "process.yaml"),
                HasSubstr("- light\n        - soon"));
}

TEST(TakeOut, AnActIsOpenedToAllAndACalendarNeverCloses) {
    const auto open = still_loads(without("by", "question.solve"));
    EXPECT_EQ(open.process->types[0].acts[*open.process->types[0].act("solve")].by.size(), 3u);
    const std::string always = file_of(without("calendar", "hours"), "demo.yaml");
    EXPECT_THAT(always, HasSubstr("mon-sun: \"00:00-24:00\""));
    EXPECT_THAT(always, Not(HasSubstr("Heroes")));
    EXPECT_THAT(file_of(without("holiday", "hours.2014-02-03"), "demo.yaml"), Not(HasSubstr("Heroes")));
}

TEST(TakeOut, AnAgreementWasNeverMade) {
    EXPECT_THAT(file_of(without("agreement", "lending"), "demo.yaml"), Not(HasSubstr("lending")));
    EXPECT_FALSE(take_out(example_process(), {"agreement", "lending_more", {}, 1}));
}

TEST(TakeOut, WhatIsNotThereIsRefused) {
    for (const auto& [kind, path] :
         std::vector<std::pair<std::string, std::string>>{{"rule", "question.unknown"},
                                                          {"rule", "question"},
                                                          {"need", "question.solve.weight"},
                                                          {"row", "order"},
                                                          {"breach", "question.answer"},
                                                          {"holiday", "hours.2014-02-04"},
                                                          {"nonsense", "x"}})
        EXPECT_FALSE(take_out(example_process(), {kind, path, {}, 1})) << kind << " " << path;
    EXPECT_FALSE(take_out(example_process(), {"row", "order", {"medium"}, 1}));
}

}  // namespace
}  // namespace reeve::rehearse
