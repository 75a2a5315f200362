#pragma once
// What a person can cause is a value, never an exception: an Outcome holds the result or a Refusal.

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace reeve {

// The classes of refusal. Each has one HTTP status (docs/openapi.yaml): the order is that of api.md.
enum class RefusalKind : std::uint8_t {
    malformed,              // 400
    unauthenticated,        // 401
    not_allowed,            // 403: she sees it but may not act
    unseen,                 // 404: whenever the caller may not know the thing
    wrong_state,            // 409: not from this state, or a key in progress
    stale,                  // 412: If-Match does not hold
    too_large,              // 413
    unmet,                  // 422: needs, conditions, rules
    precondition_required,  // 428: If-Match is missing where it must be given
    throttled,              // 429
    busy,                   // 503: a queue is full
    full,                   // 507: the store cannot write
};

// One thing that is missing before an act can be done.
struct Unmet {
    std::string what;   // the need's or rule's name or kind: "field", "comment", "rule:acknowledged"
    std::string field;  // the field it concerns, empty when none
    std::string why;    // a sentence for people

    bool operator==(const Unmet&) const = default;
};

struct Refusal {
    RefusalKind kind = RefusalKind::malformed;
    std::string detail;        // one sentence: what happened and what to do
    std::vector<Unmet> unmet;  // all that is missing, at once
    int retry_after_s = 0;     // seconds, for throttled and busy

    bool operator==(const Refusal&) const = default;
};

template <class T>
using Outcome = std::expected<T, Refusal>;

[[nodiscard]] inline std::unexpected<Refusal> refuse(RefusalKind kind, std::string detail,
                                                     std::vector<Unmet> unmet = {}) {
    return std::unexpected(Refusal{kind, std::move(detail), std::move(unmet), 0});
}

// The stable word of a kind, as used in problem types: "not_allowed".
[[nodiscard]] std::string_view word(RefusalKind kind);

}  // namespace reeve
