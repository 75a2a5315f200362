#pragma once
// What makes history provable: commitments to texts, and a chain over the events of a stream (decision 0002).
// Knows bytes and digests; which bytes an event is, is for those who store events.

#include <array>
#include <cstdint>
#include <string_view>

#include "base/sha256.hpp"
#include "base/sources.hpp"

namespace reeve::seal {

using Salt = std::array<std::uint8_t, 32>;

[[nodiscard]] Salt salt(Entropy& entropy);

// SHA-256(salt ‖ value), over the bytes as they are stored. Without the salt nobody can try values: what was
// erased with its salt stays erased.
[[nodiscard]] Digest commitment(const Salt& salt, std::string_view value);

// SHA-256(previous ‖ bytes): the hash of an event, and the `previous` of the next one.
[[nodiscard]] Digest chain(const Digest& previous, std::string_view bytes);

// What the first event of a stream has as its previous hash.
inline constexpr Digest chain_start{};

// Walks the events of one stream, oldest first.
class ChainCheck {
public:
    // False when the event does not follow the last one, or its hash is not that of its bytes. After that the
    // check goes on from `hash`, so that one broken link is one finding.
    [[nodiscard]] bool follows(const Digest& previous, std::string_view bytes, const Digest& hash);
    [[nodiscard]] const Digest& head() const { return head_; }

private:
    Digest head_ = chain_start;
};

}  // namespace reeve::seal
