#include "cel/lexer_internal.hpp"
#include "cel/unicode_internal.hpp"

namespace reeve::cel {
namespace {

int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return 16;
}

// What a backslash and one character stand for, or -1.
int simple_escape(char c) {
    switch (c) {
        case 'a': return '\a';
        case 'b': return '\b';
        case 'f': return '\f';
        case 'n': return '\n';
        case 'r': return '\r';
        case 't': return '\t';
        case 'v': return '\v';
        case '\\':
        case '?':
        case '"':
        case '\'':
        case '`': return c;
        default: return -1;
    }
}

class Unescaping {
public:
    explicit Unescaping(const Quoted& quoted) : quoted_(quoted) {}

    std::expected<std::string, Mistake> run() {
        const std::string_view body = quoted_.body;
        while (at_ < body.size()) {
            if (body[at_] != '\\') {
                out_ += body[at_++];
            } else if (!escape()) {
                return std::unexpected(
                    Mistake{quoted_.offset + static_cast<std::uint32_t>(at_),
                            "this escape is not one of CEL's",
                            "\\n, \\t, \\\\, \\', \\\", \\x41, \\101, \\u00e9, \\U0001f600",
                            {}});
            }
        }
        return std::move(out_);
    }

private:
    // One escape sequence; `at_` stays at its backslash when it is none.
    bool escape() {
        const std::string_view rest = quoted_.body.substr(at_ + 1);
        if (rest.empty()) return false;
        if (const int one = simple_escape(rest[0]); one >= 0) {
            out_ += static_cast<char>(one);
            at_ += 2;
            return true;
        }
        switch (rest[0]) {
            case 'x':
            case 'X': return number(rest.substr(1), 2, 16, 2);
            case 'u': return !quoted_.bytes && number(rest.substr(1), 4, 16, 2);
            case 'U': return !quoted_.bytes && number(rest.substr(1), 8, 16, 2);
            case '0':
            case '1':
            case '2':
            case '3': return number(rest, 3, 8, 1);
            default: return false;
        }
    }

    // `lead` is how many characters stand before the digits.
    bool number(std::string_view digits, std::size_t count, int base, std::size_t lead) {
        if (digits.size() < count) return false;
        char32_t point = 0;
        for (const char c : digits.substr(0, count)) {
            if (digit(c) >= base) return false;
            point = point * static_cast<char32_t>(base) + static_cast<char32_t>(digit(c));
        }
        if (!is_scalar(point)) return false;
        if (quoted_.bytes)
            out_ += static_cast<char>(point);
        else
            append_utf8(out_, point);
        at_ += lead + count;
        return true;
    }

    const Quoted& quoted_;
    std::size_t at_ = 0;
    std::string out_;
};

}  // namespace

std::expected<std::string, Mistake> unescape(const Quoted& quoted) {
    if (quoted.raw) return std::string(quoted.body);
    return Unescaping(quoted).run();
}

}  // namespace reeve::cel
