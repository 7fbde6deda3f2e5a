"""docs/capture.md: its commands run one after the other, with moto in the place of AWS."""

import json
import logging
import os
import pathlib
import re
import subprocess
import tempfile
import time
import unittest

import boto3
import policy
import requests
from moto.server import ThreadedMotoServer

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
REGION = "eu-central-1"
ACCOUNT = "123456789012"
CONSOLE_GROUP = "/aws/events/ecs/containerinsights/shop/performance"


def blocks(language="sh"):
    """The blocks of the page in a language, in order."""
    page = (REPOSITORY / "docs/capture.md").read_text()
    return re.findall(rf"^```{language}\n(.*?)^```", page, re.MULTILINE | re.DOTALL)


def stop(task, reason):
    """The detail of a task that somebody stopped."""
    arn = f"arn:aws:ecs:{REGION}:{ACCOUNT}"
    container = {"name": "web", "containerArn": f"{arn}:container/shop/{task}/1", "exitCode": 143}
    return {
        "taskArn": f"{arn}:task/shop/{task}",
        "clusterArn": f"{arn}:cluster/shop",
        "taskDefinitionArn": f"{arn}:task-definition/web:7",
        "group": "service:web",
        "version": 5,
        "desiredStatus": "STOPPED",
        "lastStatus": "STOPPED",
        "stopCode": "UserInitiated",
        "stoppedReason": reason,
        "containers": [{**container, "lastStatus": "STOPPED"}],
        "createdAt": "2026-02-01T09:00:00.1Z",
        "startedAt": "2026-02-01T09:01:00.1Z",
        "stoppedAt": "2026-02-01T10:00:00.1Z",
        "updatedAt": "2026-02-01T10:00:00.1Z",
    }


def entry(detail):
    return {
        "Source": "aws.ecs",
        "DetailType": "ECS Task State Change",
        "Detail": json.dumps(detail),
    }


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        cls.server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        cls.server.start()
        host, port = cls.server.get_host_and_port()
        requests.post(f"http://{host}:{port}/moto-api/reset", timeout=10).raise_for_status()
        cls.folder = tempfile.TemporaryDirectory()
        (pathlib.Path(cls.folder.name) / "Scripts").symlink_to(REPOSITORY / "Scripts")
        command = os.environ["ECS_STOPS_COMMAND"]
        cls.environment = {
            "PATH": f"{pathlib.Path(command).parent}:{os.environ['PATH']}",
            "HOME": cls.folder.name,
            "TZ": "UTC",
            "AWS_ENDPOINT_URL": f"http://{host}:{port}",
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
        }

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()
        cls.folder.cleanup()

    def client(self, service):
        return boto3.client(
            service,
            region_name=REGION,
            endpoint_url=self.environment["AWS_ENDPOINT_URL"],
            aws_access_key_id="test",
            aws_secret_access_key="test",
        )

    def run_commands(self, text):
        run = subprocess.run(
            ["/bin/sh", "-eu", "-c", text],
            cwd=self.folder.name,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
        )
        self.assertEqual(run.returncode, 0, f"{text}\n{run.stdout}{run.stderr}")
        return run.stdout

    def prepare_what_others_do(self):
        """What ECS, the console's event capture and an administrator do between the commands."""
        self.client("events").put_events(
            Entries=[
                entry(stop("5f1c0d01a1b2c3d4e5f6071800000001", "capture test")),
                entry({**stop("5f1c0d01a1b2c3d4e5f6071800000002", ""), "lastStatus": "STOPPING"}),
            ]
        )
        logs = self.client("logs")
        logs.create_log_group(logGroupName=CONSOLE_GROUP)
        logs.create_log_stream(logGroupName=CONSOLE_GROUP, logStreamName="1")
        event = {
            "source": "aws.ecs",
            "detail-type": "ECS Task State Change",
            "time": "2026-02-01T10:00:00Z",
            "detail": stop("5f1c0d01a1b2c3d4e5f6071800000003", "from the console"),
        }
        other = {**event, "detail-type": "ECS Service Action", "detail": {"eventName": "X"}}
        now = int(time.time() * 1000)
        events = [{"timestamp": now, "message": json.dumps(e)} for e in (event, other)]
        logs.put_log_events(logGroupName=CONSOLE_GROUP, logStreamName="1", logEvents=events)
        trust = {"Version": "2012-10-17", "Statement": []}
        self.client("iam").create_role(
            RoleName="ecs-stops-nightly", AssumeRolePolicyDocument=json.dumps(trust)
        )

    def test_its_commands_run_one_after_the_other(self):
        deploy, *rest = blocks()
        self.run_commands(deploy)
        self.prepare_what_others_do()
        output = self.run_commands("\n".join(rest))

        self.assertEqual(output.split("\n")[0], "1", "one event is in the group")
        self.assertIn("capture test", output)
        tasks = self.run_commands("ecs-stops sql -a archive.sqlite 'SELECT count(*) FROM stopped_tasks' -f csv")
        self.assertEqual(tasks.split(), ["count(*)", "2"], "a stop of each of the two groups")

        bucket = f"stopped-tasks-{ACCOUNT}-{REGION}"
        tasks = self.client("logs").describe_export_tasks()["exportTasks"]
        self.assertEqual([task["destination"] for task in tasks], [bucket], "the night exported")
        self.assertIn("**1 task stopped**", output, "and made its report")
        values = {**policy.VALUES, "BUCKET": bucket, "PREFIX": "ecs-stops"}
        set_policy = json.loads(self.client("s3").get_bucket_policy(Bucket=bucket)["Policy"])
        self.assertEqual(set_policy, policy.document("export-bucket.json", values))
        role = self.client("iam").get_role_policy(RoleName="ecs-stops-nightly", PolicyName="nightly")
        self.assertEqual(role["PolicyDocument"], policy.document("nightly-export.json", values))

    def test_its_settings_of_the_night_are_taken(self):
        (settings,) = blocks("ini")
        (pathlib.Path(self.folder.name) / "captures.conf").write_text(settings)
        calls = self.run_commands("Scripts/nightly --archive new.sqlite --config captures.conf --dry-run")
        for key, value in re.findall(r"^(profile|region|bucket|group) = (.+)$", settings, re.MULTILINE):
            self.assertIn(value, calls, key)


if __name__ == "__main__":
    unittest.main()
