"""Each header compiles alone: who includes it needs to know of no other."""

import concurrent.futures
import os
import unittest

from compiling import compile_commands, complaint, headers_of


class Headers(unittest.TestCase):
    def test_each_compiles_alone(self):
        headers = [(folder, header) for folder in compile_commands() for header in headers_of(folder)]
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            complaints = pool.map(lambda pair: complaint(*pair), headers)
            for (_, header), said in zip(headers, complaints):
                with self.subTest(header=header):
                    self.assertEqual(said, "")


if __name__ == "__main__":
    unittest.main()
