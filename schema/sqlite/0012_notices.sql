-- 0012: Whom notices went out to, and with which entry of a record. derived

CREATE TABLE notice (
    person BLOB NOT NULL,
    seq INTEGER NOT NULL,               -- event.seq; its texts have the words, under notice.NAME.LANGUAGE
    name TEXT NOT NULL,
    key INTEGER NOT NULL,               -- of `record`
    PRIMARY KEY (person, seq, name)
) STRICT, WITHOUT ROWID;
