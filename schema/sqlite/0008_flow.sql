-- 0008: How each record went on, for figures: its states in order, who held it how long, how its clocks ended. derived

-- One narrow row a record, beside what lists read: reports walk over the rows of a period side by side. What is packed
-- is written and read by src/store/flow_row.cpp.
CREATE TABLE record_flow (
    process  TEXT NOT NULL,
    created  INTEGER NOT NULL,
    key      INTEGER NOT NULL,          -- of `record`
    type     TEXT NOT NULL,
    state    TEXT NOT NULL,
    open     INTEGER NOT NULL,
    priority TEXT NOT NULL,             -- empty where there is none
    rank     INTEGER NOT NULL,
    resolved INTEGER,                   -- when it left the open states, as long as it has not come back
    reopened INTEGER NOT NULL,
    path     TEXT NOT NULL,             -- its states, a blank between two of them
    legs     BLOB NOT NULL,
    clocks   BLOB NOT NULL,
    movers   BLOB NOT NULL,             -- who brought it into each state of the path: 16 bytes each, zeros for nobody
    PRIMARY KEY (process, created, key)
) STRICT, WITHOUT ROWID;

-- What was resolved of late.
CREATE INDEX record_flow_resolved ON record_flow (process, resolved) WHERE resolved IS NOT NULL;
