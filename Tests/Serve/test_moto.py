"""The same events in moto and in an archive: both must list, page and filter alike.

Where the two differ, a test of KnownDifferences has the difference and its reason. Of what the server has, moto 5.2
lacks StopQuery, GetLogRecord, GetLogGroupFields, saved queries and ListLogGroups.
"""

import json
import logging
import time
import types
import unittest

import botocore.exceptions
from moto.server import ThreadedMotoServer

from clients import logs
from server import GROUP, NO_STREAM, Server, message

# moto takes no events that are older than two weeks.
FIRST = (int(time.time()) - 6 * 86400) // 60 * 60
STREAMS = ("web-1", "web-2", "web-1", "worker", NO_STREAM, "web-1", "a.b_c")
CLUSTERS = {f"/aws/events/ecs/containerinsights/{name}/performance": name for name in ("mail", "orders")}

server = moto_server = ours = moto = None


def setUpModule():
    global server, moto_server, ours, moto
    # The messages of moto have nothing masked.
    server = Server("--unmask", stops=211, start=FIRST, streams=STREAMS)
    logging.getLogger("werkzeug").disabled = True
    moto_server = ThreadedMotoServer(port=0, verbose=False)
    moto_server.start()
    address, port = moto_server.get_host_and_port()
    ours, moto = logs(server), logs(types.SimpleNamespace(url=f"http://{address}:{port}"))
    for group in (GROUP, *CLUSTERS):
        load(group)


def tearDownModule():
    moto_server.stop()
    server.stop()


def load(group):
    """Puts into moto's group what the archive's group of this name has."""
    moto.create_log_group(logGroupName=group)
    for stream, pairs in server.streams.items():
        # Events of one millisecond are in the order of their tasks, as the archive has them.
        events = sorted((at * 1000, event["detail"]["taskArn"], message(event))
                        for at, event in pairs if group == GROUP or f"cluster/{CLUSTERS[group]}" in message(event))
        if not events:
            continue
        moto.create_log_stream(logGroupName=group, logStreamName=stream)
        moto.put_log_events(logGroupName=group, logStreamName=stream,
                            logEvents=[{"timestamp": at, "message": message} for at, _, message in events])


def both(method, **members):
    return [getattr(client, method)(**members) for client in (moto, ours)]


def pages(client, method, key, **members):
    """All items of all pages, by the tokens that this client gives."""
    found, token = [], {}
    while True:
        page = getattr(client, method)(**members, **token)
        found += page[key]
        if not page.get("nextToken"):
            return found
        token = {"nextToken": page["nextToken"]}


def event(item):
    return item["timestamp"], json.loads(item["message"])["id"]


class Groups(unittest.TestCase):
    def test_prefixes(self):
        for prefix in ("/", "/aws", "/aws/events/E", GROUP, "/aws/events/ecs/containerinsights/m", "aws", "x", "_", "/AWS"):
            with self.subTest(prefix):
                expected, found = both("describe_log_groups", logGroupNamePrefix=prefix)
                self.assertEqual([group["logGroupName"] for group in found["logGroups"]],
                                 [group["logGroupName"] for group in expected["logGroups"]])

    def test_pages(self):
        for limit in range(1, 5):
            expected, found = (pages(client, "describe_log_groups", "logGroups", limit=limit) for client in (moto, ours))
            self.assertEqual([group["logGroupName"] for group in found], [group["logGroupName"] for group in expected])
            self.assertEqual(len(found), 3)

    def test_members(self):
        expected, found = both("describe_log_groups")
        for one, other in zip(expected["logGroups"], found["logGroups"]):
            self.assertLessEqual(one.keys() - {"retentionInDays"}, other.keys())
            self.assertEqual(one["arn"].split(":", 5)[5], other["arn"].split(":", 5)[5])


