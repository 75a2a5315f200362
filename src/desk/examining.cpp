#include "desk/examining.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <deque>
#include <functional>
#include <mutex>

#include "desk/partners.hpp"
#include "desk/process_versions.hpp"
#include "verify/report.hpp"

namespace reeve::desk {
namespace {

constexpr std::size_t kept_most = 40;     // the oldest are found out again
constexpr std::size_t waiting_most = 10;  // of those kept
constexpr int again_s = 10;
// The command line may look further.
constexpr verify::Bounds shown_bounds{
    .states = 300'000, .bytes = std::size_t{1} << 30, .steps = 100'000'000};

Json explore_whole(const ProcessVersion& version, const std::vector<ProcessVersion>& partners,
                   const RehearseFindings& rehearse, const std::function<bool()>& goes_on) {
    std::vector<process::SourceFile> own = *version.files;
    std::erase_if(own, [](const process::SourceFile& file) { return !process::is_process_file(file.path); });
    verify::Checked checked =
        verify::check(*version.process, *version.files, shown_bounds, processes_of(partners));
    verify::Reported reported;
    if (rehearse)
        reported.demo = rehearse({version.process->id, *version.files}, *version.process, checked,
                                 shipped_of(partners), goes_on);
    reported.process = version.process->id;
    if (auto loaded = process::load_process(version.process->id, own, process::Text::in_use))
        reported.problems = std::move(loaded->warnings);
    reported.types = std::move(checked.types);
    reported.findings = std::move(checked.findings);
    return verify::as_json({reported}).find("processes")->array().front();
}

}  // namespace

struct Examinations::Kept {
    struct One {
        std::string key;
        bool done = false;
        Json explored;    // of a version that was explored
        JsonArray items;  // of its rehearsals
    };
    PlayRehearsals play;
    RehearseFindings rehearse;
    std::mutex mutex;
    std::deque<One> all;  // the oldest first
    std::atomic<bool> stopping = false;

    One* find(std::string_view key) {
        const auto found = std::ranges::find(all, key, &One::key);
        return found == all.end() ? nullptr : &*found;
    }

    // Nothing when too many wait. Holding the mutex.
    One* add(std::string key) {
        if (std::ranges::count(all, false, &One::done) >= std::ptrdiff_t{waiting_most}) return nullptr;
        if (all.size() >= kept_most)
            if (const auto oldest = std::ranges::find(all, true, &One::done); oldest != all.end())
                all.erase(oldest);
        return &all.emplace_back(One{std::move(key), false, {}, {}});
    }

    // Holding the mutex. `begin` is called where it was not there yet.
    Outcome<One*> find_or_begin(const std::string& key, const std::function<void()>& begin) {
        if (One* one = find(key)) return one;
        One* one = add(key);
        if (!one)
            return std::unexpected(Refusal{
                RefusalKind::busy, "Too many processes are being looked at; try again soon.", {}, again_s});
        begin();
        return one;
    }

    void finish(std::string_view key, Json explored = {}) {
        const std::scoped_lock lock(mutex);
        if (One* one = find(key)) {
            one->done = true;
            one->explored = std::move(explored);
        }
    }

    bool tell(std::string_view key, std::size_t place, Json known) {
        const std::scoped_lock lock(mutex);
        if (One* one = find(key)) {
            one->items.resize(std::max(one->items.size(), place + 1));
            one->items[place] = std::move(known);
        }
        return !stopping;
    }
};

namespace {

// Others count as they stand: another version of them is found out about anew.
std::string key_of(std::string_view what, const ProcessVersion& version,
                   const std::vector<ProcessVersion>& others) {
    std::string key = fmt::format("{} {} {}", what, version.process->id, version.process->version);
    for (const ProcessVersion& other : others) {
        key += fmt::format(" {} {}", other.process->id, other.process->version);
    }
    return key;
}

}  // namespace

Examinations::Examinations(Beside& beside, PlayRehearsals play, RehearseFindings rehearse)
    : kept_(std::make_shared<Kept>()), beside_(beside) {
    kept_->play = std::move(play);
    kept_->rehearse = std::move(rehearse);
}

Examinations::~Examinations() {
    kept_->stopping = true;
}

Outcome<Json> Examinations::explored(const ProcessVersion& version,
                                     const std::vector<ProcessVersion>& partners) {
    const std::string key = key_of("explored", version, partners);
    const std::scoped_lock lock(kept_->mutex);
    const auto one = kept_->find_or_begin(key, [&] {
        beside_.give([kept = kept_, key, version, partners] {
            const auto goes_on = [&] { return !kept->stopping; };
            if (goes_on()) kept->finish(key, explore_whole(version, partners, kept->rehearse, goes_on));
        });
    });
    if (!one) return std::unexpected(one.error());
    JsonObject answer{{"state", (*one)->done ? "done" : "running"}};
    for (const std::string_view name : {"types", "problems", "findings"}) {
        const Json* found = (*one)->done ? (*one)->explored.find(name) : nullptr;
        answer.set(std::string(name), found ? *found : Json(JsonArray{}));
    }
    if (const Json* demo = (*one)->done ? (*one)->explored.find("demo") : nullptr) answer.set("demo", *demo);
    return Json(std::move(answer));
}

Outcome<Json> Examinations::rehearsed(const ProcessVersion& version,
                                      const std::vector<ProcessVersion>& beside) {
    const std::string key = key_of("rehearsed", version, beside);
    const std::scoped_lock lock(kept_->mutex);
    const auto one = kept_->find_or_begin(key, [&] {
        beside_.give([kept = kept_, key, version, beside] {
            kept->play(
                {version.process->id, *version.files}, shipped_of(beside),
                [&](std::size_t place, Json known) { return kept->tell(key, place, std::move(known)); });
            kept->finish(key);
        });
    });
    if (!one) return std::unexpected(one.error());
    return Json(JsonObject{{"state", (*one)->done ? "done" : "running"}, {"items", (*one)->items}});
}

}  // namespace reeve::desk
