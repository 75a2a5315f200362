"""Every change that can be made to a process, one at a time: what mutants are drawn from."""

import dataclasses
import re

import mutant_expressions
from mutant_clocks import clock
from mutant_names import Names
from mutant_needs import effects, needs, who
from mutant_parts import moves, notice, parts_of, tree
from mutant_places import entries, get, items, short, words

LENGTH = re.compile(r"(\d+)(wd|[dhms])")


@dataclasses.dataclass(frozen=True)
class Mutant:
    operator: str
    construct: str      # "issue.refer": what a count of mutants.yaml is per
    document: object
    offset: int
    what: str
    edits: tuple

    @property
    def line(self):
        return self.document.line(self.offset)


class Maker:
    """Makes mutants of one construct in one file."""

    def __init__(self, document, names, type_name=""):
        self.document, self.names, self.type_name = document, names, type_name
        self.construct = ""

    def of(self, construct):
        self.construct = construct
        return self

    def mutant(self, operator, node, what, edits):
        return Mutant(operator, self.construct, self.document, node.start_mark.index, what, tuple(edits))

    def without(self, operator, mapping, *keys):
        for key in keys:
            node = get(mapping, key)
            if node is not None:
                yield self.mutant(operator, node, f"`{key}: {short(self.document.source(node))}` is gone", self.document.cut_key(mapping, key))

    def without_items(self, operator, mapping, key):
        """Each item of a list gone; the key with the only one."""
        node = get(mapping, key)
        if node is None:
            return
        if len(items(node)) < 2:
            yield from self.without(operator, mapping, key)
            return
        for index, item in enumerate(node.value):
            yield self.mutant(operator, item, f"`{short(self.document.source(item))}` is gone from `{key}`", self.document.cut(node, index))

    def replaced(self, operator, node, *texts):
        for text in texts:
            if text != node.value:
                yield self.mutant(operator, node, f"`{short(self.document.source(node))}` is `{text}`", self.document.replace(node, text))

    def expression(self, node, boolean=False):
        """Of CEL."""
        if node is None or not hasattr(node, "style") or node.value == "null":
            return
        for operator, text, what in mutant_expressions.mutants(node.value, boolean, self.names.alternatives(self.type_name)):
            yield self.mutant(operator, node, f"{what} in `{node.value}`", self.document.replace(node, mutant_expressions.quoted(text)))

    def length(self, operator, node):
        match = LENGTH.fullmatch(node.value) if node is not None else None
        if match:
            yield from self.replaced(operator, node, f"{int(match[1]) * 2}{match[2]}")


def mutants(documents):
    """All there are, in the order of the files."""
    names = Names(documents)
    for document in documents:
        for name, node in entries(document.root, "roles"):
            yield from role(Maker(document, names).of(f"roles.{name}"), node)
        for name, node in entries(document.root, "tables"):
            yield from table(Maker(document, names).of(f"tables.{name}"), node)
        for name, node in entries(document.root, "choices"):
            yield from choice(Maker(document, names).of(f"choices.{name}"), name, node)
        for name, node in entries(document.root, "trees"):
            yield from tree(Maker(document, names).of(f"trees.{name}"), node)
        for name, node in entries(document.root, "notices"):
            yield from notice(Maker(document, names).of(f"notices.{name}"), name, node)
        yield from moves(Maker(document, names), get(document.root, "moves"))
        for name, node in entries(document.root, "records"):
            yield from record_type(Maker(document, names, name), name, node)


def role(make, node):
    yield from make.without("role_sees", node, "sees", "reads_internal")
    sees = get(node, "sees")
    if sees is not None:
        yield from make.replaced("role_sees", sees, "organisation", "own")
    else:
        yield make.mutant("role_sees", node, "`sees: own` is added", make.document.add_key(node, "sees: own"))
    yield from make.without("role_at", node, "at", "is")
    yield from make.without("role_disjoint", node, "disjoint")


def table(make, node):
    sorts = [value.value for _, value in entries(node, "in")] + [value.value for _, value in entries(node, "out")]
    inputs = len(entries(node, "in"))
    rows = get(node, "rows")
    yield from make.without("table_rows_from", node, "rows_from")
    for index, row in enumerate(items(rows)):
        if not hasattr(row, "value") or isinstance(row.value, str):
            continue
        yield make.mutant("row_dropped", row, f"the row `{short(make.document.source(row))}` is gone", make.document.cut(rows, index))
        for column, cell in enumerate(row.value[:len(sorts)]):
            operator = "table_cell" if column < inputs else "table_output"
            yield from make.length(operator, cell)
            values = [value for value in make.names.cell_values(sorts[column]) if value != cell.value]
            if sorts[column].startswith("maybe") and cell.value != "none":
                values.append("none")
            for value in values[:3]:
                yield make.mutant(operator, cell, f"`{cell.value}` is `{value}` in `{short(make.document.source(row))}`",
                                  make.document.replace(cell, value))


