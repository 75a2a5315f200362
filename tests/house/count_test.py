"""The closing line of a test run counts what ran, and nothing else."""

import json
import pathlib
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


if __name__ == "__main__":
    unittest.main()
