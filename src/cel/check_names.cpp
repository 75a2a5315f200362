#include <algorithm>
#include <array>
#include <ranges>

#include "base/text.hpp"
#include "cel/check_internal.hpp"

namespace reeve::cel {
namespace {

constexpr std::array<std::string_view, 13> type_names = {"bool",
                                                         "int",
                                                         "uint",
                                                         "double",
                                                         "string",
                                                         "bytes",
                                                         "list",
                                                         "map",
                                                         "null_type",
                                                         "type",
                                                         "optional_type",
                                                         "google.protobuf.Timestamp",
                                                         "google.protobuf.Duration"};

// "a.b.c" of a name and what is selected from it; nothing of anything else.
std::optional<std::string> qualified_name(const Expr& expr) {
    if (expr.kind == ExprKind::identifier) return expr.name;
    if (expr.kind != ExprKind::select || expr.optional) return std::nullopt;
    auto before = qualified_name(expr.child(0));
    if (before) *before += "." + expr.name;
    return before;
}

const Expr& beginning(const Expr& expr) {
    const Expr* at = &expr;
    while (at->kind == ExprKind::select) at = at->children[0].get();
    return *at;
}

}  // namespace

const Checker::Local* Checker::find_local(std::string_view name) const {
    for (const Local& local : std::views::reverse(locals_))
        if (local.name == name) return &local;
    return nullptr;
}

bool Checker::begins_in_local(const Expr& expr) const {
    const Expr& first = beginning(expr);
    return first.kind == ExprKind::identifier && !first.absolute && find_local(first.name);
}

// In the container a.b the name x is a.b.x, else a.x, else x.
std::vector<std::string> Checker::candidates(const std::string& name, bool absolute) const {
    std::vector<std::string> all;
    std::string_view container = absolute ? std::string_view() : environment_.container();
    while (!container.empty()) {
        all.push_back(std::string(container) + "." + name);
        const auto dot = container.rfind('.');
        container = dot == std::string_view::npos ? std::string_view() : container.substr(0, dot);
    }
    all.push_back(name);
    return all;
}

std::optional<Checker::At> Checker::named(Expr& expr) {
    const auto name = qualified_name(expr);
    if (!name || begins_in_local(expr)) return std::nullopt;
    for (const std::string& candidate : candidates(*name, beginning(expr).absolute)) {
        if (const Variable* variable = environment_.find_variable(candidate)) {
            expr.type = variable->type;
            expr.place = "v" + std::to_string(variable->slot);
            expr.reads = {variable->name};
            code_.reads.variables.push_back(variable->slot);
            narrow(expr);
            return emit(Op::variable, expr, static_cast<std::uint32_t>(variable->slot));
        }
    }
    if (std::ranges::find(type_names, *name) == type_names.end()) return std::nullopt;
    expr.type = Type::type();
    return emit(Op::constant, expr, constant(Value::type(*name)));
}

Checker::At Checker::identifier(Expr& expr) {
    const Local* local = expr.absolute ? nullptr : find_local(expr.name);
    if (local) {
        expr.type = local->type;
        expr.place = "l" + std::to_string(local->index);
        expr.reads = local->reads;
        narrow(expr);
        return emit(Op::local, expr, local->index);
    }
    if (const auto found = named(expr)) return *found;
    return unknown_name(expr);
}

Checker::At Checker::unknown_name(const Expr& expr) {
    const Expr& first = beginning(expr);
    const std::string name = qualified_name(expr).value_or(first.name);
    std::vector<std::string> known = environment_.variable_names();
    for (std::size_t i = 0, size = known.size(); i < size; ++i)
        known.push_back(known[i].substr(0, known[i].find('.')));
    for (const Local& local : locals_) known.push_back(local.name);
    return refuse(first, ErrorKind::unknown_name, "unknown name '" + name + "'", {},
                  std::string(nearest(name, known)));
}

// What is known not to be null is of the type itself.
void Checker::narrow(Expr& expr) {
    if (expr.type.is(TypeKind::maybe) && std::ranges::find(known_, expr.place) != known_.end())
        expr.type = Type(expr.type.element());
}

Checker::At Checker::select(Expr& expr) {
    if (expr.kind == ExprKind::select && !expr.optional)
        if (const auto found = named(expr)) return *found;
    // A name such as `links.report` in an expression that says `links.repot`: `links` alone is nothing.
    const auto name = expr.kind == ExprKind::select ? qualified_name(expr) : std::nullopt;
    const Expr& first = beginning(expr);
    if (name && expr.child(0).kind == ExprKind::identifier && !begins_in_local(expr)) {
        const auto begins = [&](const std::string& one) { return one.starts_with(first.name + "."); };
        const auto known = [&](const std::string& one) { return environment_.find_variable(one) != nullptr; };
        if (std::ranges::none_of(candidates(first.name, first.absolute), known) &&
            std::ranges::any_of(environment_.variable_names(), begins))
            return unknown_name(expr);
    }
    const At operand = visit(expr.child(0));
    return selected(expr, operand);
}

Checker::At Checker::selected(Expr& expr, At operand) {
    const Expr& from = expr.child(0);
    Type type = type_of(from);
    if (type.is(TypeKind::maybe)) {
        if (options_.checking == Checking::strict && !expr.optional) report_unguarded(from);
        type = Type(type.element());
    }
    if (!from.place.empty()) expr.place = from.place + "." + expr.name;
    if (!from.reads.empty()) {
        expr.reads = from.reads;
        expr.reads.push_back(expr.name);
    }
    const bool chained = type.is(TypeKind::optional);
    const At made = field(expr, operand, chained ? Type(type.element()) : type);
    const Type plain = expr.type.is(TypeKind::maybe) ? Type(expr.type.element()) : expr.type;
    if (expr.kind == ExprKind::has)
        expr.type = Type::boolean();
    else if (chained || expr.optional)
        expr.type = Type::optional(plain);
    else
        narrow(expr);
    return made;
}

Checker::At Checker::field(Expr& expr, At operand, const Type& of) {
    switch (of.kind()) {
        case TypeKind::dyn:
        case TypeKind::variable: return emit_field(expr, operand, std::nullopt, Type::dyn());
        case TypeKind::map:
            if (!types_.assign(of.key(), Type::string()))
                return refuse(expr, ErrorKind::no_overload,
                              "the keys of this map are no strings but " + of.key().text(),
                              "[key] instead of ." + expr.name);
            return emit_field(expr, operand, std::nullopt, of.element());
        case TypeKind::object: break;
        default:
            return refuse(expr, ErrorKind::no_overload,
                          of.text() + " has no fields, so no '" + expr.name + "' either");
    }
    const auto index = of.field_index(expr.name);
    if (index) return emit_field(expr, operand, index, of.fields()[*index].type);
    std::vector<std::string> names;
    for (const Field& one : of.fields()) names.push_back(one.name);
    return refuse(expr, ErrorKind::no_such_key, of.name() + " has no field '" + expr.name + "'", {},
                  std::string(nearest(expr.name, names)));
}

// By its index where that is known, else by its name.
Checker::At Checker::emit_field(Expr& expr, At operand, std::optional<std::size_t> index, Type type) {
    expr.type = std::move(type);
    const bool asked = expr.kind == ExprKind::has;
    const bool direct = index && !expr.optional && !type_of(expr.child(0)).is(TypeKind::optional);
    if (direct)
        return emit(asked ? Op::has_field : Op::field, expr, static_cast<std::uint32_t>(*index),
                    std::array{operand});
    const Op op = asked ? Op::has_named_field : expr.optional ? Op::optional_field : Op::named_field;
    return emit(op, expr, constant(expr.name), std::array{operand});
}

}  // namespace reeve::cel
