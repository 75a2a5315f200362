#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "process/told_words_internal.hpp"

namespace reeve::process {
namespace {

constexpr std::array<std::string_view, 7> own{"number", "title",    "type",    "state",
                                              "holder", "reporter", "priority"};

// What is named between braces: "record.number".
std::vector<std::string> places_in(std::string_view text) {
    std::vector<std::string> places;
    for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
        const std::size_t shut = text.find('}', open);
        if (shut == std::string_view::npos) {
            places.emplace_back(text.substr(open));
            break;
        }
        places.emplace_back(text.substr(open + 1, shut - open - 1));
    }
    return places;
}

}  // namespace

std::vector<std::string> places_of_records() {
    std::vector<std::string> places;
    for (const std::string_view name : own) places.push_back("record." + std::string(name));
    return places;
}

void check_places(Reading& reading, const Words& text, Spot at, std::string_view what,
                  const std::vector<std::string>& known) {
    for (const auto& [language, words] : text.by_language)
        for (const std::string& place : places_in(words))
            if (std::find(known.begin(), known.end(), place) == known.end())
                reading.unknown(at, what, place, known);
}

void check_languages(Reading& reading, const Words& text, Spot at, std::string_view whose) {
    const auto& given = text.by_language;
    if (given.empty() || given.front().first.empty()) return;  // one text is for every language
    std::vector<std::string> missing;
    for (const std::string& language : reading.languages())
        if (std::none_of(given.begin(), given.end(), [&](const auto& one) { return one.first == language; }))
            missing.push_back(language);
    if (!missing.empty())
        reading.error(at, fmt::format("{} has no text in {}", whose, join(missing, ", ")),
                      "every language that the process has");
}

}  // namespace reeve::process
