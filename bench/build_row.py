"""A build of the binary from nothing, and of one file that changed, both without the compiler's cache."""

import os
import subprocess
import time

GOAL_MINUTES, GOAL_SECONDS = 8, 15
CHANGED = "desk/loop_act.cpp"       # in the midst of the program, with all its headers
SHOWN = 10


def measure(root, folder, table):
    table.head("Build, from nothing and of one file")
    build = folder / "build"
    env = {**os.environ, "CCACHE_DISABLE": "1"}
    begun = time.monotonic()
    for words in (["cmake", "-S", root, "-B", build, "-G", "Ninja"], ["ninja", "-C", build, "reeve"]):
        subprocess.run(words, check=True, env=env, stdout=subprocess.DEVNULL)
    minutes = (time.monotonic() - begun) / 60
    table.row("build of the binary from nothing", f"{minutes:.1f} min", "", None, f"<= {GOAL_MINUTES} min", minutes <= GOAL_MINUTES)
    objects = object_seconds(build)
    for seconds, name in sorted(((seconds, name) for name, seconds in objects.items()), reverse=True)[:SHOWN]:
        table.note(f"{seconds:6.1f} s  {name}")
    again = next(build / name for name in objects if name.endswith(CHANGED + ".o"))
    again.unlink()      # as if its text had changed, without touching the source
    begun = time.monotonic()
    subprocess.run(["ninja", "-C", build, "reeve"], check=True, env=env, stdout=subprocess.DEVNULL)
    seconds = time.monotonic() - begun
    table.row(f"build after a change in {CHANGED}", f"{seconds:.1f} s", "", None, f"<= {GOAL_SECONDS} s", seconds <= GOAL_SECONDS)


def object_seconds(build):
    """What each file took."""
    lines = (line.split("\t") for line in (build / ".ninja_log").read_text().splitlines()[1:])
    return {name: (int(end) - int(start)) / 1000 for start, end, _, name, _ in lines if name.endswith(".o")}
