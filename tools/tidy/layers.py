"""What a folder of src/ says it sees is what the architecture lets it see."""

import re

from tree import Finding

LAYERS = {
    "base": [],
    "page": ["base"],
    "client": ["base"],
    "cel": ["base"],
    "calendar": ["base"],
    "process": ["cel", "calendar", "base"],
    "records": ["process", "cel", "calendar", "base"],
    "verify": ["records", "process", "cel", "calendar", "base"],
    "seal": ["base"],
    "store": ["records", "process", "seal", "base"],
    "desk": ["store", "seal", "verify", "records", "process", "cel", "calendar", "base"],
    "http": ["desk", "store", "seal", "verify", "records", "process", "cel", "calendar", "page", "base"],
    "import": ["client", "desk", "store", "seal", "verify", "records", "process", "cel", "calendar", "base"],
    "rehearse": ["client", "desk", "store", "seal", "verify", "records", "process", "cel", "calendar", "base"],
}
# These two stand above all others; app is the only one that sees cli.
LAYERS["cli"] = [*LAYERS]
LAYERS["app"] = [*LAYERS]


def below(folder):
    """All that a folder can include: what it sees, and what that sees."""
    return set(LAYERS[folder]).union(*(below(seen) for seen in LAYERS[folder]))


CALL = re.compile(r"reeve_library\(\s*(\w+)([^)]*)\)")
LINKED = re.compile(r"target_link_libraries\(([^)]*)\)")


def seen_by(text):
    """The folders that a CMakeLists.txt lets a folder see, by either way of saying so."""
    seen = set()
    for _, arguments in CALL.findall(text):
        sees = re.search(r"\bSEES\b([\w\s]*?)(?:\bUSES\b|$)", arguments)
        seen |= set(sees[1].split()) if sees else set()
    for arguments in LINKED.findall(text):
        seen |= set(re.findall(r"\breeve_(\w+)", arguments.split(None, 1)[-1]))
    return seen


def sees(tree):
    """No folder is let see one above or beside it."""
    for path, text in tree.files(under="src/", suffixes=("/CMakeLists.txt",)):
        folder = path.split("/")[1]
        if path != f"src/{folder}/CMakeLists.txt":
            continue
        if folder not in LAYERS:
            yield Finding(path, 1, f"'{folder}' has no layer: the table is in tools/tidy/layers.py")
            continue
        for name in sorted(seen_by(re.sub(r"#.*", "", text)) - {folder}):
            if name not in LAYERS[folder]:
                yield Finding(path, 1, f"{folder} may not see {name}")


CHECKS = [sees]
