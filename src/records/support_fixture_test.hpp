#pragma once
// Issues of the shipped process for tiered support, in the small world.

#include <string>
#include <vector>

#include "records/world_fixture_test.hpp"

namespace reeve::records::testing {

inline const JsonObject high{{"urgency", "job_stopped"}, {"impact", "single_user"}};
inline const JsonObject urgent{{"urgency", "job_stopped"}, {"impact", "multiple_users"}};
inline const JsonObject critical{{"urgency", "patient_safety"}, {"impact", "single_user"}};
inline const JsonObject normal{{"urgency", "not_affecting"}, {"impact", "single_user"}};

class SupportTest : public WorldTest {
protected:
    SupportTest() : WorldTest(shipped("epts-support")) {}

    std::string logged(const JsonObject& fields = high, std::string_view person = "andre") {
        const auto number = world.log(person, "issue", fields);
        EXPECT_TRUE(number.has_value()) << (number ? "" : said(number.error()));
        return number.value_or("");
    }
    Refusal refused(std::string_view person, std::string_view number, const std::string& act,
                    JsonObject fields = {}, std::string comment = "", std::string audience = "") {
        const auto outcome =
            world.act(person, number, act, std::move(fields), std::move(comment), std::move(audience));
        EXPECT_FALSE(outcome.has_value()) << act << " was done";
        return outcome ? Refusal{} : outcome.error();
    }
};

inline std::vector<std::string> what(const Refusal& refusal) {
    std::vector<std::string> list;
    for (const Unmet& unmet : refusal.unmet)
        list.push_back(unmet.field.empty() ? unmet.what : unmet.what + " " + unmet.field);
    return list;
}

}  // namespace reeve::records::testing
