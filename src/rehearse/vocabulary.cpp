#include "rehearse/vocabulary.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/id.hpp"
#include "desk/process_versions.hpp"

namespace reeve::rehearse {
namespace {

template <class Entry>
std::vector<std::string> names_of(const std::vector<Entry>& entries) {
    std::vector<std::string> names;
    names.reserve(entries.size());
    for (const Entry& entry : entries) names.push_back(entry.name);
    return names;
}

std::vector<Problem> below(std::string_view folder, std::vector<Problem> problems) {
    for (Problem& problem : problems) problem.file = std::string(folder) + "/" + problem.file;
    return problems;
}

// Of the process, whoever there is.
Vocabulary spoken_of(const Vocabulary& present, process::ProcessPtr process) {
    Vocabulary words = present;
    words.process = std::move(process);
    words.roles = names_of(words.process->roles);
    words.types = names_of(words.process->types);
    return words;
}

// The words of an earlier version, spoken by the people of this one.
std::expected<Vocabulary, std::vector<Problem>> former_of(const Vocabulary& present, int version,
                                                          const std::vector<process::SourceFile>& files,
                                                          const std::string& folder) {
    auto loaded = process::load_process(present.process->id, files);
    if (!loaded) return std::unexpected(below(folder, std::move(loaded.error())));
    if (loaded->process->version != version || version >= present.process->version)
        return std::unexpected(std::vector<Problem>{
            {folder, 0, 0, fmt::format("it holds version {}", loaded->process->version),
             fmt::format("version {}, which comes before version {}", version, present.process->version), "",
             false}});
    return spoken_of(present, loaded->process);
}

// By the ids that desk::demonstration gives.
std::map<std::string, std::string, std::less<>> handles_of(const Vocabulary& words) {
    std::map<std::string, std::string, std::less<>> handles;
    const auto add = [&](std::string_view kind, const std::vector<std::string>& names) {
        for (const std::string& name : names)
            handles.emplace(Id::of_name(fmt::format("{}:{}", kind, name)).text(), name);
    };
    add("person", words.people);
    add("organisation", words.organisations);
    add("team", words.teams);
    return handles;
}

template <class Entry>
void add_new(std::vector<Entry>& onto, const std::vector<Entry>& more) {
    for (const Entry& one : more)
        if (std::ranges::find(onto, one.name, &Entry::name) == onto.end()) onto.push_back(one);
}

// As the desk has it: of a name that both have, the first one's, with the roles of both.
void add_demo(process::Demo& onto, process::Demo more, const std::string& process) {
    add_new(onto.calendars, more.calendars);
    add_new(onto.organisations, more.organisations);
    add_new(onto.teams, more.teams);
    for (process::DemoPerson& person : more.people) {
        for (process::DemoRole& role : person.roles)
            if (!role.role.contains('/')) role.role = process + "/" + role.role;
        const auto known = std::ranges::find(onto.people, person.name, &process::DemoPerson::name);
        if (known == onto.people.end())
            onto.people.push_back(std::move(person));
        else
            known->roles.insert(known->roles.end(), person.roles.begin(), person.roles.end());
    }
}

using Loaded = std::expected<process::ProcessPtr, std::vector<Problem>>;

// Its demo.yaml is added where it has one.
Loaded load_beside(const desk::ShippedProcess& shipped, process::Demo& demo) {
    std::vector<process::SourceFile> own;
    std::ranges::copy_if(shipped.files, std::back_inserter(own),
                         [](const auto& file) { return process::is_process_file(file.path); });
    auto loaded = process::load_process(shipped.id, own);
    if (!loaded) return std::unexpected(below(shipped.id, std::move(loaded.error())));
    const auto file = std::ranges::find(shipped.files, "demo.yaml", &process::SourceFile::path);
    if (file == shipped.files.end()) return loaded->process;
    auto more = process::load_demo(*file, loaded->process.get());
    if (!more) return std::unexpected(below(shipped.id, std::move(more.error())));
    add_demo(demo, std::move(*more), shipped.id);
    return loaded->process;
}

}  // namespace

std::string Vocabulary::handle_of(std::string_view id, std::string_view display) const {
    const auto known = handles.find(id);
    return std::string(known == handles.end() ? display : known->second);
}

std::expected<Vocabulary, std::vector<Problem>> vocabulary_of(const desk::ShippedProcess& process,
                                                              std::string_view folder,
                                                              std::span<const desk::ShippedProcess> beside) {
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
    std::vector<process::ProcessPtr> others;
    for (const desk::ShippedProcess& other : beside) {
        auto one = load_beside(other, vocabulary.demo);
        if (!one) return std::unexpected(std::move(one.error()));
        others.push_back(std::move(*one));
    }
    vocabulary.people = names_of(vocabulary.demo.people);
    vocabulary.organisations = names_of(vocabulary.demo.organisations);
    vocabulary.teams = names_of(vocabulary.demo.teams);
    vocabulary.handles = handles_of(vocabulary);
    vocabulary.roles = names_of(vocabulary.process->roles);
    vocabulary.types = names_of(vocabulary.process->types);
    std::map<int, std::shared_ptr<const Vocabulary>> former;
    for (const int version : desk::former_versions(process.files)) {
        auto words = former_of(vocabulary, version, desk::former_files(process.files, version),
                               fmt::format("{}/former/{}", folder, version));
        if (!words) return std::unexpected(std::move(words.error()));
        former.emplace(version, std::make_shared<const Vocabulary>(std::move(*words)));
    }
    vocabulary.former = std::move(former);
    std::map<std::string, std::shared_ptr<const Vocabulary>, std::less<>> spoken;
    for (process::ProcessPtr& other : others)
        spoken[other->id] = std::make_shared<const Vocabulary>(spoken_of(vocabulary, other));
    vocabulary.beside = std::move(spoken);
    vocabulary.partners.assign(beside.begin(), beside.end());
    return vocabulary;
}

const std::vector<std::string>& built_in_acts() {
    static const std::vector<std::string> names{"edit",  "assign", "take", "comment",  "link",        "watch",
                                                "adopt", "vote",   "tick", "log_time", "strike_time", "move"};
    return names;
}

}  // namespace reeve::rehearse
