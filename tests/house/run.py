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
failed = len(result.failures) + len(result.errors) + len(result.skipped) + len(result.unexpectedSuccesses)
print(f"{result.testsRun - failed} passed, {failed} failed")
sys.exit(1 if failed or not result.testsRun else 0)
