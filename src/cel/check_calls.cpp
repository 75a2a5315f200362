#include <algorithm>
#include <array>
#include <limits>

#include "base/text.hpp"
#include "cel/check_calls_internal.hpp"
#include "cel/cost_internal.hpp"
#include "cel/parser_internal.hpp"

namespace reeve::cel {
namespace {

// "a.b" of what a function is called on, if that may be a namespace.
std::optional<std::string> namespace_of(const Expr& target) {
    if (target.kind == ExprKind::identifier) return target.name;
    if (target.kind != ExprKind::select || target.optional) return std::nullopt;
    auto before = namespace_of(target.child(0));
    if (before) *before += "." + target.name;
    return before;
}

bool is_absolute(const Expr& target) {
    return target.kind == ExprKind::identifier ? target.absolute : is_absolute(target.child(0));
}

// The host answers alike for like arguments while one expression is evaluated, so a call is a place too.
std::string place_of_call(int id, std::span<Expr* const> arguments) {
    std::string place = "f" + std::to_string(id) + "(";
    for (const Expr* argument : arguments) {
        const std::string part = place_or_literal(*argument);
        if (part.empty()) return {};
        place += part + ",";
    }
    return place + ")";
}

std::string listed(std::span<const Type> types) {
    std::string text;
    for (const Type& type : types) text += (text.empty() ? "" : ", ") + type.text();
    return "(" + text + ")";
}

}  // namespace

Checker::Callee Checker::find_callee(const std::string& name, bool absolute, bool member) const {
    if (member) return {name, environment_.find_functions(name, true), find_standard(name, true)};
    for (const std::string& candidate : candidates(name, absolute)) {
        const Callee found{candidate, environment_.find_functions(candidate, false),
                           find_standard(candidate, false)};
        if (found) return found;
    }
    return {};
}

Checker::At Checker::call(Expr& expr) {
    std::vector<Expr*> arguments;
    for (const ExprPtr& child : expr.children) arguments.push_back(child.get());
    if (!expr.member) {
        const Callee callee = find_callee(expr.name, expr.absolute, false);
        return callee ? call_of(expr, callee, arguments) : unknown_function(expr, std::nullopt);
    }
    const auto space = namespace_of(expr.child(0));
    const auto qualified =
        space && !begins_in_local(expr.child(0)) ? std::optional(*space + "." + expr.name) : std::nullopt;
    if (qualified) {
        if (const Callee callee = find_callee(*qualified, is_absolute(expr.child(0)), false))
            return call_of(expr, callee, std::span(arguments).subspan(1));
    }
    if (const Callee callee = find_callee(expr.name, false, true)) return call_of(expr, callee, arguments);
    return unknown_function(expr, qualified);
}

Checker::At Checker::unknown_function(const Expr& expr, const std::optional<std::string>& qualified) {
    std::vector<std::string> known = environment_.function_names(expr.member && !qualified);
    const std::vector<std::string> standard = standard_names(expr.member);
    known.insert(known.end(), standard.begin(), standard.end());
    if (find_macro(expr.name, any_arguments))
        return refuse(expr, ErrorKind::unknown_name,
                      "'" + expr.name + "' is called with the wrong number of arguments",
                      "such as list.exists(x, x > 1)");
    // In `tables.priorty(…)` the mistake is in the whole name if `tables` is a namespace, else in its last
    // part.
    const auto in_space = [&](const std::string& one) {
        return qualified && one.starts_with(qualified->substr(0, qualified->find('.') + 1));
    };
    const std::vector<std::string> functions = environment_.function_names(false);
    if (std::ranges::any_of(functions, in_space)) {
        return refuse(expr, ErrorKind::unknown_name, "unknown function '" + *qualified + "'", {},
                      std::string(nearest(*qualified, functions)));
    }
    const std::vector<std::string> members = environment_.function_names(true);
    known.insert(known.end(), members.begin(), members.end());
    const std::vector<std::string> macros = macro_names();
    known.insert(known.end(), macros.begin(), macros.end());
    return refuse(expr, ErrorKind::unknown_name, "unknown function '" + expr.name + "'", {},
                  std::string(nearest(expr.name, known)));
}

Checker::At Checker::call_of(Expr& expr, const Callee& callee, std::span<Expr* const> arguments) {
    std::vector<At> nodes;
    for (Expr* argument : arguments) nodes.push_back(visit(*argument));
    Mismatch mismatch;
    if (callee.host) {
        for (const Function& function : *callee.host) {
            if (!matches(function.parameters, arguments, mismatch)) continue;
            expr.type = function.result;
            FunctionRead read{function.id, {}, {}};
            for (const Expr* argument : arguments) {
                read.arguments.push_back(argument->kind == ExprKind::literal ? std::optional(argument->value)
                                                                             : std::nullopt);
                read.texts.push_back(print(*argument));
            }
            code_.reads.functions.push_back(std::move(read));
            expr.place = place_of_call(function.id, arguments);
            narrow(expr);
            return weighed(emit(Op::host_call, expr, static_cast<std::uint32_t>(function.id), nodes), expr,
                           function.cost - 1, 1);
        }
    }
    if (callee.standard) {
        if (const auto result = resolve(callee.standard->overloads, arguments, mismatch)) {
            expr.type = *result;
            return standard_call(expr, *callee.standard, arguments, nodes);
        }
        if (!is_checked()) return standard_call(expr, *callee.standard, arguments, nodes);
    }
    return refuse_call(expr, callee.name, arguments, mismatch);
}

// What the node takes each time, and what it may take in all.
Checker::At Checker::weighed(At node, Expr& expr, std::int64_t weight, std::int64_t times) {
    constexpr std::int64_t most = std::numeric_limits<std::uint16_t>::max();
    weight = std::clamp<std::int64_t>(weight, 0, most);
    code_.nodes[node].weight = static_cast<std::uint16_t>(weight);
    expr.weight = weight * times;
    return node;
}

Checker::At Checker::standard_call(Expr& expr, const StandardFunction& function,
                                   std::span<Expr* const> arguments, std::span<const At> nodes) {
    if (is_checked())
        if (const auto made = literal_call(expr, function, arguments, nodes)) return *made;
    code_.functions.push_back(&function);
    return emit(Op::standard_call, expr, static_cast<std::uint32_t>(code_.functions.size() - 1), nodes);
}

// A literal time, duration, number, pattern or zone is read once, here.
std::optional<Checker::At> Checker::literal_call(Expr& expr, const StandardFunction& function,
                                                 std::span<Expr* const> arguments,
                                                 std::span<const At> nodes) {
    constexpr std::array<std::string_view, 6> conversions = {"timestamp", "duration", "int",
                                                             "uint",      "double",   "bool"};
    if (arguments.empty() || arguments.back()->kind != ExprKind::literal) return std::nullopt;
    const Value& last = arguments.back()->value;
    const bool strict = options_.check_literals;
    if (arguments.size() == 1 && std::ranges::find(conversions, function.name) != conversions.end()) {
        Budget budget{steps_max};
        CallContext context{budget, environment_.zones()};
        Value value = call_standard(function, context, std::span(&last, 1));
        if (!value.is_error()) return emit(Op::constant, expr, constant(std::move(value)));
        if (!strict) return std::nullopt;
        return refuse(*arguments[0], ErrorKind::invalid_argument, value.error().message);
    }
    if (arguments.size() != 2 || !last.is(ValueKind::string)) return std::nullopt;
    if (function.name == "matches") {
        auto pattern = Pattern::parse(last.string());
        if (pattern) {
            const auto weight = static_cast<std::int64_t>((*pattern)->weight());
            code_.patterns.push_back(std::move(*pattern));
            const At made = emit(Op::matches, expr, static_cast<std::uint32_t>(code_.patterns.size() - 1),
                                 nodes.first(1));
            return weighed(made, expr, weight, unknown_text);
        }
        if (!strict) return std::nullopt;
        return refuse(*arguments[1], ErrorKind::invalid_argument, "this is no pattern: " + pattern.error(),
                      "a regular expression of RE2");
    }
    const bool zoned = function.name.starts_with("get") && strict && environment_.zones();
    if (zoned && !zone_offset(last.string(), 0, environment_.zones()))
        return refuse(*arguments[1], ErrorKind::invalid_argument, "unknown time zone '" + last.string() + "'",
                      "a name such as 'Europe/Amsterdam', or an offset such as '+02:00'");
    return std::nullopt;
}

bool Checker::matches(std::span<const Type> parameters, std::span<Expr* const> arguments,
                      Mismatch& mismatch) {
    mismatch.signatures.push_back(listed(parameters));
    if (parameters.size() != arguments.size()) return false;
    auto before = types_.mark();
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        Misfit misfit;
        misfit.fit = fits(parameters[i], *arguments[i], misfit);
        if (misfit.fit == Fit::yes) continue;
        types_.take_back(std::move(before));
        mismatch.add(i, parameters[i], std::move(misfit));
        return false;
    }
    return true;
}

