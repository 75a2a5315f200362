#pragma once
// Splits the text of an expression into tokens; literals come with their value.

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "cel/value.hpp"

namespace reeve::cel {

enum class TokenKind : std::uint8_t {
    end,
    symbol,       // an operator or bracket, as `text`
    word,         // a name, reserved words and `in`, `true`, `false`, `null` included
    quoted_word,  // `content-type` between backquotes; `text` is without them
    number,       // int, uint or double, without sign
    text,         // string or bytes
};

struct Token {
    TokenKind kind = TokenKind::end;
    std::uint32_t offset = 0;  // of its first byte
    std::string_view text;
    Value value;

    [[nodiscard]] bool is(std::string_view symbol) const {
        return kind == TokenKind::symbol && text == symbol;
    }
    [[nodiscard]] bool is_word(std::string_view word) const {
        return kind == TokenKind::word && text == word;
    }
};

// A mistake in the text of an expression, at a byte.
struct Mistake {
    std::uint32_t offset = 0;
    std::string what;
    std::string expected;
    std::string nearest;
};

// Ends with a token of kind `end`. The tokens point into `source`, which is valid UTF-8. An int that is 2^63
// is a token of its own kind of value, uint 2^63 with a text without u, since only its negative is an int.
[[nodiscard]] std::expected<std::vector<Token>, Mistake> tokenize(std::string_view source);

// What stands between the quotes of a literal; `offset` is where that begins, for mistakes.
struct Quoted {
    std::string_view body;
    std::uint32_t offset = 0;
    bool raw = false;
    bool bytes = false;
};
[[nodiscard]] std::expected<std::string, Mistake> unescape(const Quoted& quoted);

}  // namespace reeve::cel
