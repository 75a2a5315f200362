"""A process file as text in which parts have their places: a mutant changes the text there, and every other line stays as it was."""

import dataclasses
import pathlib

import yaml


@dataclasses.dataclass(frozen=True)
class Edit:
    start: int
    end: int
    text: str


class Document:
    """One YAML file. Nodes are PyYAML's; offsets are those of characters in `text`."""

    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.text = self.path.read_text(encoding="utf-8")
        self.root = yaml.compose(self.text, Loader=yaml.SafeLoader)

    def line(self, offset):
        return self.text.count("\n", 0, offset) + 1

    def line_text(self, offset):
        end = self.text.find("\n", offset)
        return self.text[self.text.rfind("\n", 0, offset) + 1:end if end >= 0 else len(self.text)]

    def end(self, node):
        """Where a node's own text ends: PyYAML counts the blanks and comments after a block as part of it."""
        start = node.start_mark.index
        if isinstance(node, yaml.ScalarNode) or self.text[start] in "{[":
            return start + len(self.text[start:node.end_mark.index].rstrip())
        last = node.value[-1]
        return self.end(last[1] if isinstance(last, tuple) else last)

    def source(self, node):
        return self.text[node.start_mark.index:self.end(node)]

    def in_braces(self, parent):
        return self.text[parent.start_mark.index] in "{["

    def applied(self, edits):
        text = self.text
        for edit in sorted(edits, key=lambda edit: -edit.start):
            text = text[:edit.start] + edit.text + text[edit.end:]
        return text

    def replace(self, node, text):
        return [Edit(node.start_mark.index, self.end(node), text)]

    def swap(self, one, other):
        return self.replace(one, self.source(other)) + self.replace(other, self.source(one))

    def swap_entries(self, parent, index, other):
        """Two entries of a mapping in each other's place, whole."""
        places = [(parent.value[at][0].start_mark.index, self.end(parent.value[at][1])) for at in (index, other)]
        texts = [self.text[start:end] for start, end in places]
        return [Edit(start, end, text) for (start, end), text in zip(places, reversed(texts))]

    def cut(self, parent, index):
        """Takes an entry of a mapping or an item of a list out; the whole of it where nothing else is in it goes by `cut_key`."""
        part = parent.value[index]
        first, last = part if isinstance(part, tuple) else (part, part)
        start, end = first.start_mark.index, self.end(last)
        if self.in_braces(parent):
            return [self._cut_between_commas(start, end)]
        if not isinstance(part, tuple):
            start = self.text.rfind("-", 0, start)
        line_end = self.text.find("\n", end)
        line_end = len(self.text) if line_end < 0 else line_end
        return [Edit(start, line_end, "\n" * self.text.count("\n", start, line_end))]

    def _cut_between_commas(self, start, end):
        after = end + len(self.text[end:]) - len(self.text[end:].lstrip())
        if self.text[after] == ",":
            after += 1
            return Edit(start, after + len(self.text[after:]) - len(self.text[after:].lstrip(" ")), "")
        before = len(self.text[:start].rstrip())
        return Edit(before - 1 if self.text[before - 1] == "," else start, end, "")

    def cut_key(self, mapping, key):
        for index, (name, _) in enumerate(mapping.value):
            if name.value == key:
                return self.cut(mapping, index)
        raise KeyError(key)

    def cut_keys(self, mapping, *keys):
        """Several entries of a mapping that has others as well."""
        if not self.in_braces(mapping):
            return [edit for name, _ in entries(mapping) if name in keys for edit in self.cut_key(mapping, name)]
        left = [f"{self.source(name)}: {self.source(value)}" for name, value in mapping.value if name.value not in keys]
        return self.replace(mapping, f"{{ {', '.join(left)} }}")

    def cut_only(self, mapping, key, entry):
        """An entry of the mapping below; that as well where nothing else is in it."""
        below = get(mapping, key)
        return self.cut_key(below, entry) if len(below.value) > 1 else self.cut_key(mapping, key)

    def twice(self, parent, index):
        """The item of a list once more, after itself."""
        node = parent.value[index]
        end, text = self.end(node), self.source(node)
        if self.in_braces(parent):
            return [Edit(end, end, ", " + text)]
        start = self.text.rfind("-", 0, node.start_mark.index)
        blank = start - self.text.rfind("\n", 0, start) - 1
        return [Edit(end, end, "\n" + " " * blank + self.text[start:end])]

    def add_item(self, parent, text):
        """One more item at the end of a list in brackets, or a list of a single word made of two."""
        if isinstance(parent, yaml.ScalarNode):
            return self.replace(parent, f"[{self.source(parent)}, {text}]")
        return [Edit(self.end(parent.value[-1]), self.end(parent.value[-1]), f", {text}")]

    def add_key(self, mapping, text):
        """One more entry before the first."""
        start = mapping.start_mark.index
        if self.in_braces(mapping):
            return [Edit(start + 1, start + 1, f" {text},")]
        first = mapping.value[0][0].start_mark.index
        blank = first - self.text.rfind("\n", 0, first) - 1
        return [Edit(first, first, f"{text}\n{' ' * blank}")]


def get(node, *keys):
    """The node below, by keys of mappings; None where there is none."""
    for key in keys:
        if not isinstance(node, yaml.MappingNode):
            return None
        node = next((value for name, value in node.value if name.value == key), None)
    return node


def entries(node, *keys):
    """The (name, node) pairs of a mapping."""
    node = get(node, *keys) if keys else node
    return [(name.value, value) for name, value in node.value] if isinstance(node, yaml.MappingNode) else []


def items(node):
    """The items of a list; a single word is a list of one."""
    if isinstance(node, yaml.SequenceNode):
        return list(node.value)
    return [node] if node is not None else []


def words(node):
    return [item.value for item in items(node) if isinstance(item, yaml.ScalarNode)]


def short(text):
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:57] + "…"
