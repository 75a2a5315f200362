"""Every example of the language's reference page is taken for what it says: put into a small process (small/process.yaml), where it
replaces what has its name, and read by `reeve check` (demo.yaml by a desk that begins with it).

Where an example belongs is told by its first key: one of a process (`roles:`), of a record type (`fields:`, `approvals:`), of
demo.yaml (`people:`), or a whole file (`process:`). A list with `why:` is needs of an act, another list its effects. Entries
without a key around them are told by what is in them. A state of an example that no act leads to or from gets one.
A block of ```cel has one condition in each line. And every key that the JSON Schema knows stands in some example.

usage: run.py BINARY [PAGE [SCHEMA]]
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

from checks import tell
from desk import Desk

HERE = pathlib.Path(__file__).parent
TYPE = "issue"
DEMO = {"calendars", "organisations", "teams", "people", "agreements"}
SHAPES = (("rules", r"\b(always|never|eventually|require):"), ("limits", r"^\s+by: *\["), ("links", r"\binverse:"),
          ("clocks", r"\bstarts:"), ("acts", r"\bby:"),
          ("fields", r"\b(text|choice|integer|boolean|instant|duration|person|team|organisation):"))


def blocks(page):
    """(line, language, text) of each fenced block."""
    return [(page.count("\n", 0, at.start()) + 1, at[1].split(" ")[0], at[2])
            for at in re.finditer(r"^```([^\n]+)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)]


def indented(text, by):
    return "".join(" " * by + line if line.strip() else line for line in text.splitlines(keepends=True))


def entries(text):
    """A map in lines as {key: its lines}; None for what is no such map."""
    lines = [line for line in text.splitlines(keepends=True) if line.strip() and not line.lstrip().startswith("#")]
    if not lines:
        return None
    depth = len(lines[0]) - len(lines[0].lstrip())
    found, key = {}, None
    for line in lines:
        if len(line) - len(line.lstrip()) == depth:
            named = re.match(r"\s*([A-Za-z_]\w*):(\s|$)", line)
            if not named:
                return None
            key = named[1]
            found[key] = ""
        found[key] += line
    return found


def below(entry):
    """What stands below a key's line, if nothing stands in it."""
    head, _, rest = entry.partition("\n")
    return (head, rest) if re.fullmatch(r"\s*\w+:\s*(#.*)?", head) and rest else (head, None)


def merged(base, extra, levels):
    """Both maps, levels deep; deeper down, and where one is no map, what is extra replaces what was there."""
    old, new = entries(base), entries(extra)
    for key, lines in new.items():
        (head, inner), (_, more) = below(old.get(key, "")), below(lines)
        if levels > 1 and inner and more and entries(inner) and entries(more):
            depths = [len(text) - len(text.lstrip(" ")) for text in (inner, more)]
            more = indented(more, depths[0] - depths[1]) if depths[0] >= depths[1] else more
            old[key] = head + "\n" + merged(inner, more, levels - 1)
        else:
            old[key] = lines
    return "".join(old.values())


def all_keys(schema):
    """Every name that is a property anywhere in the schema."""
    found = set()
    if isinstance(schema, dict):
        properties = schema.get("properties")
        if isinstance(properties, dict):
            found |= set(properties)
        for value in schema.values():
            found |= all_keys(value)
    elif isinstance(schema, list):
        for value in schema:
            found |= all_keys(value)
    return found


