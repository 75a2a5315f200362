#include <array>

#include "cel/evaluate_internal.hpp"

namespace reeve::cel {

Value Evaluation::located(const Node& node, Value error) const {
    if (error.error().line > 0) return error;
    const auto at = code_.place.at(node.offset);
    return Error{error.error().kind, error.error().message, at.line, at.column};
}

Value Evaluation::checked(const Node& node, Value value) const {
    return value.is_error() ? located(node, std::move(value)) : value;
}

Value Evaluation::fail(const Node& node, ErrorKind kind, std::string message) const {
    return located(node, Value::error(kind, std::move(message)));
}

Value Evaluation::no_such_overload(const Node& node, std::string_view name, std::span<const Value> of) const {
    return located(node, no_overload(name, of));
}

// Constants and locals are looked at in place, which spares counting references.
const Value& Evaluation::look(std::uint32_t at, Value& kept) {
    const Node& node = code_.nodes[at];
    if (node.op == Op::constant) return code_.constants[node.operand];
    if (node.op == Op::local) return locals_[node.operand];
    kept = run(at);
    return kept;
}

Value Evaluation::run(std::uint32_t at) {
    const Node& node = code_.nodes[at];
    if (!budget_.spend(1)) return fail(node, ErrorKind::cost, "the expression takes too many steps");
    switch (node.op) {
        case Op::constant: return code_.constants[node.operand];
        case Op::fail: return located(node, code_.constants[node.operand]);
        case Op::variable: return checked(node, activation_.variable(static_cast<int>(node.operand)));
        case Op::local: return locals_[node.operand];
        case Op::conjunction: return logic(node, false);
        case Op::disjunction: return logic(node, true);
        case Op::conditional: return conditional(node);
        case Op::field:
        case Op::has_field: return field(node);
        case Op::named_field:
        case Op::has_named_field:
        case Op::optional_field: return named_field(node);
        case Op::index:
        case Op::optional_index: return index(node);
        case Op::negate:
        case Op::invert: return unary(node);
        case Op::host_call:
        case Op::standard_call: return call(node);
        case Op::matches: return matches(node);
        case Op::list: return list(node);
        case Op::map: return map(node);
        case Op::unwrap: return run(child(node, 0));
        case Op::all: return every(node, true);
        case Op::exists: return every(node, false);
        case Op::exists_one: return exists_one(node);
        case Op::map_list: return map_list(node);
        case Op::transform_map:
        case Op::transform_entries: return transform_map(node);
        case Op::optional_map:
        case Op::optional_flat_map: return optional_map(node);
        default: return binary(node);
    }
}

// && and || give a definite answer whichever side has it; an error counts only if no side has.
Value Evaluation::logic(const Node& node, bool decisive) {
    Value error;
    for (std::uint32_t i = 0; i < node.count; ++i) {
        Value kept;
        const Value& operand = look(child(node, i), kept);
        if (operand.is(ValueKind::boolean)) {
            if (operand.boolean() == decisive) return decisive;
        } else if (error.is_null()) {
            const std::string_view name = decisive ? "_||_" : "_&&_";
            error = operand.is_error() ? operand : no_such_overload(node, name, std::span(&operand, 1));
        }
    }
    return error.is_null() ? Value(!decisive) : error;
}

Value Evaluation::conditional(const Node& node) {
    Value kept;
    const Value& condition = look(child(node, 0), kept);
    if (condition.is_error()) return condition;
    if (!condition.is(ValueKind::boolean)) return no_such_overload(node, "_?_:_", std::span(&condition, 1));
    return run(child(node, condition.boolean() ? 1 : 2));
}

Value Evaluation::unary(const Node& node) {
    Value kept;
    const Value& operand = look(child(node, 0), kept);
    if (operand.is_error()) return operand;
    if (node.op == Op::negate) return checked(node, negate(operand));
    if (!operand.is(ValueKind::boolean)) return no_such_overload(node, "!_", std::span(&operand, 1));
    return !operand.boolean();
}

Value Evaluation::binary(const Node& node) {
    Value kept_left;
    Value kept_right;
    const Value& left = look(child(node, 0), kept_left);
    if (left.is_error()) return left;
    const Value& right = look(child(node, 1), kept_right);
    if (right.is_error()) return right;
    switch (node.op) {
        case Op::equal: return equal(left, right, budget_);
        case Op::unequal: return !equal(left, right, budget_);
        case Op::add: return checked(node, add(left, right, budget_));
        case Op::subtract: return checked(node, subtract(left, right));
        case Op::multiply: return checked(node, multiply(left, right));
        case Op::divide: return checked(node, divide(left, right));
        case Op::modulo: return checked(node, modulo(left, right));
        case Op::in: return in(node, left, right);
        default: return compared(node, left, right);
    }
}

Value Evaluation::compared(const Node& node, const Value& left, const Value& right) {
    if (left.is(ValueKind::string) && right.is(ValueKind::string))
        static_cast<void>(budget_.spend_bytes(std::min(left.string().size(), right.string().size())));
    const auto found = order(left, right);
    switch (node.op) {
        case Op::less:
            return found ? Value(*found < 0) : no_such_overload(node, "_<_", std::array{left, right});
        case Op::less_equal:
            return found ? Value(*found <= 0) : no_such_overload(node, "_<=_", std::array{left, right});
        case Op::greater:
            return found ? Value(*found > 0) : no_such_overload(node, "_>_", std::array{left, right});
        default: return found ? Value(*found >= 0) : no_such_overload(node, "_>=_", std::array{left, right});
    }
}

Value Evaluation::in(const Node& node, const Value& wanted, const Value& container) {
    if (container.is(ValueKind::map)) return container.map().find(wanted) != nullptr;
    if (!container.is(ValueKind::list)) return no_such_overload(node, "@in", std::array{wanted, container});
    for (const Value& one : container.list())
        if (equal(wanted, one, budget_)) return true;
    return false;
}

Value Evaluation::call(const Node& node) {
    std::array<Value, 4> few;
    std::vector<Value> many;
    std::span<Value> arguments(few.data(), std::min<std::size_t>(node.count, few.size()));
    if (node.count > few.size()) {
        many.resize(node.count);
        arguments = many;
    }
    for (std::uint32_t i = 0; i < node.count; ++i) {
        arguments[i] = run(child(node, i));
        if (arguments[i].is_error()) return arguments[i];
    }
    if (node.weight > 0 && code_.weighs_calls && !budget_.spend(node.weight))
        return fail(node, ErrorKind::cost, "the expression takes too many steps");
    if (node.op == Op::host_call)
        return checked(node, activation_.call(static_cast<int>(node.operand), arguments));
    CallContext context{budget_, code_.zones, code_.weighs_calls};
    return checked(node, call_standard(*code_.functions[node.operand], context, arguments));
}

Value Evaluation::matches(const Node& node) {
    Value kept;
    const Value& text = look(child(node, 0), kept);
    if (text.is_error()) return text;
    if (!text.is(ValueKind::string)) return no_such_overload(node, "matches", std::span(&text, 1));
    const std::size_t weight = code_.weighs_calls ? node.weight : 0;
    if (!budget_.spend_bytes(text.string().size() * (1 + weight)))
        return fail(node, ErrorKind::cost, "the expression takes too many steps");
    return code_.patterns[node.operand]->found_in(text.string());
}

Value evaluate(const Program& program, Activation& activation, std::int64_t steps) {
    const Code& code = program.code();
    Budget budget{steps};
    Value result = Evaluation(code, activation, budget).run(code.root);
    // Whatever an operation has made of the error since: an expression without an end has no result.
    if (!budget.empty() || (result.is_error() && result.error().kind == ErrorKind::cost)) return result;
    const auto at = code.place.at(code.nodes[code.root].offset);
    return Error{ErrorKind::cost, "the expression takes too many steps", at.line, at.column};
}

}  // namespace reeve::cel
