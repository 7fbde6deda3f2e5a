"""What clients do when the queue of queries is full: the modes of botocore that try again, and those that give up."""

import unittest

import boto3
import botocore.config
import botocore.exceptions

from clients import CREDENTIALS, logs, results, rows
from load import ENDLESS
from server import GROUP, START, Server

server = None
END = START + 86400
SLOW = ENDLESS["scan"]
WAITING = 16
# boto3 tries again by itself from 1.44 on.
DEFAULT_TRIES = 3 if tuple(map(int, boto3.__version__.split(".")[:2])) >= (1, 44) else 1


def setUpModule():
    global server
    server = Server("--queries", "1", stops=2000)


def tearDownModule():
    server.stop()


class FullQueue(unittest.TestCase):
    def setUp(self):
        self.logs = logs(server)
        self.jobs = [self.start(self.logs, SLOW) for _ in range(1 + WAITING)]

    def tearDown(self):
        for job in self.jobs:
            self.logs.stop_query(queryId=job)

    def start(self, client, query):
        return client.start_query(queryString=query, logGroupName=GROUP, startTime=START, endTime=END)["queryId"]

    def client(self, retries):
        config = botocore.config.Config(retries=retries) if retries else None
        return boto3.client("logs", endpoint_url=server.url, region_name="eu-central-1", config=config, **CREDENTIALS)

    def test_how_often_each_mode_tries(self):
        for retries, tries in (({"mode": "legacy"}, 1), ({"mode": "standard"}, 3), ({"mode": "adaptive"}, 3),
                               (None, DEFAULT_TRIES)):
            with self.subTest(retries):
                client = self.client(retries)
                with self.assertRaises(client.exceptions.LimitExceededException) as caught:
                    self.start(client, "fields @message")
                self.assertEqual(caught.exception.response["ResponseMetadata"]["RetryAttempts"], tries - 1)

    def test_a_second_try_succeeds_when_there_is_room(self):
        client = self.client({"mode": "standard"})
        client.meta.events.register_last("response-received.logs.StartQuery", self.make_room)
        answer = results(client, "stats count(*)", [GROUP], START, END)
        self.assertEqual(rows(answer), [{"count(*)": "2000"}])

    def make_room(self, **_):
        if len(self.jobs) == 1 + WAITING:
            while self.jobs:
                self.logs.stop_query(queryId=self.jobs.pop())


if __name__ == "__main__":
    unittest.main()
