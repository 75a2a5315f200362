"""Records to log: of 200 organisations, in words that repeat as words do. The same ones in every run."""

import random

from desk import Caller

ORGANISATIONS = 200
WORDS = ("the page opens slowly since update patient number missing report month printer form header stops with an error login "
         "refused password account data wrong visit date list empty search finds nothing server answers again screen remains white "
         "after saving field cannot be changed message says null connection lost network cable unit pharmacy laboratory result").split()
URGENCIES = ("patient_safety", "job_stopped", "job_affected", "not_affecting")
IMPACTS = ("single_user", "multiple_users", "software_wide")
AREAS = ("application", "account", "data", "hardware", "network")
CHANNELS = ("phone", "mail", "web")
REPORTERS = ("martine", "jose", "andre", "tomas", "janice")


class Sample:
    def __init__(self, desk):
        self.random = random.Random(20140120)
        graca = Caller(desk, "graca")
        calendar = graca.get("/api/v1/calendars")[1]["items"][0]["id"]
        self.organisations = []
        for n in range(ORGANISATIONS):
            status, made = graca.post("/api/v1/organisations", {"name": f"facility_{n:03}", "display": f"Facility {n}",
                                                                "kind": "facility", "calendar": calendar})
            if status != 201:
                raise RuntimeError(f"an organisation was not made: {made}")
            self.organisations.append(made["id"])
        self._agent(desk, graca)

    def _agent(self, desk, graca):
        """Who works on site at one of the organisations, and sees what it is party to."""
        password = "a password of the bench"
        status, made = graca.post("/api/v1/people", {
            "name": "bench_agent", "display": "Agent on site", "organisation": self.organisations[7], "password": password,
            "roles": [{"process": "epts-support", "role": "tier_1", "organisation": self.organisations[7]}]})
        if status != 201:
            raise RuntimeError(f"the agent was not made: {made}")
        desk.people["bench_agent"] = {"name": "bench_agent", "password": password}

    def issues(self, count):
        return [("POST", "/api/v1/records", self._issue()) for _ in range(count)]

    def _issue(self):
        choose = self.random.choice
        organisation = self.random.randrange(ORGANISATIONS)
        words = self.random.choices(WORDS, k=self.random.randrange(30, 90))
        return {
            "type": "epts-support/issue", "title": " ".join(words[:6]).capitalize(), "description": " ".join(words[6:]).capitalize() + ".",
            "reporter": choose(REPORTERS), "channel": choose(CHANNELS),
            # Where somebody works on site, hardware would be hers: all stays with triage, who acknowledges.
            "fields": {"urgency": choose(URGENCIES), "impact": choose(IMPACTS), "facility": self.organisations[organisation],
                       "area": choose(AREAS[:3] if organisation == 7 else AREAS)},
        }
