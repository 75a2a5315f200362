#include "process/onward.hpp"

#include <gtest/gtest.h>

#include "process/draft_test.hpp"

namespace reeve::process {
namespace {

// "finish", "approve by boss", or "-" in that state, held by that role.
std::string onward(const Draft& draft, std::string_view state, std::string_view holder) {
    const ProcessPtr process = draft.process();
    const RecordType& type = process->types.front();
    const auto& row = type.onward.acts[*type.state(state)];
    const auto& next = holder.empty() ? row.back() : row[*process->role(holder)];
    if (!next) return "-";
    return type.acts[next->act].name + (next->role ? " by " + process->roles[*next->role].name : "");
}

TEST(Onward, IsTheHoldersActThatLeadsOn) {
    const Draft draft;
    EXPECT_EQ(onward(draft, "new", "agent"), "begin");
    // `ask` stands first in the file, but waits.
    EXPECT_EQ(onward(draft, "work", "agent"), "finish");
    EXPECT_EQ(onward(draft, "work", "expert"), "finish");
}

TEST(Onward, IsNothingWhereAnotherMovesOrTheWorkIsDone) {
    const Draft draft;
    EXPECT_EQ(onward(draft, "wait", "agent"), "-");
    EXPECT_EQ(onward(draft, "done", "agent"), "-");
    EXPECT_EQ(onward(draft, "closed", ""), "-");
}

TEST(Onward, IsAnothersActWhereTheHolderHasNone) {
    Draft draft;
    draft.with("finish: { from: work, to: done, by: holder, form: [note, count] }",
               "finish: { from: work, to: done, by: [caller, expert], form: [note, count] }");
    draft.with("      ask:\n        from: work\n        to: wait\n        by: holder",
               "      ask:\n        from: work\n        to: wait\n        by: caller");
    EXPECT_EQ(onward(draft, "work", "expert"), "finish");
    EXPECT_EQ(onward(draft, "work", "agent"), "finish by caller");
}

TEST(Onward, AWayBackComesAfterOneOn) {
    Draft draft;
    draft.with("      begin: { from: new,",
               "      undo: { from: work, to: new, by: holder }\n      begin: { from: new,");
    EXPECT_EQ(onward(draft, "work", "agent"), "finish");
}

TEST(Onward, KnowsWhoFollowsAHolder) {
    const ProcessPtr process = Draft().process();
    const RecordType& type = process->types.front();
    const auto& receivers = type.onward.receivers[*type.act("refer")];
    EXPECT_EQ(receivers[*process->role("agent")], process->role("expert"));
    EXPECT_EQ(receivers[*process->role("expert")], std::nullopt);
}

}  // namespace
}  // namespace reeve::process
