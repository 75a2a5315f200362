#include "base/problem.hpp"

#include <fmt/format.h>

namespace reeve {

std::string text(const Problem& problem) {
    std::string out = problem.file;
    if (problem.line > 0) out += fmt::format(":{}", problem.line);
    if (problem.line > 0 && problem.column > 0) out += fmt::format(":{}", problem.column);
    if (!out.empty()) out += ": ";
    if (problem.warning) out += "warning: ";
    out += problem.what;
    if (problem.expected.empty() && problem.nearest.empty()) return out;
    out += " (";
    if (!problem.expected.empty()) out += "expected " + problem.expected;
    if (!problem.expected.empty() && !problem.nearest.empty()) out += "; ";
    if (!problem.nearest.empty()) out += "did you mean '" + problem.nearest + "'?";
    out += ')';
    return out;
}

}  // namespace reeve
