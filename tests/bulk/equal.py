"""The bulk writer of bench/ writes what acts write: 1,000 records, row by row, and a replay of what it made.

usage: equal.py REEVE BENCH_BULK
"""

import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

root = pathlib.Path(__file__).resolve().parents[2]
RECORDS = 1000
JOURNAL = ("event", "event_text")
# Where acts and the bulk writer must differ: in which order events of different records came, and so who got which shelf.
ORDER = {"seq": "event", "event": "event", "key": "record", "rowid": "record", "shelf": "shelf"}


def run(*words):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, f"{words[0]} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
    return done.stdout


def replayed_tables(binary, folder):
    """The names of the derived tables; a replay finds them all equal."""
    lines = run(binary, "replay", "--data", folder).splitlines()
    tables = [line.split()[0] for line in lines if line.endswith(" equal")]
    assert {"record", "record_left", "timer", "search"} <= set(tables), lines
    return tables


class Rows:
    """A table's rows as a set of their own: events and records are named by what they are, not by their place."""

    def __init__(self, folder):
        self.database = sqlite3.connect(f"file:{folder}/reeve.sqlite?mode=ro", uri=True)
        self.names = {
            "event": dict(self.database.execute("SELECT seq, id FROM event")),
            "record": dict(self.database.execute("SELECT key, id FROM record")),
            "shelf": {number: of for number, *of in self.database.execute("SELECT number, process, party FROM shelf")},
        }

    def of(self, table):
        first = "rowid, " if table == "search" else ""
        kind = " WHERE stream_kind = 'record'" if table == "event" else ""
        rows = self.database.execute(f"SELECT {first}* FROM {table}{kind}")
        columns = [column[0] for column in rows.description]
        if table == "event_text":
            records = {seq for (seq,) in self.database.execute("SELECT seq FROM event WHERE stream_kind = 'record'")}
            rows = (row for row in rows if row[0] in records)
        named = [tuple(self.named(column, value) for column, value in zip(columns, row)) for row in rows]
        return sorted(named, key=repr)

    def named(self, column, value):
        return self.names[ORDER[column]][value] if column in ORDER else value


def hold_lists(whole, listed):
    """A desk that has lists alone has the same of them; its records have ids and keys of their own."""
    shown = [name for _, name, *_ in whole.execute("PRAGMA table_info(record)") if name not in ("key", "id", "shelf", "reach")]
    of_record = f"SELECT {', '.join(shown)} FROM record ORDER BY number"
    assert whole.execute(of_record).fetchall() == listed.execute(of_record).fetchall(), "the rows of records differ"
    for table, columns in (("record_party", "(SELECT party FROM shelf WHERE number = t.shelf), t.due"), ("record_person", "t.person, t.ground"), ("record_left", "t.who"),
                           ("timer", "t.kind, t.name, t.due"), ("search", "t.title, t.description")):
        key = "t.rowid" if table == "search" else "t.key"
        beside = f"SELECT number, {columns} FROM {table} t JOIN record r ON r.key = {key}"
        assert sorted(whole.execute(beside)) == sorted(listed.execute(beside)), f"{table} differs"


def main():
    binary, bulk = sys.argv[1:3]
    with tempfile.TemporaryDirectory(prefix="reeve-bulk-") as folder:
        acts, same, grown = (pathlib.Path(folder) / name for name in ("acts", "same", "grown"))
        for each in (acts, same):
            each.mkdir()
        run(sys.executable, root / "bench" / "lives.py", binary, acts, RECORDS)
        run(bulk, "same", acts, same)
        ours, theirs = Rows(acts), Rows(same)
        compared = 0
        for table in (*replayed_tables(binary, same), *JOURNAL):
            expected, written = ours.of(table), theirs.of(table)
            assert len(expected) > 0 or table not in ("record", "record_left", "timer"), f"{table} is empty: nothing is compared"
            assert expected == written, f"{table} differs: {[pair for pair in zip(expected, written) if pair[0] != pair[1]][:1]}"
            compared += len(expected)
        shutil.copytree(acts, grown)
        run(bulk, "copies", acts, grown, 3 * RECORDS)
        replayed_tables(binary, grown)
        count = Rows(grown).database.execute("SELECT count(*) FROM record").fetchone()[0]
        assert count == 3 * RECORDS, count
        listed = pathlib.Path(folder) / "listed"
        shutil.copytree(acts, listed)
        run(bulk, "lists", acts, listed, 3 * RECORDS)
        hold_lists(Rows(grown).database, Rows(listed).database)
        print(f"{compared} rows are equal, and a replay of three times as many records")


if __name__ == "__main__":
    main()
