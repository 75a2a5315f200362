#pragma once
// What can be asked of the store, always through a sight: there is no way to a record without one (decision
// 0004).

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "records/decide.hpp"
#include "records/event.hpp"
#include "records/record.hpp"
#include "store/drafts.hpp"
#include "store/flow.hpp"
#include "store/notices.hpp"
#include "store/saved_views.hpp"
#include "store/sight.hpp"
#include "store/since.hpp"
#include "store/standing.hpp"

namespace reeve::store {

enum class Sort : std::uint8_t { due, created, updated, number, priority };

// Records that somebody could work on: assigned to her, or held by a role that she holds, there, and in a
// team of hers where they are held by a team.
struct Mine {
    struct Held {
        std::string process, role;
        Id organisation;  // of her membership; may be empty
        bool operator==(const Held&) const = default;
    };
    Id person;
    std::vector<Held> roles;
    std::vector<Id> teams;
    bool operator==(const Mine&) const = default;
};

struct Filter {
    std::string process, type, kind, state;  // empty = any
    std::optional<bool> open;
    std::string priority;
    std::optional<int> rank;
    std::optional<Id> assignee;
    std::string holder;  // role
    std::optional<Id> team, organisation, reporter;
    std::string service;
    std::string waiting;    // of whom the state awaits the next move; "any": of anybody
    bool reopened = false;  // only those that were
    // Deadline at most so far from now, late ones included. `due_until` is what counts: whoever asks sets it.
    std::optional<Duration> due_within;
    std::optional<Instant> due_until;
    std::optional<Mine> mine;
    // Seats (records/reach.hpp), one of which is still to be heard. Nothing: whatever is asked.
    std::optional<std::vector<Id>> asked;
    std::vector<std::string> numbers;  // any of these; empty = any
    std::string q;  // words, all of which occur in its texts or in comments that she may read
    Sort sort = Sort::due;
    bool descending = false;
    bool operator==(const Filter&) const = default;
};

struct Page {
    std::vector<records::Record> records;  // as rows show them (records/brief.hpp)
    std::string next;                      // position after the last; empty at the end
    std::optional<std::int64_t> count;
    bool count_more = false;  // there was no time to count them all
    // There was no time to look at all: the records found so far, in order; `next` goes on from there, and
    // there may be none on the page at all.
    bool partial = false;
    bool wrong_position = false;  // what was given as `after` is none: nothing was looked up
};

struct TimelineRow {
    std::int64_t seq = 0;  // of the entry, within the record: its version
    records::Event event;
};

struct TimelinePage {
    std::vector<TimelineRow> rows;
    std::string next;
    bool wrong_position = false;
};

struct Counted {
    std::int64_t count = 0;
    bool more = false;  // there are more, or finding out would have cost too much
};

class Reader {
public:
    virtual ~Reader() = default;
    // Null when there is none or she may not know it.
    [[nodiscard]] virtual std::optional<records::Record> record(const Sight& sight,
                                                                std::string_view number) = 0;
    [[nodiscard]] virtual std::optional<records::Record> record(const Sight& sight, Id id) = 0;
    // `after` is a position that an earlier page gave for the same filter; empty = from the start.
    [[nodiscard]] virtual Page list(const Sight& sight, const Filter& filter, std::string_view after,
                                    std::size_t limit, bool count) = 0;
    // How many a list of that filter has, looking no further than `most`.
    [[nodiscard]] virtual Counted count_up_to(const Sight& sight, const Filter& filter,
                                              std::int64_t most) = 0;
    // Entries of a record that she may read, oldest first.
    [[nodiscard]] virtual TimelinePage timeline(const Sight& sight, Id record, std::string_view after,
                                                std::size_t limit) = 0;
    // The attachment's record, if she may read the entry it came with.
    [[nodiscard]] virtual std::optional<records::Attachment> attachment(const Sight& sight, Id record,
                                                                        Id attachment) = 0;
    [[nodiscard]] virtual records::Ahead ahead(const records::Record& like,
                                               std::span<const std::string> states) = 0;
    // The open records of the type, of all versions, in the order of their numbers; at most so many.
    [[nodiscard]] virtual std::vector<Id> open_of(std::string_view process, std::string_view type,
                                                  std::size_t most) = 0;
    // Those that count under the key of a limit, the first by number named.
    [[nodiscard]] virtual records::Ahead counting(const records::LimitKey& key,
                                                  std::span<const Id> except) = 0;
    [[nodiscard]] virtual Standing standing(const Sight& sight, const StandingQuestion& question) = 0;
    [[nodiscard]] virtual FlowReader& flow() = 0;  // of one process
    [[nodiscard]] virtual DraftReader& drafts() = 0;
    [[nodiscard]] virtual SavedViewReader& saved_views() = 0;
    // What happened to records that she may know after the event `after`. An entry is left out where she may
    // not read it, unless she may have come to know the record by it. `until` lies before `after` where the
    // journal does.
    [[nodiscard]] virtual Since since(const Sight& sight, std::int64_t after, SinceLimits limits) = 0;
    // To that person about records that she may know, newest first; `before` a seq, 0 = from the newest on.
    [[nodiscard]] virtual std::vector<NoticeRow> notices(const Sight& sight, Id person, std::int64_t before,
                                                         std::size_t limit) = 0;
    [[nodiscard]] virtual std::int64_t head() = 0;  // seq of the journal's last event; 0 when there is none
    // Figures for metrics: name, value.
    [[nodiscard]] virtual std::vector<std::pair<std::string, std::int64_t>> figures() = 0;
};

}  // namespace reeve::store
