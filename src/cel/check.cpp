#include <algorithm>
#include <array>

#include "cel/check_internal.hpp"

namespace reeve::cel {
namespace {

Type literal_type(const Value& value) {
    switch (value.kind()) {
        case ValueKind::null: return Type::null();
        case ValueKind::boolean: return Type::boolean();
        case ValueKind::integer: return Type::integer();
        case ValueKind::unsigned_integer: return Type::unsigned_integer();
        case ValueKind::real: return Type::real();
        case ValueKind::string: return Type::string();
        case ValueKind::bytes: return Type::bytes();
        default: return Type::dyn();
    }
}

bool may_be_key(const Type& type) {
    switch (type.kind()) {
        case TypeKind::dyn:
        case TypeKind::variable:
        case TypeKind::boolean:
        case TypeKind::integer:
        case TypeKind::unsigned_integer:
        case TypeKind::string:
        case TypeKind::choice: return true;
        default: return false;
    }
}

}  // namespace

std::string place_or_literal(const Expr& expr) {
    return expr.kind == ExprKind::literal ? text(expr.value) : expr.place;
}

Checker::Checker(const Environment& environment, const CompileOptions& options, Code& code)
    : environment_(environment),
      options_(options),
      code_(code),
      types_(options.checking == Checking::permissive) {}

std::vector<Problem> Checker::run(Expr& root) {
    code_.root = visit(root);
    if (options_.expected && is_checked()) require(*options_.expected, root, "the result");
    code_.result = types_.settled(root.type);
    collect_reads(root, false);
    auto& slots = code_.reads.variables;
    std::ranges::sort(slots);
    slots.erase(std::ranges::unique(slots).begin(), slots.end());
    return std::move(problems_);
}

Checker::At Checker::visit(Expr& expr) {
    At made = 0;
    switch (expr.kind) {
        case ExprKind::literal: made = literal(expr); break;
        case ExprKind::identifier: made = identifier(expr); break;
        case ExprKind::select:
        case ExprKind::has: made = select(expr); break;
        case ExprKind::index: made = index(expr); break;
        case ExprKind::unary: made = unary(expr); break;
        case ExprKind::binary: made = binary(expr); break;
        case ExprKind::logic: made = logic(expr); break;
        case ExprKind::conditional: made = conditional(expr); break;
        case ExprKind::call: made = call(expr); break;
        case ExprKind::list: made = list(expr); break;
        case ExprKind::map: made = map(expr); break;
        case ExprKind::message:
            made =
                refuse(expr, ErrorKind::unknown_name,
                       "messages such as '" + expr.name + "{}' are not supported", "a map, {'key': value}");
            break;
        case ExprKind::comprehension: made = comprehension(expr); break;
        case ExprKind::bind: made = optional_map(expr); break;
    }
    if (!is_checked()) expr.type = Type::dyn();
    return made;
}

Checker::At Checker::emit(Op op, const Expr& expr, std::uint32_t operand, std::span<const At> children) {
    Node node;
    node.op = op;
    node.operand = operand;
    node.offset = expr.offset;
    node.first = static_cast<std::uint32_t>(code_.children.size());
    node.count = static_cast<std::uint16_t>(children.size());
    code_.children.insert(code_.children.end(), children.begin(), children.end());
    code_.nodes.push_back(node);
    return static_cast<At>(code_.nodes.size() - 1);
}

std::uint32_t Checker::constant(Value value) {
    code_.constants.push_back(std::move(value));
    return static_cast<std::uint32_t>(code_.constants.size() - 1);
}

void Checker::report(const Expr& expr, std::string what, std::string expected, std::string nearest,
                     bool warning) {
    const auto at = code_.place.at(expr.offset);
    Problem problem{code_.place.file,   at.line, at.column, std::move(what), std::move(expected),
                    std::move(nearest), warning};
    auto& onto = warning ? code_.warnings : problems_;
    const bool again = std::ranges::find(onto, problem) != onto.end();
    if (!again && onto.size() < problems_max) onto.push_back(std::move(problem));
}

Checker::At Checker::refuse(const Expr& expr, ErrorKind kind, std::string what, std::string expected,
                            std::string nearest) {
    if (!is_checked()) return emit(Op::fail, expr, constant(Value::error(kind, std::move(what))));
    report(expr, std::move(what), std::move(expected), std::move(nearest), false);
    return emit(Op::constant, expr, constant({}));
}

Checker::At Checker::literal(Expr& expr) {
    expr.type = literal_type(expr.value);
    return emit(Op::constant, expr, constant(expr.value));
}

// What the operands before have settled is known in those after: `x != null && x < 5`.
Checker::At Checker::logic(Expr& expr) {
    const bool conjunction = expr.op == Operator::logical_and;
    std::vector<At> operands;
    const std::size_t known_before = known_.size();
    for (const ExprPtr& child : expr.children) {
        operands.push_back(visit(*child));
        if (is_checked())
            require(Type::boolean(), *child, "what stands beside " + std::string(symbol(expr.op)));
        for (std::string& place : known_if(conjunction, *child)) known_.push_back(std::move(place));
    }
    known_.resize(known_before);
    expr.type = Type::boolean();
    return emit(conjunction ? Op::conjunction : Op::disjunction, expr, 0, operands);
}

Checker::At Checker::conditional(Expr& expr) {
    const At condition = visit(expr.child(0));
    if (is_checked()) require(Type::boolean(), expr.child(0), "the condition");
    const At yes = visit_knowing(expr.child(1), known_if(true, expr.child(0)));
    const At no = visit_knowing(expr.child(2), known_if(false, expr.child(0)));
    const Type a = type_of(expr.child(1));
    const Type b = type_of(expr.child(2));
    if (a.is(TypeKind::null) || b.is(TypeKind::null)) {
        expr.type = Type::maybe(a.is(TypeKind::null) ? b : a);
    } else if (const auto both = types_.join(a, b)) {
        expr.type = *both;
    } else {
        return refuse(expr, ErrorKind::no_overload,
                      "the two results are of different types: " + a.text() + " and " + b.text(),
                      "two results of one type");
    }
    return emit(Op::conditional, expr, 0, std::array{condition, yes, no});
}

Checker::At Checker::list(Expr& expr) {
    std::vector<At> elements;
    std::optional<Type> all;
    for (std::size_t i = 0; i < expr.children.size(); ++i) {
        Expr& child = expr.child(i);
        At element = visit(child);
        Type type = type_of(child);
        if (expr.marked[i]) {
            const Type inner = types_.fresh();
            if (is_checked()) require(Type::optional(inner), child, "an element after '?'");
            element = emit(Op::unwrap, child, 0, std::array{element});
            type = types_.resolved(inner);
        }
        elements.push_back(element);
        all = all ? types_.join(*all, type).value_or(Type::dyn()) : type;
    }
    expr.type = Type::list(all ? *all : types_.fresh());
    // A list of literals, as after `in`, is made once.
    const auto is_constant = [this](At at) { return code_.nodes[at].op == Op::constant; };
    if (!std::ranges::all_of(elements, is_constant)) return emit(Op::list, expr, 0, elements);
    List literals;
    for (const At at : elements) literals.push_back(code_.constants[code_.nodes[at].operand]);
    return emit(Op::constant, expr, constant(std::move(literals)));
}

Checker::At Checker::map(Expr& expr) {
    std::vector<At> entries;
    std::optional<Type> keys;
    std::optional<Type> values;
    for (std::size_t i = 0; i + 1 < expr.children.size(); i += 2) {
        At key = visit(expr.child(i));
        entries.push_back(key);
        entries.push_back(visit(expr.child(i + 1)));
        const Type key_type = type_of(expr.child(i));
        if (!may_be_key(key_type))
            refuse(expr.child(i), ErrorKind::no_overload, key_type.text() + " cannot be the key of a map",
                   "a string, int, uint or bool");
        Type type = type_of(expr.child(i + 1));
        if (expr.marked[i / 2]) {
            const Type inner = types_.fresh();
            if (is_checked())
                require(Type::optional(inner), expr.child(i + 1), "the value of a key after '?'");
            entries[entries.size() - 2] = emit(Op::unwrap, expr.child(i), 0, std::array{key});
            type = types_.resolved(inner);
        }
        keys = keys ? types_.join(*keys, key_type).value_or(Type::dyn()) : key_type;
        values = values ? types_.join(*values, type).value_or(Type::dyn()) : type;
    }
    expr.type = Type::map(keys ? *keys : types_.fresh(), values ? *values : types_.fresh());
    return emit(Op::map, expr, 0, entries);
}

Checker::At Checker::index(Expr& expr) {
    const At container = visit(expr.child(0));
    const At key = visit(expr.child(1));
    Type type = type_of(expr.child(0));
    if (type.is(TypeKind::maybe)) {
        if (options_.checking == Checking::strict) report_unguarded(expr.child(0));
        type = type.element();
    }
    const bool chained = type.is(TypeKind::optional);
    const Type found = index_type(expr, chained ? type.element() : type);
    expr.type = chained || expr.optional ? Type::optional(found) : found;
    const std::string key_place = place_or_literal(expr.child(1));
    if (!expr.child(0).place.empty() && !key_place.empty())
        expr.place = expr.child(0).place + "[" + key_place + "]";
    narrow(expr);
    if (!expr.child(0).reads.empty()) {
        expr.reads = expr.child(0).reads;
        expr.reads.emplace_back("*");
    }
    return emit(expr.optional ? Op::optional_index : Op::index, expr, 0, std::array{container, key});
}

Type Checker::index_type(const Expr& expr, const Type& container) {
    if (!is_checked()) return Type::dyn();
    switch (container.kind()) {
        case TypeKind::list:
            require(Type::integer(), expr.child(1), "the position in a list");
            return container.element();
        case TypeKind::map: require(container.key(), expr.child(1), "the key"); return container.element();
        case TypeKind::dyn:
        case TypeKind::variable: return Type::dyn();
        default:
            refuse(expr, ErrorKind::no_overload, container.text() + " has no elements", "a list or a map");
            return Type::dyn();
    }
}

}  // namespace reeve::cel
