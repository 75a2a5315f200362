"""An include upwards or sideways does not compile; one downwards does. With the flags of the real build."""

import json
import os
import pathlib
import shlex
import subprocess
import sys
import unittest

import layers

ROOT = pathlib.Path(__file__).parents[2]
BUILD = pathlib.Path(os.environ["REEVE_BUILD"])


def compile_commands():
    """folder of src/ → the command that compiles one of its files (not a test: a test may see more)."""
    commands = {}
    for entry in json.loads((BUILD / "compile_commands.json").read_text()):
        file = pathlib.Path(entry["file"])
        if ROOT / "src" in file.parents and not file.stem.endswith(("_test", "_fuzz")):
            commands.setdefault(file.relative_to(ROOT / "src").parts[0], entry)
    return commands


def a_header_of(folder):
    headers = sorted(path for path in (ROOT / "src" / folder).glob("*.hpp") if not path.stem.endswith("_internal"))
    return f"{folder}/{headers[0].name}"


class Layering(unittest.TestCase):
    commands = compile_commands()

    def compile_including(self, folder, header):
        """What the compiler says when a file of `folder` includes `header`: empty when it takes it."""
        entry = self.commands[folder]
        arguments = shlex.split(entry["command"])
        # Past the compiler's launcher, and without the file it was about.
        compiler = next(i for i, word in enumerate(arguments) if pathlib.Path(word).name in ("c++", "g++", "clang++", "clang++-19"))
        kept = [word for word in arguments[compiler:] if word not in (entry["file"], "-c")]
        output = kept.index("-o")
        del kept[output : output + 2]
        ran = subprocess.run(
            [*kept, "-fsyntax-only", "-x", "c++", "-"], input=f'#include "{header}"\n',
            cwd=entry["directory"], text=True, capture_output=True,
        )
        return ran.stderr if ran.returncode else ""

    def test_every_folder_is_in_the_table(self):
        built = {path.name for path in (ROOT / "src").iterdir() if (path / "CMakeLists.txt").exists()}
        self.assertEqual(built, set(layers.LAYERS))

    def test_what_stands_below_can_be_seen(self):
        for folder, below in [("cel", "base"), ("records", "process"), ("store", "records"), ("desk", "store"), ("http", "desk")]:
            with self.subTest(folder=folder, includes=below):
                self.assertEqual(self.compile_including(folder, a_header_of(below)), "")

    def test_what_stands_above_or_beside_cannot(self):
        for folder in self.commands:
            for other in layers.LAYERS:
                if other in ("app", folder) or other in layers.LAYERS[folder]:
                    continue
                with self.subTest(folder=folder, includes=other):
                    self.assertIn("No such file", self.compile_including(folder, a_header_of(other)))


if __name__ == "__main__":
    unittest.main()
