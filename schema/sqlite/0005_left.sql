-- 0005: Who may know a record no longer, and since which event: so that it can be said after a long absence too. derived

-- `who` is an organisation that was party to the record, or a person who knew it by herself. One event may end the sight of
-- several. That somebody may know the record again is asked of the record, not of this table.
CREATE TABLE record_left (
    who BLOB NOT NULL,
    seq INTEGER NOT NULL,               -- event.seq
    key INTEGER NOT NULL,
    PRIMARY KEY (who, seq)
) STRICT, WITHOUT ROWID;
