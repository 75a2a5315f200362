"""The page builds with the project's own Node alone: nothing of the machine's is on the PATH."""

import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).parents[2]
NODE = ROOT / ".cache/node/bin/node"


class PageBuild(unittest.TestCase):
    def test_builds_without_the_machines_node(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            empty = folder / "bin"
            empty.mkdir()
            # Anything that reached for node or npm by name would find this and fail.
            for command in ("node", "npm", "npx"):
                (empty / command).write_text("#!/bin/sh\necho 'the machine was asked for '$0 >&2\nexit 97\n")
                (empty / command).chmod(0o755)
            built = subprocess.run(
                [NODE, ROOT / "web/tools/build.mjs", folder / "dist"],
                cwd=ROOT / "web",
                text=True,
                capture_output=True,
                env={"PATH": str(empty), "HOME": str(folder)},
            )
            self.assertEqual(built.returncode, 0, built.stdout + built.stderr)
            self.assertNotIn("the machine was asked", built.stdout + built.stderr)
            index = (folder / "dist/index.html").read_text()
            self.assertIn("<script", index)
            scripts = list((folder / "dist/assets").glob("*.js"))
            self.assertTrue(scripts)
            for script in scripts:
                self.assertTrue(script.with_name(script.name + ".br").exists(), script)

    def test_the_node_is_the_pinned_one(self):
        pinned = next(
            line.split("=")[1]
            for line in (ROOT / "tools/dev/setup.sh").read_text().splitlines()
            if line.startswith("node_version=")
        )
        version = subprocess.run([NODE, "--version"], text=True, capture_output=True, env={}).stdout.strip()
        self.assertEqual(version, "v" + pinned)
        self.assertEqual(os.path.commonpath([NODE.resolve(), ROOT]), str(ROOT))


if __name__ == "__main__":
    unittest.main()
