#include "import/example_test.hpp"

#include <utility>

namespace reeve::import {

process::ProcessPtr itil(const std::pair<std::string, std::string>& change) {
    std::string text = whole(std::filesystem::path(REEVE_ROOT) / "processes/itil-starter/process.yaml");
    text.replace(text.find(change.first), change.first.size(), change.second);
    const auto loaded = process::load_process("itil-starter", {{"process.yaml", text}});
    EXPECT_TRUE(loaded);
    return loaded ? loaded->process : nullptr;
}

process::ImportMapping mapping(const process::Process& process, const std::string& name,
                               std::vector<std::pair<std::string, std::string>> changes) {
    std::string text =
        whole(std::filesystem::path(REEVE_ROOT) / "processes/itil-starter/imports" / (name + ".yaml"));
    for (const auto& [old_text, new_text] : changes) {
        const std::size_t at = text.find(old_text);
        EXPECT_NE(at, std::string::npos) << old_text;
        text.replace(at, old_text.size(), new_text);
    }
    auto loaded = process::load_import(process, {"imports/" + name + ".yaml", text});
    if (!loaded)
        for (const Problem& problem : loaded.error()) ADD_FAILURE() << reeve::text(problem);
    return loaded ? std::move(*loaded) : process::ImportMapping{};
}

}  // namespace reeve::import
