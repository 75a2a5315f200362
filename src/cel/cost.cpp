#include <algorithm>
#include <limits>

#include "cel/cost_internal.hpp"

namespace reeve::cel {
namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

std::int64_t plus(std::int64_t a, std::int64_t b) {
    return a > most - b ? most : a + b;
}
std::int64_t times(std::int64_t a, std::int64_t b) {
    return a != 0 && b > most / a ? most : a * b;
}

// How many elements a list or map has: as many as are written, else as many as a host's.
std::int64_t size_of(const Expr& expr) {
    switch (expr.kind) {
        case ExprKind::list: return static_cast<std::int64_t>(expr.children.size());
        case ExprKind::map: return static_cast<std::int64_t>(expr.children.size() / 2);
        case ExprKind::comprehension: return size_of(expr.child(0));  // what map and filter make
        case ExprKind::conditional: return std::max(size_of(expr.child(1)), size_of(expr.child(2)));
        case ExprKind::binary:
            if (expr.op == Operator::add) return plus(size_of(expr.child(0)), size_of(expr.child(1)));
            return unknown_size;
        default: return unknown_size;
    }
}

}  // namespace

std::int64_t cost_of(const Expr& expr) {
    if (expr.kind == ExprKind::comprehension) {
        std::int64_t body = 1;
        for (std::size_t i = 1; i < expr.children.size(); ++i) body = plus(body, cost_of(expr.child(i)));
        return plus(cost_of(expr.child(0)), times(size_of(expr.child(0)), body));
    }
    std::int64_t cost = plus(1, expr.weight);
    for (const ExprPtr& child : expr.children) cost = plus(cost, cost_of(*child));
    return cost;
}

}  // namespace reeve::cel
