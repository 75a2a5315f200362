"""Each operator makes what it says, and mutants that are taken for equivalent are: rules that nothing breaks, clocks of records with one leg,
holders of one role."""

import pathlib
import sys
import tempfile
import unittest

import yaml

ROOT = pathlib.Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "bench"))

from mutant_operators import mutants  # noqa: E402
from mutant_places import Document  # noqa: E402
from mutant_proofs import Rule, proof, split  # noqa: E402

PROCESS = """
roles:
  agent: {}
  local: { at: place }
records:
  job:
    fields:
      title_of: { text: short, required: true }
      result: { text: long }
      cost: { text: short }
    states:
      open: { open: true, start: true }
      done: {}
      shut: { end: true }
    custody: { holders: [agent], first: "'agent'" }
    acts:
      log: { to: open, by: [agent, local], form: [title_of] }
      finish: { from: open, to: done, by: agent, form: [result] }
      shut: { from: done, to: shut, by: agent }
    clocks:
      whole: { starts: once, stops: [ state: done ], limit: "duration('1h')" }
    rules:
      named: { always: "title_of != ''" }
      told: { always: "state != 'done' || result != null" }
      kept: { always: "state != 'shut' || (result != null && cost != null)" }
      ended: { never: "state == 'shut' && !ever('done')" }
"""


class Explored:
    """What the trials of a process know of it: all was explored, and no rule is broken on a way."""

    def __init__(self, documents, usual=(), whole=True):
        self.documents, self.usual, self.whole = documents, usual, whole

    def complete(self, _):
        return self.whole

    def was_explored_whole(self, _):
        return self.whole


