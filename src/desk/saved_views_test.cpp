// Whose a view is, and who may change it.

#include "desk/saved_views.hpp"

#include <gtest/gtest.h>

#include "store/model/model_store.hpp"
#include "store/operational.hpp"

namespace reeve::desk {
namespace {

using store::SavedView;
using Scope = SavedView::Scope;

class SavedViewsTest : public ::testing::Test {
protected:
    SavedViewsTest() {
        store_.writer().begin();
        ana.id = Id::of_name("ana");
        ana.teams = {team};
        bo.id = Id::of_name("bo");
        bo.teams = {team};
        cy.id = Id::of_name("cy");
        boss.id = Id::of_name("boss");
        boss.administrator = true;
    }
    [[nodiscard]] store::SavedViews& views() { return store_.writer().operational().saved_views(); }
    [[nodiscard]] SavedView view(std::string title, Scope scope = Scope::mine) const {
        return {Id::of_name(title), {}, scope, scope == Scope::team ? team : Id{}, 0, {}, title, "open=true"};
    }
    SavedView added(const records::Person& person, SavedView wanted) {
        auto made = add_view(views(), person, std::move(wanted), Instant{1});
        EXPECT_TRUE(made) << made.error().detail;
        return made.value_or(SavedView{});
    }
    std::vector<std::string> titles(const records::Person& person) {
        std::vector<std::string> list;
        for (const SavedView& each : views_for(views(), person)) {
            list.push_back(each.title);
        }
        return list;
    }

    Id team = Id::of_name("team");
    records::Person ana, bo, cy, boss;

private:
    store::model::ModelStore store_;
};

TEST_F(SavedViewsTest, AreListedForThoseWhomTheyAreFor) {
    added(ana, view("hers"));
    added(ana, view("ours", Scope::team));
    added(boss, view("everybody's", Scope::all));
    using Titles = std::vector<std::string>;
    EXPECT_EQ(titles(ana), (Titles{"hers", "ours", "everybody's"}));
    EXPECT_EQ(titles(bo), (Titles{"ours", "everybody's"}));
    EXPECT_EQ(titles(cy), (Titles{"everybody's"}));
    EXPECT_EQ(find_view(views(), bo, Id::of_name("hers")).error().kind, RefusalKind::unseen);
    EXPECT_EQ(find_view(views(), cy, Id::of_name("ours")).error().kind, RefusalKind::unseen);
}

TEST_F(SavedViewsTest, ATeamsBelongsToTheTeamAndAllToAdministrators) {
    const SavedView ours = added(ana, view("ours", Scope::team));
    const SavedView all = added(boss, view("everybody's", Scope::all));
    const auto refused = [&](const records::Person& person, SavedView wanted) {
        return add_view(views(), person, std::move(wanted), {}).error().kind;
    };
    EXPECT_EQ(refused(cy, view("x", Scope::team)), RefusalKind::not_allowed);
    EXPECT_EQ(refused(ana, view("x", Scope::all)), RefusalKind::not_allowed);
    SavedView renamed = ours;
    renamed.title = "Ours, by Bo";
    const auto changed = change_view(views(), bo, renamed, ours.version);
    ASSERT_TRUE(changed);
    EXPECT_EQ(changed->version, 2);
    EXPECT_EQ(changed->owner, ana.id);
    EXPECT_EQ(change_view(views(), ana, renamed, ours.version).error().kind, RefusalKind::stale);
    EXPECT_EQ(change_view(views(), ana, *changed, 2)->version, 2) << "nothing changed, nothing is written";
    EXPECT_EQ(change_view(views(), cy, renamed, {}).error().kind, RefusalKind::unseen);
    EXPECT_EQ(remove_view(views(), ana, all.id, {}).error().kind, RefusalKind::not_allowed);
    EXPECT_TRUE(remove_view(views(), bo, ours.id, 2));
    EXPECT_EQ(remove_view(views(), bo, ours.id, {}).error().kind, RefusalKind::unseen);
}

TEST_F(SavedViewsTest, HersCannotBeGivenWhereSheMayNot) {
    SavedView hers = added(ana, view("hers"));
    hers.scope = Scope::all;
    EXPECT_EQ(change_view(views(), ana, hers, {}).error().kind, RefusalKind::not_allowed);
    hers.scope = Scope::team;
    hers.team = team;
    EXPECT_TRUE(change_view(views(), ana, hers, {}));
}

TEST_F(SavedViewsTest, NoMoreThanAHundred) {
    for (std::size_t i = 0; i < saved_views_most; ++i) {
        added(ana, view("v" + std::to_string(i), i % 2 == 0 ? Scope::mine : Scope::team));
    }
    EXPECT_EQ(add_view(views(), ana, view("more"), {}).error().kind, RefusalKind::wrong_state);
    added(bo, view("his"));
    SavedView one = *find_view(views(), ana, Id::of_name("v0"));
    one.title = "renamed";
    EXPECT_TRUE(change_view(views(), ana, one, {}));
}

}  // namespace
}  // namespace reeve::desk
