"""Checks of everything that is text: documents, scripts, migrations, lock files."""

import pathlib
import posixpath
import re

from tree import Finding

# The places of a tree that a document may name.
TOP_LEVEL = r"(?:src|docs|tests|tools|web|processes|schema|bench|packaging|cmake|\.ci)"
NAMED_PATH = re.compile(rf"`((?:\./)?{TOP_LEVEL}/[\w./*?-]+?)(?::\d+)?`")
LINK = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)(?:#[^)]*)?\)")
# tidy itself must spell out what it looks for, and its tests plant it.
SPELLS_IT_OUT = ("tools/tidy/", "tests/house/")


def spelled_out(path):
    return path.startswith(SPELLS_IT_OUT)


def leftovers(tree):
    """What is still to be done is an issue, not a comment."""
    for path, number, line in tree.lines(
        suffixes=(".cpp", ".hpp", ".py", ".sh", ".ts", ".svelte", ".mjs", ".sql", ".cmake", ".yaml")
    ):
        if not spelled_out(path) and re.search(r"\b(TODO|FIXME|XXX|HACK)\b", line):
            yield Finding(path, number, "a leftover note: do it now or open an issue")


def document_paths(tree):
    """Every path that a document names exists; every relative link leads somewhere."""
    for path, number, line in tree.lines(suffixes=(".md",)):
        for named in NAMED_PATH.findall(line):
            named_path = named.removeprefix("./").rstrip(".")
            # From the root, or from where the document stands.
            if not tree.exists(named_path) and not tree.exists(posixpath.join(posixpath.dirname(path), named_path)):
                yield Finding(path, number, f"names {named}, which is not there")
        for link in LINK.findall(line):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), link))
            if target != "." and not tree.exists(target):
                yield Finding(path, number, f"links to {link}, which is not there")


EXCERPT = re.compile(r"^From `([\w./-]+)`[^\n]*\n\n```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)


def excerpts(tree):
    """What a document shows "From `file`" stands in that file, line for line; lines may be left out between."""
    for path, text in tree.files(suffixes=(".md",)):
        for block in EXCERPT.finditer(text):
            known = {line.strip() for line in tree.texts.get(block[1], "").splitlines()}
            first = text.count("\n", 0, block.start(2)) + 1
            for number, line in enumerate(block[2].splitlines(), first):
                if line.strip() and line.strip() not in known:
                    yield Finding(path, number, f"shows a line that {block[1]} does not have")


DOCS_FOLDERS = {"decisions", "inside", "operate", "pictures", "processes", "reference", "use"}


def documents(tree):
    """docs/ holds pages for readers, in the folders for them: no plans, logs or generated reports."""
    for path in sorted(tree.paths):
        parts = pathlib.PurePosixPath(path).parts
        if parts[0] == "docs" and len(parts) > 2 and parts[1] not in DOCS_FOLDERS:
            yield Finding(path, 0, f"docs/ has no folder '{parts[1]}': {', '.join(sorted(DOCS_FOLDERS))}")
        if path.startswith("docs/pictures/") != (parts[0] == "docs" and path.endswith(".png")):
            yield Finding(path, 0, "pictures of documents are PNG files in docs/pictures/")
    numbers = {}
    for path in sorted(tree.paths):
        decision = re.match(r"docs/decisions/(\d{4})-[\w-]+\.md$", path)
        if path.startswith("docs/decisions/") and not decision:
            yield Finding(path, 0, "a decision is named NNNN-what-it-is.md")
        elif decision and numbers.setdefault(decision[1], path) != path:
            yield Finding(path, 0, f"has the number of {numbers[decision[1]]}")


MIGRATION = re.compile(r"-- (\d{4})\b.*\b(journal|derived|operational)\b")


def migrations(tree):
    """A migration's first line gives its number and says of what sort its tables are."""
    for folder in sorted(
        {
            str(pathlib.PurePosixPath(path).parent)
            for path, _ in tree.files(under="schema/", suffixes=(".sql",))
        }
    ):
        expected = 1
        for path, text in tree.files(under=folder + "/", suffixes=(".sql",)):
            first = text.split("\n", 1)[0]
            found = MIGRATION.match(first)
            if not found:
                yield Finding(
                    path, 1, "the first line must read '-- NNNN: …', and say journal, derived or operational"
                )
            elif int(found[1]) != expected or not pathlib.PurePosixPath(path).name.startswith(found[1]):
                yield Finding(
                    path, 1, f"has the number {found[1]}; the next one in {folder} is {expected:04}"
                )
            expected += 1


MACHINE_PATH = re.compile(r"(?<![\w.$}/-])/(?:root|home/\w+|work|Users/\w+|build)/[\w.-]+")


def machine_paths(tree):
    """A path that exists on one machine alone."""
    for path, number, line in tree.lines():
        if not spelled_out(path) and MACHINE_PATH.search(line):
            yield Finding(path, number, f"names a path of one machine: {MACHINE_PATH.search(line)[0]}")


REGISTRY = re.compile(
    r"registry\.npmjs\.org|registry\.yarnpkg\.com|deb\.debian\.org|proxy\.golang\.org|files\.pythonhosted\.org"
)


def registries(tree):
    """Where packages come from is the installing machine's business."""
    for path, number, line in tree.lines():
        if spelled_out(path):
            continue
        if REGISTRY.search(line):
            yield Finding(path, number, f"names a package registry's host: {REGISTRY.search(line)[0]}")
        elif path.endswith("package-lock.json") and '"resolved"' in line:
            yield Finding(
                path,
                number,
                'a lock file without "resolved": npm config set omit-lockfile-registry-resolved true',
            )


CHECKS = [leftovers, document_paths, excerpts, documents, migrations, machine_paths, registries]
