"""An include upwards or sideways does not compile; one downwards does. With the flags of the real build."""

import unittest

import layers
from compiling import ROOT, compile_commands, complaint, headers_of


class Layering(unittest.TestCase):
    def test_every_folder_is_in_the_table(self):
        built = {path.name for path in (ROOT / "src").iterdir() if (path / "CMakeLists.txt").exists()}
        self.assertEqual(built, set(layers.LAYERS))

    def test_what_stands_below_can_be_seen(self):
        for folder, below in [
            ("cel", "base"),
            ("records", "process"),
            ("store", "records"),
            ("desk", "store"),
            ("http", "desk"),
        ]:
            with self.subTest(folder=folder, includes=below):
                self.assertEqual(complaint(folder, headers_of(below)[0]), "")

    def test_what_stands_above_or_beside_cannot(self):
        for folder in compile_commands():
            for other in layers.LAYERS:
                if other in ("app", folder) or other in layers.below(folder):
                    continue
                with self.subTest(folder=folder, includes=other):
                    self.assertIn("No such file", complaint(folder, headers_of(other)[0]))


if __name__ == "__main__":
    unittest.main()