class Proofs(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def proved(self, operator, construct, what="", text=PROCESS, **known):
        """Of each mutant of the construct whose words contain `what`: whether it is proved."""
        path = pathlib.Path(self.folder.name) / "process.yaml"
        path.write_text(text, encoding="utf-8")
        documents = [Document(path)]
        trials = Explored(documents, **known)
        found = [bool(proof(one, trials)) for one in mutants(documents)
                 if (one.operator, one.construct) == (operator, construct) and what in one.what]
        self.assertTrue(found, f"no {operator} of {construct}")
        return found

    def test_texts_are_split_outside_brackets_and_quotes(self):
        self.assertEqual(split("a || (b || c) || 'd || e'", "||"), ["a", "(b || c)", "'d || e'"])
        self.assertEqual(split("((a && b) || c)", "||"), ["(a && b)", "c"])
        self.assertEqual(split("(a) || (b)", "||"), ["(a)", "(b)"])

    def test_a_rule_is_asked_in_the_states_in_which_it_can_be_broken(self):
        record = next(value for key, value in Document(self.written(PROCESS)).root.value if key.value == "records").value[0][1]
        def asked(kind, text):
            return Rule(kind, text, record).asked_in()
        self.assertEqual(asked("always", "state != 'done' || result != null"), {"done"})
        self.assertEqual(asked("always", "(state != 'done' && state != 'shut') || result != null || cost != null"), {"done", "shut"})
        self.assertEqual(asked("always", "result != null || state == 'open'"), {"done", "shut"})
        self.assertEqual(asked("always", "result != null && state != 'done'"), {"open", "done", "shut"})
        self.assertEqual(asked("always", "state == 'open' ? true : result != null"), {"open", "done", "shut"})
        self.assertEqual(asked("never", "state == 'shut' && !ever('done')"), {"shut"})
        self.assertEqual(asked("never", "state == 'shut' || result == null"), {"open", "done", "shut"})

    def written(self, text):
        path = pathlib.Path(self.folder.name) / "whole.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    def test_a_rule_of_an_end_cannot_be_broken_by_a_correction(self):
        self.assertEqual(self.proved("rule_dropped", "job.rules.kept"), [True])
        self.assertEqual(self.proved("and_or", "job.rules.kept"), [False, True])      # the first asks everywhere
        self.assertEqual(self.proved("rule_dropped", "job.rules.ended"), [True])
        self.assertEqual(self.proved("rule_dropped", "job.rules.told"), [False])

    def test_what_is_required_is_never_empty(self):
        self.assertEqual(self.proved("rule_dropped", "job.rules.named"), [True])
        optional = PROCESS.replace("short, required: true", "short")
        self.assertEqual(self.proved("rule_dropped", "job.rules.named", text=optional), [False])

    def test_a_hole_counts_where_the_rule_asks(self):
        self.assertEqual(self.proved("rule_weakened", "job.rules.told", "not of `done`"), [False])
        self.assertEqual(self.proved("rule_weakened", "job.rules.told", "not of `shut`"), [True])
        self.assertEqual(self.proved("rule_weakened", "job.rules.kept", "not of `shut`"), [True])

    def test_nothing_is_proved_of_what_was_not_explored_or_is_broken_on_a_way(self):
        self.assertEqual(self.proved("rule_dropped", "job.rules.kept", whole=False), [False])
        self.assertEqual(self.proved("rule_dropped", "job.rules.kept", usual=("rule_broken:job.rules.kept.shut",)), [False])

    def test_a_correction_breaks_a_rule_only_where_there_may_be_one(self):
        def told(when, **known):
            text = PROCESS.replace("    acts:", f"    acts:\n      edit: {{ when: \"{when}\", why: Not now. }}")
            return self.proved("rule_dropped", "job.rules.told", text=text, **known)
        self.assertEqual(told("record.state == 'open'"), [True])
        self.assertEqual(told("record.state == 'open'", whole=False), [False])
        self.assertEqual(told("record.state == 'open' || record.state == 'done'"), [False])
        self.assertEqual(told("record.state == 'open' && cost != null"), [True])
        self.assertEqual(told("record.state == 'open' || cost != null"), [False])

    def test_effects_that_read_nothing_of_each_other_are_done_in_any_order(self):
        linked = PROCESS.replace("    custody:", "    links: { parts: { to: part } }\n    custody:") + """
  part:
    states: { open: { open: true, start: true }, shut: { end: true } }
    custody: { holders: [agent], first: "'agent'" }
    acts:
      log: { to: open, by: agent }
      drop: { from: open, to: shut, by: linked }
"""
        def told(value="'gone'", text=linked):
            then = f"then: [ {{ set: {{ result: \"{value}\" }} }}, {{ do: {{ act: drop, on: parts }} }} ]"
            text = text.replace("shut: { from: done, to: shut, by: agent }", f"shut: {{ from: done, to: shut, by: agent, {then} }}")
            return self.proved("effects_swapped", "job.acts.shut", text=text)
        self.assertEqual(told(), [True])
        self.assertEqual(told("links.parts.all(p, p.open) ? 'open' : 'shut'"), [False])
        self.assertEqual(told(text=linked.replace("by: linked }", "by: linked, when: \"links.of.open\" }")), [False])
        self.assertEqual(told(text=linked.replace("by: linked }", "by: linked, then: [ assign: actor ] }")), [False])
        self.assertEqual(told(text=linked.replace("shut: { end: true } }", "shut: { end: true, enter: [ assign: none ] } }")), [False])

    def test_a_record_that_is_never_handed_over_has_one_leg(self):
        self.assertEqual(self.proved("clock_starts", "job.clocks.whole"), [True])
        handed = PROCESS.replace("form: [result] }", "form: [result], hand_over: \"'agent'\" }")
        self.assertEqual(self.proved("clock_starts", "job.clocks.whole", text=handed), [False])
        again = PROCESS.replace("    clocks:", "      again: { from: shut, to: open, by: agent, reopens: true }\n    clocks:")
        self.assertEqual(self.proved("clock_starts", "job.clocks.whole", text=again), [False])

    def test_what_holds_without_being_said(self):
        always = PROCESS.replace("starts: once,", "starts: once, calendar: always,")
        self.assertEqual(self.proved("clock_calendar", "job.clocks.whole", text=always), [True])
        other = PROCESS.replace("starts: once,", "starts: once, calendar: place.hours,")
        self.assertEqual(self.proved("clock_calendar", "job.clocks.whole", text=other), [False, False])
        titled = PROCESS.replace("form: [title_of]", "form: [title, description, title_of]").replace("form: [result]", "form: [title, result]")
        self.assertEqual(self.proved("form_dropped", "job.acts.log", text=titled), [True, True, False])
        self.assertEqual(self.proved("form_dropped", "job.acts.finish", text=titled), [False, False])

    def test_what_is_needed_is_there(self):
        def told(needs, then="set: { cost: \"result != null ? result : 'none'\" }"):
            text = PROCESS.replace("by: agent, form: [result] }", f"by: agent, form: [result], {needs} then: [ {then} ] }}")
            return set(self.proved("literal", "job.acts.finish", "'none'", text=text))
        self.assertEqual(told("needs: [ { field: result, why: Say it. } ],"), {True})
        self.assertEqual(told("when: \"result != null\","), {True})
        self.assertEqual(told(""), {False})
        self.assertEqual(told("needs: [ { field: result, when: \"cost != null\", why: Say it. } ],"), {False})
        self.assertEqual(told("needs: [ { field: result, why: Say it. } ],",
                              "set: { result: \"null\" }, set: { cost: \"result != null ? result : 'none'\" }"), {False})
        self.assertEqual(told("needs: [ { field: result, why: Say it. } ],", "set: { cost: \"result != 'none' ? result : ''\" }"), {False})

    def test_the_holder_is_whoever_has_the_one_role_that_holds(self):
        self.assertEqual(self.proved("by_replaced", "job.acts.finish", "is `holder`"), [True])
        self.assertEqual(self.proved("by_replaced", "job.acts.finish", "is `local`"), [False])
        self.assertEqual(self.proved("by_replaced", "job.acts.log", "`agent` is `holder`"), [False])
        for changed in (PROCESS.replace("holders: [agent]", "holders: [agent, local]"),
                        PROCESS.replace("agent: {}", "agent: { at: place }"),
                        PROCESS.replace("holders: [agent],", "holders: [agent], team: crew,")):
            self.assertEqual(self.proved("by_replaced", "job.acts.finish", "is `holder`", text=changed), [False])


# What neither a shipped process nor one of the rehearsals has.
RARE = """
process: rare
roles: { caller: { is: reporter }, agent: { disjoint: night }, night: {} }
trees:
  triage:
    out: { to: role }
    ask: Is it so?
    yes: { give: { to: caller } }
    no:
      ask: Or so?
      yes: { give: { to: agent } }
      no:  { give: { to: caller } }
notices:
  desk_refused: { to: [holder, agent], text: "{record.number} waits for {act}" }
moves:
  from: 1
  job: { states: { begun: open }, values: { size: { tiny: small } } }
records:
  job:
    fields:
      name: { text: short, max: 20, personal: true }
      day:  { instant: true }
      end:  { instant: true }
    states:
      open: { open: true, states: { within: { waiting: reporter }, beside: {} } }
      shut: { end: true }
    links:
      parts: { to: other/part, inverse: job, reads: { outcome: [there, gone] } }
      twins: { to: job, inverse: twin_of, max: 2 }
    checklists:
      close:
        ordered: true
        steps:
          look: { title: Look, by: [agent, caller], when: "name != null", why: Look. }
          tell:
            title: Tell
            needs: [ { document: true, since: log, why: Say it. }, { time_entry: true, by: actor, since: log, min: 30, why: Log it. } ]
            due: { at: day, calendar: always, warn: 75% }
          wait: { title: Wait, due: 4h }
    acts:
      log: { to: open, by: caller }
      part: { from: open, by: agent, needs: [ { time_entry: true, why: Log it. } ], after: 2wd, calendar: place.hours, then: [ unlink: twins ] }
      lapse: { from: open, to: shut, by: desk, auto: { after: 5wd, calendar: place.hours } }
    clocks:
      whole: { starts: once, stops: [ state: shut ], pauses: [ waiting: outside ], limit: "duration('1h')" }
    limits:
      one: { by: [name, day], max: 1, why: There is one. }
"""


class Operators(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        path = pathlib.Path(self.folder.name) / "process.yaml"
        path.write_text(RARE, encoding="utf-8")
        self.made = list(mutants([Document(path)]))

    def told(self, operator):
        return [(one.construct, one.what) for one in self.made if one.operator == operator]

    def test_every_operator_is_made_of_something_and_has_its_line(self):
        plan = yaml.safe_load((ROOT / "bench" / "mutants.yaml").read_text(encoding="utf-8"))["operators"]
        made = {one.operator for one in self.made}
        for path in [ROOT / "processes" / "epts-support" / "process.yaml", *ROOT.glob("tests/rehearsals/*/process.yaml")]:
            made |= {one.operator for one in mutants([Document(path)])}
        self.assertEqual(made, set(plan))

    def test_every_mutant_is_yaml_and_another_text(self):
        for one in self.made:
            with self.subTest(one.what):
                self.assertNotEqual(repr(yaml.safe_load(one.document.applied(one.edits))), repr(yaml.safe_load(RARE)))

    def test_steps_of_a_checklist_are_dropped_exchanged_and_due_at_another_time(self):
        close = "job.checklists.close"
        self.assertEqual([construct for construct, _ in self.told("step_dropped")], [f"{close}.look", f"{close}.tell", f"{close}.wait"])
        self.assertEqual(len(self.told("step_order")), 3)
        self.assertEqual(self.told("step_due")[1:], [(f"{close}.tell", "`day` is `end`"), (f"{close}.wait", "`due: 4h` is gone"),
                                                        (f"{close}.wait", "`4h` is `8h`")])
        self.assertIn((f"{close}.look", "the step's `when` is gone"), self.told("when_dropped"))
        self.assertIn((f"{close}.tell", "`since: log` is gone"), self.told("need_weakened"))
        self.assertIn((f"{close}.tell", "`30` is `60`"), self.told("need_weakened"))
        self.assertEqual(self.told("time_of_whom"), [("job.acts.part", "only the time of whoever acts counts"), (f"{close}.tell", "`by: actor` is gone")])
        self.assertTrue({construct for construct, _ in self.told("by_dropped")} >= {f"{close}.look"})
        self.assertEqual([construct for construct, _ in self.told("clock_warn")], [f"{close}.tell", f"{close}.tell"])

    def test_what_is_unlinked_in_which_hours_time_counts_and_who_is_waited_for(self):
        self.assertIn(("job.acts.part", "`twins` is `parts`"), self.told("effect_part"))
        self.assertEqual([what for _, what in self.told("after") if "place.hours" in what],
                         ["`place.hours` is `always`", "`place.hours` is `holder.hours`"])
        self.assertIn(("job.acts.lapse", "`place.hours` is `always`"), self.told("auto"))
        self.assertIn(("job.clocks.whole", "`outside` is `reporter`"), self.told("clock_pauses"))

    def test_what_is_within_and_what_has_a_name_is_found(self):
        self.assertIn(("job.states.within", "`waiting: reporter` is gone"), self.told("state_kind"))
        self.assertEqual(self.told("limit_by"), [("job.limits.one", "`name` is gone from `by`"), ("job.limits.one", "`day` is gone from `by`")])
        self.assertEqual(len(self.told("tree_answer")), 2)
        self.assertEqual(self.told("former_name"), [("moves.job.states", "`begun: open` is gone"), ("moves.job.values.size", "`tiny: small` of `size` is gone")])
