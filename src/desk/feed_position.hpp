#pragma once
// A place in the live feed as its readers hold it: sealed, so that nobody learns from it how much else
// happens on the desk, and bound to the caller.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/id.hpp"
#include "base/outcome.hpp"
#include "base/sources.hpp"
#include "seal/sealed.hpp"
#include "store/operational.hpp"

namespace reeve::desk {

struct FeedPosition {
    std::int64_t seq = 0;      // of the journal: everything up to there was told
    std::uint64_t rights = 0;  // under which it was told
    bool operator==(const FeedPosition&) const = default;
};

class FeedPositions {
public:
    explicit FeedPositions(const seal::Key& key) : key_(key) {}

    // Letters, digits, '-' and '_'.
    [[nodiscard]] std::string write(FeedPosition position, Id caller) const;
    // Refusal malformed when this desk did not give it to this caller.
    [[nodiscard]] Outcome<FeedPosition> read(std::string_view text, Id caller) const;

private:
    seal::Key key_;
};

// The key of this desk's data: drawn once, so that positions hold across a restart.
[[nodiscard]] seal::Key feed_key(store::Operational& operational, Entropy& entropy);

}  // namespace reeve::desk
