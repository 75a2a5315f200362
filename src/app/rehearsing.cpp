#include "app/rehearsing.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

#include "app/desk_instance.hpp"
#include "desk/process_versions.hpp"
#include "rehearse/read_rehearsal.hpp"
#include "rehearse/report.hpp"

namespace reeve::app {

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

}  // namespace reeve::app
