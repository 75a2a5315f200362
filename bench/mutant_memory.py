"""What was found of mutants, kept on disk: a run that was cut off goes on, and one after a new rehearsal plays that one alone."""

import dataclasses
import hashlib
import json
import threading


def digest(*parts):
    found = hashlib.sha256()
    for part in parts:
        found.update(part if isinstance(part, bytes) else part.encode())
        found.update(b"\0")
    return found.hexdigest()[:24]


@dataclasses.dataclass
class Known:
    """Of one mutant under one program."""
    by: str = ""                # load, check, rule, rehearsal: for good, while the rehearsal `heard` is as it was; "" is nobody so far
    detail: str = ""
    heard: str = ""             # digest of the rehearsal that noticed
    silent: list = dataclasses.field(default_factory=list)     # digests of rehearsals that noticed nothing
    broken: list = dataclasses.field(default_factory=list)     # those of them that broke off
    explored: bool = False      # and exploring found nothing
    whole: bool = False         # of the type that was changed: nothing was left unexplored

    @property
    def noticed(self):
        return self.by != ""


class Memory:
    """A file of lines of JSON, the last of a mutant counts. A line that was cut off in the middle is as if it were not there."""

    def __init__(self, path, program):
        self.program = digest(program.read_bytes())
        self.known, self.found, self.lock = {}, {}, threading.Lock()
        path.parent.mkdir(parents=True, exist_ok=True)
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
            try:
                told = json.loads(line)
                if "found" in told:
                    self.found[told["found"]] = told["is"]
                else:
                    key = told.pop("of")
                    self.known[key] = Known(**told)
            except (ValueError, KeyError, TypeError):
                continue
        self.file = path.open("a", encoding="utf-8", buffering=1)

    def key(self, *texts):
        """Of a process's texts, each of them."""
        return digest(self.program, *texts)

    def once(self, key, find):
        """What `find` returns, as JSON has it; asked for once."""
        if key not in self.found:
            self.found[key] = find()
            print(json.dumps({"found": key, "is": self.found[key]}), file=self.file)
        return self.found[key]

    def of(self, key, there):
        """What is known; a rehearsal that is no longer `there` (digests) noticed nothing."""
        with self.lock:
            known = self.known.get(key, Known())
        if known.by in ("rule", "rehearsal") and known.heard not in there:
            return Known()
        return known

    def keep(self, key, known):
        with self.lock:
            self.known[key] = known
            print(json.dumps({"of": key} | dataclasses.asdict(known)), file=self.file)
