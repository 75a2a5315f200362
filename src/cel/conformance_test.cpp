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

}  // namespace
}  // namespace reeve::cel
