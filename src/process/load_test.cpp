// All mistakes at once, each with its place, what was expected and the nearest right name.
#include "process/load.hpp"

#include <gmock/gmock.h>

#include <sstream>

#include "process/draft_test.hpp"
#include "process/process_id.hpp"

namespace reeve::process {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

constexpr std::string_view ten_mistakes = R"(process: desk
version: 1
roles:
  caller: { is: reporter }
  agent: { sees: everything }
choices:
  urgency: [high, low]
tables:
  target:
    in: { urgency: urgency, vip: boolean }
    out: { limit: duration }
    rows:
      - [ high, any, 1h ]
      - [ low, true, 1 hour ]
records:
  issue:
    kind: incidnt
    number: "ISS-{seq:5}"
    fields:
      urgency: { choice: urgncy, required: true }
      level: { choice: urgency, required: true }
      note: { text: long, titel: Note }
    states:
      new: { open: true, start: true }
      done: { end: true }
    custody: { holders: [agent], first: "'agnt'" }
    acts:
      log: { to: new, by: [caller], form: [title, urgency, level, note] }
      work: { from: new, to: dun, by: agnet }
      finish: { from: new, to: done, by: holder, when: "done('wrk') && level == 'hgh'", why: no }
)";

TEST(Load, TenMistakesAreTenProblems) {
    const auto loaded = load_process("desk", {{"process.yaml", std::string(ten_mistakes)}});
    ASSERT_FALSE(loaded);
    std::vector<std::tuple<int, int, std::string, std::string>> found;
    for (const Problem& problem : loaded.error())
        found.emplace_back(problem.line, problem.column, problem.what, problem.nearest);
    EXPECT_THAT(found, ElementsAre(std::tuple(5, 18, "unknown value of `sees` 'everything'", ""),
                                   std::tuple(14, 22, "'1 hour' is no duration", ""),
                                   std::tuple(17, 11, "unknown kind 'incidnt'", "incident"),
                                   std::tuple(20, 26, "unknown choice 'urgncy'", "urgency"),
                                   std::tuple(22, 27, "unknown key 'titel' in a field", "title"),
                                   std::tuple(26, 42, "'agnt' is not one of role", "agent"),
                                   std::tuple(29, 30, "unknown state 'dun'", "done"),
                                   std::tuple(29, 39, "unknown role 'agnet'", "agent"),
                                   std::tuple(30, 62, "'wrk' is not one of act", "work"),
                                   std::tuple(30, 81, "'hgh' is not one of urgency", "high")));
    for (const Problem& problem : loaded.error()) {
        EXPECT_EQ(problem.file, "process.yaml");
        EXPECT_FALSE(problem.expected.empty()) << text(problem);
    }
    EXPECT_EQ(text(loaded.error()[6]),
              "process.yaml:29:30: unknown state 'dun' (expected one of new and done; did you mean 'done'?)");
}

// Any line of it with what belongs to it taken out, or with nothing behind it: as while it is being written.
TEST(Load, APartThatIsMissingIsAMistakeAtMost) {
    std::vector<std::string> lines;
    std::istringstream text(
        Draft()
            .with("place, note] }",
                  "place, note], otherwise: drop }\n      drop: { from: new, to: closed, by: desk }")
            .text());
    for (std::string line; std::getline(text, line);) lines.push_back(line);
    const auto depth = [&](std::size_t at) { return lines[at].find_first_not_of(' '); };
    for (std::size_t from = 0; from < lines.size(); ++from) {
        std::size_t to = from + 1;
        while (to < lines.size() && depth(to) > depth(from)) ++to;
        std::vector<std::string> instead{""};
        if (lines[from].ends_with(':')) instead.insert(instead.end(), {lines[from], lines[from] + " {}"});
        for (const std::string& line : instead) {
            std::string left;
            for (std::size_t at = 0; at < lines.size(); ++at) {
                if (at == from) left += line + "\n";
                if (at < from || at >= to) left += lines[at] + "\n";
            }
            const auto loaded = load_process("draft", {{"process.yaml", left}});
            if (!loaded) continue;
            for (const RecordType& type : loaded->process->types)
                EXPECT_LT(type.start, type.states.size()) << "without line " << from + 1 << ": " << line;
        }
    }
}

TEST(Load, AMistakeOfSyntaxIsAlone) {
    const auto loaded = load_process("desk", {{"process.yaml", std::string(ten_mistakes) + "  x: [\n"}});
    ASSERT_FALSE(loaded);
    EXPECT_THAT(loaded.error(), SizeIs(1));
    EXPECT_THAT(text(loaded.error().front()), HasSubstr("a '[' is never closed"));
}

