#include "base/outcome.hpp"

#include "base/check.hpp"

namespace reeve {

std::string_view word(RefusalKind kind) {
    switch (kind) {
        case RefusalKind::malformed: return "malformed";
        case RefusalKind::unauthenticated: return "unauthenticated";
        case RefusalKind::not_allowed: return "not_allowed";
        case RefusalKind::unseen: return "unseen";
        case RefusalKind::wrong_state: return "wrong_state";
        case RefusalKind::stale: return "stale";
        case RefusalKind::too_large: return "too_large";
        case RefusalKind::unmet: return "unmet";
        case RefusalKind::precondition_required: return "precondition_required";
        case RefusalKind::throttled: return "throttled";
        case RefusalKind::busy: return "busy";
        case RefusalKind::full: return "full";
    }
    REEVE_CHECK(false && "a refusal kind without a word");
    return {};
}

}  // namespace reeve
