"""What the page does in a real browser, on a slow line and a slow processor."""

import json
import subprocess


def measure(root, build, table):
    table.head("The page, in Chromium")
    node = root / ".cache" / "node" / "bin" / "node"
    command = [node, "web/bench/speed.mjs", "--binary", build / "src" / "app" / "reeve"]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as running:
        for line in running.stdout:
            seen = json.loads(line)
            value, unit, limit = seen["value"], seen["unit"], seen["limit"]
            table.row(seen["what"], f"{value:g} {unit}", f"{limit:g} {unit}", value / limit, f"at most {limit:g} {unit}", value <= limit)
    if running.returncode != 0:
        raise SystemExit("bench: the browser's measures did not come to their end")
