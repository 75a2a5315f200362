// The processes that are shipped load, and mean what their owners wrote.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "process/demo.hpp"
#include "process/load.hpp"

namespace reeve::process {
namespace {

std::string read_file(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

Loaded load_shipped(const std::string& id) {
    const std::string text = read_file(std::filesystem::path(REEVE_ROOT) / "processes" / id / "process.yaml");
    auto loaded = load_process(id, {{"process.yaml", text}});
    if (!loaded)
        for (const Problem& problem : loaded.error()) ADD_FAILURE() << reeve::text(problem);
    return loaded ? std::move(*loaded) : Loaded{};
}

void demo_loads(const std::string& id) {
    const Loaded loaded = load_shipped(id);
    ASSERT_TRUE(loaded.process);
    for (const Problem& warning : loaded.warnings) ADD_FAILURE() << reeve::text(warning);
    const std::string text = read_file(std::filesystem::path(REEVE_ROOT) / "processes" / id / "demo.yaml");
    const auto demo = load_demo({"demo.yaml", text}, loaded.process.get());
    if (!demo)
        for (const Problem& problem : demo.error()) ADD_FAILURE() << reeve::text(problem);
    ASSERT_TRUE(demo);
}

TEST(Shipped, EptsSupportLoads) {
    demo_loads("epts-support");
}

TEST(Shipped, ItilStarterLoads) {
    demo_loads("itil-starter");
}

}  // namespace
}  // namespace reeve::process
