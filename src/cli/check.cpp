#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <expected>
#include <memory>
#include <optional>
#include <span>

#include "cli/cli.hpp"
#include "desk/process_versions.hpp"
#include "process/demo.hpp"
#include "process/demo_seats.hpp"
#include "process/describe.hpp"
#include "process/import_mapping.hpp"
#include "rehearse/rehearse_findings.hpp"
#include "verify/report.hpp"

namespace reeve::cli {
namespace {

struct CheckFlags {
    std::vector<std::string> folders;
    bool json = false;
    bool sarif = false;
    bool explore = true;
    std::uint32_t states = verify::Bounds{}.states;
};

// The mappings beside the process, checked against it; false when one has a mistake.
bool check_imports(const std::string& folder, const process::Process& process, verify::Reported& reported,
                   std::string& said) {
    bool well = true;
    for (const process::SourceFile& file : read_imports(folder)) {
        const auto mapping = process::load_import(process, file);
        if (mapping) {
            said += fmt::format("{}: import {} into {}\n", process.id, mapping->name,
                                process.types[mapping->type].name);
            continue;
        }
        for (const Problem& problem : mapping.error()) {
            said += fmt::format("{}/{}\n", folder, text(problem));
            reported.problems.push_back(problem);
        }
        said += fmt::format("{}: import {} refused, {} mistakes\n", process.id, file.path,
                            mapping.error().size());
        well = false;
    }
    return well;
}

// Who there is for the demonstration: false when the file has a mistake, or nobody can fill a seat. A role
// that nobody has, and an organisation where nobody fills a seat, are warnings.
bool check_demo(const std::string& folder, const desk::ShippedProcess& shipped,
                const process::Process& process, std::span<const process::ProcessPtr> beside,
                verify::Reported& reported, std::string& said) {
    const auto file = std::find_if(shipped.files.begin(), shipped.files.end(),
                                   [](const auto& one) { return one.path == "demo.yaml"; });
    if (file == shipped.files.end()) return true;
    const auto demo = process::load_demo(*file, &process, beside);
    std::vector<Problem> problems = demo ? std::vector<Problem>() : demo.error();
    if (demo)
        for (std::string& what : process::missing_people(process, *demo))
            problems.push_back({file->path, demo->people_line, 1, std::move(what), "", "", true});
    for (const Problem& problem : problems) {
        said += fmt::format("{}/{}\n", folder, text(problem));
        reported.problems.push_back(problem);
    }
    return demo.has_value();
}

// A folder as it was read.
struct Given {
    std::string folder;
    desk::ShippedProcess shipped;
    std::vector<process::SourceFile> files;  // without those of the demonstration
    std::expected<process::Loaded, std::vector<Problem>> loaded;
};

std::optional<Given> read_given(const std::string& folder) {
    auto shipped = read_process_with_former(folder);
    if (!shipped) return std::nullopt;
    std::vector<process::SourceFile> files;
    for (const auto& file : shipped->files)
        if (file.path != "demo.yaml") files.push_back(file);
    auto loaded = process::load_process(shipped->id, files);
    return Given{folder, std::move(*shipped), std::move(files), std::move(loaded)};
}

// One folder: 0 well, 1 something was found. `said`: what people read. `all`: those that were given, which
// know each other.
int check_folder(const Given& given, const std::vector<Given>& all, const CheckFlags& flags,
                 const desk::StartInstance& start, verify::Reported& reported, std::string& said) {
    const auto& [folder, shipped, files, loaded] = given;
    std::vector<process::ProcessPtr> beside;
    std::vector<desk::ShippedProcess> others;
    for (const Given& other : all) {
        if (&other == &given || !other.loaded) continue;
        beside.push_back(other.loaded->process);
        others.push_back(other.shipped);
    }
    const auto former = desk::former_problems(shipped.id, files);
    reported.folder = folder;
    reported.process = shipped.id;
    reported.problems = loaded ? loaded->warnings : loaded.error();
    reported.problems.insert(reported.problems.end(), former.begin(), former.end());
    for (const Problem& problem : reported.problems) said += fmt::format("{}/{}\n", folder, text(problem));
    if (!loaded) {
        said += fmt::format("{}: refused, {} mistakes\n", shipped.id, reported.problems.size());
        return 1;
    }
    for (const std::string& line : process::check_report(*loaded->process)) said += line + "\n";
    int code = check_imports(folder, *loaded->process, reported, said) && former.empty() ? 0 : 1;
    if (!check_demo(folder, shipped, *loaded->process, beside, reported, said)) code = 1;
    if (!flags.explore) return code;
    verify::Checked checked =
        verify::check(*loaded->process, shipped.files, {.states = flags.states}, beside);
    reported.demo = rehearse::rehearse_findings(shipped, *loaded->process, checked, start, {}, others);
    if (checked.has_errors()) code = 1;
    reported.types = std::move(checked.types);
    reported.findings = std::move(checked.findings);
    said += verify::as_text(reported);
    return code;
}

int check(const CheckFlags& flags, const desk::StartInstance& start) {
    int code = 0;
    std::vector<verify::Reported> all;
    std::vector<Given> given;
    for (const std::string& folder : flags.folders) {
        auto read = read_given(folder);
        if (!read) return 2;
        given.push_back(std::move(*read));
    }
    for (const Given& one : given) {
        std::string said;
        code = std::max(code, check_folder(one, given, flags, start, all.emplace_back(), said));
        if (!flags.json && !flags.sarif) fmt::print("{}", said);
    }
    if (flags.json) fmt::print("{}\n", write_json(verify::as_json(all)));
    if (flags.sarif) fmt::print("{}\n", write_json(verify::as_sarif(all, REEVE_VERSION)));
    return code;
}

}  // namespace

void add_check(CLI::App& app, const Surroundings& around, int& code) {
    auto flags = std::make_shared<CheckFlags>();
    CLI::App* verb = app.add_subcommand(
        "check",
        "Reads processes, reports every mistake with its place, and explores what can happen in them");
    verb->add_option("FOLDER", flags->folders, "Folders of processes")->required();
    auto* json = verb->add_flag("--json", flags->json, "Print everything as one JSON object");
    verb->add_flag("--sarif", flags->sarif, "Print everything as SARIF 2.1.0")->excludes(json);
    verb->add_option("--explore", flags->explore, "yes or no: whether to explore what can happen")
        ->transform(CLI::CheckedTransformer(std::map<std::string, bool>{{"yes", true}, {"no", false}}));
    verb->add_option("--states", flags->states, "Explore at most so many states of a record type")
        ->check(CLI::Range(1u, (1u << 30) - 1));
    verb->callback([flags, &around, &code] { code = check(*flags, around.start); });
}

}  // namespace reeve::cli
