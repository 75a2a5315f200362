#include "store/position.hpp"

#include "base/sha256.hpp"

namespace reeve::store {
namespace {

constexpr std::size_t integer_size = 8;

void write(std::int64_t value, std::string& onto) {
    for (unsigned shift = 64; shift > 0; shift -= 8) {
        onto.push_back(static_cast<char>(static_cast<std::uint64_t>(value) >> (shift - 8) & 0xffU));
    }
}

std::int64_t read(std::string_view& from) {
    std::uint64_t value = 0;
    for (const char byte : from.substr(0, integer_size)) {
        value = value << 8U | static_cast<unsigned char>(byte);
    }
    from.remove_prefix(integer_size);
    return static_cast<std::int64_t>(value);
}

}  // namespace

std::string write_position(const Position& position) {
    std::string bytes;
    write(position.first, bytes);
    write(position.second, bytes);
    write(position.key, bytes);
    return base64url(bytes + position.number_key);
}

std::optional<Position> read_position(std::string_view text) {
    std::string bytes;
    if (!unbase64url(text, bytes) || bytes.size() <= 3 * integer_size) {
        return std::nullopt;
    }
    std::string_view rest = bytes;
    Position position;
    position.first = read(rest);
    position.second = read(rest);
    position.key = read(rest);
    position.number_key = rest;
    return position;
}

}  // namespace reeve::store
