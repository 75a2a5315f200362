#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "calendar/zone.hpp"
#include "cel/conformance.hpp"
#include "cli/cli.hpp"

namespace reeve::cli {
namespace {

constexpr std::size_t cases_most = 16;  // MiB

std::optional<int> offset_of(std::string_view zone, std::int64_t epoch_seconds) {
    const auto loaded = calendar::Zone::load(std::string(zone));
    if (!loaded) return std::nullopt;
    return static_cast<int>(loaded->offset_seconds(epoch_seconds));
}

}  // namespace

void add_cel(CLI::App& app, int& code) {
    CLI::App* cel = app.add_subcommand("cel", "The expression language");
    cel->require_subcommand(1);
    auto file = std::make_shared<std::string>();
    CLI::App* test =
        cel->add_subcommand("test", "Runs conformance cases: prints `passed N, failed N` and each failure");
    test->add_option("FILE", *file, "Cases as JSON")->required();
    test->callback([file, &code] {
        const auto text = read_file(*file, cases_most);
        if (!text) {
            code = 2;
            return;
        }
        const auto report = cel::run_conformance(*text, offset_of);
        if (!report) {
            fmt::print(stderr, "reeve: {}: {}\n", *file, report.error().detail);
            code = 2;
            return;
        }
        fmt::print("passed {}, failed {}\n", report->passed, report->failed);
        for (const auto& failure : report->failures)
            fmt::print("{}: expected {}, found {}\n", failure.id, failure.expected, failure.found);
        code = report->failed == 0 && report->passed > 0 ? 0 : 1;
    });
}

}  // namespace reeve::cli