TEST(Load, AtMostTwoHundredProblemsAndHowManyMore) {
    std::string many = "process: desk\nversion: 1\nchoices:\n  many: [";
    for (int i = 0; i < 300; ++i) many += std::to_string(i) + ", ";
    many += "]\n";
    const auto loaded = load_process("desk", {{"process.yaml", many}});
    ASSERT_FALSE(loaded);
    ASSERT_THAT(loaded.error(), SizeIs(problems_max + 1));
    EXPECT_EQ(loaded.error().back().what, "101 more mistakes are not shown");
}

TEST(Load, ADuplicateKeyIsOneMistakeAmongOthers) {
    const auto problems = Draft()
                              .with("expert: {}\n", "expert: {}\n  agent: { sees: x }\n")
                              .with("kind: task", "kind: tsk")
                              .problems();
    EXPECT_THAT(problems, ElementsAre("7:3: 'agent' is given twice; the first is in line 5 (expected one)",
                                      HasSubstr("unknown kind 'tsk'")));
}

TEST(Load, NamesThatLookAlikeAreRefused) {
    EXPECT_THAT(
        Draft()
            .with("count: { integer: true }", "c0unt: { integer: true }\n      count: { integer: true }")
            .problems(),
        ElementsAre(
            "34:7: the field 'count' looks like 'c0unt' in line 33 (expected names that can be told apart)"));
    EXPECT_THAT(
        Draft()
            .with("level: [high, low]", "level: [high, low, High]")
            .with("any but agent, none ]", "any but agent, none ]")
            .problems(),
        Contains(
            "8:22: the value 'High' looks like 'high' in line 8 (expected names that can be told apart)"));
}

TEST(Load, AFolderMustBeCalledAsAnUploadMay) {
    for (const std::string_view wrong : {"My Draft", "draft.v2", "2nd", ""}) {
        const auto loaded = load_process(wrong, Draft().files());
        ASSERT_FALSE(loaded) << wrong;
        EXPECT_THAT(text(loaded.error().front()), HasSubstr(std::string(process_id_rule))) << wrong;
    }
}

TEST(Load, ARecordTypeHasNoMoreClocksThanTheLimitsSay) {
    const auto with = [](int count) {
        std::string clocks;
        for (int i = 0; i < count; ++i)
            clocks += "      c" + std::to_string(i) +
                      "x: { starts: once, stops: [ state: done ], limit: \"duration('4h')\" }\n";
        return Draft().with("    clocks:\n", "    clocks:\n" + clocks);
    };
    constexpr int own = 2, most = 500;
    EXPECT_THAT(with(most - own).problems(), ElementsAre("loaded"));
    EXPECT_THAT(with(most).problems(), ElementsAre(HasSubstr("a record type has more than 500 clocks")));
}

TEST(Load, WhatIsMissingIsSaidWhereItIsMissing) {
    EXPECT_THAT(Draft().with("version: 1\n", "").problems(),
                ElementsAre("1:1: the process does not say its version (expected `version: 1`)"));
    EXPECT_THAT(Draft().with("process: draft", "process: drift").problems(),
                ElementsAre("1:10: the process calls itself 'drift' (expected its folder's name, draft)"));
    EXPECT_THAT(Draft().with("    number: \"MEMO-{seq:3}\"\n", "").problems(),
                ElementsAre(HasSubstr("the record type 'memo' has no `number`")));
    EXPECT_THAT(Draft().with("    kind: task\n", "").problems(),
                ElementsAre(HasSubstr("the record type 'memo' has no `kind`")));
    EXPECT_THAT(Draft().with("        why: Say what was done.\n", "").problems(),
                ElementsAre(HasSubstr("the rule 'noted' has no `why`")));
    EXPECT_THAT(
        Draft()
            .with("close: { from: done, to: closed, by: caller }", "close: { from: done, to: closed }")
            .problems(),
        ElementsAre(HasSubstr("nobody may do 'close'")));
    EXPECT_THAT(Draft().with("{ to: memo, inverse: issue }", "{ to: memo }").problems(),
                ElementsAre(HasSubstr("the link 'notes' has no `inverse`")));
}

TEST(Load, AProcessMayBeSpreadOverFiles) {
    std::string text = Draft().text();
    const std::size_t records = text.find("records:\n");
    const std::vector<SourceFile> files{{"process.yaml", text.substr(0, records)},
                                        {"issues.yaml", text.substr(records)},
                                        {"demo.yaml", "this: [is not read"},
                                        {"rehearsals/one.yaml", "nor: {this"}};
    const auto loaded = load_process("draft", files);
    ASSERT_TRUE(loaded) << reeve::text(loaded.error().front());
    EXPECT_EQ(loaded->process->types.size(), 2u);

    auto wrong = files;
    wrong[1].text += "    acts:\n      x: {}\nroles: { agent: {} }\n";
    const auto refused = load_process("draft", wrong);
    ASSERT_FALSE(refused);
    std::vector<std::string> lines;
    for (const Problem& problem : refused.error()) lines.push_back(reeve::text(problem));
    EXPECT_THAT(lines, Contains(HasSubstr("a second role 'agent'; the first is in line 5 of process.yaml")));
}

