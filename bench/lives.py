"""A small desk whose records have lived: bench_bulk makes a large one of it.

lives.py BINARY FOLDER [ISSUES]: 2,000 issues of 200 organisations over a month by the clock; most are solved and closed, some wait,
some were opened again, some turned out to be another organisation's, and one in twenty is open at the end."""

import pathlib
import random
import sys

here = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(here), str(here.parent / "tests" / "driver")]

from desk import Caller, Desk  # noqa: E402
from sample import Sample  # noqa: E402

ISSUES = 2000
ELSEWHERE = 0.04    # of them were logged for one organisation and are another's
A_DAY = 100


class Month:
    def __init__(self, desk):
        self.desk = desk
        self.random = random.Random(7)
        self.sample = Sample(desk)
        self.callers = {name: Caller(desk, name) for name in ("helena", "ivo", "graca", "rui", "dinis", "bench_agent")}
        self.day = 0

    def clock(self, hours):
        day, hour = divmod(hours, 24)
        self.callers["graca"].post("/api/v1/clock", {"now": f"2014-{2 + day // 28:02}-{1 + day % 28:02}T{hour:02}:00:00+02:00"})

    def act(self, name, number, act, **body):
        status, _ = self.callers[name].post(f"/api/v1/records/{number}/acts/{act}", body)
        return status == 200

    def live(self, issues):
        for _ in range(0, issues, A_DAY):
            self.clock(24 * self.day + 9)
            numbers = []
            for _, path, body in self.sample.issues(A_DAY):
                status, made = self.callers[self.random.choice(("helena", "ivo"))].post(path, body)
                if status != 201:
                    raise RuntimeError(made)
                numbers.append(made)
            for made in numbers:
                self.work(made, open_at_end=self.random.random() < 0.05)
            self.day += 1
        self.clock(24 * (self.day + 2))

    def work(self, made, open_at_end):
        number = made["number"]
        who = self.random.choice(("helena", "ivo", "graca"))
        if made["holder"]["role"] == "tier_1":
            who = "bench_agent"
        if self.random.random() < ELSEWHERE:
            self.act("helena", number, "edit", fields={"facility": self.random.choice(self.sample.organisations)})
        if open_at_end and self.random.random() < 0.4:
            return
        self.act(who, number, "acknowledge")
        if open_at_end:
            if self.random.random() < 0.4:
                self.act(who, number, "ask", comment="Which of the screens is it?")
            return
        self.act(who, number, "resolve", fields={"solution": "The service was started again, and the report now ends."})
        if self.random.random() < 0.03 and self.act("helena", number, "reopen", comment="It fails again."):
            self.act("helena", number, "acknowledge")
            self.act("helena", number, "resolve", fields={"solution": "The cable was loose; a new one was fitted."})


def main():
    desk = Desk(sys.argv[1], sys.argv[2], "--demo", "--clock", "manual", "--start", "2014-02-01T08:00:00+02:00")
    Month(desk).live(int(sys.argv[3]) if len(sys.argv) > 3 else ISSUES)
    desk.stop()


if __name__ == "__main__":
    main()
