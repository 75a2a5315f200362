#include "base/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace reeve::detail {

void check_failed(const char* expression, const char* file, int line) {
    std::fprintf(stderr, "%s:%d: this must hold and does not: %s\n", file, line, expression);
    std::fflush(stderr);
    std::abort();
}

}  // namespace reeve::detail