def choice(make, name, node):
    """The order is a rank where the choice is a priority."""
    if not any(get(value, "priority") is not None and make.names.kind_of(key, get(value, "priority").value) == ("choice", name)
               for key, value in make.names.types.items()):
        return
    for one, other in zip(items(node), items(node)[1:]):
        if hasattr(one, "style"):
            yield make.mutant("rank_swapped", one, f"`{one.value}` and `{other.value}` have changed ranks", make.document.swap(one, other))


def record_type(make, name, node):
    for field_name, value in entries(node, "fields"):
        yield from field(make.of(f"{name}.fields.{field_name}"), value)
    for party_name, value in entries(node, "parties"):
        yield from field(make.of(f"{name}.parties.{party_name}"), value)
    yield from states(make, name, node)
    for link_name, value in entries(node, "links"):
        yield from link(make.of(f"{name}.links.{link_name}"), value)
    yield from custody(make.of(f"{name}.custody"), get(node, "custody"))
    for act_name, value in entries(node, "acts"):
        yield from act(make.of(f"{name}.acts.{act_name}"), value)
    for clock_name, value in entries(node, "clocks"):
        yield from clock(make.of(f"{name}.clocks.{clock_name}"), value)
    yield from order(make.of(f"{name}.order"), node)
    for rule_name, value in entries(node, "rules"):
        yield from rule(make.of(f"{name}.rules.{rule_name}"), node, rule_name, value)
    for approval_name, value in entries(node, "approvals"):
        yield from approval(make.of(f"{name}.approvals.{approval_name}"), value)
    for limit_name, value in entries(node, "limits"):
        yield from limit(make.of(f"{name}.limits.{limit_name}"), value)
    for index, value in enumerate(items(get(node, "on"))):
        yield from make.of(f"{name}.on.{index + 1}").expression(get(value, "becomes"), boolean=True)
        yield from effects(make, value, "then")
    yield from parts_of(make, name, node)


def states(make, name, node):
    for state_name, value in entries(node, "states"):
        yield from state(make.of(f"{name}.states.{state_name}"), value)
        yield from states(make, name, value)


def field(make, node):
    yield from make.without("field_required", node, "required")
    yield from make.without("field_default", node, "default")
    if get(node, "is") is not None:
        yield from make.without("field_is", node, "is")
        yield from make.expression(get(node, "is"))
    yield from make.expression(get(node, "default"))
    maximum = get(node, "max")
    if maximum is not None:
        yield from make.replaced("field_max", maximum, "1", str(int(maximum.value) * 2))
    yield from make.without("field_personal", node, "personal")


def state(make, node):
    yield from make.without("state_kind", node, "open", "waiting", "end")
    if get(node, "open") is not None and get(node, "waiting") is None:
        yield make.mutant("state_kind", node, "`waiting: reporter` is added", make.document.add_key(node, "waiting: reporter"))
    yield from effects(make, node, "enter")
    yield from effects(make, node, "exit")


def link(make, node):
    maximum = get(node, "max")
    if maximum is not None:
        yield from make.replaced("link_max", maximum, "1", str(int(maximum.value) * 2))
    yield from make.without_items("link_reads", get(node, "reads"), "outcome")


def custody(make, node):
    if node is None:
        return
    first = get(node, "first")
    yield from make.expression(first)
    for holder in words(get(node, "holders")):
        yield from make.replaced("first_holder", first, f"\"'{holder}'\"")
    yield from make.without("first_holder", node, "team", "arrives")
    yield from make.without("hand_over", node, "reasons")
    arrives = get(node, "arrives")
    if arrives is not None:
        yield from make.replaced("first_holder", arrives, *make.names.others(make.names.states(make.type_name), arrives.value, 2))


