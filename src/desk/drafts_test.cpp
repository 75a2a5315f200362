// No word is overwritten unseen, and what is kept has limits.

#include "desk/drafts.hpp"

#include <gtest/gtest.h>

#include "store/model/model_store.hpp"
#include "store/operational.hpp"

namespace reeve::desk {
namespace {

constexpr Instant noon{1'390'197'600'000'000};

class DraftsTest : public ::testing::Test {
protected:
    DraftsTest() { store_.writer().begin(); }

    [[nodiscard]] store::Drafts& drafts() { return store_.writer().operational().drafts(); }
    [[nodiscard]] store::Draft typed(std::string text, std::string number = "A-1") const {
        return {ana_, std::move(number), "public", std::move(text), "{}", "phone", 0, {}};
    }
    DraftKept keep(store::Draft draft, DraftSeen seen = {}, Instant now = noon) {
        auto kept = keep_draft(drafts(), std::move(draft), seen, now);
        EXPECT_TRUE(kept) << kept.error().detail;
        return kept.value_or(DraftKept{});
    }
    [[nodiscard]] std::optional<store::Draft> there(Instant now = noon) {
        return find_draft(drafts(), ana_, "A-1", "public", now);
    }

    Id ana_ = Id::of_name("person:ana");

private:
    store::model::ModelStore store_;
};

TEST_F(DraftsTest, WhoSaysWhatSheSawIsToldOfTheOther) {
    const DraftKept first = keep(typed("Dear"));
    ASSERT_TRUE(first.draft && !first.other);
    const DraftKept second = keep(typed("Dear José"), {first.draft->version, false});
    EXPECT_FALSE(second.other);
    EXPECT_GT(second.draft->version, first.draft->version);
    const DraftKept late = keep(typed("Dear Sir"), {first.draft->version, false});
    EXPECT_TRUE(late.other);
    EXPECT_EQ(late.draft, second.draft);
    const DraftKept blind = keep(typed("Anew"), {{}, true});
    EXPECT_TRUE(blind.other) << "she saw none, and there is one";
    EXPECT_EQ(there(), second.draft);
    EXPECT_FALSE(keep(typed("Whatever")).other) << "nothing said, nothing held against her";
}

TEST_F(DraftsTest, SavedTwiceAlikeItIsSavedOnce) {
    const DraftKept first = keep(typed("Dear"), {{}, true});
    const DraftKept again = keep(typed("Dear"), {{}, true}, noon + Duration::seconds(1));
    EXPECT_FALSE(again.other) << "the answer to the first was lost";
    EXPECT_EQ(again.draft, first.draft);
}

TEST_F(DraftsTest, AVersionNeverNamesTwoDrafts) {
    const auto first = keep(typed("Dear")).draft->version;
    EXPECT_FALSE(drop_draft(drafts(), ana_, "A-1", "public", {first, false}, noon).other);
    EXPECT_EQ(there(), std::nullopt);
    const Instant later = noon + Duration::seconds(1);
    const auto second = keep(typed("Another"), {}, later).draft->version;
    EXPECT_NE(second, first);
    const DraftKept kept = drop_draft(drafts(), ana_, "A-1", "public", {first, false}, later);
    EXPECT_TRUE(kept.other);
    EXPECT_EQ(there(later)->text, "Another");
}

TEST_F(DraftsTest, OneThatIsGoneIsToldToWhoSawIt) {
    const auto version = keep(typed("Dear")).draft->version;
    (void)drop_draft(drafts(), ana_, "A-1", "public", {}, noon);
    const DraftKept late = keep(typed("Dear José"), {version, false});
    EXPECT_TRUE(late.other);
    EXPECT_EQ(late.draft, std::nullopt);
}

TEST_F(DraftsTest, AfterNinetyDaysItIsAsIfItWereNot) {
    const auto version = keep(typed("Dear")).draft->version;
    EXPECT_TRUE(there(noon + draft_life));
    const Instant after = noon + draft_life + Duration{1};
    EXPECT_FALSE(there(after));
    EXPECT_TRUE(keep(typed("Dear José"), {version, false}, after).other);
    EXPECT_FALSE(keep(typed("Dear José"), {{}, true}, after).other);
}

TEST_F(DraftsTest, NoMoreThanSoManyAndSoMuch) {
    for (std::int64_t i = 1; i < drafts_most; ++i) {
        (void)keep(typed("x", "A-" + std::to_string(i)));
    }
    (void)keep(typed(std::string(drafts_bytes_most / 2, 'x'), "B-1"));
    const auto refused = [&](store::Draft draft) {
        return keep_draft(drafts(), std::move(draft), {}, noon).error().kind;
    };
    EXPECT_EQ(refused(typed("x", "C-1")), RefusalKind::wrong_state);
    (void)drop_draft(drafts(), ana_, "A-7", "public", {}, noon);
    EXPECT_EQ(refused(typed(std::string(drafts_bytes_most / 2, 'x'), "C-1")), RefusalKind::wrong_state);
    EXPECT_FALSE(keep(typed(std::string(drafts_bytes_most / 2 + 9, 'y'), "B-1")).other)
        << "what is replaced does not count twice";
}

TEST(DraftSlot, IsAComposerOrAFormOfTheRecord) {
    for (const char* slot : {"public", "internal", "act.resolve", "act.a_2"}) {
        EXPECT_TRUE(is_draft_slot("EPTS-1", slot)) << slot;
        EXPECT_FALSE(is_draft_slot("new", slot) && !std::string_view(slot).starts_with("act.")) << slot;
    }
    for (const char* slot : {"", "secret", "act.", "act.2", "act.A", "epts-support.issue"}) {
        EXPECT_FALSE(is_draft_slot("EPTS-1", slot)) << slot;
    }
    EXPECT_TRUE(is_draft_slot("new", "epts-support.issue"));
    EXPECT_FALSE(is_draft_slot("new", "epts-support"));
    EXPECT_FALSE(is_draft_slot("new", "epts-support.issue-x"));
}

}  // namespace
}  // namespace reeve::desk
