#pragma once
// A checked expression as compact nodes: every name is a slot, an index or a function's id.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "cel/environment.hpp"
#include "cel/pattern_internal.hpp"
#include "cel/program.hpp"
#include "cel/standard_internal.hpp"

namespace reeve::cel {

enum class Op : std::uint8_t {
    constant,  // constants[operand]
    fail,      // constants[operand], an error
    variable,  // the host's slot `operand`
    local,     // a macro's element
    field,     // of an object, by index `operand`
    has_field,
    named_field,  // by the name constants[operand]: of a map, or of what is not known before
    has_named_field,
    optional_field,  // .? by the name constants[operand]
    index,
    optional_index,
    negate,
    invert,
    multiply,
    divide,
    modulo,
    add,
    subtract,
    less,
    less_equal,
    greater,
    greater_equal,
    equal,
    unequal,
    in,
    conjunction,
    disjunction,
    conditional,
    host_call,      // of the function with the id `operand`
    standard_call,  // of functions[operand]
    matches,        // patterns[operand]
    list,
    map,
    unwrap,  // an element of a list, or a key of a map, that is left out when none
    all,
    exists,
    exists_one,
    map_list,
    transform_map,
    transform_entries,
    optional_map,
    optional_flat_map,
};

struct Node {
    Op op = Op::constant;
    // Of a macro: names key and value; has a filter before its body. Its locals are `operand` and the next.
    bool pairs = false;
    bool filtered = false;
    std::uint16_t count = 0;  // children, from children[first] on
    // Steps more than one: of a host's function; of a pattern for every 16 bytes that it reads.
    std::uint16_t weight = 0;
    std::uint32_t first = 0;
    std::uint32_t operand = 0;
    std::uint32_t offset = 0;  // in the source
};

// Where the text of an expression stands in a file.
struct SourcePlace {
    std::string source;
    std::string file;
    int line = 1;
    int column = 1;
    int indent = 0;

    struct Point {
        int line = 0;
        int column = 0;
    };
    [[nodiscard]] Point at(std::uint32_t offset) const;
};

struct Code {
    std::vector<Node> nodes;
    std::vector<std::uint32_t> children;
    std::vector<Value> constants;
    std::vector<const StandardFunction*> functions;
    std::vector<std::shared_ptr<const Pattern>> patterns;
    std::uint32_t root = 0;
    bool weighs_calls = true;  // counts the weights of nodes
    std::uint32_t locals = 0;
    ZoneOffset zones;
    SourcePlace place;
    Type result;
    std::string text;
    Reads reads;
    std::vector<Problem> warnings;
};

}  // namespace reeve::cel
