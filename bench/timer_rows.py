"""100,000 clocks that run out in one minute, through the real binary, with 16 clients at work meanwhile; and an edit that reaches as many."""

import ctypes
import datetime
import functools
import json
import shutil
import signal
import sqlite3
import subprocess
import time
import urllib.parse

import programs
import reach_rows
from desk import Caller, Desk
from seen import processor_seconds, pss_mib
from shares import Profile

CLOCK = "resolve_or_escalate"       # whose breach hands the record on: new clocks, timers and notices
CLIENTS = 16
GOAL_SECONDS = 20
GOAL_P99_MS = 250
LONGEST_SECONDS = 300
MICROS = 1_000_000


def measure(build, data, scratch, clocks, table):
    begin = first_minute(data.lives())
    folder = scratch / "due"
    shutil.copytree(data.due(clocks, begin, CLOCK), folder)
    (folder / "clock").unlink(missing_ok=True)  # the lives were turned beyond the minute: a desk begins at its last event
    table.head(f"{clocks:,} clocks due in one minute, turned by hand")
    by_hand(build, folder, begin, clocks, table)
    begin = (int(time.time()) - 60) * MICROS
    table.head(f"{clocks:,} clocks that ran out in one minute while the desk was down, the real clock, {CLIENTS} clients meanwhile")
    by_the_clock(build, data.due_now(scratch / "overdue", clocks, begin, CLOCK), begin, clocks, scratch, table)


