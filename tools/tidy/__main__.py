"""Prints what breaks the house rules, file by file, and fails when anything does. `python3 tools/tidy [ROOT]`."""

import pathlib
import sys

import cpp
import documents
import layers
import names
import sizes
import text
import tree

CHECKS = [*cpp.CHECKS, *documents.CHECKS, *layers.CHECKS, *names.CHECKS, *sizes.CHECKS, *text.CHECKS]


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2]
    inspected = tree.read(root)
    passed = failed = 0
    for check in CHECKS:
        findings = list(check(inspected))
        if findings:
            failed += 1
            print(f"{check.__name__}: {check.__doc__.strip()}")
            for finding in findings:
                print(f"  {finding}")
        else:
            passed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
