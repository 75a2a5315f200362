#include "cel/evaluate_internal.hpp"

namespace reeve::cel {

// What a macro goes through: the elements of a list, or the entries of a map.
struct Evaluation::Range {
    Value over;
    std::size_t next = 0;
    [[nodiscard]] std::size_t size() const {
        return over.is(ValueKind::list) ? over.list().size() : over.map().size();
    }
};

// Null, or the error that there is nothing to go through.
Value Evaluation::range(const Node& node, Range& range) {
    range.over = run(child(node, 0));
    if (range.over.is_error()) return range.over;
    if (range.over.is(ValueKind::list) || range.over.is(ValueKind::map)) return {};
    return no_such_overload(node, "a macro", std::span(&range.over, 1));
}

// Sets the locals to the next element; false at the end, or when the steps are spent.
bool Evaluation::next(const Node& node, Range& range) {
    if (range.next == range.size() || !budget_.spend(1)) return false;
    const std::size_t at = range.next++;
    Value& first = locals_[node.operand];
    if (range.over.is(ValueKind::map)) {
        const auto& [key, value] = range.over.map().entries()[at];
        first = key;
        if (node.pairs) locals_[node.operand + 1] = value;
    } else if (node.pairs) {
        first = static_cast<std::int64_t>(at);
        locals_[node.operand + 1] = range.over.list()[at];
    } else {
        first = range.over.list()[at];
    }
    return true;
}

Value Evaluation::predicate(const Node& node, std::uint32_t at) {
    Value answer = run(at);
    if (answer.is(ValueKind::boolean) || answer.is_error()) return answer;
    return no_such_overload(node, "a macro's condition", std::span(&answer, 1));
}

Value Evaluation::passes(const Node& node) {
    return node.filtered ? predicate(node, child(node, 1)) : Value(true);
}

Value Evaluation::every(const Node& node, bool all) {
    Range over;
    if (Value error = range(node, over); error.is_error()) return error;
    Value error;
    while (next(node, over)) {
        Value answer = predicate(node, body(node));
        if (answer.is_error()) {
            if (error.is_null()) error = std::move(answer);
        } else if (answer.boolean() != all) {
            return answer;
        }
    }
    return error.is_null() ? Value(all) : error;
}

Value Evaluation::exists_one(const Node& node) {
    Range over;
    if (Value error = range(node, over); error.is_error()) return error;
    std::size_t count = 0;
    while (next(node, over)) {
        Value answer = predicate(node, body(node));
        if (answer.is_error()) return answer;
        count += answer.boolean() ? 1 : 0;
    }
    return count == 1;
}

// map, transformList, and filter, whose body is its element.
Value Evaluation::map_list(const Node& node) {
    Range over;
    if (Value error = range(node, over); error.is_error()) return error;
    List list;
    while (next(node, over)) {
        const Value passed = passes(node);
        if (passed.is_error()) return passed;
        if (!passed.boolean()) continue;
        Value element = run(body(node));
        if (element.is_error()) return element;
        list.push_back(std::move(element));
    }
    return list;
}

Value Evaluation::transform_map(const Node& node) {
    Range over;
    if (Value error = range(node, over); error.is_error()) return error;
    std::vector<Map::Entry> entries;
    while (next(node, over)) {
        const Value passed = passes(node);
        if (passed.is_error()) return passed;
        if (!passed.boolean()) continue;
        const Value key = locals_[node.operand];
        Value made = run(body(node));
        if (made.is_error()) return made;
        if (node.op == Op::transform_map) {
            entries.emplace_back(key, std::move(made));
            continue;
        }
        if (!made.is(ValueKind::map)) return no_such_overload(node, "transformMapEntry", std::span(&made, 1));
        for (const Map::Entry& entry : made.map().entries()) {
            if (!budget_.spend(1)) return fail(node, ErrorKind::cost, "the expression takes too many steps");
            entries.push_back(entry);
        }
    }
    auto map = Map::of(std::move(entries));
    if (!map) return fail(node, ErrorKind::invalid_argument, "a key comes twice in a map");
    return std::move(*map);
}

Value Evaluation::optional_map(const Node& node) {
    Value operand = run(child(node, 0));
    if (operand.is_error()) return operand;
    if (!operand.is(ValueKind::optional)) return no_such_overload(node, "optMap", std::span(&operand, 1));
    if (!operand.optional()) return operand;
    locals_[node.operand] = *operand.optional();
    Value made = run(body(node));
    if (made.is_error()) return made;
    if (node.op == Op::optional_map) return Value::some(std::move(made));
    return made.is(ValueKind::optional) ? made : no_such_overload(node, "optFlatMap", std::span(&made, 1));
}

}  // namespace reeve::cel
