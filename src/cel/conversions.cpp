#include <limits>
#include <optional>

#include "base/integer.hpp"
#include "base/text.hpp"
#include "cel/arithmetic_internal.hpp"
#include "cel/number_internal.hpp"
#include "cel/standard_internal.hpp"
#include "cel/text_internal.hpp"

namespace reeve::cel {
namespace {

using Arguments = std::span<const Value>;

Value itself(CallContext&, Arguments a) {
    return a[0];
}

// Errors name no values: who reads them may not be allowed to see those.
Value refused(std::string_view to, const Value& from) {
    return Value::error(ErrorKind::invalid_argument,
                        "this " + std::string(type_name(from)) + " is no " + std::string(to));
}

Value beyond(std::string_view to, const Value& from) {
    return Value::error(ErrorKind::out_of_range,
                        "this " + std::string(type_name(from)) + " is out of range for " + std::string(to));
}

template <class Number>
std::optional<Number> integer_in(std::string_view text) {
    if (text.starts_with('+') && text.size() > 1 && text[1] != '-') text.remove_prefix(1);
    return parse_integer<Number>(text);
}

Value int_of_uint(CallContext&, Arguments a) {
    const std::uint64_t value = a[0].unsigned_integer();
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        return beyond("int", a[0]);
    return static_cast<std::int64_t>(value);
}

// Both ends are left out: the nearest doubles to them are not sure to be in range.
Value int_of_double(CallContext&, Arguments a) {
    const double value = a[0].real();
    if (!(value > -0x1p63 && value < 0x1p63)) return beyond("int", a[0]);
    return static_cast<std::int64_t>(value);
}

Value int_of_string(CallContext&, Arguments a) {
    const auto value = integer_in<std::int64_t>(a[0].string());
    return value ? Value(*value) : refused("int", a[0]);
}

Value int_of_timestamp(CallContext&, Arguments a) {
    return a[0].timestamp().seconds;
}

Value uint_of_int(CallContext&, Arguments a) {
    if (a[0].integer() < 0) return beyond("uint", a[0]);
    return Value::unsigned_integer(static_cast<std::uint64_t>(a[0].integer()));
}

Value uint_of_double(CallContext&, Arguments a) {
    const double value = a[0].real();
    if (!(value >= 0 && value < 0x1p64)) return beyond("uint", a[0]);
    return Value::unsigned_integer(static_cast<std::uint64_t>(value));
}

Value uint_of_string(CallContext&, Arguments a) {
    const auto value = integer_in<std::uint64_t>(a[0].string());
    return value ? Value::unsigned_integer(*value) : refused("uint", a[0]);
}

Value double_of_int(CallContext&, Arguments a) {
    return static_cast<double>(a[0].integer());
}
Value double_of_uint(CallContext&, Arguments a) {
    return static_cast<double>(a[0].unsigned_integer());
}

Value double_of_string(CallContext&, Arguments a) {
    std::string word = lower_ascii(a[0].string());
    const bool negative = word.starts_with('-');
    if (negative || word.starts_with('+')) word.erase(0, 1);
    if (word == "nan") return std::numeric_limits<double>::quiet_NaN();
    if (word == "inf" || word == "infinity")
        return (negative ? -1 : 1) * std::numeric_limits<double>::infinity();
    const auto value = parse_double(a[0].string());
    return value ? Value(*value) : refused("double", a[0]);
}

Value string_of_int(CallContext&, Arguments a) {
    return std::to_string(a[0].integer());
}
Value string_of_uint(CallContext&, Arguments a) {
    return std::to_string(a[0].unsigned_integer());
}
Value string_of_double(CallContext&, Arguments a) {
    return double_text(a[0].real());
}
Value string_of_bool(CallContext&, Arguments a) {
    return a[0].boolean() ? "true" : "false";
}
Value string_of_timestamp(CallContext&, Arguments a) {
    return timestamp_text(a[0].timestamp());
}
Value string_of_duration(CallContext&, Arguments a) {
    return span_text(a[0].duration());
}

Value string_of_bytes(CallContext& context, Arguments a) {
    if (!context.budget.spend_bytes(a[0].bytes().size())) return spent();
    if (!valid_utf8(a[0].bytes()))
        return Value::error(ErrorKind::invalid_argument, "these bytes are no valid UTF-8");
    return a[0].bytes();
}

Value bytes_of_string(CallContext& context, Arguments a) {
    if (!context.budget.spend_bytes(a[0].string().size())) return spent();
    return Value::bytes(a[0].string());
}

Value bool_of_string(CallContext&, Arguments a) {
    const std::string& word = a[0].string();
    for (const std::string_view yes : {"1", "t", "T", "true", "TRUE", "True"})
        if (word == yes) return true;
    for (const std::string_view no : {"0", "f", "F", "false", "FALSE", "False"})
        if (word == no) return false;
    return refused("bool", a[0]);
}

Value timestamp_of_string(CallContext&, Arguments a) {
    const auto at = parse_timestamp(a[0].string());
    return at ? Value(*at) : refused("timestamp such as 2024-01-31T08:00:00Z", a[0]);
}

Value timestamp_of_int(CallContext&, Arguments a) {
    const Timestamp at{a[0].integer(), 0};
    return in_calendar(at) ? Value(at) : beyond("timestamp", a[0]);
}

Value duration_of_string(CallContext&, Arguments a) {
    const auto span = parse_span(a[0].string());
    return span ? Value(*span) : refused("duration such as 1h30m", a[0]);
}

Value type_of(CallContext&, Arguments a) {
    return Value::type(std::string(type_name(a[0])));
}

}  // namespace

void add_conversions(StandardTable& table) {
    const Type i = Type::integer();
    const Type u = Type::unsigned_integer();
    const Type d = Type::real();
    const Type s = Type::string();
    const auto add = [&table](std::string_view name, const Type& from, const Type& to, Run run) {
        table.add(name, false, {from}, to, run);
    };
    add("int", i, i, itself);
    add("int", u, i, int_of_uint);
    add("int", d, i, int_of_double);
    add("int", s, i, int_of_string);
    add("int", Type::timestamp(), i, int_of_timestamp);
    add("uint", u, u, itself);
    add("uint", i, u, uint_of_int);
    add("uint", d, u, uint_of_double);
    add("uint", s, u, uint_of_string);
    add("double", d, d, itself);
    add("double", i, d, double_of_int);
    add("double", u, d, double_of_uint);
    add("double", s, d, double_of_string);
    add("string", s, s, itself);
    add("string", i, s, string_of_int);
    add("string", u, s, string_of_uint);
    add("string", d, s, string_of_double);
    add("string", Type::boolean(), s, string_of_bool);
    add("string", Type::bytes(), s, string_of_bytes);
    add("string", Type::timestamp(), s, string_of_timestamp);
    add("string", Type::duration(), s, string_of_duration);
    add("bytes", Type::bytes(), Type::bytes(), itself);
    add("bytes", s, Type::bytes(), bytes_of_string);
    add("bool", Type::boolean(), Type::boolean(), itself);
    add("bool", s, Type::boolean(), bool_of_string);
    add("timestamp", Type::timestamp(), Type::timestamp(), itself);
    add("timestamp", s, Type::timestamp(), timestamp_of_string);
    add("timestamp", i, Type::timestamp(), timestamp_of_int);
    add("duration", Type::duration(), Type::duration(), itself);
    add("duration", s, Type::duration(), duration_of_string);
    add("dyn", Type::variable(0), Type::dyn(), itself);
    add("type", Type::variable(0), Type::type(), type_of);
}

}  // namespace reeve::cel
