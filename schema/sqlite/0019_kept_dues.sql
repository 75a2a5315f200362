-- 0019: When records are due by clocks that are kept for some alone. derived

-- Of a record that one of these clocks makes due before those that everybody sees: for whom, in the words of the journal,
-- and when. '*' stands for who sees every clock.
CREATE TABLE record_kept_due (
    key        INTEGER NOT NULL,  -- of `record`
    audience   TEXT NOT NULL,
    shelf      INTEGER NOT NULL,  -- of its process
    open       INTEGER NOT NULL,
    due        INTEGER NOT NULL,
    number_key BLOB NOT NULL,
    PRIMARY KEY (key, audience)
) STRICT, WITHOUT ROWID;

CREATE INDEX record_kept_by_due ON record_kept_due (shelf, open, audience, due, number_key, key);
