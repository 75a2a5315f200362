-- 0016: Records stand on shelves, by which lists find them: keys that are compared and written quicker. derived
DROP TABLE record;
DROP TABLE record_party;

-- What lists filter and sort by. The key is the seq of the record's first event: a rebuild gives it again.
CREATE TABLE record (
    key                 INTEGER PRIMARY KEY,
    id                  BLOB NOT NULL UNIQUE,
    shelf               INTEGER NOT NULL,  -- of its process
    number              TEXT NOT NULL,
    number_key          BLOB NOT NULL,  -- series, 0, integer in 8 bytes: sorts as people count
    process             TEXT NOT NULL,
    type                TEXT NOT NULL,
    kind                TEXT NOT NULL,
    state               TEXT NOT NULL,
    open                INTEGER NOT NULL,
    waiting             TEXT,           -- of whom its state awaits the next move
    priority            TEXT,
    rank                INTEGER NOT NULL,  -- 1 to 5; 9 where there is none, to sort last
    holder_role         TEXT,
    holder_organisation BLOB,
    holder_team         BLOB,
    holder_person       BLOB,
    organisation        BLOB,
    service             TEXT,
    reporter            BLOB,
    reopened            INTEGER NOT NULL,  -- how often it went from not open to open
    created             INTEGER NOT NULL,
    updated             INTEGER NOT NULL,
    due                 INTEGER NOT NULL,  -- 2^63-1 where there is none, to sort last
    reach               BLOB NOT NULL      -- the keys of record_party and record_person, to see what changed
) STRICT;

CREATE UNIQUE INDEX record_numbered ON record (number);

-- One index per order in which lists are shown. Ties fall in the order of numbers.
CREATE INDEX record_by_due      ON record (shelf, open, due, number_key);
CREATE INDEX record_by_priority ON record (shelf, open, rank, due, number_key);
CREATE INDEX record_by_created  ON record (shelf, open, created, number_key);
CREATE INDEX record_by_updated  ON record (shelf, open, updated, number_key);
CREATE INDEX record_by_number   ON record (shelf, open, number_key);

-- One index per filter. Those that people work by go on in the order of deadlines, so that a page is read from where it
-- begins; and with what other orders sort by and acts seldom change, so that gathering reads nothing but the index.
-- Where few records match the others, they are gathered and sorted; else an order is walked.
CREATE INDEX record_of_type         ON record (shelf, type, open);
CREATE INDEX record_of_kind         ON record (shelf, kind, open);
CREATE INDEX record_in_state        ON record (shelf, state, open, due, number_key, key, created, rank);
CREATE INDEX record_awaited         ON record (shelf, open, due, number_key, key, created, rank)
    WHERE waiting IS NOT NULL;
CREATE INDEX record_waiting         ON record (shelf, open, waiting, due, number_key, key, created, rank)
    WHERE waiting IS NOT NULL;
CREATE INDEX record_of_priority     ON record (shelf, priority, open, due, number_key, key, created, rank)
    WHERE priority IS NOT NULL;
CREATE INDEX record_held_by_role    ON record (shelf, holder_role, open, due, number_key, key, created, rank)
    WHERE holder_role IS NOT NULL;
CREATE INDEX record_held_by_team    ON record (shelf, holder_team, open, due, number_key, key, created, rank)
    WHERE holder_team IS NOT NULL;
-- Whom nobody works on is asked for as well.
CREATE INDEX record_held_by_person  ON record (shelf, holder_person, open, due, number_key, key, created, rank);
CREATE INDEX record_of_service      ON record (shelf, service, open) WHERE service IS NOT NULL;
CREATE INDEX record_of_reporter     ON record (shelf, reporter, open, due, number_key, key, created, rank)
    WHERE reporter IS NOT NULL;
CREATE INDEX record_reopened        ON record (shelf, open, due, number_key, key, created, rank) WHERE reopened > 0;
-- What is more urgent and open with the same role.
CREATE INDEX record_ahead           ON record (shelf, holder_role, rank) WHERE open = 1 AND holder_role IS NOT NULL;

-- The organisations that are party to a record now (decision 0004), each with a copy of what lists filter and sort by:
-- all records of one organisation lie side by side, and reading them needs no second look-up.
CREATE TABLE record_party (
    shelf               INTEGER NOT NULL,  -- of the party in the record's process
    open                INTEGER NOT NULL,
    key                 INTEGER NOT NULL,
    ground              INTEGER NOT NULL,  -- why: 1 it is the record's, 2 a field names it, 4 it has custody
    number_key          BLOB NOT NULL,
    type                TEXT NOT NULL,
    kind                TEXT NOT NULL,
    state               TEXT NOT NULL,
    waiting             TEXT,
    priority            TEXT,
    rank                INTEGER NOT NULL,
    holder_role         TEXT,
    holder_organisation BLOB,
    holder_team         BLOB,
    holder_person       BLOB,
    organisation        BLOB,
    service             TEXT,
    reporter            BLOB,
    reopened            INTEGER NOT NULL,
    created             INTEGER NOT NULL,
    updated             INTEGER NOT NULL,
    due                 INTEGER NOT NULL,
    PRIMARY KEY (shelf, open, key)
) STRICT, WITHOUT ROWID;

-- A party's records in each order: the first page of a large one costs as much as that of a small one.
CREATE INDEX record_party_by_due      ON record_party (shelf, open, due, number_key);
CREATE INDEX record_party_by_priority ON record_party (shelf, open, rank, due, number_key);
CREATE INDEX record_party_by_created  ON record_party (shelf, open, created, number_key);
CREATE INDEX record_party_by_updated  ON record_party (shelf, open, updated, number_key);
CREATE INDEX record_party_by_number   ON record_party (shelf, open, number_key);
