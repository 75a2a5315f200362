"""A clean build of the binary, without the compiler's cache."""

import os
import subprocess
import time


def measure(root, folder, table):
    table.head("Build, from nothing")
    env = {**os.environ, "CCACHE_DISABLE": "1"}
    begun = time.monotonic()
    for words in (["cmake", "-S", root, "-B", folder / "build", "-G", "Ninja"], ["ninja", "-C", folder / "build", "reeve"]):
        subprocess.run(words, check=True, env=env, stdout=subprocess.DEVNULL)
    minutes = (time.monotonic() - begun) / 60
    table.row("clean build of the binary", f"{minutes:.1f} min", "", None, "8 min, never 15", minutes <= 8)
    log = (folder / "build" / ".ninja_log").read_text().splitlines()[1:]
    slowest = sorted(((int(end) - int(start), name) for start, end, _, name, _ in (line.split("\t") for line in log)), reverse=True)
    for millis, name in slowest[:10]:
        table.note(f"{millis / 1000:6.1f} s  {name}")
