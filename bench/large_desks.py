"""The large desks that are measured: made once by the bulk writer, kept in one folder, made anew when what makes them has changed."""

import hashlib
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import time

import programs

here = pathlib.Path(__file__).resolve().parent
root = here.parent

SMALL = 10_000
GIB = 2**30
LEFT_FREE = 10 * GIB        # of the disk, whatever is measured
SLACK = 1.15                # a journal and indexes that grow on the way
BYTES = 12_700              # a record, until it has been measured here
PER_SECOND = 1_500          # records, on a quiet machine; large ones are slower


class NoRoom(programs.Failed):
    pass


class Data:
    def __init__(self, build, folder):
        self.build, self.folder = build, folder
        self.reeve = build / "src" / "app" / "reeve"
        self.shown = os.path.relpath(folder, root)

    def desk(self, records, lists=False):
        """The folder of a desk with so many records; with `lists`, one that knows no more than lists and counts need."""
        name = f"{records}-lists" if lists else str(records)
        return self._made(name, lambda folder: self._grow(folder, records, lists))

    def due(self, records, at_micros, clock):
        """The folder of a desk where so many clocks run out in the minute that begins at that instant."""
        def make(folder):
            self._copy(self.lives(), folder)
            self._bulk("due", self.lives(), folder, records, at_micros, clock)
        return self._made(f"due-{records}-{at_micros}", make)

    def due_now(self, folder, records, at_micros, clock):
        """The same of an instant of today: of no use tomorrow, so in a folder that goes again."""
        self._copy(self.lives(), folder)
        self._bulk("due", self.lives(), folder, records, at_micros, clock)
        return folder

    def lives(self):
        return self._made("lives", lambda folder: self._run([sys.executable, here / "lives.py", self.reeve, folder]))

    def bytes_a_record(self, lists=False):
        """Measured on the largest desk that is there, or else supposed; and the number of records it was measured on."""
        sizes = sorted(int(path.name) for path in self.folder.glob("*") if path.name.isdigit() and (path / "made").exists())
        if not sizes:
            return BYTES * (0.4 if lists else 1), 0
        file = self.folder / str(sizes[-1]) / "reeve.sqlite"
        if not lists:
            return file.stat().st_size / sizes[-1], sizes[-1]
        # The sizes of tables are read from each page: of the smallest desk, that all may be done at once.
        file = self.folder / str(sizes[0]) / "reeve.sqlite"
        return sum(size for name, size in table_sizes(file).items() if listed(name)) / sizes[0], sizes[0]

    def needed(self, records, lists=False):
        return int(self.bytes_a_record(lists)[0] * records * SLACK)

    def room(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        return shutil.disk_usage(self.folder).free - LEFT_FREE

    def there(self, records, lists=False):
        return self._is_made(self.folder / (f"{records}-lists" if lists else str(records)))

    def _grow(self, folder, records, lists):
        if records > SMALL:
            self.desk(SMALL)    # what is measured there says how much this one needs
        needed, room = self.needed(records, lists), self.room()
        if needed > room:
            raise NoRoom(f"{records:,} records need {needed / GIB:.1f} GiB, and {max(0, room) / GIB:.1f} are free beside the "
                         f"{LEFT_FREE // GIB} that stay free; --dir says where else the data may lie")
        self._copy(self.lives(), folder)
        self._bulk("lists" if lists else "copies", self.lives(), folder, records)
        if records == SMALL:  # what the bulk writer wrote is what folding its journal gives
            self._run([self.reeve, "replay", "--data", folder])

    def _bulk(self, what, *words):
        self._run([self.build / "bench" / "bench_bulk", what, *words])

    def _run(self, words):
        """Its figures are of no interest; its progress goes to the terminal."""
        if subprocess.run([str(word) for word in words], stdout=subprocess.DEVNULL).returncode != 0:
            raise programs.Failed(f"{pathlib.Path(str(words[0])).name} could not make the data")

    def _copy(self, source, folder):
        shutil.copytree(source, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("made"))

    def _made(self, name, make):
        folder = self.folder / name
        if not self._is_made(folder):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            print(f"bench: making {folder.name} …", flush=True)
            begun = time.monotonic()
            make(folder)
            (folder / "made").write_text(self._makers())
            print(f"bench: made {folder.name} in {time.monotonic() - begun:.0f} s, {size_of(folder) / GIB:.2f} GiB", flush=True)
        return folder

    def _is_made(self, folder):
        file = folder / "made"
        return file.exists() and file.read_text() == self._makers()

    def _makers(self):
        """What the data depend on."""
        digest = hashlib.sha256()
        files = [*sorted((root / "schema" / "sqlite").glob("*.sql")), here / "lives.py", here / "sample.py", here / "bulk.cpp",
                 here / "lives_again.cpp"]
        for file in files:
            digest.update(file.read_bytes())
        return digest.hexdigest()


def listed(name):
    """A table or index that lists are read from."""
    others = name == "record_body" or name.startswith("record_flow")
    return name.startswith(("record", "search", "sqlite_autoindex_record", "timer")) and not others


def table_sizes(file):
    """Bytes of each table and index, by its name."""
    database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        return dict(database.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC"))
    finally:
        database.close()


def size_of(folder):
    return sum(os.path.getsize(path) for path in pathlib.Path(folder).rglob("*") if path.is_file())
