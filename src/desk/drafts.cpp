#include "desk/drafts.hpp"

#include <algorithm>

namespace reeve::desk {
namespace {

// [a-z][a-z0-9_]{0,62}, as names within a process are; ids of processes may have '-'.
bool is_name(std::string_view text, bool dashes) {
    const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
    return !text.empty() && text.size() <= 63 && letter(text.front()) &&
           std::ranges::all_of(text, [&](char c) {
               return letter(c) || (c >= '0' && c <= '9') || c == '_' || (dashes && c == '-');
           });
}

bool is_as_seen(const std::optional<store::Draft>& there, const DraftSeen& seen) {
    if (seen.none) {
        return !there;
    }
    return !seen.version || (there && there->version == *seen.version);
}

bool says_the_same(const store::Draft& a, const store::Draft& b) {
    return a.text == b.text && a.given == b.given && a.device == b.device;
}

}  // namespace

bool is_draft_slot(std::string_view number, std::string_view slot) {
    const std::size_t dot = slot.find('.');
    if (number == "new") {
        return dot != std::string_view::npos && is_name(slot.substr(0, dot), true) &&
               is_name(slot.substr(dot + 1), false);
    }
    return slot == "public" || slot == "internal" ||
           (slot.starts_with("act.") && is_name(slot.substr(4), false));
}

bool is_alive(const store::Draft& draft, Instant now) {
    return draft.saved + draft_life >= now;
}

std::optional<store::Draft> find_draft(store::DraftReader& drafts, Id person, std::string_view number,
                                       std::string_view slot, Instant now) {
    std::optional<store::Draft> found = drafts.find(person, number, slot);
    return found && is_alive(*found, now) ? found : std::nullopt;
}

Outcome<DraftKept> keep_draft(store::Drafts& drafts, store::Draft draft, const DraftSeen& seen, Instant now) {
    const std::optional<store::Draft> there = find_draft(drafts, draft.person, draft.number, draft.slot, now);
    if (there && says_the_same(*there, draft)) {
        return DraftKept{there, false};  // an answer that got lost
    }
    if (!is_as_seen(there, seen)) {
        return DraftKept{there, true};
    }
    const store::DraftsSize size = drafts.size_of(draft.person);
    if (!there && size.count >= drafts_most) {
        return refuse(RefusalKind::wrong_state,
                      "You keep 200 drafts already; send or discard one of them first.");
    }
    if (size.bytes - (there ? there->bytes() : 0) + draft.bytes() > drafts_bytes_most) {
        return refuse(RefusalKind::wrong_state,
                      "Your drafts have 4 MiB together already; send or discard one of them first.");
    }
    // By time, so that a version never names two drafts, even when one was discarded in between.
    draft.version = std::max(there ? there->version + 1 : 1, now.micros);
    draft.saved = now;
    drafts.put(draft);
    return DraftKept{std::move(draft), false};
}

DraftKept drop_draft(store::Drafts& drafts, Id person, std::string_view number, std::string_view slot,
                     const DraftSeen& seen, Instant now) {
    std::optional<store::Draft> there = find_draft(drafts, person, number, slot, now);
    if (there && !is_as_seen(there, seen)) {
        return {std::move(there), true};
    }
    drafts.remove(person, number, slot);
    return {};
}

}  // namespace reeve::desk
