#include "desk/exploring.hpp"

#include <fmt/format.h>

#include <atomic>

#include "desk/partners.hpp"
#include "verify/report.hpp"

namespace reeve::desk {
namespace {

// Above them nothing is said, and the command line may look further.
constexpr verify::Bounds upload_bounds{.states = 100'000, .bytes = std::size_t{1} << 30, .steps = 60'000'000};
constexpr int waiting_most = 4;
constexpr int again_s = 10;

Refusal refusal_of(const std::vector<verify::Finding>& findings) {
    Refusal refusal{RefusalKind::unmet, "The process has mistakes; nothing was installed.", {}, 0};
    for (const verify::Finding& finding : findings) {
        if (finding.severity != verify::Severity::error) continue;
        std::string why = text(verify::as_problem(finding));
        for (std::size_t i = 0; i < finding.way.size(); ++i)
            why += fmt::format("\n{}. {}", i + 1, finding.way[i]);
        refusal.unmet.push_back(
            {"problem", fmt::format("{}:{}:{}", finding.file, finding.line, finding.column), std::move(why)});
    }
    return refusal;
}

std::expected<void, Unsound> explored(const Installation& installation, const RehearseFindings& rehearse,
                                      const std::function<bool()>& goes_on = {}) {
    const process::Process& process = *installation.process;
    std::vector<process::SourceFile> own = installation.files;
    std::erase_if(own, [](const process::SourceFile& file) { return !process::is_process_file(file.path); });
    verify::Checked checked = verify::check(process, own, upload_bounds, processes_of(installation.partners));
    if (!checked.has_errors()) return {};
    std::string demo;
    if (rehearse)
        demo = rehearse({process.id, installation.files}, process, checked, shipped_of(installation.partners),
                        goes_on);
    if (!checked.has_errors()) return {};  // what does not play refuses nothing
    return std::unexpected(
        Unsound{refusal_of(checked.findings), verify::as_json(checked.findings), std::move(demo)});
}

}  // namespace

Outcome<void> explore(const Installation& installation) {
    auto sound = explored(installation, {});
    if (!sound) return std::unexpected(std::move(sound.error().refusal));
    return {};
}

struct Explorations::Waiting {
    std::atomic<int> now = 0;
    std::atomic<bool> stopping = false;
};

Explorations::Explorations(Beside& beside, RehearseFindings rehearse)
    : waiting_(std::make_shared<Waiting>()), beside_(beside), rehearse_(std::move(rehearse)) {}

void Explorations::explore(WorldPtr world, Json value, Explored done) {
    if (waiting_->now.fetch_add(1) >= waiting_most) {
        waiting_->now.fetch_sub(1);
        return done(std::unexpected(Unsound{Refusal{
            RefusalKind::busy, "Too many processes are being looked at; try again soon.", {}, again_s}}));
    }
    struct Asked {
        WorldPtr world;
        Json value;
        Explored done;
    };
    // What is given to another thread is copied.
    auto asked = std::make_shared<Asked>(Asked{std::move(world), std::move(value), std::move(done)});
    beside_.give([asked, waiting = waiting_, rehearse = rehearse_] {
        ReadInstallation read = read_for_handing_on(*asked->world, asked->value);
        auto found = *read ? explored(**read, rehearse, [&] { return !waiting->stopping; })
                           : std::expected<void, Unsound>();
        waiting->now.fetch_sub(1);
        if (found)
            asked->done(std::move(read));
        else
            asked->done(std::unexpected(std::move(found.error())));
    });
}

void Explorations::stop() {
    waiting_->stopping = true;
}

}  // namespace reeve::desk
