"""Processes that nobody should have written: each is refused in bounded time and memory, by a sentence with its place.

usage: bad_input.py BINARY

What a reader costs is measured in processor time and resident memory, which a busy machine hardly changes; the kernel ends
one that passes either limit by far.
"""

import os
import pathlib
import random
import resource
import sys
import tempfile
import unittest

from checks import run_cases
from desk import Caller, Desk

SECONDS = 2.0
MEGABYTES = 200
BINARY = ""

# A process that is well; a case puts its own in place of one of the marks, or writes something else altogether.
WELL = """\
process: bad
version: 1
title: Bad
roles:
  user: { title: User, is: reporter, sees: own }
  crew: { title: Crew }
%(roles)s
choices:
  size: [big, small]
%(choices)s
%(tables)s
records:
  job:
    kind: incident
    title: Job
    number: "JOB-{seq:5}"
    fields:
      size: { choice: size, required: true, default: "'big'", title: Size }
      note: { text: short, title: Note }
%(fields)s
    states:
      new: { open: true, start: true, title: New }
      done: { end: true, title: Done }
%(states)s
    custody:
      holders: [crew]
      first: "%(first)s"
    acts:
      log: { to: new, by: [user, crew], form: [title, size], title: Log }
      finish: { from: new, to: done, by: [crew], when: "%(when)s", why: Not yet., title: Finish }
%(acts)s
%(rules)s
"""
PARTS = {"roles": "", "choices": "", "tables": "", "fields": "", "states": "", "acts": "", "rules": "", "first": "'crew'",
         "when": "true"}


def process(**parts):
    return WELL % {**PARTS, **parts}


class Ran:
    """`reeve WORDS` with what it said and what it cost."""

    def __init__(self, *words):
        with tempfile.TemporaryFile() as out:
            self.pid = os.fork()
            if self.pid == 0:
                resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
                resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
                os.dup2(out.fileno(), 1)
                os.dup2(out.fileno(), 2)
                os.execv(BINARY, [BINARY, *map(str, words)])
            _, status, usage = os.wait4(self.pid, 0)
            out.seek(0)
            self.out = out.read().decode("utf-8", "backslashreplace")
        self.code = os.waitstatus_to_exitcode(status)
        self.seconds = usage.ru_utime + usage.ru_stime
        self.megabytes = usage.ru_maxrss / 1024


def check(files):
    with tempfile.TemporaryDirectory() as folder:
        mine = pathlib.Path(folder, "bad")
        for name, content in files.items():
            path = mine / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return Ran("check", mine)


