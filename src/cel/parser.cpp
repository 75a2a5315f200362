#include <algorithm>
#include <array>
#include <limits>
#include <span>

#include "cel/compile.hpp"
#include "cel/parser_internal.hpp"

namespace reeve::cel {
namespace {

constexpr std::array<std::string_view, 17> reserved = {
    "as",  "break", "const",   "continue",  "else",   "for", "function", "if",   "import",
    "let", "loop",  "package", "namespace", "return", "var", "void",     "while"};
constexpr std::array<std::string_view, 4> keywords = {"true", "false", "null", "in"};

bool is_reserved(std::string_view word) {
    return std::ranges::find(reserved, word) != reserved.end();
}
bool is_keyword(std::string_view word) {
    return std::ranges::find(keywords, word) != keywords.end();
}

constexpr std::array<Macro, 20> macros = {{
    {"all", ExprKind::comprehension, 2, 1},
    {"all", ExprKind::comprehension, 3, 2},
    {"exists", ExprKind::comprehension, 2, 1},
    {"exists", ExprKind::comprehension, 3, 2},
    {"exists_one", ExprKind::comprehension, 2, 1},
    {"exists_one", ExprKind::comprehension, 3, 2},
    {"existsOne", ExprKind::comprehension, 2, 1},
    {"existsOne", ExprKind::comprehension, 3, 2},
    {"map", ExprKind::comprehension, 2, 1},
    {"map", ExprKind::comprehension, 3, 1},
    {"filter", ExprKind::comprehension, 2, 1},
    {"transformList", ExprKind::comprehension, 3, 2},
    {"transformList", ExprKind::comprehension, 4, 2},
    {"transformMap", ExprKind::comprehension, 3, 2},
    {"transformMap", ExprKind::comprehension, 4, 2},
    {"transformMapEntry", ExprKind::comprehension, 3, 2},
    {"transformMapEntry", ExprKind::comprehension, 4, 2},
    {"optMap", ExprKind::bind, 2, 1},
    {"optFlatMap", ExprKind::bind, 2, 1},
    {"has", ExprKind::has, 1, 0},
}};

struct Level {
    std::span<const Operator> operators;
};
constexpr std::array multiplication = {Operator::multiply, Operator::divide, Operator::modulo};
constexpr std::array addition = {Operator::add, Operator::subtract};
constexpr std::array relation = {
    Operator::less,  Operator::less_equal, Operator::greater, Operator::greater_equal,
    Operator::equal, Operator::unequal,    Operator::in};
// From the loosest to the tightest.
constexpr std::array<Level, 3> levels = {Level{relation}, Level{addition}, Level{multiplication}};

// Each function takes what it can from the tokens and gives its tree, or null once there is a mistake.
class Parser {
public:
    explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

    std::expected<ExprPtr, Mistake> run() {
        ExprPtr expr = expression();
        if (expr && here().kind != TokenKind::end)
            expr = fail("the expression should end here", "an operator");
        if (!expr) return std::unexpected(std::move(mistake_));
        return expr;
    }

private:
    // Counts how deep the parser is in itself.
    class Nesting {
    public:
        explicit Nesting(int& depth) : depth_(++depth) {}
        ~Nesting() { --depth_; }
        Nesting(const Nesting&) = delete;
        Nesting& operator=(const Nesting&) = delete;

    private:
        int& depth_;
    };

    [[nodiscard]] const Token& here() const { return tokens_[at_]; }
    [[nodiscard]] const Token& after() const { return tokens_[std::min(at_ + 1, tokens_.size() - 1)]; }
    bool take(std::string_view symbol) {
        if (!here().is(symbol)) return false;
        ++at_;
        return true;
    }

    ExprPtr fail(std::string what, std::string expected = {}) {
        return fail_at(here().offset, std::move(what), std::move(expected));
    }
    ExprPtr fail_at(std::uint32_t offset, std::string what, std::string expected = {}) {
        if (mistake_.what.empty()) mistake_ = {offset, std::move(what), std::move(expected), {}};
        return nullptr;
    }
    // "unexpected 'x'", where something else was wanted.
    ExprPtr unexpected(std::string expected) {
        const Token& token = here();
        if (token.kind == TokenKind::end) return fail("the expression ends too early", std::move(expected));
        return fail("unexpected '" + std::string(token.text) + "'", std::move(expected));
    }

