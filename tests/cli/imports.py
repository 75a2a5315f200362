"""`reeve import` and `reeve export` with real files: nothing lost, nothing twice, whatever happens in the middle.

usage: imports.py BINARY LOG.csv.gz
"""

import csv
import gzip
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import unittest

from checks import run_cases
from desk import Caller, Desk
from program import Program

LOG = ""
reeve = Program(timeout=120)
ROWS, RECORDS = 5998, 890
HEAD = "number,incident_state,sys_updated_at,opened_at,caller_id,impact,urgency,priority,assignment_group\n"


def closing(ran):
    """The closing lines, by name."""
    return dict(line.split(": ", 1) for line in ran.stdout.splitlines()[-6:])


def repeated(path, times):
    """The real log so many times, each with other numbers."""
    with gzip.open(LOG, "rt", encoding="utf-8", newline="") as file:
        head, *events = csv.reader(file)
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(head)
        for again in range(times):
            out.writerows([f"{event[0]}-{again}", *event[1:]] for event in events)


def traces(path):
    """Of an exported log: for each trace its events, as (instant, state, group, assignee)."""
    text = pathlib.Path(path).read_text()
    found = {}
    for trace in re.findall(r"<trace>.*?</trace>", text, re.S):
        key = re.search(r'key="field.external_number" value="([^"]*)"', trace)[1]
        events = []
        for event in re.findall(r"<event>.*?</event>", trace, re.S):
            said = dict(re.findall(r'key="([^"]*)" value="([^"]*)"', event))
            events.append(tuple(said.get(name, "") for name in ("time:timestamp", "state", "org:group", "assignee")))
        found[key] = events
    return found


def sheet_for(caller, numbers):
    """Those incidents, as a spreadsheet gets them."""
    asked = "/api/v1/records?type=itil-starter/incident&sort=number&format=csv&numbers=" + ",".join(numbers)
    caller.connection.request("GET", asked, headers=caller.headers)
    answer = caller.connection.getresponse()
    sheet = answer.read()
    caller.connection.close()
    return sheet


