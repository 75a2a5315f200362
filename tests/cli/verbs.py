"""Every verb of the command line: what it prints and what it ends with, well and badly.

usage: verbs.py BINARY
"""

import contextlib
import json
import pathlib
import shutil
import sqlite3
import sys
import tempfile
import unittest

from checks import run_cases
from desk import Caller, Desk
from program import Program

reeve = Program()
ROOT = pathlib.Path(__file__).parents[2]


class Cel(unittest.TestCase):
    def cases(self, cases):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(cases, file)
            file.flush()
            return reeve("cel", "test", file.name)

    def test_counts_and_names_failures(self):
        ran = self.cases([{"id": "a/right", "expr": "1 + 1", "value": {"int": "2"}},
                          {"id": "a/wrong", "expr": "1 + 1", "value": {"int": "3"}},
                          {"id": "a/error", "expr": "1 / 0", "error": "divide by zero"}])
        self.assertEqual(ran.stdout.splitlines()[0], "passed 2, failed 1")
        self.assertIn("a/wrong", ran.stdout.splitlines()[1])
        self.assertEqual(ran.returncode, 1)

    def test_refuses_what_are_no_cases(self):
        for content in ("{", "[]", "[{}]", "7"):
            with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
                file.write(content)
                file.flush()
                self.assertNotEqual(reeve("cel", "test", file.name).returncode, 0, content)
        self.assertEqual(reeve("cel", "test", "/no/such/file").returncode, 2)


class Process(unittest.TestCase):
    def test_new_begins_one_that_checks_and_rehearses(self):
        with tempfile.TemporaryDirectory() as folder:
            made = reeve("process", "new", "hospital", "--in", folder)
            self.assertEqual(made.returncode, 0, made.stderr)
            mine = pathlib.Path(folder, "hospital")
            self.assertIn("process: hospital\nversion: 1\n", (mine / "process.yaml").read_text())
            self.assertEqual(reeve("check", mine).returncode, 0)
            ran = reeve("rehearse", *sorted(mine.glob("rehearsals/*.yaml")))
            self.assertEqual(ran.returncode, 0, ran.stdout)
            again = reeve("process", "new", "hospital", "--in", folder)
            self.assertEqual(again.returncode, 2)
            self.assertIn("is there already", again.stderr)

    def test_new_says_what_a_name_is(self):
        for name in ("../x", "Hospital", "", "a" * 64):
            self.assertEqual(reeve("process", "new", name, "--in", "/nowhere").returncode, 2, name)
        self.assertEqual(reeve("process", "new", "x", "--from", "nothing", "--in", "/nowhere").returncode, 2)

    def test_diff_says_in_words_what_changes(self):
        with tempfile.TemporaryDirectory() as folder:
            reeve("process", "new", "one", "--in", folder)
            same = reeve("process", "diff", pathlib.Path(folder, "one"), pathlib.Path(folder, "one"))
            self.assertEqual((same.returncode, same.stdout), (0, "They say the same.\n"))
            there = reeve("process", "diff", ROOT / "processes/itil-starter", ROOT / "processes/epts-support")
            self.assertEqual(there.returncode, 1)
            self.assertIn("+ Record type 'issue' is new.", there.stdout.splitlines())
        self.assertEqual(reeve("process", "diff", "/nowhere", "/nowhere").returncode, 2)

    def test_diff_names_the_open_records_of_a_desk_that_runs_or_stands_still(self):
        shipped = ROOT / "processes/epts-support"
        with tempfile.TemporaryDirectory() as folder:
            next_one = pathlib.Path(folder, "epts-support")
            next_one.mkdir()
            text = (shipped / "process.yaml").read_text(encoding="utf-8")
            (next_one / "process.yaml").write_text(text.replace("version: 1\n", "version: 2\n").replace("min: 20", "min: 40"), encoding="utf-8")
            data = pathlib.Path(folder, "data")
            desk = Desk(reeve.binary, data, "--demo", "--clock", "manual")
            caller = Caller(desk, "helena")
            reporter = Caller(desk, "jose")
            fields = {"urgency": "job_stopped", "impact": "single_user"}
            begun, fresh = (reporter.post("/api/v1/records", {"type": "epts-support/issue", "title": title, "fields": fields},
                                        **{"Idempotency-Key": title})[1]["number"] for title in ("Begun", "Fresh"))
            version = caller.get(f"/api/v1/records/{begun}")[1]["version"]
            status, said = caller.post(f"/api/v1/records/{begun}/acts/acknowledge", {}, **{"Idempotency-Key": "begin", "If-Match": f'"{version}"'})
            self.assertEqual(status, 200, said)
            secret = pathlib.Path(folder, "secret")
            secret.write_text(desk.people["helena"]["password"] + "\n", encoding="utf-8")
            running = reeve("process", "diff", shipped, next_one, "--url", desk.base, "--as", "helena", "--password-file", secret)
            desk.stop()
            still = reeve("process", "diff", shipped, next_one, "--data", data)
            for ran in (running, still):
                self.assertEqual(ran.returncode, 1, ran.stderr)
                lines = ran.stdout.splitlines()
                at = next(i for i, line in enumerate(lines) if line.startswith("~ Need 'solution' of act 'resolve'"))
                self.assertEqual(lines[at + 1], f"    1 open: {begun}")
                self.assertEqual(lines[-1], "2 open records are on version 1.")
                self.assertNotIn(fresh, ran.stdout)
            nobody = reeve("process", "diff", shipped, next_one, "--url", "http://127.0.0.1:1")
            self.assertIn("--as NAME", nobody.stderr)


