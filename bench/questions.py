"""What is asked of lists: views as shipped, each order, each filter alone and with open=true, words, nothing found, and filters drawn at random."""

import dataclasses
import random
import urllib.parse

SORTS = ("due", "created", "updated", "number", "priority")
DRAWN = 200
SEED = 20140120


@dataclasses.dataclass(frozen=True)
class Question:
    group: str
    name: str
    query: str


class Asker:
    """Who asks, with values that some records have."""

    def __init__(self, caller):
        self.caller = caller
        self.me = self._id("me")
        self.views = [view for view in self._items("views") if view["scope"] == "shipped"]
        self.filters = {
            "process": "epts-support", "type": "epts-support/issue", "state": "closed", "kind": "incident", "priority": "Critical",
            "rank": "2", "assignee": self.me, "holder": "tier_2", "team": self._items("teams")[0]["id"],
            "organisation": self._id("organisations/facility_011"), "reporter": self._id("people/jose"), "waiting": "any",
            "reopened": "true", "due_within": "1d", "service": "none_such",
        }
        self.words = {"a common word": "printer", "two words": "report missing", "a word that is nowhere": "xylophone"}

    def _id(self, path):
        return self._get(path)["id"]

    def _items(self, path):
        return self._get(path)["items"]

    def _get(self, path):
        status, body = self.caller.get(f"/api/v1/{path}")
        if status != 200:
            raise RuntimeError(f"{path} was answered with {status}: {body}")
        return body

    def questions(self):
        yield from (Question("shipped views", view["title"] or view["id"], view["query"]) for view in self.views)
        yield from (Question("orders", way + sort, f"sort={way}{sort}") for sort in SORTS for way in ("", "-"))
        for name, value in self.filters.items():
            for sort in ("due", "created", "-updated", "number"):
                one = urllib.parse.urlencode({name: value, "sort": sort})
                yield Question("each filter", f"{name}, {sort}", one)
                yield Question("each filter, open=true", f"{name}, open, {sort}", f"{one}&open=true")
        for name, value in self.words.items():
            for sort in ("due", "created", "-updated"):
                yield Question("words", f"{name}, {sort}", urllib.parse.urlencode({"q": value, "sort": sort}))
                yield Question("words", f"{name}, open, {sort}", urllib.parse.urlencode({"q": value, "open": "true", "sort": sort}))
        for name, value in self.nothing().items():
            for sort in ("due", "-updated"):
                yield Question("nothing found", f"{name}, {sort}", urllib.parse.urlencode({name: value, "sort": sort}))

    def nothing(self):
        """Filters that no record meets."""
        return {"reporter": self._id("people/graca"), "service": "none_such"}

    def drawn(self):
        """Two to four filters with a value each and an order, the same ones in every run."""
        chance = random.Random(SEED)
        values = {**{name: [value] for name, value in self.filters.items()},
                  "state": ["logged", "working", "waiting", "resolved", "closed"], "priority": ["Critical", "Urgent", "High", "Normal"],
                  "rank": ["1", "2", "3", "4"], "open": ["true", "false"], "assignee": [self.me, "none"], "q": list(self.words.values()),
                  "waiting": ["any", "reporter"], "holder": ["tier_1", "tier_2", "tier_3"]}
        for turn in range(DRAWN):
            names = chance.sample(sorted(values), chance.randint(2, 4))
            query = {name: chance.choice(values[name]) for name in names}
            query["sort"] = chance.choice(("", "-")) + chance.choice(SORTS)
            yield Question("drawn at random", str(turn), urllib.parse.urlencode(query))
