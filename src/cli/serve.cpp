#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>

#include "cli/cli.hpp"
#include "cli/watching.hpp"

namespace reeve::cli {
namespace {

struct ServeFlags {
    desk::InstanceOptions options;
    std::string clock = "real";
    std::string start;
    bool records = false;
    std::vector<std::string> processes;
    bool watch = false;
    std::string database;
};

int serve(const Surroundings& around, ServeFlags& flags) {
    if (!flags.database.empty()) {
        fmt::print(
            stderr,
            "reeve: --database is not supported by this release; the data lie in SQLite in --data DIR\n");
        return 2;
    }
    flags.options.manual_clock = flags.clock == "manual";
    if (!flags.start.empty()) {
        const auto at = parse_instant(flags.start);
        if (!at || !flags.options.manual_clock) {
            fmt::print(
                stderr,
                "reeve: --start takes an instant such as 2014-01-20T08:00:00+02:00, with --clock manual\n");
            return 2;
        }
        flags.options.start = *at;
    }
    if (flags.watch && flags.processes.empty()) {
        fmt::print(stderr, "reeve: --watch goes with --process FOLDER: that folder is watched\n");
        return 2;
    }
    std::vector<Watching::Watched> folders;
    for (const std::string& folder : flags.processes) {
        auto process = read_process_to_rehearse(folder);
        if (!process) return 2;
        folders.push_back({process->id, folder});
        flags.options.processes.push_back(std::move(*process));
    }
    const auto instance = around.start(flags.options);
    fmt::print("listening {}\n", instance->address());
    if (!instance->metrics_address().empty()) fmt::print("metrics {}/metrics\n", instance->metrics_address());
    std::fflush(stdout);
    std::optional<Watching> watching;
    if (flags.watch) watching.emplace(*instance, folders);
    return instance->wait();
}

}  // namespace

void add_serve(CLI::App& app, const Surroundings& around, int& code) {
    auto flags = std::make_shared<ServeFlags>();
    desk::InstanceOptions& options = flags->options;
    options.listen = "127.0.0.1:8080";
    options.metrics_listen = "127.0.0.1:0";
    CLI::App* verb = app.add_subcommand("serve", "Runs the desk");
    verb->add_option("--data", options.data, "Folder of the data; made when missing")->required();
    verb->add_option("--listen", options.listen, "Address and port; port 0 lets the system choose")
        ->capture_default_str();
    verb->add_option("--metrics-listen", options.metrics_listen,
                     "Address and port of /metrics; empty for none")
        ->capture_default_str();
    verb->add_flag("--demo", options.demo,
                   "On a fresh desk: demonstration people and records; writes DIR/demo.json");
    verb->add_option("--clock", flags->clock, "real, or manual: time stands still but for POST /api/v1/clock")
        ->check(CLI::IsMember({"real", "manual"}))
        ->capture_default_str();
    verb->add_option("--start", flags->start, "Where a manual clock starts on a fresh desk");
    verb->add_flag("--records", flags->records, "The demonstration's records with a manual clock, too");
    verb->add_option("--process", flags->processes,
                     "Folder of a process to install on a fresh desk, instead of the shipped ones");
    verb->add_flag("--watch", flags->watch,
                   "While a process is written: what is saved in the folders of --process is in use a moment "
                   "later, as a version of its own, if it is sound");
    verb->add_option("--trusted-proxy", options.trusted_proxy,
                     "Address of the proxy whose X-Forwarded headers are believed");
    verb->add_flag("--insecure", options.insecure,
                   "Allow plain HTTP beyond this machine: passwords and records then travel readable for "
                   "anyone on the way");
    verb->add_option("--database", flags->database, "URL of a PostgreSQL database (not in this release)");
    verb->callback([flags, &around, &code] {
        flags->options.demo_records = flags->options.demo && (flags->records || flags->clock != "manual");
        code = serve(around, *flags);
    });
}

}  // namespace reeve::cli
