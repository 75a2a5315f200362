#pragma once
// Processes as the journal keeps them: each version with its files, and which version is active.

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "desk/world.hpp"
#include "process/load.hpp"
#include "records/event.hpp"

namespace reeve::desk {

[[nodiscard]] Id process_stream(std::string_view id);

// Whether a file is kept with a version: of the process itself, or what it is rehearsed with (demo.yaml,
// rehearsals/NAME.yaml and earlier versions).
[[nodiscard]] bool is_kept_file(std::string_view path);
[[nodiscard]] bool is_rehearsal_file(std::string_view path);
// former/VERSION/NAME.yaml: a file of an earlier version, from which a rehearsal has records move to this
// one.
[[nodiscard]] bool is_former_file(std::string_view path);
[[nodiscard]] std::set<int> former_versions(const std::vector<process::SourceFile>& files);
// Of one of them, named as in a folder of its own.
[[nodiscard]] std::vector<process::SourceFile> former_files(const std::vector<process::SourceFile>& files,
                                                            int version);
// What is wrong with the earlier versions beside a process, named by their places: they must be readable.
[[nodiscard]] std::vector<Problem> former_problems(std::string_view id,
                                                   const std::vector<process::SourceFile>& files);

// The files lie in the event's texts, "file.<path>"; id, version and digest in its skeleton.
[[nodiscard]] records::Event process_installed(const process::Process& process,
                                               const std::vector<process::SourceFile>& files);
[[nodiscard]] records::Event process_activated(std::string_view id, int version);

// With that version, in its place; and with it as the one that new records begin with.
[[nodiscard]] std::vector<ProcessVersion> with_installed(std::vector<ProcessVersion> versions,
                                                         process::ProcessPtr process,
                                                         std::vector<process::SourceFile> files, Instant at);
[[nodiscard]] std::vector<ProcessVersion> with_active(std::vector<ProcessVersion> versions,
                                                      std::string_view id, int version);

// Folds an event of a process's stream. Refusal malformed when it is none, or its files do not load any more.
[[nodiscard]] Outcome<void> apply_process(std::vector<ProcessVersion>& versions, const records::Event& event);

// {"id", "version", "title", "active", "installed"}.
[[nodiscard]] Json version_json(const ProcessVersion& version);

}  // namespace reeve::desk
