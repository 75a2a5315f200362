"""Compiles a line of C++ as if it stood in a folder of src/: with the flags of the real build."""

import functools
import json
import os
import pathlib
import shlex
import subprocess

ROOT = pathlib.Path(__file__).parents[2]
BUILD = pathlib.Path(os.environ["REEVE_BUILD"])


@functools.cache
def compile_commands():
    """folder of src/ → the command that compiles one of its files (not a test: a test may see more)."""
    commands = {}
    for entry in json.loads((BUILD / "compile_commands.json").read_text()):
        file = pathlib.Path(entry["file"])
        if ROOT / "src" in file.parents and not file.stem.endswith(("_test", "_fuzz")):
            commands.setdefault(file.relative_to(ROOT / "src").parts[0], entry)
    return commands


def complaint(folder, header):
    """What the compiler says when a file of `folder` includes `header`: empty when it takes it."""
    entry = compile_commands()[folder]
    arguments = shlex.split(entry["command"])
    # Past the compiler's launcher, and without the file that the command was about.
    compiler = next(
        i for i, word in enumerate(arguments) if pathlib.Path(word).name.startswith(("c++", "g++", "clang++"))
    )
    kept = [word for word in arguments[compiler:] if word not in (entry["file"], "-c")]
    output = kept.index("-o")
    del kept[output : output + 2]
    ran = subprocess.run(
        [*kept, "-fsyntax-only", "-x", "c++", "-"],
        input=f'#include "{header}"\n',
        cwd=entry["directory"],
        text=True,
        capture_output=True,
    )
    return ran.stderr if ran.returncode else ""


def headers_of(folder):
    """A folder's headers as others include them, those of its sub-folders too."""
    root = ROOT / "src"
    return [str(path.relative_to(root)) for path in sorted((root / folder).rglob("*.hpp"))]


def sources_of(folder):
    """A folder's sources that the build compiles with the folder's flags, those of its sub-folders too."""
    return [
        pathlib.Path(entry["file"])
        for entry in json.loads((BUILD / "compile_commands.json").read_text())
        if ROOT / "src" / folder in pathlib.Path(entry["file"]).parents
        and not pathlib.Path(entry["file"]).stem.endswith(("_test", "_fuzz"))
    ]
