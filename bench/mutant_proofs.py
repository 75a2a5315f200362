"""Which of the mutants that nobody notices do as the process does: proved by what exploring found, and by reading the acts."""

import re

import yaml

from mutant_places import entries, get, items, words

STATE = re.compile(r"state (==|!=) '(\w+)'")


def proof(mutant, trials):
    """Why it is the same process; "" where that is not proved."""
    parts = mutant.construct.split(".")
    record = next((node for node in (get(document.root, "records", parts[0]) for document in trials.documents) if node is not None), None)
    if record is None:
        return ""
    if len(parts) > 2 and parts[1] == "rules":
        return _of_rule(mutant, record, parts, trials)
    if mutant.operator == "clock_starts" and {"once", "each_leg"} <= set(re.findall(r"\w+", mutant.what)):
        return "" if _changes_hands(record) else "nobody ever hands the record over: it has one leg"
    if mutant.operator == "clock_calendar" and mutant.what == "`calendar: always` is gone":
        return "round the clock is what holds without a calendar"
    if mutant.operator == "form_dropped" and re.match("`(title|description)` is gone", mutant.what):
        creates = get(record, "acts", parts[2], "from") is None
        return "whatever is logged is asked for its title and description" if creates else ""
    if mutant.operator == "literal" and parts[1:2] == ["acts"]:
        return _of_what_is_there(mutant, get(record, "acts", parts[2]))
    if mutant.operator == "by_replaced":
        return _of_holder(mutant, record, parts[2], trials)
    if mutant.operator == "effects_swapped" and parts[1:2] == ["acts"]:
        return _of_order(mutant, record, parts[2], trials)
    return ""


def _of_rule(mutant, record, parts, trials):
    """Exploring goes on without rules: where neither text is ever broken on a way, only a correction could be."""
    before = Rule.of(get(record, "rules", parts[2]), record)
    changed = yaml.compose(mutant.document.applied(mutant.edits), Loader=yaml.SafeLoader)
    after = Rule.of(get(changed, "records", parts[0], "rules", parts[2]), record)
    if before is None or (after is None and mutant.operator != "rule_dropped"):
        return ""
    asked = before.asked_in() | (after.asked_in() if after else set())
    hole = re.match(r"not of `(\w+)`", mutant.what) if mutant.operator == "rule_weakened" else None
    if hole:
        asked = before.asked_in() & {hole[1]}
    if not asked:
        return "the rule asks nothing of the state that the hole is in"
    weaker = mutant.operator in ("rule_dropped", "rule_weakened")
    explored = trials.complete(parts[0]) and (weaker or trials.was_explored_whole(mutant))
    broken = any(finding.startswith(f"rule_broken:{mutant.construct}.") for finding in trials.usual)
    if not explored or broken:
        return ""
    if not asked & _corrected_in(record) or not (before.corrected() | (after.corrected() if after else set())):
        return "explored without rules, no way breaks it, and no correction can"
    return ""


class Rule:
    """What always or never holds of a record type."""

    def __init__(self, kind, text, record):
        self.kind, self.text = kind, text
        self.states = [name for name, _ in entries(record, "states")]
        self.fields = dict(entries(record, "fields"))

    @staticmethod
    def of(node, record):
        for kind in ("always", "never"):
            expression = get(node, kind)
            if expression is not None:
                return Rule(kind, expression.value, record)
        return None

    def asked_in(self):
        """The states in which it can be broken, whatever the fields say."""
        return {state for state in self.states if said(self.text, state) is not (self.kind == "always")}

    def corrected(self):
        """The fields on which it depends: of one that is required, that it is not empty is no question."""
        text = self.text
        for name, field in self.fields.items():
            if get(field, "required") is not None and get(field, "text") is not None:
                text = re.sub(rf"\b{name} != ''", "true", text)
        return set(re.findall(r"\w+", re.sub(r"'[^']*'", "", text))) & set(self.fields)


def said(text, state):
    """Whether it holds in the state, whatever else is so; None where it depends on more."""
    if len(split(text, "?")) > 1:
        return None
    for operator, decides in (("||", True), ("&&", False)):
        parts = split(text, operator)
        if len(parts) > 1:
            holds = [said(part, state) for part in parts]
            return decides if decides in holds else None if None in holds else not decides
    found = STATE.fullmatch(split(text, "||")[0])
    return (found[2] == state) == (found[1] == "==") if found else None


