"""moto's server with a guard: it lets pass what a policy document allows, and nothing else."""

import json
import logging
import unittest.mock
import urllib.parse

import boto3
import policy
import requests
from moto.iam.access_control import IAMRequestBase
from moto.server import ThreadedMotoServer

# What CloudWatch Logs does with the rights of whoever starts an export, as AWS documents it: moto does not ask.
LENT = [("s3:GetBucketAcl", "arn:aws:s3:::{destination}")]
LENT += [("s3:PutObject", "arn:aws:s3:::{destination}/{destinationPrefix}/aws-logs-write-test")]


def arn(service, resource):
    return f"arn:aws:{service}:{policy.VALUES['REGION']}:{policy.VALUES['ACCOUNT_ID']}:{resource}"


class GuardedServer:
    """A server in a thread. `document` is the policy that is enforced (None: everything is allowed); `calls` is what was
    asked since it was set, and `refused` what was not allowed: pairs of an action and a resource.
    """

    def __init__(self):
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self.document, self.calls, self.refused = None, [], []
        guard = self

        def check_action_permitted(request, resource):
            if guard.document is not None and not guard.lets_pass(request, resource):
                request._raise_access_denied()

        # moto compares resources of S3 only, knows no conditions, and works out other signatures of S3 than the command.
        self.patches = [
            unittest.mock.patch.object(IAMRequestBase, "check_signature", lambda request: None),
            unittest.mock.patch.object(
                IAMRequestBase, "check_action_permitted", check_action_permitted
            ),
        ]
        for patch in self.patches:
            patch.start()
        self.server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        self.server.start()
        self.url = "http://{}:{}".format(*self.server.get_host_and_port())
        self.ask_moto("reset")  # Servers of one process share what they know.
        iam = self.client("iam")
        iam.create_user(UserName="nightly")
        self.key = iam.create_access_key(UserName="nightly")["AccessKey"]
        self.ask_moto("reset-auth", b"0")

    def stop(self):
        self.ask_moto("reset-auth", b"inf")
        self.ask_moto("reset")
        self.server.stop()
        for patch in self.patches:
            patch.stop()

    def ask_moto(self, what, data=None):
        requests.post(f"{self.url}/moto-api/{what}", data=data, timeout=10).raise_for_status()

    def client(self, service):
        return boto3.client(
            service,
            region_name=policy.VALUES["REGION"],
            endpoint_url=self.url,
            aws_access_key_id=getattr(self, "key", {}).get("AccessKeyId", "setup"),
            aws_secret_access_key=getattr(self, "key", {}).get("SecretAccessKey", "setup"),
        )

    def environment(self):
        """Where the `aws` command finds the server, and who it is there."""
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_DEFAULT_REGION": policy.VALUES["REGION"],
            "AWS_ACCESS_KEY_ID": self.key["AccessKeyId"],
            "AWS_SECRET_ACCESS_KEY": self.key["SecretAccessKey"],
        }

    def enforce(self, document):
        self.document, self.calls, self.refused = document, [], []

    def lets_pass(self, request, resource):
        if request._action == "sts:GetCallerIdentity":
            return True
        context, lent = {}, []
        if request._service == "s3":
            query = urllib.parse.parse_qs(urllib.parse.urlsplit(request._path).query)
            if "prefix" in query:
                context["s3_prefix"] = query["prefix"][0]
        elif request._service == "cloudformation":
            resource = arn("cloudformation", f"stack/{request._data['StackName'][0]}/1")
        else:
            parameters = json.loads(request._body or "{}")
            group = parameters.get("logGroupName")
            resource = arn("logs", f"log-group:{group}:*") if group else "*"
            if request._action == "logs:CreateExportTask":
                lent = [(action, text.format(**parameters)) for action, text in LENT]
        asked = [(request._action, resource), *lent]
        self.calls += asked
        refused = [call for call in asked if not policy.allows(self.document, *call, **context)]
        self.refused += refused
        return not refused
