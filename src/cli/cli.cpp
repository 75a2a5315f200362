#include "cli/cli.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "process/yaml.hpp"

namespace reeve::cli {

namespace files = std::filesystem;

int run(int argc, char** argv, const Surroundings& around) {
    CLI::App app{"Reeve: the desk for systems that many organisations run together", "reeve"};
    app.require_subcommand(1);
    app.set_version_flag("--version", "reeve " REEVE_VERSION);
    int code = 0;
    add_serve(app, around, code);
    add_check(app, around, code);
    add_rehearse(app, around, code);
    add_replay(app, around, code);
    add_import(app, around, code);
    add_export(app, around, code);
    add_cel(app, code);
    add_process(app, around, code);
    add_calendar(app, code);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    } catch (const std::exception& accident) {
        fmt::print(stderr, "reeve: {}\n", accident.what());
        return 2;
    }
    return code;
}

namespace {

// At most so many bytes: some files have no end.
std::optional<std::string> read_start(const std::string& path, std::size_t most) {
    std::ifstream in(path, std::ios::binary);
    std::error_code error;
    if (!in || files::is_directory(path, error)) {
        fmt::print(stderr, "reeve: cannot read {}\n", path);
        return std::nullopt;
    }
    std::string text;
    std::string piece(std::min<std::size_t>(most, std::size_t{1} << 16), '\0');
    while (text.size() < most && in) {
        in.read(piece.data(), static_cast<std::streamsize>(std::min(piece.size(), most - text.size())));
        text.append(piece, 0, static_cast<std::size_t>(in.gcount()));
    }
    return text;
}

}  // namespace

std::optional<std::string> read_file(const std::string& path, std::size_t mebibytes_most) {
    const std::size_t most = mebibytes_most << 20;
    auto text = read_start(path, most + 1);
    if (!text || text->size() <= most) return text;
    fmt::print(stderr, "reeve: {} is larger than {} MiB\n", path, mebibytes_most);
    return std::nullopt;
}

std::optional<std::string> read_yaml_file(const std::string& path) {
    return read_start(path, process::YamlLimits{}.bytes + 1);
}

std::optional<desk::ShippedProcess> read_process(const std::string& directory) {
    std::error_code error;
    const files::path folder = files::canonical(directory, error);
    if (error || !files::is_directory(folder)) {
        fmt::print(stderr, "reeve: {} is not a folder\n", directory);
        return std::nullopt;
    }
    desk::ShippedProcess process{folder.filename().string(), {}};
    for (const auto& entry : files::directory_iterator(folder)) {
        if (!entry.is_regular_file() || entry.path().extension() != ".yaml") continue;
        auto text = read_yaml_file(entry.path().string());
        if (!text) return std::nullopt;
        process.files.push_back({entry.path().filename().string(), std::move(*text)});
    }
    std::sort(process.files.begin(), process.files.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
    if (process.files.empty()) {
        fmt::print(stderr, "reeve: there is no .yaml file in {}\n", directory);
        return std::nullopt;
    }
    return process;
}

namespace {

// DIR/BELOW/*.yaml, in order; none when there is no such folder.
std::vector<process::SourceFile> read_below(const std::string& directory, const std::string& below) {
    std::vector<process::SourceFile> found;
    const files::path folder = files::path(directory) / below;
    if (!files::is_directory(folder)) return found;
    for (const auto& entry : files::directory_iterator(folder)) {
        if (!entry.is_regular_file() || entry.path().extension() != ".yaml") continue;
        if (auto text = read_yaml_file(entry.path().string()))
            found.push_back({below + "/" + entry.path().filename().string(), std::move(*text)});
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return found;
}

}  // namespace

std::optional<desk::ShippedProcess> read_process_with_former(const std::string& directory) {
    auto process = read_process(directory);
    std::error_code error;
    const files::path former = files::path(directory) / "former";
    if (!process || !files::is_directory(former, error)) return process;
    for (const auto& entry : files::directory_iterator(former)) {
        if (!entry.is_directory()) continue;
        for (process::SourceFile& file : read_below(directory, "former/" + entry.path().filename().string()))
            process->files.push_back(std::move(file));
    }
    return process;
}

std::optional<desk::ShippedProcess> read_process_to_rehearse(const std::string& directory) {
    auto process = read_process_with_former(directory);
    if (process)
        for (process::SourceFile& file : read_below(directory, "rehearsals"))
            process->files.push_back(std::move(file));
    return process;
}

std::vector<process::SourceFile> read_imports(const std::string& directory) {
    return read_below(directory, "imports");
}

}  // namespace reeve::cli