    template <class... Children>
    ExprPtr make(ExprKind kind, std::uint32_t offset, Children... children) {
        auto expr = std::make_unique<Expr>();
        expr->kind = kind;
        expr->offset = offset;
        (expr->children.push_back(std::move(children)), ...);
        return measured(std::move(expr));
    }
    // Sets the height once all children are there; too high a tree is a mistake.
    ExprPtr measured(ExprPtr expr) {
        for (const ExprPtr& child : expr->children) expr->height = std::max(expr->height, child->height + 1);
        if (expr->height > static_cast<std::uint32_t>(height_max))
            return fail_at(expr->offset, "the expression has too many steps one upon the other",
                           "at most " + std::to_string(height_max));
        return expr;
    }

    ExprPtr expression() {
        const Nesting nesting(depth_);
        if (depth_ > nesting_max)
            return fail("the expression is nested too deeply",
                        "at most " + std::to_string(nesting_max) + " deep");
        ExprPtr condition = logic(Operator::logical_or);
        if (!condition || !here().is("?")) return condition;
        const std::uint32_t offset = here().offset;
        ++at_;
        ExprPtr yes = logic(Operator::logical_or);
        if (!yes) return nullptr;
        if (!take(":")) return unexpected("':' and what holds otherwise");
        ExprPtr no = expression();
        if (!no) return nullptr;
        return make(ExprKind::conditional, offset, std::move(condition), std::move(yes), std::move(no));
    }

    ExprPtr logic(Operator op) {
        const auto operand = [&] {
            return op == Operator::logical_or ? logic(Operator::logical_and) : binary(0);
        };
        ExprPtr first = operand();
        if (!first || !here().is(symbol(op))) return first;
        ExprPtr all = make(ExprKind::logic, here().offset, std::move(first));
        all->op = op;
        while (take(symbol(op))) {
            ExprPtr next = operand();
            if (!next) return nullptr;
            all->children.push_back(std::move(next));
        }
        return measured(std::move(all));
    }

    ExprPtr binary(std::size_t level) {
        if (level == levels.size()) return unary();
        ExprPtr left = binary(level + 1);
        while (left) {
            const auto op = std::ranges::find_if(levels[level].operators, [&](Operator one) {
                return one == Operator::in ? here().is_word("in") : here().is(symbol(one));
            });
            if (op == levels[level].operators.end()) return left;
            const std::uint32_t offset = here().offset;
            ++at_;
            ExprPtr right = binary(level + 1);
            if (!right) return nullptr;
            left = make(ExprKind::binary, offset, std::move(left), std::move(right));
            if (left) left->op = *op;
        }
        return nullptr;
    }

    ExprPtr unary() {
        const bool minus = here().is("-");
        if (!minus && !here().is("!")) return member();
        if (minus && after().kind == TokenKind::number) return member();
        const Nesting nesting(depth_);
        if (depth_ > nesting_max) return fail("the expression has too many signs in a row");
        const std::uint32_t offset = here().offset;
        ++at_;
        // The grammar has no `!-x` and no `-!x`.
        const bool same = here().is(minus ? "-" : "!");
        ExprPtr operand = same ? unary() : member();
        if (!operand) return nullptr;
        ExprPtr expr = make(ExprKind::unary, offset, std::move(operand));
        if (expr) expr->op = minus ? Operator::negate : Operator::invert;
        return expr;
    }

    ExprPtr member() {
        ExprPtr expr = primary();
        while (expr) {
            const std::uint32_t offset = here().offset;
            if (take("."))
                expr = selection(std::move(expr));
            else if (take("["))
                expr = index(std::move(expr), offset);
            else if (here().is("{") && is_qualified_name(*expr))
                expr = message(*expr);
            else
                return expr;
        }
        return nullptr;
    }

    // What follows a dot.
    ExprPtr selection(ExprPtr operand) {
        const bool optional = take("?");
        const Token& name = here();
        const bool quoted = name.kind == TokenKind::quoted_word;
        if (!quoted && (name.kind != TokenKind::word || is_keyword(name.text)))
            return unexpected("a field's name");
        ++at_;
        if (!quoted && !optional && here().is("(")) return call(name, std::move(operand));
        ExprPtr expr = make(ExprKind::select, name.offset, std::move(operand));
        if (!expr) return nullptr;
        expr->name = name.text;
        expr->optional = optional;
        return expr;
    }

    ExprPtr index(ExprPtr operand, std::uint32_t offset) {
        const bool optional = take("?");
        ExprPtr key = expression();
        if (!key) return nullptr;
        if (!take("]")) return unexpected("']'");
        ExprPtr expr = make(ExprKind::index, offset, std::move(operand), std::move(key));
        if (expr) expr->optional = optional;
        return expr;
    }

