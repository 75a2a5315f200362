#include "http/router.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace reeve::http {
namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool is_plain(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
           c == '-' || c == '_';
}

// What stands before the next '/'; the path goes on behind that.
std::string_view take_segment(std::string_view& path) {
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, end);
    path.remove_prefix(std::min(end + 1, path.size()));
    return segment;
}

// Compares segment by segment; a segment in braces takes any one that is not empty.
bool fits(std::string_view pattern, std::string_view path, std::vector<std::string>& values) {
    values.clear();
    if (std::ranges::count(pattern, '/') != std::ranges::count(path, '/')) return false;
    for (auto segments = std::ranges::count(path, '/') + 1; segments > 0; --segments) {
        const std::string_view wanted = take_segment(pattern);
        const std::string_view given = take_segment(path);
        if (!wanted.starts_with('{')) {
            if (wanted != given) return false;
            continue;
        }
        auto value = decode_percent(given, false);
        if (!value || value->empty()) return false;
        values.push_back(std::move(*value));
    }
    return true;
}

}  // namespace

const std::string* Call::parameter(std::string_view name) const {
    for (const auto& [key, value] : query)
        if (key == name) return &value;
    return nullptr;
}

std::string_view word(Method method) {
    switch (method) {
        case Method::get: return "GET";
        case Method::head: return "HEAD";
        case Method::post: return "POST";
        case Method::put: return "PUT";
        case Method::patch: return "PATCH";
        case Method::del: return "DELETE";
        case Method::other: break;
    }
    return "OTHER";
}

Match match(Method method, std::string_view path) {
    Match found;
    std::vector<std::string> values;
    for (const Route& route : routes()) {
        if (!fits(route.path, path, values)) continue;
        if (route.method == method || (route.method == Method::get && method == Method::head)) {
            found.route = &route;
            found.values = std::move(values);
            return found;
        }
        found.others.push_back(route.method);
    }
    return found;
}

std::optional<std::string> decode_percent(std::string_view text, bool plus_is_space) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus_is_space) {
            out.push_back(' ');
        } else if (text[i] == '%') {
            if (i + 2 >= text.size()) return std::nullopt;
            const int high = hex_digit(text[i + 1]);
            const int low = hex_digit(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            out.push_back(static_cast<char>(high * 16 + low));
            i += 2;
        } else {
            out.push_back(text[i]);
        }
    }
    if (out.find('\0') != std::string::npos || !valid_utf8(out)) return std::nullopt;
    return out;
}

std::string encode_percent(std::string_view text) {
    static constexpr char kHex[] = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        if (is_plain(c)) {
            encoded.push_back(c);
        } else {
            const auto byte = static_cast<unsigned char>(c);
            encoded += {'%', kHex[byte >> 4], kHex[byte & 15]};
        }
    }
    return encoded;
}

Outcome<std::vector<std::pair<std::string, std::string>>> parse_query(
    std::string_view query, std::span<const std::string_view> allowed) {
    std::vector<std::pair<std::string, std::string>> pairs;
    if (query.empty()) return pairs;
    for (const std::string_view part : split(query, '&')) {
        if (part.empty()) continue;
        const std::size_t equals = part.find('=');
        auto name = decode_percent(part.substr(0, equals), true);
        auto value =
            equals == std::string_view::npos ? std::string{} : decode_percent(part.substr(equals + 1), true);
        if (!name || !value)
            return refuse(RefusalKind::malformed, "The query is not properly percent-encoded UTF-8.");
        if (std::find(allowed.begin(), allowed.end(), *name) == allowed.end()) {
            const std::vector<std::string> names(allowed.begin(), allowed.end());
            const std::string_view near = nearest(*name, names);
            return refuse(RefusalKind::malformed, near.empty()
                                                      ? "This call has no parameter '" + *name + "'."
                                                      : "This call has no parameter '" + *name +
                                                            "'; did you mean '" + std::string(near) + "'?");
        }
        for (const auto& [other, unused] : pairs)
            if (other == *name)
                return refuse(RefusalKind::malformed, "The parameter '" + *name + "' is given twice.");
        pairs.emplace_back(std::move(*name), std::move(*value));
    }
    return pairs;
}

}  // namespace reeve::http
