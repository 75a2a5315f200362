"""Each header compiles alone: who includes it needs to know of no other."""

import concurrent.futures
import os
import re
import unittest

from compiling import compile_commands, complaint, headers_of, sources_of


def shown_by_the_build(folder):
    """Headers that a source of their folder includes before all else: the build compiled them alone."""
    first = (re.search(r"^#include (.*)$", source.read_text(), re.M) for source in sources_of(folder))
    return {match[1].strip('"') for match in first if match}


class Headers(unittest.TestCase):
    def test_each_compiles_alone(self):
        headers = [
            (folder, header)
            for folder in compile_commands()
            for header in set(headers_of(folder)) - shown_by_the_build(folder)
        ]
        self.assertGreater(len(headers), 20)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            complaints = pool.map(lambda pair: complaint(*pair), headers)
            for (_, header), said in zip(headers, complaints):
                with self.subTest(header=header):
                    self.assertEqual(said, "")


if __name__ == "__main__":
    unittest.main()
