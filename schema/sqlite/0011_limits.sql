-- 0011: Under which keys records count in the limits of their types. derived

CREATE TABLE record_limit (
    process TEXT NOT NULL,
    type TEXT NOT NULL,
    name TEXT NOT NULL,                 -- of the limit
    value TEXT NOT NULL,                -- of its key
    key INTEGER NOT NULL,               -- of `record`
    PRIMARY KEY (process, type, name, value, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_limit_of ON record_limit (key);
