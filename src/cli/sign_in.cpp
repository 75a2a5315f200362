#include "cli/sign_in.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "base/text.hpp"
#include "cli/cli.hpp"
#include "import/http_sink.hpp"

namespace reeve::cli {
namespace {

std::string first_line(const std::string& file) {
    const auto text = read_file(file);
    if (!text) throw std::runtime_error(fmt::format("{} cannot be read", file));
    return std::string(trim(std::string_view(*text).substr(0, text->find('\n'))));
}

}  // namespace

std::string token_of(const SignIn& sign_in) {
    if (!sign_in.token_file.empty()) return first_line(sign_in.token_file);
    if (sign_in.as.empty() || sign_in.password_file.empty())
        throw std::runtime_error("--url needs --as NAME with --password-file FILE, or --token-file FILE");
    return import::HttpSink::sign_in(sign_in.url, sign_in.as, first_line(sign_in.password_file));
}

}  // namespace reeve::cli
