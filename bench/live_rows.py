"""What thousands of idle readers of the live feed cost, and how soon the last of them hears of an act."""

import json
import subprocess
import time
import urllib.parse

import programs
from desk import Caller, Desk
from seen import processor_seconds, pss_mib
from table import millis

READERS = 5000
EACH = 20            # streams of one person, at most
ROUNDS = 10
IDLE_SECONDS = 30    # longer than the time between two heartbeats
PASSWORD = "a password of the bench"


class Readers:
    """The program that opens the streams; `act()` makes one act and says when it was heard."""

    def __init__(self, build, port, tokens, place, token):
        self.process = subprocess.Popen(
            [build / "bench" / "bench_readers", str(port), "--tokens", tokens, "--count", str(READERS), "--token", token,
             "--act", f"/api/v1/records/{place}/comments", "--body", json.dumps({"text": "Heard by all", "audience": "public"})],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def said(self):
        line = self.process.stdout.readline()
        if not line:
            raise programs.Failed("the readers of the feed gave up")
        return json.loads(line)

    def act(self):
        self.process.stdin.write("act\n")
        self.process.stdin.flush()
        return self.said()

    def end(self):
        self.process.stdin.close()
        self.process.wait(60)
        self.process.stdout.close()


def people(desk, folder):
    """A session for every EACH streams, of people who see every record; the file of their tokens."""
    graca = Caller(desk, "graca")
    tokens = []
    for n in range(READERS // EACH):
        name = f"reader_{n}"
        status, made = graca.post("/api/v1/people", {"name": name, "display": name, "password": PASSWORD,
                                                     "organisation": "central", "roles": [{"process": "epts-support", "role": "tier_2"}]})
        if status != 201:
            raise programs.Failed(f"a reader was not made: {made}")
        desk.people[name] = {"name": name, "password": PASSWORD}
        tokens.append(Caller(desk, name).headers["Authorization"].removeprefix("Bearer "))
    file = folder / "tokens"
    file.write_text("\n".join(tokens) + "\n")
    return file


def measure(build, folder, table):
    table.head(f"The live feed, {READERS:,} readers")
    desk = Desk(build / "src" / "app" / "reeve", folder / "live", "--demo")
    readers = None
    try:
        tokens = people(desk, folder)
        helena = Caller(desk, "helena")
        status, made = helena.post("/api/v1/records", {"type": "epts-support/issue", "title": "Heard by all", "reporter": "jose",
                                                       "fields": {"urgency": "job_stopped", "impact": "single_user"}})
        if status != 201:
            raise programs.Failed(f"no record to act on: {made}")
        before = pss_mib(desk.process)
        readers = Readers(build, urllib.parse.urlparse(desk.base).port, tokens, made["number"],
                          helena.headers["Authorization"].removeprefix("Bearer "))
        opened = readers.said()["open_ms"]
        table.row("to open them", millis(opened * 1000))
        table.note(f"{opened / READERS * 1000:.0f} µs each")
        idle(desk, table, before)
        heard = [readers.act() for _ in range(ROUNDS)]
        wrong = [one for one in heard if one["status"] != 200 and one["status"] != 201]
        if wrong:
            raise programs.Failed(f"an act was answered with {wrong[0]['status']}")
        last = max(one["last_ms"] for one in heard)
        table.row("one act to all of them, until the last has it", millis(last * 1000), "", None, "<= 1000 ms", last <= 1000)
        table.note(f"the slowest of {ROUNDS}; median {sorted(one['last_ms'] for one in heard)[ROUNDS // 2]:.0f} ms; "
                   f"the first reader after {min(one['first_ms'] for one in heard):.1f} ms")
        table.row("memory after that (PSS)", f"{pss_mib(desk.process):.0f} MiB")
    finally:
        if readers:
            readers.end()
        desk.stop()


def idle(desk, table, before):
    used = processor_seconds(desk.process)
    time.sleep(IDLE_SECONDS)
    used = processor_seconds(desk.process) - used
    memory = pss_mib(desk.process)
    table.row("memory while they are idle (PSS)", f"{memory:.0f} MiB", "", None, "<= 600 MiB", memory <= 600)
    table.note(f"{(memory - before) * 1024 / READERS:.1f} KiB a reader; {used / IDLE_SECONDS:.1%} of a processor, heartbeats included")
