#pragma once
// Regular expressions in RE2's syntax: they run in time linear in the text. Only pattern.cpp sees RE2.

#include <expected>
#include <memory>
#include <string>
#include <string_view>

namespace reeve::cel {

class Pattern {
public:
    // Or why it is none, as RE2 says it.
    [[nodiscard]] static std::expected<std::shared_ptr<const Pattern>, std::string> parse(
        std::string_view text);
    Pattern();
    ~Pattern();
    Pattern(const Pattern&) = delete;
    Pattern& operator=(const Pattern&) = delete;

    [[nodiscard]] bool found_in(std::string_view text) const;
    // How much more than one step it may be to read 16 bytes with it: it grows with the pattern.
    [[nodiscard]] std::size_t weight() const;

private:
    struct Compiled;
    std::unique_ptr<Compiled> compiled_;
};

}  // namespace reeve::cel
