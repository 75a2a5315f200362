"""kill -9 while people act and one reads the feed: who resumes by Last-Event-ID hears of every record, though she is cut off
at any moment, and never has to begin anew.

usage: live.py BINARY
"""

import http.client
import json
import shutil
import sys
import tempfile
import threading
import time
import urllib.parse

import kill
from checks import tell
from desk import Caller

RECORDS = 600      # fewer than a reader may miss before she must begin anew
CLIENTS = 4
KILLS = 6
HEARD_WITHIN = 60.0


class Reader(threading.Thread):
    """Reads the feed as a browser does; comes back with the last id that it was given."""

    def __init__(self, world):
        super().__init__(daemon=True)
        self.world = world
        self.token = Caller(world.desk, "helena").headers["Authorization"]
        self.at, self.heard, self.resets, self.streams = "", {}, 0, 0
        self.begun = threading.Event()

    def run(self):
        while True:
            try:
                self.listen()
            except (OSError, http.client.HTTPException):
                pass
            self.world.up.wait(20)
            time.sleep(0.01)

    def listen(self):
        url = urllib.parse.urlparse(self.world.desk.base)
        connection = http.client.HTTPConnection(url.hostname, url.port, timeout=30)
        headers = {"Authorization": self.token, "Accept": "text/event-stream"}
        if self.at:
            headers["Last-Event-ID"] = self.at
        connection.request("GET", "/api/v1/events", headers=headers)
        answer = connection.getresponse()
        if answer.status != 200:
            raise OSError(f"{answer.status}: {answer.read()}")
        self.streams += 1
        name, data, at = "", "", self.at
        while line := answer.readline().decode():
            line = line.rstrip("\n")
            if line.startswith("event: "):
                name = line[7:]
            elif line.startswith("data: "):
                data = line[6:]
            elif line.startswith("id: "):
                at = line[4:]
            elif not line:
                self.take(name, data)
                self.at, name, data = at, "", ""
                self.begun.set()

    def take(self, name, data):
        if name == "reset":
            self.resets += 1
        elif name == "record":
            told = json.loads(data)
            self.heard[told["number"]] = max(told["version"], self.heard.get(told["number"], 0))


def main():
    folder = tempfile.mkdtemp(prefix="reeve-live-")
    world = kill.World(sys.argv[1], folder)
    reader = Reader(world)
    reader.start()
    reader.begun.wait(20)
    loggers = [kill.Logger(range(i, RECORDS, CLIENTS), world) for i in range(CLIENTS)]
    for logger in loggers:
        logger.start()
    for share in range(1, KILLS + 1):
        while sum(len(one.acknowledged) for one in loggers) < RECORDS * share // (KILLS + 1):
            time.sleep(0.005)
        world.kill()
    for logger in loggers:
        logger.join()
    world.kill()
    acknowledged = {number for logger in loggers for number in logger.acknowledged.values()}
    until = time.monotonic() + HEARD_WITHIN
    while not acknowledged <= reader.heard.keys() and time.monotonic() < until:
        time.sleep(0.02)
    records = Caller(world.desk, "helena")
    behind = [number for number, version in reader.heard.items() if records.get(f"/api/v1/records/{number}")[1]["version"] != version]
    lost = acknowledged - reader.heard.keys()
    checks = [
        (f"{len(acknowledged)} of {RECORDS} acknowledged through {KILLS + 1} kills", len(acknowledged) == RECORDS),
        (f"{len(lost)} never heard of, over {reader.streams} streams", not lost and reader.streams > KILLS),
        (f"{len(behind)} heard of in an older version", not behind),
        (f"begun anew {reader.resets} times", reader.resets == 0),
    ]
    world.desk.stop()
    shutil.rmtree(folder, ignore_errors=True)
    return tell(checks)


if __name__ == "__main__":
    sys.exit(main())
