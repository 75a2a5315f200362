#pragma once
// What is kept for ever (decision 0002): an envelope, changes from a closed vocabulary, and texts beside
// them.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/json.hpp"
#include "base/outcome.hpp"
#include "base/sha256.hpp"
#include "records/change.hpp"

namespace reeve::records {

enum class ActorKind : std::uint8_t { person, desk, import, bridge };

[[nodiscard]] std::string_view word(ActorKind kind);
[[nodiscard]] bool parse_word(std::string_view text, ActorKind& kind);

struct Actor {
    ActorKind kind = ActorKind::desk;
    Id id;  // of the person; empty for the desk
    bool operator==(const Actor&) const = default;
};

// A free text or personal value, kept outside the skeleton. `path` is where it belongs: "title",
// "fields.solution", "comment", "reason". An erased text has lost value and salt.
struct EventText {
    std::string path;
    std::string value;
    std::array<std::uint8_t, 32> salt{};
    Digest commitment{};
    bool erased = false;
    bool operator==(const EventText&) const = default;
};

struct Event {
    Id id;
    Id stream;                 // the record, person, organisation, team, calendar or process
    std::string stream_kind;   // "record", "person", "organisation", "team", "calendar", "process", "desk"
    std::int64_t version = 0;  // from 1, per stream: the only order within it
    std::string type;  // what was done: "logged", "acted", "commented", "clock_breached", "person_set" …
    int type_version = 1;
    Instant occurred_at;
    Instant recorded_at;
    Actor actor;
    Id on_behalf;         // the person for whom it was done, empty when for herself
    Id organisation;      // of the actor
    Id command;           // the same for all events of one transaction
    Id cause;             // the event that made the desk act; empty when a person did
    std::string process;  // of a record's event
    int process_version = 0;
    std::string audience;  // "public" or "internal" (decision 0004)
    std::string act;       // the act's name, where one was done; part of the skeleton
    Changes changes;       // what follows from it
    JsonObject facts;      // versions and results that the changes rest on; skeleton only
    std::vector<EventText> texts;
    Digest prev_hash{};
    Digest hash{};

    [[nodiscard]] const EventText* text(std::string_view path) const;
};

// The skeleton as stored and hashed: {"act"?, "changes": […], "facts"?: {…}, "texts"?: {path: commitment}}.
[[nodiscard]] Json skeleton(const Event& event);
// Reads a skeleton back. Its texts get path and commitment and count as erased until somebody fills in value
// and salt. Refusal malformed when it is not one: what comes from disk is never CHECKed.
[[nodiscard]] Outcome<void> read_skeleton(const Json& skeleton, Event& onto);
// The envelope and the skeleton as one object, for hashing; instants are decimal strings (decision 0002).
[[nodiscard]] Json hashed_form(const Event& event);

}  // namespace reeve::records
