"""Importing a real log, repeated under other numbers: rows a second stopped and over HTTP, and memory at 15,000, 150,000 and 600,000 rows."""

import csv
import gzip
import os
import pathlib
import shutil
import subprocess
import time

import programs
from desk import Desk

LOG = pathlib.Path(__file__).resolve().parents[2] / "shared/data/servicenow-incidents/incident_event_log_first5998_original_labels.csv.gz"
SIZES = (15_000, 150_000, 600_000)
TIMED = 150_000
OVER_URL = 30_000
GOAL_STOPPED = 20_000
GOAL_URL = 2_000
GOAL_MEMORY = 1.3       # of the peak with a quarter of the rows


def repeated(onto, rows):
    """The real log over and over, each time with other numbers, until there are so many rows."""
    with gzip.open(LOG, "rt", encoding="utf-8", newline="") as file:
        head, *events = csv.reader(file)
    with open(onto, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(head)
        for i in range(rows):
            again, at = divmod(i, len(events))
            out.writerow([f"{events[at][0]}-{again}", *events[at][1:]])


def run(reeve, *words):
    """Its closing lines by name, the seconds it took and the most memory it had, in MiB."""
    begun = time.monotonic()
    process = subprocess.Popen([reeve, "import", "servicenow", *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise programs.Failed(f"the import ended with {process.returncode}: {said[-2000:]}")
    closing = dict(line.split(": ", 1) for line in said.splitlines()[-6:])
    return closing, time.monotonic() - begun, usage.ru_maxrss / 1024


def measure(build, scratch, table):
    if not LOG.exists():
        table.note(f"import: there is no {LOG.name} beside the project, so nothing is measured")
        return
    reeve = pathlib.Path(build) / "src/app/reeve"
    table.head("import")
    peaks = {}
    for rows in SIZES:
        file, data = scratch / "log.csv", scratch / "data"
        repeated(file, rows)
        closing, seconds, peaks[rows] = run(reeve, file, "--data", data)
        if closing["rows"] != str(rows) or closing["rejected"] != "0":
            raise programs.Failed(f"of {rows} rows the import says {closing}")
        each = rows / seconds
        goal = rows == TIMED
        table.row(f"{rows:,} rows into a stopped desk", f"{each:,.0f} rows/s", goal=f"{GOAL_STOPPED:,} rows/s" if goal else "",
                  good=each >= GOAL_STOPPED if goal else None)
        table.row(f"{rows:,} rows: memory at most", f"{peaks[rows]:.0f} MiB")
        shutil.rmtree(data)
    # The smallest does not fill the batches that are on their way, so it says nothing of growth.
    ratio = peaks[SIZES[-1]] / peaks[TIMED]
    table.row(f"memory at {SIZES[-1]:,} rows beside {TIMED:,}", f"{peaks[SIZES[-1]]:.0f} MiB", f"{peaks[TIMED]:.0f} MiB", ratio,
              f"at most {GOAL_MEMORY}", ratio <= GOAL_MEMORY)
    over_url(reeve, scratch, table)


def over_url(reeve, scratch, table):
    file, password = scratch / "url.csv", scratch / "password"
    repeated(file, OVER_URL)
    desk = Desk(str(reeve), scratch / "running", "--demo")
    try:
        person = next(one for one in desk.people.values() if one["administrator"])
        password.write_text(person["password"])
        _, seconds, peak = run(reeve, file, "--url", desk.base, "--as", person["name"], "--password-file", password)
    finally:
        desk.stop()
    each = OVER_URL / seconds
    table.row(f"{OVER_URL:,} rows into a running desk", f"{each:,.0f} rows/s", goal=f"{GOAL_URL:,} rows/s", good=each >= GOAL_URL)
    table.row(f"{OVER_URL:,} rows over HTTP: memory of the import", f"{peak:.0f} MiB")
