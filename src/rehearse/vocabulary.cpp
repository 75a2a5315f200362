#include "rehearse/vocabulary.hpp"

#include <algorithm>

namespace reeve::rehearse {
namespace {

template <class Entry>
std::vector<std::string> names_of(const std::vector<Entry>& entries) {
    std::vector<std::string> names;
    names.reserve(entries.size());
    for (const Entry& entry : entries) names.push_back(entry.name);
    return names;
}

template <class Entry>
std::string handle(const std::vector<Entry>& entries, std::string_view display) {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const Entry& entry) { return entry.display == display; });
    return found == entries.end() ? std::string(display) : found->name;
}

std::vector<Problem> below(std::string_view folder, std::vector<Problem> problems) {
    for (Problem& problem : problems) problem.file = std::string(folder) + "/" + problem.file;
    return problems;
}

}  // namespace

std::string Vocabulary::person(std::string_view display) const {
    return handle(demo.people, display);
}
std::string Vocabulary::organisation(std::string_view display) const {
    return handle(demo.organisations, display);
}
std::string Vocabulary::team(std::string_view display) const {
    return handle(demo.teams, display);
}

std::expected<Vocabulary, std::vector<Problem>> vocabulary_of(const desk::ShippedProcess& process,
                                                              std::string_view folder) {
    std::vector<process::SourceFile> own;
    const process::SourceFile* demo_file = nullptr;
    for (const process::SourceFile& file : process.files) {
        if (process::is_process_file(file.path)) own.push_back(file);
        if (file.path == "demo.yaml") demo_file = &file;
    }
    auto loaded = process::load_process(process.id, own);
    if (!loaded) return std::unexpected(below(folder, std::move(loaded.error())));
    if (!demo_file)
        return std::unexpected(
            std::vector<Problem>{{std::string(folder), 0, 0, "there is no demo.yaml to rehearse with",
                                  "a file that says who there is", "", false}});
    auto demo = process::load_demo(*demo_file, loaded->process.get());
    if (!demo) return std::unexpected(below(folder, std::move(demo.error())));
    Vocabulary vocabulary;
    vocabulary.process = loaded->process;
    vocabulary.demo = std::move(*demo);
    vocabulary.people = names_of(vocabulary.demo.people);
    vocabulary.organisations = names_of(vocabulary.demo.organisations);
    vocabulary.teams = names_of(vocabulary.demo.teams);
    vocabulary.roles = names_of(vocabulary.process->roles);
    vocabulary.types = names_of(vocabulary.process->types);
    return vocabulary;
}

const std::vector<std::string>& built_in_acts() {
    static const std::vector<std::string> names{"edit",  "assign", "take", "comment", "link",
                                                "watch", "adopt",  "vote", "tick"};
    return names;
}

}  // namespace reeve::rehearse
