#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <thread>

#include "cli/cli.hpp"
#include "rehearse/coverage.hpp"
#include "rehearse/read_rehearsal.hpp"
#include "rehearse/report.hpp"
#include "rehearse/run.hpp"
#include "rehearse/take_out.hpp"

namespace reeve::cli {
namespace {

namespace files = std::filesystem;

struct RehearseFlags {
    std::vector<std::string> files;
    std::string process;              // its folder; empty = the one above each file's
    std::vector<std::string> beside;  // folders of processes that are on the desk too
    std::string coverage;             // where the page goes
    bool without_each = false;
    bool cover = false;
    bool brief = false;
    unsigned jobs = 0;  // 0 = as many as the machine has cores
};

// A process with the words that rehearsals of it may use.
struct Cast {
    desk::ShippedProcess process;
    rehearse::Vocabulary vocabulary;
};

struct Rehearsed {
    rehearse::Rehearsal rehearsal;
    std::shared_ptr<const Cast> cast;
};

// Does all of them, some at a time; `work` is called from several threads, each index once.
void in_parallel(std::size_t count, unsigned jobs, const std::function<void(std::size_t)>& work) {
    std::atomic<std::size_t> next{0};
    const auto take = [&] {
        for (std::size_t i = next++; i < count; i = next++) work(i);
    };
    const std::size_t wanted = jobs > 0 ? jobs : std::max(1u, std::thread::hardware_concurrency());
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < std::min(wanted, count); ++i) others.emplace_back(take);
    take();
}

void print_problems(const std::vector<Problem>& problems) {
    for (const Problem& problem : problems) fmt::print(stderr, "{}\n", text(problem));
}

// Those of the folders that are not the process itself; nothing where one cannot be read.
std::optional<std::vector<desk::ShippedProcess>> read_beside(const std::vector<std::string>& folders,
                                                             const std::string& process) {
    std::vector<desk::ShippedProcess> all;
    for (const std::string& folder : folders) {
        auto one = read_process(folder);
        if (!one) return std::nullopt;
        if (one->id != process) all.push_back(std::move(*one));
    }
    return all;
}

std::shared_ptr<const Cast> read_cast(const std::string& folder, const std::vector<std::string>& others) {
    auto process = read_process_with_former(folder);
    if (!process) return nullptr;
    const auto beside = read_beside(others, process->id);
    if (!beside) return nullptr;
    auto vocabulary = rehearse::vocabulary_of(*process, folder, *beside);
    if (!vocabulary) {
        print_problems(vocabulary.error());
        return nullptr;
    }
    return std::make_shared<const Cast>(std::move(*process), std::move(*vocabulary));
}

// Of the process of the rehearsal: the one that was named, else the one above its own; nothing where no
// process lies there.
std::optional<std::string> folder_of(const RehearseFlags& flags, const std::string& file) {
    if (!flags.process.empty()) return flags.process;
    files::path above = (files::path(file).parent_path() / "..").lexically_normal();
    if (!above.has_filename()) above = above.parent_path();
    const std::string folder = above.empty() ? "." : above.string();
    std::error_code error;
    if (files::exists(above / "process.yaml", error)) return folder;
    fmt::print(stderr, "{}: no process lies above it, in {}; --process names its folder\n", file, folder);
    return std::nullopt;
}

// Every file is read before the first one is played: mistakes are told at once. Nothing when there was one.
std::optional<std::vector<Rehearsed>> read_all(const RehearseFlags& flags) {
    std::map<std::string, std::shared_ptr<const Cast>> casts;
    std::vector<Rehearsed> all;
    bool good = true;
    for (const std::string& file : flags.files) {
        const auto text = read_yaml_file(file);
        const auto folder = text ? folder_of(flags, file) : std::nullopt;
        if (!folder) {
            good = false;
            continue;
        }
        auto known = casts.find(*folder);
        if (known == casts.end()) known = casts.emplace(*folder, read_cast(*folder, flags.beside)).first;
        if (!known->second) {
            good = false;
            continue;
        }
        auto rehearsal = rehearse::read_rehearsal(file, *text, known->second->vocabulary);
        if (rehearsal)
            all.push_back({std::move(*rehearsal), known->second});
        else
            print_problems(rehearsal.error());
        good = good && rehearsal.has_value();
    }
    if (!good) return std::nullopt;
    return all;
}

// Of each process, what none of the rehearsals proves; false when there is something.
bool print_cover(const std::vector<Rehearsed>& all, const std::vector<rehearse::Result>& results) {
    std::map<std::string, std::pair<process::ProcessPtr, rehearse::Parts>> by_process;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const process::ProcessPtr& process = all[i].cast->vocabulary.process;
        auto& [known, touched] = by_process[process->id];
        known = process;
        touched.insert(results[i].touched.begin(), results[i].touched.end());
    }
    bool good = true;
    for (const auto& [id, proved] : by_process) {
        const std::vector<std::string> left = rehearse::untouched_parts(*proved.first, proved.second);
        for (const std::string& part : left) fmt::print("{}: no step proves {}\n", id, part);
        fmt::print("{}: {} parts that no step with expectations touches\n", id, left.size());
        good = good && left.empty();
    }
    return good;
}