class Streams(unittest.TestCase):
    def names(self, **members):
        expected, found = (pages(client, "describe_log_streams", "logStreams", **members) for client in (moto, ours))
        times = ("logStreamName", "firstEventTimestamp", "lastEventTimestamp")
        expected, found = ([[stream[name] for name in times] for stream in streams] for streams in (expected, found))
        if members.get("orderBy") == "LastEventTime":
            # Streams whose last events are of one time may have any order.
            self.assertEqual(*([last for _, _, last in streams] for streams in (found, expected)))
            self.assertEqual(sorted(found), sorted(expected))
        else:
            self.assertEqual(found, expected)
        return [name for name, _, _ in found]

    def test_both_orders(self):
        for group in (GROUP, *CLUSTERS):
            for order in ("LogStreamName", "LastEventTime"):
                for descending in (False, True):
                    for limit in (2, 50):
                        with self.subTest(group=group, order=order, descending=descending, limit=limit):
                            names = self.names(logGroupName=group, orderBy=order, descending=descending, limit=limit)
                            self.assertEqual(set(names), set(STREAMS))

    def test_prefixes(self):
        for prefix in ("w", "web", "web-1", "web-10", "WEB", "a", "a."):
            with self.subTest(prefix):
                self.names(logGroupName=GROUP, logStreamNamePrefix=prefix)

    def test_what_neither_takes(self):
        for members in ({"orderBy": "LastEventTime", "logStreamNamePrefix": "w"}, {"limit": 51}, {"logGroupName": "/no/such"}):
            for client in (moto, ours):
                with self.subTest(members=members, client=client), self.assertRaises(
                        (client.exceptions.InvalidParameterException, client.exceptions.ResourceNotFoundException)):
                    client.describe_log_streams(**{"logGroupName": GROUP, **members})


class Stream(unittest.TestCase):
    """GetLogEvents."""

    def walk(self, client, direction, token=None, **members):
        """Pages in one direction until the token comes back that was sent."""
        name = {"forward": "nextForwardToken", "backward": "nextBackwardToken"}[direction]
        found = []
        while True:
            page = client.get_log_events(**members, **({"nextToken": token} if token else {}))
            found.append([event(item) for item in page["events"]])
            if page[name] == token:
                return found, page
            token = page[name]

    def test_forward_to_the_end_and_backward_to_the_start(self):
        for group in (GROUP, *CLUSTERS):
            for stream in server.streams:
                for limit in (1, 1000) if group == GROUP and stream == "worker" else (4, 19):
                    with self.subTest(group=group, stream=stream, limit=limit):
                        members = {"logGroupName": group, "logStreamName": stream, "limit": limit, "startFromHead": True}
                        expected, found = (self.walk(client, "forward", **members)[0] for client in (moto, ours))
                        self.assertEqual(found, expected)
                        back = {**members, "startFromHead": False}
                        expected, found = (self.walk(client, "backward", **back)[0] for client in (moto, ours))
                        self.assertEqual(found, expected)

    def test_there_and_back(self):
        for stream in server.streams:
            with self.subTest(stream):
                members = {"logGroupName": GROUP, "logStreamName": stream, "limit": 5, "startFromHead": True}
                whole, last = self.walk(ours, "forward", **members)
                back, _ = self.walk(ours, "backward", token=last["nextBackwardToken"], **members)
                self.assertEqual([item for page in back[::-1] for item in page], [item for page in whole for item in page])

    def test_times(self):
        ends = [(FIRST + minute * 60) * 1000 for minute in (0, 1, 17, 50, 104, 105, 106)]
        for start in ends:
            for end in ends:
                for head in (True, False):
                    members = {"logGroupName": GROUP, "logStreamName": "web-1", "startTime": start, "endTime": end + 1,
                               "limit": 9, "startFromHead": head}
                    with self.subTest(members):
                        # The end belongs to moto's window, and not to AWS's and ours.
                        expected = moto.get_log_events(**{**members, "endTime": end})["events"]
                        found = ours.get_log_events(**members)["events"]
                        self.assertEqual([event(item) for item in found], [event(item) for item in expected])


