#pragma once
// A bug is a CHECK: it prints where and aborts. Never used on what a person sent or a disk gave back.

namespace reeve::detail {
[[noreturn]] void check_failed(const char* expression, const char* file, int line);
}

#define REEVE_CHECK(expression) \
    ((expression) ? static_cast<void>(0) : ::reeve::detail::check_failed(#expression, __FILE__, __LINE__))
