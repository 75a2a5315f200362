#include "process/words.hpp"

#include <algorithm>

namespace reeve::process {

std::string_view Words::in(std::string_view language) const {
    const auto find = [&](std::string_view wanted) {
        return std::find_if(by_language.begin(), by_language.end(),
                            [&](const auto& entry) { return entry.first == wanted; });
    };
    for (const std::string_view wanted : {language, std::string_view("en")})
        if (const auto entry = find(wanted); entry != by_language.end()) return entry->second;
    return by_language.empty() ? std::string_view() : std::string_view(by_language.front().second);
}

std::string shown(const Words& title, std::string_view name, std::string_view language) {
    if (!title.empty()) return std::string(title.in(language));
    std::string words(name);
    std::replace(words.begin(), words.end(), '_', ' ');
    if (!words.empty() && words.front() >= 'a' && words.front() <= 'z')
        words.front() = static_cast<char>(words.front() - 'a' + 'A');
    return words;
}

}  // namespace reeve::process
