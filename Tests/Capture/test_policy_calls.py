"""Every call of the night, and of deploying, is in its policy, and nothing in the policy is without use."""

import json
import os
import pathlib
import subprocess
import tempfile
import time
import unittest

import guard
import policy

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
GROUP, BUCKET, PREFIX = (policy.VALUES[name] for name in ("LOG_GROUP", "BUCKET", "PREFIX"))

EVENT = {
    "source": "aws.ecs",
    "detail-type": "ECS Task State Change",
    "time": "2026-02-01T10:00:00Z",
    "detail": {
        "taskArn": "arn:aws:ecs:eu-central-1:123456789012:task/shop/5f1c0d01",
        "clusterArn": "arn:aws:ecs:eu-central-1:123456789012:cluster/shop",
        "lastStatus": "STOPPED",
        "version": 5,
        "containers": [],
        "stoppedAt": "2026-02-01T10:00:00Z",
    },
}


class PolicyCalls(unittest.TestCase):
    def setUp(self):
        self.server = guard.GuardedServer()
        self.addCleanup(self.server.stop)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        command = pathlib.Path(os.environ["ECS_STOPS_COMMAND"])
        self.environment = {
            **self.server.environment(),
            "PATH": f"{command.parent}:{os.environ['PATH']}",
            "ECS_STOPS_COMMAND": str(command),
            "HOME": str(self.folder),
            "TZ": "UTC",
        }

    def run_command(self, *command):
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def prepare(self):
        """What has to be done before each run."""

    def check(self, document, run, is_needed=lambda action: True):
        """`run` succeeds with the policy, and is refused just that when one of its actions is missing.

        - run: takes a name of its own for each run and gives a finished process.
        - is_needed: whether the run makes the call that an action is for.
        """
        self.prepare()
        self.server.enforce(document)
        done = run("all")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        asked = {action for action, _ in self.server.calls}
        needed = {action for action in policy.actions(document) if is_needed(action)}
        self.assertEqual(asked, needed, "what was asked, and what the policy has")
        for action in sorted(needed):
            with self.subTest("without", action=action):
                self.server.enforce(None)
                self.prepare()
                self.server.enforce(policy.without(document, action))
                refused = run("without-" + action.split(":")[1].lower())
                self.assertNotEqual(refused.returncode, 0)
                self.assertEqual({call[0] for call in self.server.refused}, {action})


class NightCalls(PolicyCalls):
    def setUp(self):
        super().setUp()
        logs = self.server.client("logs")
        logs.create_log_group(logGroupName=GROUP)
        logs.put_retention_policy(logGroupName=GROUP, retentionInDays=1)  # The first window is short.
        logs.create_log_stream(logGroupName=GROUP, logStreamName="1")
        event = {"timestamp": int(time.time() * 1000) - 3_600_000, "message": json.dumps(EVENT)}
        logs.put_log_events(logGroupName=GROUP, logStreamName="1", logEvents=[event])
        s3 = self.server.client("s3")
        region = {"LocationConstraint": policy.VALUES["REGION"]}
        s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration=region)
        s3.put_object(Bucket=BUCKET, Key=f"{PREFIX}/2026/02/01/1", Body=json.dumps(EVENT))

    def night(self, *options):
        """A function that runs the night into an archive of its own."""

        def run(name):
            archive = str(self.folder / name / "archive.sqlite")
            (self.folder / name).mkdir()
            nightly = str(REPOSITORY / "Scripts/nightly")
            return self.run_command(nightly, "--archive", archive, "--pause", "1", *options)

        return run

    def test_export(self):
        self.check(policy.document("nightly-export.json"), self.night("--bucket", BUCKET))

    def test_from_logs(self):
        self.check(policy.document("nightly-logs.json"), self.night("--from-logs"))

    def test_from_bucket(self):
        run = self.night("--from-bucket", "--bucket", BUCKET)
        self.check(policy.document("nightly-bucket.json"), run)


class DeployCalls(PolicyCalls):
    def prepare(self):
        self.server.client("cloudformation").delete_stack(StackName=policy.VALUES["STACK"])
        logs = self.server.client("logs")
        for group in logs.describe_log_groups()["logGroups"]:
            logs.delete_log_group(logGroupName=group["logGroupName"])

    def test_deploy(self):
        """The stack's own calls; those that CloudFormation makes for it never reach the emulator's guard."""
        template = self.run_command("ecs-stops", "template").stdout
        (self.folder / "capture.yaml").write_text(template)

        def run(name):
            deploy = f"aws cloudformation deploy --stack-name {policy.VALUES['STACK']}"
            deploy += " --template-file capture.yaml"
            update = f"{deploy} --parameter-overrides CWLogGroupRetention=60"
            return self.run_command("sh", "-ec", f"{deploy}; {update}")

        # Nobody looks at a stack's events but a person whose deployment failed.
        self.check(
            policy.document("deploy.json"),
            run,
            lambda action: action.startswith("cloudformation:")
            and action != "cloudformation:DescribeStackEvents",
        )


if __name__ == "__main__":
    unittest.main()
