// What a rehearsal's steps pass through.
#include "rehearse/cover.hpp"

#include <gmock/gmock.h>

#include <array>

#include "rehearse/example_test.hpp"

namespace reeve::rehearse {
namespace {

using testing::Contains;
using testing::Not;

class CoverOfSteps : public testing::Test {
protected:
    records::Event event(records::Changes changes, std::string act = {}) {
        records::Event event;
        event.stream = stream_;
        event.process = process_->id;
        event.process_version = process_->version;
        event.act = std::move(act);
        event.changes = std::move(changes);
        return event;
    }
    records::Event birth() {
        return event({records::Born{"ISS-1", "question", "incident", {}, {}, ""},
                      records::StateEntered{"asked", true, false, ""}},
                     "log");
    }
    process::ProcessPtr process_ = example_words().process;
    Cover cover_{*process_};

private:
    const std::array<std::uint8_t, 16> bytes_{1};
    const Id stream_ = Id::from_bytes(bytes_.data());
};

TEST_F(CoverOfSteps, AStepWithoutExpectationsTouchesNothing) {
    const std::vector<records::Event> events{birth()};
    cover_.take(events, false);
    EXPECT_TRUE(cover_.parts().empty());
    EXPECT_THAT(untouched_parts(*process_, cover_.parts()), Contains("state question.asked"));
}

TEST_F(CoverOfSteps, OneWithExpectationsTouchesItsActAndState) {
    const std::vector<records::Event> events{birth()};
    cover_.take(events, true);
    EXPECT_THAT(cover_.parts(), Contains("act question.log"));
    EXPECT_THAT(cover_.parts(), Contains("state question.asked"));
    EXPECT_THAT(untouched_parts(*process_, cover_.parts()), Not(Contains("state question.asked")));
}

TEST_F(CoverOfSteps, ARowCountsOnceSomebodyLooksAtItsRecord) {
    records::Event born = birth();
    born.facts.set("tables", JsonObject{{"order", JsonArray{2}}});
    const std::vector<records::Event> events{born};
    cover_.take(events, false);
    EXPECT_THAT(cover_.parts(), Not(Contains("row 2 of table order")));
    cover_.look_at("ISS-1");
    EXPECT_THAT(cover_.parts(), Contains("row 2 of table order"));
    EXPECT_THAT(cover_.parts(), Not(Contains("act question.log")));
}

TEST_F(CoverOfSteps, WhatAnotherProcessHasIsNotTouched) {
    records::Event born = birth();
    born.process = "lending";
    const std::vector<records::Event> other{born};
    cover_.take(other, true);
    EXPECT_TRUE(cover_.parts().empty());
}

TEST_F(CoverOfSteps, WhatAnEarlierVersionHasIsNotTouched) {
    records::Event born = birth();
    born.process_version = process_->version - 1;
    born.facts.set("tables", JsonObject{{"order", JsonArray{2}}});
    const std::vector<records::Event> former{born};
    cover_.take(former, true);
    cover_.look_at("ISS-1");
    cover_.ask_act("ISS-1", "solve");
    cover_.ask_state("ISS-1", "taken");
    EXPECT_TRUE(cover_.parts().empty());
    const std::vector<records::Event> moved{
        event({records::Moved{process_->version, process_->version - 1}})};
    cover_.take(moved, true);
    EXPECT_THAT(cover_.parts(), Contains("state question.asked")) << "it is there in this one now";
}

TEST_F(CoverOfSteps, ARowThatTheRehearsalRestsOnIsTouched) {
    cover_.rest_on({"row", "order", {"light"}, 0});
    EXPECT_THAT(cover_.parts(), Contains("row 2 of table order"));
}

TEST_F(CoverOfSteps, WhatIsAskedToBeRefusedIsTouched) {
    const std::vector<records::Event> events{birth()};
    cover_.take(events, false);
    cover_.ask_act("ISS-1", "solve");
    EXPECT_THAT(cover_.parts(), Contains("act question.solve"));
}

}  // namespace
}  // namespace reeve::rehearse
