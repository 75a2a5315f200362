#include "base/sha256.hpp"

#include <sodium.h>

#include <utility>

namespace reeve {
namespace {

const unsigned char* as_bytes(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

crypto_hash_sha256_state* as_state(std::array<unsigned char, 128>& memory) {
    static_assert(sizeof(crypto_hash_sha256_state) <= 128 && alignof(crypto_hash_sha256_state) <= 8);
    return reinterpret_cast<crypto_hash_sha256_state*>(memory.data());
}

std::string encode(std::string_view bytes, int variant) {
    // The length counts the terminating zero that sodium writes.
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), as_bytes(bytes), bytes.size(), variant);
    text.pop_back();
    return text;
}

}  // namespace

Digest sha256(std::string_view bytes) {
    Digest digest;
    crypto_hash_sha256(digest.data(), as_bytes(bytes), bytes.size());
    return digest;
}

Sha256::Sha256() {
    crypto_hash_sha256_init(as_state(state_));
}

void Sha256::add(std::string_view bytes) {
    crypto_hash_sha256_update(as_state(state_), as_bytes(bytes), bytes.size());
}

Digest Sha256::finish() {
    Digest digest;
    crypto_hash_sha256_final(as_state(state_), digest.data());
    return digest;
}

std::string hex(const Digest& digest) {
    return hex(std::string_view(reinterpret_cast<const char*>(digest.data()), digest.size()));
}

std::string hex(std::string_view bytes) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

bool unhex(std::string_view text, std::string& bytes) {
    std::string decoded(text.size() / 2, '\0');
    std::size_t length = 0;
    const char* end = nullptr;
    if (text.size() % 2 != 0 ||
        sodium_hex2bin(reinterpret_cast<unsigned char*>(decoded.data()), decoded.size(), text.data(),
                       text.size(), nullptr, &length, &end) != 0 ||
        end != text.data() + text.size())
        return false;
    bytes = std::move(decoded);
    return true;
}

std::string base64(std::string_view bytes) {
    return encode(bytes, sodium_base64_VARIANT_ORIGINAL);
}

std::string base64url(std::string_view bytes) {
    return encode(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

bool unbase64url(std::string_view text, std::string& bytes) {
    std::string decoded(text.size() / 4 * 3 + 2, '\0');
    std::size_t length = 0;
    const char* end = nullptr;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(decoded.data()), decoded.size(), text.data(),
                          text.size(), nullptr, &length, &end,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
        end != text.data() + text.size())
        return false;
    decoded.resize(length);
    bytes = std::move(decoded);
    return true;
}

}  // namespace reeve
