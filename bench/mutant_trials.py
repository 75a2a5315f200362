"""Tries mutants: loading, the rehearsals that speak most of what was changed, exploring, then the other rehearsals."""

import collections
import dataclasses
import json
import math
import pathlib
import re
import shutil
import subprocess

from mutant_places import Document

WORD = re.compile(r"[a-z][a-z_0-9]+|[A-Z][a-z]+")
COMMON = {"and", "any", "none", "is", "the", "gone", "added", "to", "from", "by", "of", "in"}
NEAREST = 6             # rehearsals before exploring: most mutants are noticed by these, and exploring takes longer
SECONDS = 900           # one run of the program, on a machine that does much else


@dataclasses.dataclass
class Verdict:
    by: str             # load, check, rule, rehearsal; equivalent, survivor
    detail: str = ""    # the first that noticed, or the proof
    accidents: int = 0


@dataclasses.dataclass
class Rehearsal:
    path: pathlib.Path
    words: collections.Counter


class Trials:
    """Of one process. Each trial has a folder of its own in `scratch`; the rehearsals are the original's."""

    def __init__(self, program, folder, scratch):
        self.program, self.folder, self.scratch = program, folder, scratch
        self.documents = [Document(path) for path in sorted(folder.glob("*.yaml")) if path.name != "demo.yaml"]
        self.explore = "--json" in self._run("check", "--help").stdout
        self.rehearsals = [Rehearsal(path, collections.Counter(WORD.findall(path.read_text(encoding="utf-8"))))
                           for path in sorted(folder.glob("rehearsals/*.yaml"))]
        self.usual, self.complete = self.findings(folder) if self.explore else ({}, {})
        self.left_out = []

    def _run(self, *arguments):
        return subprocess.run([self.program, *map(str, arguments)], capture_output=True, text=True, timeout=SECONDS, check=False)

    def findings(self, folder):
        """Of `check --json`: {id: sentence} with mistakes and warnings, and {type: whether all of it was explored}."""
        answer = self._run("check", "--json", folder)
        try:
            told = json.loads(answer.stdout)["processes"][0]
        except (ValueError, KeyError, IndexError):
            return {}, {}
        found = {finding["id"]: finding["sentence"] for finding in told["findings"] if finding["severity"] != "limit"}
        found |= {"load:" + problem["sentence"]: problem["sentence"] for problem in told["problems"]}
        return found, {one["type"]: one["complete"] for one in told["types"]}

    def passed_by_the_original(self, rehearsal):
        """One that the process as it is does not pass says nothing about a mutant."""
        return self._run("rehearse", "--brief", "--process", self.folder, rehearsal.path).returncode == 0

    def keep(self, passed):
        self.left_out = [one.path.name for one, good in zip(self.rehearsals, passed) if not good]
        self.rehearsals = [one for one, good in zip(self.rehearsals, passed) if good]

    def in_order(self, mutant):
        """The rehearsals that have most of the mutant's words, rare words counting more."""
        told = set(WORD.findall(f"{mutant.construct} {mutant.what} {mutant.document.line_text(mutant.offset)}")) - COMMON
        weight = {word: math.log((len(self.rehearsals) + 1) / (1 + sum(word in one.words for one in self.rehearsals))) for word in told}

        def score(rehearsal):
            return sum(weight[word] * (1 + math.log(rehearsal.words[word])) for word in told if word in rehearsal.words)
        return sorted(self.rehearsals, key=lambda one: (-score(one), one.path.name))

    def try_one(self, number, mutant, rule_words):
        place = self.scratch / str(number) / self.folder.name
        shutil.copytree(self.folder, place, ignore=shutil.ignore_patterns("rehearsals", "demo"))
        try:
            (place / mutant.document.path.name).write_text(mutant.document.applied(mutant.edits), encoding="utf-8")
            return self._loaded(place) or self._played(place, self.in_order(mutant), rule_words)
        finally:
            shutil.rmtree(place.parent)

    def _loaded(self, place):
        answer = self._run("check", *(["--explore", "no"] if self.explore else []), place)
        said = [line.replace(f"{place}/", "") for line in (answer.stdout + answer.stderr).splitlines()]
        if answer.returncode != 0:
            return Verdict("load", said[0] if said else "")
        warned = [line for line in said if ": warning" in line]
        return Verdict("check", warned[0]) if warned else None

    def _explored(self, place):
        new = set(self.findings(place)[0]) - set(self.usual) if self.explore else set()
        return Verdict("check", sorted(new)[0]) if new else None

    def _played(self, place, rehearsals, rule_words):
        accidents = 0
        for place_in_order, rehearsal in enumerate(rehearsals):
            if place_in_order == NEAREST and (explored := self._explored(place)):
                return explored
            try:
                answer = self._run("rehearse", "--brief", "--process", place, rehearsal.path)
            except subprocess.TimeoutExpired:
                accidents += 1
                continue
            noticed = noticed_by_a_step(answer.stdout)
            if noticed:
                rule = any(words in noticed for words in rule_words)
                return Verdict("rule" if rule else "rehearsal", rehearsal.path.name, accidents)
            accidents += answer.returncode != 0
        explored = self._explored(place) if len(rehearsals) <= NEAREST else None
        return explored or Verdict("survivor", accidents=accidents)


def noticed_by_a_step(told):
    """What a step that expects something found otherwise; nothing for what broke off, could not be given or is asked of nobody."""
    found, counts = [], False
    for line in told.splitlines():
        if line.startswith("  step "):
            counts = "(untouched:" not in line
        elif line.startswith("  given ") or not line.startswith("   "):
            counts = False
        elif counts:
            found.append(line.strip())
    return " ".join(found) if any(line.startswith("DIFFERS") for line in found) else ""