TEST(Load, TheDigestIsOfEveryProcessFile) {
    const auto digest = [](std::vector<SourceFile> files) {
        auto loaded = load_process("draft", files);
        return loaded ? loaded->process->digest : "refused";
    };
    const std::string text = Draft().text();
    const std::string once = digest({{"process.yaml", text}});
    EXPECT_THAT(once, SizeIs(64));
    EXPECT_EQ(once, digest({{"demo.yaml", "x: y"}, {"process.yaml", text}}));
    EXPECT_NE(once, digest({{"process.yaml", text + "# a word\n"}}));
    EXPECT_NE(once, digest({{"process.yaml", text}, {"more.yaml", "roles: {}\n"}}));
}

// So many entries, each of its own name.
std::string many(std::size_t how_many, std::string_view before, std::string_view behind) {
    std::string lines;
    for (std::size_t i = 0; i < how_many; ++i)
        lines += std::string(before) + "of_" + std::to_string(i) + "_more" + std::string(behind) + "\n";
    lines.pop_back();
    return lines;
}

TEST(Load, WhatPassesALimitIsSaidWithTheFigure) {
    const auto roles = [](std::size_t more) {
        return Draft().after("  expert: {}", many(more, "  ", ": {}")).problems();
    };
    EXPECT_THAT(roles(197), ElementsAre("loaded"));
    EXPECT_THAT(roles(198), Contains(HasSubstr("a process has more than 200 roles")));
    const auto acts = [](std::size_t more) {
        return Draft()
            .after("      close: { from: done, to: closed, by: caller }",
                   many(more, "      ", ": { from: done, by: caller }"))
            .problems();
    };
    EXPECT_THAT(acts(991), ElementsAre("loaded"));
    EXPECT_THAT(acts(992), Contains(HasSubstr("a record type has more than 1000 acts")));
    EXPECT_THAT(Draft().after("      done: {}", many(496, "      ", ": {}")).problems(),
                Contains(HasSubstr("a record type has more than 500 states")));
}

TEST(Load, WarnsOfTitlesThatLackALanguage) {
    const auto draft = Draft()
                           .with("expert: {}", "expert: { title: { en: Expert, pt: Perito } }")
                           .with("agent: {}", "agent: { title: { en: Agent } }");
    EXPECT_THAT(draft.warnings(),
                ElementsAre("5:19: warning: no text in pt (expected every language that others have)"));
    EXPECT_EQ(draft.process()->languages, (std::vector<std::string>{"en", "pt"}));
}

TEST(Load, RefusesWordsThatNobodyReadsToTheEnd) {
    const auto titled = [](std::size_t length) {
        return Draft().with("agent: {}", "agent: { title: \"" + std::string(length, 'x') + "\" }");
    };
    EXPECT_THAT(titled(200).problems(), ElementsAre("loaded"));
    EXPECT_THAT(titled(900'000).problems(),
                ElementsAre(HasSubstr("a title of 900000 characters (expected at most 200)")));
    const std::string long_text(4'001, 'y');
    EXPECT_THAT(
        Draft()
            .with("version: 1", "version: 1\nnotices: { late: { to: holder, text: " + long_text + " } }")
            .problems(),
        ElementsAre(HasSubstr("`text` of 4001 characters (expected at most 4000)")));
    const auto in_use = load_process("draft", titled(201).files(), Text::in_use);
    ASSERT_TRUE(in_use.has_value());
    EXPECT_THAT(text(in_use->warnings.front()), HasSubstr("a title of 201 characters"));
}

TEST(Load, WhatIsInUseGoesOnBeingReadWhereALaterReleaseRefusesIt) {
    const Draft draft = Draft().with("    order: [ priority ]", "    order: [ priority, clocks.answer.due ]");
    EXPECT_THAT(draft.problems(), ElementsAre(HasSubstr("'clocks.answer.due' orders nothing")));
    const auto loaded = load_process("draft", draft.files(), Text::in_use);
    ASSERT_TRUE(loaded.has_value());
    ASSERT_THAT(loaded->warnings, SizeIs(1));
    EXPECT_THAT(text(loaded->warnings.front()), HasSubstr("'clocks.answer.due' orders nothing"));
    const Draft unread = Draft().with("    order: [ priority ]", "    order: [ priority ]\n    ordr: x");
    EXPECT_FALSE(load_process("draft", unread.files(), Text::in_use).has_value());
}

}  // namespace
}  // namespace reeve::process
