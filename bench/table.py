"""Prints rows as they are measured: ours, its limit of the same run, the ratio, and the goal."""

WIDTHS = (46, 22, 19, 7, 16)


class Table:
    def __init__(self):
        self.judged = self.short = 0

    def head(self, title):
        print(f"\n{title}")
        self._line("", "ours", "limit", "ratio", "goal", "")

    def row(self, what, ours, limit="", ratio=None, goal="", good=None):
        if good is not None:
            self.judged += 1
            self.short += not good
        self._line(what, ours, limit, "" if ratio is None else f"{ratio:.2f}", goal, "" if good is None else "met" if good else "SHORT")

    def note(self, text):
        print(f"    {text}", flush=True)

    def _line(self, what, *cells):
        shown = "  ".join(f"{cell:>{width}}" for cell, width in zip(cells, WIDTHS[1:]))
        print(f"{what:<{WIDTHS[0]}}{shown}  {cells[-1]}".rstrip(), flush=True)


def rate(per_second):
    return f"{per_second:,.0f}/s"


def millis(micros):
    return f"{micros / 1000:.2f} ms"
