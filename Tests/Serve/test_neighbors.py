"""Other services on the same endpoint, asked by boto3: constants, and errors in the format of each service."""

import unittest

import boto3
import botocore.exceptions
import botocore.loaders
import botocore.session

from clients import CREDENTIALS, client
from server import ACCOUNTS, REGIONS, Server

server = None


def setUpModule():
    global server
    server = Server(stops=7)


def tearDownModule():
    server.stop()


class OneProtocol(botocore.loaders.Loader):
    """Models of services with one of their protocols, for a client that speaks it."""

    def __init__(self, protocol):
        super().__init__()
        self.protocol = protocol

    def load_service_model(self, service, kind, api_version=None):
        model = super().load_service_model(service, kind, api_version)
        if kind != "service-2":
            return model
        if self.protocol not in model["metadata"]["protocols"]:
            raise AssertionError(f"{service} does not speak {self.protocol}")
        return {**model, "metadata": {**model["metadata"], "protocol": self.protocol, "protocols": [self.protocol]}}


class Metrics(unittest.TestCase):
    """CloudWatch, in the three protocols that its clients of the last years speak."""

    def test_each_protocol(self):
        for protocol in ("query", "json", "smithy-rpc-v2-cbor"):
            with self.subTest(protocol):
                session = botocore.session.get_session()
                session.register_component("data_loader", OneProtocol(protocol))
                metrics = boto3.Session(botocore_session=session).client(
                    "cloudwatch", endpoint_url=server.url, region_name="eu-central-1", **CREDENTIALS)
                found = metrics.list_metrics(Namespace="AWS/Billing", MetricName="EstimatedCharges")
                self.assertEqual((found["Metrics"], found["ResponseMetadata"]["HTTPStatusCode"]), ([], 200))
                with self.assertRaises(botocore.exceptions.ClientError) as caught:
                    metrics.describe_alarms()
                error = caught.exception.response
                self.assertEqual(error["ResponseMetadata"]["HTTPStatusCode"], 400)
                self.assertIn(error["Error"]["Code"], ("InvalidAction", "UnknownOperationException"))
                self.assertIn("DescribeAlarms", error["Error"]["Message"])


class Places(unittest.TestCase):
    def test_who_is_asking(self):
        identity = client(server, "sts").get_caller_identity()
        self.assertEqual(identity["Account"], ACCOUNTS[0])
        self.assertEqual(identity["Arn"], f"arn:aws:iam::{ACCOUNTS[0]}:user/ecs-stops")
        self.assertTrue(identity["UserId"])

    def test_regions(self):
        regions = client(server, "ec2").describe_regions()["Regions"]
        self.assertEqual([region["RegionName"] for region in regions], sorted(REGIONS))
        for region in regions:
            self.assertIn(region["RegionName"], region["Endpoint"])
            self.assertEqual(region["OptInStatus"], "opt-in-not-required")

    def test_sinks(self):
        self.assertEqual(client(server, "oam").list_sinks()["Items"], [])


class Others(unittest.TestCase):
    def test_errors_in_the_format_of_the_service(self):
        calls = {
            ("sts", "get_session_token", "GetSessionToken"): {}, ("ec2", "describe_vpcs", "DescribeVpcs"): {},
            ("oam", "list_links", "ListLinks"): {}, ("xray", "get_groups", "Groups"): {},
            ("resourcegroupstaggingapi", "get_resources", "GetResources"): {},
        }
        for (service, method, name), members in calls.items():
            with self.subTest(service):
                with self.assertRaises(botocore.exceptions.ClientError) as caught:
                    getattr(client(server, service), method)(**members)
                error = caught.exception.response
                self.assertEqual(error["ResponseMetadata"]["HTTPStatusCode"], 400)
                self.assertIn(error["Error"]["Code"], ("InvalidAction", "UnknownOperationException"))
                self.assertIn(name, error["Error"]["Message"])


if __name__ == "__main__":
    unittest.main()