    // At the bracket after a function's name.
    ExprPtr call(const Token& name, ExprPtr target) {
        ExprPtr expr = std::make_unique<Expr>();
        expr->kind = ExprKind::call;
        expr->offset = name.offset;
        expr->name = name.text;
        expr->member = target != nullptr;
        if (target) expr->children.push_back(std::move(target));
        ++at_;
        if (!elements(*expr, ")")) return nullptr;
        expr = expand(std::move(expr));
        return expr ? measured(std::move(expr)) : nullptr;
    }

    // Reads what a list or a call has between its brackets, `close` included.
    bool elements(Expr& onto, std::string_view close) {
        const bool is_list = onto.kind == ExprKind::list;
        while (!take(close)) {
            onto.marked.push_back(is_list && take("?"));
            ExprPtr one = expression();
            if (!one) return false;
            onto.children.push_back(std::move(one));
            if (here().is(close)) continue;
            if (!take(",")) return unexpected("',' or '" + std::string(close) + "'") != nullptr;
            if (!is_list && here().is(close)) return unexpected("an argument") != nullptr;
        }
        if (!is_list) onto.marked.clear();
        return true;
    }

    // all(links.visits, v, …): derived('visits') && links.visits.all(v, …). What was never worked out is not
    // done, though nothing speaks against it.
    ExprPtr owed(ExprPtr call) {
        const Expr& over = call->child(0);
        if (over.kind != ExprKind::select || over.optional)
            return fail_at(over.offset, "all() asks about what is owed over a link",
                           "a link such as links.visits");
        ExprPtr name = literal(over.offset, Value(over.name));
        ExprPtr derived = make(ExprKind::call, call->offset, std::move(name));
        derived->name = "derived";
        const std::uint32_t offset = call->offset;
        call->member = true;
        ExprPtr every = expand(std::move(call));
        if (!every) return nullptr;
        every = measured(std::move(every));
        if (!every) return nullptr;
        ExprPtr both = make(ExprKind::logic, offset, std::move(derived), std::move(every));
        if (both) both->op = Operator::logical_and;
        return both;
    }

    // A call that is a macro becomes what it stands for.
    ExprPtr expand(ExprPtr call) {
        if (!call->member) {
            if (call->name == "all" && call->children.size() == 3) return owed(std::move(call));
            if (call->name != "has" || call->children.size() != 1) return call;
            Expr& selected = call->child(0);
            if (selected.kind != ExprKind::select || selected.optional)
                return fail_at(selected.offset, "has() asks for a field of something",
                               "a selection such as has(record.planned)");
            selected.kind = ExprKind::has;
            selected.offset = call->offset;
            return std::move(call->children[0]);
        }
        const Macro* macro = find_macro(call->name, call->children.size() - 1);
        if (!macro) return call;
        for (std::size_t i = 1; i <= macro->variables; ++i) {
            Expr& variable = call->child(i);
            if (variable.kind != ExprKind::identifier || variable.absolute)
                return fail_at(variable.offset, "'" + call->name + "' names its element here",
                               "a plain name");
            if (std::ranges::find(call->variables, variable.name) != call->variables.end())
                return fail_at(variable.offset, "'" + variable.name + "' is named twice", "another name");
            call->variables.push_back(variable.name);
        }
        call->children.erase(call->children.begin() + 1,
                             call->children.begin() + 1 + static_cast<std::ptrdiff_t>(macro->variables));
        call->kind = macro->kind;
        return call;
    }

    ExprPtr primary() {
        const Token& token = here();
        switch (token.kind) {
            case TokenKind::text: ++at_; return literal(token.offset, token.value);
            case TokenKind::number: return number(token.offset, false);
            case TokenKind::word: return word();
            case TokenKind::symbol: break;
            default: return unexpected("a value");
        }
        if (token.is("-") && after().kind == TokenKind::number) {
            ++at_;
            return number(token.offset, true);
        }
        if (token.is(".")) return word();
        if (take("(")) {
            ExprPtr inner = expression();
            if (inner && !take(")")) return unexpected("')'");
            return inner;
        }
        if (take("[")) {
            auto list = std::make_unique<Expr>();
            list->kind = ExprKind::list;
            list->offset = token.offset;
            return elements(*list, "]") ? measured(std::move(list)) : nullptr;
        }
        if (take("{")) return map(token.offset);
        return unexpected("a value");
    }

