"""Starts a desk with its demonstration and sends web/e2e/journey.mjs through its page.

usage: journey.py BINARY NODE
"""

import subprocess
import sys
import tempfile

from desk import Desk


def main():
    with tempfile.TemporaryDirectory(prefix="reeve-journey-") as folder:
        desk = Desk(sys.argv[1], folder, "--demo")
        try:
            return subprocess.run([sys.argv[2], "web/e2e/journey.mjs", "--base", desk.base, "--demo", f"{folder}/demo.json"],
                                  check=False).returncode
        finally:
            desk.stop()


if __name__ == "__main__":
    sys.exit(main())
