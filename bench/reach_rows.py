"""An edit of a calendar by which 100,000 clocks run: until each of them counts by it, beside turning as many."""

import collections
import time

import programs

LOOKED_AT = 200         # records whose clocks tell which calendar most count by
GOAL_RATIO = 1.0        # of the time that turning takes
LONGEST_SECONDS = 300


def measure(graca, journal, meanwhile, turned, table):
    """`meanwhile` are clients at work; `turned` is how many seconds as many clocks took to turn beside such."""
    name, calendar = most_used(graca, journal)
    running = journal.one("SELECT count(DISTINCT key) FROM timer WHERE kind <> 0")
    before = journal.one("SELECT max(seq) FROM event")
    spec = calendar["spec"] | {"week": {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}}
    begun = time.monotonic()
    status, body = graca.call("PATCH", f"/api/v1/calendars/{name}", {"spec": spec})
    answered = time.monotonic() - begun
    if status != 200:
        raise programs.Failed(f"the calendar was not edited: {body}")
    while journal.one("SELECT count(*) FROM follow_up WHERE parked = 0") > 0 and time.monotonic() - begun < LONGEST_SECONDS:
        time.sleep(0.1)
    seconds = time.monotonic() - begun
    recounted = journal.one("SELECT count(*) FROM event WHERE seq > ? AND type = 'clocks_recounted'", before)
    ratio = seconds / turned
    table.row(f"an edit of a calendar reached {running:,} records", f"{seconds:.1f} s", f"{turned:.1f} s (turning)", ratio,
              f"<= {GOAL_RATIO:.1f}", recounted > 0 and ratio <= GOAL_RATIO)
    table.note(f"answered after {answered * 1000:,.0f} ms; {recounted:,} were recounted")
    return meanwhile.stop()


def most_used(graca, journal):
    """The handle of the calendar by which most clocks run, and what it is."""
    numbers = journal.all("SELECT DISTINCT r.number FROM timer t JOIN record r ON r.key = t.key WHERE t.kind <> 0 LIMIT ?", LOOKED_AT)
    used = collections.Counter()
    for (number,) in numbers:
        used.update(clock["calendar"] for clock in graca.get(f"/api/v1/records/{number}")[1]["clocks"] if clock["state"] == "running")
    calendars = {one["name"]: one for one in graca.get("/api/v1/calendars?limit=200")[1]["items"]}
    known = {key: name for name, one in calendars.items() for key in (name, one["title"], one["id"])}
    name = next((known[calendar] for calendar, _ in used.most_common() if calendar in known), None)
    if name is None:
        raise programs.Failed(f"no calendar of {used} can be edited")
    return name, calendars[name]
