"""How fast everything that can happen in a process is explored: in a light one, and in one with clocks, approvals, limits and links."""

import pathlib

import programs

RICH = pathlib.Path(__file__).with_name("rich.yaml")


def measure(build, table):
    table.head("Exploring a process, one thread")
    for name, words in (("a light one", ()), ("a rich one", (RICH,))):
        found = programs.run(build / "bench" / "bench_verify", *words, seconds=300)
        million = found["seconds"] * 1e6 / found["states"]
        table.row(f"{name}: {found['states']:,} states, {found['steps']:,} steps", f"{found['states'] / found['seconds']:,.0f} states/s")
        whole = found["complete"] or bool(words)
        table.row("1,000,000 states", f"{million:.1f} s", "", None, "20 s", million <= 20 and whole and found["states"] >= 1_000_000)
        memory = found["peak_mib"] * 1e6 / found["states"]
        table.row("memory for them", f"{memory:,.0f} MiB", "", None, "2,048 MiB", memory <= 2048)
