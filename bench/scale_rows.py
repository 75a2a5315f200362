"""Lists and counts at two sizes of the same desk: what a million records cost beside ten thousand."""

import contextlib
import time
import urllib.parse

import programs
from large_desks import SMALL
from desk import Caller, Desk
from questions import Asker

ROWS = 50
TIMES = 100
FEWER_TIMES = 12        # where each takes long
SKIPPED = 4
LONG_MS = 20
GOAL_MS = 5.0
WORDS_MS = 50.0         # of a search, which need not stay what it was at a tenth of the size
GOAL_RATIO = 1.3
UNSEEN_MS = 0.1         # more than so much slower, or a ratio says nothing
LONGEST_MS = 200
PEOPLE = {"bench_agent": "an agent of one of 200 organisations", "helena": "who sees all records"}
SHOWN = 12              # of those that fall short


class Side:
    """One of the two desks, as one person asks it."""

    def __init__(self, desk, load, who):
        self.port = urllib.parse.urlparse(desk.base).port
        self.load = load
        self.caller = Caller(desk, who)
        self.token = self.caller.headers["Authorization"].removeprefix("Bearer ")
        self.asker = Asker(self.caller)

    def page(self, query, limit):
        status, body = self.caller.get(f"/api/v1/records?{query}&limit={limit}")
        if status != 200:
            raise programs.Failed(f"{query} was answered with {status}: {body}")
        return body

    def ask(self, target, times, word='"partial":true'):
        """p50, p99 and worst in ms of asking so often, and how many answers hold the word."""
        figures = self.load.measure(self.port, [("GET", target, None)] * (times + SKIPPED), 1, 60, once=True, skip=SKIPPED,
                                    token=self.token, word=word)
        return [figures[name] / 1000 for name in ("p50_us", "p99_us", "max_us")] + [figures["worded"]]

    def many(self, targets, word):
        """The same of each target once, after all were asked before."""
        requests = [("GET", target, None) for target in targets]
        figures = self.load.measure(self.port, requests * 2, 1, 600, once=True, skip=len(requests), token=self.token, word=word)
        return [figures[name] / 1000 for name in ("p50_us", "p99_us", "max_us")] + [figures["worded"]]


class Asked:
    """One question, answered by both."""

    def __init__(self, question, small, large):
        self.question = question
        target = "/api/v1/records?" + question.query + "&limit={}"
        found = len(small.page(question.query, ROWS)["items"])
        times = TIMES if large.ask(target.format(ROWS), 1)[0] < LONG_MS else FEWER_TIMES
        self.p50, self.p99, self.worst, self.partial = large.ask(target.format(ROWS), times)
        # Two pages are compared when they have as many rows.
        alike = target.format(max(1, min(ROWS, found)))
        self.small_p50, self.small_p99, _, _ = small.ask(alike, times)
        large_p50 = self.p50 if found == ROWS else large.ask(alike, times)[0]
        same = len(large.page(question.query, max(1, found))["items"]) == found
        self.ratio = large_p50 / self.small_p50 if same else None
        self.slower = large_p50 - self.small_p50

    @property
    def good(self):
        if self.question.group == "words":
            return self.p99 <= WORDS_MS
        near = self.ratio is None or self.ratio <= GOAL_RATIO or self.slower <= UNSEEN_MS
        return self.p99 <= GOAL_MS and near

    def text(self):
        ratio = "" if self.ratio is None else f", {self.ratio:.2f} of {SMALL:,}"
        return f"{self.question.name}: {self.p50:.2f} / {self.p99:.2f} ms{ratio}" + (f", partial {self.partial}" if self.partial else "")


@contextlib.contextmanager
def desks(build, folders):
    running = []
    try:
        for folder in folders:
            desk = Desk(build / "src" / "app" / "reeve", folder, "--demo", "--clock", "manual")
            desk.people["bench_agent"] = {"name": "bench_agent", "password": "a password of the bench"}
            running.append(desk)
        yield running
    finally:
        for desk in running:
            desk.stop()


def measure(build, data, scratch, records, table, every):
    lists = lists_alone(data, records)
    if lists:
        print(f"bench: these {records:,} records are without journal and bodies, which lists do not read.")
    folders = [data.desk(SMALL), data.desk(records, lists)]
    load = programs.Load(build, scratch)
    with desks(build, folders) as running:
        table.head(f"Lists of {ROWS} at {records:,} records beside {SMALL:,}, 1 client: median of the p50, worst p99, in ms")
        for who, meaning in PEOPLE.items():
            small, large = (Side(desk, load, who) for desk in running)
            table.note(f"{who}: {meaning}")
            grouped(small, large, records, table, f"({who})", every)
            drawn(large, small, table, f"({who})")
            counts(large, small, table, f"({who})")
            table.note(f"page 1 and page 100 of 200: {deep(large.caller, 1):.1f} and {deep(large.caller, 100):.1f} ms")


