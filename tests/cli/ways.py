"""The ways that `reeve check` tells are rehearsals that play, whatever they take.

usage: ways.py BINARY
"""

import json
import pathlib
import shutil
import sys
import tempfile
import unittest

from checks import run_cases
from program import Program

reeve = Program()
ROOT = pathlib.Path(__file__).parents[2]


class Ways(unittest.TestCase):
    def test_what_follows_when_the_desk_acted_at_its_time_plays_too(self):
        """A person after the desk, and the desk after her, as often as it goes on."""
        with tempfile.TemporaryDirectory() as folder:
            process = pathlib.Path(folder, "timed")
            (process / "rehearsals").mkdir(parents=True)
            (process / "process.yaml").write_text(TIMED)
            found = json.loads(reeve("check", "--json", process).stdout)["processes"][0]
            self.assertEqual([one["id"] for one in found["findings"]], ["rule_broken:part.rules.few.finish"], found)
            rehearsal = found["findings"][0]["rehearsal"]
            self.assertIn("unmet: [\"rule:few\"]", rehearsal)
            self.play(process, found["demo"], [rehearsal])

    def test_what_a_way_takes_besides_its_steps_plays_too(self):
        """Who must be assigned, named or of some organisation, what needs ask for, what waits, what is emptied."""
        finish = "finish: { from: [new, ripe], to: done, by: builder, form: [count]"
        for old, new in (
            ("by: builder, form", "by: assignee, form"),
            ("by: builder, form", "by: administrator, form"),
            (finish, finish + ", after: 2d"),
            (finish, finish + ", asks: sure, when: \"trees.sure != null && trees.sure.so\", why: No."),
            (finish, finish + ", needs: [ { document: plan, min: 2, why: No. } ]"),
            (finish, finish + ", needs: [ { comment: public, min: 30, why: No. } ]"),
            (finish, finish + ", needs: [ { checklist: list, why: No. }, { time_entry: true, by: actor, min: 1500, why: No. } ]"),
            ("form: [title, who, built_at]", "form: [title, who], needs: [ { document: true, why: No. } ]"),
            ("count: {", "place: { organisation: site, required: true, default: reporter.organisation }, count: {"),
            (finish, "go: { from: new, to: ripe, by: desk, as_soon_as: \"who != null\" }\n      " + finish + ", when: \"done('go')\", why: No."),
            (finish, finish + ", when: \"size == null && was('size', 'b')\", why: No."),
            (finish, "nod: { from: new, by: local }\n      " + finish + ", when: \"done('nod')\", why: No."),
        ):
            with self.subTest(new), tempfile.TemporaryDirectory() as folder:
                process = pathlib.Path(folder, "taking")
                (process / "rehearsals").mkdir(parents=True)
                (process / "process.yaml").write_text(TAKING.replace(old, new))
                found = json.loads(reeve("check", "--json", process).stdout)["processes"][0]
                played = [one["rehearsal"] for one in found["findings"] if one["id"] == "rule_broken:part.rules.few.finish"]
                self.assertEqual(len(played), 1, found)
                self.play(process, found["demo"], played)

    def test_what_no_desk_goes_is_a_note(self):
        """A step that nobody ticks who may know the record: in memory it was gone, with people on a desk it is not."""
        ticked = (
            TAKING.replace("  builder: {}", "  builder: {}\n  outsider: { sees: own }")
            .replace("two: { needs: [ { document: plan, why: No. } ] }", "two: { by: outsider }")
            .replace("by: builder, form: [count]", "by: builder, form: [count], needs: [ { checklist: list, why: No. } ]")
        )
        with tempfile.TemporaryDirectory() as folder:
            process = pathlib.Path(folder, "taking")
            process.mkdir()
            (process / "process.yaml").write_text(ticked)
            checked = reeve("check", "--json", process)
            found = json.loads(checked.stdout)["processes"][0]["findings"]
            broken = [one for one in found if one["id"] == "rule_broken:part.rules.few.finish"]
            self.assertEqual([(one["severity"], one.get("rehearsal")) for one in broken], [("note", None)], found)
            self.assertTrue(broken[0]["way"])
            self.assertEqual(checked.returncode, 0, found)

    def test_a_finding_plays_where_the_process_has_no_demonstration(self):
        with tempfile.TemporaryDirectory() as folder:
            process = pathlib.Path(folder, "epts-support")
            (process / "rehearsals").mkdir(parents=True)
            text = (ROOT / "processes" / "epts-support" / "process.yaml").read_text()
            rule = "always: \"state != 'resolved' || solution != null\""
            (process / "process.yaml").write_text(text.replace(rule, "always: \"state != 'resolved' || planned != null\""))
            found = json.loads(reeve("check", "--json", process).stdout)["processes"][0]
            played = [one["rehearsal"] for one in found["findings"] if "rehearsal" in one]
            self.assertEqual(len(played), sum(one["severity"] == "error" for one in found["findings"]), found["findings"])
            said = reeve("check", process).stdout
            self.assertIn("    Who there is in these rehearsals, as a demo.yaml beside the process:\n    | calendars:\n", said)
            self.play(process, found["demo"], played)

    def test_a_finding_plays_with_the_people_that_there_are_where_they_are_told_apart(self):
        """Else with people who are made up."""
        for rule, own in (("before: done, require: \"done('test')\"", True), ("never: \"state == 'done' && by('log') == by('finish')\"", False)):
            with tempfile.TemporaryDirectory() as folder:
                process = pathlib.Path(folder, "tested")
                (process / "rehearsals").mkdir(parents=True)
                (process / "process.yaml").write_text(TESTED.replace("RULE", rule))
                (process / "demo.yaml").write_text(TESTERS)
                found = json.loads(reeve("check", "--json", process).stdout)["processes"][0]
                self.assertEqual([one["id"] for one in found["findings"]], ["rule_broken:part.rules.told.finish"], found)
                self.assertIn("rehearsal", found["findings"][0])
                self.assertEqual("demo" not in found, own)
                self.play(process, found.get("demo", TESTERS), [found["findings"][0]["rehearsal"]])

    def test_records_that_wait_for_each_other_play_too(self):
        made = ", then: [ create: { type: task, link: tasks, title: \"'Do it'\" } ]"
        for log_by, then, tied in (("agent", "", "link: { tasks: B1 }"), ("linked", made, "names: { tasks: [B1] }")):
            with tempfile.TemporaryDirectory() as folder:
                process = pathlib.Path(folder, "waiting")
                (process / "rehearsals").mkdir(parents=True)
                (process / "process.yaml").write_text(WAITING.replace("LOG_BY", log_by).replace("THEN", then))
                found = json.loads(reeve("check", "--json", process).stdout)["processes"][0]
                self.assertEqual([(one["severity"], one["id"]) for one in found["findings"]], [("error", "mutual_wait:change.links.tasks")])
                rehearsal = found["findings"][0]["rehearsal"]
                self.assertIn("refused: 422", rehearsal)
                self.assertIn(tied, rehearsal)
                self.play(process, found["demo"], [rehearsal])

    def test_what_linked_records_do_plays_too(self):
        with tempfile.TemporaryDirectory() as folder:
            process = pathlib.Path(folder, "waiting")
            (process / "rehearsals").mkdir(parents=True)
            text = WAITING.replace("LOG_BY", "agent").replace("THEN", ", when: \"links.tasks.exists(t, t.open)\", why: Nothing is to be done.")
            text = text.replace("needs: [ { name: over, condition: \"links.change.all(c, !c.open)\", why: The change is open. } ]", "form: []")
            text = text.replace("needs: [ { name: over, condition: \"links.tasks.all(t, !t.open)\", why: Its tasks are open. } ]", "form: []")
            text = text.replace("max: 5", "max: 1").replace("  task:", "    rules: { kept: { answers: [X1], never: \"state == 'done' && links.tasks.exists(t, !t.open)\", why: It is kept. } }\n  task:", 1)
            (process / "process.yaml").write_text(text)
            found = json.loads(reeve("check", "--json", process).stdout)["processes"][0]
            self.assertEqual([(one["severity"], one["id"]) for one in found["findings"]], [("error", "rule_broken:change.rules.kept.end")], found)
            rehearsal = found["findings"][0]["rehearsal"]
            self.assertIn("log: task, name: B1", rehearsal)
            self.assertIn("link: { tasks: B1 }, on: A", rehearsal)
            self.assertIn("act: end, on: B1", rehearsal)
            self.play(process, found["demo"], [rehearsal])

    def test_explores_processes_beside_each_other(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in (("tickets", TICKETS), ("releases", RELEASES)):
                pathlib.Path(folder, name).mkdir()
                pathlib.Path(folder, name, "process.yaml").write_text(text)
            tickets, releases = folder + "/tickets", folder + "/releases"
            alone = reeve("check", tickets)
            self.assertEqual(alone.returncode, 0, alone.stdout)
            self.assertIn("records of another process, 'releases', which is not at hand", alone.stdout)
            both = reeve("check", tickets, releases)
            self.assertEqual(both.returncode, 0, both.stdout)
            self.assertNotIn("limit:", both.stdout)
            pathlib.Path(releases, "process.yaml").write_text(RELEASES.replace("to: live, by: planner", "to: live, by: planner, when: \"ever('live')\", why: No."))
            never = reeve("check", tickets, releases)
            self.assertEqual(never.returncode, 1, never.stdout)
            self.assertIn("[need_never_met:ticket.acts.close.live]", never.stdout)

    def test_records_of_two_processes_that_wait_for_each_other_play_too(self):
        releases = RELEASES.replace("    custody:", "    links: { asked: { to: tickets/ticket, inverse: changes } }\n    custody:")
        releases = releases.replace("to: live, by: planner", "to: live, by: planner, needs: [ { name: over, condition: \"links.asked.all(t, !t.open)\", why: It is asked for. } ]")
        tickets = TICKETS.replace("link: rfc, linked: \"linked.outcome == 'live'\"", "condition: \"links.rfc.all(r, !r.open)\"")
        with tempfile.TemporaryDirectory() as folder:
            for name, text in (("tickets", tickets), ("releases", releases)):
                pathlib.Path(folder, name, "rehearsals").mkdir(parents=True)
                pathlib.Path(folder, name, "process.yaml").write_text(text)
            one, other = pathlib.Path(folder, "tickets"), pathlib.Path(folder, "releases")
            both = json.loads(reeve("check", "--json", one, other).stdout)["processes"]
            for process, beside, found, wait in ((one, other, both[0], "ticket.links.rfc"), (other, one, both[1], "change.links.asked")):
                self.assertEqual([(each["severity"], each["id"]) for each in found["findings"]], [("error", "mutual_wait:" + wait)])
                rehearsal = found["findings"][0]["rehearsal"]
                self.assertIn(f"beside: [{beside.name}]", rehearsal)
                (process / "demo.yaml").write_text(found["demo"])
                (process / "rehearsals" / "wait.yaml").write_text(rehearsal)
                ran = reeve("rehearse", "--beside", beside, *[process / "rehearsals" / "wait.yaml"] * 2)
                self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
                alone = reeve("rehearse", process / "rehearsals" / "wait.yaml")
                self.assertEqual(alone.returncode, 2, alone.stdout)
                self.assertIn(f"the process '{beside.name}' is not beside this one", alone.stderr)
                (process / "demo.yaml").unlink()

    def test_people_who_are_made_up_are_called_as_nobody_beside_them(self):
        beside = ROOT / "tests" / "rehearsals" / "beside"
        with tempfile.TemporaryDirectory() as folder:
            tickets, releases = pathlib.Path(folder, "tickets"), pathlib.Path(folder, "releases")
            for process in (tickets, releases):
                shutil.copytree(beside / process.name, process)
            (tickets / "demo.yaml").unlink()
            text = (tickets / "process.yaml").read_text()
            (tickets / "process.yaml").write_text(text.replace("link: rfc, linked: \"linked.outcome == 'live'\"", "condition: \"links.rfc.all(r, !r.open)\""))
            text = (releases / "process.yaml").read_text()
            needs = "needs: [ { name: over, condition: \"links.asked.all(t, !t.open)\", why: It is asked for. } ]"
            (releases / "process.yaml").write_text(text.replace("to: live, by: planner", "to: live, by: planner, " + needs))
            # Somebody there is called so and may not have the roles of both.
            people = (releases / "demo.yaml").read_text().replace("people:\n", "people:\n  onlooker: { name: Onna Lind, organisation: yard, roles: [planner] }\n")
            (releases / "demo.yaml").write_text(people)
            found = json.loads(reeve("check", "--json", tickets, releases).stdout)["processes"][0]
            self.assertEqual([one["id"] for one in found["findings"]], ["mutual_wait:ticket.links.rfc"])
            self.assertNotRegex(found["demo"], r"\n  (agent|onlooker): ")
            (tickets / "rehearsals" / "waits.yaml").write_text(found["findings"][0]["rehearsal"])
            (tickets / "demo.yaml").write_text(found["demo"])
            ran = reeve("rehearse", "--beside", releases, tickets / "rehearsals" / "waits.yaml")
            self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)

    def play(self, process, demo, rehearsals):
        """What is printed is all that it takes."""
        (process / "demo.yaml").write_text(demo)
        for number, one in enumerate(rehearsals):
            (process / "rehearsals" / f"{number}.yaml").write_text(one)
        ran = reeve("rehearse", *sorted((process / "rehearsals").iterdir()))
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)


