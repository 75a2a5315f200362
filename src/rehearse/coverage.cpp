#include "rehearse/coverage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

namespace reeve::rehearse {
namespace {

// S9 comes before S10.
std::pair<char, int> place_of(const std::string& row) {
    int number = 0;
    std::from_chars(row.data() + 1, row.data() + row.size(), number);
    return {row.front(), number};
}

struct Proofs {
    std::vector<const Rehearsal*> succeed, refused;
};

std::string cell(std::vector<const Rehearsal*> rehearsals) {
    std::sort(rehearsals.begin(), rehearsals.end(),
              [](const Rehearsal* a, const Rehearsal* b) { return a->file < b->file; });
    std::string out;
    for (const Rehearsal* rehearsal : rehearsals)
        out += fmt::format("{}[{}](../{})", out.empty() ? "" : "<br>", rehearsal->title, rehearsal->file);
    return out.empty() ? "none" : out;
}

}  // namespace

std::string coverage_page(const std::vector<Rehearsal>& rehearsals) {
    std::map<std::string, std::map<std::pair<char, int>, std::pair<std::string, Proofs>>> processes;
    for (const Rehearsal& rehearsal : rehearsals)
        for (const std::string& row : rehearsal.covers) {
            auto& [name, proofs] = processes[rehearsal.process][place_of(row)];
            name = row;
            if (rehearsal.shows_success()) proofs.succeed.push_back(&rehearsal);
            if (rehearsal.shows_refusal()) proofs.refused.push_back(&rehearsal);
        }
    std::string page =
        "# What the rehearsals prove\n\n"
        "Made by `reeve rehearse --coverage docs/coverage.md processes/*/rehearsals/*.yaml` out of what each "
        "rehearsal says it\n"
        "covers; a test holds this page against them, and runs them all.\n";
    for (const auto& [process, rows] : processes) {
        page += fmt::format(
            "\n## {}\n\n| row | succeeds | is refused, or a clock is breached |\n|---|---|---|\n", process);
        for (const auto& [place, row] : rows)
            page += fmt::format("| {} | {} | {} |\n", row.first, cell(row.second.succeed),
                                cell(row.second.refused));
    }
    return page;
}

}  // namespace reeve::rehearse
