"""Every change that can be made to who does something, to what it needs and to what it brings about, one at a time."""

from mutant_places import entries, get, items, short, words


def who(make, node, by):
    if len(items(by)) > 1:
        yield from make.without_items("by_dropped", node, "by")
    known = words(by)
    for item in items(by):
        others = [name for name in ["holder", *make.names.roles] if name not in known]
        at = make.names.roles.index(item.value) + 1 if item.value in make.names.roles else 0
        yield from make.replaced("by_replaced", item, *(others[at:] + others[:at])[:2])
    for name in make.names.roles:
        if name not in known and "desk" not in known:
            yield make.mutant("by_added", by, f"`{name}` is added to `by`", make.document.add_item(by, name))
    excluded = get(node, "exclude")
    if excluded is not None:
        yield from make.without_items("exclude_dropped", node, "exclude")


def needs(make, node):
    for index, need_node in enumerate(items(get(node, "needs"))):
        yield from _need(make, node, index, need_node)


def _need(make, node, index, need_node):
    document, needs = make.document, get(node, "needs")
    edits = document.cut_key(node, "needs") if len(needs.value) == 1 else document.cut(needs, index)
    yield make.mutant("need_dropped", need_node, f"the need `{short(document.source(need_node))}` is gone", edits)
    kind = get(need_node, "document")
    yield from make.replaced("need_weakened", kind, "true") if kind is not None and kind.value != "true" else ()
    yield from make.without("need_weakened", need_node, "when", "unless", "since", *(["linked"] if get(need_node, "link") is not None else []))
    minimum = get(need_node, "min")
    if minimum is not None:
        yield from make.replaced("need_weakened", minimum, "1", str(int(minimum.value) * 2))
    yield from _time(make, need_node)
    comment = get(need_node, "comment")
    if comment is not None:
        yield from make.replaced("comment_audience", comment, "internal" if comment.value == "public" else "public")
    for key in ("when", "condition", "linked"):
        yield from make.expression(get(need_node, key), boolean=True)


def _time(make, need_node):
    """Whose time counts: that of whoever acts, or everybody's."""
    if get(need_node, "time_entry") is None:
        return
    if get(need_node, "by") is not None:
        yield from make.without("time_of_whom", need_node, "by")
    elif ".dossiers." not in make.construct and make.document.in_braces(need_node):     # nobody acts for a dossier
        entry = get(need_node, "time_entry")
        yield make.mutant("time_of_whom", entry, "only the time of whoever acts counts", make.document.replace(entry, "true, by: actor"))


def effects(make, node, key):
    document, listed = make.document, get(node, key)
    found = items(listed)
    yield from make.without_items("effect_dropped", node, key)
    for index, effect in enumerate(found):
        yield make.mutant("effect_twice", effect, f"`{short(document.source(effect))}` is done twice", document.twice(listed, index))
        if index:
            yield make.mutant("effects_swapped", effect, f"it is done before the effect above it: `{short(document.source(effect))}`",
                              document.swap(found[index - 1], effect))
        yield from _within(make, effect)


def _within(make, effect):
    values, created, done = get(effect, "set"), get(effect, "create"), get(effect, "do")
    for index, (name, value) in enumerate(entries(values)):
        if len(values.value) > 1:
            yield make.mutant("effect_part", value, f"`{name}` is no longer set", make.document.cut(values, index))
        yield from make.expression(value)
    if created is not None:
        fields = get(created, "fields")
        for index, (name, value) in enumerate(entries(fields)):
            edits = make.document.cut(fields, index) if len(fields.value) > 1 else make.document.cut_key(created, "fields")
            yield make.mutant("effect_part", value, f"`{name}` is not given to the new record", edits)
            yield from make.expression(value)
        yield from make.expression(get(created, "title"))
        yield from make.without("effect_part", created, "description")
        kind = get(created, "type")
        yield from make.replaced("effect_part", kind, *make.names.others(list(make.names.types), kind.value, 1))
    if done is not None:
        yield from make.replaced("effect_part", get(done, "act"), *make.names.acts(make.type_name)[1:3])
        yield from make.replaced("effect_part", get(done, "on"), *make.names.others(make.names.links(make.type_name), get(done, "on").value, 1))
    told = get(effect, "notify")
    if told is not None:
        yield from make.replaced("effect_part", told, *make.names.others(make.names.notices, told.value, 1))
    opened = get(effect, "open")
    if opened is not None:
        yield from make.replaced("effect_part", opened, *make.names.others(make.names.approvals(make.type_name), opened.value, 1))
    for order in ("start", "stop", "pause", "resume"):
        clock = get(effect, order)
        if clock is not None:
            yield from make.replaced("effect_part", clock, *make.names.others(make.names.clocks(make.type_name), clock.value, 1))
    unlinked = get(effect, "unlink")
    if unlinked is not None:
        yield from make.replaced("effect_part", unlinked, *make.names.others(make.names.links(make.type_name), unlinked.value, 1))
    linked = get(effect, "link")
    if linked is not None:
        over = get(linked, "links")
        yield from make.replaced("effect_part", over, *make.names.others(make.names.links(make.type_name), over.value, 1))
        yield from make.expression(get(linked, "to"))
    audience = get(effect, "publish", "audience")
    if audience is not None:
        yield from make.replaced("comment_audience", audience, "public" if audience.value == "internal" else "internal")
    every = get(effect, "for_each")
    if every is not None:
        yield from make.without("for_each", every, "superfluous")
        yield from make.expression(get(every, "key"))
        for _, value in entries(every, "with"):
            yield from make.expression(value)
        yield from make.expression(get(every, "create", "title"))
    watch = get(effect, "watch")
    if watch is not None:
        yield from make.replaced("effect_part", watch, *make.names.others(make.names.roles, watch.value, 2))
