#pragma once
// How a verb says who it is to a running desk.

#include <string>

namespace reeve::cli {

struct SignIn {
    std::string url, as, password_file, token_file;
};

// Throws std::runtime_error where the desk lets nobody in, or nothing says who it is.
[[nodiscard]] std::string token_of(const SignIn& sign_in);

}  // namespace reeve::cli