std::optional<Type> Checker::resolve(std::span<const Overload> overloads, std::span<Expr* const> arguments,
                                     Mismatch& mismatch) {
    std::optional<Type> result;
    for (const Overload& overload : overloads) {
        auto before = types_.mark();
        Inference::Renaming names;
        std::vector<Type> parameters;
        for (const Type& parameter : overload.parameters)
            parameters.push_back(types_.renamed(parameter, names));
        const Type given = types_.renamed(overload.result, names);
        if (!matches(parameters, arguments, mismatch)) continue;
        const Type found = types_.resolved(given);
        if (!result) {
            result = found;
            continue;
        }
        // Several may be called, as with operands of type dyn: then only their common result is known.
        types_.take_back(std::move(before));
        if (!(found == *result)) result = Type::dyn();
    }
    return result;
}

Checker::At Checker::refuse_call(const Expr& expr, std::string_view name, std::span<Expr* const> arguments,
                                 const Mismatch& mismatch) {
    if (is_checked() && mismatch.found && mismatch.misfit.fit != Fit::no) {
        report_misfit(mismatch.wanted, *arguments[mismatch.argument], mismatch.misfit, "an argument");
        return emit(Op::constant, expr, constant({}));
    }
    std::vector<Type> given;
    for (const Expr* argument : arguments) given.push_back(type_of(*argument));
    std::string expected;
    for (const std::string& one : mismatch.signatures)
        if (expected.size() < 200) expected += (expected.empty() ? "" : " or ") + std::string(name) + one;
    return refuse(expr, ErrorKind::no_overload, "'" + std::string(name) + "' does not take " + listed(given),
                  std::move(expected));
}

