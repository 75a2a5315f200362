#include "app/shipped.hpp"

#include <map>
#include <string>

#include "desk/process_versions.hpp"
#include "process/import_mapping.hpp"

namespace reeve::app {

namespace {

constexpr std::string_view kFolder = "processes/";

}  // namespace

std::vector<desk::ShippedProcess> shipped_processes() {
    std::map<std::string, desk::ShippedProcess> by_id;
    for (const ShippedFile& file : shipped_files()) {
        if (!file.path.starts_with(kFolder)) continue;
        const std::string_view rest = file.path.substr(kFolder.size());
        const std::size_t slash = rest.find('/');
        const std::string_view path = rest.substr(slash + 1);
        if (path.find('/') != std::string_view::npos && !desk::is_rehearsal_file(path))
            continue;  // demonstration records, imports
        const std::string id(rest.substr(0, slash));
        desk::ShippedProcess& process = by_id[id];
        process.id = id;
        process.files.push_back({std::string(path), std::string(file.text)});
    }
    std::vector<desk::ShippedProcess> all;
    for (auto& [id, process] : by_id) all.push_back(std::move(process));
    return all;
}

std::vector<cli::ShippedImport> shipped_imports() {
    std::vector<cli::ShippedImport> all;
    for (const ShippedFile& file : shipped_files()) {
        if (!file.path.starts_with(kFolder)) continue;
        const std::string_view rest = file.path.substr(kFolder.size());
        const std::size_t slash = rest.find('/');
        const std::string path(rest.substr(slash + 1));
        if (process::is_import_file(path))
            all.push_back({std::string(rest.substr(0, slash)), {path, std::string(file.text)}});
    }
    return all;
}

std::vector<cli::ShippedText> shipped_texts() {
    std::vector<cli::ShippedText> all;
    for (const ShippedFile& file : shipped_files()) {
        if (!file.path.starts_with(kFolder)) continue;
        const std::string_view rest = file.path.substr(kFolder.size());
        const std::size_t slash = rest.find('/');
        all.push_back({std::string(rest.substr(0, slash)), std::string(rest.substr(slash + 1)),
                       std::string(file.text)});
    }
    return all;
}

std::string_view openapi() {
    for (const ShippedFile& file : shipped_files())
        if (file.path == "docs/openapi.yaml") return file.text;
    return {};
}

}  // namespace reeve::app
