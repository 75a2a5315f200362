#include "desk/administering.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "desk/partners.hpp"
#include "desk/process_versions.hpp"
#include "process/process_id.hpp"

namespace reeve::desk {
namespace {

constexpr std::size_t files_most = 500;
constexpr std::size_t path_most = 200;
constexpr std::size_t id_most = 63;

Outcome<void> only(const Json& value, std::string_view first, std::string_view second) {
    if (!value.is_object()) {
        return refuse(RefusalKind::malformed, "This is an object of names and values.");
    }
    for (const auto& [name, unused] : value.object()) {
        if (name != first && name != second) {
            return refuse(RefusalKind::malformed,
                          fmt::format("There is no member '{}'.", name.substr(0, id_most)));
        }
    }
    return {};
}

Outcome<std::string> id_of(const Json& value) {
    const Json* id = value.find("id");
    if (id == nullptr || !id->is_string() || !process::is_process_id(id->string())) {
        return refuse(RefusalKind::malformed, fmt::format("'id': {}.", process::process_id_rule));
    }
    return id->string();
}

Outcome<std::vector<process::SourceFile>> files_of(const Json& value) {
    const Json* given = value.find("files");
    if (given == nullptr || !given->is_object() || given->object().empty() ||
        given->object().size() > files_most) {
        return refuse(RefusalKind::malformed,
                      fmt::format("'files' has the text of each file by its path, at most {}.", files_most));
    }
    std::vector<process::SourceFile> files;
    for (const auto& [path, text] : given->object()) {
        if (!text.is_string() || path.empty() || path.size() > path_most) {
            return refuse(RefusalKind::malformed,
                          "Each of 'files' is a text, under a path of at most 200 bytes.");
        }
        if (is_kept_file(path)) {
            files.push_back({path, text.string()});
        }
    }
    std::ranges::sort(files, {}, &process::SourceFile::path);
    return files;
}

const ProcessVersion* newest(const World& world, std::string_view id) {
    const ProcessVersion* found = nullptr;
    for (const ProcessVersion& version : world.processes) {
        found = version.process->id == id ? &version : found;
    }
    return found;
}

Refusal findings(const std::vector<Problem>& problems) {
    Refusal refusal{RefusalKind::unmet, "The process has mistakes; nothing was installed.", {}, 0};
    for (const Problem& problem : problems) {
        refusal.unmet.push_back(
            {"problem", fmt::format("{}:{}:{}", problem.file, problem.line, problem.column), text(problem)});
    }
    return refusal;
}

}  // namespace

Outcome<Installation> read_installation(const World& world, const Json& value) {
    if (Outcome<void> known = only(value, "id", "files"); !known) {
        return std::unexpected(std::move(known.error()));
    }
    Outcome<std::string> id = id_of(value);
    if (!id) {
        return std::unexpected(std::move(id.error()));
    }
    Outcome<std::vector<process::SourceFile>> files = files_of(value);
    if (!files) {
        return std::unexpected(std::move(files.error()));
    }
    auto loaded = process::load_process(*id, *files);
    if (!loaded) {
        return std::unexpected(findings(loaded.error()));
    }
    if (const auto problems = former_problems(*id, *files); !problems.empty()) {
        return std::unexpected(findings(problems));
    }
    if (Outcome<void> fits = check_newest(world, *loaded->process); !fits) {
        return std::unexpected(std::move(fits.error()));
    }
    return Installation{loaded->process, std::move(*files), std::move(loaded->warnings),
                        partners_of(world, *loaded->process)};
}

ReadInstallation read_for_handing_on(const World& world, const Json& value) {
    return std::make_shared<const Outcome<Installation>>(read_installation(world, value));
}

Outcome<void> check_newest(const World& world, const process::Process& process) {
    const ProcessVersion* last = newest(world, process.id);
    if (last == nullptr || process.version > last->process->version) {
        return {};
    }
    return refuse(RefusalKind::unmet, "This version is not a new one; nothing was installed.",
                  {{"version", "version",
                    fmt::format("The newest version of '{}' is {}; the next one says a higher number.",
                                process.id, last->process->version)}});
}

Outcome<ProcessVersion> read_activation(const World& world, const Json& value) {
    if (Outcome<void> known = only(value, "id", "version"); !known) {
        return std::unexpected(std::move(known.error()));
    }
    Outcome<std::string> id = id_of(value);
    if (!id) {
        return std::unexpected(std::move(id.error()));
    }
    const ProcessVersion* last = newest(world, *id);
    if (last == nullptr) {
        return refuse(RefusalKind::unseen, "There is no such process.");
    }
    const Json* wanted = value.find("version");
    if (wanted == nullptr) {
        return *last;
    }
    if (!wanted->is_integer()) {
        return refuse(RefusalKind::malformed, "'version' is a number.");
    }
    for (const ProcessVersion& version : world.processes) {
        if (version.process->id == *id && version.process->version == wanted->integer()) {
            return version;
        }
    }
    return refuse(RefusalKind::unmet, "There is no such version.",
                  {{"version", "version", fmt::format("'{}' has no version {}.", *id, wanted->integer())}});
}

}  // namespace reeve::desk