TIMED = """process: timed
version: 1
roles:
  caller: { is: reporter, sees: own }
  builder: {}
records:
  part:
    kind: task
    number: "P-{seq:3}"
    fields: { count: { integer: true } }
    states: { new: { open: true, start: true }, ripe: { open: true }, built: { open: true }, dry: { open: true }, done: { end: true } }
    custody: { holders: [builder], first: "'builder'" }
    acts:
      log: { to: new, by: caller, form: [title] }
      ripen: { from: new, to: ripe, by: desk, auto: { after: 3d } }
      build: { from: ripe, to: built, by: builder }
      dry: { from: built, to: dry, by: desk, auto: { after: 2h } }
      finish: { from: dry, to: done, by: builder, form: [count] }
    rules:
      few: { answers: [X1], never: "state == 'done' && count != null && count > 100", why: Few. }
"""

TAKING = """process: taking
version: 1
roles:
  caller: { is: reporter, sees: own }
  builder: {}
  local: { at: built_at }
choices: { size: [a, b] }
trees:
  sure: { out: { so: boolean }, ask: Is it, no: { give: { so: false } }, yes: { give: { so: true } } }
records:
  part:
    kind: task
    number: "P-{seq:3}"
    fields: { size: { choice: size }, built_at: { organisation: true }, who: { person: true, required: true }, count: { integer: true } }
    states: { new: { open: true, start: true }, ripe: { open: true }, done: { end: true } }
    documents: { plan: {} }
    checklists: { list: { steps: { one: { by: builder }, two: { needs: [ { document: plan, why: No. } ] } } } }
    custody: { holders: [builder], first: "'builder'" }
    acts:
      log: { to: new, by: caller, form: [title, who, built_at] }
      ripen: { from: new, to: ripe, by: builder }
      finish: { from: [new, ripe], to: done, by: builder, form: [count] }
    rules:
      few: { answers: [X1], never: "state == 'done' && count != null && count > 100", why: Few. }
"""


