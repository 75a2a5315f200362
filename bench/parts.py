"""What can be measured, part by part, with the space, memory and time that each needs."""

import dataclasses

from large_desks import GIB, PER_SECOND, SMALL

MIB = 2**20


@dataclasses.dataclass(frozen=True)
class Part:
    name: str
    what: str
    minutes: float
    mebibytes: int          # in a folder that goes again
    memory: int = 400       # MiB
    always: bool = True     # also when no part is named
    desks: tuple = ()       # sizes of the desks that it needs; 0 is what --records says


PARTS = {part.name: part for part in (
    Part("act", "durable acts at 1, 16 and 64 clients beside the frozen transaction", 1.2, 1500),
    Part("read", "one record and its timeline beside a bare Beast GET, with a profile", 0.5, 300),
    Part("engine", "working time, and guards in CEL beside C++", 0.1, 10),
    Part("verify", "exploring a light and a rich process of more than a million states", 0.5, 10, 1000),
    Part("rehearse", "the rehearsals of the shipped processes: a thousand steps", 0.2, 50),
    Part("replay", "folding a journal beside a bare insert, and its memory", 1, 2500, 3500, desks=(SMALL, 10 * SMALL)),
    Part("start", "start to the first answer, memory idle and under load", 0.5, 10, desks=(0,)),
    Part("sse", "one act to 5,000 live readers", 1.5, 100, 700),
    Part("timers", "100,000 clocks due in one minute, turned by hand and by the real clock", 4, 6000, 800, always=False),
    Part("year", "a year of 10,000 records by the clock that is turned by hand", 3, 1500, always=False),
    Part("backtest", "a calendar tried on --records records", 2, 10, 400, always=False, desks=(0,)),
    Part("scale", "lists and counts at --records beside 10,000", 6, 10, 600, always=False, desks=(SMALL, 0)),
    Part("space", "bytes a record on disk, and what large desks need", 0.2, 10, always=False, desks=(SMALL, 10 * SMALL)),
    Part("import", "rows a second of an import", 3, 1500, 600, always=False),
    Part("page", "first load on a slow line, in Chromium", 2, 300, 900, always=False),
    Part("mutants", "small changes of the shipped processes: how many are noticed", 15, 100, 1000, always=False),
    Part("build", "a build from nothing, and of one file", 20, 4000, 3000, always=False),
)}


def chosen(names):
    return [PARTS[name] for name in names] if names else [part for part in PARTS.values() if part.always]


def large(records):
    """Of the desk that is held beside the small one: at least ten times as many."""
    return max(records, 10 * SMALL)


def missing_desks(part, data, records):
    records = large(records) if part.name == "scale" else records
    lists = part.name in ("scale", "start") and data.there(records, lists=True)
    return {size or records for size in part.desks if not data.there(size or records) and not (lists and not size)}


def tell(parts, data, records):
    """One line a part; returns the bytes and MiB of memory that the greediest needs, and those of the data."""
    sizes = set()
    print("bench: each part needs, beside data that are kept:")
    for part in parts:
        print(f"    {part.name:<8} {part.minutes:5.1f} min {part.mebibytes:6,} MiB of disk {part.memory:6,} MiB of memory   {part.what}")
        sizes |= missing_desks(part, data, records)
    kept = sum(data.needed(size) for size in sizes)
    for size in sorted(sizes):
        print(f"    data of {size:,} records are made first: {data.needed(size) / GIB:.1f} GiB and about {size / PER_SECOND / 60:.0f} min, "
              f"kept in {data.shown}")
    return max(part.mebibytes for part in parts) * MIB, kept, max(part.memory for part in parts)
