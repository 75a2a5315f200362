"""Where a process spends its time, as `perf` sees it, while something is measured."""

import os
import shutil
import signal
import subprocess

LARGEST = 5


class Profile:
    """Between `with` and its end; `shares()` are then the largest, or why there are none."""

    def __init__(self, process, folder):
        self.process, self.file = process, folder / "perf.data"
        self.recording = None

    def __enter__(self):
        if shutil.which("perf"):
            self.recording = subprocess.Popen(["perf", "record", "-q", "-F", "499", "-o", self.file, "-p", str(self.process.pid)],
                                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return self

    def __exit__(self, *_):
        if self.recording:
            self.recording.send_signal(signal.SIGINT)
            self.recording.wait(60)

    def tell(self, table):
        table.note("the largest shares of the desk's processor time:")
        for share in self.shares():
            table.note(f"  {share}")

    def shares(self):
        if not self.recording:
            return ["no profile: this machine has no `perf` (Debian: linux-perf)"]
        lines = report(self.file, "symbol", "dso")
        if not lines:
            return ["no profile: `perf` may not look at other processes here (kernel.perf_event_paranoid)"]
        libraries = ", ".join(f"{name} {share}" for share, name in report(self.file, "dso")[:LARGEST])
        return [*(f"{share} {name}" for share, name in lines[:LARGEST]), f"by library: {libraries}"]


def report(file, *fields):
    """(share, what) of each, the largest first."""
    done = subprocess.run(["perf", "report", "-i", file, "--stdio", "--no-children", "-g", "none", "-F", "overhead," + ",".join(fields)],
                          capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"})
    lines = [line.split(None, 1) for line in done.stdout.splitlines() if line.strip() and not line.startswith("#")]
    return [(share, " ".join(name.split())) for share, name in (line for line in lines if len(line) == 2)]
