#include "process/built_in.hpp"

#include <algorithm>

namespace reeve::process {

std::string_view word(BuiltIn act) {
    switch (act) {
        case BuiltIn::edit: return "edit";
        case BuiltIn::assign: return "assign";
        case BuiltIn::take: return "take";
        case BuiltIn::comment: return "comment";
        case BuiltIn::link: return "link";
        case BuiltIn::watch: return "watch";
        case BuiltIn::log_time: return "log_time";
        case BuiltIn::strike_time: return "strike_time";
        case BuiltIn::adopt: return "adopt";
        case BuiltIn::recompute: return "recompute";
        case BuiltIn::move: break;
    }
    return "move";
}

std::optional<BuiltIn> built_in(std::string_view text) {
    const auto found =
        std::find_if(built_ins.begin(), built_ins.end(), [&](BuiltIn act) { return word(act) == text; });
    return found != built_ins.end() ? std::optional(*found) : std::nullopt;
}

}  // namespace reeve::process
