#include <array>

#include "cel/check_internal.hpp"

namespace reeve::cel {
namespace {

bool is_transform(const std::string& name) {
    return name.starts_with("transform");
}
bool is_predicate(const std::string& name) {
    return !is_transform(name) && name != "map";
}

Op macro_op(const std::string& name) {
    if (name == "all") return Op::all;
    if (name == "exists") return Op::exists;
    if (name == "exists_one" || name == "existsOne") return Op::exists_one;
    if (name == "transformMap") return Op::transform_map;
    if (name == "transformMapEntry") return Op::transform_entries;
    return Op::map_list;  // map, filter, transformList
}

}  // namespace

// Each macro has locals of its own in the program, so that none is overwritten while it is looked at.
std::uint32_t Checker::push_local(std::string name, Type type, std::vector<std::string> reads) {
    locals_.push_back({std::move(name), code_.locals, std::move(type), std::move(reads)});
    return code_.locals++;
}

Checker::At Checker::comprehension(Expr& expr) {
    Expr& over = expr.child(0);
    const At range = visit(over);
    Type type = type_of(over);
    if (type.is(TypeKind::maybe)) {
        if (options_.checking == Checking::strict) report_unguarded(over);
        type = Type(type.element());
    }
    Type key = Type::dyn();
    Type element = Type::dyn();
    if (type.is(TypeKind::list) || type.is(TypeKind::map)) {
        key = type.is(TypeKind::map) ? type.key() : Type::integer();
        element = type.element();
    } else if (!type.is(TypeKind::dyn) && !type.is(TypeKind::variable)) {
        return refuse(over, ErrorKind::no_overload,
                      "'" + expr.name + "' goes through a list or a map, not " + type.text(),
                      "a list or a map");
    }
    std::vector<std::string> reads = over.reads;
    if (!reads.empty()) reads.emplace_back("*");
    const std::size_t before = locals_.size();
    std::uint32_t first = 0;
    if (expr.variables.size() == 2) {
        first = push_local(expr.variables[0], key, {});
        push_local(expr.variables[1], element, std::move(reads));
    } else {
        first = push_local(expr.variables[0], type.is(TypeKind::map) ? key : element, std::move(reads));
    }
    const At made = comprehension_body(expr, range, first);
    locals_.resize(before);
    return made;
}

// The locals are in scope.
Checker::At Checker::comprehension_body(Expr& expr, At range, std::uint32_t locals) {
    const bool filters = expr.name == "filter" || expr.children.size() == 3;
    std::vector<At> nodes = {range};
    std::vector<std::string> known;
    if (filters || is_predicate(expr.name)) {
        nodes.push_back(visit(expr.child(1)));
        if (is_checked()) require(Type::boolean(), expr.child(1), "the condition of '" + expr.name + "'");
        known = known_if(true, expr.child(1));
    }
    const Local& first = locals_[locals_.size() - expr.variables.size()];
    if (is_predicate(expr.name)) {
        expr.type = Type::boolean();
        if (expr.name == "filter") {
            expr.type = Type::list(first.type);
            expr.reads = expr.child(0).reads;
            nodes.push_back(emit(Op::local, expr, locals));
        }
    } else {
        const Type key = first.type;
        Expr& body = *expr.children.back();
        nodes.push_back(visit_knowing(body, known));
        const Type made = type_of(body);
        if (expr.name == "transformMap") {
            expr.type = Type::map(key, made);
        } else if (expr.name == "transformMapEntry") {
            expr.type = Type::map(types_.fresh(), types_.fresh());
            if (is_checked()) require(expr.type, body, "the entry");
        } else {
            expr.type = Type::list(made);
        }
    }
    const At made = emit(macro_op(expr.name), expr, locals, nodes);
    code_.nodes[made].pairs = expr.variables.size() == 2;
    code_.nodes[made].filtered = filters;
    return made;
}

Checker::At Checker::optional_map(Expr& expr) {
    const At operand = visit(expr.child(0));
    const Type inner = types_.fresh();
    if (is_checked()) require(Type::optional(inner), expr.child(0), "what '" + expr.name + "' is called on");
    const std::size_t before = locals_.size();
    const std::uint32_t local = push_local(expr.variables[0], types_.resolved(inner), expr.child(0).reads);
    const At body = visit(expr.child(1));
    locals_.resize(before);
    const bool flat = expr.name == "optFlatMap";
    if (flat && is_checked()) require(Type::optional(types_.fresh()), expr.child(1), "the result");
    expr.type = flat ? type_of(expr.child(1)) : Type::optional(type_of(expr.child(1)));
    return emit(flat ? Op::optional_flat_map : Op::optional_map, expr, local, std::array{operand, body});
}

}  // namespace reeve::cel
