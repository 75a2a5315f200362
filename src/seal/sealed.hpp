#pragma once
// Bytes that somebody keeps for us without being able to read or change them: sealed under a key, for one
// bearer.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace reeve::seal {

using Key = std::array<std::uint8_t, 32>;

// 40 bytes longer than what is sealed. The same bytes for the same bearer give the same again.
[[nodiscard]] std::string sealed(const Key& key, std::string_view bytes, std::string_view bearer);
// Nothing when it was not sealed under this key for this bearer.
[[nodiscard]] std::optional<std::string> unsealed(const Key& key, std::string_view text,
                                                  std::string_view bearer);

}  // namespace reeve::seal
