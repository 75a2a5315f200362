#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace reeve {

using Digest = std::array<std::uint8_t, 32>;

[[nodiscard]] Digest sha256(std::string_view bytes);

// Incremental, for streams (uploads).
class Sha256 {
public:
    Sha256();
    void add(std::string_view bytes);
    [[nodiscard]] Digest finish();

private:
    alignas(8) std::array<unsigned char, 128> state_{};
};

[[nodiscard]] std::string hex(const Digest& digest);
[[nodiscard]] std::string hex(std::string_view bytes);
// Nothing unless the text has an even count of hexadecimal digits.
[[nodiscard]] bool unhex(std::string_view text, std::string& bytes);
[[nodiscard]] std::string base64(std::string_view bytes);
[[nodiscard]] std::string base64url(std::string_view bytes);  // without padding
[[nodiscard]] bool unbase64url(std::string_view text, std::string& bytes);

}  // namespace reeve
