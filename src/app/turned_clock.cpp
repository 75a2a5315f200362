#include "app/turned_clock.hpp"

#include <filesystem>
#include <fstream>

namespace reeve::app {
namespace {

std::string path_in(const std::string& folder) {
    return folder + "/clock";
}

}  // namespace

std::optional<Instant> turned_clock(const std::string& folder) {
    std::ifstream in(path_in(folder));
    std::string line;
    if (!in || !std::getline(in, line)) return std::nullopt;
    const auto at = parse_instant(line);
    return at ? std::optional(*at) : std::nullopt;
}

void keep_turned_clock(const std::string& folder, Instant now) {
    // Whole or as it was: a stop in between leaves no half of it.
    const std::string path = path_in(folder), next = path + ".next";
    std::error_code failed;
    {
        std::ofstream out(next, std::ios::trunc);
        out << text(now) << "\n";
        out.flush();
        if (!out) failed = std::make_error_code(std::errc::io_error);
    }
    if (!failed) std::filesystem::rename(next, path, failed);
    if (failed)
        fprintf(stderr, "reeve: where the clock stands cannot be kept in %s: %s\n", path.c_str(),
                failed.message().c_str());
}

}  // namespace reeve::app
