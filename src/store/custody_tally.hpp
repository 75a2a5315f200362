#pragma once
// Adding up rows into figures of custody; the same for every store.

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "store/custody_row.hpp"
#include "store/flow_tally.hpp"

namespace reeve::store {

// Custody and person as one key.
[[nodiscard]] std::string pack_holder(std::string_view custody, Id person);
[[nodiscard]] records::Holder unpack_holder(std::string_view bytes);

// Calls `each` with the packed custodies between which a record went back at once: a, b, a.
template <class Each>
void each_return(std::string_view packed, Each each) {
    std::string_view before, last;
    for (CustodyStretches stretches(packed); stretches.next();) {
        if (!stretches.begins_leg || (!last.empty() && !stretches.handed_over)) {
            continue;
        }
        if (!before.empty() && before == stretches.custody) {
            each(last, stretches.custody);
        }
        before = last;
        last = stretches.custody;
    }
}
// How often it came back so.
[[nodiscard]] std::int64_t returns_of(std::string_view packed);

class CustodyTally {
public:
    explicit CustodyTally(const FlowQuestion& question)
        : now_(question.now), waiting_(question.waiting.begin(), question.waiting.end()) {}

    void add(const FlowView& row);
    // Once, at the end.
    [[nodiscard]] CustodyFlow finish();

private:
    struct OfHolder {
        std::int64_t records = 0, legs = 0, held = 0, waited = 0;
        std::vector<std::int64_t> stretches;
        std::int64_t last_row = 0;  // so that a record counts once
    };
    struct Times {
        std::int64_t times = 0, records = 0, last_row = 0;
    };
    void add_stretch(CustodyStretches& stretch, const std::vector<bool>& waits);
    void count(Times& onto) const;

    Instant now_;
    std::set<std::string, std::less<>> waiting_;
    std::int64_t rows_ = 0, returns_ = 0, returned_ = 0;
    ByBytes<OfHolder> holders_;
    std::map<std::pair<std::string, std::string>, Times> pairs_;
    std::map<std::string, Times, std::less<>> reasons_;
    std::map<std::int64_t, std::int64_t> hand_overs_;  // records by times
};

}  // namespace reeve::store
