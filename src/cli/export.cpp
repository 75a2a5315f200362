#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "cli/cli.hpp"
#include "import/export_log.hpp"

namespace reeve::cli {
namespace {

struct ExportFlags {
    std::string form, data, process, type, file;
};

// Of all versions: what the newest has no more may have records still.
void refuse_unknown_type(const desk::World& world, const ExportFlags& flags) {
    std::vector<std::string> known;
    for (const desk::ProcessVersion& version : world.processes)
        if (flags.process.empty() || version.process->id == flags.process)
            for (const process::RecordType& type : version.process->types) known.push_back(type.name);
    std::ranges::sort(known);
    known.erase(std::ranges::unique(known).begin(), known.end());
    if (flags.type.empty() || std::ranges::binary_search(known, flags.type)) return;
    throw std::runtime_error(fmt::format("{} has no records of the type '{}'; there are {}",
                                         flags.process.empty() ? "the desk" : flags.process, flags.type,
                                         known.empty() ? "none" : join(known, ", ")));
}

int export_file(const Surroundings& around, const ExportFlags& flags) {
    const auto folder = around.open_folder(flags.data, false);
    const desk::WorldPtr world = folder->world();
    if (!flags.process.empty() && !world->active(flags.process))
        throw std::runtime_error(fmt::format("the desk has no process '{}'", flags.process));
    refuse_unknown_type(*world, flags);
    const auto reader = folder->store().reader();
    const import::Exported exported =
        import::export_log(*reader, *world, flags.process, flags.type, flags.file, flags.form == "csv");
    fmt::print("records: {}\nevents: {}\n", exported.traces, exported.events);
    return 0;
}

}  // namespace

void add_export(CLI::App& app, const Surroundings& around, int& code) {
    auto flags = std::make_shared<ExportFlags>();
    CLI::App* verb =
        app.add_subcommand("export", "Writes what happened to a stopped desk's records as an event log");
    verb->add_option("FORM", flags->form, "xes (IEEE 1849), or csv")
        ->required()
        ->check(CLI::IsMember({"xes", "csv"}));
    verb->add_option("FILE", flags->file, "The file to write; packed where its name ends in .gz")->required();
    verb->add_option("--data", flags->data, "Folder of a stopped desk")->required();
    verb->add_option("--process", flags->process, "Records of this process alone");
    verb->add_option("--type", flags->type, "Records of this type alone");
    verb->callback([flags, &around, &code] { code = export_file(around, *flags); });
}

}  // namespace reeve::cli
