#include "desk/process_versions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/integer.hpp"

namespace reeve::desk {
namespace {

constexpr std::string_view file_prefix = "file.";

records::Event event_of(std::string_view id, std::string type, JsonObject value) {
    records::Event event;
    event.stream = process_stream(id);
    event.stream_kind = "process";
    event.type = std::move(type);
    event.audience = "public";
    event.changes.push_back(records::EntrySet{Json(std::move(value))});
    return event;
}

const records::EntrySet* entry_of(const records::Event& event) {
    return event.changes.size() == 1 ? std::get_if<records::EntrySet>(&event.changes.front()) : nullptr;
}

constexpr std::string_view rehearsals_folder = "rehearsals/";
constexpr std::string_view yaml_ending = ".yaml";
constexpr std::string_view former_folder = "former/";

// The version in whose folder a file lies, and its path there; nothing where it lies in none.
std::optional<std::pair<int, std::string_view>> former_place(std::string_view path) {
    if (!path.starts_with(former_folder)) {
        return std::nullopt;
    }
    path.remove_prefix(former_folder.size());
    const std::size_t slash = path.find('/');
    if (slash == std::string_view::npos || !process::is_process_file(path.substr(slash + 1))) {
        return std::nullopt;
    }
    const std::optional<int> version = parse_integer<int>(path.substr(0, slash));
    if (!version || *version < 1) {
        return std::nullopt;
    }
    return std::pair(*version, path.substr(slash + 1));
}

std::string id_of(const ProcessVersion& version) {
    return version.process->id;
}

}  // namespace

Id process_stream(std::string_view id) {
    return Id::of_name(fmt::format("process:{}", id));
}

bool is_rehearsal_file(std::string_view path) {
    return path.starts_with(rehearsals_folder) && path.ends_with(yaml_ending) &&
           path.size() > rehearsals_folder.size() + yaml_ending.size() &&
           path.find('/', rehearsals_folder.size()) == std::string_view::npos;
}

bool is_kept_file(std::string_view path) {
    return process::is_process_file(path) || path == "demo.yaml" || is_rehearsal_file(path) ||
           is_former_file(path);
}

bool is_former_file(std::string_view path) {
    return former_place(path).has_value();
}

std::set<int> former_versions(const std::vector<process::SourceFile>& files) {
    std::set<int> versions;
    for (const process::SourceFile& file : files) {
        if (const auto place = former_place(file.path)) {
            versions.insert(place->first);
        }
    }
    return versions;
}

std::vector<process::SourceFile> former_files(const std::vector<process::SourceFile>& files, int version) {
    std::vector<process::SourceFile> found;
    for (const process::SourceFile& file : files) {
        if (const auto place = former_place(file.path); place && place->first == version) {
            found.push_back({std::string(place->second), file.text});
        }
    }
    return found;
}

std::vector<Problem> former_problems(std::string_view id, const std::vector<process::SourceFile>& files) {
    std::vector<Problem> problems;
    for (const int version : former_versions(files)) {
        const auto loaded = process::load_process(id, former_files(files, version), process::Text::in_use);
        if (loaded) {
            continue;
        }
        for (Problem problem : loaded.error()) {
            problem.file = fmt::format("{}{}/{}", former_folder, version, problem.file);
            problems.push_back(std::move(problem));
        }
    }
    return problems;
}

records::Event process_installed(const process::Process& process,
                                 const std::vector<process::SourceFile>& files) {
    records::Event event =
        event_of(process.id, "process_installed",
                 {{"id", process.id}, {"version", process.version}, {"digest", process.digest}});
    event.process = process.id;
    event.process_version = process.version;
    for (const process::SourceFile& file : files) {
        records::EventText text;
        text.path = fmt::format("{}{}", file_prefix, file.path);
        text.value = file.text;
        event.texts.push_back(std::move(text));
    }
    return event;
}

records::Event process_activated(std::string_view id, int version) {
    records::Event event = event_of(id, "process_activated", {{"id", id}, {"version", version}});
    event.process = id;
    event.process_version = version;
    return event;
}

std::vector<ProcessVersion> with_installed(std::vector<ProcessVersion> versions, process::ProcessPtr process,
                                           std::vector<process::SourceFile> files, Instant at) {
    versions.push_back({std::move(process), at, false,
                        std::make_shared<const std::vector<process::SourceFile>>(std::move(files))});
    std::ranges::sort(versions, {},
                      [](const ProcessVersion& one) { return std::pair(id_of(one), one.process->version); });
    return versions;
}

std::vector<ProcessVersion> with_active(std::vector<ProcessVersion> versions, std::string_view id,
                                        int version) {
    for (ProcessVersion& one : versions) {
        if (one.process->id == id) {
            one.active = one.process->version == version;
        }
    }
    return versions;
}

Outcome<void> apply_process(std::vector<ProcessVersion>& versions, const records::Event& event) {
    const records::EntrySet* entry = entry_of(event);
    if (entry == nullptr || event.process.empty()) {
        return refuse(RefusalKind::malformed, "An event of a process sets one entry.");
    }
    if (event.type == "process_activated") {
        versions = with_active(std::move(versions), event.process, event.process_version);
        return {};
    }
    std::vector<process::SourceFile> files;
    for (const records::EventText& text : event.texts) {
        if (text.path.starts_with(file_prefix)) {
            files.push_back({text.path.substr(file_prefix.size()), text.value});
        }
    }
    auto loaded = process::load_process(event.process, files, process::Text::in_use);
    if (!loaded) {
        return refuse(RefusalKind::malformed,
                      fmt::format("process '{}' version {} does not load any more: {}", event.process,
                                  event.process_version, text(loaded.error().front())));
    }
    if (loaded->process->version != event.process_version) {
        return refuse(RefusalKind::malformed,
                      fmt::format("process '{}' says it is version {}, its event says {}", event.process,
                                  loaded->process->version, event.process_version));
    }
    versions =
        with_installed(std::move(versions), std::move(loaded->process), std::move(files), event.occurred_at);
    return {};
}

Json version_json(const ProcessVersion& version) {
    return JsonObject{{"id", version.process->id},
                      {"version", version.process->version},
                      {"title", process::shown(version.process->title, version.process->id, "en")},
                      {"active", version.active},
                      {"installed", text(version.installed)}};
}

}  // namespace reeve::desk
