#pragma once
// Reading: on a snapshot, on any thread, always through the caller's sight. One Queries per thread.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.hpp"
#include "desk/world.hpp"
#include "records/approvals.hpp"
#include "records/decide.hpp"
#include "records/preview.hpp"
#include "records/recomputing.hpp"
#include "records/structure_view.hpp"
#include "store/query.hpp"

namespace reeve::desk {

struct ClockView {
    const process::Clock* clock = nullptr;  // null when the process no longer has it
    records::ClockSet now;
    Duration elapsed;                               // counted up to now
    std::optional<Duration> remaining;              // counted; negative when over
    std::string calendar;                           // its title
    const records::Agreement* agreement = nullptr;  // in the version on which it rests; null without one
    struct Stretch {
        Instant from, to;
        bool counted = false;
        std::string reason;
        // Of the longer stretch that it is a part of: in which calendar that was looked at, in which version,
        // and what began it.
        std::string calendar;
        std::int64_t calendar_version = 0;
        std::string cause;
    };
    std::vector<Stretch> why;  // the newest 200, behind one that sums up what is older
};

struct RecordView {
    records::Record record;
    Instant now;  // as of when it is told
    std::vector<ClockView> clocks;
    std::vector<records::ActView> acts;              // only when asked for
    std::vector<records::ApprovalView> approvals;    // likewise
    std::vector<records::ChecklistView> checklists;  // likewise, for who reads internal entries
    std::vector<records::DossierView> dossiers;      // likewise
    std::vector<std::int64_t> strikable;             // likewise: time entries that she may strike
};

// A clock as it stands, and as it would if its whole life were counted anew (records/recomputing.hpp).
struct RecomputedView {
    ClockView before, after;
    bool changes = false;
};

struct OlderStretches;  // desk/clock_view.hpp

class Queries {
public:
    Queries(std::unique_ptr<store::Reader> reader);

    // What she may do with a record costs as much to say as reading it.
    enum class Acts : std::uint8_t { with, without };

    [[nodiscard]] Outcome<RecordView> record(const World& world, Id person, std::string_view number,
                                             Instant now, std::string_view language, Acts acts = Acts::with);
    // The view of a record in hand (the answer of an act), without asking the store for it again.
    [[nodiscard]] RecordView view(const World& world, Id person, records::Record record, Instant now,
                                  std::string_view language, bool with_acts);
    // Of the clocks that she may see; refused as the act would be. `version` becomes that of the record.
    [[nodiscard]] Outcome<std::vector<RecomputedView>> recompute(const World& world, Id person,
                                                                 std::string_view number, Instant now,
                                                                 std::int64_t& version);
    // What logging so would give; `command.actor` is who asks.
    [[nodiscard]] Outcome<records::Preview> preview(const World& world, const records::Command& command,
                                                    Instant now);
    // `cursor` is what an earlier page gave; refused (malformed) when it belongs to another filter or caller.
    [[nodiscard]] Outcome<store::Page> list(const World& world, Id person, const store::Filter& filter,
                                            std::string_view cursor, std::size_t limit, bool count,
                                            Instant now);
    // How many such a list has, counted no further than `most`, nor longer than a list may take.
    [[nodiscard]] store::Counted count_up_to(const World& world, Id person, const store::Filter& filter,
                                             std::int64_t most, Instant now);
    [[nodiscard]] Outcome<store::TimelinePage> timeline(const World& world, Id person,
                                                        std::string_view number, std::string_view cursor,
                                                        std::size_t limit);
    // The stretches of a clock that lie before `until`, or now, for who reads internal entries; of the newest
    // of that name unless its leg is said. The newest come first.
    [[nodiscard]] Outcome<OlderStretches> stretches(const World& world, Id person, std::string_view number,
                                                    std::string_view clock, std::optional<std::int64_t> leg,
                                                    Instant until, std::size_t limit);
    [[nodiscard]] Outcome<records::Attachment> attachment(const World& world, Id person,
                                                          std::string_view number, Id attachment);
    [[nodiscard]] store::Reader& reader() { return *reader_; }

private:
    std::unique_ptr<store::Reader> reader_;
};

}  // namespace reeve::desk
