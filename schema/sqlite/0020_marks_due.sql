-- 0020: Records that were due before their clocks said for whom they are are looked at once. operational

INSERT INTO follow_up (id, target, about, cause, depth, at, failures, parked)
SELECT randomblob(16), zeroblob(16), zeroblob(16), zeroblob(16), 0, recorded_at, 0, 0
FROM event ORDER BY seq DESC LIMIT 1;
