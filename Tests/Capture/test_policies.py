"""The policies of Scripts/deploy/policies: linted, as narrow as they can be, and enough."""

import copy
import json
import pathlib
import re
import unittest

import cfnlint
import cfnlint.api
import policy

IDENTITY = ["deploy.json", "nightly-bucket.json", "nightly-export.json", "nightly-logs.json"]
BUCKET = ["export-bucket-central.json", "export-bucket.json"]
KEY = ["kms-key.json"]

ACCOUNT, OTHER_ACCOUNT = policy.VALUES["ACCOUNT_ID"], policy.VALUES["SOURCE_ACCOUNT_ID"]
REGION, BUCKET_ARN = policy.VALUES["REGION"], f"arn:aws:s3:::{policy.VALUES['BUCKET']}"
GROUP = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{policy.VALUES['LOG_GROUP']}"
EXPORT = f"{BUCKET_ARN}/{policy.VALUES['PREFIX']}/4b0f/stream/000000.gz"


def template(name, document):
    """A CloudFormation template around a policy document, which is what cfn-lint reads."""
    if name in IDENTITY:
        kind, properties = "AWS::IAM::ManagedPolicy", {"PolicyDocument": document}
    elif name in BUCKET:
        kind = "AWS::S3::BucketPolicy"
        properties = {"Bucket": policy.VALUES["BUCKET"], "PolicyDocument": document}
    else:
        kind, properties = "AWS::KMS::Key", {"KeyPolicy": document}
    resource = {"Type": kind, "Properties": properties}
    if kind == "AWS::KMS::Key":
        resource |= {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}
    return json.dumps({"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"Policy": resource}})


def findings(name, document):
    """What cfn-lint says, informational rules included; I3042 asks for partitions as variables."""
    config = cfnlint.ManualArgs(
        regions=["eu-central-1"], include_checks=["I"], ignore_checks=["I3042"]
    )
    return [str(match) for match in cfnlint.api.lint(template(name, document), config=config)]


class Files(unittest.TestCase):
    def test_each_file_is_of_a_known_kind(self):
        self.assertEqual(policy.names(), sorted(IDENTITY + BUCKET + KEY))

    def test_placeholders_are_those_on_the_page(self):
        page = (pathlib.Path(policy.FOLDER).parents[2] / "docs/capture.md").read_text()
        for name in policy.names():
            left = re.findall(r"\b[A-Z][A-Z_]{3,}\b", policy.text(name))
            self.assertEqual(left, [], f"{name} has placeholders that nothing fills in")
            self.assertIn(f"Scripts/deploy/policies/{name}", page)
        for placeholder in policy.VALUES:
            self.assertIn(f"`{placeholder}`", page)

    def test_cfn_lint_finds_nothing(self):
        for name in policy.names():
            with self.subTest(name):
                self.assertEqual(findings(name, policy.document(name)), [])

    def test_cfn_lint_finds_mistakes(self):
        for name in IDENTITY + BUCKET:
            with self.subTest(name):
                mistaken = copy.deepcopy(policy.document(name))
                mistaken["Statement"][0]["Action"] = "s3:GetBucketAkl"
                self.assertNotEqual(findings(name, mistaken), [])
                mistaken = copy.deepcopy(policy.document(name))
                mistaken["Statement"][0]["Effect"] = "allow"
                self.assertNotEqual(findings(name, mistaken), [])


class Narrowness(unittest.TestCase):
    """What a policy does not allow."""

    def test_every_action_that_has_resources_names_them(self):
        service_map = json.loads(
            (
                pathlib.Path(cfnlint.__file__).parent / "data/AdditionalSpecs/Policies.json"
            ).read_text()
        )
        for name in IDENTITY + BUCKET:
            for statement in policy.document(name)["Statement"]:
                for action in policy.items(statement["Action"]):
                    service, operation = action.split(":")
                    known = service_map[service]["Actions"][operation.lower()]
                    if policy.items(statement["Resource"]) == ["*"]:
                        self.assertNotIn("Resources", known, f"{name}: {action} has resources")

    def test_nothing_is_allowed_by_exception(self):
        for name in policy.names():
            for statement in policy.document(name)["Statement"]:
                with self.subTest(name, sid=statement["Sid"]):
                    self.assertEqual(statement["Effect"], "Allow")
                    for key in ("NotAction", "NotResource", "NotPrincipal"):
                        self.assertNotIn(key, statement)
                    self.assertNotEqual(statement.get("Principal"), "*")

    def test_the_nightly_job_reaches_no_other_group_bucket_or_prefix(self):
        for name in ("nightly-bucket.json", "nightly-export.json", "nightly-logs.json"):
            document = policy.document(name)
            for action, resource, context in [
                ("logs:CreateExportTask", GROUP + "2:*", {}),
                ("logs:FilterLogEvents", GROUP + "2:*", {}),
                ("logs:DeleteLogGroup", GROUP + ":*", {}),
                ("s3:GetObject", f"{BUCKET_ARN}/elsewhere/000000.gz", {}),
                ("s3:GetObject", f"{BUCKET_ARN}2/ecs-stops/000000.gz", {}),
                ("s3:DeleteObject", EXPORT, {}),
                ("s3:ListBucket", BUCKET_ARN, {}),
                ("s3:ListBucket", BUCKET_ARN, {"s3_prefix": ""}),
                ("s3:ListBucket", BUCKET_ARN, {"s3_prefix": "ecs-stops-of-others/"}),
            ]:
                with self.subTest(name, action=action, resource=resource, **context):
                    self.assertFalse(policy.allows(document, action, resource, **context))

    def test_the_bucket_takes_exports_of_its_groups_only(self):
        good = {
            "principal": f"logs.{REGION}.amazonaws.com",
            "aws_SourceAccount": ACCOUNT,
            "aws_SourceArn": GROUP + ":*",
            "s3_x_amz_acl": "bucket-owner-full-control",
        }
        for name in BUCKET:
            document = policy.document(name)
            self.assertTrue(policy.allows(document, "s3:PutObject", EXPORT, **good))
            self.assertTrue(policy.allows(document, "s3:GetBucketAcl", BUCKET_ARN, **good))
            for key, value in [
                ("principal", "logs.us-east-1.amazonaws.com"),
                ("aws_SourceAccount", "999999999999"),
                ("aws_SourceArn", f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:other:*"),
                ("s3_x_amz_acl", "public-read"),
                ("s3_x_amz_acl", None),
            ]:
                with self.subTest(name, key=key, value=value):
                    self.assertFalse(
                        policy.allows(document, "s3:PutObject", EXPORT, **{**good, key: value})
                    )
            outside = f"{BUCKET_ARN}/elsewhere/000000.gz"
            self.assertFalse(policy.allows(document, "s3:PutObject", outside, **good))

    def test_only_the_central_bucket_takes_exports_of_another_account(self):
        call = {
            "principal": f"logs.{REGION}.amazonaws.com",
            "aws_SourceAccount": OTHER_ACCOUNT,
            "aws_SourceArn": GROUP.replace(ACCOUNT, OTHER_ACCOUNT),
            "s3_x_amz_acl": "bucket-owner-full-control",
        }
        central, own = policy.document(BUCKET[0]), policy.document(BUCKET[1])
        self.assertTrue(policy.allows(central, "s3:PutObject", EXPORT, **call))
        self.assertFalse(policy.allows(own, "s3:PutObject", EXPORT, **call))


if __name__ == "__main__":
    unittest.main()
