"""What a record takes on disk, measured, and what desks of other sizes need."""

from large_desks import GIB, LEFT_FREE, SMALL, listed, table_sizes

LARGE = 10 * SMALL
SIZES = (1_000_000, 5_000_000)
SHOWN = 8


def measure(data, table):
    table.head(f"Bytes a record on disk, at {LARGE:,} records")
    small = table_sizes(data.desk(SMALL) / "reeve.sqlite")
    large = table_sizes(data.desk(LARGE) / "reeve.sqlite")
    each = sum(large.values()) / LARGE
    lists = sum(size for name, size in large.items() if listed(name)) / LARGE
    table.row("all of a record", f"{each:,.0f} bytes", f"{sum(small.values()) / SMALL:,.0f} bytes", each / (sum(small.values()) / SMALL))
    table.note(", ".join(f"{name} {size / LARGE:,.0f}" for name, size in list(large.items())[:SHOWN]))
    table.row("of them what lists are read from", f"{lists:,.0f} bytes")
    for records in SIZES:
        need = data.needed(records) / GIB
        table.row(f"{records:,} records need", f"{need:.1f} GiB", f"{data.needed(records, lists=True) / GIB:.1f} GiB for lists")
    table.note(f"{max(0, data.room()) / GIB:.1f} GiB are free beside the {LEFT_FREE // GIB} that stay free")