class Calendar(unittest.TestCase):
    def test_prints_holidays(self):
        ran = reeve("calendar", "holidays", "DK", 2024)
        self.assertEqual(ran.returncode, 0)
        self.assertTrue(ran.stdout.startswith("2024-01-01"))
        self.assertNotIn("2024-04-26", ran.stdout, "Store Bededag ended with 2023")
        self.assertIn("2023-05-05", reeve("calendar", "holidays", "DK", 2023).stdout)
        self.assertEqual(reeve("calendar", "holidays", "ATLANTIS", 2024).returncode, 2)

    def test_computes_rows(self):
        with tempfile.TemporaryDirectory() as folder:
            calendars, rows = pathlib.Path(folder, "c.json"), pathlib.Path(folder, "r.csv")
            calendars.write_text('{"desk": {"tz": "Africa/Maputo", "week": {"mon": [["08:00", "16:00"]], "tue": [["08:00", "16:00"]]}, "holidays": []}}')
            rows.write_text("calendar,case,start_utc,end_utc,business_minutes,target_minutes,due_utc,breached\n"
                            "desk,A,2014-01-20T13:30Z,2014-01-21T07:00Z,90,60,2014-01-21T06:30Z,1\n")
            ran = reeve("calendar", "compute", "--calendars", calendars, rows)
            self.assertEqual(ran.stdout.splitlines(), ["calendar,case,business_minutes,due_utc,breached", "desk,A,90,2014-01-21T06:30Z,1"])


