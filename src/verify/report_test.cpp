// What is printed for tools: the whole shape is held by tests/cli/sarif.mjs.
#include "verify/report.hpp"

#include <gtest/gtest.h>

namespace reeve::verify {
namespace {

// The place of the only result, of a problem at that line of process.yaml.
std::string place_of(std::string folder, int line, int column) {
    Reported reported;
    reported.folder = std::move(folder);
    reported.process = "small";
    reported.problems.push_back({"process.yaml", line, column, "It is so.", "", "", false});
    const Json sarif = as_sarif({reported}, "1.0.0");
    const Json& result = sarif.find("runs")->array().front().find("results")->array().front();
    return write_json(*result.find("locations")->array().front().find("physicalLocation"));
}

TEST(Report, WritesPlacesAsReferences) {
    EXPECT_EQ(place_of("my processes/små", 3, 7),
              R"({"artifactLocation":{"uri":"my%20processes/sm%C3%A5/process.yaml"},)"
              R"("region":{"startLine":3,"startColumn":7}})");
    EXPECT_EQ(place_of("/srv/a:b", 3, 0),
              R"({"artifactLocation":{"uri":"file:///srv/a%3Ab/process.yaml"},"region":{"startLine":3}})");
    EXPECT_EQ(place_of("", 1, 1),
              R"({"artifactLocation":{"uri":"process.yaml"},"region":{"startLine":1,"startColumn":1}})");
}

TEST(Report, SaysNoLineOfAWholeFile) {
    EXPECT_EQ(place_of("small", 0, 0), R"({"artifactLocation":{"uri":"small/process.yaml"}})");
}

}  // namespace
}  // namespace reeve::verify
