"""Prints rows as they are measured: ours, its limit or peer of the same run, the ratio, and the goal; at the end all that have a goal."""

WIDTHS = (58, 24, 24, 7, 18)
COLUMNS = ("measure", "figure", "limit or peer", "ratio", "goal", "")


class Table:
    def __init__(self):
        self.kept = []

    @property
    def judged(self):
        return len(self.kept)

    @property
    def short(self):
        return sum(row[-1] == "SHORT" for row in self.kept)

    def head(self, title):
        print(f"\n{title}")
        self._line("", *COLUMNS[1:])

    def row(self, what, ours, limit="", ratio=None, goal="", good=None):
        verdict = "" if good is None else "met" if good else "SHORT"
        cells = (what, ours, limit, "" if ratio is None else f"{ratio:.2f}", goal, verdict)
        if verdict:
            self.kept.append(cells)
        self._line(*cells)

    def note(self, text):
        print(f"    {text}", flush=True)

    def summary(self):
        """Every row that has a goal, as one table."""
        if not self.kept:
            return
        print("\nEvery measure that has a goal")
        self._line(*COLUMNS)
        for cells in self.kept:
            self._line(*cells)

    def markdown(self):
        lines = ["| measure | figure | limit or peer | ratio | goal | |", "|---|---|---|---|---|---|"]
        return "\n".join(lines + ["| " + " | ".join(cells) + " |" for cells in self.kept]) + "\n"

    def _line(self, what, *cells):
        shown = "  ".join(f"{cell:>{width}}" for cell, width in zip(cells, WIDTHS[1:]))
        print(f"{what:<{WIDTHS[0]}}{shown}  {cells[-1]}".rstrip(), flush=True)


def rate(per_second):
    return f"{per_second:,.0f}/s"


def millis(micros):
    return f"{micros / 1000:.2f} ms"
