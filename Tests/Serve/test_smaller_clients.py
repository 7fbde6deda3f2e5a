"""Smaller tools that query Logs Insights, unmodified: each finds the stops that SQLite counts in the archive."""

import json
import os
import sqlite3
import tempfile
import unittest

import capo_cloudwatch_logs
from capo_cloudwatch_logs.errors.malformed_query_exception import MalformedQueryException
from capo_cloudwatch_logs.errors.resource_not_found_exception import ResourceNotFoundException

from clients import command
from server import GROUP, START, Server

server = None
END = START + 86400
FILTER = "filter detail.stopCode = 'UserInitiated'"
EXPECTED = None


def setUpModule():
    global server, EXPECTED
    server = Server(stops=123)
    with sqlite3.connect(f"file:{server.archive}?mode=ro", uri=True) as archive:
        EXPECTED, = archive.execute("SELECT count(*) FROM stopped_tasks WHERE stop_code = 'UserInitiated'").fetchone()


def tearDownModule():
    server.stop()


class Commands(unittest.TestCase):
    def test_qaws(self):
        self.assertEqual(command(server, "qaws", "--groups").split(),
                         [GROUP, "/aws/events/ecs/containerinsights/mail/performance",
                          "/aws/events/ecs/containerinsights/orders/performance"])
        text = command(server, "qaws", "--groups", "/aws/events/ECS*", "--time", "2026-01-31T00:00:00",
                       "2026-02-02T00:00:00", "--query", f"fields @timestamp, detail.taskArn | {FILTER}")
        self.assertIn(f"Records matched {EXPECTED}, Records scanned: 123\n", text)
        self.assertEqual(text.count(":task/"), EXPECTED)

    def test_acwi(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = os.path.join(folder.name, "query")
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"fields @timestamp, @message | {FILTER}")
        lines = command(server, "acwi", "--groups", GROUP, "--start", "2026-01-31", "--end", "2026-02-02", "--limit", "1000",
                        path).splitlines()
        self.assertEqual(len(lines), EXPECTED)
        # It reads values that are objects.
        self.assertEqual({json.loads(line)["@message"]["detail"]["stopCode"] for line in lines}, {"UserInitiated"})

    def test_awsinsights(self):
        words = ["awsinsights", "--log_groups", "/aws/events/ECS*", "--start", "2026-01-31 00:00:00", "--end",
                 "2026-02-02 00:00:00", "--wait", "0", "--output", os.devnull]
        # Its filter is a regular expression, and an empty one without the option.
        self.assertEqual(command(server, *words).count("\n"), 123)
        self.assertEqual(command(server, *words, "--filter", "UserInitiated").count("\n"), EXPECTED)


class Capo(unittest.TestCase):
    """Not botocore: it has its own signatures, retries and types."""

    def setUp(self):
        self.logs = capo_cloudwatch_logs.CloudWatchLogsClient(
            endpoint=server.url, region="eu-central-1", credentials={"access_key": "any", "secret_key": "any"})

    def start(self, query, group=GROUP):
        return self.logs.start_query(START, END, query, log_group_name=group)["query_id"]

    def test_a_query(self):
        answer = self.logs.get_query_results(self.start(f"fields detail.taskArn | {FILTER}"))
        self.assertEqual((answer["status"], len(answer["results"])), ("Complete", EXPECTED))
        self.assertEqual(answer["statistics"]["records_matched"], EXPECTED)

    def test_pages(self):
        pages = self.logs.iter_filter_log_events(log_group_name=GROUP, filter_pattern="UserInitiated", limit=7)
        ids = [event["event_id"] for page in pages for event in page["events"]]
        self.assertEqual((len(ids), len(set(ids))), (EXPECTED, EXPECTED))

    def test_errors_are_typed_and_have_a_place(self):
        with self.assertRaises(MalformedQueryException) as caught:
            self.start("fields detail.stopCode | limt 5")
        error = caught.exception.data
        self.assertEqual(error["query_compile_error"]["location"], {"start_char_offset": 25, "end_char_offset": 29})
        self.assertIn("did you mean 'limit'", error["message"])
        with self.assertRaises(ResourceNotFoundException):
            self.start("fields @message", "/no/such")


if __name__ == "__main__":
    unittest.main()
