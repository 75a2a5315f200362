#pragma once
// What a CEL expression comes to. Cheap to copy: what is large is shared and immutable.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/instant.hpp"
#include "cel/error.hpp"
#include "cel/type.hpp"

namespace reeve::cel {

enum class ValueKind : std::uint8_t {  // in the order of Value's variant
    null,
    boolean,
    integer,
    unsigned_integer,
    real,
    string,
    bytes,
    timestamp,
    duration,
    list,
    map,
    object,
    type,
    optional,
    error,
};

// Years 0001 to 9999. `nanos` is 0 to 999,999,999 and counts upwards, before 1970 too.
struct Timestamp {
    std::int64_t seconds = 0;
    std::int32_t nanos = 0;
    auto operator<=>(const Timestamp&) const = default;
};

struct Span {
    std::int64_t nanos = 0;
    auto operator<=>(const Span&) const = default;
};

class Value;
class Map;
using List = std::vector<Value>;

// A thing with the fields of its type, in their order. The host may compute a field when it is asked for.
class Object {
public:
    virtual ~Object() = default;
    [[nodiscard]] virtual const Type& type() const = 0;
    [[nodiscard]] virtual Value field(std::size_t index) const = 0;  // null when absent
};

class Value {
public:
    Value() = default;  // null
    Value(std::nullptr_t) {}
    Value(bool value) : value_(value) {}
    Value(int value) : value_(std::int64_t{value}) {}
    Value(long value) : value_(std::int64_t{value}) {}
    Value(double value) : value_(value) {}
    Value(const char* text) : Value(std::string(text)) {}
    Value(std::string_view text) : Value(std::string(text)) {}
    Value(std::string text);  // valid UTF-8
    Value(Timestamp at) : value_(at) {}
    Value(Span span) : value_(span) {}
    Value(reeve::Instant at);
    Value(reeve::Duration span);
    Value(List list);
    Value(Map map);
    Value(Error error);
    Value(std::shared_ptr<const Object> object) : value_(std::move(object)) {}

    [[nodiscard]] static Value unsigned_integer(std::uint64_t value);
    [[nodiscard]] static Value bytes(std::string bytes);
    [[nodiscard]] static Value type(std::string name);  // as type(x) gives: "int", "list"
    [[nodiscard]] static Value some(Value inner);       // optional.of(inner)
    [[nodiscard]] static Value none();
    [[nodiscard]] static Value error(ErrorKind kind, std::string message);
    // An object that holds its fields; as many as the type has.
    [[nodiscard]] static Value object(Type type, std::vector<Value> fields);

    [[nodiscard]] ValueKind kind() const { return static_cast<ValueKind>(value_.index()); }
    [[nodiscard]] bool is(ValueKind kind) const { return this->kind() == kind; }
    [[nodiscard]] bool is_null() const { return is(ValueKind::null); }
    [[nodiscard]] bool is_error() const { return is(ValueKind::error); }
    [[nodiscard]] bool is_true() const;  // true itself; false for every other value

    // Each may be asked only of a value of that kind (std::bad_variant_access otherwise).
    [[nodiscard]] bool boolean() const { return std::get<bool>(value_); }
    [[nodiscard]] std::int64_t integer() const { return std::get<std::int64_t>(value_); }
    [[nodiscard]] std::uint64_t unsigned_integer() const { return std::get<std::uint64_t>(value_); }
    [[nodiscard]] double real() const { return std::get<double>(value_); }
    [[nodiscard]] const std::string& string() const { return *std::get<Text>(value_).text; }
    [[nodiscard]] const std::string& bytes() const { return *std::get<Bytes>(value_).bytes; }
    [[nodiscard]] Timestamp timestamp() const { return std::get<Timestamp>(value_); }
    [[nodiscard]] Span duration() const { return std::get<Span>(value_); }
    [[nodiscard]] reeve::Instant instant() const;  // of a timestamp, rounded down to microseconds
    [[nodiscard]] reeve::Duration span() const;    // of a duration, rounded down to microseconds
    [[nodiscard]] const List& list() const { return *std::get<std::shared_ptr<const List>>(value_); }
    [[nodiscard]] const Map& map() const { return *std::get<std::shared_ptr<const Map>>(value_); }
    [[nodiscard]] const Object& object() const { return *std::get<std::shared_ptr<const Object>>(value_); }
    [[nodiscard]] const std::string& type_name() const { return *std::get<TypeName>(value_).name; }
    [[nodiscard]] const Value* optional() const { return std::get<Optional>(value_).inner.get(); }  // or null
    [[nodiscard]] const Error& error() const { return *std::get<std::shared_ptr<const Error>>(value_); }

    // Equality as `==` in CEL: 1 == 1.0, maps without regard to order. Errors are equal to nothing.
    bool operator==(const Value& other) const;

private:
    struct Text {
        std::shared_ptr<const std::string> text;
    };
    struct Bytes {
        std::shared_ptr<const std::string> bytes;
    };
    struct TypeName {
        std::shared_ptr<const std::string> name;
    };
    struct Optional {
        std::shared_ptr<const Value> inner;
    };

    std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, Text, Bytes, Timestamp, Span,
                 std::shared_ptr<const List>, std::shared_ptr<const Map>, std::shared_ptr<const Object>,
                 TypeName, Optional, std::shared_ptr<const Error>>
        value_;
};

// The name that type(value) gives: "int", "google.protobuf.Timestamp", "list".
[[nodiscard]] std::string_view type_name(const Value& value);
// As a CEL literal would be written, as far as there is one: 'a', 3u, [1, 2]. For people and for tests.
[[nodiscard]] std::string text(const Value& value);

}  // namespace reeve::cel