def act(make, node):
    document, names = make.document, make.names
    states = names.states(make.type_name)
    to, source, by = get(node, "to"), get(node, "from"), get(node, "by")
    if to is not None:
        yield from make.replaced("target_swapped", to, *(name for name in states if name != to.value))
        yield from make.without("target_dropped", node, "to") if source is not None else ()
    if source is not None:
        yield from make.without_items("from_dropped", node, "from")
        for name in states:
            if name not in words(source):
                yield make.mutant("from_added", source, f"`{name}` is added to `from`", document.add_item(source, name))
    if by is not None:
        yield from who(make, node, by)
    yield from make.expression(get(node, "when"), boolean=True)
    yield from make.expression(get(node, "as_soon_as"), boolean=True)
    if get(node, "when") is not None:
        yield make.mutant("when_dropped", get(node, "when"), "the act's `when` is gone",
                          document.cut_keys(node, "when", "why"))
    yield from make.without_items("form_dropped", node, "form")
    yield from needs(make, node)
    yield from effects(make, node, "then")
    yield from handing_over(make, node)
    yield from automatic(make, node)
    yield from make.without("reopens_dropped", node, "reopens")
    yield from make.without("after", node, "after")
    yield from make.length("after", get(node, "after"))
    if get(node, "calendar") is not None:
        yield from make.replaced("after", get(node, "calendar"), "always", "holder.hours")
    yield from make.without("otherwise", node, "otherwise", "offline", "asks")
    yield from make.without("for_whom", node, "for", "via")
    comment = get(node, "comment")
    if comment is not None:
        yield from make.without("comment_audience", node, "comment")


def handing_over(make, node):
    given = get(node, "hand_over")
    if given is None:
        return
    yield from make.without("hand_over", node, "hand_over", "reason", "keeps_state")
    expression = get(given, "role") or given
    if hasattr(expression, "style"):
        holders = [f"\"'{name}'\"" for name in make.names.holders(make.type_name)]
        yield from make.replaced("hand_over", expression, *holders, *([] if given.value == "back" else ["back"]))
        if expression.value not in ("back", "holder"):
            yield from make.expression(expression)
    yield from make.without("hand_over", given, "team")


def automatic(make, node):
    auto = get(node, "auto")
    if auto is None:
        return
    yield from make.without("auto", node, "auto")
    yield from make.replaced("auto", get(auto, "calendar"), "holder.hours", "always") if get(auto, "calendar") is not None else ()
    for key in ("after", "at"):
        part = get(auto, key)
        if part is None:
            continue
        yield from make.length("auto", part)
        yield from make.replaced("auto", part, *make.names.others(make.names.fields(make.type_name, ("instant", "true")), part.value, 1)) \
            if key == "at" else ()


def order(make, node):
    listed = get(node, "order")
    yield from make.without_items("order", node, "order")
    for one, other in zip(items(listed), items(listed)[1:]):
        yield make.mutant("order", one, f"`{one.value}` and `{other.value}` have changed places", make.document.swap(one, other))


def rule(make, type_node, name, node):
    rules = get(type_node, "rules")
    edits = make.document.cut_key(type_node, "rules") if len(rules.value) == 1 else make.document.cut_key(rules, name)
    yield make.mutant("rule_dropped", node, f"the rule `{name}` is gone", edits)
    for key in ("always", "never", "require", "eventually"):
        yield from make.expression(get(node, key), boolean=True)
        expression = get(node, key)
        if expression is not None:
            for state_name in make.names.states(make.type_name)[-2:]:
                weaker = f"({expression.value}) && state != '{state_name}'" if key == "never" else f"({expression.value}) || state == '{state_name}'"
                yield make.mutant("rule_weakened", expression, f"not of `{state_name}`: `{expression.value}`",
                                  make.document.replace(expression, mutant_expressions.quoted(weaker)))
    yield from make.length("rule_weakened", get(node, "within"))
    for key, names in (("before", make.names.states(make.type_name)), ("after", make.names.acts(make.type_name))):
        asked = get(node, key)
        if asked is not None:
            yield from make.replaced("rule_asked", asked, *make.names.others(names, asked.value, 2))
    yield from make.without("rule_asked", node, "enforce")


def approval(make, node):
    yield from make.without_items("approval_seats", node, "seats")
    quorum = get(node, "quorum")
    if quorum is not None:
        yield from make.without("approval_quorum", node, "quorum")
        yield from make.replaced("approval_quorum", quorum, "1", "all")
    for seat in items(get(node, "seats")):
        yield from make.without("approval_seats", seat, "at")
    yield from make.without_items("approval_exclude", node, "exclude")
    yield from make.without_items("approval_covers", node, "covers")
    yield from make.length("approval_expires", get(node, "expires"))
    yield from make.without("approval_expires", node, "expires", "after", "opens", "reasons")


def limit(make, node):
    yield from make.expression(get(node, "where"), boolean=True)
    maximum = get(node, "max")
    if maximum is not None:
        yield from make.replaced("limit_max", maximum, str(int(maximum.value) + 1))
    yield from make.without_items("limit_by", node, "by")
