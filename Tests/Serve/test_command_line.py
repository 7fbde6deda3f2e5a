"""The AWS CLI of both versions and awslogs, unmodified: what they print and how they end."""

import json
import os
import shutil
import signal
import subprocess
import time
import unittest

from clients import command
from server import GROUP, START, Server, stop

server = None
END = START + 86400
# Debian's is version 2, that of PyPI version 1.
VERSIONS = [path for path in ("/usr/bin/aws", shutil.which("aws")) if path and os.path.exists(path)]


def setUpModule():
    global server
    server = Server()


def tearDownModule():
    server.stop()


def run(*words, status=0):
    return command(server, *words, status=status)


class CommandLine(unittest.TestCase):
    def aws(self, version, *words, status=0):
        # Version 2 of 2022 does not know the variable for one service.
        return run(version, "--endpoint-url", server.url, "logs", *words, status=status)

    def each(self):
        self.assertTrue(VERSIONS, "there is no aws command")
        for version in VERSIONS:
            with self.subTest(version):
                yield version

    def test_a_query(self):
        for version in self.each():
            job = json.loads(self.aws(version, "start-query", "--log-group-name", GROUP, "--start-time", str(START),
                                      "--end-time", str(END), "--query-string",
                                      "stats count(*) as stops by detail.stopCode", "--output", "json"))["queryId"]
            # The first poll of most queries has the result already.
            answer = json.loads(self.aws(version, "get-query-results", "--query-id", job, "--output", "json"))
            self.assertEqual(answer["status"], "Complete")
            self.assertEqual([row[1]["value"] for row in answer["results"]], ["30", "30"])

    def test_a_query_with_an_error(self):
        for version in self.each():
            text = self.aws(version, "start-query", "--log-group-name", GROUP, "--start-time", str(START), "--end-time",
                            str(END), "--query-string", "fields @message | limt 5", status=1)
            self.assertIn("MalformedQueryException", text)
            self.assertIn("did you mean 'limit'?", text)

    def test_listing(self):
        for version in self.each():
            groups = json.loads(self.aws(version, "describe-log-groups", "--output", "json"))["logGroups"]
            self.assertEqual(len(groups), 3)
            streams = json.loads(self.aws(version, "describe-log-streams", "--log-group-name", GROUP, "--output", "json"))
            self.assertEqual([stream["logStreamName"] for stream in streams["logStreams"]], ["a", "b"])

    def test_filtering(self):
        for version in self.each():
            found = json.loads(self.aws(version, "filter-log-events", "--log-group-name", GROUP, "--filter-pattern",
                                        "UserInitiated", "--page-size", "7", "--output", "json"))["events"]
            self.assertEqual(len(found), 30)

    def test_tail(self):
        # Version 2 alone has it.
        if not os.path.exists("/usr/bin/aws"):
            self.skipTest("there is no version 2 of aws")
        hours = int((time.time() - START) / 3600) + 2
        text = self.aws("/usr/bin/aws", "tail", GROUP, "--since", f"{hours}h", "--format", "short")
        self.assertEqual(text.count("\n"), 60)

    @unittest.skipUnless(os.environ.get("NIGHTLY"), "NIGHTLY=1 waits for the next polls of tail --follow")
    def test_tail_follows_an_import(self):
        now = int(time.time())
        own = Server(stops=6, start=now - 600)
        self.addCleanup(own.stop)
        environment = {**os.environ, "AWS_ACCESS_KEY_ID": "any", "AWS_SECRET_ACCESS_KEY": "any", "PYTHONUNBUFFERED": "1"}
        tail = subprocess.Popen(["/usr/bin/aws", "--endpoint-url", own.url, "--region", "eu-central-1", "logs", "tail", GROUP,
                                 "--follow", "--since", "1h", "--format", "short"], stdout=subprocess.PIPE, text=True,
                                env=environment)
        time.sleep(3)
        own.ingest([(now, stop(900, now))])
        time.sleep(12)
        tail.send_signal(signal.SIGINT)
        text, _ = tail.communicate(timeout=20)
        # Each once, though it asks again for the times that it has seen.
        for number in (*range(6), 900):
            self.assertEqual(text.count(f'"id":"00000000-0000-4000-8000-{number:012d}"'), 1)

    def test_other_commands(self):
        job = json.loads(self.aws(VERSIONS[0], "start-query", "--log-group-name", GROUP, "--start-time", str(START),
                                  "--end-time", str(END), "--query-string", "fields @message", "--output", "json"))["queryId"]
        pointer = self.aws(VERSIONS[0], "get-query-results", "--query-id", job, "--output", "text", "--query",
                           "results[0][?field=='@ptr'].value").strip()
        commands = {
            ("get-log-record", "--log-record-pointer", pointer): pointer,
            ("get-log-events", "--log-group-name", GROUP, "--log-stream-name", "b", "--limit", "1"): '"id":"',
            ("get-log-group-fields", "--log-group-name", GROUP): "detail.stopCode",
            ("describe-query-definitions",): "ecs-stops/",
            ("describe-queries", "--status", "Complete"): job,
            ("test-metric-filter", "--filter-pattern", "seven", "--log-event-messages", "six", "seven"): "MATCHES\tseven\t2",
        }
        for version in self.each():
            for words, part in commands.items():
                self.assertIn(part, self.aws(version, *words, "--output", "text"), words)
            self.assertIn("has ended", self.aws(version, "stop-query", "--query-id", job, status=1))

    def test_what_only_reads(self):
        for version in self.each():
            text = self.aws(version, "put-retention-policy", "--log-group-name", GROUP, "--retention-in-days", "7",
                            status=1)
            self.assertIn("ecs-stops retention", text)

    def test_awslogs(self):
        groups = run("awslogs", "groups", "--aws-endpoint-url", server.url, "--aws-region", "eu-central-1").split()
        self.assertIn(GROUP, groups)
        lines = run("awslogs", "get", GROUP, "a", "--start", "2026-01-31T00:00", "--no-color", "--aws-endpoint-url",
                    server.url, "--aws-region", "eu-central-1")
        self.assertEqual(lines.count("\n"), 40)


if __name__ == "__main__":
    unittest.main()
