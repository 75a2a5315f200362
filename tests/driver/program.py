"""The program, as its users type it."""

import subprocess


class Program:
    """Called with words it runs with them and gives what was printed, and the exit code. Its file is said before the first call."""

    def __init__(self, timeout=60):
        self.binary, self.timeout = "", timeout

    def __call__(self, *words):
        command = [self.binary, *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, timeout=self.timeout, check=False)
