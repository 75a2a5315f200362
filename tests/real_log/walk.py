"""Walks every incident of a real ServiceNow log through a running desk's API, in virtual time.

usage: walk.py BINARY LOG.csv.gz [--keep DIR]

Logged at its opening; handed over when its group changes; waiting, resolved, reopened and closed at its own times. Prints what
was walked, done and refused, and whether the priority that the desk computes equals the file's in every row. With --keep the
desk's data stay in DIR: `reeve serve --data DIR --demo --clock manual` shows the queue and the records in the page.

The process is the shipped itil-starter but for its automatic acts, which are put off: what closes an incident here is the log.
"""

import argparse
import collections
import pathlib
import re
import shutil
import sys
import tempfile

from checks import tell
from desk import Caller, Desk
from log_rows import handle, instant, steps_of, word

WAITING = {"awaiting user info": "caller", "awaiting problem": "problem", "awaiting vendor": "supplier", "awaiting evidence": "evidence"}
WAITS = ("waiting", "with_supplier")


class Walk:
    def __init__(self, desk):
        self.desk = desk
        self.admin = Caller(desk, next(p["name"] for p in desk.people.values() if p["administrator"] and has_role(p, "agent")))
        self.agent = self.admin
        self.now = None
        self.numbers = {}               # the log's number -> the desk's
        self.done = collections.Counter()
        self.refused = []               # (log number, act, sentence)
        self.notes = []
        self.agreeing = 0
        self.differing = []

    def prepare(self, rows):
        """Callers and groups of the log become people and teams of the desk."""
        organisation = self.admin.get("/api/v1/organisations?limit=1")[1]["items"][0]["name"]
        groups = {row["assignment_group"] for row in rows} - {"?"}
        callers = {row["caller_id"] for row in rows}
        for group in sorted(groups):
            self.must(self.admin.post("/api/v1/teams", {"name": handle(group), "display": group, "organisation": organisation}), 201)
        for caller in sorted(callers):
            self.must(self.admin.post("/api/v1/people", {
                "name": caller_handle(caller), "display": caller, "organisation": organisation,
                "roles": [{"process": "itil-starter", "role": "caller"}]}), 201)

    def must(self, answer, status):
        if answer[0] != status:
            raise RuntimeError(f"expected {status}, found {answer[0]}: {answer[1]}")
        return answer[1]

    def pass_time(self, at):
        if at != self.now:
            self.must(self.admin.post("/api/v1/clock", {"now": at.isoformat()}), 200)
            self.now = at

    def log(self, step):
        row = step.row
        fields = {"impact": word(row["impact"]), "urgency": word(row["urgency"])}
        if word(row["assignment_group"]):
            fields["assignment_group"] = handle(row["assignment_group"])
        record = self.must(self.agent.post("/api/v1/records", {
            "type": "itil-starter/incident", "title": f"{row['category']}, {row['subcategory']}",
            "description": f"{row['number']} of the log: {row['u_symptom']}, {row['location']}",
            "reporter": caller_handle(row["caller_id"]), "channel": row["contact_type"].lower(), "fields": fields}), 201)
        self.numbers[step.number] = record["number"]
        self.done["log"] += 1
        return record

    def act(self, step, record, act, body):
        status, answer = self.agent.post(f"/api/v1/records/{record['number']}/acts/{act}", body)
        if status == 200:
            self.done[act] += 1
            return answer
        why = "; ".join(one["why"] for one in answer.get("unmet", [])) or answer["detail"]
        self.refused.append((step.number, act, f"{status} {why}"))
        return record

    def follow(self, step):
        """Brings the record to what the row says, by the acts that a person would do."""
        row = step.row
        record = self.must(self.agent.get("/api/v1/records/" + self.numbers[step.number]), 200)
        impact, urgency = word(row["impact"]), word(row["urgency"])
        if (record["fields"]["impact"], record["fields"]["urgency"]) != (impact, urgency):
            record = self.act(step, record, "classify", {"fields": {"impact": impact, "urgency": urgency}})
        wanted = word(row["incident_state"])
        if record["state"] in ("resolved", "closed") and wanted not in ("resolved", "closed"):
            record = self.act(step, record, "reopen", {"comment": "The log has it open again."})
        group = handle(row["assignment_group"]) if word(row["assignment_group"]) else None
        held = record["fields"]["assignment_group"]
        if group and (held is None or held["name"] != row["assignment_group"]) and record["state"] != "closed":
            record = self.act(step, record, "refer", {"fields": {"assignment_group": group}})
        record = self.reach(step, record, wanted)
        self.compare(step, record)

    def reach(self, step, record, wanted):
        state = record["state"]
        if wanted in WAITING:
            waits_for = WAITING[wanted]
            there = "with_supplier" if waits_for == "supplier" else "waiting"
            if state in WAITS and record["fields"]["waiting_for"] != waits_for:
                record = self.act(step, record, "resume", {"comment": "It waits for something else now."})
                state = record["state"]
            if state != there:
                act = "await_supplier" if waits_for == "supplier" else "await"
                fields = {} if waits_for == "supplier" else {"waiting_for": waits_for}
                record = self.act(step, record, act, {"fields": fields, "comment": "Waiting, as the log says."})
        elif wanted == "active" and state in WAITS:
            record = self.act(step, record, "resume", {"comment": "What was awaited has come."})
        elif wanted == "active" and state == "new":
            record = self.act(step, record, "start", {})
        elif wanted in ("resolved", "closed"):
            code = step.row["closed_code"]
            if state not in ("resolved", "closed"):
                record = self.act(step, record, "resolve", {"fields": {"solution": f"Resolved by {step.row['resolved_by']}, {code}.", "close_code": code}})
            if wanted == "closed" and record["state"] == "resolved":
                record = self.act(step, record, "close", {})
        return record

    def compare(self, step, record):
        if record["priority"]["value"] == word(step.row["priority"]):
            self.agreeing += 1
        else:
            self.differing.append(f"{step.number}: the desk {record['priority']['value']}, the log {step.row['priority']}")


