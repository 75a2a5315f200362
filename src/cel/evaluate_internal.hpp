#pragma once
// One evaluation of a program.

#include <span>
#include <string>
#include <vector>

#include "cel/arithmetic_internal.hpp"
#include "cel/code_internal.hpp"
#include "cel/equal_internal.hpp"
#include "cel/map.hpp"

namespace reeve::cel {

class Evaluation {
public:
    Evaluation(const Code& code, Activation& activation, Budget& budget)
        : code_(code), activation_(activation), budget_(budget), locals_(code.locals) {}
    [[nodiscard]] Value run(std::uint32_t at);

private:
    [[nodiscard]] std::uint32_t child(const Node& node, std::uint32_t i) const {
        return code_.children[node.first + i];
    }
    [[nodiscard]] const Value& look(std::uint32_t at, Value& kept);

    // Errors get the place of the node that made them.
    [[nodiscard]] Value located(const Node& node, Value error) const;
    [[nodiscard]] Value checked(const Node& node, Value value) const;
    [[nodiscard]] Value fail(const Node& node, ErrorKind kind, std::string message) const;
    [[nodiscard]] Value no_such_overload(const Node& node, std::string_view name,
                                         std::span<const Value> of) const;

    [[nodiscard]] Value logic(const Node& node, bool decisive);
    [[nodiscard]] Value conditional(const Node& node);
    [[nodiscard]] Value unary(const Node& node);
    [[nodiscard]] Value binary(const Node& node);
    [[nodiscard]] Value compared(const Node& node, const Value& left, const Value& right);
    [[nodiscard]] Value in(const Node& node, const Value& wanted, const Value& container);
    [[nodiscard]] Value call(const Node& node);
    [[nodiscard]] Value matches(const Node& node);

    // evaluate_access.cpp
    [[nodiscard]] Value field(const Node& node);
    [[nodiscard]] Value named_field(const Node& node);
    [[nodiscard]] Value index(const Node& node);
    [[nodiscard]] Value indexed(const Node& node, const Value& container, const Value& key, bool optional);
    [[nodiscard]] Value list(const Node& node);
    [[nodiscard]] Value map(const Node& node);

    // evaluate_macros.cpp
    struct Range;
    [[nodiscard]] Value range(const Node& node, Range& range);
    [[nodiscard]] bool next(const Node& node, Range& range);
    // Whether the element passes the filter: true, false, or an error.
    [[nodiscard]] Value passes(const Node& node);
    [[nodiscard]] Value predicate(const Node& node, std::uint32_t at);
    [[nodiscard]] std::uint32_t body(const Node& node) const { return child(node, node.count - 1U); }
    [[nodiscard]] Value every(const Node& node, bool all);
    [[nodiscard]] Value exists_one(const Node& node);
    [[nodiscard]] Value map_list(const Node& node);
    [[nodiscard]] Value transform_map(const Node& node);
    [[nodiscard]] Value optional_map(const Node& node);

    const Code& code_;
    Activation& activation_;
    Budget& budget_;
    std::vector<Value> locals_;
};

}  // namespace reeve::cel