Checker::At Checker::unary(Expr& expr) {
    const At operand = visit(expr.child(0));
    const std::array arguments = {&expr.child(0)};
    Mismatch mismatch;
    const auto result = resolve(operator_overloads(expr.op), arguments, mismatch);
    if (!result) return refuse_call(expr, symbol(expr.op), arguments, mismatch);
    expr.type = *result;
    return emit(expr.op == Operator::negate ? Op::negate : Op::invert, expr, 0, std::array{operand});
}

Checker::At Checker::binary(Expr& expr) {
    const std::array nodes = {visit(expr.child(0)), visit(expr.child(1))};
    const auto op = static_cast<Op>(static_cast<int>(Op::negate) + static_cast<int>(expr.op));
    const bool equality = expr.op == Operator::equal || expr.op == Operator::unequal;
    if (!is_checked()) return emit(op, expr, 0, nodes);
    if (equality || expr.op == Operator::in) {
        expr.type = Type::boolean();
        if (equality)
            compare(expr, expr.child(0), type_of(expr.child(0)), expr.child(1), type_of(expr.child(1)));
        else
            member_of(expr);
        return emit(op, expr, 0, nodes);
    }
    const bool ordering = expr.op >= Operator::less && expr.op <= Operator::greater_equal;
    for (const ExprPtr& child : expr.children)
        if (ordering && type_of(*child).is(TypeKind::choice))
            return refuse(expr, ErrorKind::no_overload,
                          "'" + type_of(*child).text() + "' is a choice, which has no order",
                          "== or in with some of its values");
    const std::array arguments = {&expr.child(0), &expr.child(1)};
    Mismatch mismatch;
    const auto result = resolve(operator_overloads(expr.op), arguments, mismatch);
    if (!result) return refuse_call(expr, symbol(expr.op), arguments, mismatch);
    expr.type = *result;
    return emit(op, expr, 0, nodes);
}

}  // namespace reeve::cel
