"""Counts the cases that ran, suite by suite, and closes with `N passed, N failed`.

A GoogleTest suite tells its cases in a JSON file of its own; any other test may close its output with a line
`N passed, N failed`, and counts as one case if it does not. A suite that ended badly has at least one failure,
whatever it said itself. The exit code is 1 when something failed or nothing ran.
"""

import json
import pathlib
import re
import sys
import xml.etree.ElementTree

CLOSING_LINE = re.compile(r"^(\d+) passed, (\d+) failed$", re.MULTILINE)


def cases_of_gtest(report):
    passed = failed = 0
    for suite in report["testsuites"]:
        for case in suite["testsuite"]:
            if case["status"] != "RUN":
                continue
            # A case that skips itself has shown nothing.
            if case.get("failures") or case.get("result") == "SKIPPED":
                failed += 1
            else:
                passed += 1
    return passed, failed


def cases_of_output(text, succeeded):
    closing = CLOSING_LINE.findall(text)
    if closing:
        passed, failed = closing[-1]
        return int(passed), int(failed)
    return (1, 0) if succeeded else (0, 1)


def count(results):
    """Gives (suite, passed, failed, seconds) for each test that ctest ran."""
    rows = []
    for case in xml.etree.ElementTree.parse(results / "ctest.xml").getroot().iter("testcase"):
        name = case.get("name")
        succeeded = case.get("status") == "run"
        own_report = results / f"{name}_test.json"
        if own_report.exists():
            passed, failed = cases_of_gtest(json.loads(own_report.read_text()))
        else:
            passed, failed = cases_of_output(case.findtext("system-out") or "", succeeded)
        if not succeeded and failed == 0:
            failed = 1
        rows.append((name, passed, failed, float(case.get("time") or 0)))
    return rows


def main():
    rows = count(pathlib.Path(sys.argv[1]))
    print()
    for name, passed, failed, seconds in sorted(rows, key=lambda row: -row[3]):
        print(f"{name:32} {passed:6} passed {failed:4} failed {seconds:8.1f} s")
    passed = sum(row[1] for row in rows)
    failed = sum(row[2] for row in rows)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
