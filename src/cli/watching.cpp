#include "cli/watching.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>
#include <limits>
#include <optional>
#include <utility>

#include "cli/cli.hpp"
#include "desk/administering.hpp"
#include "desk/exploring.hpp"
#include "desk/named_calendars.hpp"
#include "desk/process_versions.hpp"
#include "process/yaml.hpp"

namespace reeve::cli {
namespace {

namespace files = std::filesystem;
using SourceFiles = std::vector<process::SourceFile>;

constexpr std::chrono::milliseconds between_looks{300};

// Where the text of a scalar begins.
std::size_t offset_of(std::string_view text, const process::YamlNode& node) {
    std::size_t at = 0;
    for (int line = 1; line < node.text_line && at < text.size(); ++line) {
        const std::size_t end = text.find('\n', at);
        at = end == std::string_view::npos ? text.size() : end + 1;
    }
    for (int column = 1; column < node.text_column && at < text.size(); ++column) do
            ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U);
    return at;
}

// Where process.yaml says its version.
std::optional<process::YamlNode> version_in(const process::SourceFile& file) {
    if (file.path != "process.yaml") return std::nullopt;
    std::vector<Problem> problems;
    const auto root = process::read_yaml(file.path, file.text, problems);
    const process::YamlNode* said = root ? root->find("version") : nullptr;
    const bool counts = said != nullptr && process::yaml_integer(*said).value_or(0) > 0;
    return counts ? std::optional(*said) : std::nullopt;
}

// The files with another version in process.yaml.
SourceFiles with_version(SourceFiles all, int version) {
    for (process::SourceFile& file : all) {
        const auto said = version_in(file);
        if (!said) continue;
        const std::size_t at = offset_of(file.text, *said);
        if (file.text.compare(at, said->text.size(), said->text) == 0)
            file.text.replace(at, said->text.size(), std::to_string(version));
    }
    return all;
}

// As process.yaml has it, or the next one where that is taken.
int next_version(const SourceFiles& all, int newest) {
    std::int64_t version = newest + 1;
    for (const process::SourceFile& file : all)
        if (const auto said = version_in(file)) version = std::max(version, *process::yaml_integer(*said));
    return static_cast<int>(std::min<std::int64_t>(version, std::numeric_limits<int>::max()));
}

bool same_texts(const SourceFiles& one, const SourceFiles& other) {
    return std::ranges::equal(one, other, [](const auto& left, const auto& right) {
        return left.path == right.path && left.text == right.text;
    });
}

desk::SavedFault fault_of(const std::vector<Problem>& problems) {
    desk::SavedFault fault{"It has mistakes; it is not taken over.", {}};
    for (const Problem& problem : problems) fault.problems.push_back(text(problem));
    return fault;
}

desk::SavedFault fault_of(const Refusal& refusal) {
    desk::SavedFault fault{refusal.detail, {}};
    for (const Unmet& one : refusal.unmet) fault.problems.push_back(one.why);
    return fault;
}

// What goes away meanwhile is no error: the next look sees it gone.
void for_each_in(const files::path& folder, const std::function<void(const files::directory_entry&)>& see) {
    std::error_code error;
    for (files::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) see(*at);
}

struct Known {
    int newest = 0;
    const desk::ProcessVersion* active = nullptr;
};

Known known_of(const desk::World& world, const std::string& id) {
    Known known;
    for (const desk::ProcessVersion& one : world.processes) {
        if (one.process->id != id) continue;
        known.newest = std::max(known.newest, one.process->version);
        if (one.active) known.active = &one;
    }
    return known;
}

Outcome<void> put_in_use(desk::Instance& desk, const desk::ShippedProcess& process, int version) {
    JsonObject texts;
    for (const process::SourceFile& file : process.files) texts.set(file.path, file.text);
    const Json value{JsonObject{{"id", process.id}, {"files", std::move(texts)}}};
    const desk::ReadInstallation read = desk::read_for_handing_on(*desk.world(), value);
    const Outcome<desk::Installation>& installation = *read;
    if (!installation) return std::unexpected(installation.error());
    // It is in use at once, and the desk itself would take it.
    if (auto missing = desk::missing_calendars(*desk.world(), *installation->process); !missing.empty())
        return refuse(
            RefusalKind::unmet,
            "The desk lacks a calendar by which it counts; it is not taken over. When the calendar is "
            "there, save it again.",
            std::move(missing));
    if (auto sound = desk::explore(*installation); !sound) return sound;
    using Kind = desk::Administer::Kind;
    desk::Administer install, activate;
    install.kind = Kind::install_process;
    install.value = value;
    install.read = read;
    if (auto done = desk.administer(std::move(install)); !done) return std::unexpected(done.error());
    activate.kind = Kind::activate_process;
    activate.value = JsonObject{{"id", process.id}, {"version", version}};
    if (auto done = desk.administer(std::move(activate)); !done) return std::unexpected(done.error());
    return {};
}

// What lies in the folder now, as the desk's process; where it is not sound the desk keeps what it has, and
// this is why.
std::optional<desk::SavedFault> take_over(desk::Instance& desk, const std::string& folder) {
    auto process = read_process_to_rehearse(folder);
    if (!process) return desk::SavedFault{"Its folder cannot be read.", {}};
    std::erase_if(process->files, [](const auto& file) { return !desk::is_kept_file(file.path); });
    std::ranges::sort(process->files, {}, &process::SourceFile::path);
    const desk::WorldPtr world = desk.world();
    const Known known = known_of(*world, process->id);
    if (known.active &&
        same_texts(with_version(process->files, known.active->process->version), *known.active->files))
        return std::nullopt;
    // It is read as the version that it is going to be: `moves` may be from the one that is in use.
    const int version = next_version(process->files, known.newest);
    process->files = with_version(std::move(process->files), version);
    const auto loaded = process::load_process(process->id, process->files);
    if (!loaded) return fault_of(loaded.error());
    for (const Problem& warning : loaded->warnings) fmt::print(stderr, "{}/{}\n", folder, text(warning));
    if (const auto done = put_in_use(desk, *process, version); !done) return fault_of(done.error());
    fmt::print("{}: version {} is in use\n", folder, version);
    return std::nullopt;
}

void tell(const std::string& folder, const desk::SavedFault& fault) {
    for (const std::string& problem : fault.problems) {
        const bool has_place = problem.substr(0, problem.find(':')).ends_with(".yaml");
        fmt::print(stderr, "{}{}{}\n", folder, has_place ? "/" : ": ", problem);
    }
    fmt::print(stderr, "{}: {}\n", folder, fault.detail);
}

}  // namespace

