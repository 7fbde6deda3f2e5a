"""The server against bytes that no client should send: for some seconds by day, for ten minutes in the nightly tests."""

import os
import unittest

from wire_fuzzer import KINDS, Mutator, fuzz


class WireFuzz(unittest.TestCase):
    def test_it_answers_after_whatever_came(self):
        if os.environ.get("NIGHTLY"):
            print(fuzz(600, int.from_bytes(os.urandom(4), "big")))
        else:
            print(fuzz(6, 20260131))

    def test_a_seed_makes_the_same_bytes(self):
        first, second = Mutator(7, 4519), Mutator(7, 4519)
        sent = [first.next() for _ in range(300)]
        self.assertEqual(sent, [second.next() for _ in range(300)])
        self.assertEqual(len({kind for kind, _ in sent}), len(KINDS))


if __name__ == "__main__":
    unittest.main()
