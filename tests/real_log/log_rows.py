"""The real log's rows as steps at instants: what each row says that changed."""

import csv
import dataclasses
import datetime
import gzip


@dataclasses.dataclass
class Step:
    at: datetime.datetime
    order: int          # the file's, where instants are equal
    number: str
    row: dict
    first: bool = False
    note: str = ""


def instant(text):
    """D-M-YYYY HH:MM, taken as UTC: the log names no zone."""
    return datetime.datetime.strptime(text, "%d-%m-%Y %H:%M").replace(tzinfo=datetime.timezone.utc)


def word(label):
    """'2 - Medium' and 'Medium' are the word medium; '?' is nothing."""
    if label in ("?", ""):
        return None
    return label.split(" - ")[-1].strip().lower()


def handle(label):
    return label.strip().lower().replace("  ", " ").replace(" ", "_")


def steps_of(path):
    """Every incident's logging at its opening and each of its rows at its own time, in the order of time. A row that goes back
    in time is taken at the time of the one before it, and says so."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    steps, last = [], {}
    for order, row in enumerate(rows):
        number = row["number"]
        if number not in last:
            opened = instant(row["opened_at"])
            steps.append(Step(opened, order, number, row, first=True))
            last[number] = opened
        at, note = instant(row["sys_updated_at"]), ""
        if at < last[number]:
            note = f"row {order + 2} goes back in time: {row['sys_updated_at']}"
            at = last[number]
        last[number] = at
        steps.append(Step(at, order, number, row, note=note))
    steps.sort(key=lambda step: (step.at, step.order, not step.first))
    return rows, steps
