"""Signatures of every client: each signs other headers and writes them in another way."""

import contextlib
import tempfile
import unittest

import botocore.exceptions
import capo_cloudwatch_logs
from capo_cloudwatch_logs.errors import ServiceError

from clients import client, command, go_program, logs
from server import GROUP, START, Server

servers = {}
# What clients.py and the programs of the folder Go sign with.
KEY, SECRET = "any", "any"


def setUpModule():
    for name, secret in (("right", SECRET), ("wrong", "another-secret")):
        with tempfile.NamedTemporaryFile("w", suffix=".keys") as file:
            file.write(f"first 0123\n{KEY} {secret}\n")
            file.flush()
            servers[name] = Server("--keys", file.name, stops=7)


def tearDownModule():
    for server in servers.values():
        server.stop()


class Signatures(unittest.TestCase):
    def test_commands(self):
        commands = {
            "AWS CLI 1": ["aws", "logs", "describe-log-groups"],
            "AWS CLI 2": ["/usr/bin/aws", "--endpoint-url", "URL", "logs", "describe-log-groups"],
            # With what a signature has to encode.
            "AWS CLI 2, other text": ["/usr/bin/aws", "--endpoint-url", "URL", "logs", "filter-log-events", "--log-group-name",
                                      GROUP, "--filter-pattern", '"Jörg\' ü %20+ 🛑"'],
            "awslogs": ["awslogs", "groups", "--aws-endpoint-url", "URL"],
            "qaws": ["qaws", "--groups"],
        }
        for name, words in commands.items():
            with self.subTest(name):
                command(servers["right"], *[servers["right"].url if word == "URL" else word for word in words])
                text = command(servers["wrong"], *[servers["wrong"].url if word == "URL" else word for word in words], status=1)
                self.assertIn("InvalidSignatureException", text)

    def test_go(self):
        for program in ("sdk1", "sdk2"):
            with self.subTest(program):
                words = (program, GROUP, "a", START, START + 86400)
                self.assertEqual(go_program(words[0], servers["right"], *words[1:])["Streams"], ["a", "b"])
                with self.assertRaisesRegex(AssertionError, "InvalidSignatureException"):
                    go_program(words[0], servers["wrong"], *words[1:])

    def test_capo(self):
        def groups(server):
            own = capo_cloudwatch_logs.CloudWatchLogsClient(
                endpoint=server.url, region="eu-central-1", credentials={"access_key": KEY, "secret_key": SECRET})
            return own.describe_log_groups()["log_groups"]

        self.assertEqual(len(groups(servers["right"])), 3)
        with self.assertRaises(ServiceError) as caught:
            groups(servers["wrong"])
        self.assertEqual(caught.exception.code, "InvalidSignatureException")

    def test_boto3_and_other_services(self):
        for service, method in (("logs", "describe_log_groups"), ("cloudwatch", "list_metrics"), ("oam", "list_sinks"),
                                ("sts", "get_caller_identity"), ("ec2", "describe_regions")):
            for region in ("eu-central-1", "us-gov-west-1"):
                with (self.subTest(service, region=region),
                      contextlib.closing(client(servers["right"], service, region=region)) as right,
                      contextlib.closing(client(servers["wrong"], service, region=region)) as wrong):
                    getattr(right, method)()
                    with self.assertRaises(botocore.exceptions.ClientError) as caught:
                        getattr(wrong, method)()
                    self.assertEqual(caught.exception.response["Error"]["Code"], "InvalidSignatureException")

    def test_others(self):
        for credentials, code in (({"aws_access_key_id": "nobody"}, "UnrecognizedClientException"),
                                  ({"aws_access_key_id": "first"}, "InvalidSignatureException")):
            with (self.subTest(credentials), contextlib.closing(logs(servers["right"], **credentials)) as own,
                  self.assertRaises(botocore.exceptions.ClientError) as caught):
                own.describe_log_groups()
            self.assertEqual(caught.exception.response["Error"]["Code"], code)
        status, answer = servers["right"].call("DescribeLogGroups")
        self.assertEqual((status, answer["__type"]), (400, "MissingAuthenticationTokenException"))


if __name__ == "__main__":
    unittest.main()
