#include "desk/feed_position.hpp"

#include <algorithm>

#include "base/sha256.hpp"

namespace reeve::desk {
namespace {

constexpr std::size_t number_size = 8;
constexpr std::size_t text_most = 200;
constexpr std::string_view key_name = "feed_position";

void write_number(std::uint64_t value, std::string& onto) {
    for (unsigned shift = 64; shift > 0; shift -= 8) {
        onto.push_back(static_cast<char>(value >> (shift - 8) & 0xffU));
    }
}

std::uint64_t read_number(std::string_view from) {
    std::uint64_t value = 0;
    for (const char byte : from.substr(0, number_size)) {
        value = value << 8U | static_cast<unsigned char>(byte);
    }
    return value;
}

}  // namespace

std::string FeedPositions::write(FeedPosition position, Id caller) const {
    std::string bytes;
    write_number(static_cast<std::uint64_t>(position.seq), bytes);
    write_number(position.rights, bytes);
    return base64url(seal::sealed(key_, bytes, caller.text()));
}

Outcome<FeedPosition> FeedPositions::read(std::string_view text, Id caller) const {
    std::string bytes;
    if (text.size() <= text_most && unbase64url(text, bytes)) {
        const std::optional<std::string> plain = seal::unsealed(key_, bytes, caller.text());
        if (plain && plain->size() == 2 * number_size) {
            return FeedPosition{static_cast<std::int64_t>(read_number(*plain)),
                                read_number(std::string_view(*plain).substr(number_size))};
        }
    }
    return refuse(RefusalKind::malformed, "This is no position of yours in this feed; begin without one.");
}

seal::Key feed_key(store::Operational& operational, Entropy& entropy) {
    seal::Key key{};
    if (const std::optional<std::string> kept = operational.secret(key_name);
        kept && kept->size() == key.size()) {
        std::ranges::copy(*kept, key.begin());
        return key;
    }
    entropy.fill(key);
    operational.put_secret(key_name, {reinterpret_cast<const char*>(key.data()), key.size()});
    return key;
}

}  // namespace reeve::desk
