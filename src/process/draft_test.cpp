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

std::expected<Loaded, std::vector<Problem>> Draft::load() const {
    return load_process("draft", files());
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
    if (const auto loaded = loaded_as("draft")) return loaded;
    return std::make_shared<const Process>();
}

namespace {

TEST(Draft, LoadsWithoutAWarning) {
    EXPECT_EQ(Draft().problems(), std::vector<std::string>{"loaded"});
    EXPECT_EQ(Draft().warnings(), std::vector<std::string>{});
}

}  // namespace
}  // namespace reeve::process
