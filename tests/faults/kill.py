"""kill -9 in the middle of 5,000 logged records: every acknowledged one is there, none twice, and the desk is ready within
three seconds.

usage: kill.py BINARY
"""

import http.client
import json
import shutil
import sys
import tempfile
import threading
import time

from checks import tell
from desk import Caller, Desk

RECORDS = 5000
CLIENTS = 8
KILLS = 3
READY_WITHIN = 3.0


class Logger(threading.Thread):
    """Logs its share of records, each under a key of its own; starts over with the same key after a break."""

    def __init__(self, share, world):
        super().__init__()
        self.share, self.world, self.acknowledged = share, world, {}

    def run(self):
        caller = None
        for n in self.share:
            key = f"kill-{n}"
            while key not in self.acknowledged:
                try:
                    caller = caller or Caller(self.world.desk, "jose")
                    status, body = caller.post("/api/v1/records", {
                        "type": "epts-support/issue", "title": f"Kill test {n}",
                        "fields": {"urgency": "job_stopped", "impact": "single_user"}}, **{"Idempotency-Key": key})
                except (OSError, http.client.HTTPException, RuntimeError, json.JSONDecodeError):
                    caller = None
                    self.world.up.wait(20)
                    time.sleep(0.02)
                    continue
                if status == 201:
                    self.acknowledged[key] = body["number"]
                elif status != 503:
                    raise RuntimeError(f"{status}: {body}")


class World:
    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder
        self.up = threading.Event()
        self.slowest = 0.0
        self.start()

    def start(self):
        self.desk = Desk(self.binary, self.folder, "--demo", "--clock", "manual")
        self.slowest = max(self.slowest, self.desk.ready_after)
        self.up.set()

    def kill(self):
        self.up.clear()
        self.desk.stop(kill=True)
        self.start()


def all_records(caller):
    found, cursor = [], None
    while True:
        path = "/api/v1/records?process=epts-support&q=kill&sort=number&limit=200" + (f"&cursor={cursor}" if cursor else "")
        status, page = caller.get(path)
        assert status == 200, page
        found += [(item["title"], item["number"]) for item in page["items"]]
        cursor = page["next"]
        if not cursor:
            return found


def main():
    folder = tempfile.mkdtemp(prefix="reeve-kill-")
    world = World(sys.argv[1], folder)
    loggers = [Logger(range(i, RECORDS, CLIENTS), world) for i in range(CLIENTS)]
    for logger in loggers:
        logger.start()
    killed_at = []
    for share in range(1, KILLS + 1):
        while sum(len(one.acknowledged) for one in loggers) < RECORDS * share // (KILLS + 1):
            time.sleep(0.005)
        killed_at.append(sum(len(one.acknowledged) for one in loggers))
        world.kill()
    for logger in loggers:
        logger.join()
    acknowledged = {key: number for logger in loggers for key, number in logger.acknowledged.items()}
    world.kill()
    found = all_records(Caller(world.desk, "helena"))
    by_title = dict(found)
    lost = [key for key, number in acknowledged.items() if by_title.get("Kill test " + key.removeprefix("kill-")) != number]
    checks = [
        (f"{len(acknowledged)} of {RECORDS} acknowledged, killed at {killed_at} and at the end", len(acknowledged) == RECORDS),
        (f"{len(lost)} acknowledged and lost", not lost),
        (f"{len(found)} records, {len(found) - len(by_title)} of them twice", len(found) == RECORDS == len(by_title)),
        (f"ready {world.slowest:.2f} s after a start at the slowest", world.slowest <= READY_WITHIN),
    ]
    world.desk.stop()
    shutil.rmtree(folder, ignore_errors=True)
    return tell(checks)


if __name__ == "__main__":
    sys.exit(main())
