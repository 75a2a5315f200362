#include "store/sqlite/event_rows.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "base/outcome.hpp"
#include "records/comment_text.hpp"

namespace reeve::store::sqlite {
namespace {

using records::Event;
using records::EventText;

void insert_text(Connection& connection, std::int64_t seq, const EventText& text) {
    Statement insert(connection, "INSERT INTO event_text (event, path, value, salt) VALUES (?, ?, ?, ?)");
    insert.with(seq, text.path);
    if (text.erased) {
        insert.with(nullptr, nullptr);
    } else {
        insert.with(text.value, Blob{std::string(text.salt.begin(), text.salt.end())});
    }
    insert.run();
}

void erase_texts(Connection& connection, Id stream, const records::TextsErased& erased) {
    std::vector<std::pair<std::int64_t, std::string>> gone;  // event and path
    Statement rows(connection,
                   "SELECT t.event, t.path FROM event e JOIN event_text t ON t.event = e.seq "
                   "WHERE e.stream = ? AND e.version = ?");
    rows.with(stream, erased.version);
    while (rows.step()) {
        if (records::goes_with(rows.text(1), erased.paths)) {
            gone.emplace_back(rows.integer(0), rows.string(1));
        }
    }
    for (const auto& [event, path] : gone) {
        Statement(connection, "UPDATE event_text SET value = NULL, salt = NULL WHERE event = ? AND path = ?")
            .with(event, path)
            .run();
    }
}

void read_texts(Connection& connection, std::int64_t seq, Event& event) {
    Statement rows(connection, "SELECT path, value, salt FROM event_text WHERE event = ?");
    rows.with(seq);
    while (rows.step()) {
        const std::string_view path = rows.text(0);
        const auto text =
            std::ranges::find_if(event.texts, [&](const EventText& each) { return each.path == path; });
        if (text == event.texts.end() || rows.null(2)) {
            continue;
        }
        text->value = rows.string(1);
        text->erased = false;
        const std::string_view salt = rows.text(2);
        std::copy_n(salt.begin(), std::min(salt.size(), text->salt.size()), text->salt.begin());
    }
}

}  // namespace

std::int64_t insert_event(Connection& connection, const Event& event) {
    return insert_event(connection, event, write_json(records::skeleton(event)));
}

std::int64_t insert_event(Connection& connection, const Event& event, std::string_view data) {
    Statement(connection,
              "INSERT INTO event (id, stream, stream_kind, version, type, type_version, occurred_at, "
              "recorded_at, actor_kind, "
              "actor, on_behalf, organisation, command, cause, process, process_version, audience, data, "
              "prev_hash, hash) "
              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .with(event.id, event.stream, event.stream_kind, event.version, event.type, event.type_version,
              event.occurred_at, event.recorded_at, records::word(event.actor.kind), event.actor.id,
              event.on_behalf, event.organisation, event.command, event.cause, event.process,
              event.process_version, event.audience, data, event.prev_hash, event.hash)
        .run();
    const std::int64_t seq = connection.last_key();
    for (const EventText& text : event.texts) {
        insert_text(connection, seq, text);
    }
    for (const records::Change& change : event.changes) {
        if (const auto* erased = std::get_if<records::TextsErased>(&change)) {
            erase_texts(connection, event.stream, *erased);
        }
    }
    return seq;
}

Outcome<Event> read_event(Connection& connection, const Statement& row) {
    Event event;
    event.id = row.id(1);
    event.stream = row.id(2);
    event.stream_kind = row.string(3);
    event.version = row.integer(4);
    event.type = row.string(5);
    event.type_version = static_cast<int>(row.integer(6));
    event.occurred_at = row.instant(7);
    event.recorded_at = row.instant(8);
    if (!records::parse_word(row.text(9), event.actor.kind)) {
        return refuse(RefusalKind::malformed,
                      "The kind of an event's actor is unknown: " + row.string(9) + ".");
    }
    event.actor.id = row.id(10);
    event.on_behalf = row.id(11);
    event.organisation = row.id(12);
    event.command = row.id(13);
    event.cause = row.id(14);
    event.process = row.string(15);
    event.process_version = static_cast<int>(row.integer(16));
    event.audience = row.string(17);
    event.prev_hash = row.digest(19);
    event.hash = row.digest(20);
    const Outcome<Json> data = parse_json(row.text(18));
    if (!data) {
        return std::unexpected(data.error());
    }
    if (Outcome<void> read = records::read_skeleton(*data, event); !read) {
        return std::unexpected(read.error());
    }
    if (!event.texts.empty()) {
        read_texts(connection, row.integer(0), event);
    }
    return event;
}

Head head_of(Connection& connection, Id stream) {
    Statement last(connection,
                   "SELECT version, hash FROM event WHERE stream = ? ORDER BY version DESC LIMIT 1");
    if (!last.with(stream).step()) {
        return {};
    }
    return {last.integer(0), last.digest(1)};
}

std::int64_t last_seq(Connection& connection) {
    Statement last(connection, "SELECT max(seq) FROM event");
    return last.step() ? last.integer(0) : 0;
}

std::int64_t version_of(Connection& connection, Id stream) {
    Statement last(connection, "SELECT max(version) FROM event WHERE stream = ?");
    return last.with(stream).step() ? last.integer(0) : 0;
}

}  // namespace reeve::store::sqlite
