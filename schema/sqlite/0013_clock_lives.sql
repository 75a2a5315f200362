-- 0013: How each record's clocks went, for trying another calendar on them. derived

-- Written and read by src/store/clock_lives.cpp.
ALTER TABLE record_flow ADD COLUMN lives BLOB NOT NULL DEFAULT x'';
