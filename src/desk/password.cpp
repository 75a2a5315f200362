#include <sodium.h>

#include <array>

#include "base/check.hpp"
#include "desk/sessions.hpp"

namespace reeve::desk {
namespace {

constexpr unsigned long long passes = 2;
constexpr std::size_t memory_bytes = 19u << 20;

}  // namespace

std::string hash_password(std::string_view password) {
    REEVE_CHECK(sodium_init() >= 0);
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), passes, memory_bytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0) {
        throw std::bad_alloc();  // the one way in which it fails: no memory
    }
    return hash.data();
}

bool password_matches(std::string_view password, std::string_view hash) {
    REEVE_CHECK(sodium_init() >= 0);
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (hash.size() >= text.size()) {
        return false;
    }
    hash.copy(text.data(), hash.size());
    return crypto_pwhash_str_verify(text.data(), password.data(), password.size()) == 0;
}

}  // namespace reeve::desk
