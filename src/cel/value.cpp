#include "cel/value.hpp"

#include <limits>

#include "base/check.hpp"
#include "cel/equal_internal.hpp"
#include "cel/map.hpp"

namespace reeve::cel {
namespace {

class Fields : public Object {
public:
    Fields(Type type, std::vector<Value> fields) : type_(std::move(type)), fields_(std::move(fields)) {}
    [[nodiscard]] const Type& type() const override { return type_; }
    [[nodiscard]] Value field(std::size_t index) const override { return fields_.at(index); }

private:
    Type type_;
    std::vector<Value> fields_;
};

std::int64_t divide_down(std::int64_t value, std::int64_t by) {
    return value / by - (value % by < 0 ? 1 : 0);
}

}  // namespace

Value::Value(std::string text) : value_(Text{std::make_shared<const std::string>(std::move(text))}) {}

Value::Value(reeve::Instant at) {
    const std::int64_t seconds = divide_down(at.micros, 1'000'000);
    value_ = Timestamp{seconds, static_cast<std::int32_t>((at.micros - seconds * 1'000'000) * 1'000)};
}

Value::Value(reeve::Duration span) {
    // Beyond 292 years a span is as good as endless; wrapping would turn it into the past.
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max() / 1'000;
    if (span.micros > most || span.micros < -most)
        value_ = Span{span.micros > 0 ? std::numeric_limits<std::int64_t>::max()
                                      : std::numeric_limits<std::int64_t>::min()};
    else
        value_ = Span{span.micros * 1'000};
}

Value::Value(List list) : value_(std::make_shared<const List>(std::move(list))) {}
Value::Value(Map map) : value_(std::make_shared<const Map>(std::move(map))) {}
Value::Value(Error error) : value_(std::make_shared<const Error>(std::move(error))) {}

Value Value::unsigned_integer(std::uint64_t value) {
    Value made;
    made.value_ = value;
    return made;
}

Value Value::bytes(std::string bytes) {
    Value made;
    made.value_ = Bytes{std::make_shared<const std::string>(std::move(bytes))};
    return made;
}

Value Value::type(std::string name) {
    Value made;
    made.value_ = TypeName{std::make_shared<const std::string>(std::move(name))};
    return made;
}

Value Value::some(Value inner) {
    Value made;
    made.value_ = Optional{std::make_shared<const Value>(std::move(inner))};
    return made;
}

Value Value::none() {
    Value made;
    made.value_ = Optional{};
    return made;
}

Value Value::error(ErrorKind kind, std::string message) {
    return Error{kind, std::move(message), 0, 0};
}

Value Value::object(Type type, std::vector<Value> fields) {
    REEVE_CHECK(type.fields().size() == fields.size());
    return std::shared_ptr<const Object>(std::make_shared<Fields>(std::move(type), std::move(fields)));
}

bool Value::is_true() const {
    const bool* truth = std::get_if<bool>(&value_);
    return truth && *truth;
}

reeve::Instant Value::instant() const {
    const Timestamp at = timestamp();
    return {at.seconds * 1'000'000 + at.nanos / 1'000};
}

reeve::Duration Value::span() const {
    return {divide_down(duration().nanos, 1'000)};
}

bool Value::operator==(const Value& other) const {
    Budget unbounded{std::numeric_limits<std::int64_t>::max()};
    return equal(*this, other, unbounded);
}

std::string_view type_name(const Value& value) {
    switch (value.kind()) {
        case ValueKind::null: return "null_type";
        case ValueKind::boolean: return "bool";
        case ValueKind::integer: return "int";
        case ValueKind::unsigned_integer: return "uint";
        case ValueKind::real: return "double";
        case ValueKind::string: return "string";
        case ValueKind::bytes: return "bytes";
        case ValueKind::timestamp: return "google.protobuf.Timestamp";
        case ValueKind::duration: return "google.protobuf.Duration";
        case ValueKind::list: return "list";
        case ValueKind::map: return "map";
        case ValueKind::object: return value.object().type().name();
        case ValueKind::type: return "type";
        case ValueKind::optional: return "optional_type";
        case ValueKind::error: return "error";
    }
    return {};
}

}  // namespace reeve::cel
