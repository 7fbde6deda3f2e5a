"""Clients of the nightly tests: the AWS SDK for pandas, and aiobotocore, which has an HTTP client of its own."""

import asyncio
import datetime
import os
import unittest

import aiobotocore.session
import awswrangler
import boto3

from clients import CREDENTIALS
from server import GROUP, START, Server

server = None
STOPS = 500
WINDOW = {"start_time": datetime.datetime(2026, 1, 31, tzinfo=datetime.timezone.utc),
          "end_time": datetime.datetime(2026, 2, 2, tzinfo=datetime.timezone.utc)}


def setUpModule():
    global server
    server = Server(stops=STOPS)
    awswrangler.config.cloudwatch_logs_endpoint_url = server.url
    os.environ["AWS_ENDPOINT_URL_CLOUDWATCH_LOGS"] = server.url


def tearDownModule():
    del os.environ["AWS_ENDPOINT_URL_CLOUDWATCH_LOGS"]
    server.stop()


class Pandas(unittest.TestCase):
    def setUp(self):
        self.session = boto3.Session(region_name="eu-central-1", **CREDENTIALS)

    def read(self, query):
        return awswrangler.cloudwatch.read_logs(query=query, log_group_names=[GROUP], boto3_session=self.session, **WINDOW)

    def test_queries(self):
        frame = self.read("fields @timestamp, @message, detail.stopCode | limit 5")
        self.assertEqual(list(frame.columns), ["timestamp", "message", "detail.stopCode", "ptr"])
        self.assertEqual(str(frame["timestamp"].dtype).partition("[")[0], "datetime64")
        frame = self.read("stats count(*) as stops by detail.stopCode")
        self.assertEqual(frame["stops"].astype(int).sum(), STOPS)

    def test_events_and_streams(self):
        streams = awswrangler.cloudwatch.describe_log_streams(
            log_group_name=GROUP, order_by="LastEventTime", descending=True, boto3_session=self.session)
        self.assertEqual(set(streams["logStreamName"]), {"a", "b"})
        events = awswrangler.cloudwatch.filter_log_events(log_group_name=GROUP, boto3_session=self.session, **WINDOW)
        self.assertEqual((len(events), events["eventId"].nunique()), (STOPS, STOPS))


class Asynchronous(unittest.IsolatedAsyncioTestCase):
    def client(self):
        return aiobotocore.session.get_session().create_client("logs", region_name="eu-central-1", **CREDENTIALS)

    async def test_pages(self):
        async with self.client() as logs:
            pages = logs.get_paginator("filter_log_events").paginate(logGroupName=GROUP, PaginationConfig={"PageSize": 7})
            ids = [event["eventId"] async for page in pages for event in page["events"]]
        self.assertEqual((len(ids), len(set(ids))), (STOPS, STOPS))

    async def test_queries_at_once(self):
        async with self.client() as logs:
            jobs = await asyncio.gather(*(
                logs.start_query(logGroupName=GROUP, startTime=START, endTime=START + 86400, queryString=f"limit {number}")
                for number in range(1, 13)))
            answers = await asyncio.gather(*(logs.get_query_results(queryId=job["queryId"]) for job in jobs))
            self.assertEqual([len(answer["results"]) for answer in answers], list(range(1, 13)))
            with self.assertRaises(logs.exceptions.MalformedQueryException) as caught:
                await logs.start_query(logGroupName=GROUP, startTime=START, endTime=START, queryString="limit 1 | limt 2")
            self.assertEqual(caught.exception.response["queryCompileError"]["location"],
                             {"startCharOffset": 10, "endCharOffset": 14})


if __name__ == "__main__":
    unittest.main()
