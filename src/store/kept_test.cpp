// Drafts and saved views: asked of the model and of SQLite alike.

#include <gtest/gtest.h>

#include <array>

#include "store/model/model_store.hpp"
#include "store/operational.hpp"
#include "store/scratch_folder.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace reeve::store {
namespace {

class KeptRows : public ::testing::Test {
protected:
    [[nodiscard]] std::array<Store*, 2> stores() { return {&model_, sqlite_.get()}; }

private:
    ScratchFolder folder_;
    model::ModelStore model_;
    std::unique_ptr<Store> sqlite_ = sqlite::open_store(folder_.path());
};

TEST_F(KeptRows, DraftsAreTheirWritersAndReadWhenCommitted) {
    const Id ana = Id::of_name("person:ana");
    const Id bo = Id::of_name("person:bo");
    const Draft words{ana, "A-1", "public", "Dear José", "{}", "phone", 7, Instant{7}};
    const Draft form{ana, "A-1", "act.end", std::nullopt, R"({"note":"x"})", "desk", 9, Instant{9}};
    for (Store* store : stores()) {
        Writer& writer = store->writer();
        Drafts& drafts = writer.operational().drafts();
        const std::unique_ptr<Reader> reader = store->reader();
        writer.begin();
        drafts.put({ana, "A-1", "public", "Dear", "{}", "phone", 1, Instant{1}});
        drafts.put(words);
        drafts.put(form);
        drafts.put({bo, "A-1", "public", "His own", "{}", "", 1, Instant{1}});
        EXPECT_EQ(drafts.find(ana, "A-1", "public"), words) << "the writer sees what it wrote";
        EXPECT_EQ(reader->drafts().find(ana, "A-1", "public"), std::nullopt);
        writer.commit();
        EXPECT_EQ(reader->drafts().find(ana, "A-1", "public"), words);
        EXPECT_EQ(reader->drafts().find(ana, "A-2", "public"), std::nullopt);
        EXPECT_EQ(reader->drafts().of(ana), (std::vector<Draft>{form, words}));
        EXPECT_EQ(reader->drafts().size_of(ana).count, 2);
        EXPECT_EQ(reader->drafts().size_of(ana).bytes, words.bytes() + form.bytes());
        EXPECT_EQ(reader->drafts().size_of(Id::of_name("nobody")).bytes, 0);
        writer.begin();
        drafts.purge(Instant{7});
        drafts.remove(ana, "A-1", "act.end");
        drafts.remove(ana, "A-1", "internal");
        writer.commit();
        EXPECT_EQ(reader->drafts().of(ana), (std::vector<Draft>{words}));
        EXPECT_TRUE(reader->drafts().of(bo).empty());
    }
}

TEST_F(KeptRows, SavedViewsAreListedByOwnerTeamAndAll) {
    using Scope = SavedView::Scope;
    const Id ana = Id::of_name("person:ana");
    const Id bo = Id::of_name("person:bo");
    const Id team = Id::of_name("team");
    const SavedView late{Id::of_name("v1"), ana, Scope::mine, {}, 1, Instant{3}, "Late", "open=true"};
    const SavedView ours{Id::of_name("v2"), ana, Scope::team, team, 1, Instant{2}, "Ours", "team=t"};
    const SavedView everybodys{Id::of_name("v3"), bo, Scope::all, {}, 1, Instant{1}, "All", ""};
    for (Store* store : stores()) {
        Writer& writer = store->writer();
        SavedViews& views = writer.operational().saved_views();
        const std::unique_ptr<Reader> reader = store->reader();
        writer.begin();
        views.put(late);
        views.put(ours);
        views.put(everybodys);
        writer.commit();
        EXPECT_EQ(reader->saved_views().find(ours.id), ours);
        EXPECT_EQ(reader->saved_views().owned(ana), (std::vector<SavedView>{ours, late}));
        EXPECT_EQ(reader->saved_views().of_team(team), (std::vector<SavedView>{ours}));
        EXPECT_EQ(reader->saved_views().of_all(), (std::vector<SavedView>{everybodys}));
        SavedView renamed = late;
        renamed.title = "Later";
        renamed.version = 2;
        writer.begin();
        views.put(renamed);
        views.remove(ours.id);
        writer.commit();
        EXPECT_EQ(reader->saved_views().owned(ana), (std::vector<SavedView>{renamed}));
        EXPECT_EQ(reader->saved_views().find(ours.id), std::nullopt);
    }
}

}  // namespace
}  // namespace reeve::store
