#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "cel/lexer_internal.hpp"
#include "cel/number_internal.hpp"

namespace reeve::cel {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_hex(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

class Lexer {
public:
    explicit Lexer(std::string_view source) : source_(source) {}

    std::expected<std::vector<Token>, Mistake> run() {
        for (;;) {
            skip_blank();
            start_ = at_;
            if (at_ == source_.size()) break;
            if (!next()) return std::unexpected(std::move(mistake_));
        }
        add(TokenKind::end);
        return std::move(tokens_);
    }

private:
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0';
    }

    void skip_blank() {
        for (; at_ < source_.size(); ++at_) {
            if (source_.substr(at_).starts_with("//"))
                at_ = std::min(source_.find('\n', at_), source_.size() - 1);
            else if (std::string_view(" \t\n\r\f").find(source_[at_]) == std::string_view::npos)
                return;
        }
    }

    void add(TokenKind kind, Value value = {}) {
        tokens_.push_back({kind, static_cast<std::uint32_t>(start_), source_.substr(start_, at_ - start_),
                           std::move(value)});
    }

    bool fail(std::string what, std::string expected = {}) {
        mistake_ = {static_cast<std::uint32_t>(start_), std::move(what), std::move(expected), {}};
        return false;
    }

    bool next() {
        if (const auto prefix = string_prefix()) return string(*prefix);
        if (is_letter(peek())) return word();
        if (is_digit(peek()) || (peek() == '.' && is_digit(peek(1)))) return number();
        if (peek() == '`') return quoted_word();
        return symbol();
    }

    bool word() {
        while (is_letter(peek()) || is_digit(peek())) ++at_;
        add(TokenKind::word);
        return true;
    }

    bool quoted_word() {
        const auto end = source_.find('`', at_ + 1);
        const std::string_view name = source_.substr(at_ + 1, end - at_ - 1);
        const auto allowed = [](char c) {
            return is_letter(c) || is_digit(c) || c == '.' || c == '-' || c == '/' || c == ' ';
        };
        if (end == std::string_view::npos || name.empty() || !std::ranges::all_of(name, allowed))
            return fail("a name between backquotes is not closed, or has characters that it may not have",
                        "letters, digits, '_', '.', '-', '/' and spaces");
        at_ = end + 1;
        add(TokenKind::quoted_word);
        tokens_.back().text = name;
        return true;
    }

    bool symbol() {
        constexpr std::array<std::string_view, 27> symbols = {
            "&&", "||", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%", "!",
            "?",  ":",  ".",  ",",  "(",  ")",  "[", "]", "{", "}", "=", "&", "|"};
        for (const std::string_view one : symbols) {
            if (!source_.substr(at_).starts_with(one)) continue;
            if (one == "=") return fail("'=' is no operator", "'=='");
            if (one == "&") return fail("'&' is no operator", "'&&'");
            if (one == "|") return fail("'|' is no operator", "'||'");
            at_ += one.size();
            add(TokenKind::symbol);
            return true;
        }
        return fail("this character means nothing here");
    }

    bool number() {
        if (peek() == '0' && (peek(1) == 'x' || peek(1) == 'X') && is_hex(peek(2))) {
            at_ += 2;
            while (is_hex(peek())) ++at_;
            return integer(source_.substr(start_ + 2, at_ - start_ - 2), 16);
        }
        while (is_digit(peek())) ++at_;
        bool real = false;
        if (peek() == '.' && is_digit(peek(1))) {
            real = true;
            for (++at_; is_digit(peek());) ++at_;
        }
        const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
        if ((peek() == 'e' || peek() == 'E') && is_digit(peek(1 + sign))) {
            real = true;
            for (at_ += 1 + sign; is_digit(peek());) ++at_;
        }
        if (!real) return integer(source_.substr(start_, at_ - start_), 10);
        const auto value = parse_double(source_.substr(start_, at_ - start_));
        if (!value) return fail("this number is too large for a double");
        if (is_letter(peek())) return fail("a number runs into a name");
        add(TokenKind::number, *value);
        return true;
    }

    bool integer(std::string_view digits, int base) {
        std::uint64_t value = 0;
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
        const bool fits = read.ec == std::errc{};
        const bool is_unsigned = peek() == 'u' || peek() == 'U';
        if (is_unsigned) ++at_;
        if (!fits || (!is_unsigned && value > std::uint64_t{1} << 63))
            return fail(
                is_unsigned ? "this number is too large for a uint" : "this number is too large for an int",
                "a number of 64 bits");
        if (is_letter(peek()) || is_digit(peek())) return fail("a number runs into a name");
        const bool as_int = !is_unsigned && value < std::uint64_t{1} << 63;
        add(TokenKind::number,
            as_int ? Value(static_cast<std::int64_t>(value)) : Value::unsigned_integer(value));
        return true;
    }

    struct Prefix {
        std::size_t length = 0;
        bool raw = false;
        bool bytes = false;
    };

    // The r, b, br or rb before a quote, or nothing if no string begins here.
    [[nodiscard]] std::optional<Prefix> string_prefix() const {
        Prefix prefix;
        for (;; ++prefix.length) {
            const char c = peek(prefix.length);
            if (c == '"' || c == '\'') return prefix;
            bool& seen = c == 'r' || c == 'R' ? prefix.raw : prefix.bytes;
            if (std::string_view("rRbB").find(c) == std::string_view::npos || c == '\0' || seen) return {};
            seen = true;
        }
    }

    bool string(const Prefix& prefix) {
        at_ += prefix.length;
        const char quote = peek();
        const std::string_view close = source_.substr(at_, peek(1) == quote && peek(2) == quote ? 3 : 1);
        const std::size_t begin = at_ + close.size();
        std::size_t end = begin;
        for (; end < source_.size() && !source_.substr(end).starts_with(close); ++end) {
            if (close.size() == 1 && (source_[end] == '\n' || source_[end] == '\r'))
                return fail("a string is not closed on its line", "a closing quote");
            if (source_[end] == '\\' && !prefix.raw) ++end;
        }
        if (end >= source_.size()) return fail("a string is not closed", "a closing quote");
        auto text = unescape({source_.substr(begin, end - begin), static_cast<std::uint32_t>(begin),
                              prefix.raw, prefix.bytes});
        if (!text) {
            mistake_ = std::move(text.error());
            return false;
        }
        at_ = end + close.size();
        add(TokenKind::text, prefix.bytes ? Value::bytes(std::move(*text)) : Value(std::move(*text)));
        return true;
    }

    std::string_view source_;
    std::size_t at_ = 0;
    std::size_t start_ = 0;
    std::vector<Token> tokens_;
    Mistake mistake_;
};

}  // namespace

std::expected<std::vector<Token>, Mistake> tokenize(std::string_view source) {
    return Lexer(source).run();
}

}  // namespace reeve::cel
