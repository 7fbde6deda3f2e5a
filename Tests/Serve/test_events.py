"""Groups, streams and events by boto3: listing, paging, filter patterns."""

import json
import os
import tempfile
import unittest

from clients import logs
from server import ACCOUNTS, GROUP, REGIONS, START, Server

server = None
CLUSTER_GROUPS = [f"/aws/events/ecs/containerinsights/{name}/performance" for name in ("mail", "orders")]


def setUpModule():
    global server
    server = Server()


def tearDownModule():
    server.stop()


class Groups(unittest.TestCase):
    def setUp(self):
        self.logs = logs(server)

    def names(self, **members):
        pages = self.logs.get_paginator("describe_log_groups").paginate(**members)
        return [group["logGroupName"] for page in pages for group in page["logGroups"]]

    def test_all_groups_in_order(self):
        self.assertEqual(self.names(), sorted([GROUP] + CLUSTER_GROUPS))
        self.assertEqual(self.names(PaginationConfig={"PageSize": 1}), sorted([GROUP] + CLUSTER_GROUPS))

    def test_prefix_and_pattern(self):
        self.assertEqual(self.names(logGroupNamePrefix="/aws/events/ecs/"), CLUSTER_GROUPS)
        self.assertEqual(self.names(logGroupNamePattern="StoppedTasks"), [GROUP])
        with self.assertRaises(self.logs.exceptions.InvalidParameterException) as caught:
            self.names(logGroupNamePrefix="a", logGroupNamePattern="b")
        self.assertEqual(caught.exception.response["Error"]["Message"],
                         "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.")

    def test_members(self):
        group = self.logs.describe_log_groups(logGroupNamePrefix=GROUP)["logGroups"][0]
        self.assertEqual(group["arn"], group["logGroupArn"] + ":*")
        self.assertTrue(group["logGroupArn"].endswith(f":log-group:{GROUP}"))
        self.assertEqual(group["creationTime"], START * 1000)
        self.assertGreater(group["storedBytes"], 0)
        shorter = self.logs.describe_log_groups(logGroupNamePattern="StoppedTasks")["logGroups"][0]
        self.assertNotIn("storedBytes", shorter)

    def test_accounts(self):
        groups = self.logs.describe_log_groups(logGroupNamePrefix=GROUP, includeLinkedAccounts=True)["logGroups"]
        owners = {tuple(group["arn"].split(":")[3:5]) for group in groups}
        self.assertEqual(owners, {(region, account) for region in REGIONS for account in ACCOUNTS})

    def test_arns_narrow(self):
        for end in ("", ":*", ":"):
            arn = f"arn:aws:logs:{REGIONS[0]}:{ACCOUNTS[0]}:log-group:{GROUP}{end}"
            events = self.logs.filter_log_events(logGroupIdentifier=arn)["events"]
            found = [json.loads(event["message"]) for event in events]
            self.assertTrue(found)
            self.assertEqual({(event["region"], event["account"]) for event in found}, {(REGIONS[0], ACCOUNTS[0])})
        with self.assertRaises(self.logs.exceptions.ResourceNotFoundException):
            self.logs.filter_log_events(logGroupIdentifier=f"arn:aws:logs:eu-west-1:{ACCOUNTS[0]}:log-group:{GROUP}")

    def test_a_region_of_its_own(self):
        scoped = Server("--region-scope")
        self.addCleanup(scoped.stop)
        for region in REGIONS:
            events = logs(scoped, region=region).filter_log_events(logGroupName=GROUP)["events"]
            self.assertEqual({json.loads(event["message"])["region"] for event in events}, {region})
        with self.assertRaises(self.logs.exceptions.ResourceNotFoundException):
            logs(scoped, region="ap-south-1").filter_log_events(logGroupName=GROUP)

    def test_names_of_ones_own(self):
        named = Server("--log-group", "/my/group", "--log-group", "*")
        self.addCleanup(named.stop)
        own = logs(named)
        for name in ("/my/group", "/whatever"):
            self.assertEqual(len(own.filter_log_events(logGroupName=name)["events"]), 60)
        self.assertIn("/my/group", [group["logGroupName"] for group in own.describe_log_groups()["logGroups"]])

    def test_saved_queries(self):
        with self.assertRaises(self.logs.exceptions.ClientError) as caught:
            self.logs.put_query_definition(name="mine", queryString="fields @message")
        self.assertEqual(caught.exception.response["Error"]["Code"], "AccessDeniedException")
        folder = tempfile.mkdtemp()
        saving = Server("--saved-queries", folder)
        self.addCleanup(saving.stop)
        own = logs(saving)
        found = own.describe_query_definitions(queryDefinitionNamePrefix="ecs-stops/")["queryDefinitions"]
        self.assertGreater(len(found), 10)
        key = own.put_query_definition(name="mine", queryString="fields @message")["queryDefinitionId"]
        own.put_query_definition(name="mine", queryString="limit {{ rows }} # {{rows}}", queryDefinitionId=key)
        mine, = own.describe_query_definitions(queryDefinitionNamePrefix="mine")["queryDefinitions"]
        self.assertEqual(mine["parameters"], [{"name": "rows"}])
        self.assertGreater(mine["lastModified"], START * 1000)
        own.put_query_definition(name="mine", queryString="stats count(*)", queryDefinitionId=key)
        with open(f"{folder}/mine.insights", encoding="utf-8") as file:
            self.assertEqual(file.read(), "stats count(*)")
        for name in ("../x", ".hidden", "a\x01b", "x" * 250):
            with self.assertRaises(self.logs.exceptions.InvalidParameterException):
                own.put_query_definition(name=name, queryString="fields @message")
        self.assertTrue(own.delete_query_definition(queryDefinitionId=key)["success"])
        self.assertEqual(os.listdir(folder), [])
        with self.assertRaises(self.logs.exceptions.ResourceNotFoundException):
            own.delete_query_definition(queryDefinitionId=found[0]["queryDefinitionId"])

    def test_streams(self):
        streams = self.logs.describe_log_streams(logGroupName=GROUP)["logStreams"]
        self.assertEqual([stream["logStreamName"] for stream in streams], ["a", "b"])
        for stream in streams:
            for name in ("creationTime", "firstEventTimestamp", "lastEventTimestamp", "lastIngestionTime", "arn",
                         "uploadSequenceToken"):
                self.assertIn(name, stream)
        latest = self.logs.describe_log_streams(logGroupName=GROUP, orderBy="LastEventTime", descending=True)
        self.assertEqual(len(latest["logStreams"]), 2)
        with self.assertRaises(self.logs.exceptions.ClientError) as caught:
            self.logs.describe_log_streams(logGroupName=GROUP, logGroupIdentifier=GROUP)
        self.assertEqual(caught.exception.response["Error"]["Code"], "ValidationException")

    def test_fields(self):
        fields = self.logs.get_log_group_fields(logGroupName=GROUP)["logGroupFields"]
        percents = [field["percent"] for field in fields]
        self.assertEqual(percents, sorted(percents, reverse=True))
        self.assertIn("detail.stopCode", [field["name"] for field in fields])


