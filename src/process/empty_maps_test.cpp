// Maps with nothing in them, where something is to be said.
#include <gmock/gmock.h>

#include <span>
#include <tuple>
#include <utility>

#include "process/draft_test.hpp"

namespace reeve::process {
namespace {

using namespace testing;

// Earlier releases took them, and left out what they should have said.
TEST(EmptyMaps, AreRefused) {
    const std::tuple<std::string_view, std::string_view, std::string_view> changes[] = {
        {"version: 1", "version: 1\ntitle: {}",
         "3:8: a title is empty (expected a text, or a text per language"},
        {"agent: {}", "agent: { title: {} }", "a title is empty"},
        {"then: [ assign: actor ]", "then: [ publish: { text: {} } ]", "`text` is empty"},
        {"then: [ assign: actor ]", "then: [ set: {} ]", "`set` asks for nothing"},
        {"breach: { do: refer }", "breach: {}", "`breach` asks for nothing"},
        {"why: Ask.", "why: {}", "is empty"},
        {"    kind: task", "    kind: task\n    register: true\n    effective: {}",
         "`effective` says nothing"},
    };
    for (const auto& [old_text, new_text, said] : changes) {
        const Draft draft = Draft().with(old_text, new_text);
        EXPECT_THAT(draft.problems(), Contains(HasSubstr(said))) << new_text;
    }
    for (const auto& [old_text, new_text, said] : std::span(changes).first(5)) {
        const Draft draft = Draft().with(old_text, new_text);
        EXPECT_TRUE(load_process("draft", draft.files(), Text::in_use).has_value()) << new_text;
    }
}

// Each was as if it had not been said; but `seen_by: []` kept the clock from all but administrators.
TEST(EmptyLists, OfAClockAreRefused) {
    const std::pair<std::string_view, std::string_view> changes[] = {
        {"warn: []", "`warn` is an empty list (expected at least one share of the limit)"},
        {"overdue: []", "`overdue` is an empty list"},
        {"seen_by: []", "`seen_by` is an empty list (expected at least one role)"},
        {"of: []", "`of` is an empty list"},
    };
    for (const auto& [clock, said] : changes) {
        const Draft draft = Draft().with("breach: { do: refer }", clock);
        EXPECT_THAT(draft.problems(), ElementsAre(HasSubstr(said))) << clock;
        EXPECT_TRUE(load_process("draft", draft.files(), Text::in_use).has_value()) << clock;
    }
}

TEST(Tables, HaveColumnsOnBothSides) {
    for (const auto& [old_text, side] :
         {std::pair{"in: { holder: role }", "in"}, {"out: { to: maybe role }", "out"}}) {
        const Draft draft = Draft().with(old_text, std::string(side) + ": {}");
        EXPECT_THAT(draft.problems(),
                    Contains(HasSubstr("the table 'next' has no column in `" + std::string(side) +
                                       "` (expected at least one: `NAME: TYPE`)")));
    }
    const Draft unused = Draft().after("      - [ any but agent, none ]",
                                       "  idle: { in: { level: level }, out: {}, rows: [ [ high ] ] }");
    EXPECT_THAT(unused.problems(), ElementsAre(HasSubstr("the table 'idle' has no column in `out`")));
    EXPECT_TRUE(load_process("draft", unused.files(), Text::in_use).has_value());
}

}  // namespace
}  // namespace reeve::process
