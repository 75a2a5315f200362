-- 0001: Events and their texts are kept for ever, in the order in which they were committed. journal

CREATE TABLE event (
    seq             INTEGER PRIMARY KEY,
    id              BLOB NOT NULL,
    stream          BLOB NOT NULL,
    stream_kind     TEXT NOT NULL,
    version         INTEGER NOT NULL,
    type            TEXT NOT NULL,
    type_version    INTEGER NOT NULL,
    occurred_at     INTEGER NOT NULL,   -- instants: microseconds since 1970, UTC
    recorded_at     INTEGER NOT NULL,
    actor_kind      TEXT NOT NULL,
    actor           BLOB,               -- ids: 16 bytes; NULL where there is none
    on_behalf       BLOB,
    organisation    BLOB,
    command         BLOB,
    cause           BLOB,
    process         TEXT NOT NULL,
    process_version INTEGER NOT NULL,
    audience        TEXT NOT NULL,
    data            TEXT NOT NULL,      -- the skeleton as JSON, exact; the hash is over its canonical form
    prev_hash       BLOB NOT NULL,
    hash            BLOB NOT NULL,
    UNIQUE (stream, version)
) STRICT;

-- The directory and the processes are read at every start: a few rows among millions.
CREATE INDEX event_beside_records ON event (seq) WHERE stream_kind <> 'record';

-- A text that was erased keeps its row and has lost value and salt.
CREATE TABLE event_text (
    event INTEGER NOT NULL,             -- event.seq
    path  TEXT NOT NULL,
    value TEXT,
    salt  BLOB,
    PRIMARY KEY (event, path)
) STRICT, WITHOUT ROWID;
