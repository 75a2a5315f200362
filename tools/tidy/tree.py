"""The tree under inspection: the files that git knows or would add, by their path from the root."""

import pathlib
import subprocess
from typing import NamedTuple

# What is read as text. Anything else is only known to exist.
TEXT_SUFFIXES = {
    "",
    ".c",
    ".cmake",
    ".cpp",
    ".css",
    ".hpp",
    ".html",
    ".js",
    ".json",
    ".md",
    ".mjs",
    ".py",
    ".S",
    ".service",
    ".sh",
    ".sql",
    ".svelte",
    ".ts",
    ".txt",
    ".yaml",
    ".yml",
}


class Finding(NamedTuple):
    path: str
    line: int
    message: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.message}" if self.line else f"{self.path}: {self.message}"


class Tree:
    """Paths and texts. Tests make one from a dict; `read` makes one from a directory."""

    def __init__(self, texts, other_paths=()):
        self.texts = texts
        self.paths = set(texts) | set(other_paths)
        self.folders = {
            str(parent)
            for path in self.paths
            for parent in pathlib.PurePosixPath(path).parents
            if str(parent) != "."
        }

    def exists(self, path):
        path = path.rstrip("/")
        if any(mark in path for mark in "*?"):
            return any(pathlib.PurePosixPath(known).match(path) for known in self.paths | self.folders)
        return path in self.paths or path in self.folders

    def files(self, *, under="", suffixes=()):
        """(path, text) of the text files below a folder, of the given suffixes or of all."""
        for path in sorted(self.texts):
            if path.startswith(under) and (not suffixes or path.endswith(tuple(suffixes))):
                yield path, self.texts[path]

    def lines(self, **where):
        """(path, line number from 1, line) of the files that `files` gives."""
        for path, text in self.files(**where):
            for number, line in enumerate(text.splitlines(), 1):
                yield path, number, line


def read(root):
    listed = (
        subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=root,
            check=True,
            capture_output=True,
        )
        .stdout.decode()
        .split("\0")
    )
    texts, others = {}, []
    for path in filter(None, listed):
        file = pathlib.Path(root, path)
        if not file.is_file():
            continue  # deleted, and not yet committed so
        # What a fuzzer kept is bytes, whatever it looks like.
        if file.suffix in TEXT_SUFFIXES and not path.startswith("tests/corpus/"):
            try:
                texts[path] = file.read_text(encoding="utf-8")
                continue
            except UnicodeDecodeError:
                pass
        others.append(path)
    return Tree(texts, others)
