#include "rehearse/rehearse_findings.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "desk/process_versions.hpp"
#include "rehearse/from_finding.hpp"
#include "rehearse/invented_demo.hpp"
#include "rehearse/read_rehearsal.hpp"
#include "rehearse/run.hpp"

namespace reeve::rehearse {
namespace {

// The errors that have a way, done again.
std::vector<std::pair<verify::Finding*, verify::Replayed>> played_again(verify::Checked& checked,
                                                                        const Patience& patience) {
    std::vector<std::pair<verify::Finding*, verify::Replayed>> all;
    for (verify::Finding& finding : checked.findings) {
        const bool wanted =
            finding.severity == verify::Severity::error && all.size() < patience.most && patience.goes_on();
        if (wanted && !finding.together.empty())
            all.emplace_back(&finding, verify::Replayed{true, finding.together, {}, {}});
        else if (wanted && !finding.steps.empty())
            all.emplace_back(
                &finding, verify::replay(checked.explorations[finding.type], finding, &checked.explorations));
    }
    return all;
}

}  // namespace

std::string rehearse_findings(const desk::ShippedProcess& shipped, const process::Process& process,
                              verify::Checked& checked, const desk::StartInstance& start,
                              const Patience& patience) {
    const auto all = played_again(checked, patience);
    if (all.empty()) return {};
    desk::ShippedProcess played = shipped;
    std::erase_if(played.files, [](const auto& file) { return desk::is_rehearsal_file(file.path); });
    std::vector<Cast> casts(all.size());
    std::string made_up;
    if (std::ranges::find(played.files, "demo.yaml", &process::SourceFile::path) == played.files.end()) {
        InventedDemo demo(process);
        for (std::size_t i = 0; i < all.size(); ++i)
            casts[i] = demo.cast(checked.explorations[all[i].first->type], all[i].second);
        made_up = demo.text();
        played.files.push_back({"demo.yaml", made_up});
    }
    const auto vocabulary = vocabulary_of(played, shipped.id);
    if (!vocabulary) return {};
    bool needed = false;
    for (std::size_t i = 0; i < all.size() && patience.goes_on(); ++i) {
        verify::Finding& finding = *all[i].first;
        auto text =
            rehearsal_of(checked.explorations[finding.type], finding, all[i].second, *vocabulary, casts[i]);
        if (!text) continue;
        const auto read = read_rehearsal("finding.yaml", *text, *vocabulary);
        if (!read || !run(*read, *vocabulary, played, start).passed()) continue;
        finding.rehearsal = std::move(*text);
        needed = true;
    }
    return needed ? made_up : std::string();
}

}  // namespace reeve::rehearse
