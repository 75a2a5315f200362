#pragma once
// Texts as the store keeps the long ones: a frame of Zstandard (RFC 8878) that says how long the text is.

#include <optional>
#include <string>
#include <string_view>

namespace reeve::store {

// The same text may give other bytes by another version of the library.
[[nodiscard]] std::string compress(std::string_view text);
// Nothing when the bytes are no such frame, or one of more than 64 MiB.
[[nodiscard]] std::optional<std::string> decompress(std::string_view bytes);

}  // namespace reeve::store
