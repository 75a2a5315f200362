"""Checks of what documents promise: that links arrive, and that commands and their flags exist."""

import posixpath
import re

from tree import Finding

LINK = re.compile(r"\]\((?!\w+:)([^)#\s]*)#([^)\s]+)\)")
FENCE = re.compile(r"^\s*```")
CODE = re.compile(r"`([^`]+)`")
DEV = re.compile(r"(?:^|\s)\./dev (\w[\w-]*)")
REEVE = re.compile(r"(?:^|[\s/])reeve (\w[\w-]*)([^|;#]*)")
FLAG = re.compile(r"(?<![\w-])--[a-z][\w-]*")


def slug(heading):
    """The anchor that a heading has where Markdown is shown."""
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").strip().lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")


def anchors_of(text):
    found, fenced = set(), False
    for line in text.splitlines():
        fenced ^= bool(FENCE.match(line))
        heading = None if fenced else re.match(r"#+ (.+)", line)
        if heading:
            found.add(slug(heading[1]))
    return found


def document_anchors(tree):
    """A link to a part of a page leads to a heading of it."""
    for path, number, line in tree.lines(suffixes=(".md",)):
        for link, anchor in LINK.findall(line):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), link)) if link else path
            if target.endswith(".md") and anchor not in anchors_of(tree.texts.get(target, "")):
                yield Finding(path, number, f"links to #{anchor}, and {target} has no such heading")


def written_code(tree):
    """(path, line number, code) of what documents set as code, in a line or in a block."""
    for path, text in tree.files(suffixes=(".md",)):
        fenced = False
        for number, line in enumerate(text.splitlines(), 1):
            if FENCE.match(line):
                fenced = not fenced
            elif fenced:
                yield path, number, line
            else:
                yield from ((path, number, code) for code in CODE.findall(line))


def commands(tree):
    """Every verb of ./dev and of reeve that a document names exists, and so do its flags."""
    dev_verbs = set(re.findall(r"^ {4}([a-z]+)\) \w+_verb", tree.texts.get("dev", ""), re.MULTILINE))
    sources = "\n".join(text for path, text in tree.files() if not path.endswith(".md"))
    for path, number, code in written_code(tree):
        for verb in DEV.findall(code):
            if verb not in dev_verbs:
                yield Finding(path, number, f"names `./dev {verb}`, which is no verb of it")
        for verb, rest in REEVE.findall(code):
            source = tree.texts.get(f"src/cli/{verb}.cpp")
            if source is None:
                yield Finding(path, number, f"names `reeve {verb}`, which is no verb of it")
                continue
            for flag in FLAG.findall(rest):
                if f'"{flag}"' not in source:
                    yield Finding(path, number, f"names `reeve {verb} {flag}`, which it does not take")
        if code.startswith("--"):
            for flag in FLAG.findall(code):
                if flag not in sources:
                    yield Finding(path, number, f"names {flag}, which nothing takes")


CHECKS = [document_anchors, commands]