def process_of_the_log(folder):
    """itil-starter, closing nothing by itself in the year that the log takes."""
    shipped = pathlib.Path(__file__).parents[2] / "processes" / "itil-starter"
    copy = pathlib.Path(folder) / "itil-starter"
    copy.mkdir()
    for file in shipped.glob("*.yaml"):
        (copy / file.name).write_text(re.sub(r"auto: \{ after: \d+d \}", "auto: { after: 400d }", file.read_text()))
    return str(copy)


def has_role(person, role):
    return f"itil-starter/{role}" in person["roles"]


def caller_handle(label):
    return "log_" + re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")


def closing_checks(walk, rows):
    """(what, holds) for each thing that must be true at the end."""
    ends = {row["number"]: row for row in rows}
    states = collections.Counter()
    for number, record_number in walk.numbers.items():
        record = walk.must(walk.agent.get("/api/v1/records/" + record_number), 200)
        states[(word(ends[number]["incident_state"]), record["state"])] += 1
    counted = walk.must(walk.agent.get("/api/v1/records?type=itil-starter/incident&count=true&limit=1"), 200)["count"]
    yield f"every incident is a record: {counted} of {len(ends)}", counted == len(ends)
    yield f"every record ends as the log does: {dict(states)}", all(a == b for a, b in states)
    yield f"priorities agree in every row: {walk.agreeing} of {len(rows)}", walk.agreeing == len(rows) and not walk.differing
    closings = collections.Counter(row["number"] for row in rows if word(row["incident_state"]) == "closed")
    yield f"every closing is the log's own: {walk.done['close']} of {len(closings)}", walk.done["close"] == len(closings)
    yield f"no act was refused: {len(walk.refused)}", not walk.refused


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("binary")
    arguments.add_argument("log")
    arguments.add_argument("--keep")
    given = arguments.parse_args()
    rows, steps = steps_of(given.log)
    folder = given.keep or tempfile.mkdtemp(prefix="reeve-log-")
    with tempfile.TemporaryDirectory(prefix="reeve-process-") as scratch:
        desk = Desk(given.binary, folder, "--demo", "--clock", "manual", "--start", steps[0].at.isoformat(),
                    "--process", process_of_the_log(scratch))
    try:
        walk = Walk(desk)
        walk.prepare(rows)
        for step in steps:
            walk.pass_time(step.at)
            if step.note:
                walk.notes.append(f"{step.number}: {step.note}")
            if step.first:
                walk.log(step)
            else:
                walk.follow(step)
        checks = list(closing_checks(walk, rows))
    finally:
        desk.stop()
        if not given.keep:
            shutil.rmtree(folder, ignore_errors=True)

    print(f"incidents walked: {len(walk.numbers)}, rows: {len(rows)}")
    print("acts done:", ", ".join(f"{act} {count}" for act, count in walk.done.most_common()), "; in all", sum(walk.done.values()))
    print(f"acts refused: {len(walk.refused)}")
    for (act, why), count in collections.Counter((act, why) for _, act, why in walk.refused).most_common(20):
        print(f"  {count} x {act}: {why}")
    print(f"priority as the file has it: {walk.agreeing} of {len(rows)} rows")
    for line in walk.differing[:20] + walk.notes:
        print("  " + line)
    return tell(checks)


if __name__ == "__main__":
    sys.exit(main())
