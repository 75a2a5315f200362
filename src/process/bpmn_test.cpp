#include "process/bpmn.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "process/draft_test.hpp"

namespace reeve::process {
namespace {

using ::testing::IsEmpty;

std::vector<std::string> ids_twice(std::string_view xml) {
    constexpr std::string_view mark = " id=\"";
    std::set<std::string, std::less<>> seen;
    std::vector<std::string> twice;
    for (std::size_t at = xml.find(mark); at != std::string_view::npos; at = xml.find(mark, at + 1)) {
        const std::size_t begin = at + mark.size();
        std::string id(xml.substr(begin, xml.find('"', begin) - begin));
        if (!seen.insert(id).second) twice.push_back(std::move(id));
    }
    return twice;
}

TEST(Bpmn, NamesThatRunIntoOneAnotherMakeNoIdTwice) {
    const auto process =
        Draft()
            .with("      wait: { open: true, waiting: reporter }\n",
                  "      wait: { open: true, waiting: reporter }\n      wait_shape: { open: true }\n"
                  "      wait_for: { open: true }\n")
            .with("      lapse: { from: wait, to: done, by: desk, auto: { after: 14d } }\n",
                  "      lapse: { from: wait_for, to: done, by: desk, auto: { after: 14d } }\n"
                  "      for_lapse: { from: wait, to: done, by: desk, auto: { after: 14d } }\n"
                  "      turn: { from: wait, to: wait_shape, by: holder }\n"
                  "      stay: { from: wait_shape, to: wait_for, by: holder }\n")
            .process();
    ASSERT_TRUE(process);
    const std::string xml = bpmn_of(*process, process->types[0], "en");
    EXPECT_THAT(ids_twice(xml), IsEmpty()) << xml;
}

}  // namespace
}  // namespace reeve::process
