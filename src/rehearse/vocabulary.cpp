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
void add_demo(process::Demo& onto, process::Demo more) {
    add_new(onto.calendars, more.calendars);
    add_new(onto.organisations, more.organisations);
    add_new(onto.teams, more.teams);
    for (process::DemoPerson& person : more.people) {
        const auto known = std::ranges::find(onto.people, person.name, &process::DemoPerson::name);
        if (known == onto.people.end())
            onto.people.push_back(std::move(person));
        else
            known->roles.insert(known->roles.end(), person.roles.begin(), person.roles.end());
    }
}

using Problems = std::vector<Problem>;

std::expected<process::ProcessPtr, Problems> load(const desk::ShippedProcess& shipped,
                                                  std::string_view folder) {
    std::vector<process::SourceFile> own;
    std::ranges::copy_if(shipped.files, std::back_inserter(own),
                         [](const auto& file) { return process::is_process_file(file.path); });
    auto loaded = process::load_process(shipped.id, own);
    if (!loaded) return std::unexpected(below(folder, std::move(loaded.error())));
    return loaded->process;
}

// Nobody where it has no demo.yaml.
std::expected<process::Demo, Problems> load_people(const desk::ShippedProcess& shipped,
                                                   std::string_view folder,
                                                   std::span<const process::ProcessPtr> all) {
    const auto file = std::ranges::find(shipped.files, "demo.yaml", &process::SourceFile::path);
    if (file == shipped.files.end()) return process::Demo{};
    const auto own = std::ranges::find(all, shipped.id, [](const auto& one) { return one->id; });
    auto demo = process::load_demo(*file, own->get(), all);
    if (!demo) return std::unexpected(below(folder, std::move(demo.error())));
    return demo;
}

}  // namespace

std::string Vocabulary::handle_of(std::string_view id, std::string_view display) const {
    const auto known = handles.find(id);
    return std::string(known == handles.end() ? display : known->second);
}

std::expected<Vocabulary, std::vector<Problem>> vocabulary_of(const desk::ShippedProcess& process,
                                                              std::string_view folder,
                                                              std::span<const desk::ShippedProcess> beside) {
    std::vector<process::ProcessPtr> all;
    auto loaded = load(process, folder);
    if (!loaded) return std::unexpected(std::move(loaded.error()));
    all.push_back(std::move(*loaded));
    if (std::ranges::find(process.files, "demo.yaml", &process::SourceFile::path) == process.files.end())
        return std::unexpected(Problems{{std::string(folder), 0, 0, "there is no demo.yaml to rehearse with",
                                         "a file that says who there is", "", false}});
    for (const desk::ShippedProcess& other : beside) {
        auto one = load(other, other.id);
        if (!one) return std::unexpected(std::move(one.error()));
        all.push_back(std::move(*one));
    }
    auto demo = load_people(process, folder, all);
    if (!demo) return std::unexpected(std::move(demo.error()));
    Vocabulary vocabulary;
    vocabulary.process = all.front();
    vocabulary.demo = std::move(*demo);
    for (const desk::ShippedProcess& other : beside) {
        auto more = load_people(other, other.id, all);
        if (!more) return std::unexpected(std::move(more.error()));
        add_demo(vocabulary.demo, std::move(*more));
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
    for (std::size_t i = 1; i < all.size(); ++i)
        spoken[all[i]->id] = std::make_shared<const Vocabulary>(spoken_of(vocabulary, all[i]));
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
