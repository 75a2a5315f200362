"""Holds docs/coverage.md against the page that the rehearsals make now, and their rows against those that must be proved.

coverage.py REEVE WHERE-TO-MAKE-IT REHEARSAL…
"""

import difflib
import pathlib
import re
import subprocess
import sys

# The rows of the process that are complete: each is shown to succeed, and to be refused or breached.
PROVED = ["S1", "S3", "S4", "S5", "S6", "S7", "S8", "S9", "S11", "S14"]


def differences(kept, made):
    return list(difflib.unified_diff(kept.splitlines(), made.splitlines(), "docs/coverage.md", "as made now", lineterm=""))


def unproved(page):
    rows = {row: cells for row, *cells in re.findall(r"^\| (\w+) \| (.*) \| (.*) \|$", page, re.MULTILINE)}
    for row in PROVED:
        for cell, what in zip(rows.get(row, ["none", "none"]), ["succeed", "be refused or breached"]):
            if cell == "none":
                yield f"{row} is not shown to {what}"


def main():
    reeve, made_at, *rehearsals = sys.argv[1:]
    subprocess.run([reeve, "rehearse", "--coverage", made_at, *rehearsals], check=True)
    made = pathlib.Path(made_at).read_text(encoding="utf-8")
    kept = pathlib.Path("docs/coverage.md").read_text(encoding="utf-8")
    wrong = [*differences(kept, made), *unproved(made)]
    for line in wrong:
        print(line)
    print(f"{0 if wrong else 1} passed, {1 if wrong else 0} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
