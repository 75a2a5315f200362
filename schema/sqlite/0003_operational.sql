-- 0003: Sessions, passwords, uploads, receipts, follow-ups, drawn numbers and records set aside. operational

CREATE TABLE password (
    person BLOB PRIMARY KEY,
    hash   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
    token   BLOB PRIMARY KEY,           -- SHA-256 of the token
    person  BLOB NOT NULL,
    created INTEGER NOT NULL,
    used    INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    bearer  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_of_person ON session (person);
CREATE INDEX session_expiring ON session (expires);

CREATE TABLE upload (
    id         BLOB PRIMARY KEY,
    person     BLOB NOT NULL,
    name       TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size       INTEGER NOT NULL,
    length     INTEGER NOT NULL,
    complete   INTEGER NOT NULL,
    sha256     TEXT NOT NULL,
    created    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX upload_created ON upload (created);

CREATE TABLE receipt (
    caller   BLOB NOT NULL,
    route    TEXT NOT NULL,
    key      TEXT NOT NULL,
    body     BLOB NOT NULL,
    status   INTEGER NOT NULL,
    location TEXT NOT NULL,
    number   TEXT NOT NULL,
    expires  INTEGER NOT NULL,
    PRIMARY KEY (caller, route, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX receipt_expiring ON receipt (expires);

CREATE TABLE follow_up (
    place    INTEGER PRIMARY KEY,       -- oldest first
    id       BLOB NOT NULL UNIQUE,
    target   BLOB NOT NULL,
    about    BLOB NOT NULL,
    cause    BLOB NOT NULL,
    depth    INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    parked   INTEGER NOT NULL
) STRICT;
CREATE INDEX follow_up_waiting ON follow_up (place) WHERE parked = 0;

-- Drawn with the transaction that uses the number.
CREATE TABLE series (
    name TEXT PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Records that could not be read or replayed, for the operator; the rest goes on.
CREATE TABLE set_aside (
    stream BLOB PRIMARY KEY,
    reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;
