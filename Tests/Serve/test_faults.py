"""Clients that misbehave, and a server that is stopped or killed while it works."""

import contextlib
import json
import os
import signal
import socket
import threading
import time
import unittest
import urllib.parse

from load import ENDLESS, QUICK, Caller, at_once, meanwhile, memory, percentile, seconds
from server import GROUP, START, Server, export_lines, stop


class Connections(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server("--queries", "2", stops=12_000)
        cls.addClassCleanup(cls.server.stop)

    def connect(self):
        connection = socket.create_connection(("127.0.0.1", self.server.port), timeout=30)
        self.addCleanup(connection.close)
        return connection

    def request(self, operation, **members):
        body = json.dumps(members).encode()
        head = (f"POST / HTTP/1.1\r\nHost: 127.0.0.1:{self.server.port}\r\nX-Amz-Target: Logs_20140328.{operation}\r\n"
                f"Content-Length: {len(body)}\r\n\r\n")
        return head.encode() + body

    def test_slow_readers_take_neither_time_nor_memory_of_others(self):
        caller = Caller(self.server)
        query = caller.start("fields @message, @message as again | limit 10000", limit=10_000)
        size = len(json.dumps(caller.end(query)))
        self.assertGreater(size, 16 << 20)
        before = memory(self.server)
        for _ in range(10):
            self.connect().sendall(self.request("GetQueryResults", queryId=query))
        took, deadline = [], time.monotonic() + 5
        while time.monotonic() < deadline:
            took.append(seconds(lambda: caller.must("DescribeLogGroups")))
        self.assertLess(percentile(took, 0.5), 1)
        self.assertLess(memory(self.server) - before, 400 << 20)
        self.assertEqual(len(caller.end(query)["results"]), 10_000)

    def test_half_open_connections_end_and_others_are_served(self):
        half = [self.connect() for _ in range(150)]
        for number, connection in enumerate(half):
            whole = self.request("DescribeLogGroups")
            connection.sendall(whole[:1 + number % (whole.index(b"\r\n\r\n") - 1)])
        at_once(50, lambda _: Caller(self.server).must("DescribeLogGroups"))
        begin = time.monotonic()
        for connection in half:
            try:
                while connection.recv(4096):
                    pass
            except ConnectionError:
                pass
        self.assertLess(time.monotonic() - begin, 15)

    def test_more_connections_than_there_may_be(self):
        """Those are refused, and the next is served as soon as some are gone."""
        many = [self.connect() for _ in range(400)]
        for connection in many:
            connection.close()
        Caller(self.server).must("DescribeLogGroups")

    def test_clients_that_go_before_the_answer(self):
        for _ in range(100):
            connection = self.connect()
            connection.sendall(self.request("FilterLogEvents", logGroupName=GROUP, filterPattern="nothing-has-this"))
            connection.close()
        self.assertLess(seconds(lambda: Caller(self.server).must("DescribeLogStreams", logGroupName=GROUP)), 5)


class ImportsAndPrunes(unittest.TestCase):
    STOPS, BATCH = 60, 500

    def test_each_answer_is_of_one_state(self):
        server = Server("--queries", "2", stops=self.STOPS)
        self.addCleanup(server.stop)
        seen, caller = [], Caller(server)

        def ask():
            answer = caller.run("stats count(*) as stops, count_distinct(detail.taskArn) as tasks, "
                                "sum(detail.version) / 4 as versions")
            numbers = {float(cell["value"]) for cell in answer["results"][0]}
            numbers |= {answer["statistics"]["recordsMatched"], answer["statistics"]["recordsScanned"]}
            self.assertEqual(len(numbers), 1, answer)
            seen.append(numbers.pop())

        with meanwhile(ask):
            time.sleep(0.3)
            for batch in range(4):
                self.ingest(server, batch, START if batch < 2 else time.time() - 86400)
            time.sleep(0.3)
            server.run("prune", "--archive", server.archive, "--retention-days", "30", "--yes")
            time.sleep(0.3)
        self.assertEqual(max(seen), self.STOPS + 4 * self.BATCH)
        most = seen.index(max(seen))
        self.assertEqual(seen[:most], sorted(seen[:most]))
        self.assertEqual(seen[most:], sorted(seen[most:], reverse=True))
        self.assertEqual(seen[-1], 2 * self.BATCH)

    def ingest(self, server, batch, at):
        numbers = range((batch + 1) * 10_000, (batch + 1) * 10_000 + self.BATCH)
        path = f"{server.folder}/more-{batch}.txt"
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(export_lines((at, stop(number, at)) for number in numbers))
        server.run("ingest", path, "--archive", server.archive)


class Ends(unittest.TestCase):
    def test_a_signal_ends_queries_and_calls(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(number):
                server = Server("--queries", "2")
                callers = [Caller(server) for _ in range(6)]
                queries = [caller.start(ENDLESS["scan"]) for caller in callers]
                answers = []
                polls = [threading.Thread(target=lambda caller=caller, query=query: answers.append(caller.poll(query)))
                         for caller, query in zip(callers, queries)]
                for poll in polls:
                    poll.start()
                time.sleep(0.2)
                server.process.send_signal(number)
                took = seconds(lambda: server.process.wait(20))
                server.process.stdout.close()
                for poll in polls:
                    poll.join()
                # Those who were waiting are told.
                self.assertEqual([answer["status"] for answer in answers], ["Cancelled"] * 6)
                self.assertLess(took, 2)
                self.assertEqual(server.process.returncode, 0)
                self.assertEqual(server.archive_digest(), server.digest)

    def test_a_signal_ends_a_page_in_good_order(self):
        server = Server()
        slow = urllib.parse.quote("SELECT count(*) FROM tasks a, tasks b, tasks c, tasks d, tasks e")

        def ask():
            # The connection ends without an answer.
            with contextlib.suppress(ConnectionError):
                server.request("GET", f"/sql?sql={slow}")

        page = threading.Thread(target=ask, daemon=True)
        page.start()
        time.sleep(0.5)
        server.process.send_signal(signal.SIGTERM)
        self.assertLess(seconds(lambda: server.process.wait(20)), 10)
        server.process.stdout.close()
        self.assertEqual(server.process.returncode, 0)

    def test_an_idle_connection_does_not_hold_the_end_up(self):
        server = Server()
        caller = Caller(server)
        caller.must("DescribeLogGroups")
        self.assertLess(seconds(lambda: self.assertEqual(server.stop(), 0)), 2)

    def test_killed_while_queries_run(self):
        server = Server("--queries", "2", stops=500)
        caller = Caller(server)
        for text in (ENDLESS["sort"], ENDLESS["groups"]):
            caller.start(text)
        time.sleep(0.5)
        server.process.kill()
        server.process.wait(10)
        server.process.stdout.close()
        self.assertEqual(server.archive_digest(), server.digest)
        self.assertEqual(server.query(QUICK), [{"stops": 500}])


if __name__ == "__main__":
    unittest.main()
