#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>

#include "cli/process_diff.hpp"
#include "process/bpmn.hpp"
#include "process/process_id.hpp"

namespace reeve::cli {
namespace {

namespace files = std::filesystem;

// ---- new

// `process: itil-starter` in every file becomes the new name; a new process begins with version 1.
std::string renamed(const std::string& text, const std::string& from, const std::string& to) {
    std::string out;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string line = text.substr(at, end - at);
        if (line == "process: " + from) line = "process: " + to;
        if (line.starts_with("version: ")) line = "version: 1";
        out += line;
        if (end < text.size()) out += '\n';
        at = end + 1;
    }
    return out;
}

int make_new(const Surroundings& around, const std::string& name, const std::string& from,
             const std::string& in) {
    if (!process::is_process_id(name)) {
        fmt::print(stderr, "reeve: '{}' is no name of a process: {}\n", name, process::process_id_rule);
        return 2;
    }
    const files::path folder = files::path(in) / name;
    if (files::exists(folder)) {
        fmt::print(stderr, "reeve: {} is there already; nothing was written\n", folder.string());
        return 2;
    }
    int written = 0;
    for (const ShippedText& file : around.shipped_texts) {
        if (file.process != from) continue;
        const files::path path = folder / file.path;
        files::create_directories(path.parent_path());
        std::ofstream out(path, std::ios::binary);
        out << renamed(file.text, from, name);
        out.close();
        if (!out) throw std::runtime_error(fmt::format("cannot write {}", path.string()));
        fmt::print("{}\n", path.string());
        ++written;
    }
    if (written == 0) {
        fmt::print(stderr, "reeve: there is no shipped process '{}'\n", from);
        return 2;
    }
    fmt::print(
        "\nNext:\n  reeve check {0}\n  reeve rehearse {0}/rehearsals/*.yaml\n"
        "  reeve serve --data DIR --demo --process {0}\n",
        folder.string());
    return 0;
}

// ---- export

int export_bpmn(const std::string& folder, const std::string& out) {
    const process::ProcessPtr loaded = load_folder(folder);
    if (!loaded) return 2;
    files::create_directories(out);
    for (const process::RecordType& type : loaded->types) {
        const files::path path = files::path(out) / (type.name + ".bpmn");
        std::ofstream file(path, std::ios::binary);
        file << process::bpmn_of(*loaded, type, "en");
        file.close();
        if (!file) throw std::runtime_error(fmt::format("cannot write {}", path.string()));
        fmt::print("{}\n", path.string());
    }
    return 0;
}

struct Flags {
    std::string name, from = "itil-starter", in = ".";
    DiffFlags diff;
    std::string folder, out;
};

}  // namespace

void add_process(CLI::App& app, const Surroundings& around, int& code) {
    auto flags = std::make_shared<Flags>();
    CLI::App* verb = app.add_subcommand("process", "Begins, compares and exports processes");
    verb->require_subcommand(1);

    CLI::App* fresh = verb->add_subcommand("new", "Begins a process of your own from a shipped one");
    fresh->add_option("NAME", flags->name, "What it is called: its folder and its id")->required();
    fresh->add_option("--from", flags->from, "The shipped process to begin with; itil-starter when left out");
    fresh->add_option("--in", flags->in, "The folder to make it in; this one when left out");
    fresh->callback(
        [flags, &around, &code] { code = make_new(around, flags->name, flags->from, flags->in); });

    CLI::App* diff = verb->add_subcommand("diff", "Says in words what B changes; ends with 1 if anything");
    diff->add_option("A", flags->diff.before, "Folder of the process as it was")->required();
    diff->add_option("B", flags->diff.after, "Folder of the process as it is to be")->required();
    diff->add_option("--data", flags->diff.data, "Folder of a stopped desk whose open records are named");
    diff->add_option("--url", flags->diff.desk.url, "Address of a running desk whose open records are named");
    diff->add_option("--as", flags->diff.desk.as, "With --url: your name");
    diff->add_option("--password-file", flags->diff.desk.password_file,
                     "With --as: a file with the password");
    diff->add_option("--token-file", flags->diff.desk.token_file, "With --url: a file with your token");
    diff->callback([flags, &around, &code] { code = show_differences(around, flags->diff); });

    CLI::App* bpmn =
        verb->add_subcommand("bpmn", "Writes each record type's lifecycle as BPMN 2.0, for other tools");
    bpmn->add_option("FOLDER", flags->folder, "Folder of the process")->required();
    bpmn->add_option("OUT", flags->out, "Folder for TYPE.bpmn")->required();
    bpmn->callback([flags, &code] { code = export_bpmn(flags->folder, flags->out); });
}

}  // namespace reeve::cli
