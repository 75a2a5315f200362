"""What `reeve rehearse` says of rehearsals that are wrong: a difference, a mistake, a step that proves nothing, a part that
nothing rests on.

verb.py REEVE
"""

import pathlib
import subprocess
import sys
import tempfile
import unittest

from checks import run_cases

HEAD = """rehearsal: A question
covers: [S1]
process: epts-support
start: 2014-01-20 08:00 Africa/Maputo
observer: helena
steps:
  - { as: jose, log: issue, name: A, with: { title: t, urgency: job_stopped, impact: single_user } }
"""
reeve = ""


def rehearse(steps, *options):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "r.yaml")
        file.write_text(HEAD + steps, encoding="utf-8")
        done = subprocess.run([reeve, "rehearse", "--process", "processes/epts-support", *options, str(file)],
                              capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout, done.stderr


class Verb(unittest.TestCase):
    def test_what_is_as_expected_passes(self):
        code, out, _ = rehearse("  - { at: '09:00', as: helena, act: acknowledge, expect: { state: working, assignee: helena } }\n")
        self.assertEqual(code, 0, out)
        self.assertTrue(out.endswith("1 of 2 steps untouched\n1 passed, 0 failed\n"), out)

    def test_a_wrong_expectation_differs(self):
        code, out, _ = rehearse("  - { as: helena, act: acknowledge, expect: { state: waiting, holder: tier_2 } }\n")
        self.assertEqual(code, 1)
        self.assertRegex(out, r"DIFFERS +A\.state +expected waiting +found working")
        self.assertRegex(out, r"ok +A\.holder +expected tier_2 +found tier_2")
        self.assertTrue(out.endswith("0 passed, 1 failed\n"), out)

    def test_an_unexpected_refusal_differs(self):
        code, out, _ = rehearse("  - { as: rui, act: acknowledge }\n")
        self.assertEqual(code, 1)
        self.assertRegex(out, r"DIFFERS +done +expected done +found 403 ")

    def test_what_is_done_though_it_should_be_refused_differs(self):
        code, out, _ = rehearse("  - { as: helena, act: acknowledge, refused: 403, why: '*tier 3*' }\n")
        self.assertEqual(code, 1)
        self.assertRegex(out, r"DIFFERS +refused +expected 403 +found 200 done")
        self.assertRegex(out, r"DIFFERS +why ")

    def test_a_refusal_in_other_words_differs(self):
        code, out, _ = rehearse("  - { as: rui, act: acknowledge, refused: 403, why: '*the moon*' }\n")
        self.assertEqual(code, 1)
        self.assertRegex(out, r"ok +refused")
        self.assertRegex(out, r"DIFFERS +why")

    def test_a_refusal_for_something_else_differs(self):
        good = "  - { as: helena, act: acknowledge }\n  - { as: helena, act: resolve, refused: 422, unmet: %s }\n"
        code, out, _ = rehearse(good % "solution")
        self.assertEqual(code, 0, out)
        self.assertRegex(out, r"ok +unmet +expected solution +found solution")
        for others in ("comment", "[solution, comment]"):
            code, out, _ = rehearse(good % others)
            self.assertEqual(code, 1)
            self.assertRegex(out, r"DIFFERS +unmet +expected .* +found solution")

    def test_how_many_get_through_at_the_same_moment_differs(self):
        race = ("  - together: [ { as: helena, act: acknowledge, on: A }, { as: ivo, act: acknowledge, on: A } ]\n"
                "    expect: { state: working }\n")
        code, out, _ = rehearse(race + "    done: 1\n    refused: 409\n")
        self.assertEqual(code, 0, out)
        self.assertRegex(out, r"together: helena: acknowledge on A; ivo: acknowledge on A")
        self.assertRegex(out, r"ok +(helena|ivo)\.refused +expected 409 +found 409")
        code, out, _ = rehearse(race)
        self.assertEqual(code, 1)
        self.assertRegex(out, r"DIFFERS +(helena|ivo)\.done +expected done")
        self.assertRegex(out, r"DIFFERS +done +expected 2 +found 1")

    def test_each_example_is_played_by_itself(self):
        text = HEAD.replace("A question", "It is <urgency>").replace("job_stopped", "<urgency>")
        table = "examples: [ [urgency, rank], [job_stopped, 3], [patient_safety, %d] ]\n"
        for rank, code_wanted in ((1, 0), (2, 1)):
            with tempfile.TemporaryDirectory() as folder:
                file = pathlib.Path(folder, "r.yaml")
                file.write_text(table % rank + text + "  - { as: helena, read: A, expect: { rank: <rank>, number: EPTS-00001 } }\n",
                                encoding="utf-8")
                done = subprocess.run([reeve, "rehearse", "--process", "processes/epts-support", str(file)],
                                      capture_output=True, text=True, timeout=60, check=False)
            self.assertEqual(done.returncode, code_wanted, done.stdout + done.stderr)
            self.assertRegex(done.stdout, r"\[job_stopped, 3\] helena reads on A")
            self.assertRegex(done.stdout, r"\[patient_safety, %d\] helena reads on A" % rank)

    def test_clocks_entries_acts_and_sight_differ_too(self):
        code, out, _ = rehearse(
            "  - as: helena\n    act: acknowledge\n"
            "    expect: { clocks: { response: { state: met, elapsed: 1m }, resolve_or_escalate: { due: '15:59' } }, breached: [response],\n"
            "      entries: '*nonsense*', no_entries: 'log by*', can: refer, cannot: resolve, seen_by: martine, hidden_from: jose, fields: { area: data } }\n")
        self.assertEqual(code, 1)
        self.assertEqual(out.count("DIFFERS"), 9, out)

    def test_mistakes_are_told_at_once_with_their_places(self):
        code, out, err = rehearse("  - { as: helene, act: acknowledge }\n  - { as: helena, act: acknowlege }\n")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("r.yaml:8:11: unknown person 'helene'", err)
        self.assertIn("did you mean 'acknowledge'?", err)

    def test_of_one_without_a_process_above_it_nothing_else_is_said(self):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "other.yaml").write_text("nonsense: 1\n", encoding="utf-8")
            pathlib.Path(folder, "mine").mkdir()
            file = pathlib.Path(folder, "mine/r.yaml")
            file.write_text(HEAD, encoding="utf-8")
            for named, cwd in ((str(file), None), ("r.yaml", file.parent), ("./r.yaml", file.parent), ("mine/r.yaml", folder)):
                done = subprocess.run([pathlib.Path(reeve).resolve(), "rehearse", named], cwd=cwd, capture_output=True, text=True, timeout=60,
                                      check=False)
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertRegex(done.stderr, rf"\A{named}: no process lies above it, in \S+; --process names its folder\n\Z")

    def test_the_whole_timeline_and_list_are_looked_at(self):
        steps = "".join(f"  - {{ as: helena, comment: 'entry {i} of many' }}\n" for i in range(205))
        looked = "  - { as: helena, read: A, expect: { entries: '*entry 0 of*', no_entries: '*entry 204 of*' } }\n"
        code, out, _ = rehearse(steps + looked)
        self.assertEqual((code, out.count("DIFFERS")), (1, 1), out)
        self.assertRegex(out, r"DIFFERS +A\.no_entries")
        code, out, _ = rehearse(steps + looked.replace("204", "4204"))
        self.assertEqual(code, 0, out)

    def test_a_part_that_it_does_not_rest_on_is_told(self):
        steps = "  - { as: helena, act: acknowledge, expect: { priority: High } }\nrests_on:\n  - { row: priority, in: [%s] }\n"
        code, out, _ = rehearse(steps % "not_affecting, any", "--without-each")
        self.assertEqual(code, 1)
        self.assertIn("without row priority [not_affecting, any]: PASSES STILL", out)
        code, out, _ = rehearse(steps % "job_stopped, single_user", "--without-each")
        self.assertEqual(code, 0, out)

    def test_what_covers_rows_must_rest_on_something(self):
        code, out, _ = rehearse("  - { as: helena, act: acknowledge, expect: { state: working } }\n", "--without-each")
        self.assertEqual(code, 1)
        self.assertIn("says not on what it rests", out)

    def test_a_part_that_is_not_there_cannot_be_taken_out(self):
        code, out, _ = rehearse("rests_on:\n  - { rule: issue.nonsense }\n", "--without-each")
        self.assertEqual(code, 1)
        self.assertIn("there is no rule issue.nonsense to take out", out)


if __name__ == "__main__":
    reeve = sys.argv.pop(1)
    sys.exit(run_cases(verbosity=2))
