#include "seal/sealed.hpp"

#include <sodium.h>

#include "base/check.hpp"

namespace reeve::seal {
namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string sealed(const Key& key, std::string_view bytes, std::string_view bearer) {
    REEVE_CHECK(sodium_init() >= 0);
    std::string out(nonce_size + bytes.size() + tag_size, '\0');
    auto* const to = reinterpret_cast<unsigned char*>(out.data());
    // The nonce is made of what is sealed: different bytes share none.
    crypto_generichash_state hash;
    crypto_generichash_init(&hash, key.data(), key.size(), nonce_size);
    crypto_generichash_update(&hash, bytes_of(bearer), bearer.size());
    crypto_generichash_update(&hash, bytes_of(bytes), bytes.size());
    crypto_generichash_final(&hash, to, nonce_size);
    crypto_aead_xchacha20poly1305_ietf_encrypt(to + nonce_size, nullptr, bytes_of(bytes), bytes.size(),
                                               bytes_of(bearer), bearer.size(), nullptr, to, key.data());
    return out;
}

std::optional<std::string> unsealed(const Key& key, std::string_view text, std::string_view bearer) {
    REEVE_CHECK(sodium_init() >= 0);
    if (text.size() < nonce_size + tag_size) {
        return std::nullopt;
    }
    std::string out(text.size() - nonce_size - tag_size, '\0');
    const int wrong = crypto_aead_xchacha20poly1305_ietf_decrypt(
        reinterpret_cast<unsigned char*>(out.data()), nullptr, nullptr, bytes_of(text) + nonce_size,
        text.size() - nonce_size, bytes_of(bearer), bearer.size(), bytes_of(text), key.data());
    return wrong == 0 ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace reeve::seal
