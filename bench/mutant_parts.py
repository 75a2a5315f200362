"""Every change that can be made to checklists, dossiers, question trees, notices, what a type shows and what names were called, one at a time."""

import mutant_expressions
from mutant_clocks import timing
from mutant_needs import needs, who
from mutant_names import OWN_NOTICES
from mutant_places import entries, get, items, short


def parts_of(make, name, node):
    """Of a record type: what is neither a field, a state, an act, a clock, a rule nor an approval."""
    for list_name, value in entries(node, "checklists"):
        yield from checklist(make, f"{name}.checklists.{list_name}", value)
    for dossier_name, value in entries(node, "dossiers"):
        make.of(f"{name}.dossiers.{dossier_name}")
        yield from needs(make, value)
        owner = get(value, "owner")
        if owner is not None:
            yield from make.replaced("dossier_owner", owner, *make.names.others(make.names.roles, owner.value, 2))
    make.of(f"{name}.shown")
    for outcome, value in entries(node, "outcomes"):
        yield from make.without_items("outcome", get(node, "outcomes"), outcome)
    yield from make.without_items("share", node, "shares")
    yield from make.without("effective", get(node, "effective"), "from", "until")
    yield from make.without("type_organisation", node, "organisation")
    ranks = [value for _, value in entries(node, "ranks")]
    for one, other in zip(ranks, ranks[1:]):
        if one.value != other.value:
            yield make.mutant("rank_swapped", one, f"the ranks {one.value} and {other.value} have changed places", make.document.swap(one, other))


def checklist(make, construct, node):
    make.of(construct)
    yield from make.without("step_order", node, "ordered")
    listed = get(node, "steps")
    steps = entries(listed)
    for index, (step_name, value) in enumerate(steps):
        make.of(f"{construct}.{step_name}")
        if len(steps) > 1:
            yield make.mutant("step_dropped", value, f"the step `{step_name}` is gone", make.document.cut(listed, index))
        if index:
            yield make.mutant("step_order", value, f"`{steps[index - 1][0]}` and `{step_name}` have changed places",
                              make.document.swap_entries(listed, index - 1, index))
        yield from step(make, value)


def step(make, node):
    by, when, due = get(node, "by"), get(node, "when"), get(node, "due")
    if by is not None:
        yield from who(make, node, by)
        yield from make.without("by_dropped", node, "by")
    if when is not None:
        yield from make.expression(when, boolean=True)
        yield make.mutant("when_dropped", when, "the step's `when` is gone",
                          make.document.cut_keys(node, "when", "why"))
    yield from needs(make, node)
    if due is None:
        return
    yield from make.without("step_due", node, "due")
    if hasattr(due, "style"):
        yield from make.length("step_due", due)
        return
    yield from make.length("step_due", get(due, "within"))
    yield from make.expression(get(due, "limit"))
    at = get(due, "at")
    if at is not None:
        yield from make.replaced("step_due", at, *make.names.others(make.names.fields(make.type_name, ("instant", "true")), at.value, 1))
    yield from timing(make, due)


def tree(make, node):
    """A question: its answers exchanged, and what comes out of them."""
    branches = [(key, value) for key, value in node.value if key.value not in ("title", "out", "ask", "choice", "give")]
    for (one, value), (other, _) in zip(branches, branches[1:]):
        yield make.mutant("tree_answer", value, f"`{one.value}` and `{other.value}` lead where the other did", make.document.swap(one, other))
    for _, value in branches:
        yield from tree(make, value)
    for name, value in entries(node, "give"):
        yield from make.length("tree_output", value)
        yield from make.replaced("tree_output", value, *(make.names.others(make.names.roles, value.value, 2) if value.value in make.names.roles else ()))
        if len(entries(node, "give")) > 1:
            yield make.mutant("tree_output", value, f"`{name}` is not given", make.document.cut_key(get(node, "give"), name))


def notice(make, name, node):
    """A notice of the process; without its text, one of the desk's own says what it says everywhere."""
    text = get(node, "text")
    yield from make.without_items("notice_to", node, "to")
    for part in [text] if hasattr(text, "style") else [value for _, value in entries(text)]:
        begun = part.value.find("{")
        if begun >= 0:
            named = part.value[begun:part.value.find("}", begun) + 1]
            yield make.mutant("notice_text", part, f"`{named}` is not said in `{short(part.value)}`",
                              make.document.replace(part, mutant_expressions.quoted(part.value.replace(named, "…", 1))))
    if name in OWN_NOTICES:
        yield make.mutant("notice_text", node, f"the words of the desk's `{name}` are gone", make.document.cut_only(make.document.root, "notices", name))


def moves(make, node):
    """What was called otherwise is not known by its old name."""
    for type_name, of_type in entries(node):
        for kind in ("states", "fields", "acts"):
            make.of(f"moves.{type_name}.{kind}")
            for old, value in entries(of_type, kind):
                yield make.mutant("former_name", value, f"`{old}: {value.value}` is gone",
                                  make.document.cut_only(of_type, kind, old))
        for field, value in entries(of_type, "values"):
            make.of(f"moves.{type_name}.values.{field}")
            for old, now in entries(value):
                yield make.mutant("former_name", now, f"`{old}: {now.value}` of `{field}` is gone", make.document.cut_only(get(of_type, "values"), field, old))
