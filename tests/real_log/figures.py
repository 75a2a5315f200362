"""Imports a real ServiceNow log and holds what the reports tell of it against figures worked out from the file alone.

usage: figures.py BINARY LOG.csv.gz

Months, times to resolve, reopenings, reassignments, who held it, transitions, variants and who made them; then behind every figure of
both reports as many records as it says.
"""

import collections
import csv
import datetime
import gzip
import pathlib
import statistics
import subprocess
import sys
import tempfile

from checks import tell
from desk import Caller, Desk
from log_rows import instant, word

NOW = datetime.datetime(2017, 6, 1, tzinfo=datetime.timezone.utc)
OPEN = {"new", "active", "waiting", "with_supplier"}
ENDS = {"closed"}
ASKED = "process=itil-starter&type=incident"


def state_of(row):
    label = word(row["incident_state"])
    if label == "awaiting vendor":
        return "with_supplier"
    return "waiting" if label.startswith("awaiting") else label


class Life:
    """One incident: its rows in the order of time, those of one instant in the file's."""

    def __init__(self, rows):
        rows = sorted(rows, key=lambda row: instant(row["sys_updated_at"]))
        first = instant(rows[0]["sys_updated_at"])
        self.created = min(instant(rows[0]["opened_at"]), first)
        self.path, self.legs = [], []       # (state, since, who), (group, since, until)
        for row in rows:
            at = self.created if row is rows[0] else instant(row["sys_updated_at"])
            who = None if row["sys_updated_by"] == "?" else row["sys_updated_by"]
            if not self.path or self.path[-1][0] != state_of(row):
                self.path.append((state_of(row), at, who))
            self.hold(state_of(row), None if row["assignment_group"] == "?" else row["assignment_group"], at)
        self.states = [state for state, _, _ in self.path]
        self.priority = word(rows[-1]["priority"])

    def hold(self, state, group, at):
        last = self.legs[-1] if self.legs else None
        if state in ENDS:
            if last and last[2] is None:
                self.legs[-1] = (last[0], last[1], at)
        elif last is None or last[2] is not None or last[0] != group:
            if last and last[2] is None:
                self.legs[-1] = (last[0], last[1], at)
            self.legs.append((group, at, None))

    def steps(self):
        return list(zip(self.path, self.path[1:]))

    def resolved(self):
        """Seconds until the first of the states that are not open, after the last that is; None while open."""
        at = None
        for state, since, _ in self.path:
            at = None if state in OPEN else at or since
        return None if at is None else (at - self.created).total_seconds()

    def reopened(self):
        return sum(one[0] not in OPEN and other[0] in OPEN for one, other in self.steps())

    def reassigned(self):
        return sum(one[0] != other[0] for one, other in zip(self.legs, self.legs[1:]))


def taken(lives):
    seconds = [life.resolved() for life in lives if life.resolved() is not None]
    if not seconds:
        return 0, None, None
    ninth = seconds[0] if len(seconds) == 1 else statistics.quantiles(seconds, n=10, method="inclusive")[8]
    return len(seconds), int(statistics.median(seconds) + 0.5), int(ninth + 0.5)


def repeats(times):
    counts = collections.Counter(one for one in times if one)
    return sum(times), sum(counts.values()), sorted(counts.items())


def told(line):
    return line["total"], line["records"], [(one["times"], one["records"]) for one in line["counts"]]


def moves(lives):
    times, records, by = collections.Counter(), collections.Counter(), collections.defaultdict(collections.Counter)
    for life in lives:
        steps = [(one[0], other[0]) for one, other in life.steps()]
        times.update(steps)
        records.update(set(steps))
        for one, other in life.steps():
            by[one[0], other[0]][other[2]] += 1
    return times, records, by


def of_time(flow, lives):
    months = collections.defaultdict(list)
    for life in lives:
        months[life.created.strftime("%Y-%m")].append(life)
    expected = [(name, len(of), dict(collections.Counter(life.states[-1] for life in of)), *taken(of)) for name, of in sorted(months.items())]
    found = [(one["month"], one["records"], {each["state"]: each["records"] for each in one["states"]},
              one["resolved"], one["median_s"], one["p90_s"]) for one in flow["months"]]
    yield f"{len(found)} months, with states, medians and 90th: {found[:1]} … {expected[:1]}", found == expected
    whole = flow["to_resolve"]
    found, expected = (whole["records"], whole["median_s"], whole["p90_s"]), taken(lives)
    yield f"time to resolve {found}, in the file {expected}", found == expected
    found = {one["priority"]: (one["records"], one["median_s"], one["p90_s"]) for one in whole["by_priority"]}
    expected = {name: taken([life for life in lives if life.priority == name]) for name in {life.priority for life in lives if life.resolved() is not None}}
    yield f"time to resolve by priority {found}, in the file {expected}", found == expected


