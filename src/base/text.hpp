#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace reeve {

[[nodiscard]] bool valid_utf8(std::string_view text);
// Code points in valid UTF-8.
[[nodiscard]] std::size_t length_utf8(std::string_view text);
// The candidate nearest in edit distance, or empty when none is near (distance > max(2, a third of the
// name)).
[[nodiscard]] std::string_view nearest(std::string_view name, std::span<const std::string> candidates);
// [a-z][a-z0-9_]{0,62}: the names inside a process.
[[nodiscard]] bool is_name(std::string_view text);
[[nodiscard]] std::string_view trim(std::string_view text);  // of ASCII white space
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
[[nodiscard]] std::string join(std::span<const std::string> parts, std::string_view between);
// '*' stands for any run of characters, '?' for one. Byte-wise.
[[nodiscard]] bool matches_glob(std::string_view text, std::string_view pattern);
[[nodiscard]] std::string lower_ascii(std::string_view text);

}  // namespace reeve
