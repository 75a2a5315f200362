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
    if (loaded)
        for (const Problem& warning : loaded->warnings) std::puts(reeve::text(warning).c_str());
    return loaded ? std::move(*loaded) : Loaded{};
}

TEST(Shipped, EptsSupportLoads) {
    const Loaded loaded = load_shipped("epts-support");
    ASSERT_TRUE(loaded.process);
    const std::string text = read_file(std::filesystem::path(REEVE_ROOT) / "processes/epts-support/demo.yaml");
    const auto demo = load_demo({"demo.yaml", text}, loaded.process.get());
    if (!demo)
        for (const Problem& problem : demo.error()) ADD_FAILURE() << reeve::text(problem);
    ASSERT_TRUE(demo);
    for (const auto& c : demo->calendars) std::puts(write_json(c.spec).c_str());
}

}  // namespace
}  // namespace reeve::process
