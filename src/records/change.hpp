#pragma once
// The closed vocabulary of what an event changes. Released kinds are frozen: a changed meaning is a new kind.

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/json.hpp"
#include "base/outcome.hpp"
#include "records/approval_change.hpp"
#include "records/clock_change.hpp"
#include "records/construct_change.hpp"
#include "records/custody_change.hpp"
#include "records/deed_change.hpp"

namespace reeve::records {

// Born: the record's fixed parts.
struct Born {
    std::string number, type, kind;
    Id reporter, logged_by;
    std::string channel;  // "phone", "mail", "web", …; empty when not said
    bool operator==(const Born&) const = default;
};
// A field or own text got a value. A text's value lies in the event's texts under `text_path`; `value` is
// then null, or for a personal boolean or integer `false` or `0`, which says how the text is to be read.
struct FieldSet {
    std::string field;      // "title" and "description" for the record's own
    Json value;             // skeleton value; null clears
    std::string text_path;  // "" when the value is in the skeleton
    bool operator==(const FieldSet&) const = default;
};
// The record's priority came out of its fields: value and rank (1 to 5); rank 0 = none.
struct PrioritySet {
    std::string value;
    int rank = 0;
    bool operator==(const PrioritySet&) const = default;
};
// The organisation to which the record belongs.
struct OrganisationSet {
    Id organisation;
    bool operator==(const OrganisationSet&) const = default;
};
struct StateEntered {
    std::string state;
    bool open = false;
    bool end = false;
    std::string waiting;  // "", "reporter", "vendor", "date"
    bool operator==(const StateEntered&) const = default;
};
struct Commented {
    std::string audience;  // the text lies under "comment"
    bool operator==(const Commented&) const = default;
};
struct Attached {
    Id attachment;
    std::int64_t size = 0;
    std::string media_type;
    std::string sha256;     // of the content, hexadecimal; the name lies in the texts under "attachment.<id>"
    std::string kind = {};  // of the kinds that its type knows; empty: none
    bool operator==(const Attached&) const = default;
};
struct Linked {
    std::string link;  // the link's name as seen from this record
    Id record;
    std::string number, type, kind;
    bool open = false;
    std::string state;
    std::string outcome = {};  // what its process shares of its state
    std::string key = {};      // of what is owed over the link; empty: a person made it
    Json shared = {};          // fields that its type shares, as the record keeps them; null: none
    bool operator==(const Linked&) const = default;
};
struct Unlinked {
    std::string link;
    Id record;
    bool operator==(const Unlinked&) const = default;
};
// What a linked record last showed: its state and whether it is open (by a recheck).
struct LinkedSeen {
    Id record;
    std::string state;
    bool open = false;
    std::int64_t version = 0;
    std::string outcome = {};
    Json shared = {};
    bool operator==(const LinkedSeen&) const = default;
};
struct Watching {
    Id person;
    bool on = true;
    bool operator==(const Watching&) const = default;
};
// Texts of an earlier event of this stream were erased.
struct TextsErased {
    Id event;
    std::int64_t version = 0;  // of that event
    std::vector<std::string> paths;
    bool operator==(const TextsErased&) const = default;
};
// A directory entry or process as it stands after the event: whole, its personal values in the texts.
struct EntrySet {
    Json value;
    bool operator==(const EntrySet&) const = default;
};
// Something the desk found or could not do; for people: {"kind": "desk_act_refused", …}.
struct Finding {
    std::string kind;
    Json detail;
    bool operator==(const Finding&) const = default;
};
// With the birth: another desk had this record, and its history there is told by events of type "imported".
struct Imported {
    std::string source;  // that desk, as the import names it
    std::string key;     // the record's there; an identifier, never a text
    bool operator==(const Imported&) const = default;
};
// The imported record lives from here on: its clocks run and its timers fire.
struct Adopted {
    bool operator==(const Adopted&) const = default;
};

using Change =
    std::variant<Born, FieldSet, PrioritySet, OrganisationSet, StateEntered, LegOpened, LegClosed, Assigned,
                 ClockSet, TimerArmed, TimerDisarmed, Commented, Attached, Linked, Unlinked, LinkedSeen,
                 Watching, TextsErased, EntrySet, Finding, Imported, Adopted, DeedRefused, DeedSettled,
                 RoundOpened, Voted, VoteVoided, RoundDecided, RoundVoided, RoundUsed, ScopeBegan, LimitHeld,
                 StepTicked, TreeWalked, Derived, Noticed, Moved, TimeLogged, TimeStruck>;
using Changes = std::vector<Change>;

// One object per change: {"set": "urgency", "value": …}, {"leg": 2, "holder": {…}} …: the first member names
// the kind.
[[nodiscard]] Json encode(const Change& change);
// Refusal malformed when it is none of these.
[[nodiscard]] Outcome<Change> decode_change(const Json& json);

}  // namespace reeve::records
