"""Every change that can be made to a clock, one at a time."""

from mutant_places import get, items, words

OTHER_START = {"each_leg": "once", "once": "each_leg"}
OTHER_AGREEMENT = {"sla": "ola", "ola": "contract", "contract": "sla"}


def clock(make, node):
    names = make.names
    starts = get(node, "starts")
    if starts is not None:
        yield from make.replaced("clock_starts", starts, OTHER_START.get(starts.value, "once"))
    yield from make.without("clock_starts", node, "starts_at")
    yield from make.without_items("clock_of", node, "of")
    yield from _moments(make, node, "stops")
    yield from make.expression(get(node, "while"), boolean=True)
    yield from make.without("clock_while", node, "while", "repeats")
    yield from make.length("clock_while", get(node, "repeats"))
    yield from make.expression(get(node, "limit"))
    yield from make.without("clock_limit", node, "limit")
    due = get(node, "due")
    if due is not None:
        others = [name for name in names.fields(make.type_name, ("instant", "true")) if name != due.value]
        yield from make.replaced("clock_limit", due, *others[:1])
    agreement = get(node, "agreement")
    if agreement is not None:
        yield from make.without("clock_agreement", node, "agreement")
        yield from make.replaced("clock_agreement", agreement, OTHER_AGREEMENT[agreement.value])
    yield from timing(make, node)


def _moments(make, node, key):
    """Stops or pauses: one less, or another state."""
    yield from make.without_items(f"clock_{key}", node, key)
    listed = get(node, key)
    for item in items(listed):
        whom = get(item, "waiting")
        if whom is not None and whom.value == "outside":
            yield from make.replaced(f"clock_{key}", whom, "reporter")
    for state in make.names.states(make.type_name) if listed is not None else ():
        if state not in make.document.source(listed):
            yield make.mutant(f"clock_{key}", listed, f"`state: {state}` is added to `{key}`", make.document.add_item(listed, f"state: {state}"))


def timing(make, node):
    """What clocks say, and steps of checklists that are due."""
    yield from _moments(make, node, "pauses")
    calendar = get(node, "calendar")
    if calendar is not None:
        yield from make.without("clock_calendar", node, "calendar")
        yield from make.replaced("clock_calendar", calendar, "always")
    yield from _shares(make, node, "warn")
    yield from _shares(make, node, "overdue")
    yield from _breach(make, node)
    yield from make.without_items("clock_seen_by", node, "seen_by")


def _shares(make, node, key):
    """Warnings and what comes after the end: at other shares, or not at all."""
    listed = get(node, key)
    yield from make.without_items(f"clock_{key}", node, key)
    for item in items(listed):
        share = get(item, "at") or item
        if hasattr(share, "style") and share.value.endswith("%"):
            share_then = int(share.value[:-1])
            yield from make.replaced(f"clock_{key}", share, f"{share_then + 10 if key == 'overdue' else share_then - 10}%")


def _breach(make, node):
    yield from make.without("clock_breach", node, "breach")
    act = get(node, "breach", "do")
    if act is not None:
        others = [name for name in make.names.acts(make.type_name)[1:] if name != act.value]
        yield from make.replaced("clock_breach", act, *others[:2], *[name for name in others if name in words(get(node, "stops"))])