Watching::Watching(desk::Instance& desk, const std::vector<Watched>& folders) : desk_(desk) {
    for (const Watched& watched : folders) {
        folders_.push_back({watched, {}, {}});
        desk_.saved_faults().watch(watched.process);
    }
    thread_ = std::thread([this] { run(); });
}

Watching::~Watching() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    stopped_.notify_one();
    thread_.join();
}

void Watching::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        for (Folder& folder : folders_) look(folder);
        lock.lock();
        stopped_.wait_for(lock, between_looks, [this] { return stopping_; });
    }
}

// An editor may write in several steps: what was changed is read when it stays so from one look to the next.
void Watching::look(Folder& folder) {
    const std::string& path = folder.watched.folder;
    std::vector<File> now = files_in(path);
    const bool at_rest = now == folder.seen;
    folder.seen = std::move(now);
    if (!at_rest || folder.seen == folder.taken) return;
    folder.taken = folder.seen;
    std::optional<desk::SavedFault> fault;
    try {
        fault = take_over(desk_, path);
    } catch (const std::exception& accident) {
        fault = desk::SavedFault{accident.what(), {}};
    }
    if (fault) tell(path, *fault);
    desk_.saved_faults().set(folder.watched.process, std::move(fault));
    std::fflush(stdout);
}

std::vector<Watching::File> Watching::files_in(const std::string& folder) {
    const files::path top(folder);
    std::vector<files::path> places{top, top / "rehearsals"};
    for_each_in(top / "former", [&](const auto& earlier) { places.push_back(earlier.path()); });
    std::vector<File> found;
    for (const files::path& place : places)
        for_each_in(place, [&](const auto& file) {
            if (file.path().extension() != ".yaml") return;
            std::error_code gone;
            const auto written = file.last_write_time(gone).time_since_epoch().count();
            found.push_back({file.path().string(), written, file.file_size(gone)});
        });
    std::ranges::sort(found, {}, &File::path);
    return found;
}

}  // namespace reeve::cli
