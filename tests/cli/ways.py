"""The ways that `reeve check` tells are rehearsals that play, whatever they take.

usage: ways.py BINARY
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

from checks import run_cases

BINARY = ""


def reeve(*words):
    return subprocess.run([BINARY, *map(str, words)], capture_output=True, text=True, timeout=60, check=False)


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


if __name__ == "__main__":
    BINARY = sys.argv.pop(1)
    sys.exit(run_cases())
