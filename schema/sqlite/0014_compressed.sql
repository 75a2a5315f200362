-- 0014: Records compressed, so that a commit of many writes fewer pages. derived

-- Written and read by src/store/written.cpp.
DROP TABLE record_body;
CREATE TABLE record_body (
    key  INTEGER PRIMARY KEY,
    body BLOB NOT NULL          -- JSON in a frame of Zstandard
) STRICT;

DROP TABLE record_row;
CREATE TABLE record_row (
    key INTEGER PRIMARY KEY,
    row BLOB NOT NULL           -- likewise
) STRICT;
