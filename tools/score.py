"""Prints the figures by which the code is judged beside others. `score.py BUILD`."""

import pathlib
import re
import statistics
import sys

TOOLS = pathlib.Path(__file__).parent
sys.path.insert(0, str(TOOLS / "tidy"))

import cpp  # noqa: E402
import sizes  # noqa: E402
import tree as trees  # noqa: E402


def share(part, whole):
    return f"{part} of {whole} ({100 * part / whole:.1f} %)" if whole else "none"


def sizes_of(tree, title, under, suffixes, limit):
    lengths = sorted(
        (len(text.splitlines()), path) for path, text in tree.files(under=under, suffixes=suffixes)
    )
    if not lengths:
        return
    counts = [length for length, _ in lengths]
    over = sum(length > limit for length in counts)
    print(
        f"{title:24} {len(counts):4} files, median {statistics.median(counts):.0f} lines, longest {counts[-1]} "
        f"({lengths[-1][1]}), over {limit}: {share(over, len(counts))}"
    )


def functions(tree):
    heads = long = 0
    for path, text in tree.files(under="src/", suffixes=(".cpp",)):
        if cpp.is_test(path):
            continue
        heads += sum(
            line.startswith("}") and not line.startswith("}  // namespace") for line in text.splitlines()
        )
        long += sum(1 for _ in sizes.long_functions(text))
    print(f"{'functions over 60 lines':24} {share(long, heads)}")


def comments(tree):
    total = commented = 0
    for path, _, line in tree.lines(under="src/", suffixes=cpp.CPP):
        if line.strip() and not cpp.is_test(path):
            total += 1
            commented += "//" in re.sub(r'"(\\.|[^"\\])*"', "", line)
    print(f"{'lines with a comment':24} {share(commented, total)}")


def tests_to_code(tree):
    code = tests = 0
    for path, text in tree.files(under="src/", suffixes=cpp.CPP):
        if cpp.is_test(path):
            tests += len(text.splitlines())
        else:
            code += len(text.splitlines())
    tests += sum(len(text.splitlines()) for _, text in tree.files(under="tests/"))
    rehearsals = sum("/rehearsals/" in path for path in tree.paths)
    print(
        f"{'test lines per code line':24} {tests / code:.2f} ({tests} to {code}), and {rehearsals} rehearsal files"
    )


def includes_per_header(tree):
    counts = [
        sum(bool(re.match(r'#include "', line)) for line in text.splitlines())
        for _, text in tree.files(under="src/", suffixes=(".hpp",))
    ]
    if counts:
        print(f"{'own includes per header':24} median {statistics.median(counts):.0f}, most {max(counts)}")


def interfaces(tree):
    widest = (0, "")
    for path, text in tree.files(under="src/", suffixes=(".hpp",)):
        for name, body in re.findall(r"^class (\w+)[^;{]*\{(.*?)^\};", text, re.MULTILINE | re.DOTALL):
            widest = max(widest, (len(re.findall(r"= 0;", body)), f"{name} in {path}"))
    print(f"{'widest interface':24} {widest[0]} functions: {widest[1]}")


def duplicates(tree, window=8):
    """Runs of eight lines, without space and comment, that stand in two places of src/."""
    seen, doubled = {}, {}
    for path, text in tree.files(under="src/", suffixes=(".cpp",)):
        if cpp.is_test(path):
            continue
        lines = [(number, re.sub(r"\s+|//.*", "", line)) for number, line in enumerate(text.splitlines(), 1)]
        lines = [
            (number, line) for number, line in lines if len(line) > 2 and not line.startswith("#include")
        ]
        for i in range(len(lines) - window + 1):
            run = "\n".join(line for _, line in lines[i : i + window])
            if run in seen and seen[run][0] != path:
                doubled[(seen[run][0], path)] = (seen[run][1], lines[i][0])
            else:
                seen.setdefault(run, (path, lines[i][0]))
    print(f"{'runs of 8 lines twice':24} {len(doubled)} pairs of files")
    for (one, other), (line, other_line) in sorted(doubled.items())[:10]:
        print(f"{'':24} {one}:{line} and {other}:{other_line}")


def slowest(build):
    log = build / ".ninja_log"
    if not log.exists():
        return
    seconds = {}
    for line in log.read_text().splitlines()[1:]:
        start, end, _, output, _ = line.split("\t")
        if output.endswith(".o"):
            seconds[re.sub(r"CMakeFiles/\w+\.dir/|\.o$", "", output)] = (int(end) - int(start)) / 1000
    print("slowest files, as last built (a second from the compiler cache counts as it came):")
    for file, took in sorted(seconds.items(), key=lambda item: -item[1])[:10]:
        print(f"{took:24.1f} s  {file}")


def main():
    tree = trees.read(TOOLS.parent)
    sizes_of(tree, "src, code", "src/", (".cpp",), 500)
    sizes_of(tree, "src, headers", "src/", (".hpp",), 150)
    sizes_of(tree, "web, components", "web/src/", (".svelte",), 300)
    sizes_of(tree, "web, scripts", "web/src/", (".ts",), 500)
    functions(tree)
    comments(tree)
    tests_to_code(tree)
    includes_per_header(tree)
    interfaces(tree)
    print(f"{'hiding names':24} {sum(1 for _ in cpp.hiding_names(tree))}")
    duplicates(tree)
    slowest(pathlib.Path(sys.argv[1]))


if __name__ == "__main__":
    main()
