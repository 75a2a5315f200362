#pragma once
// A JSON value and the one parser and writer of it. Duplicate keys, bad UTF-8, lone surrogates, numbers
// that are no number and too deep nesting are refused on reading.

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/outcome.hpp"

namespace reeve {

class Json;

// Members in the order they were written or added. Keys are unique.
class JsonObject {
public:
    using Member = std::pair<std::string, Json>;
    JsonObject() noexcept;
    JsonObject(std::initializer_list<Member> members);
    JsonObject(const JsonObject&);
    JsonObject(JsonObject&&) noexcept;
    JsonObject& operator=(const JsonObject&);
    JsonObject& operator=(JsonObject&&) noexcept;
    ~JsonObject();

    [[nodiscard]] const Json* find(std::string_view key) const;  // null when absent
    [[nodiscard]] Json* find(std::string_view key);
    Json& set(std::string key, Json value);  // adds, or replaces in place
    // Adds without looking: for a key that the caller knows to be new, in constant time.
    Json& append(std::string key, Json value);
    void reserve(std::size_t count);
    bool erase(std::string_view key);
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] bool empty() const;
    [[nodiscard]] std::vector<Member>::const_iterator begin() const;
    [[nodiscard]] std::vector<Member>::const_iterator end() const;
    [[nodiscard]] std::vector<Member>::iterator begin();
    [[nodiscard]] std::vector<Member>::iterator end();
    bool operator==(const JsonObject& other) const;

private:
    std::vector<Member> members_;
};

using JsonArray = std::vector<Json>;

class Json {
public:
    Json() = default;
    Json(std::nullptr_t) {}
    Json(bool value) : value_(value) {}
    Json(int value) : value_(std::int64_t{value}) {}
    Json(unsigned value) : value_(std::int64_t{value}) {}
    Json(long value) : value_(std::int64_t{value}) {}
    Json(long long value) : value_(static_cast<std::int64_t>(value)) {}
    Json(unsigned long value) : value_(static_cast<std::int64_t>(value)) {}
    Json(double value) : value_(value) {}
    Json(const char* value) : value_(std::string(value)) {}
    Json(std::string_view value) : value_(std::string(value)) {}
    Json(std::string value) : value_(std::move(value)) {}
    Json(JsonArray value) : value_(std::move(value)) {}
    Json(JsonObject value) : value_(std::move(value)) {}

    [[nodiscard]] bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
    [[nodiscard]] bool is_bool() const { return std::holds_alternative<bool>(value_); }
    [[nodiscard]] bool is_integer() const { return std::holds_alternative<std::int64_t>(value_); }
    [[nodiscard]] bool is_real() const { return std::holds_alternative<double>(value_); }
    [[nodiscard]] bool is_number() const { return is_integer() || is_real(); }
    [[nodiscard]] bool is_string() const { return std::holds_alternative<std::string>(value_); }
    [[nodiscard]] bool is_array() const { return std::holds_alternative<JsonArray>(value_); }
    [[nodiscard]] bool is_object() const { return std::holds_alternative<JsonObject>(value_); }
    // "null", "boolean", "number", "string", "array", "object".
    [[nodiscard]] std::string_view kind() const;

    // Each may be asked only of a value of that kind (std::bad_variant_access otherwise).
    [[nodiscard]] bool boolean() const { return std::get<bool>(value_); }
    [[nodiscard]] std::int64_t integer() const { return std::get<std::int64_t>(value_); }
    [[nodiscard]] double real() const;  // of an integer too
    [[nodiscard]] const std::string& string() const { return std::get<std::string>(value_); }
    [[nodiscard]] std::string& string() { return std::get<std::string>(value_); }
    [[nodiscard]] const JsonArray& array() const { return std::get<JsonArray>(value_); }
    [[nodiscard]] JsonArray& array() { return std::get<JsonArray>(value_); }
    [[nodiscard]] const JsonObject& object() const { return std::get<JsonObject>(value_); }
    [[nodiscard]] JsonObject& object() { return std::get<JsonObject>(value_); }

    // The member, or null when this is no object or has none.
    [[nodiscard]] const Json* find(std::string_view key) const;
    // The string member, or empty when absent or of another kind. For reading what we wrote ourselves.
    [[nodiscard]] std::string_view string_or_empty(std::string_view key) const;
    [[nodiscard]] std::int64_t integer_or(std::string_view key, std::int64_t otherwise) const;

    bool operator==(const Json& other) const { return value_ == other.value_; }

private:
    std::variant<std::monostate, bool, std::int64_t, double, std::string, JsonArray, JsonObject> value_;
};

struct JsonLimits {
    std::size_t depth = 64;
    std::size_t bytes = 32u << 20;
};

// Refusal malformed, with line and column in `detail`. Integers beyond int64 become reals.
[[nodiscard]] Outcome<Json> parse_json(std::string_view text, JsonLimits limits = {});
// Compact, members in their order. A real stays one (1.0); one that is not finite becomes null.
[[nodiscard]] std::string write_json(const Json& value);
void write_json(const Json& value, std::string& onto);
// RFC 8785: sorted keys (UTF-16 order), ECMAScript numbers. A non-finite real is a CHECK. Integers beyond
// 2^53 are written as the nearest double, as the RFC has it: keep what must be exact there in a string.
[[nodiscard]] std::string canonical_json(const Json& value);

}  // namespace reeve
