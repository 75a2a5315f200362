// Whether an expression may stand where a type is wanted, and what may be compared with what.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "cel/check_internal.hpp"
#include "cel/text_internal.hpp"

namespace reeve::cel {
namespace {

bool has_choice(const Type& type) {
    switch (type.kind()) {
        case TypeKind::choice: return true;
        case TypeKind::maybe:
        case TypeKind::list:
        case TypeKind::optional: return has_choice(type.element());
        case TypeKind::map: return has_choice(type.key()) || has_choice(type.element());
        default: return false;
    }
}

bool is_text_literal(const Expr& expr) {
    return expr.kind == ExprKind::literal && expr.value.is(ValueKind::string);
}

const Type& without_maybe(const Type& type) {
    return type.is(TypeKind::maybe) ? type.element() : type;
}

// A type that may be anything, null too.
bool is_open(const Type& type) {
    return type.is(TypeKind::dyn) || type.is(TypeKind::variable);
}

}  // namespace

Checker::Fit Checker::fits(const Type& wanted, const Expr& expr, Misfit& misfit) {
    const Type want = types_.resolved(wanted);
    const Type found = type_of(expr);
    misfit.at = &expr;
    if (has_choice(want)) {
        if (expr.kind == ExprKind::conditional) {
            const Fit yes = fits(wanted, expr.child(1), misfit);
            return yes == Fit::yes ? fits(wanted, expr.child(2), misfit) : yes;
        }
        if (want.is(TypeKind::maybe) && !found.is(TypeKind::null) && !found.is(TypeKind::maybe))
            return fits(want.element(), expr, misfit);
        if (want.is(TypeKind::list) && expr.kind == ExprKind::list) {
            for (const ExprPtr& child : expr.children)
                if (const Fit fit = fits(want.element(), *child, misfit); fit != Fit::yes) return fit;
            return Fit::yes;
        }
        if (want.is(TypeKind::choice) && is_text_literal(expr)) {
            misfit.values = want.values();
            return want.has_value(expr.value.string()) ? Fit::yes : Fit::unknown_value;
        }
    }
    auto before = types_.mark();
    if (types_.assign(wanted, expr.type)) return Fit::yes;
    types_.take_back(std::move(before));
    const bool unguarded = found.is(TypeKind::maybe) && types_.assign(wanted, found.element());
    return unguarded ? Fit::unguarded : Fit::no;
}

bool Checker::require(const Type& wanted, const Expr& expr, std::string_view what) {
    Misfit misfit;
    misfit.fit = fits(wanted, expr, misfit);
    if (misfit.fit == Fit::yes) return true;
    report_misfit(wanted, expr, misfit, what);
    return false;
}

void Checker::report_misfit(const Type& wanted, const Expr& expr, const Misfit& misfit,
                            std::string_view what) {
    const Expr& at = misfit.at ? *misfit.at : expr;
    if (misfit.fit == Fit::unguarded) return report_unguarded(at);
    if (misfit.fit == Fit::unknown_value) {
        std::vector<std::string> names;
        for (const std::string& value : misfit.values) names.push_back(quoted(value));
        const std::string kind = types_.resolved(wanted).name();
        report(at,
               fmt::format("{} is not one of {}", quoted(at.value.string()), kind.empty() ? "these" : kind),
               "one of " + join(names, ", "), std::string(nearest(at.value.string(), misfit.values)), false);
        return;
    }
    report(at, fmt::format("{} is {} here", what, type_of(at).text()), types_.resolved(wanted).text(), {},
           false);
}

void Checker::report_unguarded(const Expr& expr) {
    const std::string name = print(expr);
    const std::string test = expr.kind == ExprKind::select && !expr.optional
                                 ? fmt::format("test it with has({0}) or {0} != null first", name)
                                 : fmt::format("test it with {} != null first", name);
    report(expr, fmt::format("unguarded use of '{}', which may be absent", name), test, {}, false);
}

// Anything may be compared with null; where it can never be null, that is worth a word.
bool Checker::compare_null(const Expr& a, const Type& left, const Expr& b, const Type& right) {
    if (!left.is(TypeKind::null) && !right.is(TypeKind::null)) return false;
    const Type& other = left.is(TypeKind::null) ? right : left;
    const Expr& expr = left.is(TypeKind::null) ? b : a;
    if (!other.is(TypeKind::null) && !other.is(TypeKind::maybe) && !is_open(other) &&
        std::ranges::find(known_, expr.place) == known_.end())
        report(expr, "'" + print(expr) + "' is never null", {}, {}, true);
    return true;
}

void Checker::compare(const Expr& at, const Expr& a, const Type& left, const Expr& b, const Type& right) {
    if (compare_null(a, left, b, right)) return;
    if (left.is(TypeKind::dyn) || right.is(TypeKind::dyn)) return;
    if (options_.checking == Checking::strict && left.is(TypeKind::maybe) != right.is(TypeKind::maybe) &&
        !is_open(left) && !is_open(right))
        return report_unguarded(left.is(TypeKind::maybe) ? a : b);
    const Type one = without_maybe(left);
    const Type other = without_maybe(right);
    if (!compare_choices(at, a, one, b, other)) return;
    auto before = types_.mark();
    if (types_.assign(one, other)) return;
    types_.take_back(before);
    if (types_.assign(other, one)) return;
    types_.take_back(std::move(before));
    report(at, one.text() + " and " + other.text() + " are never equal", "two values of one type", {}, false);
}

bool Checker::compare_choices(const Expr& at, const Expr& a, const Type& left, const Expr& b,
                              const Type& right) {
    if (left.is(TypeKind::choice) && right.is(TypeKind::choice) && !(left == right)) {
        report(at, left.text() + " and " + right.text() + " are different choices", "two of the same choice",
               {}, false);
        return false;
    }
    const auto knows = [this](const Type& choice, const Expr& expr) {
        Misfit misfit;
        misfit.fit = has_choice(choice) ? fits(choice, expr, misfit) : Fit::yes;
        if (misfit.fit != Fit::unknown_value) return true;
        report_misfit(choice, expr, misfit, {});
        return false;
    };
    return knows(left, b) && knows(right, a);
}

// `a in b`: every literal in b that is beside a choice must be one of its values.
void Checker::member_of(const Expr& expr) {
    const Expr& a = expr.child(0);
    const Expr& b = expr.child(1);
    const Type wanted = type_of(a);
    Type container = type_of(b);
    if (container.is(TypeKind::maybe)) {
        if (options_.checking == Checking::strict) return report_unguarded(b);
        container = Type(container.element());
    }
    if (is_open(container)) return;
    if (!container.is(TypeKind::list) && !container.is(TypeKind::map)) {
        report(expr, "'in' looks into a list or the keys of a map, not into " + container.text(),
               container.is(TypeKind::string) ? "text.contains(part)" : "", {}, false);
        return;
    }
    if (b.kind == ExprKind::list) {
        for (const ExprPtr& child : b.children)
            if (is_text_literal(*child) &&
                !compare_choices(expr, a, without_maybe(wanted), *child, Type::string()))
                return;
    }
    const Type element = container.is(TypeKind::map) ? container.key() : container.element();
    // There is no one expression for the elements, so the list stands for them.
    compare(expr, a, wanted, b, without_maybe(element));
}

}  // namespace reeve::cel
