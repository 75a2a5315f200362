#include "process/draft_test.hpp"

#include <gtest/gtest.h>

namespace reeve::process {
namespace {

std::string without_file(const Problem& problem) {
    const std::string whole = text(problem);
    const std::string_view prefix = "process.yaml:";
    return whole.starts_with(prefix) ? whole.substr(prefix.size()) : whole;
}

}  // namespace

Draft& Draft::with(std::string_view old_text, std::string_view new_text) {
    const std::size_t at = text_.find(old_text);
    EXPECT_NE(at, std::string::npos) << "the draft has no '" << old_text << "'";
    if (at == std::string::npos) return *this;
    EXPECT_EQ(text_.find(old_text, at + 1), std::string::npos) << "the draft has '" << old_text << "' twice";
    text_.replace(at, old_text.size(), new_text);
    return *this;
}

Draft& Draft::after(std::string_view line, std::string_view lines) {
    return with(line, std::string(line) + "\n" + std::string(lines));
}

std::expected<Loaded, std::vector<Problem>> Draft::load() const {
    return load_process("draft", {{"process.yaml", text_}});
}

std::vector<std::string> Draft::problems() const {
    const auto loaded = load();
    std::vector<std::string> lines;
    if (loaded) return {"loaded"};
    for (const Problem& problem : loaded.error()) lines.push_back(without_file(problem));
    return lines;
}

std::vector<std::string> Draft::warnings() const {
    const auto loaded = load();
    if (!loaded) return problems();
    std::vector<std::string> lines;
    for (const Problem& problem : loaded->warnings) lines.push_back(without_file(problem));
    return lines;
}

ProcessPtr Draft::process() const {
    auto loaded = load();
    if (loaded) return loaded->process;
    for (const Problem& problem : loaded.error()) ADD_FAILURE() << reeve::text(problem);
    return std::make_shared<const Process>();
}

namespace {

TEST(Draft, LoadsWithoutAWarning) {
    EXPECT_EQ(Draft().problems(), std::vector<std::string>{"loaded"});
    EXPECT_EQ(Draft().warnings(), std::vector<std::string>{});
}

}  // namespace
}  // namespace reeve::process
