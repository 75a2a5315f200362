#pragma once
// The syntax tree of an expression: what was written, with macros and operators as such.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cel/type.hpp"
#include "cel/value.hpp"

namespace reeve::cel {

enum class ExprKind : std::uint8_t {
    literal,        // value
    identifier,     // name, absolute if it began with a dot
    select,         // children[0].name, or .?name if optional
    has,            // has(children[0].name)
    index,          // children[0][children[1]], or [?…] if optional
    unary,          // op children[0]
    binary,         // children[0] op children[1]
    logic,          // children joined by && or ||: two or more
    conditional,    // children[0] ? children[1] : children[2]
    call,           // name(children…), or children[0].name(children[1]…) if member
    list,           // [children…]; marked[i] if ?children[i]
    map,            // {children[2i]: children[2i+1]}; marked[i] if ?key
    message,        // name{fields}: never evaluated, its fields are children
    comprehension,  // children[0].name(variables…, children[1]…): a macro over a list or map
    bind,           // children[0].optMap(variables[0], children[1]) and optFlatMap
};

enum class Operator : std::uint8_t {
    negate,
    invert,  // unary
    multiply,
    divide,
    modulo,
    add,
    subtract,  // binary
    less,
    less_equal,
    greater,
    greater_equal,
    equal,
    unequal,
    in,
    logical_and,
    logical_or,
};

[[nodiscard]] std::string_view symbol(Operator op);  // "&&", "in"

struct Expr;
using ExprPtr = std::unique_ptr<Expr>;

struct Expr {
    ExprKind kind = ExprKind::literal;
    Operator op = Operator::negate;
    bool optional = false;
    bool absolute = false;
    bool member = false;
    std::uint32_t offset = 0;  // in the source: of an operator, a name, or the first character
    std::uint32_t height = 1;
    Value value;
    std::string name;
    std::vector<ExprPtr> children;
    std::vector<std::string> variables;
    std::vector<bool> marked;

    // Set by the checker.
    Type type;
    std::string place;               // of a variable or of a field in one: alike for what is the same
    std::vector<std::string> reads;  // the same in the host's names, as Reads::paths has it
    std::int64_t weight = 0;         // steps that a call takes besides one

    [[nodiscard]] const Expr& child(std::size_t i) const { return *children[i]; }
    [[nodiscard]] Expr& child(std::size_t i) { return *children[i]; }
};

// The one canonical text; parsing it gives the same tree.
[[nodiscard]] std::string print(const Expr& expr);
[[nodiscard]] bool same_tree(const Expr& a, const Expr& b);  // offsets and types aside

}  // namespace reeve::cel
