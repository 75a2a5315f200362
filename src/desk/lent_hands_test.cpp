#include "desk/lent_hands_test.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <functional>

#include "store/sqlite/sqlite_store.hpp"

namespace reeve::desk {
namespace {

// A database of one test's own, gone before and after.
class Folder {
public:
    Folder()
        : path_(std::filesystem::path(::testing::TempDir()) /
                ("reeve_lent_hands_test_" + std::to_string(::getpid()))) {
        std::filesystem::remove_all(path_);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(path_); }

    [[nodiscard]] std::unique_ptr<store::Store> opened() const { return store::sqlite::open_store(path_); }

private:
    std::filesystem::path path_;
};

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
            const Folder folder;
            StagedDesk desk({process}, {}, folder.opened());
            life(desk, pass);
            alone = told_when(desk);
        }
        look(alone);
        const Folder folder;
        SeededEntropy theirs(3), ours(4);
        OnAThread thread;
        StagedDesk desk({process}, {}, folder.opened());
        desk.reopen({.ahead = 1});
        desk.desk->decide_beside(thread, theirs, ours);
        life(desk, pass);
        EXPECT_EQ(told_when(desk), alone) << (pass == &StagedDesk::advance ? "by hand" : "by the real clock");
    }
}

}  // namespace reeve::desk
