"""An edit of a calendar by which 100,000 clocks run: until each of them counts by it, beside turning as many."""

import collections
import time

import programs

LOOKED_AT = 200         # records whose clocks tell which calendar most count by
GOAL_RATIO = 1.0        # of the time that turning takes
LONGEST_SECONDS = 300
ROUND_THE_CLOCK = {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
RUNNING = """SELECT count(*), count(DISTINCT b.key) FROM record_body b, json_each(text_of(b.body), '$.clocks') c
    WHERE b.key IN (SELECT key FROM timer WHERE kind <> 0)
    AND c.value ->> '$.now.calendar' = ? AND c.value ->> '$.now.is' = 'running'"""
RECOUNTED = """SELECT count(*), count(DISTINCT e.stream) FROM event e, json_each(e.data, '$.changes') c
    WHERE e.seq > ? AND e.type = 'clocks_recounted' AND c.value ->> '$.calendar' = ?"""


def measure(graca, journal, clients, turned, table):
    """`clients()` starts those at work meanwhile; `turned` is how many seconds as many clocks took to turn beside such."""
    calendar = most_used(graca, journal)
    running, records = journal.all(RUNNING, calendar["id"])[0]
    meanwhile = clients()
    before = journal.one("SELECT max(seq) FROM event")
    begun = time.monotonic()
    status, body = graca.call("PATCH", f"/api/v1/calendars/{calendar['name']}", {"spec": calendar["spec"] | {"week": ROUND_THE_CLOCK}})
    answered = time.monotonic() - begun
    if status != 200:
        raise programs.Failed(f"the calendar was not edited: {body}")
    while journal.one("SELECT count(*) FROM follow_up WHERE parked = 0") > 0 and time.monotonic() - begun < LONGEST_SECONDS:
        time.sleep(0.1)
    seconds = time.monotonic() - begun
    recounted, reached = journal.all(RECOUNTED, before, calendar["id"])[0]
    figures = meanwhile.stop()
    if recounted < running:
        raise programs.Failed(f"{recounted:,} of {running:,} clocks were recounted after {seconds:.0f} s")
    ratio = seconds / turned
    table.row(f"until {recounted:,} clocks of {reached:,} records counted by an edited calendar", f"{seconds:.1f} s",
              f"{turned:.1f} s (turning)", ratio, f"<= {GOAL_RATIO:.1f}", ratio <= GOAL_RATIO)
    table.note(f"{running:,} of {records:,} ran by it before; the edit was answered after {answered * 1000:,.0f} ms")
    return figures


def most_used(graca, journal):
    """The calendar by which most clocks run, of those that are not round the clock already."""
    numbers = journal.all("SELECT DISTINCT r.number FROM timer t JOIN record r ON r.key = t.key WHERE t.kind <> 0 LIMIT ?", LOOKED_AT)
    used = collections.Counter()
    for (number,) in numbers:
        used.update(clock["calendar"] for clock in graca.get(f"/api/v1/records/{number}")[1]["clocks"] if clock["state"] == "running")
    calendars = [one for one in graca.get("/api/v1/calendars?limit=200")[1]["items"] if one["spec"].get("week") != ROUND_THE_CLOCK]
    known = {key: one for one in calendars for key in (one["name"], one["title"], one["id"])}
    calendar = next((known[name] for name, _ in used.most_common() if name in known), None)
    if calendar is None:
        raise programs.Failed(f"no calendar of {used} can be edited")
    return calendar
