-- 0015: Short numbers for a process, and for who is party to its records. operational
-- The keys of derived tables begin with them: a number is compared and written quicker than a name and an id. One that was
-- given is never given to another; which it is means nothing.
CREATE TABLE shelf (
    number  INTEGER PRIMARY KEY,
    process TEXT NOT NULL,
    party   BLOB NOT NULL,              -- empty: all of the process
    UNIQUE (process, party)
) STRICT;
