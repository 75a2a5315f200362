"""Mutants of the shipped processes: how many are noticed, by what, and which are not."""

import collections
import concurrent.futures
import os
import pathlib
import random
import time

import yaml

from mutant_memory import Memory
from mutant_operators import mutants
from mutant_places import entries, get
from mutant_proofs import proof
from mutant_trials import Trials, Verdict

PLAN = pathlib.Path(__file__).resolve().parent / "mutants.yaml"
CAUGHT = ("load", "check", "rule", "rehearsal")


def drawn(documents, process, plan, seed):
    """By the seed, for each operator and construct apart; one text once."""
    groups, texts = {}, {(document.path.name, document.text) for document in documents}
    for mutant in mutants(documents):
        key = (mutant.document.path.name, mutant.document.applied(mutant.edits))
        if key not in texts and mutant.operator in plan["operators"]:
            texts.add(key)
            groups.setdefault((mutant.operator, mutant.construct), []).append(mutant)
    chosen = []
    for (operator, construct), found in groups.items():
        pick = random.Random(f"{seed}/{process}/{operator}/{construct}")
        chosen += pick.sample(found, min(len(found), plan["operators"][operator]["per"]))
    return sorted(chosen, key=lambda mutant: (mutant.document.path.name, mutant.offset, mutant.operator, mutant.what))


def stratified(chosen, count, pick):
    """Every so-manieth of each operator and construct, from a drawn beginning; in the order of the files, as they were."""
    order = sorted(range(len(chosen)), key=lambda index: (chosen[index].operator, chosen[index].construct, index))
    step, begin = len(chosen) / count, pick.random()
    return [chosen[index] for index in sorted(order[int((begin + number) * step)] for number in range(count))]


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
    """`asked`: mutants, at most so many of each process, 0 for all that are drawn; seed, 0 for that of mutants.yaml; minutes
    after which no other is played, and as many again for exploring, 0 for all; process, their names; only, parts of their lines; jobs. What was found is kept in .cache/mutants, so that a run that was cut off goes on."""
    plan = yaml.safe_load(PLAN.read_text(encoding="utf-8"))
    program = build / "src" / "app" / "reeve"
    for folder in sorted(path.parent for path in processes.glob("*/process.yaml")):
        if not asked.process or folder.name in asked.process:
            memory = Memory(processes.parent / ".cache" / "mutants" / f"{folder.name}.jsonl", program)
            unexplored = {name for name, operator in plan["operators"].items() if not operator.get("explored", True)}
            measure_one(Trials(program, folder, scratch, memory, unexplored), plan, asked, table)


def measure_one(trials, plan, asked, table):
    seed = asked.seed or plan["seed"]
    table.head(f"Mutants of {trials.folder.name} that nothing notices, drawn by {seed}")
    begun = time.monotonic()
    verdicts = tried(trials, plan, seed, asked, table)
    tell(trials, verdicts, plan | {"goal": None} if asked.only else plan, time.monotonic() - begun, table)
    if seed != plan["seed"] and not asked.only:
        tell_of_the_new(trials, verdicts, plan, table)


def tried(trials, plan, seed, asked, table):
    """(mutant, verdict) of each that was drawn, in the order of the files, and was tried in time."""
    chosen = drawn(trials.documents, trials.folder.name, plan, seed)
    if asked.only:
        chosen = [mutant for mutant in chosen if any(text in line_of(trials.folder, mutant) for text in asked.only)]
    if asked.mutants and asked.mutants < len(chosen):
        chosen = stratified(chosen, asked.mutants, random.Random(f"{seed}/{trials.folder.name}"))
    rules = rule_sentences(trials.documents)
    trials.keep_what_the_original_passes()
    shuffled = random.Random(seed).sample(chosen, len(chosen))      # so that those that are tried in time are a sample, too
    began, late = [mutant for mutant in shuffled if trials.was_begun(mutant)], deadline(asked)
    begun = {id(mutant) for mutant in began}
    with concurrent.futures.ThreadPoolExecutor(asked.jobs or os.cpu_count()) as pool:
        # Those that a run before this one began come first, late or not: only the ones that survive are begun twice.
        list(pool.map(lambda pair: trials.play(*pair, rules), enumerate(began)))
        left = [mutant for mutant in shuffled if id(mutant) not in begun]
        list(pool.map(lambda pair: None if late() else trials.play(*pair, rules), enumerate(left)))
        late = deadline(asked)
        by_size = sorted(shuffled, key=trials.states)
        list(pool.map(lambda pair: None if late() else trials.explore(*pair), enumerate(by_size)))
    verdicts = [(mutant, settled(mutant, trials.verdict(mutant), trials)) for mutant in chosen if trials.was_tried(mutant)]
    for mutant, verdict in verdicts:
        name_unnoticed(trials.folder, mutant, verdict, table)
    if len(verdicts) < len(chosen):
        table.note(f"tried in time: {len(verdicts)} of {len(chosen)}")
    if any(trials.awaits_exploring(mutant) for mutant, _ in verdicts):
        table.note(f"not explored in time: {sum(trials.awaits_exploring(mutant) for mutant, _ in verdicts)}")
    return verdicts


def deadline(asked):
    """A question: have the minutes passed since now?"""
    until = time.monotonic() + 60 * asked.minutes if asked.minutes else float("inf")
    return lambda: time.monotonic() > until


def name_unnoticed(folder, mutant, verdict, table):
    if verdict.by in CAUGHT:
        return
    broken = f" ({verdict.accidents} rehearsals broke off)" if verdict.accidents else ""
    table.note(f"{verdict.by}: {line_of(folder, mutant)}{broken} {verdict.detail}".rstrip())


def line_of(folder, mutant):
    """What it is told by, and asked for with `--only`."""
    return f"{folder.name}/{mutant.document.path.name}:{mutant.line}: {mutant.operator} of {mutant.construct}: {mutant.what}"


def settled(mutant, verdict, trials):
    why = proof(mutant, trials) if verdict.by == "survivor" else ""
    return Verdict("equivalent", why) if why else verdict


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
    goal = (f">= {plan['goal']} %", share(counts) >= plan["goal"]) if plan["goal"] else ()      # of all, not of some that were asked for
    table.row(f"mutants of {folder.name} that are noticed", f"{caught(counts)} of {real(counts)}: {share(counts):.1f} %",
              f"{counts['equivalent']} equivalent", share(counts) / 100, *goal)
    table.note("noticed by " + ", ".join(f"{by} {counts[by]}" for by in CAUGHT))


def tell_of_the_new(trials, verdicts, plan, table):
    """Rehearsals that were written for the survivors of the seed of mutants.yaml have not seen those that it does not draw."""
    seen = {identity(mutant) for mutant in drawn(trials.documents, trials.folder.name, plan, plan["seed"])}
    counts = collections.Counter(verdict.by for mutant, verdict in verdicts if identity(mutant) not in seen)
    table.row(f"of these, not drawn by {plan['seed']}", f"{caught(counts)} of {real(counts)}: {share(counts):.1f} %",
              f"{counts['equivalent']} equivalent", share(counts) / 100, f">= {plan['goal']} %", share(counts) >= plan["goal"])


def identity(mutant):
    return mutant.document.path, mutant.edits


def caught(counts):
    return sum(counts[by] for by in CAUGHT)


def real(counts):
    return sum(counts.values()) - counts["equivalent"]


def share(counts):
    return 100 * caught(counts) / real(counts) if real(counts) else 100.0
