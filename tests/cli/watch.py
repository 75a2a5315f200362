"""`reeve serve --process FOLDER --watch`: what is saved in the folder is in use a moment later.

usage: watch.py BINARY
"""

import pathlib
import shutil
import sys
import tempfile
import time
import unittest

from checks import run_cases
from desk import Caller, Desk

BINARY = ""
ROOT = pathlib.Path(__file__).parents[2]


def until(holds, limit=60.0):
    """What `holds` returns, once that is true."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        found = holds()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError("it does not come about")


class Watched(unittest.TestCase):
    """A desk that watches a copy of the process, and the file that is edited."""
    process = "owed"
    edited = "process.yaml"

    def setUp(self):
        self.place = tempfile.TemporaryDirectory()
        self.addCleanup(self.place.cleanup)
        self.folder = pathlib.Path(self.place.name, self.process)
        shutil.copytree(ROOT / "tests/rehearsals" / self.process, self.folder)
        self.file = self.folder / self.edited
        self.said = open(pathlib.Path(self.place.name, "said"), "w+")
        self.addCleanup(self.said.close)
        self.desk = self.start()
        self.caller = self.somebody()

    def start(self):
        desk = Desk(BINARY, pathlib.Path(self.place.name, "data"), "--demo", "--process", str(self.folder), "--watch",
                    stderr=self.said)
        self.addCleanup(desk.stop, kill=True)
        return desk

    def somebody(self):
        return Caller(self.desk, next(iter(self.desk.people)))

    def shown(self):
        return self.caller.get(f"/api/v1/processes/{self.process}")[1]

    def watch(self):
        return self.caller.get(f"/api/v1/processes/{self.process}/watch")[1]

    def told(self):
        self.said.seek(0)
        return self.said.read()

    def replace(self, old, new):
        text = self.file.read_text()
        self.assertIn(old, text)
        self.file.write_text(text.replace(old, new, 1))


class Watch(Watched):
    def test_a_saved_file_is_in_use_a_moment_later(self):
        first = self.shown()
        self.replace("title: Papers", "title: All its papers")
        shown = until(lambda: self.shown()["version"] > first["version"] and self.shown())
        titles = [one["title"] for type in shown["types"] for one in type["dossiers"]]
        self.assertIn("All its papers", titles)
        self.assertEqual(shown["version"], first["version"] + 1)

    def test_the_version_is_read_as_yaml_reads_it(self):
        first = self.shown()
        self.replace("version: 1", "version  :   1   # of ours")
        self.replace("title: Papers", "title: All its papers")
        until(lambda: self.shown()["version"] == first["version"] + 1)
        self.replace("version  :", "? version\n:")
        self.replace("title: All its papers", "title: Its papers")
        until(lambda: self.shown()["version"] == first["version"] + 2)

    def test_what_is_not_sound_is_told_and_not_taken_over(self):
        first = self.shown()
        self.replace("to: live", "to: lives")
        until(lambda: "not taken over" in self.told())
        self.assertRegex(self.told(), r"owed/process\.yaml:\d+:\d+: .*lives")
        self.assertEqual(self.shown()["version"], first["version"])
        fault = until(lambda: self.watch()["fault"])
        self.assertRegex("\n".join(fault["problems"]), r"(?m)^process\.yaml:\d+:\d+: .*lives")
        self.replace("to: lives", "to: live")
        self.replace("title: Papers", "title: All its papers")
        until(lambda: self.shown()["version"] == first["version"] + 1)
        until(lambda: self.watch() == {"watched": True, "fault": None})

    def test_what_is_no_yaml_has_its_place_too(self):
        whole = self.file.read_text()
        self.file.write_text(whole + "\nroles: [\n")
        fault = until(lambda: self.watch()["fault"])
        self.assertRegex(fault["problems"][0], r"^process\.yaml:\d+")
        self.file.write_text(whole)
        until(lambda: self.watch()["fault"] is None)

    def test_what_exploring_shows_is_told_too(self):
        self.replace("done: { from: new, to: done, by: second }",
                     "done: { from: new, to: done, by: second, needs: [ { condition: \"state == 'done'\", why: Not before. } ] }")
        fault = until(lambda: self.watch()["fault"])
        self.assertRegex("\n".join(fault["problems"]), r"(?m)^process\.yaml:\d+:\d+: No record ever comes to 'done'")

    def test_a_calendar_that_the_desk_lacks_is_told_and_how_to_go_on(self):
        first = self.shown()
        self.replace("calendar: holder.hours", "calendar: nights")
        fault = until(lambda: self.watch()["fault"])
        self.assertIn("lacks a calendar", fault["detail"])
        self.assertIn("save it again", fault["detail"])
        self.assertRegex(self.told(), r"(?m)^.*/owed: There is no calendar 'nights', in which the clock ")
        self.assertEqual(self.shown()["version"], first["version"])
        spec = {"tz": "UTC", "week": {"mon": [["20:00", "24:00"]]}}
        ada = Caller(self.desk, "ada")
        status, body = ada.post("/api/v1/calendars", {"name": "nights", "title": "Nights", "spec": spec}, **{"Idempotency-Key": "nights"})
        self.assertEqual(status, 201, body)
        self.file.touch()
        until(lambda: self.shown()["version"] == first["version"] + 1)
        until(lambda: self.watch() == {"watched": True, "fault": None})

    def test_what_would_leave_records_behind_is_told_too(self):
        first = self.shown()
        status, logged = self.caller.post("/api/v1/records", {"type": "owed/release", "title": "Spring"}, **{"Idempotency-Key": "spring"})
        self.assertEqual(status, 201, logged)
        whole = self.file.read_text()
        self.file.write_text(whole.replace("planned", "intended"))
        fault = until(lambda: self.watch()["fault"])
        self.assertIn("1 open record has no place in version 2", fault["detail"])
        self.assertEqual(self.shown()["version"], first["version"])
        moves = "\nmoves: { from: 1, release: { states: { planned: intended } } }\n"
        self.file.write_text(whole.replace("version: 1", "version: 2").replace("planned", "intended") + moves)
        until(lambda: self.shown()["version"] == first["version"] + 1)
        until(lambda: self.watch() == {"watched": True, "fault": None})

    def test_moves_are_from_the_version_that_is_in_use(self):
        first = self.shown()
        moves = "\nmoves: { from: 1, release: { states: { planned: intended } } }\n"
        self.file.write_text(self.file.read_text().replace("planned", "intended") + moves)
        shown = until(lambda: self.shown()["version"] == first["version"] + 1 and self.shown())
        self.assertIn("intended", [state["name"] for type in shown["types"] for state in type["states"]])
        until(lambda: self.watch() == {"watched": True, "fault": None})

    def test_a_desk_that_comes_back_has_what_was_saved_meanwhile(self):
        first = self.shown()
        self.desk.stop()
        self.replace("title: Papers", "title: All its papers")
        self.desk = self.start()
        self.caller = self.somebody()
        until(lambda: self.shown()["version"] == first["version"] + 1)


class Former(Watched):
    process = "moved"
    edited = "former/1/process.yaml"

    def test_an_earlier_version_that_is_rehearsed_is_watched_too(self):
        first = self.shown()
        self.replace("title: ", "title: Earlier ")
        until(lambda: self.shown()["version"] == first["version"] + 1)


class Usage(unittest.TestCase):
    def test_it_goes_with_a_folder(self):
        with tempfile.TemporaryDirectory() as place, self.assertRaises(RuntimeError):
            Desk(BINARY, place, "--demo", "--watch")


if __name__ == "__main__":
    BINARY = sys.argv.pop(1)
    sys.exit(run_cases())
