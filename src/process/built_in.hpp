#pragma once
// Acts that every record has, whatever its process says. A process may say who does them, and when.

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace reeve::process {

enum class BuiltIn : std::uint8_t {
    edit,
    assign,
    take,
    comment,
    link,
    watch,
    log_time,
    strike_time,
    adopt,
    recompute,
    move
};

inline constexpr std::array built_ins{BuiltIn::edit,      BuiltIn::assign,      BuiltIn::take,
                                      BuiltIn::comment,   BuiltIn::link,        BuiltIn::watch,
                                      BuiltIn::log_time,  BuiltIn::strike_time, BuiltIn::adopt,
                                      BuiltIn::recompute, BuiltIn::move};

[[nodiscard]] std::string_view word(BuiltIn act);
[[nodiscard]] std::optional<BuiltIn> built_in(std::string_view word);

}  // namespace reeve::process
