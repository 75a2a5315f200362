#include "app/rehearsing.hpp"

#include <algorithm>
#include <chrono>
#include <expected>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/desk_instance.hpp"
#include "desk/process_versions.hpp"
#include "rehearse/read_rehearsal.hpp"
#include "rehearse/rehearse_findings.hpp"
#include "rehearse/report.hpp"

namespace reeve::app {
namespace {

constexpr std::size_t findings_rehearsed = 5;
constexpr std::chrono::seconds patience{15};

using Words = std::expected<rehearse::Vocabulary, std::vector<Problem>>;

// The words of the process with those beside it that a rehearsal names: read once for all that name the same.
class Spoken {
public:
    Spoken(const desk::ShippedProcess& process, std::span<const desk::ShippedProcess> beside)
        : process_(process), beside_(beside) {}

    const Words& in(const process::SourceFile& rehearsal) {
        const std::vector<std::string> named = rehearse::named_beside(rehearsal);
        std::vector<desk::ShippedProcess> there;
        std::vector<std::string> ids;
        for (const desk::ShippedProcess& one : beside_)
            if (std::ranges::find(named, one.id) != named.end()) {
                there.push_back(one);
                ids.push_back(one.id);
            }
        const auto known = words_.find(ids);
        if (known != words_.end()) return known->second;
        return words_.emplace(ids, rehearse::vocabulary_of(process_, process_.id, there)).first->second;
    }

private:
    const desk::ShippedProcess& process_;
    std::span<const desk::ShippedProcess> beside_;
    std::map<std::vector<std::string>, Words> words_;
};

}  // namespace

void play_rehearsals(const desk::ShippedProcess& process, std::span<const desk::ShippedProcess> beside,
                     const desk::TellRehearsal& tell) {
    desk::ShippedProcess played = process;
    std::vector<process::SourceFile> files;
    std::ranges::copy_if(process.files, std::back_inserter(files),
                         [](const auto& file) { return desk::is_rehearsal_file(file.path); });
    std::erase_if(played.files, [](const auto& file) { return desk::is_rehearsal_file(file.path); });
    Spoken spoken(played, beside);
    std::vector<std::optional<rehearse::Rehearsal>> all(files.size());
    for (std::size_t i = 0; i < files.size(); ++i) {
        Json known;
        if (const Words& vocabulary = spoken.in(files[i])) {
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
            !tell(i, rehearse::as_json(rehearse::run(*all[i], *spoken.in(files[i]), played, start_instance))))
            return;
}

std::string rehearse_findings(const desk::ShippedProcess& shipped, const process::Process& process,
                              verify::Checked& checked, std::span<const desk::ShippedProcess> beside,
                              const std::function<bool()>& goes_on) {
    const auto until = std::chrono::steady_clock::now() + patience;
    return rehearse::rehearse_findings(
        shipped, process, checked, start_instance,
        {.most = findings_rehearsed,
         .goes_on = [&] { return goes_on() && std::chrono::steady_clock::now() < until; }},
        beside);
}

}  // namespace reeve::app
