-- 0009: Who had each record in person and why it came to them, and which records wait for a deed of the desk. derived

-- Written and read by src/store/custody_row.cpp.
ALTER TABLE record_flow ADD COLUMN custody BLOB NOT NULL DEFAULT x'';

-- Records with deeds of the desk that were refused: they are tried again when the desk starts.
CREATE TABLE record_refused (
    key INTEGER PRIMARY KEY             -- of `record`
) STRICT;
