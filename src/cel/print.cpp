#include <array>

#include "cel/expr_internal.hpp"
#include "cel/text_internal.hpp"

namespace reeve::cel {
namespace {

// How tightly an expression holds together; an operand that is looser than its place needs brackets.
enum Strength : int { conditional, disjunction, conjunction, relation, sum, product, sign, whole };

Strength strength(const Expr& expr) {
    switch (expr.kind) {
        case ExprKind::conditional: return conditional;
        case ExprKind::logic: return expr.op == Operator::logical_or ? disjunction : conjunction;
        case ExprKind::unary: return sign;
        case ExprKind::binary:
            if (expr.op <= Operator::modulo) return product;
            return expr.op <= Operator::subtract ? sum : relation;
        default: return whole;
    }
}

bool is_plain_name(std::string_view name) {
    for (const char c : name)
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'))
            return false;
    return !name.empty() && !(name[0] >= '0' && name[0] <= '9') && name != "true" && name != "false" &&
           name != "null" && name != "in";
}

class Printer {
public:
    std::string run(const Expr& expr) {
        write(expr);
        return std::move(out_);
    }

private:
    void write(const Expr& expr, Strength needed) {
        const bool brackets = strength(expr) < needed;
        if (brackets) out_ += '(';
        write(expr);
        if (brackets) out_ += ')';
    }

    void write(const Expr& expr) {
        switch (expr.kind) {
            case ExprKind::literal: out_ += text(expr.value); return;
            case ExprKind::identifier: out_ += (expr.absolute ? "." : "") + expr.name; return;
            case ExprKind::select: return select(expr);
            case ExprKind::has:
                out_ += "has(";
                select(expr);
                out_ += ')';
                return;
            case ExprKind::index:
                write(expr.child(0), whole);
                out_ += expr.optional ? "[?" : "[";
                write(expr.child(1), conditional);
                out_ += ']';
                return;
            case ExprKind::unary: return unary(expr);
            case ExprKind::binary:
                write(expr.child(0), strength(expr));
                out_ += " " + std::string(symbol(expr.op)) + " ";
                write(expr.child(1), static_cast<Strength>(strength(expr) + 1));
                return;
            case ExprKind::logic: return logic(expr);
            case ExprKind::conditional:
                write(expr.child(0), disjunction);
                out_ += " ? ";
                write(expr.child(1), disjunction);
                out_ += " : ";
                write(expr.child(2), conditional);
                return;
            case ExprKind::call:
            case ExprKind::comprehension:
            case ExprKind::bind: return call(expr);
            case ExprKind::list: return list(expr);
            case ExprKind::map: return map(expr);
            case ExprKind::message: return message(expr);
        }
    }

    void select(const Expr& expr) {
        write(expr.child(0), whole);
        out_ += expr.optional ? ".?" : ".";
        out_ += is_plain_name(expr.name) ? expr.name : "`" + expr.name + "`";
    }

    // A minus before a digit belongs to the number, so one that does not must keep its distance.
    void unary(const Expr& expr) {
        const Expr& operand = expr.child(0);
        out_ += symbol(expr.op);
        const std::size_t begin = out_.size();
        if (operand.kind == ExprKind::unary && operand.op == expr.op)
            write(operand);
        else
            write(operand, whole);
        if (expr.op != Operator::negate || out_[begin] < '0' || out_[begin] > '9') return;
        out_.insert(begin, "(");
        out_ += ')';
    }

    void logic(const Expr& expr) {
        for (std::size_t i = 0; i < expr.children.size(); ++i) {
            if (i > 0) out_ += " " + std::string(symbol(expr.op)) + " ";
            write(expr.child(i), static_cast<Strength>(strength(expr) + 1));
        }
    }

    void call(const Expr& expr) {
        std::size_t next = 0;
        if (expr.member || expr.kind != ExprKind::call) {
            write(expr.child(next++), whole);
            out_ += '.';
        }
        out_ += (expr.absolute ? "." : "") + expr.name + "(";
        bool first = true;
        const auto separate = [&] { out_ += std::exchange(first, false) ? "" : ", "; };
        for (const std::string& variable : expr.variables) {
            separate();
            out_ += variable;
        }
        for (; next < expr.children.size(); ++next) {
            separate();
            write(expr.child(next), conditional);
        }
        out_ += ')';
    }

    void list(const Expr& expr) {
        out_ += '[';
        for (std::size_t i = 0; i < expr.children.size(); ++i) {
            out_ += i > 0 ? ", " : "";
            out_ += expr.marked[i] ? "?" : "";
            write(expr.child(i), conditional);
        }
        out_ += ']';
    }

    void map(const Expr& expr) {
        out_ += '{';
        for (std::size_t i = 0; i + 1 < expr.children.size(); i += 2) {
            out_ += i > 0 ? ", " : "";
            out_ += expr.marked[i / 2] ? "?" : "";
            write(expr.child(i), conditional);
            out_ += ": ";
            write(expr.child(i + 1), conditional);
        }
        out_ += '}';
    }

    void message(const Expr& expr) {
        out_ += expr.name + "{";
        for (std::size_t i = 0; i < expr.children.size(); ++i) {
            out_ += i > 0 ? ", " : "";
            out_ += expr.marked[i] ? "?" : "";
            const std::string& name = expr.variables[i];
            out_ += is_plain_name(name) ? name : "`" + name + "`";
            out_ += ": ";
            write(expr.child(i), conditional);
        }
        out_ += '}';
    }

    std::string out_;
};

}  // namespace

std::string_view symbol(Operator op) {
    constexpr std::array<std::string_view, 16> symbols = {"-",  "!", "*",  "/",  "%",  "+",  "-",  "<",
                                                          "<=", ">", ">=", "==", "!=", "in", "&&", "||"};
    return symbols[static_cast<std::size_t>(op)];
}

std::string print(const Expr& expr) {
    return Printer().run(expr);
}

bool same_tree(const Expr& a, const Expr& b) {
    if (a.kind != b.kind || a.op != b.op || a.optional != b.optional || a.absolute != b.absolute ||
        a.member != b.member || a.name != b.name || a.variables != b.variables || a.marked != b.marked ||
        a.value.kind() != b.value.kind() || text(a.value) != text(b.value) ||
        a.children.size() != b.children.size())
        return false;
    for (std::size_t i = 0; i < a.children.size(); ++i)
        if (!same_tree(a.child(i), b.child(i))) return false;
    return true;
}

}  // namespace reeve::cel
