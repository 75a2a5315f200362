"""Runs the page's unit tests, in web/, and closes with `N passed, N failed`. `units.py NODE`."""

import json
import pathlib
import subprocess
import sys
import tempfile

with tempfile.TemporaryDirectory() as folder:
    report = pathlib.Path(folder, "report.json")
    ran = subprocess.run(
        [
            sys.argv[1],
            "node_modules/vitest/vitest.mjs",
            "run",
            "--reporter=default",
            "--reporter=json",
            f"--outputFile.json={report}",
        ]
    )
    told = json.loads(report.read_text())
# A test that does not run has shown nothing.
failed = told["numTotalTests"] - told["numPassedTests"]
print(f"{told['numPassedTests']} passed, {failed} failed")
sys.exit(1 if failed or ran.returncode else 0)
