"""The names inside a process belong to the process: none of them may stand in the C++ that runs it."""

import pathlib
import re

from cpp import CPP, for_tests_alone, is_test
from tree import Finding

# Whose children are names: roles, record types, and in each type its states and fields.
NAMING_KEYS = {"roles", "records", "states", "fields"}
ALLOWED = pathlib.Path(__file__).with_name("allowed_names.txt")


def flow_keys(text):
    """The keys of the outermost braces in `{ a: { … }, b: … }`."""
    depth, keys = 0, []
    for found in re.finditer(r"[{}\[\]]|(\w+)\s*:", text):
        if found[0] in "{[":
            depth += 1
        elif found[0] in "}]":
            depth -= 1
        elif depth == 1:
            keys.append(found[1])
    return keys


def names_in(text):
    """(name, line) of every role, type, state and field that a process file declares."""
    open_keys = []  # (indent, key) from the outermost in
    for number, line in enumerate(text.splitlines(), 1):
        entry = re.match(r"( *)(\w+):(?:\s+(.*))?$", line)
        if not entry:
            continue
        indent, key, rest = len(entry[1]), entry[2], entry[3] or ""
        while open_keys and open_keys[-1][0] >= indent:
            open_keys.pop()
        if open_keys and open_keys[-1][1] in NAMING_KEYS:
            yield key, number
        if key in NAMING_KEYS and rest.startswith("{"):
            for name in flow_keys(rest):
                yield name, number
        open_keys.append((indent, key))


def read_allowed(text):
    """word → reason, from lines `word: reason`."""
    allowed = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            word, _, reason = line.partition(":")
            allowed[word.strip()] = reason.strip()
    return allowed


def process_names(tree):
    """No state, role, type or field of a process is spelt in src/, unless the word is the engine's own."""
    allowed = read_allowed(ALLOWED.read_text(encoding="utf-8"))
    names = {}
    for path, text in tree.files(under="processes/", suffixes=("/process.yaml",)):
        for name, number in names_in(text):
            names.setdefault(name, f"{path}:{number}")
    test_code = for_tests_alone(tree)
    for path, number, line in tree.lines(under="src/", suffixes=CPP):
        if is_test(path) or path in test_code:
            continue
        for literal in re.findall(r'"(\w+)"', re.sub(r"//.*", "", line)):
            if literal in names and literal not in allowed:
                yield Finding(
                    path,
                    number,
                    f'"{literal}" is a name of a process ({names[literal]}): the engine knows none',
                )


def allowed_names(tree):
    """An exception gives its reason, and goes when no process needs it any more."""
    names = {
        name
        for _, text in tree.files(under="processes/", suffixes=("/process.yaml",))
        for name, _ in names_in(text)
    }
    path = "tools/tidy/allowed_names.txt"
    for word, reason in read_allowed(tree.texts.get(path, "")).items():
        if not reason:
            yield Finding(path, 0, f"'{word}' is allowed without a reason")
        if word not in names:
            yield Finding(path, 0, f"'{word}' is no name of any process: take it out")


CHECKS = [process_names, allowed_names]
