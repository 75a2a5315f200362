#pragma once
// The command line: one file per verb.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "desk/instance.hpp"
#include "import/folder.hpp"
#include "store/replay.hpp"

namespace CLI {
class App;
}

namespace reeve::cli {

// A mapping in the binary, and the process it is of.
struct ShippedImport {
    std::string process;
    process::SourceFile file;  // "imports/servicenow.yaml"
};

// A file of a shipped process, its rehearsals and demonstration among them.
struct ShippedText {
    std::string process;
    std::string path;  // "rehearsals/refused.yaml"
    std::string text;
};

// What the verbs are given instead of making it.
struct Surroundings {
    desk::StartInstance start;
    std::vector<desk::ShippedProcess> shipped;  // the processes in the binary
    std::vector<ShippedImport> shipped_imports;
    std::vector<ShippedText> shipped_texts;  // every file of every shipped process
    std::function<void(int)> wait;           // lets so many seconds pass
    import::OpenFolder open_folder;          // a stopped desk's
    std::function<store::ReplayReport(const std::string& data)> replay;   // compares
    std::function<store::ReplayReport(const std::string& data)> rebuild;  // and puts in place
};

// 0 = well, 1 = it found what it was asked to look for (differences, problems), 2 = it could not be done.
[[nodiscard]] int run(int argc, char** argv, const Surroundings& around);

// Each adds its verb; `code` is what the program ends with.
void add_serve(CLI::App& app, const Surroundings& around, int& code);
void add_check(CLI::App& app, const Surroundings& around, int& code);
void add_rehearse(CLI::App& app, const Surroundings& around, int& code);
void add_replay(CLI::App& app, const Surroundings& around, int& code);
void add_import(CLI::App& app, const Surroundings& around, int& code);
void add_export(CLI::App& app, const Surroundings& around, int& code);
void add_process(CLI::App& app, const Surroundings& around, int& code);
void add_cel(CLI::App& app, int& code);
void add_calendar(CLI::App& app, int& code);

// The whole file, or a sentence on standard error and nothing.
[[nodiscard]] std::optional<std::string> read_file(const std::string& path,
                                                   std::size_t mebibytes_most = 256);
// The same of a file that is read as YAML: of one that is too long only the beginning, which its reader
// refuses.
[[nodiscard]] std::optional<std::string> read_yaml_file(const std::string& path);
// A process's files: DIR/process.yaml and what else is YAML in DIR, not below it.
[[nodiscard]] std::optional<desk::ShippedProcess> read_process(const std::string& directory);
// The same with its earlier versions, as former/VERSION/NAME.yaml; and with its rehearsals, as
// rehearsals/NAME.yaml.
[[nodiscard]] std::optional<desk::ShippedProcess> read_process_with_former(const std::string& directory);
[[nodiscard]] std::optional<desk::ShippedProcess> read_process_to_rehearse(const std::string& directory);
// The process's import mappings: DIR/imports/*.yaml, in order; none when there is no such folder.
[[nodiscard]] std::vector<process::SourceFile> read_imports(const std::string& directory);

}  // namespace reeve::cli
