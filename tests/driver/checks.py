"""What a test that is a program says at its end."""


def tell(checks):
    """checks: (what, holds) for each thing that must be true. Prints a line for each and the sum; gives the exit code."""
    for what, holds in checks:
        print(("ok      " if holds else "DIFFERS ") + what)
    passed = sum(bool(holds) for _, holds in checks)
    print(f"{passed} passed, {len(checks) - passed} failed")
    return 0 if passed == len(checks) else 1