class Folder(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory(prefix="reeve-import-")
        self.folder = pathlib.Path(self.temporary.name)
        self.data = self.folder / "data"
        self.addCleanup(self.temporary.cleanup)

    def write(self, name, text):
        (self.folder / name).write_text(text)
        return self.folder / name

    def whole(self, ran, new=RECORDS, agreeing=ROWS):
        said = closing(ran)
        self.assertEqual(ran.returncode, 0, ran.stdout[-2000:] + ran.stderr)
        self.assertEqual((said["rows"], said["rejected"]), (str(ROWS), "0"))
        self.assertEqual(said["records"], f"{RECORDS} ({new} new)")
        self.assertEqual(said["agreeing priorities"], f"{agreeing} of {agreeing}")
        return said


class RealLog(Folder):
    def test_into_a_stopped_folder_and_again(self):
        said = self.whole(reeve("import", "servicenow", LOG, "--data", self.data, "--flags", self.folder / "flags.csv"))
        self.assertEqual(said["known"], "0")
        with open(self.folder / "flags.csv", newline="") as file:
            flags = list(csv.DictReader(file))
        self.assertEqual(len(flags), int(said["flagged"]))
        self.assertTrue(any("goes back in time" in flag["why"] and flag["line"] == "360" for flag in flags))
        again = self.whole(reeve("import", "servicenow", LOG, "--data", self.data), new=0, agreeing=0)
        self.assertEqual(again["known"], str(ROWS))
        self.assertEqual(reeve("replay", "--data", self.data).returncode, 0)

    def test_a_log_that_went_out_comes_back(self):
        self.whole(reeve("import", "servicenow", LOG, "--data", self.data))
        out, back = self.folder / "out.xes", self.folder / "back.xes"
        self.assertEqual(reeve("export", "xes", out, "--data", self.data, "--type", "incident").returncode, 0)
        unknown = reeve("export", "xes", self.folder / "nope.xes", "--data", self.data, "--type", "nope")
        self.assertEqual(unknown.returncode, 2)
        self.assertRegex(unknown.stderr, "the desk has no records of the type 'nope'; there are .*incident")
        self.assertFalse((self.folder / "nope.xes").exists())
        ran = reeve("import", "xes", out, "--data", self.folder / "other")
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertEqual(reeve("export", "xes", back, "--data", self.folder / "other").returncode, 0)
        gone, come = traces(out), traces(back)
        self.assertEqual(len(gone), RECORDS)
        numbers = re.findall(r'key="concept:name" value="(INC-\d+)"', out.read_text())
        self.assertEqual([come[number] for number in numbers], list(gone.values()))
        self.assertEqual(reeve("export", "csv", self.folder / "out.csv.gz", "--data", self.data).returncode, 0)
        with gzip.open(self.folder / "out.csv.gz", "rt", newline="") as file:
            self.assertEqual(sum(1 for _ in csv.DictReader(file)), sum(map(len, gone.values())))

    def test_killed_in_the_middle_a_second_run_completes_it(self):
        times = 4
        repeated(self.folder / "log.csv", times)
        words = ["import", "servicenow", str(self.folder / "log.csv"), "--data", str(self.data)]
        self.assertEqual(reeve("export", "csv", self.folder / "x.csv", "--data", self.data).returncode, 2)
        process = subprocess.Popen([reeve.binary, *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        while "flagged" not in process.stdout.readline():
            pass                       # a batch is in
        process.send_signal(signal.SIGKILL)
        process.wait(30)
        process.stdout.close()
        ran = reeve(*words)
        said = closing(ran)
        self.assertEqual(said["records"].split()[0], str(times * RECORDS))
        self.assertLess(int(said["records"].split("(")[1].split()[0]), times * RECORDS, "the first run left nothing")
        self.assertGreater(int(said["known"]), 0)
        self.assertEqual(closing(reeve(*words))["known"], str(times * ROWS))
        self.assertEqual(reeve("replay", "--data", self.data).returncode, 0)

    def test_into_a_running_desk_and_again(self):
        desk = Desk(reeve.binary, self.data, "--demo")
        try:
            person = next(one for one in desk.people.values() if one["administrator"])
            password = self.write("password", person["password"])
            words = ["import", "servicenow", LOG, "--url", desk.base, "--as", person["name"], "--password-file", password]
            self.whole(reeve(*words))
            self.assertEqual(self.whole(reeve(*words), new=0, agreeing=0)["known"], str(ROWS))
            refused = reeve("import", "servicenow", LOG, "--data", self.data)
            self.assertEqual(refused.returncode, 2)
            self.assertIn("--url", refused.stderr)
            caller = Caller(desk, person["name"])
            status, found = caller.get("/api/v1/records?type=itil-starter/incident&state=closed&count=true&limit=1")
            self.assertEqual(status, 200, found)
            caller.connection.close()
            self.write("wrong", "no such password")
            wrong = reeve("import", "servicenow", LOG, "--url", desk.base, "--as", person["name"], "--password-file", self.folder / "wrong")
            self.assertEqual(wrong.returncode, 2)
            self.assertIn("401", wrong.stderr)
        finally:
            desk.stop()


class Quirks(Folder):
    def test_a_sheet_comes_back_unchanged(self):
        """A list as a spreadsheet has it, formulas and all, into another desk: cell by cell the same."""
        titles = ["=HYPERLINK(\"http://evil.test\";1)", "+1+cmd|calc!A0", "-2+3", "@SUM(A1)", "'quoted", "-5", "plain; with, \"quotes\""]
        sheets = []
        here, there = (Desk(reeve.binary, self.folder / name, "--demo") for name in ("here", "there"))
        try:
            agent = Caller(here, "priya")
            numbers = []
            for title in titles:
                body = {"type": "itil-starter/incident", "title": title, "description": title + "\r\nand more", "reporter": "nora",
                        "channel": "phone", "fields": {"impact": "high", "urgency": "low", "category": "network"}}
                number = agent.post("/api/v1/records", body)[1]["number"]
                numbers.append(number)
            for act, fields in (("start", {}), ("resolve", {"solution": "=1+1 was the answer."})):
                self.assertEqual(agent.post(f"/api/v1/records/{number}/acts/{act}", {"fields": fields})[0], 200)
            sheets.append(sheet_for(agent, numbers))
            (self.folder / "sheet.csv").write_bytes(sheets[0])
            password = self.write("password", there.people["uma"]["password"])
            ran = reeve("import", "sheet", self.folder / "sheet.csv", "--url", there.base, "--as", "uma", "--password-file", password)
            self.assertEqual(closing(ran)["records"], f"{len(titles)} ({len(titles)} new)", ran.stdout + ran.stderr)
            sheets.append(sheet_for(Caller(there, "priya"), numbers))
        finally:
            here.stop()
            there.stop()
        self.assertEqual(sheets[0].count(b"INC-"), len(titles))
        self.assertEqual(sheets[0], sheets[1])

    def test_rejected_rows_are_told_and_written(self):
        log = self.write("log.csv", HEAD + "I1,New,01-03-2016 10:30,01-03-2016 10:00,Ann,1 - High,2 - Medium,2 - High,Group 1\n"
                         "?,New,01-03-2016 10:30,01-03-2016 10:00,=1+1,1,2,2,?\n"
                         "I3,New,never,01-03-2016 10:00,Ann,1,2,2,?\n")
        ran = reeve("import", "servicenow", log, "--data", self.data, "--rejected", self.folder / "rejected.csv")
        self.assertEqual(ran.returncode, 1)
        self.assertIn(f"{log}:3: rejected: number is empty", ran.stdout)
        self.assertIn(f"{log}:4: rejected: sys_updated_at is 'never'", ran.stdout)
        said = closing(ran)
        self.assertEqual((said["rows"], said["records"], said["rejected"]), ("3", "1 (1 new)", "2"))
        self.assertEqual(said["agreeing priorities"], "1 of 1")
        with open(self.folder / "rejected.csv", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual([row["rejected_line"] for row in rows], ["3", "4"])
        self.assertEqual(rows[0]["caller_id"], "'=1+1", "no spreadsheet runs it")

    def test_where_nothing_can_be_done(self):
        log = self.write("log.csv", HEAD)
        for words, why in ((["servicenow", log], "--data DIR"),
                           (["servicenw", log, "--data", self.data], "did you mean 'servicenow'"),
                           (["servicenow", self.folder / "none.csv", "--data", self.data], "there is no file"),
                           (["servicenow", self.write("x.csv", "a,b\n"), "--data", self.data], "has no column number"),
                           (["servicenow", log, "--url", "https://desk"], "--password-file"),
                           (["servicenow", log, "--url", "https://desk", "--token-file", self.write("t", "x")], "encrypted")):
            ran = reeve("import", *words)
            self.assertEqual(ran.returncode, 2, words)
            self.assertIn(why, ran.stderr, words)

    def test_a_mapping_of_ones_own_is_checked(self):
        text = (pathlib.Path(__file__).parents[2] / "processes/itil-starter/imports/servicenow.yaml").read_text()
        mapping = self.write("servicenow.yaml", text.replace("Active: active", "Active: actve"))
        ran = reeve("import", mapping, LOG, "--data", self.data, "--process", "itil-starter")
        self.assertEqual(ran.returncode, 2)
        self.assertIn(f"{mapping}:", ran.stderr)
        self.assertIn("did you mean 'active'", ran.stderr)
        self.assertEqual(reeve("import", mapping, LOG, "--data", self.data).returncode, 2, "of which process?")


if __name__ == "__main__":
    reeve.binary, LOG = sys.argv[1:3]
    del sys.argv[1:3]
    sys.exit(run_cases())
