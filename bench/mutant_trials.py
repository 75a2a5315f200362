"""Tries mutants: loading, the rehearsals that speak most of what was changed, the other rehearsals, and exploring where all are silent."""

import collections
import contextlib
import copy
import dataclasses
import json
import math
import pathlib
import re
import shutil
import subprocess

from mutant_memory import Known, digest
from mutant_places import Document, entries

WORD = re.compile(r"[a-z][a-z_0-9]+|[A-Z][a-z]+")
COMMON = {"and", "any", "none", "is", "the", "gone", "added", "to", "from", "by", "of", "in"}
GROUPS = (1, 1, 2, 4, 8)  # so many of those that speak most of it in one run of the program, then all others
LEAST_STATES = 10_000   # that are explored of each type beside the one that a mutant changes
UNREADABLE = 2          # what `reeve rehearse` ends with where a file cannot be read; it plays none of them then
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
    digest: str


class Trials:
    """Of one process. Each trial has a folder of its own in `scratch`; the rehearsals are the original's."""

    def __init__(self, program, folder, scratch, memory, unexplored):
        """`unexplored`: operators of which exploring knows nothing: it has no words, lengths, calendars, nor eyes."""
        self.program, self.folder, self.scratch, self.memory, self.unexplored = program, folder, scratch, memory, unexplored
        self.documents = [Document(path) for path in sorted(folder.glob("*.yaml")) if path.name != "demo.yaml"]
        self.others = {path: path.read_bytes() for path in sorted(folder.rglob("*"))
                       if path.is_file() and path.relative_to(folder).parts[0] not in ("rehearsals", "demo")}
        self.rehearsals = [Rehearsal(path, collections.Counter(WORD.findall(path.read_text(encoding="utf-8"))), digest(path.read_bytes()))
                           for path in sorted(folder.glob("rehearsals/*.yaml"))]
        self.texts = {name: document.source(node) for document in self.documents for name, node in entries(document.root, "records")}
        self.makers = {name: self._makers(name) for name in self.texts}
        self.usual, self.types = memory.once(memory.key("usual", *self.others.values()), lambda: self.findings(folder))
        self.left_out = []

    def _run(self, *arguments):
        return subprocess.run([self.program, *map(str, arguments)], capture_output=True, text=True, timeout=SECONDS, check=False)

    def findings(self, folder, *limits):
        """Of `check --json`: {id: sentence} with mistakes and warnings, and what it says of each type, by name."""
        answer = self._run("check", "--json", *limits, folder)
        try:
            told = json.loads(answer.stdout)["processes"][0]
        except (ValueError, KeyError, IndexError):
            return {}, {}
        found = {finding["id"]: finding["sentence"] for finding in told["findings"] if finding["severity"] != "limit"}
        found |= {"load:" + problem["sentence"]: problem["sentence"] for problem in told["problems"]}
        return found, {one["type"]: one for one in told["types"]}

    def complete(self, type_name):
        return type_name in self.types and self.types[type_name]["complete"]

    def keep_what_the_original_passes(self):
        """One that the process as it is does not pass says nothing about a mutant."""
        key = self.memory.key("failed", *self.others.values(), *(one.digest for one in self.rehearsals))
        self.left_out = self.memory.once(key, lambda: [one.path.name for one, noticed, broke in self._played(self.folder, self.rehearsals)
                                                       if noticed or broke])
        self.rehearsals = [one for one in self.rehearsals if one.path.name not in self.left_out]

    def _makers(self, name):
        """The words without which nobody makes a record of the type: its name, and acts that create one."""
        acts = [act for document in self.documents for _, node in entries(document.root, "records") for act, body in entries(node, "acts")
                if re.search(rf"\btype: {name}\b", document.source(body))]
        return {name, *acts}

    def changed_types(self, mutant):
        """Those whose records a mutant may change: its own, or those that name its table, choice or role."""
        kind, name = mutant.construct.split(".")[:2]
        return {kind} if kind in self.texts else {one for one, text in self.texts.items() if re.search(rf"\b{name}\b", text)}

    def concerned(self, mutant):
        """The rehearsals that could notice: of roles all, else those in which there are records of a changed type."""
        if mutant.construct.startswith("roles."):
            return self.rehearsals
        words = set().union(*(self.makers[name] for name in self.changed_types(mutant)))
        return [one for one in self.rehearsals if not words.isdisjoint(one.words)]

    def in_order(self, mutant):
        """Those that have most of the mutant's words, rare words counting more."""
        told = set(WORD.findall(f"{mutant.construct} {mutant.what} {mutant.document.line_text(mutant.offset)}")) - COMMON
        weight = {word: math.log((len(self.rehearsals) + 1) / (1 + sum(word in one.words for one in self.rehearsals))) for word in told}

        def score(rehearsal):
            return sum(weight[word] * (1 + math.log(rehearsal.words[word])) for word in told if word in rehearsal.words)
        return sorted(self.concerned(mutant), key=lambda one: (-score(one), one.path.name))

    def play(self, number, mutant, rule_words):
        """Loads it and plays what has not been played of it."""
        key, known = self._known(mutant)
        if self.was_tried(mutant):
            return
        with self._mutated(number, mutant) as process:
            loaded = None if known.silent else self._loaded(process)
            self.memory.keep(key, loaded or self._found(process, self.in_order(mutant), rule_words, known))

    def explore(self, number, mutant):
        """What of it no rehearsal notices."""
        key, known = self._known(mutant)
        if not self.awaits_exploring(mutant):
            return
        with self._mutated(number, mutant) as process:
            found, types = self.findings(process, "--states", self.states(mutant))
        new = sorted(set(found) - set(self.usual))
        whole = all(types.get(name, {}).get("complete", False) for name in self.changed_types(mutant))
        self.memory.keep(key, Known("check", new[0]) if new else dataclasses.replace(known, explored=True, whole=whole))

    def was_explored_whole(self, mutant):
        known = self._known(mutant)[1]
        return known.explored and known.whole

    def was_begun(self, mutant):
        """In this run or one before it."""
        return self._known(mutant)[0] in self.memory.known

    def awaits_exploring(self, mutant):
        known = self._known(mutant)[1]
        return self.was_tried(mutant) and not (known.noticed or known.explored or mutant.operator in self.unexplored)

    def was_tried(self, mutant):
        key, known = self._known(mutant)
        return known.noticed or (key in self.memory.known and all(one.digest in known.silent for one in self.concerned(mutant)))

    def verdict(self, mutant):
        known = self._known(mutant)[1]
        if known.noticed:
            return Verdict(known.by, known.detail)
        return Verdict("survivor", accidents=sum(one.digest in known.broken for one in self.rehearsals))

    def _known(self, mutant):
        text = mutant.document.applied(mutant.edits)
        key = self.memory.key(*(self.others | {mutant.document.path: text}).values())
        return key, self.memory.of(key, {one.digest for one in self.rehearsals})

    @contextlib.contextmanager
    def _mutated(self, number, mutant):
        """A folder of the process with the change in it."""
        place = self.scratch / str(number)
        process = place / self.folder.name
        shutil.copytree(self.folder, process, ignore=shutil.ignore_patterns("rehearsals", "demo"))
        try:
            (process / mutant.document.path.name).write_text(mutant.document.applied(mutant.edits), encoding="utf-8")
            yield process
        finally:
            shutil.rmtree(place)

    def _found(self, process, rehearsals, rule_words, known):
        known = copy.deepcopy(known)
        ahead = [one for one in rehearsals if one.digest not in known.silent]
        for count in (*GROUPS, len(ahead)):
            some, ahead = ahead[:count], ahead[count:]
            for rehearsal, noticed, broke in self._played(process, some):
                if noticed:
                    rule = any(words in noticed for words in rule_words)
                    return Known("rule" if rule else "rehearsal", rehearsal.path.name, rehearsal.digest)
                known.silent.append(rehearsal.digest)
                known.broken += [rehearsal.digest] if broke else []
        return known

    def states(self, mutant):
        """How many to explore of a type: a fifth more than those have that the change is of. Others are explored in part where they are
        larger; of what is explored in part nothing is said that all of it could refute."""
        sizes = [self.types[name]["states"] * 6 // 5 for name in self.changed_types(mutant) if name in self.types]
        return max([LEAST_STATES, *sizes])

    def _loaded(self, place):
        answer = self._run("check", "--explore", "no", place)
        said = [line.replace(f"{place}/", "") for line in (answer.stdout + answer.stderr).splitlines()]
        if answer.returncode != 0:
            return Known("load", said[0] if said else "")
        warned = [line for line in said if ": warning" in line]
        return Known("check", warned[0]) if warned else None

    def _played(self, place, rehearsals):
        """(rehearsal, what its steps found otherwise, whether it broke off) of each; all in one run where all can be read."""
        if not rehearsals:
            return []
        try:
            answer = self._run("rehearse", "--brief", "--jobs", "1", "--process", place, *(one.path for one in rehearsals))
        except subprocess.TimeoutExpired:
            answer = None
        if answer is not None and answer.returncode != UNREADABLE:
            told = by_rehearsal(answer.stdout, rehearsals)
            return [(one, noticed_by_a_step(lines), broke_off(lines)) for one, lines in zip(rehearsals, told)]
        if len(rehearsals) == 1:
            return [(rehearsals[0], "", True)]
        return [found for one in rehearsals for found in self._played(place, [one])]


def by_rehearsal(told, rehearsals):
    """The lines of each, in the order in which they were asked for: each begins with its file."""
    found, lines = {}, []
    for line in told.splitlines():
        begun = next((one for one in rehearsals if line.startswith(f"{one.path}: ")), None)
        if begun is not None:
            found[begun.path] = lines = []
        lines.append(line)
    return [found.get(one.path, []) for one in rehearsals]


def broke_off(lines):
    return not lines or not lines[0].endswith(": ok")


def noticed_by_a_step(lines):
    """What a step that expects something found otherwise; nothing for what broke off, could not be given or is asked of nobody."""
    found, counts = [], False
    for line in lines:
        if line.startswith("  step "):
            counts = "(untouched:" not in line
        elif line.startswith("  given ") or not line.startswith("   "):
            counts = False
        elif counts:
            found.append(line.strip())
    return " ".join(found) if any(line.startswith("DIFFERS") for line in found) else ""
