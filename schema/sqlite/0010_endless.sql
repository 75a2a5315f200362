-- 0010: Records in which a clock runs that is never due. derived

-- No timer tells of such a clock; a calendar, or what else clocks count by, reaches it by this.
CREATE TABLE record_endless (
    key INTEGER PRIMARY KEY             -- of `record`
) STRICT;
