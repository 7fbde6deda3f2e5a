"""Many clients, too many queries, queries without end, and memory over a long time."""

import os
import threading
import time
import unittest

from load import ENDLESS, GREEDY, QUICK, Caller, at_once, memory, percentile, question, seconds
from server import GROUP, START, Server

IS_NIGHTLY = bool(os.environ.get("NIGHTLY"))


class Polling(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server(stops=2000)
        cls.addClassCleanup(cls.server.stop)

    def test_two_hundred_clients_poll(self):
        query = Caller(self.server).start("fields @timestamp, detail.taskArn | limit 20")
        begin = threading.Barrier(200)

        def poll(number):
            caller, took = Caller(self.server), []
            begin.wait()
            for _ in range(10):
                took.append(seconds(lambda: self.assertEqual(len(caller.end(query)["results"]), 20)))
            caller.close()
            return took

        took = sum(at_once(200, poll), [])
        self.assertEqual(len(took), 2000)
        # The time is that of 200 threads of Python; Scripts/bench --serve measures the server's.
        self.assertLess(percentile(took, 0.95), 5)

    def test_two_hundred_clients_wait_for_one_query(self):
        """No thread waits where a client does."""
        caller = Caller(self.server)
        query = caller.start(ENDLESS["scan"])
        took = seconds(lambda: at_once(200, lambda _: self.assertEqual(
            Caller(self.server).poll(query)["status"], "Running")))
        caller.must("StopQuery", queryId=query)
        self.assertLess(took, 5)

    def test_other_calls_are_answered_while_queries_run(self):
        caller = Caller(self.server)
        queries = [caller.start(ENDLESS["regex"]) for _ in range(6)]
        took = [seconds(lambda: caller.must("DescribeLogStreams", logGroupName=GROUP)) for _ in range(20)]
        for query in queries:
            caller.must("StopQuery", queryId=query)
        self.assertLess(percentile(took, 0.5), 0.5)


class TooManyQueries(unittest.TestCase):
    def test_thirty_queries_on_two_workers(self):
        server = Server("--queries", "2", "--time-limit", "0.5")
        self.addCleanup(server.stop)
        caller = Caller(server)
        caller.run(QUICK)
        answers = [caller.call("StartQuery", **question(ENDLESS["scan"])) for _ in range(30)]
        taken = [answer["queryId"] for status, answer in answers if status == 200]
        refused = [answer["__type"] for status, answer in answers if status != 200]
        # Two run and sixteen wait; by the time the last is asked for, the first two may have ended.
        self.assertGreaterEqual(len(taken), 18)
        self.assertGreaterEqual(len(refused), 6)
        self.assertEqual(set(refused), {"LimitExceededException"})
        self.assertEqual({caller.end(query)["status"] for query in taken}, {"Failed"})
        self.assertEqual(caller.run(QUICK)["results"][0][0]["value"], "60")

    def test_what_is_stopped_while_it_waits_makes_room(self):
        server = Server("--queries", "1")
        self.addCleanup(server.stop)
        caller = Caller(server)
        queries = [caller.start(ENDLESS["scan"]) for _ in range(17)]
        self.assertEqual(caller.call("StartQuery", **question(ENDLESS["scan"]))[1]["__type"], "LimitExceededException")
        for query in queries[1:]:
            caller.must("StopQuery", queryId=query)
        queries += [caller.start(ENDLESS["scan"]) for _ in range(16)]
        self.assertEqual(caller.call("StartQuery", **question(ENDLESS["scan"]))[1]["__type"], "LimitExceededException")
        for query in queries[:1] + queries[17:]:
            caller.must("StopQuery", queryId=query)
        self.assertEqual(caller.run(QUICK)["status"], "Complete")


class Stopping(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server("--queries", "1", stops=2000)
        cls.addClassCleanup(cls.server.stop)
        Caller(cls.server).run(QUICK)

    def test_a_stop_takes_a_moment_wherever_the_query_is(self):
        """The only worker is free again as soon: the next query has its rows."""
        for where, text in ENDLESS.items():
            with self.subTest(where):
                self.assertLess(min(self.stop_after(text, 0.3 + 0.2 * turn) for turn in range(3)), 0.1)

    def stop_after(self, text, pause):
        caller = Caller(self.server)
        query = caller.start(text)
        time.sleep(pause)
        self.assertEqual(caller.poll(query)["status"], "Running")
        took = seconds(lambda: self.assertTrue(caller.must("StopQuery", queryId=query)["success"]))
        answer = caller.poll(query)
        self.assertEqual((answer["status"], answer["results"]), ("Cancelled", []))
        self.assertLess(seconds(lambda: self.assertEqual(caller.run(QUICK)["status"], "Complete")), 2)
        caller.close()
        return took

    def test_the_time_limit_ends_each(self):
        server = Server("--queries", "2", "--time-limit", "1", stops=2000)
        self.addCleanup(server.stop)
        caller = Caller(server)
        caller.run(QUICK)
        for where, text in ENDLESS.items():
            with self.subTest(where):
                took = seconds(lambda: self.assertEqual(caller.run(text)["status"], "Failed"))
                self.assertGreater(took, 0.9)
                self.assertLess(took, 4)
        with open(f"{server.folder}/stderr", encoding="utf-8") as file:
            self.assertEqual(file.read().count("failed: it took more than 1 second"), len(ENDLESS))


class Memory(unittest.TestCase):
    # A dashboard of four panels that polls every five seconds, for a day; by day a few minutes of it.
    ROUNDS = 17_280 if IS_NIGHTLY else 250
    # More than the queries that are kept, so that the store of results is full.
    WARM_UP = 250

    def test_memory_is_flat_over_a_day_of_polling(self):
        server = Server("--queries", "2", stops=500)
        self.addCleanup(server.stop)
        # At once, so that each thread has opened its connection.
        at_once(5, lambda _: [self.poll(server, number) for number in range(self.WARM_UP // 5)])
        before = memory(server)
        for number in range(self.ROUNDS):
            self.poll(server, number)
        grown = memory(server) - before
        print(f"memory: {before >> 10} KiB after {self.WARM_UP} rounds, {grown >> 10} KiB more after {self.ROUNDS}")
        # A thread that has not worked before may open its connection.
        self.assertLess(grown, 12 << 20)

    def poll(self, server, number):
        caller = Caller(server)
        start = START + number % 60
        caller.run("fields @timestamp, @message | limit 50", startTime=start)
        events = caller.must("FilterLogEvents", logGroupName=GROUP, limit=50, startTime=start * 1000)["events"]
        self.assertTrue(events)
        caller.must("DescribeLogGroups", limit=1)
        status, _ = caller.call("StartQuery", queryString=f"fields @nonsense{number} |", startTime=0, endTime=1)
        self.assertEqual(status, 400)
        caller.close()

    @unittest.skipUnless(IS_NIGHTLY, "filling the memory takes minutes in a debug build")
    def test_a_query_does_not_fail_for_the_memory_of_others(self):
        server = Server("--queries", "8", "--time-limit", "3000", stops=2000)
        self.addCleanup(server.stop)
        caller = Caller(server)
        modest = caller.start(ENDLESS["groups"])
        greedy = [caller.start(GREEDY) for _ in range(6)]
        ends = at_once(6, lambda number: Caller(server).end(greedy[number])["status"])
        self.assertEqual(ends, ["Failed"] * 6)
        self.assertEqual(caller.poll(modest)["status"], "Running")
        self.assertEqual(caller.run("stats values(detail.taskArn) as tasks")["status"], "Complete")
        caller.must("StopQuery", queryId=modest)
        with open(f"{server.folder}/stderr", encoding="utf-8") as file:
            reasons = file.read()
        self.assertIn("failed: all queries together needed too much memory", reasons)
        # What they had is free again.
        self.assertLess(memory(server), 400 << 20)

    def test_large_results_are_kept_in_files(self):
        server = Server("--queries", "2", stops=10_000)
        self.addCleanup(server.stop)
        caller = Caller(server)
        text = "fields @timestamp, @message, @message as again, @message as more | limit 10000"
        caller.run(text)
        before = memory(server)
        queries = [caller.start(text, limit=10_000) for _ in range(6)]
        sizes = [len(caller.end(query)["results"]) for query in queries]
        self.assertEqual(sizes, [10_000] * 6)
        at_once(8, lambda number: [Caller(server).poll(query) for query in queries])
        # Some results are in memory up to 8 MiB; answers are gone once they are read.
        self.assertLess(memory(server) - before, 80 << 20)


if __name__ == "__main__":
    unittest.main()
