#pragma once
// An expression that has been parsed, checked and resolved, ready to be evaluated any number of times.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "cel/type.hpp"
#include "cel/value.hpp"

namespace reeve::cel {

struct Code;

// What an expression reads, for finding out what depends on what.
struct FunctionRead {
    int id = 0;
    std::vector<std::optional<Value>> arguments;  // those written as literals; of a member the receiver first
    std::vector<std::string> texts;               // of all of them, written in the one canonical way
};
struct Reads {
    std::vector<int> variables;  // slots, each once, ascending
    // From the variable's declared name on, each once: {"record", "priority"}. What is read of a list's
    // elements goes through "*": {"links.report", "*", "state"}.
    std::vector<std::vector<std::string>> paths;
    std::vector<FunctionRead> functions;  // in the order of the text
};

// Cheap to copy; immutable; may be evaluated by several threads at once. The empty Program evaluates to null.
class Program {
public:
    Program();
    explicit Program(std::shared_ptr<const Code> code);

    [[nodiscard]] const Type& result() const;
    [[nodiscard]] const std::string& text() const;  // written in the one canonical way
    [[nodiscard]] const Reads& reads() const;
    [[nodiscard]] const std::vector<Problem>& warnings() const;
    [[nodiscard]] const Code& code() const { return *code_; }  // for evaluate

private:
    std::shared_ptr<const Code> code_;
};

// What the host answers while an expression is evaluated.
class Activation {
public:
    virtual ~Activation() = default;
    [[nodiscard]] virtual Value variable(int slot) = 0;
    [[nodiscard]] virtual Value call(int function, std::span<const Value> arguments) = 0;
};

inline constexpr std::int64_t steps_max = 100'000;

// Never throws for what a value is: the result is an error value when the expression has none. A step is one
// operation, or some sixteen bytes or one element of what an operation makes or reads; above `steps` the
// result is the error `cost`, whatever || or && would make of it.
[[nodiscard]] Value evaluate(const Program& program, Activation& activation, std::int64_t steps = steps_max);

}  // namespace reeve::cel
