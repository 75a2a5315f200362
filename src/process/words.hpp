#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace reeve::process {

// What people read, per language: {en: …, pt: …}.
struct Words {
    std::vector<std::pair<std::string, std::string>> by_language;

    [[nodiscard]] bool empty() const { return by_language.empty(); }
    // In that language, else in English, else in the first; empty when there are none.
    [[nodiscard]] std::string_view in(std::string_view language) const;
};

// A title in that language, or the name with its underscores as spaces, capitalised.
[[nodiscard]] std::string shown(const Words& title, std::string_view name, std::string_view language);

}  // namespace reeve::process
