#include "cel/json.hpp"

#include <cmath>
#include <limits>

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "cel/map.hpp"
#include "cel/text_internal.hpp"

namespace reeve::cel {
namespace {

using Read = std::expected<Value, std::string>;

std::unexpected<std::string> mismatch(std::string_view expected, const Json& found) {
    std::string shown = write_json(found);
    if (shown.size() > 60) shown = std::string(found.kind());
    return std::unexpected("expected " + std::string(expected) + ", found " + shown);
}

std::string key_text(const Value& key) {
    return key.is(ValueKind::string) ? key.string() : text(key);
}

Json list_json(const List& list) {
    JsonArray array;
    for (const Value& one : list) array.push_back(to_json(one));
    return array;
}

Json map_json(const Map& map) {
    JsonObject object;
    for (const auto& [key, value] : map.entries()) object.set(key_text(key), to_json(value));
    return object;
}

Json object_json(const Object& object) {
    JsonObject json;
    const auto& fields = object.type().fields();
    for (std::size_t i = 0; i < fields.size(); ++i) json.set(fields[i].name, to_json(object.field(i)));
    return json;
}

Json unsigned_json(std::uint64_t value) {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        return static_cast<double>(value);
    return static_cast<std::int64_t>(value);
}

Read read_choice(const Json& json, const Type& type) {
    if (json.is_string() && type.has_value(json.string())) return Value(json.string());
    return mismatch("one of " + join(type.values(), ", "), json);
}

Read read_bytes(const Json& json) {
    constexpr std::string_view wanted = "bytes as base64";
    if (!json.is_string()) return mismatch(wanted, json);
    std::string text = json.string();
    while (text.ends_with('=')) text.pop_back();
    for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
    std::string bytes;
    if (!unbase64url(text, bytes)) return mismatch(wanted, json);
    return Value::bytes(std::move(bytes));
}

Read read_list(const Json& json, const Type& type) {
    if (!json.is_array()) return mismatch("a list", json);
    List list;
    for (const Json& one : json.array()) {
        Read element = from_json(one, type.element());
        if (!element) return element;
        list.push_back(std::move(*element));
    }
    return Value(std::move(list));
}

// JSON has text alone for keys; one of another type is read from it.
Read read_key(const std::string& key, const Type& type) {
    if (type.is(TypeKind::string) || type.is(TypeKind::dyn) || type.is(TypeKind::choice))
        return from_json(Json(key), type);
    const auto json = parse_json(key);
    return json ? from_json(*json, type) : mismatch(type.text() + " as a key", Json(key));
}

Read read_map(const Json& json, const Type& type) {
    if (!json.is_object()) return mismatch("an object", json);
    std::vector<Map::Entry> entries;
    for (const auto& [name, member] : json.object()) {
        Read key = read_key(name, type.key());
        if (!key) return key;
        Read value = from_json(member, type.element());
        if (!value) return std::unexpected(name + ": " + value.error());
        entries.emplace_back(std::move(*key), std::move(*value));
    }
    auto map = Map::of(std::move(entries));
    if (!map) return mismatch("keys that differ", json);
    return Value(std::move(*map));
}

Read read_object(const Json& json, const Type& type) {
    if (!json.is_object()) return mismatch("an object", json);
    for (const auto& [name, member] : json.object())
        if (!type.field_index(name)) return std::unexpected(type.name() + " has no field '" + name + "'");
    std::vector<Value> fields;
    for (const Field& field : type.fields()) {
        static const Json null;
        const Json* member = json.find(field.name);
        Read value = from_json(member ? *member : null, field.type);
        if (!value) return std::unexpected(field.name + ": " + value.error());
        fields.push_back(std::move(*value));
    }
    return Value::object(type, std::move(fields));
}

Read read_unsigned(const Json& json) {
    if (json.is_integer() && json.integer() >= 0)
        return Value::unsigned_integer(static_cast<std::uint64_t>(json.integer()));
    const bool large =
        json.is_real() && json.real() >= 0 && json.real() < 0x1p64 && json.real() == std::floor(json.real());
    if (large) return Value::unsigned_integer(static_cast<std::uint64_t>(json.real()));
    return mismatch("a whole number from 0 on", json);
}

Read read_timestamp(const Json& json) {
    const auto at = json.is_string() ? parse_timestamp(json.string()) : std::nullopt;
    if (at) return Value(*at);
    return mismatch("a timestamp such as 2024-01-31T08:00:00Z", json);
}

Read read_duration(const Json& json) {
    const auto span = json.is_string() ? parse_span(json.string()) : std::nullopt;
    if (span) return Value(*span);
    return mismatch("a duration such as 1h30m", json);
}

}  // namespace

Json to_json(const Value& value) {
    switch (value.kind()) {
        case ValueKind::boolean: return value.boolean();
        case ValueKind::integer: return value.integer();
        case ValueKind::unsigned_integer: return unsigned_json(value.unsigned_integer());
        case ValueKind::real: return std::isfinite(value.real()) ? Json(value.real()) : Json();
        case ValueKind::string: return value.string();
        case ValueKind::bytes: return base64(value.bytes());
        case ValueKind::timestamp: return timestamp_text(value.timestamp());
        case ValueKind::duration: return span_text(value.duration());
        case ValueKind::list: return list_json(value.list());
        case ValueKind::map: return map_json(value.map());
        case ValueKind::object: return object_json(value.object());
        case ValueKind::optional: return value.optional() ? to_json(*value.optional()) : Json();
        default: return {};
    }
}

Value from_json(const Json& json) {
    if (json.is_bool()) return json.boolean();
    if (json.is_integer()) return json.integer();
    if (json.is_real()) return json.real();
    if (json.is_string()) return json.string();
    if (json.is_array()) {
        List list;
        for (const Json& one : json.array()) list.push_back(from_json(one));
        return list;
    }
    if (!json.is_object()) return {};
    std::vector<Map::Entry> entries;
    for (const auto& [name, member] : json.object()) entries.emplace_back(Value(name), from_json(member));
    auto map = Map::of(std::move(entries));
    return map ? Value(std::move(*map)) : Value();
}

std::expected<Value, std::string> from_json(const Json& json, const Type& type) {
    switch (type.kind()) {
        case TypeKind::null: return json.is_null() ? Read(Value()) : mismatch("null", json);
        case TypeKind::boolean:
            return json.is_bool() ? Read(json.boolean()) : mismatch("true or false", json);
        case TypeKind::integer:
            return json.is_integer() ? Read(json.integer()) : mismatch("a whole number", json);
        case TypeKind::unsigned_integer: return read_unsigned(json);
        case TypeKind::real: return json.is_number() ? Read(json.real()) : mismatch("a number", json);
        case TypeKind::string: return json.is_string() ? Read(json.string()) : mismatch("a text", json);
        case TypeKind::choice: return read_choice(json, type);
        case TypeKind::bytes: return read_bytes(json);
        case TypeKind::timestamp: return read_timestamp(json);
        case TypeKind::duration: return read_duration(json);
        case TypeKind::list: return read_list(json, type);
        case TypeKind::map: return read_map(json, type);
        case TypeKind::object: return read_object(json, type);
        case TypeKind::maybe: return json.is_null() ? Read(Value()) : from_json(json, type.element());
        case TypeKind::optional: {
            if (json.is_null()) return Value::none();
            Read inner = from_json(json, type.element());
            return inner ? Read(Value::some(std::move(*inner))) : inner;
        }
        default: return from_json(json);
    }
}

}  // namespace reeve::cel
