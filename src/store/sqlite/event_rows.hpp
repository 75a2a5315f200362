#pragma once
// The journal: events as rows and back.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "records/event.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/statement.hpp"

namespace reeve::store::sqlite {

// The columns that read_event() expects, in its order; `e` is the table's alias.
inline constexpr std::string_view event_columns =
    "e.seq, e.id, e.stream, e.stream_kind, e.version, e.type, e.type_version, e.occurred_at, e.recorded_at, "
    "e.actor_kind, "
    "e.actor, e.on_behalf, e.organisation, e.command, e.cause, e.process, e.process_version, e.audience, "
    "e.data, "
    "e.prev_hash, e.hash";

// Adds the event and its texts; its seq. What it erases is erased.
std::int64_t insert_event(Connection& connection, const records::Event& event);
// `data`: its skeleton as it is kept.
std::int64_t insert_event(Connection& connection, const records::Event& event, std::string_view data);

// The row on which the statement stands. Refusal malformed when it is no event: data, never a CHECK.
[[nodiscard]] Outcome<records::Event> read_event(Connection& connection, const Statement& row);

// The head of a stream; version 0 and zeros when it has no event.
struct Head {
    std::int64_t version = 0;
    Digest hash{};
};
[[nodiscard]] Head head_of(Connection& connection, Id stream);
// Of the whole journal; 0 when it is empty.
[[nodiscard]] std::int64_t last_seq(Connection& connection);
[[nodiscard]] std::int64_t version_of(Connection& connection, Id stream);

}  // namespace reeve::store::sqlite
