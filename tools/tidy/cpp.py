"""Checks of the C++: what may stand where, and what may stand nowhere."""

import re

from tree import Finding

CPP = (".cpp", ".hpp")


def is_test(path):
    return path.endswith(("_test.cpp", "_fuzz.cpp")) or path.startswith("tests/") or "/testing/" in path


def for_tests_alone(tree):
    """The headers that only tests and fuzzers include: they are test code too."""
    included = set()
    for path, _, line in tree.lines(under="src/", suffixes=CPP):
        header = re.match(r'\s*#\s*include\s*"([^"]+)"', line)
        if header and not is_test(path):
            included.add("src/" + header[1])
    return {path for path, _ in tree.files(under="src/", suffixes=(".hpp",))} - included


# Header of a third party: (what to look for, where it may stand, why).
THIRD_PARTIES = [
    (
        r"boost/(asio|beast)",
        r"src/(http|rehearse|app)/",
        "Asio and Beast belong to the doors: src/http, src/rehearse",
    ),
    (r"sqlite3\.h", r"src/store/sqlite/", "only src/store/sqlite knows the driver"),
    (r"libpq-fe\.h", r"src/store/postgres/", "only src/store/postgres knows the driver"),
    (r"boost/json", r"src/base/json_parse\.cpp", "JSON goes through base/json.hpp"),
    (r"yaml-cpp/", r"src/process/yaml\w*\.cpp", "YAML goes through process/yaml.hpp"),
    (r"libical/", r"src/calendar/icalendar\.cpp", "files of other systems go through calendar/icalendar.hpp"),
    (r"cctz/", r"src/calendar/zone\w*\.(cpp|hpp)", "time zones go through calendar/zone.hpp"),
    (r"re2/", r"src/cel/", "regular expressions belong to src/cel"),
    (
        r"sodium",
        r"src/(base/sha256|seal/\w+|desk/password\w*|app/\w+)\.cpp",
        "digests go through base/sha256.hpp",
    ),
    (r"CLI/", r"src/cli/", "the command line belongs to src/cli"),
]


def third_parties(tree):
    """A third party's headers stay in the folder or file that stands for them. A test may look behind."""
    for path, number, line in tree.lines(under="src/", suffixes=CPP):
        if is_test(path):
            continue
        included = re.match(r'\s*#\s*include\s*[<"]([^>"]+)', line)
        if not included:
            continue
        for header, allowed, why in THIRD_PARTIES:
            if re.match(header, included[1]) and not re.match(allowed, path):
                yield Finding(path, number, f"includes {included[1]}: {why}")


WORLD = [
    (
        r"\b(system_clock|steady_clock|high_resolution_clock)::now\b|\bclock_gettime\b|\bgettimeofday\b",
        "asks for the time",
    ),
    (r"\brandom_device\b|\brandombytes_\w+\s*\(|\b[s]?rand\s*\(", "asks for chance"),
    (r"\bgetenv\s*\(", "asks for the environment"),
]
SLEEP = re.compile(r"\bsleep_(for|until)\b|\busleep\s*\(|\bnanosleep\s*\(|(?<![\w.])sleep\s*\(")


def asks_the_world(tree):
    """Time, chance and environment come in as arguments; only src/app asks for them. Nobody sleeps."""
    for path, number, line in tree.lines(under="src/", suffixes=CPP):
        code = line.split("//")[0]
        if not path.startswith("src/app/") and not is_test(path):
            for pattern, what in WORLD:
                if re.search(pattern, code):
                    yield Finding(path, number, f"{what}: take it as an argument (base/sources.hpp)")
        # A pause of random length before a kill tries moments; any other sleep hopes for the right one.
        if SLEEP.search(code) and not (is_test(path) and "random()" in code):
            yield Finding(path, number, "sleeps: wait for what you wait for, or turn a clock by hand")


HIDING = re.compile(r"(util|helper|manager|common|misc|impl|data|info)s?", re.IGNORECASE)
HIDING_TYPE = re.compile(
    r"\b(?:class|struct|enum class)\s+(?:\[\[\w+\]\]\s+)?(\w*(?:Manager|Helper|Utils?|Impl|Data|Info|Misc|Common))\b"
)


def hiding_names(tree):
    """Names that say nothing of what is inside: util, helper, manager, common, misc, impl, data, info."""
    for path in sorted(tree.paths):
        if not path.startswith(("src/", "web/src/", "tools/", "bench/")):
            continue
        for part in re.split(r"[/_.]", path):
            if HIDING.fullmatch(part):
                yield Finding(path, 0, f"'{part}' in a file's name hides what is inside")
    for path, number, line in tree.lines(under="src/", suffixes=CPP):
        named = HIDING_TYPE.search(line.split("//")[0])
        if named:
            yield Finding(path, number, f"the name {named[1]} hides what it is")


def includes(tree):
    """No include climbs out of its folder, and none is by a path that only this folder has."""
    for path, number, line in tree.lines(under="src/", suffixes=CPP):
        if re.match(r'\s*#\s*include\s*"\.\.?/', line):
            yield Finding(path, number, 'includes by a relative path: write "folder/file.hpp"')


COROUTINE_LAMBDA = re.compile(
    r"\[[^\[\]]*\]\s*(?:\([^()]*(?:\([^()]*\)[^()]*)*\))?\s*(?:mutable\s*|noexcept\s*)*->\s*(?:[\w:]*::)?awaitable\b"
)


def coroutine_lambdas(tree):
    """g++ 12 destroys the captures of a lambda in a co_await expression twice: a coroutine is a named function."""
    for path, text in tree.files(under="src/", suffixes=CPP):
        for found in COROUTINE_LAMBDA.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            yield Finding(
                path, line, "a lambda that is a coroutine: make it a named function that takes values"
            )


def headers(tree):
    """Headers are guarded and force no namespace on who includes them; internal ones stay in their folder."""
    for path, text in tree.files(under="src/", suffixes=(".hpp",)):
        if "#pragma once" not in text:
            yield Finding(path, 1, "a header without #pragma once")
        for number, line in enumerate(text.splitlines(), 1):
            if re.match(r"using namespace\b", line):
                yield Finding(path, number, "using namespace in a header")
    for path, number, line in tree.lines(under="src/", suffixes=CPP):
        included = re.match(r'\s*#\s*include\s*"(\w+)/.*_internal\.hpp"', line)
        if included and not path.startswith(f"src/{included[1]}/"):
            yield Finding(path, number, f"includes what is internal to src/{included[1]}")


def silent_tests(tree):
    """A test that is switched off or skips itself looks like one that passes."""
    for path, number, line in tree.lines(suffixes=CPP):
        if re.search(r"\bDISABLED_\w|\bGTEST_SKIP\b", line):
            yield Finding(path, number, "a test that does not run: make it run or take it out")
    for path, number, line in tree.lines(under="web/", suffixes=(".ts", ".mjs")):
        if re.search(r"\b(it|test|describe)\.(skip|todo|only)\b", line):
            yield Finding(path, number, "a test that does not run: make it run or take it out")


CHECKS = [third_parties, asks_the_world, hiding_names, includes, coroutine_lambdas, headers, silent_tests]
