#include "desk/exploring.hpp"

#include <fmt/format.h>

#include "verify/report.hpp"

namespace reeve::desk {
namespace {

// Above them nothing is said, and the command line may look further.
constexpr verify::Bounds upload_bounds{
    .states = 100'000, .bytes = std::size_t{1} << 30, .steps = 60'000'000};

}  // namespace

Outcome<void> explore(const Installation& installation) {
    std::vector<process::SourceFile> own = installation.files;
    std::erase_if(own, [](const process::SourceFile& file) { return !process::is_process_file(file.path); });
    const verify::Checked checked = verify::check(*installation.process, own, upload_bounds);
    if (!checked.has_errors()) return {};
    Refusal refusal{RefusalKind::unmet, "The process has mistakes; nothing was installed.", {}, 0};
    for (const verify::Finding& finding : checked.findings) {
        if (finding.severity != verify::Severity::error) continue;
        std::string why = text(verify::as_problem(finding));
        for (std::size_t i = 0; i < finding.way.size(); ++i)
            why += fmt::format("\n{}. {}", i + 1, finding.way[i]);
        refusal.unmet.push_back(
            {"problem", fmt::format("{}:{}:{}", finding.file, finding.line, finding.column), std::move(why)});
    }
    return std::unexpected(std::move(refusal));
}

}  // namespace reeve::desk