class Check(unittest.TestCase):
    def test_shipped_processes_are_well(self):
        for name in ("epts-support", "itil-starter"):
            ran = reeve("check", ROOT / "processes" / name)
            self.assertEqual(ran.returncode, 0, ran.stdout)
            self.assertNotIn("warning", ran.stdout.lower())

    def test_mistakes_have_their_places(self):
        with tempfile.TemporaryDirectory() as folder:
            process = pathlib.Path(folder, "epts-support")
            process.mkdir()
            text = (ROOT / "processes/epts-support/process.yaml").read_text()
            (process / "process.yaml").write_text(text.replace("to: working\n", "to: workin\n", 1))
            ran = reeve("check", process)
            self.assertEqual(ran.returncode, 1)
            self.assertRegex(ran.stdout, r"process\.yaml:\d+:\d+: .*workin.*working")
            self.assertEqual(reeve("check", folder + "/nothing").returncode, 2)

    def test_who_there_is_is_checked_too(self):
        with tempfile.TemporaryDirectory() as folder:
            process = pathlib.Path(folder, "itil-starter")
            process.mkdir()
            shipped = ROOT / "processes" / "itil-starter"
            (process / "process.yaml").write_text((shipped / "process.yaml").read_text())
            demo = (shipped / "demo.yaml").read_text()
            (process / "demo.yaml").write_text(demo.replace(", roles: [rights] }", ", roles: [agent] }"))
            ran = reeve("check", "--explore", "no", process)
            self.assertEqual(ran.returncode, 0, ran.stdout)
            self.assertRegex(ran.stdout, r"demo\.yaml.*warning: nobody here has the role 'rights'")
            # The emergency board has two seats, and one of its two people is gone.
            (process / "demo.yaml").write_text(demo.replace(", roles: [emergency_board] }", ", roles: [caller] }"))
            ran = reeve("check", "--explore", "no", process)
            self.assertEqual(ran.returncode, 1, ran.stdout)
            self.assertRegex(ran.stdout, r"demo\.yaml:\d+:\d+: .*'ecab' in 'change'")

    def test_a_role_of_another_process_is_checked_where_both_are_given(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("tickets", "releases"):
                shutil.copytree(ROOT / "tests" / "rehearsals" / "beside" / name, pathlib.Path(folder, name))
            tickets, releases = pathlib.Path(folder, "tickets"), pathlib.Path(folder, "releases")
            demo = (tickets / "demo.yaml").read_text()
            (tickets / "demo.yaml").write_text(demo.replace("releases/planner", "releases/planer"))
            self.assertEqual(reeve("check", "--explore", "no", tickets).returncode, 0)
            both = reeve("check", "--explore", "no", tickets, releases)
            self.assertEqual(both.returncode, 1, both.stdout)
            self.assertRegex(both.stdout, r"tickets/demo\.yaml:4:\d+: unknown role 'releases/planer' .*did you mean 'releases/planner'\?")
            (tickets / "demo.yaml").write_text(demo.replace("[agent,", "[tickets/agnt,"))
            own = reeve("check", "--explore", "no", tickets)
            self.assertEqual(own.returncode, 1, own.stdout)
            self.assertIn("unknown role 'tickets/agnt'", own.stdout)
            said = reeve("serve", "--data", folder + "/data", "--demo", "--process", tickets)
            self.assertNotEqual(said.returncode, 0)
            self.assertIn("demo.yaml:4:", said.stderr + said.stdout)

    def test_explores_what_can_happen(self):
        with tempfile.TemporaryDirectory() as folder:
            process = pathlib.Path(folder, "epts-support")
            process.mkdir()
            text = (ROOT / "processes" / "epts-support" / "process.yaml").read_text()
            rule = "always: \"state != 'resolved' || solution != null\""
            self.assertIn(rule, text)
            line = text[:text.index(rule)].count("\n") - 1
            (process / "process.yaml").write_text(text.replace(rule, "always: \"state != 'resolved' || planned != null\""))
            said = reeve("check", process)
            self.assertEqual(said.returncode, 1, said.stdout)
            self.assertIn(f"process.yaml:{line}:7: error: The rule 'documented' can be broken", said.stdout)
            self.assertIn("    1. reporter: log", said.stdout)
            self.assertEqual(reeve("check", "--explore", "no", process).returncode, 0)
            findings = json.loads(reeve("check", "--json", process).stdout)["processes"][0]["findings"]
            self.assertIn("rule_broken:issue.rules.documented.resolve", [one["id"] for one in findings])
            sarif = json.loads(reeve("check", "--sarif", process).stdout)
            self.assertEqual(sarif["version"], "2.1.0")
            self.assertEqual({one["ruleId"] for one in sarif["runs"][0]["results"]}, {"rule_broken"})
            small = reeve("check", "--states", 50, process)
            self.assertRegex(small.stdout, r"limit: 'issue' has more than \d\d states")


class Serve(unittest.TestCase):
    def test_a_fresh_desk_has_one_administrator_and_replays_equal(self):
        with tempfile.TemporaryDirectory() as folder:
            desk = Desk(reeve.binary, folder, "--demo", "--clock", "manual", "--start", "2014-01-20T06:00:00Z")
            jose, helena = Caller(desk, "jose"), Caller(desk, "helena")
            number = jose.post("/api/v1/records", {"type": "epts-support/issue", "title": "Replayed",
                                                   "fields": {"urgency": "job_stopped", "impact": "single_user"}})[1]["number"]
            self.assertEqual(helena.post(f"/api/v1/records/{number}/acts/acknowledge", {})[0], 200)
            self.assertEqual(helena.post("/api/v1/clock", {"now": "2014-01-24T06:00:00Z"})[0], 200)
            desk.stop()
            ran = reeve("replay", "--data", folder)
            self.assertEqual(ran.returncode, 0, ran.stdout)
            self.assertIn("equal", ran.stdout)
            self.assertNotIn("DIFFERS", ran.stdout)
            rebuilt = reeve("replay", "--data", folder, "--rebuild")
            self.assertEqual(rebuilt.returncode, 0, rebuilt.stdout)
            again = Desk(reeve.binary, folder, "--demo", "--clock", "manual")
            self.assertEqual(Caller(again, "helena").get("/api/v1/records/" + number)[1]["holder"]["role"], "tier_4")
            again.stop()

    def test_a_clock_that_was_turned_stands_there_after_a_restart(self):
        def now(desk):
            return Caller(desk, "helena").get("/api/v1/oncall")[1]["at"]

        with tempfile.TemporaryDirectory() as folder:
            desk = Desk(reeve.binary, folder, "--demo", "--clock", "manual", "--start", "2014-01-20T06:00:00Z")
            self.assertEqual(Caller(desk, "helena").post("/api/v1/clock", {"now": "2014-01-24T06:00:00.000001Z"})[0], 200)
            desk.stop(kill=True)
            again = Desk(reeve.binary, folder, "--demo", "--clock", "manual")
            self.assertEqual(now(again), "2014-01-24T06:00:00.000001Z")
            self.assertEqual(Caller(again, "helena").post("/api/v1/clock", {"now": "2014-01-24T05:00:00Z"})[0], 409)
            again.stop()
            pathlib.Path(folder, "clock").write_text("soon\n", encoding="utf-8")
            unread = Desk(reeve.binary, folder, "--demo", "--clock", "manual")
            self.assertEqual(now(unread), "2014-01-20T06:00:00Z")
            unread.stop()

    def test_a_desk_whose_processes_cannot_be_read_is_no_new_one(self):
        with tempfile.TemporaryDirectory() as folder:
            desk = Desk(reeve.binary, folder, "--demo", "--clock", "manual")
            desk.stop()
            people = pathlib.Path(folder, "demo.json").read_text(encoding="utf-8")
            with contextlib.closing(sqlite3.connect(pathlib.Path(folder, "reeve.sqlite"))) as file:
                file.execute("UPDATE event_text SET value = 'process: gone' WHERE path LIKE 'file.%process.yaml'")
                file.commit()
                before = file.execute("SELECT count(*) FROM event").fetchone()
            with open(pathlib.Path(folder, "said"), "w+", encoding="utf-8") as said:
                again = Desk(reeve.binary, folder, "--demo", "--clock", "manual", stderr=said)
                status, listed = Caller(again, "helena").get("/api/v1/processes")
                again.stop()
                said.seek(0)
                self.assertIn("does not load any more", said.read())
            self.assertEqual((status, listed["items"]), (200, []))
            self.assertEqual(pathlib.Path(folder, "demo.json").read_text(encoding="utf-8"), people)
            with contextlib.closing(sqlite3.connect(pathlib.Path(folder, "reeve.sqlite"))) as file:
                self.assertEqual(file.execute("SELECT count(*) FROM event").fetchone(), before, "nothing was begun anew")

    def test_says_what_is_wrong_with_its_options(self):
        with tempfile.TemporaryDirectory() as folder:
            for words, sentence in ((("--listen", "0.0.0.0:0"), "--insecure"), (("--listen", "here"), "--listen"),
                                    (("--database", "postgres://x"), "--database"), (("--start", "2014-01-20T06:00:00Z"), "--start"),
                                    (("--process", folder + "/none"), "none")):
                ran = reeve("serve", "--data", folder + "/data", *words)
                self.assertNotEqual(ran.returncode, 0, words)
                self.assertIn(sentence, ran.stderr + ran.stdout, words)

    def test_two_desks_do_not_share_a_folder(self):
        with tempfile.TemporaryDirectory() as folder:
            desk = Desk(reeve.binary, folder, "--demo", "--clock", "manual")
            ran = reeve("serve", "--data", folder, "--listen", "127.0.0.1:0")
            desk.stop()
            self.assertNotEqual(ran.returncode, 0)
            self.assertGreater(len(ran.stderr), 20)


if __name__ == "__main__":
    reeve.binary = sys.argv.pop(1)
    sys.exit(run_cases())
