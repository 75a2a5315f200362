#include <array>
#include <cmath>
#include <limits>

#include "cel/arithmetic_internal.hpp"
#include "cel/standard_internal.hpp"
#include "cel/text_internal.hpp"

namespace reeve::cel {
namespace {

constexpr std::int64_t second = 1'000'000'000;  // nanoseconds

Value undefined(std::string_view op, const Value& a, const Value& b) {
    return no_overload(op, std::array{a, b});
}

Value overflow() {
    return Value::error(ErrorKind::out_of_range, "the result is out of range");
}
Value by_zero() {
    return Value::error(ErrorKind::division_by_zero, "division by zero");
}

Value number(std::int64_t value) {
    return value;
}
Value number(std::uint64_t value) {
    return Value::unsigned_integer(value);
}

template <class Number>
Value sum(Number a, Number b) {
    Number result = 0;
    if (__builtin_add_overflow(a, b, &result)) return overflow();
    return number(result);
}

template <class Number>
Value difference(Number a, Number b) {
    Number result = 0;
    if (__builtin_sub_overflow(a, b, &result)) return overflow();
    return number(result);
}

template <class Number>
Value product(Number a, Number b) {
    Number result = 0;
    if (__builtin_mul_overflow(a, b, &result)) return overflow();
    return number(result);
}

Value shifted(Timestamp at, std::int64_t nanos) {
    std::int64_t rest = at.nanos + nanos % second;
    std::int64_t seconds = at.seconds + nanos / second;
    if (rest < 0) {
        rest += second;
        --seconds;
    } else if (rest >= second) {
        rest -= second;
        ++seconds;
    }
    const Timestamp moved{seconds, static_cast<std::int32_t>(rest)};
    if (!in_calendar(moved))
        return Value::error(ErrorKind::out_of_range, "the time is outside the years 1 to 9999");
    return moved;
}

Value between(Timestamp a, Timestamp b) {
    std::int64_t nanos = 0;
    if (__builtin_mul_overflow(a.seconds - b.seconds, second, &nanos) ||
        __builtin_add_overflow(nanos, static_cast<std::int64_t>(a.nanos - b.nanos), &nanos))
        return overflow();
    return Span{nanos};
}

Value joined(const List& a, const List& b, Budget& budget) {
    if (!budget.spend(a.size() + b.size())) return spent();
    List all;
    all.reserve(a.size() + b.size());
    all.insert(all.end(), a.begin(), a.end());
    all.insert(all.end(), b.begin(), b.end());
    return all;
}

Value add_alike(const Value& a, const Value& b, Budget& budget) {
    switch (a.kind()) {
        case ValueKind::integer: return sum(a.integer(), b.integer());
        case ValueKind::unsigned_integer: return sum(a.unsigned_integer(), b.unsigned_integer());
        case ValueKind::real: return a.real() + b.real();
        case ValueKind::string:
            if (!budget.spend_bytes(a.string().size() + b.string().size())) return spent();
            return a.string() + b.string();
        case ValueKind::bytes:
            if (!budget.spend_bytes(a.bytes().size() + b.bytes().size())) return spent();
            return Value::bytes(a.bytes() + b.bytes());
        case ValueKind::list: return joined(a.list(), b.list(), budget);
        case ValueKind::duration: {
            std::int64_t nanos = 0;
            if (__builtin_add_overflow(a.duration().nanos, b.duration().nanos, &nanos)) return overflow();
            return Span{nanos};
        }
        default: return undefined("_+_", a, b);
    }
}

}  // namespace

Value spent() {
    return Value::error(ErrorKind::cost, "the expression takes too many steps");
}

Value add(const Value& a, const Value& b, Budget& budget) {
    if (a.kind() == b.kind()) return add_alike(a, b, budget);
    if (a.is(ValueKind::timestamp) && b.is(ValueKind::duration))
        return shifted(a.timestamp(), b.duration().nanos);
    if (a.is(ValueKind::duration) && b.is(ValueKind::timestamp))
        return shifted(b.timestamp(), a.duration().nanos);
    return undefined("_+_", a, b);
}

Value subtract(const Value& a, const Value& b) {
    if (a.is(ValueKind::timestamp) && b.is(ValueKind::duration)) {
        const std::int64_t nanos = b.duration().nanos;
        if (nanos == std::numeric_limits<std::int64_t>::min()) return overflow();
        return shifted(a.timestamp(), -nanos);
    }
    if (a.kind() != b.kind()) return undefined("_-_", a, b);
    switch (a.kind()) {
        case ValueKind::integer: return difference(a.integer(), b.integer());
        case ValueKind::unsigned_integer: return difference(a.unsigned_integer(), b.unsigned_integer());
        case ValueKind::real: return a.real() - b.real();
        case ValueKind::timestamp: return between(a.timestamp(), b.timestamp());
        case ValueKind::duration: {
            std::int64_t difference = 0;
            if (__builtin_sub_overflow(a.duration().nanos, b.duration().nanos, &difference))
                return overflow();
            return Span{difference};
        }
        default: return undefined("_-_", a, b);
    }
}

Value multiply(const Value& a, const Value& b) {
    if (a.kind() != b.kind()) return undefined("_*_", a, b);
    switch (a.kind()) {
        case ValueKind::integer: return product(a.integer(), b.integer());
        case ValueKind::unsigned_integer: return product(a.unsigned_integer(), b.unsigned_integer());
        case ValueKind::real: return a.real() * b.real();
        default: return undefined("_*_", a, b);
    }
}

Value divide(const Value& a, const Value& b) {
    if (a.kind() != b.kind()) return undefined("_/_", a, b);
    switch (a.kind()) {
        case ValueKind::integer:
            if (b.integer() == 0) return by_zero();
            if (b.integer() == -1) return negate(a);
            return a.integer() / b.integer();
        case ValueKind::unsigned_integer:
            if (b.unsigned_integer() == 0) return by_zero();
            return Value::unsigned_integer(a.unsigned_integer() / b.unsigned_integer());
        case ValueKind::real: {
            // Of a double CEL divides by zero as IEEE 754 does; in C++ that alone is left undefined.
            const double divisor = b.real();
            if (divisor != 0) return a.real() / divisor;
            const double sign = std::copysign(1.0, a.real()) * std::copysign(1.0, divisor);
            return a.real() == 0 || a.real() != a.real() ? std::numeric_limits<double>::quiet_NaN()
                                                         : sign * std::numeric_limits<double>::infinity();
        }
        default: return undefined("_/_", a, b);
    }
}

Value modulo(const Value& a, const Value& b) {
    if (a.is(ValueKind::integer) && b.is(ValueKind::integer)) {
        if (b.integer() == 0) return by_zero();
        // As the division would be (cel-go, cel-cpp); in C++ it is undefined.
        if (a.integer() == std::numeric_limits<std::int64_t>::min() && b.integer() == -1) return overflow();
        return a.integer() % b.integer();
    }
    if (a.is(ValueKind::unsigned_integer) && b.is(ValueKind::unsigned_integer)) {
        if (b.unsigned_integer() == 0) return by_zero();
        return Value::unsigned_integer(a.unsigned_integer() % b.unsigned_integer());
    }
    return undefined("_%_", a, b);
}

Value negate(const Value& a) {
    if (a.is(ValueKind::real)) return -a.real();
    if (!a.is(ValueKind::integer)) return no_overload("-_", std::array{a});
    if (a.integer() == std::numeric_limits<std::int64_t>::min()) return overflow();
    return -a.integer();
}

}  // namespace reeve::cel
