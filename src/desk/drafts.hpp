#pragma once
// Keeping what people type before they send it. No word is overwritten that its writer has not seen: whoever
// says which draft she saw last is told when there is another.

#include <optional>
#include <string_view>

#include "base/instant.hpp"
#include "base/outcome.hpp"
#include "store/drafts.hpp"

namespace reeve::desk {

inline constexpr Duration draft_life = Duration::days(90);
// Of one person.
inline constexpr std::int64_t drafts_most = 200;
inline constexpr std::int64_t drafts_bytes_most = std::int64_t{4} << 20;

// What she saw last: nothing said, this version, or that there was none.
struct DraftSeen {
    std::optional<std::int64_t> version;
    bool none = false;
};

// What came of it. With `other`, nothing was changed: `draft` is what lies there instead, if anything does.
struct DraftKept {
    std::optional<store::Draft> draft;
    bool other = false;
};

// "public", "internal", "act.NAME" of a record; "PROCESS.TYPE" of number "new".
[[nodiscard]] bool is_draft_slot(std::string_view number, std::string_view slot);

// As read at `now`: older than its life is as if it were not.
[[nodiscard]] bool is_alive(const store::Draft& draft, Instant now);
[[nodiscard]] std::optional<store::Draft> find_draft(store::DraftReader& drafts, Id person,
                                                     std::string_view number, std::string_view slot,
                                                     Instant now);

// Gives `draft` its version and instant. Saved twice alike, it is saved once. Refusals: wrong_state, when she
// keeps too many or too much.
[[nodiscard]] Outcome<DraftKept> keep_draft(store::Drafts& drafts, store::Draft draft, const DraftSeen& seen,
                                            Instant now);
[[nodiscard]] DraftKept drop_draft(store::Drafts& drafts, Id person, std::string_view number,
                                   std::string_view slot, const DraftSeen& seen, Instant now);

}  // namespace reeve::desk
