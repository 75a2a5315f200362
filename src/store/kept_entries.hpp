#pragma once
// Entries that tell of clocks that are kept for some (records/clock_audience.hpp): what they say to whom.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "records/event.hpp"
#include "records/record.hpp"
#include "store/sight.hpp"

namespace reeve::store {

// Whether something of the entry may be kept from somebody.
[[nodiscard]] bool may_keep(const records::Changes& changes);

// Whether it takes the record to say of which clocks they are; a clock that is set tells itself for whom it is.
[[nodiscard]] bool tells_of_deeds(const records::Changes& changes);

class KeptEntry {
public:
    // `record`: as it stands since; null where that is not known, or not asked (tells_of_deeds).
    KeptEntry(const records::Event& event, const records::Record* record);
    // Its changes without those that are kept from her, who may read the entry otherwise; nothing where
    // nothing of it is left that anybody is told.
    [[nodiscard]] std::optional<records::Changes> said_to(const Sight& sight, std::string_view process) const;
    [[nodiscard]] bool is_public() const { return public_; }

private:
    struct Part {
        records::Change change;
        std::vector<std::string> whom;  // empty: everybody
    };
    bool public_, says_more_;
    std::vector<Part> parts_;
};

}  // namespace reeve::store
