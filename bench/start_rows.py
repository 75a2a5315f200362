"""Start and memory of a desk with so many records."""

import http.client
import time
import urllib.parse

import programs
from desk import Caller, Desk
from scale_rows import lists_alone
from seen import pss_mib

GOAL_SECONDS = 0.15
IDLE_MIB, BUSY_MIB = 40, 150
CLIENTS = 64
BUSY_SECONDS = 10


def measure(build, data, scratch, records, table):
    table.head(f"Start and memory with {records:,} records")
    lists = lists_alone(data, records)      # starting reads no record's journal either
    folder = data.desk(records, lists)
    times = []
    for turn in range(4):
        desk = start(build, folder)
        try:
            asked = desk.ready_after + first_answer(desk)
            if turn > 0:    # the first reads the program from the disk
                times.append(asked)
            if turn == 3:
                memory(build, desk, scratch, lists, table)
        finally:
            desk.stop()
    best = min(times)
    table.row(f"start to the first answer, {records:,} records", f"{best * 1000:.0f} ms", "", None, "<= 150 ms", best <= GOAL_SECONDS)


def start(build, folder):
    desk = Desk(build / "src" / "app" / "reeve", folder, "--demo", "--clock", "manual")
    desk.people["bench_agent"] = {"name": "bench_agent", "password": "a password of the bench"}
    return desk


def first_answer(desk):
    """Seconds until it has said that it is ready, once it listens."""
    url = urllib.parse.urlparse(desk.base)
    begun = time.monotonic()
    connection = http.client.HTTPConnection(url.hostname, url.port, timeout=60)
    connection.request("GET", "/readyz")
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 200:
        raise programs.Failed(f"the desk is not ready: {answer.status}")
    return time.monotonic() - begun


def memory(build, desk, scratch, lists, table):
    time.sleep(1)
    idle = pss_mib(desk.process)
    table.row("memory idle (PSS)", f"{idle:.0f} MiB", "", None, f"<= {IDLE_MIB} MiB", idle <= IDLE_MIB)
    if lists:
        table.note("these records are without journal and bodies: there is nothing to work on, so no memory under load")
        return
    busy = max(under_load(build, desk, scratch))
    table.row(f"memory under load (PSS), {CLIENTS} clients", f"{busy:.0f} MiB", "", None, f"<= {BUSY_MIB} MiB", busy <= BUSY_MIB)


def under_load(build, desk, scratch):
    """The memory after each second of 64 clients that comment, read and list; what they write is little beside what is there."""
    helena = Caller(desk, "helena")
    token = helena.headers["Authorization"].removeprefix("Bearer ")
    load = programs.Load(build, scratch)
    numbers = [item["number"] for item in helena.get("/api/v1/records?sort=-created&limit=200")[1]["items"]]
    requests = []
    for number in numbers:
        requests += [("POST", f"/api/v1/records/{number}/comments", {"text": "Under load", "audience": "public"}),
                     ("GET", f"/api/v1/records/{number}", None), ("GET", f"/api/v1/records/{number}/timeline", None),
                     ("GET", "/api/v1/records?open=true&limit=50", None)]
    for _ in range(BUSY_SECONDS):
        load.measure(urllib.parse.urlparse(desk.base).port, requests, CLIENTS, 1, expected=(200, 201), token=token)
        yield pss_mib(desk.process)
