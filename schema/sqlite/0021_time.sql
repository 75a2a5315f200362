-- 0021: How long people worked on which records, day by day. derived

-- Entries that were struck are not among them.
CREATE TABLE record_time (
    process TEXT NOT NULL,
    day TEXT NOT NULL,                  -- 2014-01-20
    key INTEGER NOT NULL,               -- of `record`
    entry INTEGER NOT NULL,             -- counts from 1 on each record
    type TEXT NOT NULL,
    person BLOB NOT NULL,
    minutes INTEGER NOT NULL,
    PRIMARY KEY (process, day, key, entry)
) STRICT, WITHOUT ROWID;
