"""How a test that is a program runs, and what it says at its end."""

import unittest


def tell(checks):
    """checks: (what, holds) for each thing that must be true. Prints a line for each and the sum; gives the exit code."""
    for what, holds in checks:
        print(("ok      " if holds else "DIFFERS ") + what)
    passed = sum(bool(holds) for _, holds in checks)
    print(f"{passed} passed, {len(checks) - passed} failed")
    return 0 if passed == len(checks) else 1


def run_cases(verbosity=1):
    """Runs the cases of the program, those that its arguments name or all. Prints the sum; gives the exit code."""
    result = unittest.main(exit=False, verbosity=verbosity).result
    bad = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - bad} passed, {bad} failed")
    return 1 if bad or not result.testsRun else 0
