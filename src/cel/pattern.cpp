#include <re2/re2.h>

#include "cel/pattern_internal.hpp"

namespace reeve::cel {

struct Pattern::Compiled {
    Compiled(std::string_view text, const re2::RE2::Options& options)
        : expression(re2::StringPiece(text.data(), text.size()), options) {}
    re2::RE2 expression;
};

Pattern::Pattern() = default;
Pattern::~Pattern() = default;

std::expected<std::shared_ptr<const Pattern>, std::string> Pattern::parse(std::string_view text) {
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(1 << 20);  // a pattern that needs more is refused
    auto pattern = std::make_shared<Pattern>();
    pattern->compiled_ = std::make_unique<Compiled>(text, options);
    if (!pattern->compiled_->expression.ok()) return std::unexpected(pattern->compiled_->expression.error());
    return pattern;
}

bool Pattern::found_in(std::string_view text) const {
    return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), compiled_->expression);
}

std::size_t Pattern::weight() const {
    constexpr int instructions_in_a_step = 16;
    return static_cast<std::size_t>(compiled_->expression.ProgramSize() / instructions_in_a_step);
}

}  // namespace reeve::cel
