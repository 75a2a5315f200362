#pragma once
// Gives every part of an expression its type, resolves its names and makes its code. What is wrong becomes a
// problem; unchecked, it becomes a node that fails when it is reached.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cel/code_internal.hpp"
#include "cel/compile.hpp"
#include "cel/expr_internal.hpp"
#include "cel/infer_internal.hpp"

namespace reeve::cel {

// What tells one expression from others of another value; empty when nothing short does.
[[nodiscard]] std::string place_or_literal(const Expr& expr);

class Checker {
public:
    Checker(const Environment& environment, const CompileOptions& options, Code& code);
    // Fills the code; gives what is wrong.
    std::vector<Problem> run(Expr& root);

private:
    using At = std::uint32_t;  // a node's number

    // check.cpp
    At visit(Expr& expr);
    At emit(Op op, const Expr& expr, std::uint32_t operand = 0, std::span<const At> children = {});
    std::uint32_t constant(Value value);
    At refuse(const Expr& expr, ErrorKind kind, std::string what, std::string expected = {},
              std::string nearest = {});
    void report(const Expr& expr, std::string what, std::string expected, std::string nearest, bool warning);
    At literal(Expr& expr);
    At logic(Expr& expr);
    At conditional(Expr& expr);
    At list(Expr& expr);
    At map(Expr& expr);
    At index(Expr& expr);
    Type index_type(const Expr& expr, const Type& container);
    [[nodiscard]] Type type_of(const Expr& expr) const { return types_.resolved(expr.type); }
    [[nodiscard]] bool is_checked() const { return options_.checking != Checking::none; }

    // check_names.cpp
    struct Local {
        std::string name;
        std::uint32_t index = 0;
        Type type;
        std::vector<std::string> reads;
    };
    [[nodiscard]] const Local* find_local(std::string_view name) const;
    [[nodiscard]] bool begins_in_local(const Expr& expr) const;
    [[nodiscard]] std::vector<std::string> candidates(const std::string& name, bool absolute) const;
    std::optional<At> named(Expr& expr);  // as the whole of a variable's or a type's name
    At identifier(Expr& expr);
    At unknown_name(const Expr& expr);
    At select(Expr& expr);
    At selected(Expr& expr, At operand);
    At field(Expr& expr, At operand, const Type& of);
    At emit_field(Expr& expr, At operand, std::optional<std::size_t> index, Type type);
    void narrow(Expr& expr);

    // check_calls.cpp
    struct Callee {
        std::string name;
        const std::vector<Function>* host = nullptr;
        const StandardFunction* standard = nullptr;
        [[nodiscard]] explicit operator bool() const { return host || standard; }
    };
    [[nodiscard]] Callee find_callee(const std::string& name, bool absolute, bool member) const;
    At call(Expr& expr);
    At call_of(Expr& expr, const Callee& callee, std::span<Expr* const> arguments);
    At weighed(At node, Expr& expr, std::int64_t weight, std::int64_t times);
    At standard_call(Expr& expr, const StandardFunction& function, std::span<Expr* const> arguments,
                     std::span<const At> nodes);
    // The code of a call whose literals were found to hold, or a refusal; nothing when it is a plain call.
    std::optional<At> literal_call(Expr& expr, const StandardFunction& function,
                                   std::span<Expr* const> arguments, std::span<const At> nodes);
    At unknown_function(const Expr& expr, const std::optional<std::string>& qualified);
    At unary(Expr& expr);
    At binary(Expr& expr);
    struct Mismatch;
    // The result's type, or nothing and why in `mismatch`.
    std::optional<Type> resolve(std::span<const Overload> overloads, std::span<Expr* const> arguments,
                                Mismatch& mismatch);
    [[nodiscard]] bool matches(std::span<const Type> parameters, std::span<Expr* const> arguments,
                               Mismatch& mismatch);
    At refuse_call(const Expr& expr, std::string_view name, std::span<Expr* const> arguments,
                   const Mismatch& mismatch);

    // check_fit.cpp
    enum class Fit : std::uint8_t { yes, no, unguarded, unknown_value };
    struct Misfit {
        Fit fit = Fit::no;
        const Expr* at = nullptr;
        std::vector<std::string> values;  // those that would be known
    };
    [[nodiscard]] Fit fits(const Type& wanted, const Expr& expr, Misfit& misfit);
    // Reports what does not fit; false then.
    bool require(const Type& wanted, const Expr& expr, std::string_view what);
    void report_misfit(const Type& wanted, const Expr& expr, const Misfit& misfit, std::string_view what);
    void report_unguarded(const Expr& expr);
    void compare(const Expr& at, const Expr& a, const Type& left, const Expr& b, const Type& right);
    bool compare_null(const Expr& a, const Type& left, const Expr& b, const Type& right);
    // False once a problem is reported.
    bool compare_choices(const Expr& at, const Expr& a, const Type& left, const Expr& b, const Type& right);
    void member_of(const Expr& expr);

    // check_macros.cpp
    At comprehension(Expr& expr);
    At comprehension_body(Expr& expr, At range, std::uint32_t locals);
    At optional_map(Expr& expr);
    std::uint32_t push_local(std::string name, Type type, std::vector<std::string> reads);

    // check_flow.cpp: which places are known not to be null when an expression is true, or is false
    [[nodiscard]] static std::vector<std::string> known_if(bool outcome, const Expr& expr);
    At visit_knowing(Expr& expr, const std::vector<std::string>& known);
    void collect_reads(const Expr& expr, bool extended);

    const Environment& environment_;
    const CompileOptions& options_;
    Code& code_;
    Inference types_;
    std::vector<Local> locals_;
    std::vector<std::string> known_;
    std::vector<Problem> problems_;
};

}  // namespace reeve::cel
