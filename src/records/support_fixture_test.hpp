#pragma once
// Issues of the shipped process for tiered support, in the small world.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "records/world_test.hpp"

namespace reeve::records::testing {

inline const JsonObject high{{"urgency", "job_stopped"}, {"impact", "single_user"}};
inline const JsonObject urgent{{"urgency", "job_stopped"}, {"impact", "multiple_users"}};
inline const JsonObject critical{{"urgency", "patient_safety"}, {"impact", "single_user"}};
inline const JsonObject normal{{"urgency", "not_affecting"}, {"impact", "single_user"}};

class SupportTest : public ::testing::Test {
protected:
    World world{shipped("epts-support")};

    std::string logged(const JsonObject& fields = high, std::string_view person = "andre") {
        const auto number = world.log(person, "issue", fields);
        EXPECT_TRUE(number.has_value()) << (number ? "" : said(number.error()));
        return number.value_or("");
    }
    static std::string said(const Refusal& refusal) {
        std::string words = std::string(word(refusal.kind)) + ": " + refusal.detail;
        for (const Unmet& unmet : refusal.unmet)
            words += "\n  " + unmet.what + " [" + unmet.field + "] " + unmet.why;
        return words;
    }
    void done(std::string_view person, std::string_view number, const std::string& act,
              JsonObject fields = {}, std::string comment = "") {
        const auto outcome = world.act(person, number, act, std::move(fields), std::move(comment));
        ASSERT_TRUE(outcome.has_value()) << act << ": " << said(outcome.error());
    }
    Refusal refused(std::string_view person, std::string_view number, const std::string& act,
                    JsonObject fields = {}, std::string comment = "", std::string audience = "") {
        const auto outcome =
            world.act(person, number, act, std::move(fields), std::move(comment), std::move(audience));
        EXPECT_FALSE(outcome.has_value()) << act << " was done";
        return outcome ? Refusal{} : outcome.error();
    }
    void TearDown() override { EXPECT_THAT(world.faults(), ::testing::ElementsAre()); }
};

inline std::vector<std::string> what(const Refusal& refusal) {
    std::vector<std::string> list;
    for (const Unmet& unmet : refusal.unmet)
        list.push_back(unmet.field.empty() ? unmet.what : unmet.what + " " + unmet.field);
    return list;
}

}  // namespace reeve::records::testing