def of_holders(flow, lives):
    found, expected = told(flow["reassignments"]), repeats([life.reassigned() for life in lives])
    yield f"reassignments {found[:2]}, in the file {expected[:2]}", found == expected
    held, legs, records = collections.Counter(), collections.Counter(), collections.Counter()
    for life in lives:
        records.update({group for group, _, _ in life.legs})
        for group, since, until in life.legs:
            legs[group] += 1
            held[group] += int(((until or NOW) - since).total_seconds())
    expected = {group: (records[group], legs[group], held[group]) for group in legs}
    found = {one["team"] and one["team"]["name"]: (one["records"], one["legs"], one["held_s"]) for one in flow["held_by"]}
    apart = [(group, found.get(group), expected.get(group)) for group in {**found, **expected} if found.get(group) != expected.get(group)]
    yield f"{len(found)} groups held records as long as in the file; other than it: {apart[:3]}", not apart


def of_states(flow, conformance, lives, allowed):
    found, expected = told(flow["reopenings"]), repeats([life.reopened() for life in lives])
    yield f"reopenings {found[:2]}, in the file {expected[:2]}", found == expected
    times, records, by = moves(lives)
    found = {(one["from"], one["to"]): (one["times"], one["records"]) for one in flow["transitions"]}
    expected = {step: (times[step], records[step]) for step in times}
    yield f"{len(found)} transitions, {sum(times.values())} times: {found}", found == expected
    variants = collections.Counter(" ".join(life.states) for life in lives)
    found = {" ".join(one["path"]): one["records"] for one in flow["variants"]}
    right = all(variants[path] == count for path, count in found.items()) and flow["variants_total"] == len(variants)
    right = right and sorted(found.values(), reverse=True) == [count for _, count in variants.most_common(100)]
    yield f"{flow['variants_total']} variants, in the file {len(variants)}", right
    judged = {(one["from"], one["to"]): one["allowed"] for one in conformance["transitions"]}
    yield "the process allows what its diagram has: " + str(judged), judged == {step: step in allowed for step in times}
    counted = sum(count for step, count in times.items() if step in allowed), sum(count for step, count in times.items() if step not in allowed)
    yield f"{conformance['allowed']} allowed and {conformance['other']} other, in the file {counted}", (conformance["allowed"], conformance["other"]) == counted
    right = True
    for one in conformance["transitions"]:
        makers = by[one["from"], one["to"]]
        named = {each["person"] and each["person"]["name"]: each["times"] for each in one["by"]}
        right = right and all(makers[name] == count for name, count in named.items()) and len(named) == min(20, len(makers))
    yield "each is told of those who made it most often", right
    starts = {one["state"]: one["records"] for one in conformance["starts"]}
    yield f"records began in {starts}", starts == dict(collections.Counter(life.states[0] for life in lives))


def figures_in(value):
    """(key, number) of every line."""
    if isinstance(value, list):
        for one in value:
            yield from figures_in(one)
    elif isinstance(value, dict):
        if isinstance(value.get("figure"), str):
            outcomes = ("met", "met_late", "breached", "running", "cancelled")
            yield value["figure"], value["records"] if "records" in value else sum(value[name] for name in outcomes)
        yield from ((key, value[name]) for name, key in value.get("figures", {}).items())
        for name, inner in value.items():
            if name != "figures":
                yield from figures_in(inner)


def behind(caller, figures):
    wrong = []
    for key, number in figures:
        status, page = caller.get(f"/api/v1/reports/flow/records?{ASKED}&figure={key}&limit=1&count=true")
        if status != 200 or page["count"] != number:
            wrong.append((key, number, page))
    yield f"behind each of {len(figures)} figures as many records as it says; else: {wrong[:3]}", not wrong and len(figures) > 100


def imported(binary, log, folder):
    """A desk with the shipped process, stopped; the log goes in; the desk again, on a clock that stands still."""
    flags = ["--demo", "--clock", "manual", "--start", NOW.isoformat(), "--process", str(pathlib.Path(__file__).parents[2] / "processes" / "itil-starter")]
    Desk(binary, folder, *flags).stop()
    subprocess.run([binary, "import", "servicenow", log, "--data", folder], check=True, stdout=subprocess.DEVNULL)
    return Desk(binary, folder, *flags)


def main():
    binary, log = sys.argv[1:]
    with gzip.open(log, "rt", encoding="utf-8") as file:
        rows = collections.defaultdict(list)
        for row in csv.DictReader(file):
            rows[row["number"]].append(row)
    lives = [Life(of) for of in rows.values()]
    with tempfile.TemporaryDirectory(prefix="reeve-figures-") as folder:
        desk = imported(binary, log, folder)
        try:
            caller = Caller(desk, next(one["name"] for one in desk.people.values() if one["administrator"] and "itil-starter/agent" in one["roles"]))
            flow = caller.get("/api/v1/reports/flow?" + ASKED)[1]
            conformance = caller.get("/api/v1/reports/conformance?" + ASKED)[1]
            process = caller.get("/api/v1/processes/itil-starter")[1]
            edges = next(one for one in process["types"] if one["name"] == "incident")["diagram"]["edges"]
            allowed = {(state, edge["to"] or state) for edge in edges for state in edge["from"] or [None]}
            checks = [(f"{flow['records']} records, {len(lives)} incidents in the file", flow["records"] == len(lives)),
                      *of_time(flow, lives), *of_holders(flow, lives), *of_states(flow, conformance, lives, allowed),
                      *behind(caller, list(figures_in(flow)) + list(figures_in(conformance)))]
        finally:
            desk.stop()
    return tell(checks)


if __name__ == "__main__":
    sys.exit(main())
