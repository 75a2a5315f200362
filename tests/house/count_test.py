"""The closing line of a test run counts what ran, and nothing else."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import count_tests

CTEST = '<testsuite><testcase name="{name}" status="{status}" time="1.5"><system-out>{output}</system-out></testcase></testsuite>'


class Count(unittest.TestCase):
    def rows(self, name, status, output="", report=None):
        with tempfile.TemporaryDirectory() as folder:
            results = pathlib.Path(folder)
            (results / "ctest.xml").write_text(CTEST.format(name=name, status=status, output=output))
            if report:
                (results / f"{name}_test.json").write_text(json.dumps(report))
            return count_tests.count(results)

    @staticmethod
    def report(*cases):
        return {"testsuites": [{"testsuite": list(cases)}]}

    def test_cases_of_googletest(self):
        good = {"status": "RUN", "result": "COMPLETED"}
        report = self.report(
            good, good, {**good, "failures": [{}]}, {"status": "NOTRUN"}, {**good, "result": "SKIPPED"}
        )
        self.assertEqual(self.rows("base", "fail", report=report), [("base", 2, 2, 1.5)])

    def test_a_suite_that_dies_after_its_cases_has_failed(self):
        report = self.report({"status": "RUN"})
        self.assertEqual(self.rows("base", "fail", report=report), [("base", 1, 1, 1.5)])
        self.assertEqual(self.rows("base", "fail", "3 passed, 0 failed\n"), [("base", 3, 1, 1.5)])

    def test_a_closing_line_counts_and_the_last_one_holds(self):
        self.assertEqual(
            self.rows("api", "run", "1 passed, 0 failed\nmore\n12 passed, 0 failed\n"), [("api", 12, 0, 1.5)]
        )

    def test_a_test_without_one_is_one_case(self):
        self.assertEqual(self.rows("api", "run", "all is well"), [("api", 1, 0, 1.5)])
        self.assertEqual(self.rows("api", "fail", ""), [("api", 0, 1, 1.5)])

    def test_no_two_tests_write_one_report(self):
        listed = subprocess.run(["ctest", "--test-dir", os.environ["REEVE_BUILD"], "--show-only=json-v1"],
                                capture_output=True, text=True, check=True)
        reports = {}
        for test in json.loads(listed.stdout)["tests"]:
            settings = [each["value"] for each in test["properties"] if each["name"] == "ENVIRONMENT"]
            report = [line for line in sum(settings, []) if line.startswith("GTEST_OUTPUT=")]
            runs_googletest = any(part.endswith("_test") for part in test.get("command", []))
            self.assertEqual(len(report), 1 if runs_googletest and not test["name"].startswith("house_") else 0, test["name"])
            reports.setdefault(tuple(report) or test["name"], []).append(test["name"])
        self.assertEqual([names for names in reports.values() if len(names) > 1], [])


if __name__ == "__main__":
    unittest.main()