int play(const std::vector<Rehearsed>& all, const RehearseFlags& flags, const desk::StartInstance& start) {
    std::vector<rehearse::Result> results(all.size());
    in_parallel(all.size(), flags.jobs, [&](std::size_t i) {
        results[i] = rehearse::run(all[i].rehearsal, all[i].cast->vocabulary, all[i].cast->process, start,
                                   flags.cover);
    });
    bool good = true;
    for (const rehearse::Result& result : results) {
        fmt::print("{}", rehearse::report(result, flags.brief));
        good = good && result.passed();
    }
    if (flags.cover) good = print_cover(all, results) && good;
    fmt::print("{}", rehearse::closing(results));
    return good ? 0 : 1;
}

struct Removal {
    const Rehearsed* of = nullptr;
    rehearse::Foundation part;
    bool good = false;
    std::string sentence;
};

// Plays the rehearsal, those of its examples that rest on the part, without it: it must fail, and by a
// difference.
void play_without(Removal& removal, const desk::StartInstance& start) {
    const Rehearsed& of = *removal.of;
    const auto process = rehearse::take_out(of.cast->process, removal.part);
    if (!process) {
        removal.sentence = process.error().detail;
        return;
    }
    const rehearse::Result result =
        rehearse::run(of.rehearsal.resting_on(removal.part), of.cast->vocabulary, *process, start);
    removal.good = result.differences() > 0;
    if (removal.good)
        removal.sentence = fmt::format("{} differences", result.differences());
    else
        removal.sentence = result.accident.empty() ? "PASSES STILL" : "cannot be played: " + result.accident;
}

int play_without_each(const std::vector<Rehearsed>& all, const RehearseFlags& flags,
                      const desk::StartInstance& start) {
    std::vector<Removal> removals;
    bool good = true;
    for (const Rehearsed& one : all) {
        const std::vector<rehearse::Foundation> parts = one.rehearsal.foundations();
        if (parts.empty() && !one.rehearsal.covers.empty()) {
            fmt::print("{}: covers rows and says not on what it rests\n", one.rehearsal.file);
            good = false;
        }
        for (const rehearse::Foundation& part : parts) removals.push_back({&one, part, false, {}});
    }
    in_parallel(removals.size(), flags.jobs, [&](std::size_t i) { play_without(removals[i], start); });
    std::size_t passed = 0;
    for (const Removal& removal : removals) {
        passed += removal.good ? 1 : 0;
        if (removal.good && flags.brief) continue;
        fmt::print("{} {}:{}: without {}: {}\n", removal.good ? "ok     " : "DIFFERS",
                   removal.of->rehearsal.file, removal.part.line, removal.part.text(), removal.sentence);
    }
    fmt::print("{} passed, {} failed\n", passed, removals.size() - passed + (good ? 0 : 1));
    return good && passed == removals.size() && passed > 0 ? 0 : 1;
}

int write_coverage(const std::vector<Rehearsed>& all, const std::string& path) {
    std::vector<rehearse::Rehearsal> rehearsals;
    for (const Rehearsed& one : all) rehearsals.push_back(one.rehearsal);
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out << rehearse::coverage_page(rehearsals);
    out.close();
    if (out) return 0;
    fmt::print(stderr, "reeve: cannot write {}\n", path);
    return 2;
}

int rehearse_files(const RehearseFlags& flags, const desk::StartInstance& start) {
    const auto all = read_all(flags);
    if (!all) return 2;
    if (!flags.coverage.empty()) return write_coverage(*all, flags.coverage);
    return flags.without_each ? play_without_each(*all, flags, start) : play(*all, flags, start);
}

}  // namespace

void add_rehearse(CLI::App& app, const Surroundings& around, int& code) {
    auto flags = std::make_shared<RehearseFlags>();
    CLI::App* verb = app.add_subcommand(
        "rehearse", "Plays rehearsals of a process on a real desk, on a clock turned by hand");
    verb->add_option("FILE", flags->files, "Rehearsals, as YAML")->required();
    verb->add_option("--process", flags->process,
                     "Folder of the process; the one above the file's folder when not given");
    verb->add_option("--beside", flags->beside,
                     "Folder of another process that is on the desk too; as often as wanted")
        ->allow_extra_args(false);
    verb->add_option("--coverage", flags->coverage,
                     "Play nothing; write to this file which row is proved by which rehearsal");
    verb->add_flag("--without-each", flags->without_each,
                   "Take out of the process, one at a time, what each rehearsal rests on: it must fail then");
    verb->add_flag("--cover", flags->cover,
                   "Name each state, act, row, rule and approval that no step with expectations touches");
    verb->add_flag("--brief", flags->brief, "Print only what differs");
    verb->add_option("--jobs", flags->jobs, "How many to play at a time");
    verb->callback([flags, &around, &code] { code = rehearse_files(*flags, around.start); });
}

}  // namespace reeve::cli
