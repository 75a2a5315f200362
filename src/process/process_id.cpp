#include "process/process_id.hpp"

#include <algorithm>

namespace reeve::process {

bool is_process_id(std::string_view text) {
    constexpr std::size_t most = 63;
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    return !text.empty() && text.size() <= most && text[0] >= 'a' && text[0] <= 'z' &&
           std::all_of(text.begin(), text.end(), allowed);
}

}  // namespace reeve::process
