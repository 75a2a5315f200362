-- 0004: What people type before they send it, and the lists that they saved. operational

-- A draft is its writer's alone.
CREATE TABLE draft (
    person  BLOB NOT NULL,
    number  TEXT NOT NULL,              -- a record's, or 'new'
    slot    TEXT NOT NULL,
    version INTEGER NOT NULL,
    saved   INTEGER NOT NULL,           -- the desk's time
    bytes   INTEGER NOT NULL,           -- of text and given; before them, so that adding up reads no text
    device  TEXT NOT NULL,
    text    TEXT,
    given   TEXT NOT NULL,              -- the values of a form, as JSON
    PRIMARY KEY (person, number, slot)
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_saved ON draft (saved);

CREATE TABLE saved_view (
    id      BLOB PRIMARY KEY,
    owner   BLOB NOT NULL,
    scope   TEXT NOT NULL,              -- mine, team, all
    team    BLOB,
    version INTEGER NOT NULL,
    created INTEGER NOT NULL,
    title   TEXT NOT NULL,
    query   TEXT NOT NULL               -- of a list, as in its address
) STRICT, WITHOUT ROWID;
CREATE INDEX saved_view_of_owner ON saved_view (owner, created);
CREATE INDEX saved_view_of_team ON saved_view (team, created) WHERE scope = 'team';
CREATE INDEX saved_view_of_all ON saved_view (created) WHERE scope = 'all';
