#include "store/number_key.hpp"

#include <cstdint>

namespace reeve::store {

std::string number_key(std::string_view number) {
    constexpr std::size_t digits_max = 18;
    std::size_t series = number.size();
    while (series > 0 && number.size() - series < digits_max && number[series - 1] >= '0' &&
           number[series - 1] <= '9') {
        --series;
    }
    std::uint64_t integer = 0;
    for (const char digit : number.substr(series)) {
        integer = integer * 10 + static_cast<std::uint64_t>(digit - '0');
    }
    std::string key(number.substr(0, series));
    key.push_back('\0');
    for (int shift = 56; shift >= 0; shift -= 8) {
        key.push_back(static_cast<char>(integer >> static_cast<unsigned>(shift) & 0xffU));
    }
    return key;
}

}  // namespace reeve::store
