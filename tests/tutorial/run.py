"""Does what docs/processes/tutorial.md says, in an empty folder: each command, each new file, each edit, in the page's order.
What a command prints must be what the page shows; `…` there stands for anything, alone in a line for any lines.

usage: run.py BINARY [PAGE]

A block's first word is its language; what follows in that line says what is done with it:
  ```console          each line after `$ ` is typed (a line that ends with \\ or | goes on in the next); the rest is its output, and
                      it ends well. `console fails`: its last command ends with another code than 0
  ```yaml FILE        the file is written
  ```diff FILE        the lines with ' ' and '-' are looked for in the file, where they must stand once, and '-' gives way to '+'
  ```text, ```yaml    to read only; a piece of YAML must stand in some file of the process as it then is
"""

import pathlib
import re
import subprocess
import sys
import tempfile
import time

from checks import tell

LISTEN = "127.0.0.1:8080"
END = "the command has ended with "


def blocks(page):
    """(line, language, what follows it, text) of each fenced block."""
    found, fence = [], None
    for number, line in enumerate(page.splitlines(), 1):
        if fence is None and line.startswith("```"):
            language, _, more = line[3:].strip().partition(" ")
            fence, lines = (number, language, more.strip()), []
        elif fence is not None and line == "```":
            found.append((*fence, "\n".join(lines) + "\n"))
            fence = None
        elif fence is not None:
            lines.append(line)
    if fence is not None:
        raise ValueError(f"the block that begins in line {fence[0]} never ends")
    return found


def commands(text):
    """(command, shown output) of a console block."""
    found, open_command = [], False
    for line in text.splitlines():
        if line.startswith("$ "):
            found.append([line[2:], ""])
        elif open_command:
            found[-1][0] += "\n" + line
        elif found:
            found[-1][1] += line + "\n"
        else:
            raise ValueError(f"output before the first command: {line}")
        open_command = (line.startswith("$ ") or open_command) and line.endswith(("\\", "|"))
    return found


def fits(shown, printed):
    """Whether what a command printed is what the page shows of it."""
    pattern = "".join("(?:.*\n)*?" if line.strip() == "…" else ".*".join(map(re.escape, line.split("…"))) + "\n"
                      for line in shown.splitlines())
    return re.fullmatch(pattern, printed) is not None


def edited(text, diff):
    """The text with one diff applied, or a sentence that says why it cannot be."""
    before = "".join(line[1:] + "\n" for line in diff.splitlines() if not line.startswith("+"))
    after = "".join(line[1:] + "\n" for line in diff.splitlines() if not line.startswith("-"))
    places = ("\n" + text).count("\n" + before)
    if places != 1 or before == after:
        return None, f"its lines stand {places} times in the file"
    at = ("\n" + text).index("\n" + before)
    return text[:at] + after + text[at + len(before):], ""


class Terminal:
    """A shell that keeps its variables, in the folder; a desk that is started in it listens where there is room."""

    def __init__(self, folder, binary):
        self.folder, self.listen, self.desk = folder, LISTEN, None
        (folder / ".bin").mkdir()
        (folder / ".bin" / "reeve").symlink_to(pathlib.Path(binary).resolve())
        self.shell = subprocess.Popen(["bash", "--norc"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                      text=True, cwd=folder)
        self.type(f"export PATH='{folder}/.bin':$PATH LC_ALL=C.UTF-8")

    def type(self, command):
        if command.startswith("reeve serve "):
            return self.serve(command)
        self.shell.stdin.write(f"{{ {command.replace(LISTEN, self.listen)}\n}} < /dev/null; printf '\\n%s%d\\n' '{END}' $?\n")
        self.shell.stdin.flush()
        printed = []
        for line in self.shell.stdout:
            if line.startswith(END):
                return "".join(printed)[:-1].replace(self.listen, LISTEN), int(line[len(END):])
            printed.append(line)
        raise RuntimeError("the shell has ended")

    def serve(self, command):
        self.desk = subprocess.Popen([*command.split(), "--listen", "127.0.0.1:0"], cwd=self.folder, stdout=subprocess.PIPE,
                                     stderr=subprocess.STDOUT, text=True, executable=self.folder / ".bin" / "reeve")
        line = self.desk.stdout.readline()
        if not line.startswith("listening http://"):
            return line + self.desk.stdout.read(), self.desk.wait(10)
        self.listen = line.removeprefix("listening http://").strip()
        return line.replace(self.listen, LISTEN), 0

    def close(self):
        for process in (self.desk, self.shell):
            if process:
                process.kill()
                process.wait(10)


def do(block, terminal, folder, checks):
    line, language, more, text = block
    where = f"line {line}: "
    if language == "console":
        typed = commands(text)
        for command, shown in typed:
            began = time.monotonic()
            printed, code = terminal.type(command)
            well = (code != 0) == (more == "fails" and command is typed[-1][0])
            checks.append((f"{where}{command.splitlines()[0]} ends with {code}", well))
            checks.append((f"{where}prints what is shown ({time.monotonic() - began:.1f} s)", fits(shown, printed)))
            if not checks[-1][1] or not well:
                print(f"--- line {line} shows\n{shown}--- printed\n{printed}---")
    elif language == "diff":
        path = folder / more
        changed, wrong = edited(path.read_text(encoding="utf-8"), text) if path.exists() else (None, "it is not there")
        checks.append((f"{where}{more} is edited" + (": " + wrong if wrong else ""), changed is not None))
        if changed is not None:
            path.write_text(changed, encoding="utf-8")
    elif language == "yaml" and more:
        path = folder / more
        path.parent.mkdir(parents=True, exist_ok=True)
        checks.append((f"{where}{more} is new", not path.exists()))
        path.write_text(text, encoding="utf-8")
    elif language == "yaml":
        files = [f.read_text(encoding="utf-8") for f in folder.glob("**/*.yaml")]
        checks.append((f"{where}what is shown stands in a file", any(("\n" + text) in ("\n" + f) for f in files)))
    else:
        checks.append((f"{where}is of a known language", language == "text"))


def main():
    binary, page = sys.argv[1], pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else "docs/processes/tutorial.md")
    checks = []
    with tempfile.TemporaryDirectory(prefix="reeve-tutorial-") as name:
        folder = pathlib.Path(name)
        terminal = Terminal(folder, binary)
        try:
            for block in blocks(page.read_text(encoding="utf-8")):
                do(block, terminal, folder, checks)
        finally:
            terminal.close()
    checks.append(("the page has commands, edits and files", len(checks) > 20))
    return tell(checks)


if __name__ == "__main__":
    sys.exit(main())
