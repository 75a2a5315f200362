#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/cli.hpp"
#include "process/describe.hpp"
#include "process/import_mapping.hpp"

namespace reeve::cli {
namespace {

// The mappings beside the process, checked against it; false when one has a mistake.
bool check_imports(const std::string& folder, const process::Process& process) {
    bool well = true;
    for (const process::SourceFile& file : read_imports(folder)) {
        const auto mapping = process::load_import(process, file);
        if (mapping) {
            fmt::print("{}: import {} into {}\n", process.id, mapping->name,
                       process.types[mapping->type].name);
            continue;
        }
        for (const Problem& problem : mapping.error()) fmt::print("{}/{}\n", folder, text(problem));
        fmt::print("{}: import {} refused, {} mistakes\n", process.id, file.path, mapping.error().size());
        well = false;
    }
    return well;
}

int check(const std::vector<std::string>& folders) {
    int code = 0;
    for (const std::string& folder : folders) {
        const auto shipped = read_process(folder);
        if (!shipped) return 2;
        std::vector<process::SourceFile> files;
        for (const auto& file : shipped->files)
            if (file.path != "demo.yaml") files.push_back(file);
        const auto loaded = process::load_process(shipped->id, files);
        const auto& problems = loaded ? loaded->warnings : loaded.error();
        for (const Problem& problem : problems) fmt::print("{}/{}\n", folder, text(problem));
        if (!loaded) {
            fmt::print("{}: refused, {} mistakes\n", shipped->id, problems.size());
            code = 1;
            continue;
        }
        for (const std::string& line : process::check_report(*loaded->process)) fmt::print("{}\n", line);
        if (!check_imports(folder, *loaded->process)) code = 1;
    }
    return code;
}

}  // namespace

void add_check(CLI::App& app, const Surroundings&, int& code) {
    auto folders = std::make_shared<std::vector<std::string>>();
    CLI::App* verb = app.add_subcommand("check", "Reads processes and reports every mistake with its place");
    verb->add_option("FOLDER", *folders, "Folders of processes")->required();
    verb->callback([folders, &code] { code = check(*folders); });
}

}  // namespace reeve::cli