class Events(unittest.TestCase):
    def setUp(self):
        self.logs = logs(server)

    def events(self, size=None, **members):
        configuration = {"PaginationConfig": {"PageSize": size}} if size else {}
        pages = self.logs.get_paginator("filter_log_events").paginate(logGroupName=GROUP, **members, **configuration)
        return [event for page in pages for event in page["events"]]

    def test_pages_make_one_list(self):
        whole = self.events()
        self.assertEqual(len(whole), 60)
        self.assertEqual([event["timestamp"] for event in whole], sorted(event["timestamp"] for event in whole))
        self.assertEqual(len({event["eventId"] for event in whole}), 60)
        for event in whole:
            self.assertEqual(len(event["eventId"]), 56)
        for size in (1, 2, 7, 59, 60, 61):
            self.assertEqual(self.events(size), whole)

    def test_both_ends_are_included(self):
        found = self.events(startTime=START * 1000, endTime=START * 1000)
        self.assertEqual(len(found), 2)

    def test_streams_choose(self):
        self.assertEqual(len(self.events(logStreamNames=["b"])), 20)
        self.assertEqual(len(self.events(logStreamNamePrefix="a")), 40)
        self.assertEqual(len(self.events(logStreamNamePrefix="x")), 0)

    def test_filter_patterns(self):
        for pattern, count in (
                ("", 60), ("UserInitiated", 30), ('"Essential container"', 30), ("-UserInitiated", 30),
                ("?UserInitiated ?EssentialContainerExited", 60), ("UserInitiated EssentialContainerExited", 0),
                ('{ $.detail.stopCode = "UserInitiated" }', 30), ('{ $.detail.stopCode = "User*" }', 30),
                ('{ $.detail.stopCode != "UserInitiated" }', 30), ("{ $.detail.nothing != 1 }", 0),
                ("{ $.detail.containers[0].exitCode > 0 }", 40), ("{ $.detail.containers[0].exitCode = 2 }", 20),
                ('{ ($.detail.stopCode = "UserInitiated") && ($.detail.containers[0].exitCode = 0 || '
                 "$.detail.containers[0].exitCode = 1) }", 20),
                ("{ $.detail.nothing NOT EXISTS }", 60), ("{ $.detail.stopCode IS NULL }", 0),
                ("{ $.detail.stopCode = %^User% }", 30), ("%Initiated%", 30)):
            with self.subTest(pattern):
                found = self.events(filterPattern=pattern)
                self.assertEqual(len(found), count)
                if pattern:
                    tested = self.logs.test_metric_filter(
                        filterPattern=pattern, logEventMessages=[event["message"] for event in self.events()[:50]])
                    first = [event["message"] for event in self.events()[:50]]
                    self.assertEqual([match["eventMessage"] for match in tested["matches"]],
                                     [text for text in first if text in {event["message"] for event in found}])

    def test_patterns_that_are_not_understood(self):
        for pattern in ("{ $.a = }", "[a, b]", "{ a = 1 }", '"open', "{ $.a = 1", "{ $.a ~ 1 }", "a*b"):
            with self.subTest(pattern), self.assertRaises(self.logs.exceptions.InvalidParameterException):
                self.events(filterPattern=pattern)

    def test_a_token_is_good_for_its_own_request(self):
        token = self.logs.filter_log_events(logGroupName=GROUP, limit=1)["nextToken"]
        with self.assertRaises(self.logs.exceptions.InvalidParameterException) as caught:
            self.logs.filter_log_events(logGroupName=GROUP, logStreamNames=["a"], nextToken=token)
        self.assertEqual(caught.exception.response["Error"]["Message"], "The specified nextToken is invalid.")

    def test_a_stream_forwards_and_backwards(self):
        whole = self.logs.get_log_events(logGroupName=GROUP, logStreamName="a", startFromHead=True)["events"]
        self.assertEqual(len(whole), 40)
        found, token = [], None
        while True:
            page = self.logs.get_log_events(logGroupName=GROUP, logStreamName="a", limit=7, startFromHead=True,
                                            **({"nextToken": token} if token else {}))
            found += page["events"]
            if page["nextForwardToken"] == token:
                break
            token = page["nextForwardToken"]
        self.assertEqual(found, whole)
        found, token = [], page["nextBackwardToken"]
        while True:
            page = self.logs.get_log_events(logGroupName=GROUP, logStreamName="a", limit=7, nextToken=token)
            found = page["events"] + found
            if page["nextBackwardToken"] == token:
                break
            token = page["nextBackwardToken"]
        self.assertEqual(found, whole)

    def test_the_latest_events_come_by_default(self):
        whole = self.logs.get_log_events(logGroupName=GROUP, logStreamName="a", startFromHead=True)["events"]
        latest = self.logs.get_log_events(logGroupName=GROUP, logStreamName="a", limit=5)["events"]
        self.assertEqual(latest, whole[-5:])

    def test_the_end_of_a_stream_is_exclusive(self):
        events = self.logs.get_log_events(logGroupName=GROUP, logStreamName="a", startTime=START * 1000,
                                          endTime=(START + 60) * 1000, startFromHead=True)["events"]
        self.assertTrue(all(event["timestamp"] == START * 1000 for event in events) and events)

    def test_unknown_streams(self):
        with self.assertRaises(self.logs.exceptions.ResourceNotFoundException):
            self.logs.get_log_events(logGroupName=GROUP, logStreamName="none")


if __name__ == "__main__":
    unittest.main()
