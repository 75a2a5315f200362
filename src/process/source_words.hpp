#pragma once
// What another system's file writes for each value of a list: "2 - Medium", "2" or "Medium".

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace reeve::process {

// Case and spaces at the ends do not count. Where the file writes labels (a code, a separator, words), each
// of code and words alone stands for the whole, in what is added and in what is found; words that two codes
// share stand for neither.
class SourceWords {
public:
    SourceWords() = default;
    explicit SourceWords(std::string separator) : separator_(std::move(separator)) {}

    // False when the word, as a whole or by its code, already stands for another target.
    [[nodiscard]] bool add(std::string_view written, std::size_t target);
    [[nodiscard]] std::optional<std::size_t> find(std::string_view read) const;
    [[nodiscard]] bool empty() const { return known_.empty(); }

private:
    static constexpr std::size_t several = ~std::size_t{0};
    using Targets = std::unordered_map<std::string, std::size_t>;
    struct Parts {
        std::string whole, code, words;
    };
    [[nodiscard]] Parts parts(std::string_view text) const;

    std::string separator_;
    Targets known_;  // wholes and codes
    Targets words_;
};

}  // namespace reeve::process
