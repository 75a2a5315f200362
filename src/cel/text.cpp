#include <fmt/format.h>

#include <array>

#include "cel/map.hpp"
#include "cel/number_internal.hpp"
#include "cel/text_internal.hpp"

namespace reeve::cel {
namespace {

std::string quote(std::string_view text, bool bytes) {
    std::string out = bytes ? "b'" : "'";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        switch (c) {
            case '\\': out += "\\\\"; break;
            case '\'': out += "\\'"; break;
            case '\n': out += "\\n"; break;
            case '\r': out += "\\r"; break;
            case '\t': out += "\\t"; break;
            default:
                if (byte < 0x20 || byte == 0x7F || (bytes && byte >= 0x80))
                    out += fmt::format("\\x{:02x}", byte);
                else
                    out += c;
        }
    }
    return out + "'";
}

std::string real_text(double value) {
    std::string text = double_text(value);
    const bool integral = text.find_first_not_of("-0123456789") == std::string::npos;
    return integral ? text + ".0" : text;
}

std::string list_text(const List& list) {
    std::string out = "[";
    for (const Value& one : list) out += (out.size() > 1 ? ", " : "") + text(one);
    return out + "]";
}

std::string map_text(const Map& map) {
    std::string out = "{";
    for (const auto& [key, value] : map.entries())
        out += (out.size() > 1 ? ", " : "") + text(key) + ": " + text(value);
    return out + "}";
}

std::string object_text(const Object& object) {
    std::string out;
    const auto& fields = object.type().fields();
    for (std::size_t i = 0; i < fields.size(); ++i)
        out += (i > 0 ? ", " : "") + fields[i].name + ": " + text(object.field(i));
    return object.type().name() + "{" + out + "}";
}

}  // namespace

std::string quoted(std::string_view text) {
    return quote(text, false);
}

std::string text(const Value& value) {
    switch (value.kind()) {
        case ValueKind::null: return "null";
        case ValueKind::boolean: return value.boolean() ? "true" : "false";
        case ValueKind::integer: return std::to_string(value.integer());
        case ValueKind::unsigned_integer: return std::to_string(value.unsigned_integer()) + "u";
        case ValueKind::real: return real_text(value.real());
        case ValueKind::string: return quote(value.string(), false);
        case ValueKind::bytes: return quote(value.bytes(), true);
        case ValueKind::timestamp: return "timestamp('" + timestamp_text(value.timestamp()) + "')";
        case ValueKind::duration: return "duration('" + span_text(value.duration()) + "')";
        case ValueKind::list: return list_text(value.list());
        case ValueKind::map: return map_text(value.map());
        case ValueKind::object: return object_text(value.object());
        case ValueKind::type: return value.type_name();
        case ValueKind::optional:
            return value.optional() ? "optional.of(" + text(*value.optional()) + ")" : "optional.none()";
        case ValueKind::error: return "error: " + value.error().message;
    }
    return {};
}

}  // namespace reeve::cel