def _corrected_in(record):
    """The states in which a field may be corrected: ends are not, nor those in which `edit` is not for anybody."""
    when = get(record, "acts", "edit", "when")
    return {name for name, state in entries(record, "states") if get(state, "end") is None
            and not (when is not None and said(when.value.replace("record.state", "state"), name) is False)}


def split(text, operator):
    """The parts between the operators that are in no brackets and quotes; without the brackets around the whole."""
    text = text.strip()
    while text.startswith("(") and _depths(text).index(0) == len(text) - 1:
        text = text[1:-1].strip()
    depths, begun, found = _depths(text), 0, []
    for at in range(len(text)):
        if depths[at] == 0 and text.startswith(operator, at):
            found.append(text[begun:at].strip())
            begun = at + len(operator)
    return [*found, text[begun:].strip()]


def _depths(text):
    """Of each character, how many brackets are open behind it; one more within quotes."""
    depths, open_now, quoted = [], 0, False
    for sign in text:
        quoted ^= sign == "'"
        open_now += 0 if quoted else (sign in "([{") - (sign in ")]}")
        depths.append(open_now + quoted)
    return depths


def _changes_hands(record):
    """Another leg begins with a hand-over, or where a record is taken up again after its end."""
    ends = {name for name, state in entries(record, "states") if get(state, "end") is not None}
    return any(get(act, "hand_over") is not None or (get(act, "to") is not None and ends & set(words(get(act, "from"))))
               for _, act in entries(record, "acts"))


def _of_holder(mutant, record, act_name, trials):
    """Whoever has the one role that ever holds it is its holder, where the role is no matter of places and teams."""
    custody, act = get(record, "custody"), get(record, "acts", act_name)
    holders = words(get(custody, "holders"))
    if len(holders) != 1 or get(custody, "team") is not None or get(act, "from") is None:
        return ""
    role = next((get(document.root, "roles", holders[0]) for document in trials.documents
                 if get(document.root, "roles", holders[0]) is not None), None)
    if get(role, "at") is not None or get(role, "is") is not None or mutant.what != f"`{holders[0]}` is `holder`":
        return ""
    return f"only '{holders[0]}' ever holds it, so its holders are whoever has that role"


def _of_what_is_there(mutant, act):
    """`F != null ? F : …` of a field without which the act is refused says the field: what stands behind the colon is never asked."""
    edit, = mutant.edits
    before, after = (yaml.safe_load(text) for text in (mutant.document.text[edit.start:edit.end], edit.text))
    asked = re.match(r"(\w+) != null \? \1 : ", before)
    if asked is None or not after.startswith(asked[0]):
        return ""
    needed = any(get(need, "field") is not None and get(need, "field").value == asked[1] and not (get(need, "when") or get(need, "unless"))
                 for need in items(get(act, "needs")))
    when = get(act, "when")
    ahead = [effect for effect in items(get(act, "then")) if effect.start_mark.index < edit.start]
    taken = any(name == asked[1] for effect in ahead for name, _ in entries(effect, "set"))
    if taken or not (needed or (when is not None and when.value == f"{asked[1]} != null")):
        return ""
    return f"the act is refused without '{asked[1]}', so it says that"


def _of_order(mutant, record, act_name, trials):
    """Fields that are set, and an act on linked records that only moves them: neither reads what the other writes."""
    effects = items(get(record, "acts", act_name, "then"))
    index = next(index for index, effect in enumerate(effects) if effect.start_mark.index == mutant.offset)
    pair = {name: value for effect in effects[index - 1:index + 1] for name, value in entries(effect)}
    if set(pair) != {"set", "do"} or any("links" in value.value for _, value in entries(pair["set"])):
        return ""
    link, done = get(pair["do"], "on").value, get(pair["do"], "act").value
    name = get(record, "links", link, "to").value
    other, document = next(((node, document) for document in trials.documents
                            if (node := get(document.root, "records", name)) is not None), (None, None))
    if other is None or get(other, "on") is not None or get(record, "on") is not None:
        return ""
    follows = any(get(state, "enter") is not None or get(state, "exit") is not None for _, state in entries(other, "states"))
    moves_only = {key for key, _ in entries(other, "acts", done)} <= {"from", "to", "by", "title"}
    reads = re.search(r"\blinks\.", document.source(other)) is not None
    return f"'{done}' only moves the '{name}', which reads nothing of this record" if moves_only and not (follows or reads) else ""
