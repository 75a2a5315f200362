"""A calendar tried on all records that there are, answer by answer, beside the memory that it takes."""

import time

import programs
from desk import Caller
from reach_rows import ROUND_THE_CLOCK
from seen import pss_mib, processor_seconds
from start_rows import start

CALENDAR = "facility_hours"
GOAL_SECONDS = 10       # for 1,000,000 records
BUSY_MIB = 150
YEARS = {"process": "epts-support", "from": "2008-01-01T00:00:00Z", "to": "2017-01-01T00:00:00Z"}


def measure(build, data, records, table):
    table.head(f"A calendar tried on {records:,} records")
    desk = start(build, data.desk(records))
    try:
        graca = Caller(desk, "graca")
        spec = graca.get(f"/api/v1/calendars/{CALENDAR}")[1]["spec"] | {"week": ROUND_THE_CLOCK}
        used, begun = processor_seconds(desk.process), time.monotonic()
        told = answers(graca, YEARS | {"calendar": {"name": CALENDAR, "spec": spec}})
        seconds, used = time.monotonic() - begun, processor_seconds(desk.process) - used
        if told["records"] < records:
            raise programs.Failed(f"only {told['records']:,} of {records:,} records were told")
        goal, memory = GOAL_SECONDS * told["records"] / 1_000_000, pss_mib(desk.process)
        table.row(f"until {told['records']:,} records were told", f"{seconds:.1f} s", "", None, f"<= {goal:.1f} s", seconds <= goal)
        table.row("memory then", f"{memory:.0f} MiB", "", None, f"<= {BUSY_MIB} MiB", memory <= BUSY_MIB)
        table.note(f"{told['clocks']:,} clocks, {told['turned']:,} of which would have come to something else; {told['answers']} answers, the "
                   f"longest after {told['longest'] * 1000:,.0f} ms; {used / told['records'] * 1e6:.0f} µs of processor a record")
    finally:
        desk.stop()


def answers(graca, question):
    """Of all of them: what they tell together, how many there were, and how long the longest took."""
    told = {"records": 0, "clocks": 0, "turned": 0, "answers": 0, "longest": 0}
    while True:
        begun = time.monotonic()
        status, found = graca.post("/api/v1/backtest", question)
        if status != 200:
            raise programs.Failed(f"the calendar was not tried: {found}")
        told["longest"] = max(told["longest"], time.monotonic() - begun)
        told["answers"] += 1
        told["records"] += found["records"]
        told["clocks"] += found["clocks"]
        told["turned"] += found["newly_breached_total"] + found["no_longer_total"]
        if found["next"] is None:
            return told
        question = question | {"cursor": found["next"]}
