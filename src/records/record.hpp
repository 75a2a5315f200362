#pragma once
// A record: the fold of its events.

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/json.hpp"
#include "base/outcome.hpp"
#include "records/event.hpp"
#include "records/record_constructs.hpp"
#include "records/record_parts.hpp"

namespace reeve::records {

struct Record {
    Id id;
    std::int64_t version = 0;  // of the last event applied
    Digest head{};             // its hash: the next event's prev_hash
    std::string number, process, type, kind;
    int process_version = 0;
    std::string state, waiting;
    bool open = false, end = false;
    int reopened = 0;  // how often it went from not open to open
    Instant state_since;
    std::string priority;
    int rank = 0;
    std::string title, description;
    std::map<std::string, Json, std::less<>> fields;  // texts included; absent = no value
    Id reporter, logged_by, organisation;
    std::string channel;
    Holder holder;  // of the open leg; empty role after the end
    std::vector<Leg> legs;
    std::vector<ClockInstance> clocks;  // every instance, in order of start
    std::vector<ArmedTimer> timers;
    std::vector<RefusedDeed> refused;  // deeds of the desk, tried again at each later event
    Json left_out;  // of effects of `on` that were refused last in this state: which, and why; null: none
    std::vector<LinkEnd> links;
    std::vector<Round> rounds;  // of all its approvals, in the order in which they were opened
    std::map<std::string, Scope, std::less<>> since;  // by act, for those that the process asks about
    std::map<std::string, std::set<std::string, std::less<>>, std::less<>> limits;  // keys it counts under
    std::vector<Tick> ticks;                                                        // of its checklists
    std::vector<TimeEntry> time_entries;                                            // those struck too
    std::map<std::string, TreeWalked, std::less<>> trees;                           // as walked last
    std::map<std::string, std::vector<std::string>, std::less<>> derived;           // keys owed, by link
    std::vector<Attachment> attachments;
    std::set<Id> watchers;
    std::map<std::string, ActCount, std::less<>> acts;
    std::set<std::string, std::less<>> states_ever;
    std::vector<Stay> path;        // in order; the last is the present one
    std::optional<Origin> origin;  // of an imported one
    std::map<std::string, std::set<std::string, std::less<>>, std::less<>>
        values_ever;  // of string-valued skeleton fields
    // Of title, description and each field that is a text: the version of the event it came with, so that an
    // erasure of that event finds it; and those of them that were erased (their value is then empty).
    std::map<std::string, std::int64_t, std::less<>> text_versions;
    std::set<std::string, std::less<>> erased;
    Instant created, updated;

    bool operator==(const Record&) const = default;

    [[nodiscard]] const Json* field(std::string_view name) const;  // null when it has no value
    // The round of the approval that was opened last; null when there was none.
    [[nodiscard]] const Round* round(std::string_view approval) const;
    [[nodiscard]] const ClockInstance* live_clock(
        std::string_view name) const;  // waiting, running, paused or breached
    // Imported, and nobody has taken it over yet.
    [[nodiscard]] bool rests() const { return origin && !origin->adopted; }
    [[nodiscard]] std::int64_t leg() const { return legs.empty() ? 0 : legs.back().number; }
    // The deadline to look at first: the earliest due of its running clocks and of those that ran out and
    // still wait for their deed (an earlier holder's excepted): what is late comes before what is due.
    [[nodiscard]] std::optional<Instant> due() const;
};

// An event may not be earlier than the one before it on its stream: the instant that it takes.
[[nodiscard]] Instant not_before(const Record& record, Instant at);

// Folds one event. Pure. Refusal malformed when the event does not follow (version, missing birth): the
// caller sets the record aside.
[[nodiscard]] Outcome<void> apply(Record& record, const Event& event);

// Of the JSON object in which the store keeps it (record_text.hpp). Exact both ways.
[[nodiscard]] Outcome<Record> decode_record(const Json& json);

// When the desk must next look at this record by itself, and for what. Never at one that rests.
struct DueTimer {
    // At one instant acts come first, before the commands of that instant; warnings and breaches after them
    // (0005).
    enum class Kind : std::uint8_t { act, warn, breach, expire /* of an approval */ };
    Instant due;
    Kind kind = Kind::act;
    std::string name;  // of the clock, act or approval
    int ordinal = 0;   // its place in the process's file
    bool operator==(const DueTimer&) const = default;
};
[[nodiscard]] std::vector<DueTimer> due_timers(const Record& record);

}  // namespace reeve::records
