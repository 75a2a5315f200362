"""The names of a process by their sorts, so that a mutant puts in a name's place another of its sort."""

from mutant_places import entries, get, words


OWN_NOTICES = ("desk_refused", "exhausted", "seat_empty")   # which the desk sends


def _states(node):
    """Those within states too."""
    for name, state in entries(node, "states"):
        yield name
        yield from _states(state)


class Names:
    """Of a process in one or several files."""

    def __init__(self, documents):
        self.roles, self.choices, self.tables, self.types, self.notices = [], {}, {}, {}, []
        for document in documents:
            self.roles += [name for name, _ in entries(document.root, "roles")]
            for name, node in entries(document.root, "choices"):
                self.choices[name] = [key for key, _ in entries(node)] or words(node)
            self.notices += [name for name, _ in entries(document.root, "notices") if name not in OWN_NOTICES]
            for name, node in entries(document.root, "tables"):
                self.tables[name] = node
            for name, node in entries(document.root, "records"):
                self.types[name] = node

    def states(self, type_name):
        return list(_states(self.types.get(type_name)))

    def approvals(self, type_name):
        return [name for name, _ in entries(self.types.get(type_name), "approvals")]

    def acts(self, type_name):
        return [name for name, _ in entries(self.types.get(type_name), "acts")]

    def links(self, type_name):
        return [name for name, _ in entries(self.types.get(type_name), "links")]

    def clocks(self, type_name):
        return [name for name, _ in entries(self.types.get(type_name), "clocks")]

    def holders(self, type_name):
        return words(get(self.types.get(type_name), "custody", "holders"))

    @staticmethod
    def others(names, name, count):
        """Those that follow it, in a ring."""
        at = names.index(name) if name in names else 0
        return [other for other in names[at + 1:] + names[:at] if other != name][:count]

    def fields(self, type_name, kind):
        """Those of a type whose kind (`instant`, `choice` with its name …) is the same."""
        return [name for name, node in entries(self.types.get(type_name), "fields") if self.kind(node) == kind]

    @staticmethod
    def kind(field):
        for key in ("choice", "organisation", "text", "integer", "boolean", "instant", "duration", "person", "team", "service"):
            node = get(field, key)
            if node is not None:
                return (key, node.value)
        return None

    def kind_of(self, type_name, field):
        return self.kind(get(self.types.get(type_name), "fields", field))

    def cell_values(self, sort):
        """What a table's column may have."""
        sort = sort.removeprefix("maybe ")
        return {"role": self.roles, "boolean": ["true", "false"]}.get(sort, self.choices.get(sort, []))

    def columns(self, type_name, out_of):
        """Outputs of a table of the same sort as one of them, for `.NAME` after a call."""
        found = []
        for table in self.tables.values():
            outputs = {name: node.value.removeprefix("maybe ") for name, node in entries(table, "out")}
            if out_of in outputs:
                found += [name for name, sort in outputs.items() if sort == outputs[out_of] and name != out_of]
        return found

    def alternatives(self, type_name):
        """For literals and names of an expression: at most the two next ones of the same sort."""
        def others(word):
            sorts = [self.holders(type_name), self.roles, self.states(type_name), self.acts(type_name), *self.choices.values()]
            kind = self.kind_of(type_name, word)
            if kind:
                sorts.insert(0, self.fields(type_name, kind))
            for sort in sorts:
                if word in sort and len(sort) > 1:
                    at = sort.index(word)
                    return list(dict.fromkeys([sort[(at + 1) % len(sort)], sort[at - 1]]))
            return self.columns(type_name, word)[:2]
        return others
