"""Pages of every operation that has them: put together, they are what one large page has, whatever their size."""

import os
import subprocess
import sys
import tempfile
import threading
import unittest

from clients import logs, results
from server import GROUP, ROOT, START, Server

server = None
END = START + 86400
SIZES = range(1, 8)
# The operation, the member that has the items, the one that limits a page, and the others of a call.
OPERATIONS = [
    ("describe_log_groups", "logGroups", "limit", {}),
    ("describe_log_groups", "logGroups", "limit", {"includeLinkedAccounts": True}),
    ("describe_log_groups", "logGroups", "limit", {"logGroupNamePattern": "events"}),
    ("list_log_groups", "logGroups", "limit", {}),
    ("describe_log_streams", "logStreams", "limit", {"logGroupName": GROUP}),
    ("describe_log_streams", "logStreams", "limit", {"logGroupName": GROUP, "orderBy": "LastEventTime", "descending": True}),
    ("filter_log_events", "events", "limit", {"logGroupName": GROUP}),
    ("filter_log_events", "events", "limit", {"logGroupName": GROUP, "filterPattern": "UserInitiated"}),
    ("filter_log_events", "events", "limit", {"logGroupName": GROUP, "startTime": (START + 60) * 1000,
                                              "endTime": (START + 600) * 1000, "logStreamNames": ["c", "d"]}),
    ("describe_queries", "queries", "maxResults", {}),
    ("describe_queries", "queries", "maxResults", {"status": "Complete"}),
    ("describe_query_definitions", "queryDefinitions", "maxResults", {}),
    ("describe_query_definitions", "queryDefinitions", "maxResults", {"queryDefinitionNamePrefix": "ecs-stops/s"}),
]


def setUpModule():
    global server
    server = Server(stops=71, streams=("a", "b", "c", "d", "e", "archive"))


def tearDownModule():
    server.stop()


class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.logs = logs(server)
        for number in range(9):
            results(cls.logs, f"limit {number + 1}", [GROUP], START, END)

    def pages(self, method, key, **members):
        token = {}
        while True:
            page = getattr(self.logs, method)(**members, **token)
            yield page[key]
            if "nextToken" not in page:
                return
            self.assertNotEqual(page["nextToken"], token.get("nextToken"))
            token = {"nextToken": page["nextToken"]}

    def test_pages_of_every_size(self):
        for method, key, limit, members in OPERATIONS:
            with self.subTest(method, **members):
                whole, = self.pages(method, key, **members)
                self.assertGreater(len(whole), 2)
                for size in SIZES:
                    pages = list(self.pages(method, key, **{limit: size}, **members))
                    self.assertEqual([item for page in pages for item in page], whole)
                    # No page but the last is smaller than it may be.
                    self.assertTrue(all(len(page) == size for page in pages[:-1]))
                    self.assertTrue(0 < len(pages[-1]) <= size)

    def test_pages_of_a_stream_in_both_directions(self):
        members = {"logGroupName": GROUP, "logStreamName": "b"}
        whole = self.logs.get_log_events(startFromHead=True, **members)["events"]
        for name, is_forward in (("nextForwardToken", True), ("nextBackwardToken", False)):
            for size in SIZES:
                with self.subTest(name, size=size):
                    found, token = [], {}
                    while True:
                        page = self.logs.get_log_events(startFromHead=is_forward, limit=size, **members, **token)
                        found = found + page["events"] if is_forward else page["events"] + found
                        if page[name] == token.get("nextToken"):
                            break
                        token = {"nextToken": page[name]}
                    self.assertEqual(found, whole)

    def test_paginators(self):
        """Those of boto3, which raise an error if a token comes twice."""
        for method, key, _, members in OPERATIONS:
            if not self.logs.can_paginate(method):
                continue
            with self.subTest(method, **members):
                whole = getattr(self.logs, method)(**members)[key]
                pages = self.logs.get_paginator(method).paginate(PaginationConfig={"PageSize": 3}, **members)
                self.assertEqual([item for page in pages for item in page[key]], whole)

    def test_tokens_of_other_calls(self):
        """Another operation's, another window's, and what is no token."""
        tokens = [self.logs.describe_log_streams(logGroupName=GROUP, limit=1)["nextToken"],
                  self.logs.filter_log_events(logGroupName=GROUP, limit=1, startTime=5)["nextToken"],
                  self.logs.get_log_events(logGroupName=GROUP, logStreamName="a", limit=1)["nextForwardToken"],
                  "x", "0" * 300, "f/0", "🛑"]
        for method, key, limit, members in OPERATIONS:
            own = getattr(self.logs, method)(**{limit: 1}, **members)["nextToken"]
            for token in tokens:
                if token == own:
                    continue
                with self.subTest(method, token=token, **members), self.assertRaises(
                        self.logs.exceptions.InvalidParameterException):
                    getattr(self.logs, method)(nextToken=token, **members)


@unittest.skipUnless(os.environ.get("NIGHTLY"), "NIGHTLY=1 fetches 100,000 rows")
class LargeResult(unittest.TestCase):
    def test_a_hundred_thousand_rows_while_an_import_commits(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        for name, events in (("first", 101_000), ("more", 3_000)):
            subprocess.run([sys.executable, f"{ROOT}/Scripts/make-export", "--events", str(events), "--days", "30", "--out",
                            f"{folder.name}/{name}"], check=True)
        large = Server(stops=2)
        self.addCleanup(large.stop)
        large.run("ingest", f"{folder.name}/first", "--archive", large.archive)
        client = logs(large)
        job = client.start_query(queryString="fields detail.taskArn", logGroupName=GROUP, startTime=0, endTime=2**33,
                                 limit=100_000)["queryId"]
        importing = threading.Thread(target=large.run, args=("ingest", f"{folder.name}/more", "--archive", large.archive))
        importing.start()
        while client.get_query_results(queryId=job, maxItems=1)["status"] == "Running":
            pass
        arns, pages, token = [], 0, {}
        while True:
            page = client.get_query_results(queryId=job, maxItems=10_000, **token)
            arns += [row[0]["value"] for row in page["results"]]
            pages += 1
            if "nextToken" not in page:
                break
            token = {"nextToken": page["nextToken"]}
        importing.join()
        self.assertEqual((pages, len(arns), len(set(arns))), (10, 100_000, 100_000))
        # The archive has changed since, and the result is still what it was.
        again = client.get_query_results(queryId=job, maxItems=10_000)["results"]
        self.assertEqual([row[0]["value"] for row in again], arns[:10_000])


if __name__ == "__main__":
    unittest.main()
