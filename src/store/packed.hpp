#pragma once
// Values as bytes in packed columns. What is taken must be there: the caller has looked at the size.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/id.hpp"

namespace reeve::store {

inline constexpr std::size_t id_size = 16;
inline constexpr std::size_t instant_size = 8;

inline void put_id(std::string& onto, Id id) {
    const auto bytes = id.bytes();
    onto.append(reinterpret_cast<const char*>(bytes.data()), id_size);
}

inline Id take_id(std::string_view bytes) {
    return Id::from_bytes(reinterpret_cast<const std::uint8_t*>(bytes.data()));
}

inline void put_micros(std::string& onto, std::int64_t micros) {
    const auto bits = static_cast<std::uint64_t>(micros);
    for (int shift = 56; shift >= 0; shift -= 8) {
        onto.push_back(static_cast<char>(bits >> shift));
    }
}

inline std::int64_t take_micros(std::string_view bytes) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < instant_size; ++i) {
        bits = bits << 8 | static_cast<unsigned char>(bytes[i]);
    }
    return static_cast<std::int64_t>(bits);
}

// A length in one byte: names have at most 63 letters, and ids have 16.
inline void put_short(std::string& onto, std::string_view bytes) {
    const std::string_view cut = bytes.substr(0, 255);
    onto.push_back(static_cast<char>(cut.size()));
    onto += cut;
}

}  // namespace reeve::store
