#include "desk/lent_hands_test.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "store/scratch_folder.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace reeve::desk {
namespace {

std::unique_ptr<store::Store> opened(const store::ScratchFolder& folder) {
    return store::sqlite::open_store(folder.path());
}

}  // namespace

std::vector<std::string> told_when(StagedDesk& desk) {
    const auto journal = desk.journal();
    std::vector<std::string> lines = told(journal);
    for (std::size_t i = 0; i < journal.size(); ++i) {
        lines[i] += " " + text(journal[i].occurred_at) + " " + text(journal[i].recorded_at);
    }
    return lines;
}

void expect_the_same_on_a_thread(const std::string& process,
                                 const std::function<void(StagedDesk&, Pass)>& life,
                                 const std::function<void(const std::vector<std::string>&)>& look) {
    for (const Pass pass : {&StagedDesk::advance, &StagedDesk::live}) {
        std::vector<std::string> alone;
        {
            const store::ScratchFolder folder;
            StagedDesk desk({process}, {}, opened(folder));
            life(desk, pass);
            alone = told_when(desk);
        }
        look(alone);
        const store::ScratchFolder folder;
        SeededEntropy theirs(3), ours(4);
        OnAThread thread;
        StagedDesk desk({process}, {}, opened(folder));
        desk.reopen({.ahead = 1});
        desk.desk->decide_beside(thread, theirs, ours);
        life(desk, pass);
        EXPECT_EQ(told_when(desk), alone) << (pass == &StagedDesk::advance ? "by hand" : "by the real clock");
    }
}

}  // namespace reeve::desk
