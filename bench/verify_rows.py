"""How fast everything that can happen in a process is explored."""

import programs


def measure(build, table):
    table.head("Exploring a process, one thread")
    found = programs.run(build / "bench" / "bench_verify", seconds=300)
    million = found["seconds"] * 1e6 / found["states"]
    table.row(f"{found['states']:,} states, {found['steps']:,} steps", f"{found['states'] / found['seconds']:,.0f} states/s")
    table.row("1,000,000 states", f"{million:.1f} s", "", None, "20 s", million <= 20 and found["complete"] and found["states"] >= 1_000_000)
    memory = found["peak_mib"] * 1e6 / found["states"]
    table.row("memory for them", f"{memory:,.0f} MiB", "", None, "2,048 MiB", memory <= 2048)
