#include <array>
#include <cmath>

#include "cel/evaluate_internal.hpp"

namespace reeve::cel {
namespace {

// The position in a list that a key stands for: an int, or a uint or double equal to one. -1 when none.
std::int64_t list_position(const Value& key) {
    switch (key.kind()) {
        case ValueKind::integer: return key.integer();
        case ValueKind::unsigned_integer:
            return key.unsigned_integer() < 0x7FFFFFFF ? static_cast<std::int64_t>(key.unsigned_integer())
                                                       : -1;
        case ValueKind::real: {
            const double number = key.real();
            return number >= 0 && number < 0x7FFFFFFF && number == std::floor(number)
                       ? static_cast<std::int64_t>(number)
                       : -1;
        }
        default: return -1;
    }
}

Value present(const Value& value) {
    return value.is_null() ? Value::none() : Value::some(value);
}

}  // namespace

Value Evaluation::field(const Node& node) {
    Value kept;
    const Value& operand = look(child(node, 0), kept);
    if (operand.is_error()) return operand;
    if (!operand.is(ValueKind::object) || node.operand >= operand.object().type().fields().size())
        return no_such_overload(node, "_._", std::span(&operand, 1));
    Value value = operand.object().field(node.operand);
    if (node.op == Op::has_field)
        return value.is_error() ? located(node, std::move(value)) : !value.is_null();
    return checked(node, std::move(value));
}

Value Evaluation::named_field(const Node& node) {
    Value kept;
    const Value* operand = &look(child(node, 0), kept);
    if (operand->is_error()) return *operand;
    bool optional = node.op == Op::optional_field;
    const bool asked = node.op == Op::has_named_field;
    if (operand->is(ValueKind::optional)) {
        if (!operand->optional()) return asked ? Value(false) : Value::none();
        optional = !asked;
        operand = operand->optional();
    }
    const Value& name = code_.constants[node.operand];
    if (operand->is(ValueKind::map)) {
        const Value* found = operand->map().find(name);
        if (asked) return found != nullptr;
        if (optional) return found ? Value::some(*found) : Value::none();
        return found ? *found : fail(node, ErrorKind::no_such_key, "no such key: '" + name.string() + "'");
    }
    if (!operand->is(ValueKind::object)) return no_such_overload(node, "_._", std::span(operand, 1));
    const auto at = operand->object().type().field_index(name.string());
    if (!at) return fail(node, ErrorKind::no_such_key, "no such field: '" + name.string() + "'");
    Value value = operand->object().field(*at);
    if (value.is_error()) return located(node, std::move(value));
    if (asked) return !value.is_null();
    return optional ? present(value) : value;
}

Value Evaluation::index(const Node& node) {
    Value kept;
    Value kept_key;
    const Value& container = look(child(node, 0), kept);
    if (container.is_error()) return container;
    const Value& key = look(child(node, 1), kept_key);
    if (key.is_error()) return key;
    if (!container.is(ValueKind::optional))
        return indexed(node, container, key, node.op == Op::optional_index);
    return container.optional() ? indexed(node, *container.optional(), key, true) : container;
}

Value Evaluation::indexed(const Node& node, const Value& container, const Value& key, bool optional) {
    const Value* found = nullptr;
    if (container.is(ValueKind::map)) {
        found = container.map().find(key);
        if (!found && !optional) return fail(node, ErrorKind::no_such_key, "no such key");
    } else if (container.is(ValueKind::list)) {
        const bool number =
            key.is(ValueKind::integer) || key.is(ValueKind::unsigned_integer) || key.is(ValueKind::real);
        if (!number) return no_such_overload(node, "_[_]", std::array{container, key});
        const std::int64_t at = list_position(key);
        if (at >= 0 && static_cast<std::uint64_t>(at) < container.list().size())
            found = &container.list()[static_cast<std::size_t>(at)];
        else if (!optional)
            return fail(node, ErrorKind::out_of_range, "index out of range");
    } else {
        return no_such_overload(node, "_[_]", std::array{container, key});
    }
    if (optional) return found ? Value::some(*found) : Value::none();
    return *found;
}

Value Evaluation::list(const Node& node) {
    List list;
    list.reserve(node.count);
    for (std::uint32_t i = 0; i < node.count; ++i) {
        Value element = run(child(node, i));
        if (element.is_error()) return element;
        if (code_.nodes[child(node, i)].op == Op::unwrap) {
            if (!element.is(ValueKind::optional))
                return no_such_overload(node, "[?]", std::span(&element, 1));
            if (element.optional()) list.push_back(*element.optional());
        } else {
            list.push_back(std::move(element));
        }
    }
    return list;
}

Value Evaluation::map(const Node& node) {
    std::vector<Map::Entry> entries;
    entries.reserve(node.count / 2);
    for (std::uint32_t i = 0; i + 1 < node.count; i += 2) {
        Value key = run(child(node, i));
        if (key.is_error()) return key;
        Value value = run(child(node, i + 1));
        if (value.is_error()) return value;
        if (!is_key(key)) return fail(node, ErrorKind::invalid_argument, "this cannot be the key of a map");
        if (code_.nodes[child(node, i)].op == Op::unwrap) {
            if (!value.is(ValueKind::optional)) return no_such_overload(node, "{?}", std::span(&value, 1));
            if (!value.optional()) continue;
            value = Value(*value.optional());
        }
        entries.emplace_back(std::move(key), std::move(value));
    }
    auto map = Map::of(std::move(entries));
    if (!map) return fail(node, ErrorKind::invalid_argument, "a key comes twice in a map");
    return std::move(*map);
}

}  // namespace reeve::cel
