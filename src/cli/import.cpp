#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>

#include "base/text.hpp"
#include "cli/cli.hpp"
#include "cli/sign_in.hpp"
#include "import/http_sink.hpp"
#include "import/run.hpp"
#include "process/import_mapping.hpp"

namespace reeve::cli {
namespace {

namespace files = std::filesystem;

struct ImportFlags {
    std::string mapping, process;
    import::ImportOrder order;
    std::string data;
    SignIn desk;
};

// A mapping as text, and the process beside which it lies.
struct FoundMapping {
    process::SourceFile file;
    std::string shown;                           // "processes/itil-starter/imports/servicenow.yaml"
    std::string process;                         // its id; empty where it lies beside none
    std::optional<desk::ShippedProcess> beside;  // that process's files
};

std::optional<FoundMapping> shipped_mapping(const Surroundings& around, std::string_view name) {
    std::vector<std::string> known;
    for (const ShippedImport& shipped : around.shipped_imports) {
        const std::string stem = files::path(shipped.file.path).stem().string();
        known.push_back(stem);
        if (name != stem && name != shipped.process + "/" + stem) continue;
        const auto same = [&](const desk::ShippedProcess& process) { return process.id == shipped.process; };
        const auto beside = std::find_if(around.shipped.begin(), around.shipped.end(), same);
        return FoundMapping{shipped.file, "processes/" + shipped.process + "/" + shipped.file.path,
                            shipped.process,
                            beside == around.shipped.end() ? std::nullopt : std::optional(*beside)};
    }
    const std::string_view near = nearest(name, known);
    fmt::print(stderr, "reeve: there is no mapping '{}'; those shipped are {}{}\n", name, join(known, ", "),
               near.empty() ? "" : fmt::format("; did you mean '{}'?", near));
    return std::nullopt;
}

std::optional<FoundMapping> find_mapping(const Surroundings& around, const std::string& given) {
    if (!given.ends_with(".yaml")) return shipped_mapping(around, given);
    auto text = read_yaml_file(given);
    if (!text) return std::nullopt;
    const files::path path = files::absolute(given).lexically_normal();
    FoundMapping found{{"imports/" + path.filename().string(), std::move(*text)}, given, {}, {}};
    const files::path folder = path.parent_path().parent_path();
    if (path.parent_path().filename() != "imports" || !files::exists(folder / "process.yaml")) return found;
    found.beside = read_process(folder.string());
    if (!found.beside) return std::nullopt;
    found.process = found.beside->id;
    return found;
}

void print_problems(std::vector<Problem> problems, const std::string& file) {
    for (Problem& problem : problems) {
        if (!file.empty()) problem.file = file;
        fmt::print(stderr, "{}\n", text(problem));
    }
}

// The process as the desk has it, or where the desk is elsewhere as it lies beside the mapping.
process::ProcessPtr process_of(const FoundMapping& found, const std::string& id, const desk::World* world) {
    if (world) {
        for (const desk::ProcessVersion& version : world->processes)
            if (version.active && version.process->id == id) return version.process;
        throw std::runtime_error(fmt::format("the desk has no process '{}'", id));
    }
    if (!found.beside || found.beside->id != id)
        throw std::runtime_error(fmt::format("the process '{}' does not lie beside the mapping", id));
    auto loaded = process::load_process(id, found.beside->files);
    if (loaded) return loaded->process;
    print_problems(loaded.error(), "");
    throw std::runtime_error(fmt::format("the process '{}' has mistakes", id));
}

int import_files(const Surroundings& around, ImportFlags& flags) {
    if (flags.data.empty() == flags.desk.url.empty()) {
        fmt::print(stderr,
                   "reeve: say where to: --data DIR of a stopped desk, or --url URL of a running one\n");
        return 2;
    }
    const auto found = find_mapping(around, flags.mapping);
    if (!found) return 2;
    const std::string id = flags.process.empty() ? found->process : flags.process;
    if (id.empty())
        throw std::runtime_error(fmt::format(
            "{} lies in no process's folder imports/: --process ID says which it is for", found->shown));
    std::unique_ptr<import::DeskFolder> folder;
    if (!flags.data.empty()) folder = around.open_folder(flags.data, true);
    const desk::WorldPtr world = folder ? folder->world() : nullptr;
    const process::ProcessPtr process = process_of(*found, id, world.get());
    const auto mapping = process::load_import(*process, found->file);
    if (!mapping) {
        print_problems(mapping.error(), found->shown);
        return 2;
    }
    std::unique_ptr<import::HttpSink> remote;
    if (!folder)
        remote = std::make_unique<import::HttpSink>(flags.desk.url, token_of(flags.desk), around.wait);
    flags.order.folder = folder ? flags.data : files::temp_directory_path().string();
    flags.order.say = [](std::string_view line) { fmt::print("{}\n", line); };
    const import::ImportTotals totals = import::run_import(
        *mapping, *process, flags.order, folder ? folder->sink() : static_cast<import::Sink&>(*remote));
    for (const std::string& line : import::lines_of(totals)) fmt::print("{}\n", line);
    return totals.rejected > 0 ? 1 : 0;
}

}  // namespace

void add_import(CLI::App& app, const Surroundings& around, int& code) {
    auto flags = std::make_shared<ImportFlags>();
    CLI::App* verb = app.add_subcommand("import", "Takes over the records of another desk from its files");
    verb->add_option("MAPPING", flags->mapping,
                     "A mapping's file, or the name of a shipped one, such as servicenow")
        ->required();
    verb->add_option("FILE", flags->order.files, ".csv or .xes, packed with gzip or not")->required();
    verb->add_option("--data", flags->data, "Folder of a stopped desk; made when missing");
    verb->add_option("--url", flags->desk.url, "Address of a running desk");
    verb->add_option("--as", flags->desk.as, "With --url: an administrator's name");
    verb->add_option("--password-file", flags->desk.password_file, "With --as: a file with the password");
    verb->add_option("--token-file", flags->desk.token_file,
                     "With --url: a file with an administrator's token");
    verb->add_option("--organisation", flags->order.organisation,
                     "Whose people and teams they become; made when missing");
    verb->add_option("--process", flags->process, "Of which process, for a mapping that lies elsewhere");
    verb->add_option("--rejected", flags->order.rejected_file, "A CSV file to write rejected rows to");
    verb->add_option("--flags", flags->order.flags_file, "A CSV file to write all flags to");
    verb->callback([flags, &around, &code] { code = import_files(around, *flags); });
}

}  // namespace reeve::cli
