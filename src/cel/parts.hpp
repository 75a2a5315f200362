#pragma once
// An expression taken apart, for who knows some of what it reads only roughly: its parts, and the same with
// some of them answered by the host.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "cel/program.hpp"

namespace reeve::cel {

struct Part {
    enum class Kind : std::uint8_t {
        constant,
        variable,  // the host's slot `operand`
        local,     // a macro's element: the local `operand`
        field,     // of an object, by index `operand`
        arithmetic,
        order,
        equality,  // equal or not
        in,
        inversion,
        logic,
        conditional,
        host_call,      // of the function with the id `operand`
        standard_call,  // of the function `word`
        list,
        condition_of_each,  // all, exists, exists_one: its locals are `operand` and the next
        list_of_each,       // map, filter
        other
    } kind = Kind::other;
    std::uint32_t operand = 0;
    std::string word;  // tells it from other parts of its kind: an operator, a name, a literal
    std::vector<std::uint32_t> children;
};

struct Parts {
    std::vector<Part> all;
    std::uint32_t root = 0;
    // Written in one way, so that what is the same reads the same within the program.
    [[nodiscard]] std::string text(std::uint32_t part) const;
};
[[nodiscard]] Parts parts_of(const Program& program);

// A part that the host is asked for in its place, with other parts as arguments.
struct AskedPart {
    std::uint32_t part = 0;
    int function = 0;
    std::vector<std::uint32_t> arguments;
};
[[nodiscard]] Program asking(const Program& program, std::span<const AskedPart> asked);

}  // namespace reeve::cel
