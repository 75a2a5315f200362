// Constructs whose engine comes later are refused by name, not taken for a slip of the pen.
#include <gmock/gmock.h>

#include "process/draft_test.hpp"

namespace reeve::process {
namespace {

using testing::Contains;
using testing::HasSubstr;

struct Later {
    std::string_view name;
    std::string_view behind;  // a line of the draft
    std::string_view lines;   // what is added behind it
};

class LaterConstructs : public testing::TestWithParam<Later> {};

TEST_P(LaterConstructs, AreRefusedByName) {
    const Later& later = GetParam();
    const auto problems = Draft().after(later.behind, later.lines).problems();
    EXPECT_THAT(problems,
                Contains(HasSubstr("`" + std::string(later.name) + "` is not supported by this release")));
}

const Later later_constructs[] = {
    {"rotas", "version: 1", "rotas: { central: {} }"},
    {"calendars", "version: 1", "calendars: {}"},
    {"duties", "version: 1", "duties: { monthly: {} }"},
    {"registers", "version: 1", "registers: {}"},
    {"ties", "version: 1", "ties: {}"},
    {"overlays", "version: 1", "overlays: {}"},
    {"measures", "version: 1", "measures: {}"},
    {"texts", "version: 1", "texts: {}"},
    {"on_call", "  expert: {}", "  night: { on_call: central }"},
    {"also", "  expert: {}", "  night: { also: [] }"},
    {"duties", "    kind: task", "    duties: {}"},
    {"versioned", "    kind: task", "    versioned: true"},
    {"notices", "    kind: task", "    notices: {}"},
    {"service", "      count: { integer: true }", "      more: { service: true }"},
    {"attachment", "      count: { integer: true }", "      more: { attachment: true }"},
};

INSTANTIATE_TEST_SUITE_P(Load, LaterConstructs, testing::ValuesIn(later_constructs));

TEST(Later, APauseByConditionIsRefusedByName) {
    EXPECT_THAT(Draft().with("link_open: notes ]", "condition: 'true' ]").problems(),
                Contains(HasSubstr("`condition` in `pauses` is not supported by this release")));
}

TEST(Later, EffectsThatComeLaterAreRefusedByName) {
    for (const std::string effect : {"log", "hand_over", "approve"})
        EXPECT_THAT(Draft().with("assign: actor", effect + ": notes").problems(),
                    Contains(HasSubstr("`" + effect + "` is not supported by this release")));
}

TEST(Later, WhatNeedsCannotYetIsRefusedByName) {
    EXPECT_THAT(Draft().with("{ comment: public, why: Ask. }", "{ tie: true, why: Ask. }").problems(),
                Contains(HasSubstr("`tie` is not supported by this release")));
}

}  // namespace
}  // namespace reeve::process
