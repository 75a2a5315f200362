#include <algorithm>

#include "cel/check_internal.hpp"

namespace reeve::cel {
namespace {

using Places = std::vector<std::string>;

// The place that `a != null` or `null != a` speaks of.
const std::string* compared_with_null(const Expr& expr) {
    const auto is_null = [](const Expr& one) { return one.kind == ExprKind::literal && one.value.is_null(); };
    const Expr& a = expr.child(0);
    const Expr& b = expr.child(1);
    if (is_null(a) == is_null(b)) return nullptr;
    const Expr& other = is_null(a) ? b : a;
    return other.place.empty() ? nullptr : &other.place;
}

Places both(Places a, const Places& b) {
    std::erase_if(a, [&](const std::string& place) { return std::ranges::find(b, place) == b.end(); });
    return a;
}

}  // namespace

std::vector<std::string> Checker::known_if(bool outcome, const Expr& expr) {
    switch (expr.kind) {
        case ExprKind::has: return outcome && !expr.place.empty() ? Places{expr.place} : Places{};
        case ExprKind::unary:
            return expr.op == Operator::invert ? known_if(!outcome, expr.child(0)) : Places{};
        case ExprKind::binary: {
            const bool tells = expr.op == (outcome ? Operator::unequal : Operator::equal);
            const std::string* place = tells ? compared_with_null(expr) : nullptr;
            return place ? Places{*place} : Places{};
        }
        case ExprKind::logic: {
            // A true && and a false || mean that of every operand; the other way round, of one or another.
            const bool every = outcome == (expr.op == Operator::logical_and);
            Places all = known_if(outcome, expr.child(0));
            for (std::size_t i = 1; i < expr.children.size(); ++i) {
                Places more = known_if(outcome, expr.child(i));
                if (every)
                    all.insert(all.end(), more.begin(), more.end());
                else
                    all = both(std::move(all), more);
            }
            return all;
        }
        case ExprKind::conditional:
            return both(known_if(outcome, expr.child(1)), known_if(outcome, expr.child(2)));
        default: return {};
    }
}

Checker::At Checker::visit_knowing(Expr& expr, const std::vector<std::string>& known) {
    const std::size_t before = known_.size();
    known_.insert(known_.end(), known.begin(), known.end());
    const At made = visit(expr);
    known_.resize(before);
    return made;
}

// `extended`: what is read here is only a part of the way to what its parent reads.
void Checker::collect_reads(const Expr& expr, bool extended) {
    auto& paths = code_.reads.paths;
    if (!extended && !expr.reads.empty() && std::ranges::find(paths, expr.reads) == paths.end())
        paths.push_back(expr.reads);
    const bool leads =
        expr.kind == ExprKind::select || expr.kind == ExprKind::has || expr.kind == ExprKind::index;
    for (std::size_t i = 0; i < expr.children.size(); ++i)
        collect_reads(expr.child(i), leads && i == 0 && !expr.reads.empty());
}

}  // namespace reeve::cel
