"""What a running desk does over HTTP: acts, reads, lists, its start and its memory."""

import os
import pathlib
import sqlite3
import time
import urllib.parse

import list_rows
import programs
import sample
from desk import Caller, Desk
from seen import processor_seconds, pss_mib, written_bytes
from table import millis, rate

CLIENTS = (1, 16, 64)
SECONDS = 2


class Bench:
    def __init__(self, build, folder, records, sync_ms, table):
        self.build, self.folder, self.records, self.sync_ms, self.table = build, folder, records, sync_ms, table
        self.data = folder / "data"
        self.load = programs.Load(build, folder)
        self.syncs = programs.Syncs(build, folder / "syncs", sync_ms)
        self.desk = None
        self.places = []      # of all records logged here
        self.logged = []      # of those that nobody has acknowledged

    def measure(self, rows):
        self.start()
        try:
            if "act" in rows:
                self.acts()
            self.fill()
            if "read" in rows:
                self.reads()
            if "lists" in rows:
                list_rows.measure(self)
        finally:
            self.desk.stop()
        if "replay" in rows:
            self.replay()
        if "start" in rows:
            self.starts()

    def start(self):
        self.desk = Desk(self.build / "src" / "app" / "reeve", self.data, *([] if (self.data / "demo.json").exists() else ["--demo"]),
                         env={**os.environ, **self.syncs.env})
        self.port = urllib.parse.urlparse(self.desk.base).port

    def sign_in(self):
        self.helena = Caller(self.desk, "helena")
        self.token = self.helena.headers["Authorization"].removeprefix("Bearer ")
        self.sample = sample.Sample(self.desk)

    def log(self, clients, seconds, count=None):
        """Logs records; what they measured, with the locations kept for later acts."""
        places = self.folder / "locations"
        if not hasattr(self, "sample"):
            self.sign_in()
        options = {"once": True} if count else {}
        figures = self.load.measure(self.port, self.sample.issues(count or 20_000), clients, seconds, expected=(201,), token=self.token,
                                    key=f"log-{time.monotonic_ns()}", locations=places, **options)
        new = places.read_text().split()
        self.logged += new
        self.places += new
        return figures, len(new)

    def acknowledge(self, clients, seconds):
        acts = [("POST", f"{place}/acts/acknowledge", {}) for place in self.logged]
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
            self.act_row(f"acknowledge, {clients} client{'s' * (clients > 1)}", ours, limit, clients)
            self.explain(before, after, rows, rows_after, sum(ours["statuses"].values()), limit)

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
            names = ["event", "event_text", "record", "record_body", "record_party", "record_person", "timer", "receipt", "follow_up"]
            counts = {name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}
            pages, size = (database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
            return {**counts, "bytes": pages * size}
        finally:
            database.close()

    def fill(self):
        """Up to the wanted number of records, through the API; a third acknowledged, some of those resolved."""
        if not hasattr(self, "sample"):
            self.sign_in()
        missing = self.records - self.rows()["record"]
        if missing > 0:
            self.log(64, 1200, count=missing)
        wanted = self.records // 3
        if len(self.logged) > wanted:
            working = self.logged[:wanted]
            self.acknowledge_all(working)
            solved = [("POST", f"{place}/acts/resolve", {"fields": {"solution": "Restarted the service; it answers again."}})
                      for place in working[: wanted // 2]]
            self.load.measure(self.port, solved, 64, 600, token=self.token, once=True)
        self.table.head(f"The desk now has {self.rows()['record']:,} records in {self.rows()['bytes'] / 2**20:.0f} MB")

    def acknowledge_all(self, places):
        self.load.measure(self.port, [("POST", f"{place}/acts/acknowledge", {}) for place in places], 64, 600, token=self.token, once=True)
        self.logged = [place for place in self.logged if place not in set(places)]

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
        places = self.places[-100:]
        for what, targets in (("read one record, authorised", places), ("its timeline", [f"{place}/timeline" for place in places])):
            ours, limit = self.get_beside_bare(targets, 16, 3)
            ratio = ours["per_second"] / limit["per_second"]
            judged = {"goal": ">= 0.60", "good": ratio >= 0.6} if what.startswith("read") else {}
            self.table.row(what, rate(ours["per_second"]), rate(limit["per_second"]), ratio, **judged)
            self.table.note(f"p50 {millis(ours['p50_us'])}, p99 {millis(ours['p99_us'])}; the limit's {millis(limit['p50_us'])}, "
                            f"{millis(limit['p99_us'])}; {ours['bytes'] / ours['requests']:,.0f} bytes, {ours['processor_us']:,.0f} µs of processor each")

    def replay(self):
        self.table.head("Replay of that desk's journal, beside a bare insert of the same rows")
        figures = programs.run(self.build / "bench" / "bench_engine", "replay", self.data, self.folder)
        self.table.row("apply alone, events", rate(figures["apply_per_second"]), "", None, ">= 1,000,000/s",
                       figures["apply_per_second"] >= 1_000_000)
        ratio = figures["bare_seconds"] / figures["rebuild_seconds"]
        self.table.row("rebuild of the derived tables, events", rate(figures["rebuild_per_second"]),
                       rate(figures["events"] / figures["bare_seconds"]), ratio, ">= 0.40", ratio >= 0.4)
        self.table.note(f"{figures['events']:,} events, {figures['bare_rows']:,} rows; at most {figures['rebuild_peak_mib']} MiB resident")

    def starts(self):
        self.table.head("Start and memory, with those records")
        times = []
        for _ in range(3):
            self.start()
            times.append(self.desk.ready_after)
            if len(times) < 3:
                self.desk.stop()
        best = min(times)
        try:
            self.table.row("start until it listens", f"{best * 1000:.0f} ms", "", None, "<= 150 ms", best <= 0.15)
            time.sleep(1)
            idle = pss_mib(self.desk.process)
            self.table.row("memory idle (PSS)", f"{idle:.0f} MiB", "", None, "<= 40 MiB", idle <= 40)
            busy = max(self.under_load())
            self.table.row("memory under load (PSS)", f"{busy:.0f} MiB", "", None, "<= 150 MiB", busy <= 150)
        finally:
            self.desk.stop()

    def under_load(self):
        """The memory after each second of 64 clients that log, read and list. Sessions outlive a start."""
        places = self.places[-500:]
        requests = []
        for issue, place in zip(self.sample.issues(500), places):
            requests += [issue, ("GET", place, None), ("GET", "/api/v1/records?open=true&limit=50", None)]
        for _ in range(4):
            self.load.measure(self.port, requests, 64, 1, expected=(200, 201), token=self.token)
            yield pss_mib(self.desk.process)