class Placing:
    def __init__(self, schema):
        self.process = set(schema["properties"]) | {"notices", "trees", "moves", "offers"}
        self.record = {"fields", "states", "links", "custody", "acts", "clocks", "order", "rules", "approvals", "on", "limits",
                       "checklists", "dossiers", "documents", "parties", "outcomes", "shares", "effective", "scopes"}
        self.small = (HERE / "small/process.yaml").read_text(encoding="utf-8")

    def files(self, text):
        """The files of a process with the example in it, or a sentence."""
        found = entries(text)
        if found is None:
            act = "needs" if re.search(r"\bwhy:", text) else "then"
            return self.files("acts:\n  example:\n    title: Example\n    from: working\n    by: [holder]\n"
                              f"    form: [title, description, area, solution]\n    {act}:\n" + indented(text, 6))
        keys = set(found)
        if "process" in keys:
            return {"process.yaml": text}
        if keys <= DEMO:
            return {"process.yaml": self.small, "demo.yaml": text}
        if keys <= self.process:
            levels = 4 if "records" in keys else 2
            return {"process.yaml": merged(self.small, text, levels)}
        if keys <= self.record:
            return {"process.yaml": merged(self.small, f"records:\n  {TYPE}:\n" + indented(text, 4), 4)}
        for section, shape in SHAPES:
            if re.search(shape, text, re.MULTILINE):
                return self.files(f"{section}:\n" + indented(text, 2))
        return f"nobody knows where it belongs: {', '.join(sorted(keys))}"

    def conditions(self, text):
        acts = "".join(f"  example_{number}q: {{ title: Example, from: working, by: [holder], why: Not now., when: {json.dumps(line)} }}\n"
                       for number, line in enumerate(filter(str.strip, text.splitlines())))
        return self.files("acts:\n" + acts)


def check(binary, files):
    """What `reeve check` ends with and says; states that the example left alone get their acts."""
    for _ in range(12):
        name = re.search(r"^process: *([\w-]+)", files["process.yaml"], re.MULTILINE)[1]
        with tempfile.TemporaryDirectory() as folder:
            mine = pathlib.Path(folder, name)
            mine.mkdir()
            for file, text in files.items():
                (mine / file).write_text(text, encoding="utf-8")
            ran = subprocess.run([binary, "check", "--explore", "no", str(mine)], capture_output=True, text=True, timeout=60, check=False)
        said = (ran.stdout + ran.stderr).replace(folder + "/", "")
        lone = re.findall(r"no act leads to the state '(\w+)'", said)
        stuck = re.findall(r"'(\w+)' is a trap", said)
        if ran.returncode == 0 or not (lone or stuck):
            return ran.returncode, said
        acts = "".join(f"      into_{state}_q: {{ title: Into, from: working, to: {state}, by: [holder] }}\n" for state in lone)
        acts += "".join(f"      out_of_{state}_q: {{ title: Out, from: {state}, to: resolved, by: [holder] }}\n" for state in stuck)
        files = {**files, "process.yaml": merged(files["process.yaml"], f"records:\n  {TYPE}:\n    acts:\n" + acts, 4)}
    return ran.returncode, said


def serve(binary, files):
    """The same for demo.yaml, which a desk reads when it begins."""
    with tempfile.TemporaryDirectory() as folder:
        mine = pathlib.Path(folder, "small")
        mine.mkdir()
        for file, text in files.items():
            (mine / file).write_text(text, encoding="utf-8")
        try:
            Desk(binary, folder + "/data", "--demo", "--clock", "manual", "--process", str(mine)).stop()
        except RuntimeError as wrong:
            return 1, f"{wrong}\n"
    return 0, ""


def main():
    page = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else "docs/processes/reference.md").read_text(encoding="utf-8")
    schema = json.loads(pathlib.Path(sys.argv[3] if len(sys.argv) > 3 else "docs/processes/process.schema.json").read_text())
    placing, checks, shown = Placing(schema), [], ""
    for line, language, text in blocks(page):
        if language not in ("yaml", "cel"):
            continue
        files = placing.conditions(text) if language == "cel" else placing.files(text)
        code, said = (1, files) if isinstance(files, str) else (serve if "demo.yaml" in files else check)(sys.argv[1], files)
        checks.append((f"line {line}: {text.split(chr(10))[0]}", code == 0))
        if code:
            print(f"--- line {line}\n{text}--- is read as\n{said}---")
        shown += text if language == "yaml" else ""
    for key in sorted(all_keys(schema)):
        checks.append((f"the key `{key}` stands in an example", re.search(rf"(^|[\s{{\[,]){re.escape(key)}:", shown, re.MULTILINE) is not None))
    checks.append(("the page has examples", sum(language == "yaml" for _, language, _ in blocks(page)) > 4))
    return tell(checks)


if __name__ == "__main__":
    sys.exit(main())
