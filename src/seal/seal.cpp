#include "seal/seal.hpp"

namespace reeve::seal {
namespace {

std::string_view bytes_of(const std::array<std::uint8_t, 32>& thirty_two) {
    return {reinterpret_cast<const char*>(thirty_two.data()), thirty_two.size()};
}

Digest sha256_of_both(const std::array<std::uint8_t, 32>& first, std::string_view second) {
    Sha256 hash;
    hash.add(bytes_of(first));
    hash.add(second);
    return hash.finish();
}

}  // namespace

Salt salt(Entropy& entropy) {
    Salt bytes{};
    entropy.fill(bytes);
    return bytes;
}

Digest commitment(const Salt& salt, std::string_view value) {
    return sha256_of_both(salt, value);
}

Digest chain(const Digest& previous, std::string_view bytes) {
    return sha256_of_both(previous, bytes);
}

bool ChainCheck::follows(const Digest& previous, std::string_view bytes, const Digest& hash) {
    const bool good = previous == head_ && chain(previous, bytes) == hash;
    head_ = hash;
    return good;
}

}  // namespace reeve::seal
