"""The programs of bench/ that measure, and what they print."""

import json
import pathlib
import struct
import subprocess


class Failed(Exception):
    pass


def run(*words, env=None, seconds=120):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=seconds, env=env)
    if done.returncode != 0:
        raise Failed(f"{pathlib.Path(str(words[0])).name} failed: {done.stderr.strip()}")
    return json.loads(done.stdout)


class Load:
    """Requests by N connections to a server on the loopback."""

    def __init__(self, build, folder):
        self.program = build / "bench" / "bench_load"
        self.file = folder / "requests"

    def measure(self, port, requests, clients, seconds, *, expected=(200,), warm=0, **options):
        """REQUESTS: (method, target, body or None). Fails unless every status is among the expected."""
        with self.file.open("w") as file:
            for method, target, body in requests:
                file.write(f"{method}\t{target}\t{'' if body is None else json.dumps(body)}\n")
        words = [self.program, port, "--requests", self.file, "--clients", clients, "--seconds", seconds, "--warm", warm]
        for name, value in options.items():
            words += [f"--{name}"] if value is True else [f"--{name}", value]
        figures = run(*words)
        others = {status: count for status, count in figures["statuses"].items() if int(status) not in expected}
        if others:
            raise Failed(f"{requests[0][0]} {requests[0][1]} was answered with {others}")
        if figures["requests"] == 0:
            raise Failed(f"{requests[0][0]} {requests[0][1]}: nothing was measured")
        return figures


class BareGet:
    """The limit of a read: the bytes of one response, and nothing else."""

    def __init__(self, build, response):
        self.process = subprocess.Popen([build / "bench" / "bench_bare_get", response], stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().split()[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait(10)
        self.process.stdout.close()


class Syncs:
    """Counts the syncs of a program that is started with `env`."""

    def __init__(self, build, file, milliseconds):
        self.file = file
        self.file.write_bytes(bytes(16))
        self.env = {"LD_PRELOAD": str(build / "bench" / "libbench_count_syncs.so"), "REEVE_BENCH_SYNCS": str(file)}
        if milliseconds > 0:
            self.env["REEVE_BENCH_SYNC_US"] = str(int(milliseconds * 1000))

    def read(self):
        """(calls, seconds) so far."""
        calls, nanoseconds = struct.unpack("<QQ", self.file.read_bytes())
        return calls, nanoseconds / 1e9
