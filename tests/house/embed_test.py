"""The bytes of the page lie in the binary as they lay on the disk."""

import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).parents[2]
BUILD = pathlib.Path(os.environ["REEVE_BUILD"])

PRINT = """
#include <cstdio>
#include "page/page.hpp"
int main() {
    for (const reeve::PageFile& file : reeve::page_files())
        std::printf("%.*s %.*s %zu %zu %zu\\n", int(file.path.size()), file.path.data(), int(file.content_type.size()),
                    file.content_type.data(), file.identity.size(), file.gzip.size(), file.brotli.size());
    std::fwrite(reeve::page_files()[0].identity.data(), 1, reeve::page_files()[0].identity.size(), stdout);
}
"""


class Embed(unittest.TestCase):
    def embed(self, folder, files):
        for name, body in files.items():
            path = folder / "dist" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
        script = [
            "cmake",
            "-D",
            f"DIST={folder}/dist",
            "-D",
            f"OUT={folder}",
            "-P",
            ROOT / "cmake/embed_page.cmake",
        ]
        return subprocess.run(script, text=True, capture_output=True)

    def test_bytes_and_table(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            script = bytes(range(256)) + b"\n\0end"
            files = {"assets/a.js": script, "assets/a.js.gz": b"zipped", "index.html": b"<!doctype html>"}
            self.assertEqual(self.embed(folder, files).returncode, 0)
            (folder / "print.cpp").write_text(PRINT)
            subprocess.run(
                [
                    "g++",
                    "-std=c++23",
                    f"-I{BUILD}/include/page",
                    "print.cpp",
                    "page_table.cpp",
                    "page_bytes.S",
                    "-o",
                    "print",
                ],
                cwd=folder,
                check=True,
            )
            printed = subprocess.run([folder / "print"], check=True, capture_output=True).stdout
            self.assertEqual(
                printed,
                b"/assets/a.js text/javascript; charset=utf-8 %d 6 0\n/index.html text/html; charset=utf-8 15 0 0\n"
                % len(script)
                + script,
            )

    def test_refuses_what_it_cannot_serve(self):
        with tempfile.TemporaryDirectory() as name:
            told = self.embed(pathlib.Path(name), {"index.html": b"", "movie.avi": b""})
            self.assertNotEqual(told.returncode, 0)
            self.assertIn("of what content type", told.stderr)
        with tempfile.TemporaryDirectory() as name:
            self.assertIn("holds no index.html", self.embed(pathlib.Path(name), {"a.js": b""}).stderr)


if __name__ == "__main__":
    unittest.main()
