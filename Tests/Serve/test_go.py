"""The AWS SDKs for Go, versions 1 and 2, in the small programs of the folder Go: typed errors, pages, both directions."""

import unittest

from clients import go_program, logs, results
from server import ACCOUNTS, GROUP, START, Server

server = None
END = START + 86400


def setUpModule():
    global server
    server = Server()


def tearDownModule():
    server.stop()


class SDK:
    """The same answers from either version, compared with those that boto3 gets."""

    @classmethod
    def setUpClass(cls):
        cls.answers = go_program(cls.program, server, GROUP, "a", START, END)
        cls.logs = logs(server)

    def test_errors_are_typed_and_have_a_place(self):
        malformed = self.answers["Malformed"]
        self.assertEqual((malformed["Start"], malformed["End"]), (25, 29))
        self.assertIn("did you mean 'limit'", malformed["Message"])
        self.assertIn("Log group '/no/such' does not exist", self.answers["Missing"])
        self.assertTrue(self.answers["Ended"])

    def test_a_query(self):
        found = results(self.logs, "stats count(*) as stops by detail.stopCode", [GROUP], START, END)
        self.assertEqual(self.answers["Rows"],
                         [[text for cell in row for text in (cell["field"], cell["value"])] for row in found["results"]])
        self.assertEqual(self.answers["Matched"], 60)

    def test_pages(self):
        self.assertEqual(self.answers["Groups"],
                         [group["logGroupName"] for group in self.logs.describe_log_groups()["logGroups"]])
        self.assertEqual(self.answers["Streams"], ["a", "b"])
        events = self.logs.filter_log_events(logGroupName=GROUP)["events"]
        self.assertEqual(self.answers["Filtered"], [event["eventId"] for event in events])

    def test_a_stream_in_both_directions(self):
        events = self.logs.get_log_events(logGroupName=GROUP, logStreamName="a", startFromHead=True)["events"]
        times = [event["timestamp"] for event in events]
        self.assertEqual(len(times), 40)
        self.assertEqual(self.answers["Forward"], times)
        self.assertEqual(self.answers["Backward"], times[::-1])

    def test_other_services(self):
        self.assertEqual(self.answers["Metrics"], 0)
        self.assertEqual(self.answers["Account"], ACCOUNTS[0])


class Version1(SDK, unittest.TestCase):
    program = "sdk1"


class Version2(SDK, unittest.TestCase):
    program = "sdk2"


if __name__ == "__main__":
    unittest.main()
