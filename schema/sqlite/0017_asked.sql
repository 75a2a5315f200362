-- 0017: Records of which a round is open. derived

-- Whoever leaves a role may leave a seat empty; that reaches these.
CREATE TABLE record_asked (
    key INTEGER PRIMARY KEY             -- of `record`
) STRICT;