def lists_alone(data, records):
    """Whether the large desk is one that has lists alone: there is such a one, or no room for another."""
    if data.there(records):
        return False
    return data.there(records, lists=True) or (records > SMALL and data.needed(records) > data.room())


def grouped(small, large, records, table, who, every):
    groups = {}
    for question in large.asker.questions():
        asked = Asked(question, small, large)
        groups.setdefault(question.group, []).append(asked)
        if every:
            table.note(asked.text())
    for group, all_asked in groups.items():
        good = [asked for asked in all_asked if asked.good]
        ratios = sorted(asked.ratio for asked in all_asked if asked.ratio is not None)
        table.row(f"{group} {who}, {len(all_asked)}", pair(all_asked, "p50", "p99"), pair(all_asked, "small_p50", "small_p99"),
                  ratios[len(ratios) // 2] if ratios else None, "p99 <= 50" if group == "words" else "p99 <= 5, <= 1.3", len(good) == len(all_asked))
        cut = sum(asked.partial > 0 for asked in all_asked)
        table.note(f"{len(good)} of {len(all_asked)} within it" + (f", the worst ratio {ratios[-1]:.2f}" if ratios else "") +
                   (f"; {cut} questions were cut short, with `next`" if cut else ""))
        for asked in sorted((asked for asked in all_asked if not asked.good), key=lambda one: -one.p99)[:SHOWN]:
            table.note(f"  short: {asked.text()}")


def pair(all_asked, median, worst):
    medians = sorted(getattr(asked, median) for asked in all_asked)
    return f"{medians[len(medians) // 2]:.2f} / {max(getattr(asked, worst) for asked in all_asked):.2f}"


def drawn(large, small, table, who):
    targets = [f"/api/v1/records?{question.query}&limit={ROWS}" for question in large.asker.drawn()]
    p50, p99, worst, partial = large.many(targets, '"partial":true')
    small_p50, small_p99, _, _ = small.many(targets, '"partial":true')
    table.row(f"filters drawn at random {who}, {len(targets)}", f"{p50:.2f} / {p99:.2f}", f"{small_p50:.2f} / {small_p99:.2f}",
              p50 / small_p50, f"<= {LONGEST_MS}", worst <= LONGEST_MS)
    table.note(f"the longest took {worst:.1f} ms; {partial} of {len(targets)} were cut short and said so")


def counts(large, small, table, who):
    """What a list counts with its page, and what the counts of all shipped views cost."""
    word = '"count_more":true'
    targets = [f"/api/v1/records?{question.query}&limit=1&count=true" for question in large.asker.questions()
               if question.group in ("shipped views", "each filter", "each filter, open=true")]
    p50, p99, worst, more = large.many(targets, word)
    small_p50, small_p99, _, _ = small.many(targets, word)
    table.row(f"count of a list {who}, {len(targets)}", f"{p50:.2f} / {p99:.2f}", f"{small_p50:.2f} / {small_p99:.2f}", p50 / small_p50,
              f"<= {LONGEST_MS}", worst <= LONGEST_MS)
    table.note(f"the longest took {worst:.1f} ms; {more} of {len(targets)} were counted no further and said so")
    views = "/api/v1/views/counts"
    p50, p99, worst, more = large.ask(views, TIMES, '"more":true')
    small_p50, small_p99, _, _ = small.ask(views, TIMES, '"more":true')
    table.row(f"live counts of all views at once {who}", f"{p50:.2f} / {p99:.2f}", f"{small_p50:.2f} / {small_p99:.2f}", p50 / small_p50,
              f"<= {LONGEST_MS}", worst <= LONGEST_MS)


def deep(caller, pages):
    """The time of a page far into a list, in ms, the caller's part included."""
    cursor, took = "", 0.0
    for _ in range(pages):
        begun = time.perf_counter()
        _, body = caller.get(f"/api/v1/records?sort=-updated&limit=200{cursor}")
        took = time.perf_counter() - begun
        if not body["next"]:
            break
        cursor = "&cursor=" + body["next"]
    return took * 1000
