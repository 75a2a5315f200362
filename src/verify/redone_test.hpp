#pragma once
// What tests of ways share: a finding, and its way done again with a real record.

#include <gtest/gtest.h>

#include <string_view>

#include "verify/replay.hpp"
#include "verify/small_test.hpp"

namespace reeve::verify {

// A finding that is there, and its way done again. Keeps what both stand on.
struct Redone {
    Redone(const Small& small, std::string_view id)
        : process(small.process()),
          checked(process ? check(*process, small.files()) : Checked{}),
          finding(finding_of(checked, id)) {
        EXPECT_NE(finding, nullptr) << id;
        if (finding != nullptr)
            replayed = replay(checked.explorations[finding->type], *finding, checked.all());
    }
    Redone(const Redone&) = delete;
    Redone& operator=(const Redone&) = delete;

    const process::ProcessPtr process;
    const Checked checked;
    const Finding* const finding;  // null where it is not: a failure of the test by then
    Replayed replayed;
};

}  // namespace reeve::verify
