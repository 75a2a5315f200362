"""Lists of 50: the views that the page ships, each filter alone and with open=true, each order; for two people."""

from desk import Caller
from seen import processor_seconds
from table import millis

SECONDS = 0.35
GOAL_US = 5000


def views(me):
    return {
        "view: my work": f"assignee={me}&open=true&sort=due",
        "view: the queue": "open=true&sort=due",
        "view: reported by me": f"reporter={me}&sort=due",
        "view: everything": "sort=-updated",
    }


def filters(me, bench):
    """Each filter with a value that some records have."""
    status, page = bench.helena.get("/api/v1/records?limit=1&state=working")
    if status != 200 or not page["items"]:
        raise RuntimeError("no record is in work")
    team = bench.helena.get("/api/v1/teams")[1]["items"][0]["id"]
    return {
        "process": "epts-support", "type": "epts-support/issue", "kind": "incident", "state": "working", "priority": "Critical",
        "rank": "2", "assignee": me, "holder": "tier_2", "team": team, "organisation": bench.sample.organisations[11],
        "service": "none_such", "reporter": bench.helena.get("/api/v1/people/jose")[1]["id"], "q": "printer",
    }


def measure(bench):
    table = bench.table
    agent = Caller(bench.desk, "bench_agent")
    people = {"sees all": bench.helena, "one of 200": agent}
    table.head("Lists of 50 (p50 / p99; processor each), 1 client, beside a bare Beast GET of the same bytes")
    for name, caller in people.items():
        me = caller.get("/api/v1/me")[1]
        asked = {**views(me["id"]), **{f"sort={sort}": f"sort={sort}" for sort in ("due", "created", "updated", "number", "priority")}}
        for filter_name, value in filters(me["id"], bench).items():
            asked[filter_name] = f"{filter_name}={value}"
            asked[f"{filter_name}, open=true"] = f"{filter_name}={value}&open=true"
        token = caller.headers["Authorization"].removeprefix("Bearer ")
        worst = ("", 0)
        for what, query in asked.items():
            ours = one(bench, what, query, name, token)
            worst = max(worst, (what, ours["p99_us"]), key=lambda each: each[1])
        table.note(f"the slowest for who {name}: {worst[0]}, p99 {millis(worst[1])}")
    mixed(bench, table)


def one(bench, what, query, name, token):
    target = f"/api/v1/records?{query}&limit=50"
    label = f"{what} ({name})"
    if what.startswith("view"):
        ours, limit = bench.get_beside_bare([target], 1, SECONDS, token)
        beside, ratio = pair(limit), limit["p50_us"] / ours["p50_us"]
    else:
        before = processor_seconds(bench.desk.process)
        ours = bench.load.measure(bench.port, [("GET", target, None)], 1, SECONDS, warm=0.05, token=token)
        ours["processor_us"] = (processor_seconds(bench.desk.process) - before) / sum(ours["statuses"].values()) * 1e6
        beside, ratio = "", None
    bench.table.row(label, f"{pair(ours)}; {ours['processor_us'] / 1000:.2f}", beside, ratio, "p99 <= 5 ms", ours["p99_us"] <= GOAL_US)
    return ours


def mixed(bench, table):
    me = bench.helena.get("/api/v1/me")[1]["id"]
    requests = [("GET", f"/api/v1/records?{query}&limit=50", None) for query in views(me).values()]
    ours = bench.load.measure(bench.port, requests, 16, 2, warm=0.2, token=bench.token)
    table.row("the four views in turn, 16 clients", pair(ours))
    table.note(f"{ours['per_second']:,.0f} a second, {ours['bytes'] / ours['requests']:,.0f} bytes each")


def pair(figures):
    return f"{figures['p50_us'] / 1000:.2f} / {millis(figures['p99_us'])}"
