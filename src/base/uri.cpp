#include "base/uri.hpp"

#include <fmt/format.h>

namespace reeve {
namespace {

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.' || c == '~';
}

std::string encoded(std::string_view text, char also) {
    std::string out;
    for (const char c : text) {
        if (is_unreserved(c) || (also != '\0' && c == also))
            out += c;
        else
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

}  // namespace

std::string percent_encoded(std::string_view text) {
    return encoded(text, '\0');
}

std::string percent_encoded_path(std::string_view path) {
    return encoded(path, '/');
}

}  // namespace reeve
