#include "cel/conformance.hpp"

#include <cctz/time_zone.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace reeve::cel {
namespace {

std::optional<int> offset(std::string_view zone, std::int64_t epoch_seconds) {
    cctz::time_zone found;
    if (!cctz::load_time_zone(std::string(zone), &found)) return std::nullopt;
    const auto at =
        std::chrono::time_point<std::chrono::system_clock, cctz::seconds>(cctz::seconds(epoch_seconds));
    return found.lookup(at).offset;
}

ConformanceReport report_of(const std::string& json) {
    auto report = run_conformance(json, offset);
    EXPECT_TRUE(report) << (report ? "" : report.error().detail);
    return report ? *report : ConformanceReport{};
}

std::string listed(const ConformanceReport& report) {
    std::string text;
    for (const auto& one : report.failures)
        text += one.id + ": expected " + one.expected + ", found " + one.found + "\n";
    return text;
}

// The public suite is not part of the tree; where it lies beside it, every case of it passes.
TEST(Conformance, public_suite) {
    const auto path = std::filesystem::path(REEVE_ROOT) / "../shared/data/cel/conformance.json";
    if (!std::filesystem::exists(path)) return;
    std::ifstream file(path);
    const std::string json{std::istreambuf_iterator<char>(file), {}};
    const ConformanceReport report = report_of(json);
    EXPECT_EQ(report.passed, 803) << listed(report);
    EXPECT_EQ(report.failed, 0);
}

// What each kind of case must be to pass, and that it does not pass otherwise.
TEST(Conformance, passes_what_is_right_and_nothing_else) {
    const ConformanceReport right = report_of(R"json([
        {"id": "int", "expr": "1 + 1", "value": {"int": "2"}},
        {"id": "map", "expr": "{1: [b'a'], 'k': 2u}", "value":
            {"map": [[{"string": "k"}, {"uint": "2"}], [{"int": "1"}, {"list": [{"bytes_base64": "YQ=="}]}]]}},
        {"id": "nan", "expr": "0.0 / 0.0", "value": {"double": "nan"}},
        {"id": "error", "expr": "1 / 0", "error": "divide by zero"},
        {"id": "unchecked", "expr": "nothing", "disable_check": true, "error": "unknown"},
        {"id": "bound", "expr": "a.x + y", "container": "c", "value": {"int": "3"},
         "type_env_raw": "{\"x\": [{\"name\": [\"a.x\"], \"ident\": [{\"type\": [{\"primitive\": [\"INT64\"]}]}]}, {\"name\": [\"c.y\"], \"ident\": [{\"type\": [{\"primitive\": [\"INT64\"]}]}]}]}",
         "bindings": {"a.x": {"int": "1"}, "c.y": {"int": "2"}}},
        {"id": "null bound", "expr": "x == null && y == 'a'", "value": {"bool": true},
         "type_env_raw": "{\"x\": [{\"name\": [\"x\"], \"ident\": [{\"type\": [{\"null\": [0]}]}]}, {\"name\": [\"y\"], \"ident\": [{\"type\": [{\"dyn\": [{}]}]}]}]}",
         "bindings": {"x": {"null": null}, "y": {"string": "a"}}},
        {"id": "a moment unbound", "expr": "true || x > timestamp(0)", "value": {"bool": true},
         "type_env_raw": "{\"x\": [{\"name\": [\"x\"], \"ident\": [{\"type\": [{\"well_known\": [\"TIMESTAMP\"]}]}]}]}"},
        {"id": "zone", "expr": "timestamp('2014-07-01T12:00:00Z').getHours('Europe/Amsterdam')", "value": {
    "int" : "14"}}
    ])json");
    EXPECT_EQ(right.passed, 9) << listed(right);
    const ConformanceReport wrong = report_of(R"json([
        {"id": "another value", "expr": "1 + 1", "value": {"int": "3"}},
        {"id": "another kind", "expr": "1", "value": {"uint": "1"}},
        {"id": "another sign", "expr": "0.0", "value": {"double": "-0.0"}},
        {"id": "no error", "expr": "1", "error": "divide by zero"},
        {"id": "an error", "expr": "1 / 0", "value": {"int": "0"}},
        {"id": "fails in the wrong place", "expr": "1 + 'a'", "error": "no such overload"},
        {"id": "no syntax", "expr": "1 +", "disable_check": true, "error": "whatever"},
        {"id": "unknown encoding", "expr": "1", "value": {"integer": 1}},
        {"id": "neither", "expr": "1"},
        {"id": "both", "expr": "1", "value": {"int": "1"}, "error": "x"},
        {"id": "unreadable types", "expr": "1", "value": {"int": "1"}, "type_env_raw": "{}"},
        {"id": "a type that is none", "expr": "1", "value": {"int": "1"},
         "type_env_raw": "{\"x\": [{\"name\": [\"x\"], \"ident\": [{\"type\": [{\"primitive\": [\"NONE\"]}]}]}]}"},
        {"id": "unbound", "expr": "x", "value": {"null": null},
         "type_env_raw": "{\"x\": [{\"name\": [\"x\"], \"ident\": [{\"type\": [{\"primitive\": [\"BOOL\"]}]}]}]}"}
    ])json");
    EXPECT_EQ(wrong.passed, 0);
    EXPECT_EQ(wrong.failed, 13) << listed(wrong);
    ASSERT_FALSE(wrong.failures.empty());
    EXPECT_EQ(wrong.failures[0].id, "another value");
    EXPECT_EQ(wrong.failures[0].expected, "3");
    EXPECT_EQ(wrong.failures[0].found, "2");
}

TEST(Conformance, a_file_that_is_no_array_is_refused) {
    EXPECT_FALSE(run_conformance("{}"));
    EXPECT_FALSE(run_conformance("[1,"));
    const auto odd = run_conformance("[1]");
    ASSERT_TRUE(odd);
    EXPECT_EQ(odd->failed, 1);
}

}  // namespace
}  // namespace reeve::cel
