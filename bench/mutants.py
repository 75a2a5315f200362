"""Mutants of the shipped processes: how many are noticed, by what, and which are not."""

import collections
import concurrent.futures
import os
import pathlib
import random
import re
import time

import yaml

from mutant_operators import mutants
from mutant_places import entries, get
from mutant_trials import Trials, Verdict

PLAN = pathlib.Path(__file__).resolve().parent / "mutants.yaml"
CAUGHT = ("load", "check", "rule", "rehearsal")


def drawn(documents, process, plan):
    """By the seed, for each operator and construct apart; one text once."""
    groups, texts = {}, set()
    for mutant in mutants(documents):
        key = (mutant.document.path.name, mutant.document.applied(mutant.edits))
        if key not in texts and mutant.operator in plan["operators"]:
            texts.add(key)
            groups.setdefault((mutant.operator, mutant.construct), []).append(mutant)
    chosen = []
    for (operator, construct), found in groups.items():
        pick = random.Random(f"{plan['seed']}/{process}/{operator}/{construct}")
        chosen += pick.sample(found, min(len(found), plan["operators"][operator]["per"]))
    return sorted(chosen, key=lambda mutant: (mutant.document.path.name, mutant.offset, mutant.operator, mutant.what))


def rule_sentences(documents):
    """What rules say when they refuse: one that a step then finds means that the rule noticed."""
    found = set()
    for document in documents:
        for _, type_node in entries(document.root, "records"):
            for _, rule in entries(type_node, "rules"):
                why = get(rule, "why")
                found |= {why.value} if why is not None and isinstance(why.value, str) else {text.value for _, text in entries(why)}
    return found


def measure(build, processes, scratch, asked, table):
    """`asked`: mutants, at most so many of each process, 0 for all that mutants.yaml draws; process, their names; jobs."""
    plan = yaml.safe_load(PLAN.read_text(encoding="utf-8"))
    for folder in sorted(path.parent for path in processes.glob("*/process.yaml")):
        if not asked.process or folder.name in asked.process:
            measure_one(build / "src" / "app" / "reeve", folder, scratch, plan, asked, table)


def measure_one(program, folder, scratch, plan, asked, table):
    table.head(f"Mutants of {folder.name} that nothing notices")
    begun = time.monotonic()
    trials = Trials(program, folder, scratch)
    verdicts = tried(trials, plan, asked, table)
    tell(trials, verdicts, plan, time.monotonic() - begun, table)


def tried(trials, plan, asked, table):
    """(mutant, verdict) of each that was drawn, in the order of the files; what is not noticed is said at once."""
    chosen = drawn(trials.documents, trials.folder.name, plan)
    if asked.mutants and asked.mutants < len(chosen):
        few = set(random.Random(f"{plan['seed']}/{trials.folder.name}").sample(range(len(chosen)), asked.mutants))
        chosen = [mutant for index, mutant in enumerate(chosen) if index in few]
    rules = rule_sentences(trials.documents)
    verdicts = []
    with concurrent.futures.ThreadPoolExecutor(asked.jobs or os.cpu_count()) as pool:
        trials.keep(list(pool.map(trials.passed_by_the_original, trials.rehearsals)))
        for mutant, verdict in zip(chosen, pool.map(lambda pair: trials.try_one(pair[0], pair[1], rules), enumerate(chosen))):
            verdicts.append((mutant, settled(mutant, verdict, trials)))
            name_unnoticed(trials.folder, *verdicts[-1], table)
    return verdicts


def name_unnoticed(folder, mutant, verdict, table):
    if verdict.by in CAUGHT:
        return
    broken = f" ({verdict.accidents} rehearsals broke off)" if verdict.accidents else ""
    table.note(f"{verdict.by}: {folder.name}/{mutant.document.path.name}:{mutant.line}: {mutant.operator} of {mutant.construct}: "
               f"{mutant.what}{broken} {verdict.detail}".rstrip())


def settled(mutant, verdict, trials):
    """A rule less, or one with a hole, changes nothing where exploring, which goes on without rules, finds no way that breaks it, and no
    correction of a field can: check says nothing of those."""
    if verdict.by != "survivor" or not mutant.operator.startswith("rule_"):
        return verdict
    type_name = mutant.construct.split(".")[0]
    broken = any(finding.startswith(f"rule_broken:{mutant.construct}.") for finding in trials.usual)
    if trials.complete.get(type_name) and not broken and not may_be_corrected(mutant, type_name, trials):
        return Verdict("equivalent", "explored without rules, no way breaks it, and no correction can")
    return verdict


def may_be_corrected(mutant, type_name, trials):
    """Whether a field that the rule reads can be edited where the rule asks anything: not in an end."""
    record = next(node for node in (get(document.root, "records", type_name) for document in trials.documents) if node is not None)
    always = get(record, "rules", mutant.construct.split(".")[2], "always")
    if always is None:
        return True
    if not set(re.findall(r"\w+", always.value)) & {name for name, _ in entries(record, "fields")}:
        return False
    asked = re.match(r"state != '(\w+)' \|\| (?!.*&&)", always.value)
    return not (asked and get(record, "states", asked[1], "end") is not None)


def tell(trials, verdicts, plan, seconds, table):
    folder = trials.folder
    table.head(f"Mutants of {folder.name} by operator: {len(verdicts)} in {seconds:.0f} s")
    for name in trials.left_out:
        table.note(f"not used, for the process as it is does not pass it: {name}")
    by_operator = collections.defaultdict(collections.Counter)
    for mutant, verdict in verdicts:
        by_operator[mutant.operator][verdict.by] += 1
    for operator in plan["operators"]:
        counts = by_operator.get(operator)
        if counts:
            table.row(f"  {operator}: {plan['operators'][operator]['what']}"[:58], f"{caught(counts)} of {real(counts)}",
                      ", ".join(f"{counts[by]} {by}" for by in CAUGHT + ("equivalent",) if counts[by]), share(counts) / 100)
    counts = collections.Counter(verdict.by for _, verdict in verdicts)
    table.row(f"mutants of {folder.name} that are noticed", f"{caught(counts)} of {real(counts)}: {share(counts):.1f} %",
              f"{counts['equivalent']} equivalent", share(counts) / 100, f">= {plan['goal']} %", share(counts) >= plan["goal"])
    table.note("noticed by " + ", ".join(f"{by} {counts[by]}" for by in CAUGHT))


def caught(counts):
    return sum(counts[by] for by in CAUGHT)


def real(counts):
    return sum(counts.values()) - counts["equivalent"]


def share(counts):
    return 100 * caught(counts) / real(counts) if real(counts) else 100.0
