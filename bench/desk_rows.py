"""What a running desk does over HTTP: acts and reads, beside the frozen limits."""

import os
import pathlib
import sqlite3
import time
import urllib.parse

import programs
import sample
from desk import Caller, Desk
from seen import processor_seconds, written_bytes
from shares import Profile
from table import millis, rate

CLIENTS = (1, 16, 64)
COMMENT = "I am looking into it now, and call back before noon."
READ_RECORDS = 2000
SECONDS = 2


class Bench:
    def __init__(self, build, folder, sync_ms, table):
        self.build, self.folder, self.sync_ms, self.table = build, folder, sync_ms, table
        self.data = folder / "data"
        self.load = programs.Load(build, folder)
        self.syncs = programs.Syncs(build, folder / "syncs", sync_ms)
        self.desk = None
        self.places = []      # of all records logged here
        self.logged = []      # of those that nobody has acknowledged

    def measure(self, part):
        self.start()
        try:
            self.sign_in()
            (self.acts if part == "act" else self.reads)()
        finally:
            self.desk.stop()

    def start(self):
        self.desk = Desk(self.build / "src" / "app" / "reeve", self.data, "--demo", env={**os.environ, **self.syncs.env})
        self.port = urllib.parse.urlparse(self.desk.base).port

    def sign_in(self):
        self.helena = Caller(self.desk, "helena")
        self.token = self.helena.headers["Authorization"].removeprefix("Bearer ")
        self.sample = sample.Sample(self.desk)

    def log(self, clients, seconds, count=None):
        """Logs records; what they measured, with the locations kept for later acts."""
        places = self.folder / "locations"
        options = {"once": True} if count else {}
        figures = self.load.measure(self.port, self.sample.issues(count or 20_000), clients, seconds, expected=(201,), token=self.token,
                                    key=f"log-{time.monotonic_ns()}", locations=places, **options)
        new = places.read_text().split()
        self.logged += new
        self.places += new
        return figures, len(new)

    def acknowledge(self, clients, seconds):
        acts = [("POST", f"{place}/acts/acknowledge", {"comment": COMMENT}) for place in self.logged]
        figures = self.load.measure(self.port, acts, clients, seconds, token=self.token, key=f"ack-{time.monotonic_ns()}", once=True)
        done = sum(figures["statuses"].values())
        self.logged = self.logged[done:]
        return figures

    def reference(self, clients):
        folder = self.folder / f"reference-{clients}"
        folder.mkdir()
        before, _ = self.syncs.read()
        figures = programs.run(self.build / "bench" / "bench_reference_transaction", folder, clients, SECONDS,
                               env={**os.environ, **self.syncs.env})
        after, _ = self.syncs.read()
        figures["syncs"] = after - before
        for file in folder.iterdir():
            file.unlink()
        return figures

    def acts(self):
        disk = f", each sync {self.sync_ms:g} ms longer" if self.sync_ms else ""
        self.table.head(f"A durable act over HTTP, beside the frozen transaction of 6 statements{disk}")
        self.log(16, 0.5)      # what is only done once is done
        for clients in CLIENTS:
            limit = self.reference(clients)
            before, rows = self.counts(), self.rows()
            ours, logged = self.log(clients, SECONDS)
            after, rows_after = self.counts(), self.rows()
            self.act_row(f"log a record, {clients} client{'s' * (clients > 1)}", ours, limit, clients)
            self.explain(before, after, rows, rows_after, logged, limit)
            before, rows = self.counts(), self.rows()
            ours = self.acknowledge(clients, SECONDS)
            after, rows_after = self.counts(), self.rows()
            self.act_row(f"acknowledge with a comment, {clients} client{'s' * (clients > 1)}", ours, limit, clients)
            self.explain(before, after, rows, rows_after, sum(ours["statuses"].values()), limit)
        with Profile(self.desk.process, self.folder) as profile:
            self.log(CLIENTS[-1], SECONDS)
        profile.tell(self.table)

    def act_row(self, what, ours, limit, clients):
        ratio = ours["per_second"] / limit["per_second"]
        judged = {"goal": ">= 0.50", "good": ratio >= 0.5} if clients == 64 else {}
        self.table.row(what, rate(ours["per_second"]), rate(limit["per_second"]), ratio, **judged)
        self.table.note(f"p50 {millis(ours['p50_us'])}, p99 {millis(ours['p99_us'])}")

    def counts(self):
        return (*self.syncs.read(), written_bytes(self.desk.process), processor_seconds(self.desk.process), time.monotonic())

    def explain(self, before, after, rows, rows_after, acts, limit):
        syncs, waited, written, worked, lasted = (b - a for a, b in zip(before, after))
        new = {table: (rows_after[table] - rows[table]) / acts for table in rows}
        kept = new.pop("bytes")
        named = ", ".join(f"{table} {count:.1f}" for table, count in new.items() if count >= 0.05)
        self.table.note(f"{acts / max(1, syncs):.1f} acts a sync (reference {limit['acts'] / max(1, limit['syncs']):.1f}), "
                        f"{waited / lasted:.0%} of the time in syncs of {waited / max(1, syncs) * 1000:.2f} ms; "
                        f"{written / acts:,.0f} bytes written and {kept:,.0f} kept an act; "
                        f"{worked / acts * 1e6:,.0f} µs of processor an act")
        self.table.note(f"new rows an act: {sum(new.values()):.1f}" + (f" ({named})" if named else ""))

    def rows(self):
        """Rows of each table and bytes of the whole, as they are now."""
        database = sqlite3.connect(f"file:{next(self.data.glob('*.sqlite'))}?mode=ro", uri=True)
        try:
            names = [name for (name,) in database.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search_%'")]
            counts = {name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}
            pages, size = (database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
            return {**counts, "bytes": pages * size}
        finally:
            database.close()

    def get_beside_bare(self, targets, clients, seconds, token=None):
        """A GET's figures, and those of a bare server that answers with the same bytes."""
        saved = self.folder / "response"
        requests = [("GET", target, None) for target in targets]
        before = processor_seconds(self.desk.process)
        ours = self.load.measure(self.port, requests, clients, seconds, warm=0.3, token=token or self.token, save=saved)
        ours["processor_us"] = (processor_seconds(self.desk.process) - before) / sum(ours["statuses"].values()) * 1e6
        with programs.BareGet(self.build, saved) as bare:
            limit = self.load.measure(bare.port, requests, clients, seconds, warm=0.3, token=token or self.token)
        return ours, limit

    def reads(self):
        self.table.head("Read, 16 clients, beside a bare Beast GET of the same bytes")
        self.log(64, 120, count=READ_RECORDS)
        self.acknowledge(64, 120)
        places = self.places[-100:]
        for what, targets in (("read one record, authorised", places), ("its timeline", [f"{place}/timeline" for place in places])):
            ours, limit = self.get_beside_bare(targets, 16, 3)
            ratio = ours["per_second"] / limit["per_second"]
            judged = {"goal": ">= 0.60", "good": ratio >= 0.6} if what.startswith("read") else {}
            self.table.row(what, rate(ours["per_second"]), rate(limit["per_second"]), ratio, **judged)
            self.table.note(f"p50 {millis(ours['p50_us'])}, p99 {millis(ours['p99_us'])}; the limit's {millis(limit['p50_us'])}, "
                            f"{millis(limit['p99_us'])}; {ours['bytes'] / ours['requests']:,.0f} bytes, {ours['processor_us']:,.0f} µs of processor each")
            if judged:
                self.profiled(targets)

    def profiled(self, targets):
        requests = [("GET", target, None) for target in targets]
        with Profile(self.desk.process, self.folder) as profile:
            self.load.measure(self.port, requests, 16, 3, token=self.token)
        profile.tell(self.table)