TESTED = """process: tested
version: 1
roles:
  caller: { is: reporter, sees: own }
  builder: {}
records:
  part:
    kind: task
    number: "P-{seq:3}"
    states: { new: { open: true, start: true }, built: { open: true }, done: { end: true } }
    custody: { holders: [builder], first: "'builder'" }
    acts:
      log: { to: new, by: caller, form: [title] }
      build: { from: new, to: built, by: builder }
      test: { from: built, by: builder, exclude: act build }
      finish: { from: built, to: done, by: builder }
    rules:
      told: { answers: [X1], RULE, why: It is told. }
"""

TESTERS = """calendars: { always: { zone: UTC, always_open: true } }
organisations: { house: { name: House, kind: provider, calendar: always } }
people:
  ann: { name: Ann, organisation: house, roles: [caller], administrator: true }
  bea: { name: Bea, organisation: house, roles: [builder] }
  ben: { name: Ben, organisation: house, roles: [builder] }
"""

WAITING = """process: waiting
version: 1
roles: { agent: {} }
records:
  change:
    kind: change
    number: "CHG-{seq:3}"
    states: { new: { open: true, start: true }, planned: { open: true }, done: { end: true } }
    links: { tasks: { to: task, inverse: change, max: 5 } }
    custody: { holders: [agent], first: "'agent'" }
    acts:
      log:  { to: new, by: agent, form: [title] }
      plan: { from: new, to: planned, by: agentTHEN }
      end:  { from: planned, to: done, by: agent, needs: [ { name: over, condition: "links.tasks.all(t, !t.open)", why: Its tasks are open. } ] }
  task:
    kind: task
    number: "TSK-{seq:3}"
    states: { open: { open: true, start: true }, over: { end: true } }
    custody: { holders: [agent], first: "'agent'" }
    acts:
      log: { to: open, by: LOG_BY }
      end: { from: open, to: over, by: agent, needs: [ { name: over, condition: "links.change.all(c, !c.open)", why: The change is open. } ] }
"""

RELEASES = """process: releases
version: 1
roles: { planner: {} }
records:
  change:
    kind: change
    number: "CHG-{seq:3}"
    states: { planned: { open: true, start: true }, live: { end: true } }
    outcomes: { on_its_way: [planned], live: [live] }
    custody: { holders: [planner], first: "'planner'" }
    acts:
      log:     { to: planned, by: planner, form: [title] }
      go_live: { from: planned, to: live, by: planner }
"""

TICKETS = """process: tickets
version: 1
roles: { agent: {} }
records:
  ticket:
    kind: request
    number: "TIC-{seq:3}"
    states: { new: { open: true, start: true }, closed: { end: true } }
    links: { rfc: { to: releases/change, inverse: tickets, max: 3, reads: { outcome: [live] } } }
    custody: { holders: [agent], first: "'agent'" }
    acts:
      log:   { to: new, by: agent, form: [title] }
      close: { from: new, to: closed, by: agent, needs: [ { name: live, link: rfc, linked: "linked.outcome == 'live'", why: It is not live. } ] }
"""


if __name__ == "__main__":
    reeve.binary = sys.argv.pop(1)
    sys.exit(run_cases())
