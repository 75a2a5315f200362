"""Sizes, ratcheted: what is over a limit is listed in limits.txt with its size, which may only go down."""

import re

from cpp import is_test
from tree import Finding

LIMITS = "tools/tidy/limits.txt"
CODE = (".cpp", ".hpp", ".py", ".sh", ".svelte", ".ts", ".mjs", ".cmake")
FUNCTION_LINES_MAX = 60


def lines_max(path):
    if path.endswith(".hpp"):
        return 150
    return 300 if path.endswith(".svelte") else 500


def long_functions(text):
    """(line, name, length) of the functions over the limit: from a head at the margin to the brace at the margin."""
    start = name = None
    for number, line in enumerate(text.splitlines(), 1):
        head = re.match(r"[A-Za-z].*?([\w:~]+)\([^;]*$", line)
        if head and not line.startswith(
            ("namespace", "class", "struct", "enum", "union", "using", "TEST", "#")
        ):
            start, name = number, head[1]
        elif line.startswith(("}", ")")) and start:
            if number - start + 1 > FUNCTION_LINES_MAX:
                yield start, name, number - start + 1
            start = None


def read_limits(text):
    """What may be over its limit, and how large: lines `path[#function] size`."""
    limits = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            what, size = line.split()
            limits[what] = int(size)
    return limits


def over_limit(tree):
    """(what, line, size, limit) of every file and function over its limit."""
    for path, text in tree.files(suffixes=CODE):
        size = len(text.splitlines())
        if size > lines_max(path):
            yield path, 0, size, lines_max(path)
        # A test is a story told at once; its length is no sign.
        if path.endswith(".cpp") and not is_test(path):
            for line, name, length in long_functions(text):
                yield f"{path}#{name}", line, length, FUNCTION_LINES_MAX


def sizes(tree):
    """Nothing grows over its limit; what is over it already may only shrink."""
    limits = read_limits(tree.texts.get(LIMITS, ""))
    found = set()
    for what, line, size, limit in over_limit(tree):
        found.add(what)
        path, _, function = what.partition("#")
        named = f"{function}: " if function else ""
        if what not in limits:
            yield Finding(path, line, f"{named}{size} lines, at most {limit}: it holds more than one idea")
        elif size > limits[what]:
            yield Finding(
                path, line, f"{named}{size} lines, and {LIMITS} allows {limits[what]}: it may only shrink"
            )
        elif size < limits[what]:
            yield Finding(path, line, f"{named}{size} lines now: lower the {limits[what]} in {LIMITS}")
    for what in sorted(set(limits) - found):
        yield Finding(LIMITS, 0, f"{what} is within its limit now: take it out")


CHECKS = [sizes]
