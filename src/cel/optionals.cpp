#include "cel/map.hpp"
#include "cel/standard_internal.hpp"

namespace reeve::cel {
namespace {

using Arguments = std::span<const Value>;

// What CEL calls a zero value: of each kind the emptiest.
bool is_zero(const Value& value) {
    switch (value.kind()) {
        case ValueKind::null: return true;
        case ValueKind::boolean: return !value.boolean();
        case ValueKind::integer: return value.integer() == 0;
        case ValueKind::unsigned_integer: return value.unsigned_integer() == 0;
        case ValueKind::real: return value.real() == 0;
        case ValueKind::string: return value.string().empty();
        case ValueKind::bytes: return value.bytes().empty();
        case ValueKind::duration: return value.duration().nanos == 0;
        case ValueKind::timestamp: return value.timestamp() == Timestamp{};
        case ValueKind::list: return value.list().empty();
        case ValueKind::map: return value.map().size() == 0;
        default: return false;
    }
}

Value of(CallContext&, Arguments a) {
    return Value::some(a[0]);
}
Value none(CallContext&, Arguments) {
    return Value::none();
}
Value of_non_zero(CallContext&, Arguments a) {
    return is_zero(a[0]) ? Value::none() : Value::some(a[0]);
}
Value has_value(CallContext&, Arguments a) {
    return a[0].optional() != nullptr;
}
Value either(CallContext&, Arguments a) {
    return a[0].optional() ? a[0] : a[1];
}
Value or_value(CallContext&, Arguments a) {
    return a[0].optional() ? *a[0].optional() : a[1];
}

Value value(CallContext&, Arguments a) {
    if (a[0].optional()) return *a[0].optional();
    return Value::error(ErrorKind::invalid_argument, "the optional has no value");
}

}  // namespace

void add_optionals(StandardTable& table) {
    const Type any = Type::variable(0);
    const Type optional = Type::optional(any);
    table.add("optional.of", false, {any}, optional, of);
    table.add("optional.ofNonZeroValue", false, {any}, optional, of_non_zero);
    table.add("optional.none", false, {}, optional, none);
    table.add("hasValue", true, {optional}, Type::boolean(), has_value);
    table.add("value", true, {optional}, any, value);
    table.add("or", true, {optional, optional}, optional, either);
    table.add("orValue", true, {optional, any}, any, or_value);
}

}  // namespace reeve::cel
