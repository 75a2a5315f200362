"""A real desk and a caller of its API, for tests written in Python."""

import atexit
import http.client
import json
import pathlib
import subprocess
import time
import urllib.parse


class Desk:
    """Starts BINARY on DATA; `base` is its address once it listens."""

    def __init__(self, binary, data, *flags, env=None, preexec_fn=None, stderr=None):
        self.data = pathlib.Path(data)
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [binary, "serve", "--data", str(data), "--listen", "127.0.0.1:0", *flags],
            stdout=subprocess.PIPE, text=True, env=env, preexec_fn=preexec_fn, stderr=stderr)
        # A test that fails leaves no desk behind: whoever reads this test's output waits for its end.
        atexit.register(self.process.kill)
        line = self.process.stdout.readline().strip()
        if not line.startswith("listening "):
            raise RuntimeError(f"reeve did not start: {line!r}, exit {self.process.wait(10)}")
        self.base = line.removeprefix("listening ")
        self.ready_after = time.monotonic() - self.started
        self.people = {p["name"]: p for p in json.loads((self.data / "demo.json").read_text())["people"]}

    def stop(self, kill=False):
        (self.process.kill if kill else self.process.terminate)()
        self.process.wait(30)
        self.process.stdout.close()


class Caller:
    """One person's keep-alive connection."""

    def __init__(self, desk, name):
        self.desk = desk
        url = urllib.parse.urlparse(desk.base)
        self.connection = http.client.HTTPConnection(url.hostname, url.port, timeout=60)
        self.headers = {"Content-Type": "application/json"}
        status, body = self.post("/api/v1/session", {"name": name, "password": desk.people[name]["password"], "token": True})
        if status != 200:
            raise RuntimeError(f"{name} cannot sign in: {body}")
        self.headers["Authorization"] = "Bearer " + body["token"]

    def call(self, method, path, body=None, **headers):
        self.connection.request(method, path, None if body is None else json.dumps(body), {**self.headers, **headers})
        answer = self.connection.getresponse()
        text = answer.read()
        return answer.status, json.loads(text) if text else None

    def get(self, path):
        return self.call("GET", path)

    def post(self, path, body, **headers):
        return self.call("POST", path, body, **headers)
