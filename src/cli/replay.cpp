#include "store/replay.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "base/sha256.hpp"
#include "cli/cli.hpp"

namespace reeve::cli {
namespace {

struct ReplayFlags {
    std::string data;
    bool rebuild = false;
};

int replay(const Surroundings& around, const ReplayFlags& flags) {
    const store::ReplayReport report = flags.rebuild ? around.rebuild(flags.data) : around.replay(flags.data);
    fmt::print("{} events\n", report.events);
    for (const store::TableReplayed& table : report.tables) {
        fmt::print("{:<16} {:>9} rows  {}  {}\n", table.table, table.rebuilt_rows,
                   hex(table.rebuilt_digest).substr(0, 16), table.equal() ? "equal" : "DIFFERS");
        if (!table.difference.empty()) fmt::print("    {}\n", table.difference);
    }
    for (const store::SetAside& one : report.set_aside)
        fmt::print("set aside {}: {}\n", one.stream.text(), one.reason);
    if (flags.rebuild) fmt::print("the derived tables are as the journal has them\n");
    return report.equal() || flags.rebuild ? 0 : 1;
}

}  // namespace

void add_replay(CLI::App& app, const Surroundings& around, int& code) {
    auto flags = std::make_shared<ReplayFlags>();
    CLI::App* verb =
        app.add_subcommand("replay", "Folds the journal anew and compares it with every derived table");
    verb->add_option("--data", flags->data, "Folder of the data")->required();
    verb->add_flag("--rebuild", flags->rebuild,
                   "Put what comes out in the place of what is there; no desk may be running");
    verb->callback([flags, &around, &code] { code = replay(around, *flags); });
}

}  // namespace reeve::cli
