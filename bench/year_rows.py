"""A year of a desk whose clock is turned by hand: 10,000 records at work in it, 10,000 that wait through it, and what records cost without a clock."""

import datetime
import statistics
import time
import urllib.parse

import programs
from desk import Caller, Desk
from sample import Sample
from seen import processor_seconds
from timer_rows import Journal

RECORDS = 10_000
CLIENTS = 16
GOAL_SECONDS = 60
GOAL_RATIO = 1.3
TURNS = 40
START = datetime.datetime(2014, 1, 6, 8, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))     # a Monday
SOLUTION = {"solution": "The service was started again, and the report now ends."}


def measure(build, scratch, table):
    table.head(f"A year by the clock that is turned by hand, {RECORDS:,} records")
    at_work(Year(build, scratch / "at-work"), table)
    waiting(Year(build, scratch / "waiting"), table)


class Year:
    """A fresh desk, and all that is asked of it."""

    def __init__(self, build, folder):
        folder.mkdir()
        self.folder = folder / "data"
        self.load = programs.Load(build, folder)
        self.places = folder / "locations"
        self.desk = Desk(build / "src" / "app" / "reeve", self.folder, "--demo", "--clock", "manual", "--start", START.isoformat())
        try:
            self.port = urllib.parse.urlparse(self.desk.base).port
            self.graca = Caller(self.desk, "graca")
            self.graca.connection.timeout = 600
            self.token = Caller(self.desk, "helena").headers["Authorization"].removeprefix("Bearer ")
            self.issues = Sample(self.desk).issues(RECORDS)
        except BaseException:
            self.desk.stop()
            raise
        self.turning = 0.0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.desk.stop()

    def turn(self, since_start):
        begun = time.monotonic()
        status, body = self.graca.post("/api/v1/clock", {"now": (START + since_start).isoformat()})
        if status != 200:
            raise programs.Failed(f"the clock was not turned: {body}")
        took = time.monotonic() - begun
        self.turning += took
        return took

    def ask(self, requests, **options):
        if requests:
            self.load.measure(self.port, requests, CLIENTS, 600, token=self.token, key=f"year-{time.monotonic_ns()}", once=True, **options)

    def log(self, count):
        issues, self.issues = self.issues[:count], self.issues[count:]
        self.ask(issues, expected=(201,), locations=self.places)
        return self.places.read_text().split()

    def counts(self):
        with Journal(self.folder) as journal:
            return {"events": journal.one("SELECT count(*) FROM event"), "open": journal.one("SELECT count(*) FROM record WHERE open = 1"),
                    "breaches": journal.one("SELECT count(*) FROM event WHERE type = 'clock_breached'"),
                    "by the desk": journal.one("SELECT count(*) FROM event WHERE actor_kind = 'desk' AND stream_kind = 'record'"),
                    "timers": journal.one("SELECT count(*) FROM timer")}


def at_work(year, table):
    """Each Monday its share is logged, three of four are acknowledged and two of four resolved; the desk does the rest in its time."""
    with year:
        begun, used = time.monotonic(), processor_seconds(year.desk.process)
        logged = 0
        for week in range(52):
            share = RECORDS * (week + 1) // 52 - logged
            logged += share
            places = year.log(share)
            year.ask([("POST", f"{place}/acts/acknowledge", {"comment": "I am looking into it now."}) for place in places[:share * 3 // 4]])
            year.ask([("POST", f"{place}/acts/resolve", {"fields": SOLUTION}) for place in places[:share // 2]])
            year.turn(datetime.timedelta(weeks=week + 1))
        seconds = time.monotonic() - begun
        used = processor_seconds(year.desk.process) - used
        table.row("a year in which they are logged, worked on and escalated", f"{seconds:.1f} s", "", None, f"<= {GOAL_SECONDS} s",
                  seconds <= GOAL_SECONDS)
        table.note(f"{year.turning:.1f} s of it in 52 turns of the clock; {told(year.counts())}; {used:.1f} s of processor")


def waiting(year, table):
    """All are logged on one morning and nobody touches them; then all that they still wait for has passed."""
    with year:
        bare = statistics.median(year.turn(datetime.timedelta(minutes=n)) for n in range(TURNS))
        year.log(RECORDS)
        year.turning = 0
        for month in range(12):
            year.turn(datetime.timedelta(days=365 * (month + 1) / 12))
        table.row("a year that they wait through, turned a month at a time", f"{year.turning:.1f} s", "", None, f"<= {GOAL_SECONDS} s",
                  year.turning <= GOAL_SECONDS)
        counts = year.counts()
        table.note(told(counts))
        still = statistics.median(year.turn(datetime.timedelta(days=366, minutes=n)) for n in range(TURNS))
        ratio = still / bare
        table.row("a turn beside all of them, none with a running clock", f"{still * 1000:.2f} ms", f"{bare * 1000:.2f} ms (an empty desk)", ratio,
                  f"<= {GOAL_RATIO}", ratio <= GOAL_RATIO)


def told(counts):
    return ", ".join(f"{count:,} {name}" for name, count in counts.items())
