#include <algorithm>

#include "cel/equal_internal.hpp"
#include "cel/map.hpp"

namespace reeve::cel {
namespace {

bool is_number(const Value& value) {
    return value.is(ValueKind::integer) || value.is(ValueKind::unsigned_integer) || value.is(ValueKind::real);
}

double as_double(const Value& number) {
    switch (number.kind()) {
        case ValueKind::integer: return static_cast<double>(number.integer());
        case ValueKind::unsigned_integer: return static_cast<double>(number.unsigned_integer());
        default: return number.real();
    }
}

// Integers exactly; against a double as doubles, so that 2^63 - 1 and 2^63 are alike: the conformance suite
// wants it so.
std::partial_ordering order_numbers(const Value& a, const Value& b) {
    if (a.is(ValueKind::real) || b.is(ValueKind::real)) return as_double(a) <=> as_double(b);
    if (a.kind() == b.kind()) {
        return a.is(ValueKind::integer) ? a.integer() <=> b.integer()
                                        : a.unsigned_integer() <=> b.unsigned_integer();
    }
    if (b.is(ValueKind::integer)) return 0 <=> order_numbers(b, a);
    if (a.integer() < 0) return std::partial_ordering::less;
    return static_cast<std::uint64_t>(a.integer()) <=> b.unsigned_integer();
}

bool equal_lists(const List& a, const List& b, Budget& budget) {
    if (a.size() != b.size()) return false;
    return std::ranges::equal(a, b, [&](const Value& x, const Value& y) { return equal(x, y, budget); });
}

bool equal_maps(const Map& a, const Map& b, Budget& budget) {
    if (a.size() != b.size()) return false;
    return std::ranges::all_of(a.entries(), [&](const Map::Entry& entry) {
        const Value* other = b.find(entry.first);
        return other && equal(entry.second, *other, budget);
    });
}

bool equal_objects(const Object& a, const Object& b, Budget& budget) {
    if (&a == &b) return true;
    if (!(a.type() == b.type())) return false;
    for (std::size_t i = 0; i < a.type().fields().size(); ++i)
        if (!equal(a.field(i), b.field(i), budget)) return false;
    return true;
}

}  // namespace

bool equal(const Value& a, const Value& b, Budget& budget) {
    if (!budget.spend(1)) return false;
    if (is_number(a) && is_number(b)) return order_numbers(a, b) == 0;
    if (a.kind() != b.kind()) return false;
    switch (a.kind()) {
        case ValueKind::null: return true;
        case ValueKind::boolean: return a.boolean() == b.boolean();
        case ValueKind::string: return budget.spend_bytes(a.string().size()) && a.string() == b.string();
        case ValueKind::bytes: return budget.spend_bytes(a.bytes().size()) && a.bytes() == b.bytes();
        case ValueKind::timestamp: return a.timestamp() == b.timestamp();
        case ValueKind::duration: return a.duration() == b.duration();
        case ValueKind::list: return equal_lists(a.list(), b.list(), budget);
        case ValueKind::map: return equal_maps(a.map(), b.map(), budget);
        case ValueKind::object: return equal_objects(a.object(), b.object(), budget);
        case ValueKind::type: return a.type_name() == b.type_name();
        case ValueKind::optional:
            if (!a.optional() || !b.optional()) return a.optional() == b.optional();
            return equal(*a.optional(), *b.optional(), budget);
        default: return false;
    }
}

std::optional<std::partial_ordering> order(const Value& a, const Value& b) {
    if (is_number(a) && is_number(b)) return order_numbers(a, b);
    if (a.kind() != b.kind()) return std::nullopt;
    switch (a.kind()) {
        case ValueKind::boolean: return a.boolean() <=> b.boolean();
        case ValueKind::string: return a.string().compare(b.string()) <=> 0;
        case ValueKind::bytes: return a.bytes().compare(b.bytes()) <=> 0;
        case ValueKind::timestamp: return a.timestamp() <=> b.timestamp();
        case ValueKind::duration: return a.duration() <=> b.duration();
        default: return std::nullopt;
    }
}

}  // namespace reeve::cel
