"""Folding the journal: apply alone, all derived tables beside a bare insert of the same rows, and memory at ten times the size."""

import programs
from large_desks import SMALL
from table import rate

LARGE = 10 * SMALL
FLAT = 1.3


def measure(build, data, scratch, table):
    table.head(f"Replay of the journal of {LARGE:,} records, beside a bare insert of the same rows")
    small, large = (programs.run(build / "bench" / "bench_engine", "replay", data.desk(records), scratch, seconds=600)
                    for records in (SMALL, LARGE))
    apply = large["apply_per_second"]
    table.row("apply alone, events a core", rate(apply), "", None, ">= 1,000,000/s", apply >= 1_000_000)
    ratio = large["bare_seconds"] / large["rebuild_seconds"]
    table.row("rebuild of the derived tables, events", rate(large["rebuild_per_second"]),
              rate(large["events"] / large["bare_seconds"]), ratio, ">= 0.40", ratio >= 0.4)
    table.note(f"{large['events']:,} events, {large['bare_rows']:,} rows")
    grown = large["rebuild_peak_mib"] / small["rebuild_peak_mib"]
    table.row("memory of a rebuild, 10 times the events", f"{large['rebuild_peak_mib']} MiB", f"{small['rebuild_peak_mib']} MiB", grown,
              f"flat: <= {FLAT}", grown <= FLAT)