def first_minute(lives):
    """The first whole minute after the last event, in microseconds."""
    with Journal(lives) as journal:
        return (journal.one("SELECT max(recorded_at) FROM event") // (60 * MICROS) + 2) * 60 * MICROS


def decompressed(body):
    """A record's body as it lies in the store (docs/inside/storage.md)."""
    zstd = ctypes.CDLL("libzstd.so.1")
    zstd.ZSTD_getFrameContentSize.restype = ctypes.c_ulonglong
    zstd.ZSTD_decompress.restype = ctypes.c_size_t
    text = ctypes.create_string_buffer(zstd.ZSTD_getFrameContentSize(body, ctypes.c_size_t(len(body))))
    size = zstd.ZSTD_decompress(text, ctypes.c_size_t(len(text)), body, ctypes.c_size_t(len(body)))
    return text.raw[:size].decode()


class Journal:
    """What lies in a desk's file, read beside it."""

    def __init__(self, folder):
        self.database = sqlite3.connect(f"file:{folder}/reeve.sqlite?mode=ro", uri=True)
        self.database.create_function("text_of", 1, decompressed, deterministic=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.database.close()

    def one(self, sql, *values):
        return self.database.execute(sql, values).fetchone()[0]

    def all(self, sql, *values):
        return self.database.execute(sql, values).fetchall()

    def due(self, until):
        return self.one("SELECT count(*) FROM timer WHERE due < ?", until)


class Meanwhile:
    """16 clients that log, comment, read and list until they are stopped."""

    def __init__(self, build, desk, scratch):
        helena = Caller(desk, "helena")
        token = helena.headers["Authorization"].removeprefix("Bearer ")
        numbers = [item["number"] for item in helena.get("/api/v1/records?state=closed&sort=number&limit=100")[1]["items"]]
        issue = {"type": "epts-support/issue", "title": "Logged meanwhile", "reporter": "jose",
                 "fields": {"urgency": "job_stopped", "impact": "single_user"}}
        requests = []
        for number in numbers:
            requests += [("POST", "/api/v1/records", issue), ("GET", f"/api/v1/records/{number}", None),
                         ("POST", f"/api/v1/records/{number}/comments", {"text": "Seen meanwhile", "audience": "public"}),
                         ("GET", "/api/v1/records?open=true&sort=due&limit=50", None)]
        file = scratch / "meanwhile"
        file.write_text("".join(f"{method}\t{target}\t{'' if body is None else json.dumps(body)}\n" for method, target, body in requests))
        port = urllib.parse.urlparse(desk.base).port
        self.process = subprocess.Popen(
            [build / "bench" / "bench_load", str(port), "--requests", file, "--clients", str(CLIENTS), "--seconds", "600",
             "--token", token, "--key", f"meanwhile-{time.monotonic_ns()}"], stdout=subprocess.PIPE, text=True)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        said, _ = self.process.communicate(timeout=60)
        if self.process.returncode != 0:
            raise programs.Failed("the clients beside the timers gave up")
        return json.loads(said)


def by_hand(build, folder, begin, clocks, table):
    """Nobody works meanwhile: an act waits until the clock is turned."""
    desk = Desk(build / "src" / "app" / "reeve", folder, "--demo", "--clock", "manual")
    try:
        graca = Caller(desk, "graca")
        turn(graca, begin - 1)
        with Journal(folder) as journal:
            done = Counted(journal, begin)
            used, begun = processor_seconds(desk.process), time.monotonic()
            turn(graca, begin + 60 * MICROS)
            seconds = time.monotonic() - begun
            used = processor_seconds(desk.process) - used
            done.tell(clocks, seconds, used, desk, table)
    finally:
        desk.stop()


def by_the_clock(build, folder, begin, clocks, scratch, table):
    begun = time.monotonic()
    desk = Desk(build / "src" / "app" / "reeve", folder, "--demo")
    try:
        with Journal(folder) as journal:
            done = Counted(journal, begin)
            meanwhile = Meanwhile(build, desk, scratch)
            with Profile(desk.process, scratch) as profile:
                while journal.due(begin + 60 * MICROS) > 0 and time.monotonic() - begun < LONGEST_SECONDS:
                    time.sleep(0.2)
            seconds = time.monotonic() - begun
            figures = meanwhile.stop()
            done.tell(clocks, seconds, processor_seconds(desk.process), desk, table)
            meanwhile_row(figures, table)
            profile.tell(table)
            clients = functools.partial(Meanwhile, build, desk, scratch)
            meanwhile_row(reach_rows.measure(Caller(desk, "graca"), journal, clients, seconds, table), table)
    finally:
        desk.stop()


class Counted:
    """What there was before, to tell what came of it."""

    def __init__(self, journal, begin):
        self.journal, self.begin = journal, begin
        self.events, self.timers = self.now()

    def now(self):
        return self.journal.one("SELECT max(seq) FROM event"), self.journal.one("SELECT count(*) FROM timer")

    def tell(self, clocks, seconds, used, desk, table):
        events, timers = self.now()
        left = self.journal.due(self.begin + 60 * MICROS)
        fired = self.journal.one("SELECT count(*) FROM event WHERE seq > ? AND type = 'clock_breached'", self.events)
        if left > 0 or fired < clocks:
            raise programs.Failed(f"{fired:,} of {clocks:,} clocks were breached, {left:,} are still due")
        goal = GOAL_SECONDS * clocks / 100_000
        table.row(f"until all {clocks:,} were done", f"{seconds:.1f} s", "", None, f"<= {goal:.0f} s", seconds <= goal)
        table.note(f"{events - self.events:,} events with those of the clients, {timers:,} timers after {self.timers:,}; "
                   f"{used / clocks * 1e6:,.0f} µs of processor a clock; {pss_mib(desk.process):.0f} MiB")


def meanwhile_row(figures, table):
    p99 = figures["p99_us"] / 1000
    table.row(f"{CLIENTS} clients meanwhile, p99", f"{p99:.0f} ms", "", None, f"<= {GOAL_P99_MS} ms", p99 <= GOAL_P99_MS)
    table.note(f"p50 {figures['p50_us'] / 1000:.1f} ms, worst {figures['max_us'] / 1000:.0f} ms, "
               f"{figures['per_second']:,.0f} requests a second; answers {figures['statuses']}")


def turn(caller, micros):
    """Turns the clock by hand; answered when everything that was due is done."""
    at = datetime.datetime.fromtimestamp(micros / MICROS, datetime.UTC).isoformat(timespec="microseconds")
    status, body = caller.post("/api/v1/clock", {"now": at})
    if status != 200:
        raise programs.Failed(f"the clock was not turned: {body}")