    ExprPtr literal(std::uint32_t offset, Value value) {
        ExprPtr expr = make(ExprKind::literal, offset);
        expr->value = std::move(value);
        return expr;
    }

    ExprPtr number(std::uint32_t offset, bool negative) {
        const Token& token = here();
        const Value& value = token.value;
        ++at_;
        const bool written_unsigned = token.text.ends_with('u') || token.text.ends_with('U');
        const bool beyond = value.is(ValueKind::unsigned_integer) && !written_unsigned;  // 2^63
        if (!negative)
            return beyond ? fail_at(offset, "this number is too large for an int") : literal(offset, value);
        if (beyond) return literal(offset, std::numeric_limits<std::int64_t>::min());
        if (value.is(ValueKind::integer)) return literal(offset, -value.integer());
        if (value.is(ValueKind::real)) return literal(offset, -value.real());
        return fail_at(offset, "a uint has no sign");
    }

    // A name, a function's call, or one of true, false and null.
    ExprPtr word() {
        const std::uint32_t offset = here().offset;
        const bool absolute = take(".");
        const Token& token = here();
        if (token.kind != TokenKind::word) return unexpected("a name");
        if (is_keyword(token.text) && (absolute || token.text == "in")) return unexpected("a name");
        if (is_reserved(token.text))
            return fail("'" + std::string(token.text) + "' is reserved and names nothing", "another name");
        ++at_;
        if (token.text == "true" || token.text == "false") return literal(offset, token.text == "true");
        if (token.text == "null") return literal(offset, nullptr);
        if (here().is("(")) {
            ExprPtr expr = call(token, nullptr);
            if (expr && expr->kind == ExprKind::call) expr->absolute = absolute;
            return expr;
        }
        ExprPtr expr = make(ExprKind::identifier, offset);
        expr->name = token.text;
        expr->absolute = absolute;
        return expr;
    }

    ExprPtr map(std::uint32_t offset) {
        auto expr = std::make_unique<Expr>();
        expr->kind = ExprKind::map;
        expr->offset = offset;
        while (!take("}")) {
            expr->marked.push_back(take("?"));
            ExprPtr key = expression();
            if (!key) return nullptr;
            if (!take(":")) return unexpected("':' and the key's value");
            ExprPtr value = expression();
            if (!value) return nullptr;
            expr->children.push_back(std::move(key));
            expr->children.push_back(std::move(value));
            if (!here().is("}") && !take(",")) return unexpected("',' or '}'");
        }
        return measured(std::move(expr));
    }

    static bool is_qualified_name(const Expr& expr) {
        const Expr* at = &expr;
        while (at->kind == ExprKind::select && !at->optional) at = at->children[0].get();
        return at->kind == ExprKind::identifier;
    }

    // At the brace after a message's name.
    ExprPtr message(const Expr& name) {
        auto expr = std::make_unique<Expr>();
        expr->kind = ExprKind::message;
        expr->offset = name.offset;
        expr->name = print(name);
        ++at_;
        while (!take("}")) {
            expr->marked.push_back(take("?"));
            const bool named = here().kind == TokenKind::word || here().kind == TokenKind::quoted_word;
            if (!named) return unexpected("a field's name");
            expr->variables.emplace_back(here().text);
            ++at_;
            if (!take(":")) return unexpected("':' and the field's value");
            ExprPtr value = expression();
            if (!value) return nullptr;
            expr->children.push_back(std::move(value));
            if (!here().is("}") && !take(",")) return unexpected("',' or '}'");
        }
        return measured(std::move(expr));
    }

    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    int depth_ = 0;
    Mistake mistake_;
};

}  // namespace

const Macro* find_macro(std::string_view name, std::size_t arguments) {
    const auto fits = [&](const Macro& one) {
        return one.name == name && (arguments == any_arguments || one.arguments == arguments);
    };
    const auto found = std::ranges::find_if(macros, fits);
    return found == macros.end() ? nullptr : &*found;
}

std::vector<std::string> macro_names() {
    std::vector<std::string> names;
    for (const Macro& one : macros) names.emplace_back(one.name);
    return names;
}

std::expected<ExprPtr, Mistake> parse(std::string_view source) {
    auto tokens = tokenize(source);
    if (!tokens) return std::unexpected(std::move(tokens.error()));
    return Parser(std::move(*tokens)).run();
}

}  // namespace reeve::cel
