"""Runs one module of unittest cases and closes with `N passed, N failed`."""

import pathlib
import sys
import unittest

here = pathlib.Path(__file__).parent
root = here.parents[1]
sys.path[:0] = [str(here), str(root / "tools"), str(root / "tools" / "tidy")]
sys.dont_write_bytecode = True

suite = unittest.defaultTestLoader.loadTestsFromName(sys.argv[1])
result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(suite)
# A case counts once, however many of its sub-tests failed.
troubles = [test for test, _ in result.failures + result.errors + result.skipped] + result.unexpectedSuccesses
failed = len({getattr(test, "test_case", test).id() for test in troubles})
print(f"{result.testsRun - failed} passed, {failed} failed")
sys.exit(1 if failed or not result.testsRun else 0)
