-- 0006: Keys of this desk's data that must outlive a restart, drawn once. operational

CREATE TABLE secret (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
