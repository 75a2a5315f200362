#include "app/rehearsing.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <optional>

#include "app/desk_instance.hpp"
#include "desk/process_versions.hpp"
#include "rehearse/read_rehearsal.hpp"
#include "rehearse/rehearse_findings.hpp"
#include "rehearse/report.hpp"

namespace reeve::app {
namespace {

constexpr std::size_t findings_rehearsed = 5;
constexpr std::chrono::seconds patience{15};

}  // namespace

void play_rehearsals(const desk::ShippedProcess& process, const desk::TellRehearsal& tell) {
    desk::ShippedProcess played = process;
    std::vector<process::SourceFile> files;
    std::ranges::copy_if(process.files, std::back_inserter(files),
                         [](const auto& file) { return desk::is_rehearsal_file(file.path); });
    std::erase_if(played.files, [](const auto& file) { return desk::is_rehearsal_file(file.path); });
    const auto vocabulary = rehearse::vocabulary_of(played, process.id);
    std::vector<std::optional<rehearse::Rehearsal>> all(files.size());
    for (std::size_t i = 0; i < files.size(); ++i) {
        Json known;
        if (vocabulary) {
            auto read = rehearse::read_rehearsal(files[i].path, files[i].text, *vocabulary);
            known = read ? rehearse::as_json(*read) : rehearse::as_json(files[i].path, read.error());
            if (read) all[i] = std::move(*read);
        } else {
            known = rehearse::as_json(files[i].path, vocabulary.error());
        }
        if (!tell(i, std::move(known))) return;
    }
    for (std::size_t i = 0; i < files.size(); ++i)
        if (all[i] &&
            !tell(i, rehearse::as_json(rehearse::run(*all[i], *vocabulary, played, start_instance))))
            return;
}

std::string rehearse_findings(const desk::ShippedProcess& shipped, const process::Process& process,
                              verify::Checked& checked, const std::function<bool()>& goes_on) {
    const auto until = std::chrono::steady_clock::now() + patience;
    return rehearse::rehearse_findings(shipped, process, checked, start_instance,
                                       {.most = findings_rehearsed, .goes_on = [&] {
                                            return goes_on() && std::chrono::steady_clock::now() < until;
                                        }});
}

}  // namespace reeve::app