class BadInput(unittest.TestCase):
    def bounded(self, ran):
        print(f"    {ran.seconds:.2f} s, {ran.megabytes:.0f} MB, {len(ran.out)} bytes said, exit {ran.code}: "
              f"{ran.out.splitlines()[0][:300] if ran.out else ''}", flush=True)
        self.assertLess(ran.seconds, SECONDS)
        self.assertLess(ran.megabytes, MEGABYTES)
        self.assertLess(len(ran.out), 200_000, "what is said can be read")

    def refused(self, files, sentence, place=r"process\.yaml:\d+:\d+: "):
        ran = check(files if isinstance(files, dict) else {"process.yaml": files})
        self.bounded(ran)
        self.assertIn(ran.code, (1, 2), ran.out[:2000])
        self.assertRegex(ran.out, place + ".*(" + sentence + ")")
        return ran

    def test_the_one_that_is_well(self):
        ran = check({"process.yaml": process()})
        self.assertEqual(ran.code, 0, ran.out)

    # YAML

    def test_lists_within_lists(self):
        for depth in (21, 1_000, 400_000):
            with self.subTest(depth):
                self.refused("title: " + "[" * depth + "]" * depth + "\n", "deep")
                self.refused("title: " + "[" * depth + "\n", "deep|a key is a list")  # what yaml-cpp makes of it
                self.refused("title: " + "{a: " * min(depth, 200_000) + "\n", "deep")

    def test_maps_within_maps_by_indentation(self):
        self.refused("".join(" " * i + "a:\n" for i in range(1_200)), "deep")
        self.refused("- " * 300_000 + "\n", "deep")

    def test_a_bomb_of_aliases(self):
        bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
            f"a{i}: &a{i} [" + ", ".join([f"*a{i - 1}"] * 10) + "]\n" for i in range(1, 30))
        self.refused(bomb, "anchors")
        self.refused("a: *nobody\n", "aliases .* are not supported")
        self.refused("a: &a [*a]\n", "anchors")
        self.refused("a: { <<: *base }\n", "aliases .* are not supported")

    def test_tags_and_second_documents(self):
        self.refused("a: !!python/object/apply:os.system [x]\n", "tag")
        self.refused("process: bad\n---\nprocess: bad\n" * 1000, "document")

    def test_too_long_a_file(self):
        self.refused("# " + "x" * (1 << 20) + "\n" + process(), "more than 1048576 bytes")
        with tempfile.TemporaryDirectory() as folder:
            endless = pathlib.Path(folder, "process.yaml")
            endless.touch()
            os.truncate(endless, 3 << 30)
            ran = Ran("check", folder)
            self.bounded(ran)
            self.assertRegex(ran.out, r"process\.yaml:1:1: the file has more than 1048576 bytes")

    def test_a_hundred_thousand_values(self):
        self.refused("title: [" + "1," * 100_001 + "]\n", r"100,?000")
        self.refused("title: {" + "".join(f"a{i}: 1," for i in range(60_000)) + "}\n", r"100,?000")

    def test_the_same_key_again_and_again(self):
        ran = self.refused("title: x\n" * 30_000, "title")
        self.assertLess(len(ran.out.splitlines()), 250)

    def test_a_long_line_without_an_end(self):
        self.refused("title: '" + "x" * 900_000 + "\n", "quote")
        self.refused("title: |\n" + " x\n" * 300_000, ".*")
        self.refused("? " * 250_000, ".*")
        self.refused("a" * 1_000_000, ".*")
        self.refused("a: " + "b: " * 300_000, ".*")

    # Bytes

    def test_rubbish(self):
        rubbish = bytes((i * 7919 + i // 3) % 256 for i in range(200_000))
        self.refused(rubbish, "UTF-8|character|control")
        self.refused(b"\x00" * 100_000, ".*")
        self.refused(b"\x7fELF\x02\x01\x01" + b"\x00" * 900, ".*")
        self.refused(b"", ".*", r"process\.yaml")
        self.refused(process().encode("utf-16"), "UTF-8")

    def test_what_is_no_utf8(self):
        text = process().encode()
        self.refused(text.replace(b"title: Bad", b"title: B\xe3d"), "UTF-8", r"process\.yaml:3:\d+: ")
        self.refused(text.replace(b"title: Bad", b"title: B\xc0\xaed"), "UTF-8", r"process\.yaml:3:\d+: ")
        self.refused(text.replace(b"title: Bad", b"title: B\xed\xa0\x80d"), "UTF-8", r"process\.yaml:3:\d+: ")
        self.refused(text.replace(b"title: Bad", b"title: \"B\x00d\""), ".*", r"process\.yaml:3:\d+: ")

    # Numbers of things

    def test_ten_thousand_of_everything(self):
        n = 10_000
        self.refused(process(states="".join(f"      s{i}q: {{ open: true, title: S }}\n" for i in range(n))), r"500")
        self.refused(process(fields="".join(f"      f{i}q: {{ text: short, title: F }}\n" for i in range(n))), r"500")
        self.refused(process(acts="".join(f"      a{i}q: {{ from: new, by: [crew], title: A }}\n" for i in range(n))), r"1,?000")
        self.refused(process(roles="".join(f"  r{i}q: {{ title: R }}\n" for i in range(n))), r"200")
        self.refused(process(choices="".join(f"  c{i}q: [a, b]\n" for i in range(n))), r"500")
        self.refused(process(choices="  many: [" + ", ".join(f"v{i}q" for i in range(n)) + "]\n"), r"1,?000")
        self.refused(process(acts="      again: { from: [" + "new, " * n + "], by: [crew], title: A }\n"), "new")

    def test_a_file_of_mistakes(self):
        ran = self.refused(process(fields="".join(f"      f{i}q: {{ tezt: short }}\n" for i in range(450))), "did you mean 'text'")
        self.assertLess(len(ran.out.splitlines()), 250)

    def test_long_names_and_titles(self):
        self.refused(process(states="      " + "s" * 100_000 + ": { open: true }\n"), "colon")
        self.refused(process(states="      " + "s" * 900 + ": { open: true }\n"), "is no name")
        self.refused(process(acts="      b: { from: " + "n" * 100_000 + ", by: [crew] }\n"), "state")

    # Names

    def test_names_alike(self):
        self.refused(process(states="      st0p: { open: true, title: S }\n      stop: { open: true, title: S }\n"), "looks like")
        self.refused(process(fields="      hel1: { text: short }\n      hell: { text: short }\n"), "looks like")
        self.refused(process(states="      d\u043ene: { open: true, title: S }\n"), "name")

    # Circles

    def test_circles(self):
        self.refused(process(fields="      a: { integer: true, is: b }\n      b: { integer: true, is: a }\n"), "circle|itself|each other")
        ring = "".join(f"      f{i}q: {{ integer: true, is: f{(i + 1) % 400}q }}\n" for i in range(400))
        self.refused(process(fields=ring), "circle|itself|each other")
        self.refused(process(tables="tables:\n  t:\n    in: { size: size }\n    out: { n: integer }\n    rows:\n      - [ any, tables.t ]\n"), ".*")

    # Tables

    def test_tables_too_large(self):
        head = "tables:\n  t:\n    hit: %s\n    in: { n: integer, size: size }\n    out: { m: integer }\n    rows:\n"
        rows = "".join(f"      - [ {i}, any, {i} ]\n" for i in range(10_001))
        self.refused(process(tables=head % "first" + rows), r"10,?000")
        self.refused(process(tables=head % "unique" + "".join(f"      - [ {i}, any, {i} ]\n" for i in range(9_000))), "too large to be checked|no row")
        self.refused(process(tables=head % "unique" + "".join(f"      - [ < {i}, any, {i} ]\n" for i in range(9_000))), "too large to be checked")

    def test_a_table_with_many_columns(self):
        columns = 24
        head = "tables:\n  t:\n    hit: unique\n    in: {" + ", ".join(f"c{i}q: integer" for i in range(columns)) + "}\n    out: { m: integer }\n    rows:\n"
        rows = "".join("      - [" + ", ".join(["any"] * c + [f"< {c}"] + ["any"] * (columns - c - 1)) + f", {c}]\n" for c in range(columns))
        self.refused(process(tables=head + rows), ".*")
        # A gap that only one of 2^24 inputs falls into.
        head = head.replace("integer", "boolean").replace("m: boolean", "m: integer").replace("unique", "first")
        rows = "".join("      - [" + ", ".join(["any"] * c + ["true"] + ["any"] * (columns - c - 1)) + f", {c}]\n" for c in range(columns))
        self.refused(process(tables=head + rows), "gap|no row")
        # Rows of no order that the check could go by.
        chance = random.Random(6)
        rows = "".join("      - [" + ", ".join(chance.choice(["true", "false", "any"]) for _ in range(columns)) + f", {r}]\n" for r in range(2_000))
        self.refused(process(tables=head + rows), ".*")
        self.refused(process(tables=head.replace("first", "unique") + rows), ".*")

    # Expressions

    def test_expressions_that_would_run_for_ever(self):
        for when in ("('x' + " * 3_000 + "'x'" + ")" * 3_000 + " == 'x'",
                     "(" * 60_000 + "true" + ")" * 60_000,
                     "!" * 200_000 + "true",
                     "-" * 100_001 + "1 > 0",
                     "true && " * 90_000 + "true",
                     "[" * 50_000 + "]" * 50_000 + " == []",
                     "true ? " * 40_000 + "true" + " : false" * 40_000,
                     "size" + ".x" * 200_000,
                     "matches(note != null ? note : '', '" + "(a*)*" * 2_000 + "')",
                     "matches(title, '" + "((a{1,500}){1,500}){1,500}" + "')",
                     "'a'.matches('" + "(" * 5_000 + ")" * 5_000 + "')",
                     ):
            with self.subTest(when[:60]):
                self.refused(process(when=when), ".*")

    def test_an_expression_that_multiplies_is_refused_before_it_runs(self):
        ten = "[1,2,3,4,5,6,7,8,9,10]"
        self.refused(process(when=f"{ten}.all(a, " * 16 + "true" + ")" * 16), "may take too long")

    def test_an_expression_that_runs_for_ever_ends_after_so_many_steps(self):
        text = "'0123456789abcdef'"
        for _ in range(40):
            text = f"[{text}].map(x, x + x)[0]"
        with tempfile.TemporaryDirectory() as folder:
            mine = pathlib.Path(folder, "bad")
            mine.mkdir()
            (mine / "process.yaml").write_text(process(when=f"size({text}) > 0"))
            (mine / "demo.yaml").write_text("organisations:\n  here: { name: Here, kind: company }\npeople:\n"
                                            "  ana: { name: Ana, organisation: here, roles: [user, crew] }\n")
            desk = Desk(BINARY, folder + "/data", "--demo", "--clock", "manual", "--process", str(mine))
            ana = Caller(desk, "ana")
            status, job = ana.post("/api/v1/records", {"type": "bad/job", "title": "For ever"})
            self.assertEqual(status, 201, job)
            status, refused = ana.post(f"/api/v1/records/{job['number']}/acts/finish", {})
            self.assertEqual(status, 422, refused)
            self.assertRegex(refused["detail"], r"line \d+ of the process.*too many steps")
            desk.stop()

    # What is sent to a desk that runs

    def test_a_desk_refuses_the_same_and_goes_on(self):
        with tempfile.TemporaryDirectory() as folder:
            mine = pathlib.Path(folder, "bad")
            mine.mkdir()
            (mine / "process.yaml").write_text(process())
            (mine / "demo.yaml").write_text("organisations:\n  here: { name: Here, kind: company }\npeople:\n"
                                            "  ana: { name: Ana, organisation: here, roles: [user], administrator: true }\n")
            desk = Desk(BINARY, folder + "/data", "--demo", "--clock", "manual", "--process", str(mine))
            ana = Caller(desk, "ana")
            for text, sentence in (("title: " + "[" * 300_000 + "]" * 300_000, "deep"), ("a: &a [*a]", "anchors"),
                                   ("# " + "x" * (1 << 20), "1048576"), ("title: [" + "1," * 100_001 + "]", "100000"),
                                   ("title: \x01", "control character"), ("", "empty")):
                status, answer = ana.post("/api/v1/processes", {"id": "bad", "files": {"process.yaml": text}})
                self.assertIn(status, (413, 422), answer)
                if status == 422:
                    self.assertIn(sentence, str(answer))
            self.assertEqual(ana.get("/api/v1/processes")[0], 200)
            desk.stop()

    def test_expressions_that_are_none(self):
        for when in ("", "true &&", "true @ false", "1 +", "'never ends", "\\u0000", "\u202etrue", "now.getFullYear(", "state = 'new'"):
            with self.subTest(when):
                ran = self.refused(process(when=when.replace("\\", "\\\\")), ".*")
                self.assertRegex(ran.out, r"process\.yaml:30:\d+: ")


if __name__ == "__main__":
    BINARY = sys.argv.pop(1)
    sys.exit(run_cases(verbosity=2))
