"""How to connect: the texts of docs/serve.md as their readers use them."""

import json
import os
import re
import shutil
import subprocess
import unittest
from pathlib import Path

import boto3
import botocore.config
import yaml

from server import COMMAND, GROUP, ROOT, Server

server = None
ADDRESS = "http://127.0.0.1:4519"
PAGE = Path(ROOT, "docs/serve.md").read_text(encoding="utf-8")
DATA_SOURCE = Path(ROOT, "Scripts/deploy/grafana-datasource.yaml")


def setUpModule():
    global server
    server = Server()


def tearDownModule():
    server.stop()


def block(language, word):
    """The page's block of a language that has a word, with our server's address."""
    section = PAGE.partition("## Connect")[2].partition("\n## ")[0]
    blocks = re.findall(rf"```{language}\n(.*?)```", section, re.S)
    [text] = [text for text in blocks if word in text]
    assert ADDRESS in text
    return text.replace(ADDRESS, server.url)


def shell(text, **variables):
    """What a shell prints that knows nothing of AWS."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    environment.update(AWS_CONFIG_FILE="/dev/null", AWS_SHARED_CREDENTIALS_FILE="/dev/null", AWS_PAGER="", **variables)
    done = subprocess.run(["bash", "-euc", text], capture_output=True, text=True, env=environment, timeout=60)
    if done.returncode != 0:
        raise AssertionError(f"{text}: {done.stdout}{done.stderr}")
    return done.stdout


class Connecting(unittest.TestCase):
    def test_the_environment(self):
        # Debian's version 2 is older than the variable.
        aws = shutil.which("aws")
        text = shell(block("sh", "export") + f"{aws} logs describe-log-groups --output json")
        self.assertIn(GROUP, [group["logGroupName"] for group in json.loads(text)["logGroups"]])

    def test_it_is_what_the_command_prints(self):
        done = subprocess.run([COMMAND, "serve", "--env"], capture_output=True, text=True, check=True)
        self.assertEqual(done.stdout.replace(ADDRESS, server.url), block("sh", "export"))

    def test_keys_are_left_to_those_who_have_one(self):
        file = Path(server.folder, "keys")
        file.write_text("TEAMKEY team-secret\n", encoding="utf-8")
        done = subprocess.run([COMMAND, "serve", "--env", "--keys", file], capture_output=True, text=True, check=True)
        self.assertIn("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", done.stdout)
        self.assertNotIn("KEY_ID", done.stdout)

    def test_older_command_lines(self):
        for aws in {"/usr/bin/aws", shutil.which("aws")}:
            if os.path.exists(aws):
                text = block("sh", "aws --no-sign-request --endpoint-url").replace("aws ", f"{aws} --output json ", 1)
                self.assertIn(GROUP, shell(text))

    def test_boto3(self):
        names = {}
        exec(block("python", "boto3"), names)
        self.assertEqual(len(names["logs"].describe_log_groups()["logGroups"]), 3)

    def test_awslogs(self):
        self.assertIn(GROUP, shell(block("sh", "awslogs groups")))

    def test_mcp(self):
        variables = json.loads(block("json", "mcpServers"))["mcpServers"]["ecs-stops"]["env"]
        # The server of AWS makes its client of the region that it reads itself.
        script = "import boto3, os; print(boto3.client('logs', os.environ['AWS_REGION']).describe_log_groups())"
        self.assertIn(GROUP, shell(f'python -c "{script}"', **variables))


class Grafana(unittest.TestCase):
    """The provisioning file, read as Grafana reads it."""

    def test_what_it_sets(self):
        file = yaml.safe_load(DATA_SOURCE.read_text(encoding="utf-8"))
        self.assertEqual(file["apiVersion"], 1)
        [source] = file["datasources"]
        self.assertEqual((source["type"], source["access"]), ("cloudwatch", "proxy"))
        self.assertEqual(source["jsonData"], {"authType": "keys", "defaultRegion": "us-east-1", "endpoint": ADDRESS})
        self.assertEqual(set(source["secureJsonData"]), {"accessKey", "secretKey"})
        self.assertTrue(all(isinstance(value, str) and value for value in source["secureJsonData"].values()))

    def test_save_and_test(self):
        """Both calls of the button, with the endpoint, region and keys of the file."""
        [source] = yaml.safe_load(DATA_SOURCE.read_text(encoding="utf-8"))["datasources"]
        options = {"endpoint_url": source["jsonData"]["endpoint"].replace(ADDRESS, server.url),
                   "region_name": source["jsonData"]["defaultRegion"],
                   "aws_access_key_id": source["secureJsonData"]["accessKey"],
                   "aws_secret_access_key": source["secureJsonData"]["secretKey"],
                   "config": botocore.config.Config(retries={"total_max_attempts": 1})}
        metrics = boto3.client("cloudwatch", **options)
        self.assertEqual(metrics.list_metrics(Namespace="AWS/Billing", MetricName="EstimatedCharges")["Metrics"], [])
        self.assertEqual(len(boto3.client("logs", **options).describe_log_groups(limit=1)["logGroups"]), 1)


if __name__ == "__main__":
    unittest.main()