class Filters(unittest.TestCase):
    """FilterLogEvents."""

    def compare(self, **members):
        # moto sorts the events of several streams only if it is asked for interleaved ones.
        members = {"logGroupName": GROUP, "interleaved": True, **members}
        expected = pages(moto, "filter_log_events", "events", **members)
        found = pages(ours, "filter_log_events", "events", unmask=True, **members)
        times = [item["timestamp"] for item in found]
        self.assertEqual(times, sorted(times))
        # Events of one millisecond in several streams are in the order of their tasks here, and of the streams there.
        compared = ("timestamp", "logStreamName", "message")
        self.assertEqual(*(sorted([item[name] for name in compared] for item in items) for items in (found, expected)))
        self.assertEqual(len({item["eventId"] for item in found}), len(found))
        return found

    def test_pages(self):
        for group in (GROUP, *CLUSTERS):
            for limit in (13, 50, 211, 10_000):
                with self.subTest(group=group, limit=limit):
                    self.assertEqual(len(self.compare(logGroupName=group, limit=limit)), 211 if group == GROUP else
                                     106 if "orders" in group else 105)

    def test_streams(self):
        for names in (["web-1"], ["web-1", "worker"], list(server.streams), [NO_STREAM]):
            with self.subTest(names):
                found = self.compare(logStreamNames=names, limit=20)
                self.assertEqual({item["logStreamName"] for item in found}, set(names))

    def test_times(self):
        ends = [(FIRST + minute * 60) * 1000 for minute in (0, 1, 17, 50, 104, 105)]
        for start in ends:
            for end in ends:
                with self.subTest(start=start, end=end):
                    self.compare(startTime=start, endTime=end, limit=11)
        self.compare(startTime=ends[2] + 1, endTime=ends[3] - 1)

    def test_terms(self):
        for pattern in ("UserInitiated", '"Task stopped by user"', "mail UserInitiated", '"UserInitiated"', "nothing"):
            with self.subTest(pattern):
                self.compare(filterPattern=pattern)


class KnownDifferences(unittest.TestCase):
    def test_patterns_of_groups(self):
        # moto does not read them: all groups, whatever they are called. Letters of AWS's and ours have their case.
        for pattern in ("Stopped", "performance", "/mail/", "/Mail/", "nothing"):
            expected, found = both("describe_log_groups", logGroupNamePattern=pattern)
            names = [group["logGroupName"] for group in expected["logGroups"]]
            self.assertEqual(len(names), 3)
            self.assertEqual([group["logGroupName"] for group in found["logGroups"]],
                             [name for name in names if pattern in name])

    def test_the_end_of_a_stream_s_window(self):
        # AWS: "Events with a timestamp equal to or later than this time are not included."
        counts = [len(client.get_log_events(logGroupName=GROUP, logStreamName="web-1", startFromHead=True,
                                            startTime=FIRST * 1000, endTime=FIRST * 1000)["events"]) for client in (moto, ours)]
        self.assertEqual((counts[0] > 0, counts[1]), (True, 0))

    def test_patterns_that_moto_does_not_know(self):
        # It gives all events then; ours are those that the pattern means.
        for pattern, count in (("{ $.detail.stopCode = \"UserInitiated\" }", 105), ("-UserInitiated", 106), ("?mail ?orders", 211)):
            expected, found = both("filter_log_events", logGroupName=GROUP, filterPattern=pattern)
            self.assertEqual((len(expected["events"]), len(found["events"])), (211, count), pattern)

    def test_tokens_of_nobody(self):
        # AWS refuses them; moto gives no events.
        self.assertEqual(moto.filter_log_events(logGroupName=GROUP, nextToken="x@y@z")["events"], [])
        with self.assertRaises(ours.exceptions.InvalidParameterException):
            ours.filter_log_events(logGroupName=GROUP, nextToken="x@y@z")

    def test_queries_that_mean_nothing(self):
        members = {"logGroupName": GROUP, "startTime": FIRST, "endTime": FIRST + 86400,
                   "queryString": "fields @message | pattern nonsense | stats foo"}
        answer = moto.get_query_results(queryId=moto.start_query(**members)["queryId"])
        self.assertEqual(answer["status"], "Complete")
        with self.assertRaises(ours.exceptions.MalformedQueryException):
            ours.start_query(**members)

    def test_operations_that_nobody_has(self):
        # With moto it is a fault without a type.
        for client, kind in ((moto, "500"), (ours, "ResourceNotFoundException")):
            with self.assertRaises(botocore.exceptions.ClientError) as caught:
                client.get_query_results(queryId="00000000-0000-4000-8000-000000000000")
            self.assertEqual(caught.exception.response["Error"]["Code"], kind)


if __name__ == "__main__":
    unittest.main()
