#pragma once
// Under which names an event keeps what a comment says: `comment`, and `comment.LANGUAGE` where it was
// published in other languages too.

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

namespace reeve::records {

[[nodiscard]] constexpr bool is_comment(std::string_view path) {
    return path == "comment" || path.starts_with("comment.");
}

// Whether the text goes where those of its event are erased: a comment goes in all its languages.
[[nodiscard]] inline bool goes_with(std::string_view path, std::span<const std::string> erased) {
    return std::ranges::any_of(erased, [&](const std::string& each) {
        return path == each || (each == "comment" && is_comment(path));
    });
}

}  // namespace reeve::records
