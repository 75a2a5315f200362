#include "rehearse/rehearse_findings.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "desk/process_versions.hpp"
#include "rehearse/from_finding.hpp"
#include "rehearse/invented_demo.hpp"
#include "rehearse/read_rehearsal.hpp"
#include "rehearse/run.hpp"

namespace reeve::rehearse {
namespace {

using Played = std::vector<std::pair<verify::Finding*, verify::Replayed>>;
using Texts = std::vector<std::optional<std::string>>;

// The errors that have a way, done again.
Played played_again(verify::Checked& checked, const Patience& patience) {
    Played all;
    const verify::AllExplored explorations = checked.all();
    for (verify::Finding& finding : checked.findings) {
        const bool wanted =
            finding.severity == verify::Severity::error && all.size() < patience.most && patience.goes_on();
        if (wanted && !finding.together.empty())
            all.emplace_back(&finding, verify::Replayed{true, finding.together, {}, {}});
        else if (wanted && !finding.steps.empty())
            all.emplace_back(&finding,
                             verify::replay(checked.explorations[finding.type], finding, explorations));
    }
    return all;
}

// Of each its rehearsal, where it plays with the people of the process's demonstration.
Texts texts_with(const desk::ShippedProcess& played, const verify::Checked& checked, const Played& all,
                 const std::vector<Cast>& casts, const desk::StartInstance& start, const Patience& patience,
                 std::span<const desk::ShippedProcess> beside) {
    Texts texts(all.size());
    const auto vocabulary = vocabulary_of(played, played.id, beside);
    if (!vocabulary) return texts;
    for (std::size_t i = 0; i < all.size() && patience.goes_on(); ++i) {
        const verify::Finding& finding = *all[i].first;
        auto text =
            rehearsal_of(checked.explorations[finding.type], finding, all[i].second, *vocabulary, casts[i]);
        if (!text) continue;
        const auto read = read_rehearsal("finding.yaml", *text, *vocabulary);
        if (read && run(*read, *vocabulary, played, start).passed()) texts[i] = std::move(text);
    }
    return texts;
}

// Other processes in which records of the ways are.
std::vector<const process::Process*> elsewhere(const Played& all, const process::Process& process) {
    std::vector<const process::Process*> others;
    for (const auto& [finding, replayed] : all)
        for (const verify::Done& done : replayed.done)
            if (done.process != &process && std::ranges::find(others, done.process) == others.end())
                others.push_back(done.process);
    return others;
}

// Their files.
std::vector<desk::ShippedProcess> partners_of(const Played& all, const process::Process& process,
                                              std::span<const desk::ShippedProcess> beside) {
    std::vector<desk::ShippedProcess> partners;
    for (const process::Process* other : elsewhere(all, process)) {
        const auto files = std::ranges::find(beside, other->id, &desk::ShippedProcess::id);
        if (files != beside.end()) partners.push_back(*files);
    }
    return partners;
}

// How people of theirs are called.
std::set<std::string> names_in(const std::vector<desk::ShippedProcess>& partners) {
    std::set<std::string> names;
    for (const desk::ShippedProcess& partner : partners)
        for (const process::SourceFile& file : partner.files)
            if (const auto demo = file.path == "demo.yaml" ? process::load_demo(file) : process::Demo{})
                for (const process::DemoPerson& person : demo->people) names.insert(person.name);
    return names;
}

std::ptrdiff_t count_of(const Texts& texts) {
    return std::ranges::count_if(texts, [](const auto& text) { return text.has_value(); });
}

}  // namespace

std::string rehearse_findings(const desk::ShippedProcess& shipped, const process::Process& process,
                              verify::Checked& checked, const desk::StartInstance& start,
                              const Patience& patience, std::span<const desk::ShippedProcess> beside) {
    const Played all = played_again(checked, patience);
    if (all.empty()) return {};
    desk::ShippedProcess played = shipped;
    std::erase_if(played.files, [](const auto& file) { return desk::is_rehearsal_file(file.path); });
    Texts texts(all.size());
    std::vector<Cast> casts(all.size());
    std::string made_up;
    const std::vector<desk::ShippedProcess> partners = partners_of(all, process, beside);
    const auto own = std::ranges::find(played.files, "demo.yaml", &process::SourceFile::path);
    if (own != played.files.end()) {
        texts = texts_with(played, checked, all, casts, start, patience, partners);
        played.files.erase(own);
    }
    // All of them have the same people: who wants to see them play needs one demo.yaml.
    if (count_of(texts) < std::ssize(all)) {
        InventedDemo demo(process, elsewhere(all, process), names_in(partners));
        for (std::size_t i = 0; i < all.size(); ++i)
            casts[i] = demo.cast(checked.explorations[all[i].first->type], all[i].second);
        std::string text = demo.text();
        played.files.push_back({"demo.yaml", text});
        Texts others = texts_with(played, checked, all, casts, start, patience, partners);
        if (count_of(others) > count_of(texts)) {
            texts = std::move(others);
            made_up = std::move(text);
        }
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (texts[i])
            all[i].first->rehearsal = std::move(*texts[i]);
        else if (patience.goes_on())  // it was tried, and a desk does not go that way
            all[i].first->severity = verify::Severity::note;
    }
    return made_up;
}

}  // namespace reeve::rehearse
