"""Who may ask, and what they may see: a test for each row of the table in docs/serve.md."""

import json
import os
import subprocess
import tempfile
import unittest

import botocore.exceptions

from clients import client, logs, results, rows
from server import COMMAND, GROUP, SECRET, START, Server

server = None
END = START + 86400


def setUpModule():
    global server
    server = Server()


def tearDownModule():
    server.stop()


class Hosts(unittest.TestCase):
    HEADERS = {"X-Amz-Target": "Logs_20140328.DescribeLogGroups"}

    def status(self, host):
        return server.request(headers=self.HEADERS, host=host)[0]

    def test_our_own_names(self):
        for name in ("127.0.0.1", "localhost", "[::1]", "LOCALHOST"):
            self.assertEqual(self.status(f"{name}:{server.port}"), 200, name)

    def test_other_names(self):
        for name in ("evil.example", "127.0.0.1.evil.example", "10.0.0.1", "[::2]"):
            self.assertEqual(self.status(f"{name}:{server.port}"), 403, name)

    def test_no_name(self):
        self.assertEqual(self.status(""), 400)


class Origins(unittest.TestCase):
    def test_other_origins_may_not_ask(self):
        status, headers, _ = server.request("OPTIONS", headers={"Origin": "https://evil.example"})
        self.assertEqual(status, 403)
        self.assertNotIn("Access-Control-Allow-Origin", headers)

    def test_an_allowed_origin(self):
        own = Server("--allow-origin", "https://grafana.example")
        self.addCleanup(own.stop)
        status, headers, _ = own.request("OPTIONS", headers={"Origin": "https://grafana.example"})
        self.assertEqual((status, headers["Access-Control-Allow-Origin"]), (204, "https://grafana.example"))
        self.assertIn("x-amz-target", headers["Access-Control-Allow-Headers"])
        status, _, _ = own.request("OPTIONS", headers={"Origin": "https://evil.example"})
        self.assertEqual(status, 403)


class Starting(unittest.TestCase):
    def refuse(self, *options):
        run = subprocess.run([COMMAND, "serve", "--archive", server.archive, "--port", "0", *options],
                             capture_output=True, text=True, timeout=20)
        self.assertEqual(run.returncode, 64, run.stderr)
        return run.stderr

    def test_another_address_needs_keys(self):
        self.assertIn("--keys", self.refuse("--host", "0.0.0.0"))
        self.assertIn("--token", self.refuse("--host", "0.0.0.0", "--keys", "/dev/null"))

    def test_a_token_is_made_only_for_a_server(self):
        token = f"{server.folder}/not-yet"
        server.run("serve", "--env", "--token", token)
        server.run("serve", "--archive", f"{server.folder}/none.sqlite", "--token", token, status=1)
        self.assertFalse(os.path.exists(token))

    def test_the_address_that_stands_for_all_and_our_own(self):
        files = []
        for text in ("TEAMKEY team-secret\n", "0123456789abcdef0123456789abcdef\n"):
            with tempfile.NamedTemporaryFile("w", delete=False) as file:
                file.write(text)
            self.addCleanup(os.remove, file.name)
            files.append(file.name)
        hosts = ["0.0.0.0", "127.0.0.1", "127.0.0.2"]
        if os.path.exists("/proc/net/if_inet6"):
            hosts += ["::", "::1"]
        for host in hosts:
            with self.subTest(host):
                own = Server("--host", host, "--keys", files[0], "--token", files[1], stops=2)
                try:
                    self.assertEqual(own.request("GET", "/healthz")[0], 204)
                    status, answer = own.call("DescribeLogGroups")
                    self.assertEqual((status, answer["__type"]), (400, "MissingAuthenticationTokenException"))
                finally:
                    own.stop()

    def test_any_origin_is_no_origin(self):
        self.assertIn("--allow-origin", self.refuse("--allow-origin", "*"))


class Secrets(unittest.TestCase):
    QUERIES = ("fields @message", "fields detail.overrides.containerOverrides.0.environment.0.value as v",
               "fields unmask(@message) as m",
               "parse @message /PASSWORD\",\"value\":\"(?<word>[^\"]+)/", "stats count(*) by detail.overrides",
               "stats values(detail.overrides.containerOverrides.0.environment.0.value)")

    def answers(self, own, **members):
        yield own.filter_log_events(logGroupName=GROUP, **members)
        yield own.get_log_events(logGroupName=GROUP, logStreamName="a", **members)
        pointer = rows(results(own, "fields @ptr | limit 1", [GROUP], START, END))[0]["@ptr"]
        yield own.get_log_record(logRecordPointer=pointer, **members)

    def test_no_answer_shows_one(self):
        own = logs(server)
        for answer in self.answers(own):
            self.assertNotIn(SECRET, json.dumps(answer))
        for answer in self.answers(own, unmask=True):
            self.assertNotIn(SECRET, json.dumps(answer))
        for query in self.QUERIES:
            with self.subTest(query):
                self.assertNotIn(SECRET, json.dumps(results(own, query, [GROUP], START, END)["results"]))

    def test_both_must_ask(self):
        open_server = Server("--unmask")
        self.addCleanup(open_server.stop)
        own = logs(open_server)
        for answer in self.answers(own):
            self.assertNotIn(SECRET, json.dumps(answer))
        for answer in self.answers(own, unmask=True):
            self.assertIn(SECRET, json.dumps(answer))
        found = results(own, "fields unmask(@message) as m", [GROUP], START, END)["results"]
        self.assertIn(SECRET, json.dumps(found))


class Signatures(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.NamedTemporaryFile("w", delete=False) as file:
            file.write("# a key of the team\nTEAMKEY team-secret\n")
        cls.own = Server("--keys", file.name)

    @classmethod
    def tearDownClass(cls):
        cls.own.stop()

    def test_a_signed_call(self):
        keys = {"aws_access_key_id": "TEAMKEY", "aws_secret_access_key": "team-secret"}
        self.assertTrue(logs(self.own, **keys).describe_log_groups()["logGroups"])
        self.assertEqual(client(self.own, "sts", **keys).get_caller_identity()["Account"], "111122223333")

    def test_wrong_keys(self):
        for keys, code in (
                ({"aws_access_key_id": "TEAMKEY", "aws_secret_access_key": "wrong"}, "InvalidSignatureException"),
                ({"aws_access_key_id": "OTHER", "aws_secret_access_key": "x"}, "UnrecognizedClientException")):
            with self.assertRaises(botocore.exceptions.ClientError) as caught:
                logs(self.own, **keys).describe_log_groups()
            self.assertEqual(caught.exception.response["Error"]["Code"], code)

    def test_an_unsigned_call(self):
        status, answer = self.own.call("DescribeLogGroups")
        self.assertEqual((status, answer["__type"]), (400, "MissingAuthenticationTokenException"))


class Reading(unittest.TestCase):
    def test_the_archive_is_not_touched(self):
        own = logs(server)
        own.filter_log_events(logGroupName=GROUP)
        results(own, "stats count(*) by detail.stopCode", [GROUP], START, END)
        self.assertEqual(server.archive_digest(), server.digest)


if __name__ == "__main__":
    unittest.main()
