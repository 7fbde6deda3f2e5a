"""`ecs-stops template`: every variant is linted, deployed to an emulator, and captures what it should."""

import functools
import json
import pathlib
import re
import tempfile
import unittest

import boto3
import hcl2
import jsonpath_ng.ext
import templates
from cfnlint.config import ConfigMixIn
from cfnlint.decode import cfn_yaml, decode_str
from cfnlint.runner import Runner
from moto import mock_aws
from templates import ACCOUNT, EVENTS, REGION

# The emulator builds a parser for each of eight paths of each event that it delivers, which takes most of the time.
jsonpath_ng.ext.parse = functools.cache(jsonpath_ng.ext.parse)

GROUP = "/aws/events/ECSStoppedTasksEvent"
RETENTIONS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 3653]


@functools.cache
def client(service):
    """A client for the emulator, which takes longer to make than to use."""
    return boto3.client(service, region_name=REGION, aws_access_key_id="x", aws_secret_access_key="x")


def plain(node):
    """A document without the positions that cfn-lint keeps in its values."""
    return json.loads(json.dumps(node))


@functools.cache
def linter():
    """One for all templates, since reading the rules of cfn-lint takes longer than a template."""
    return Runner(ConfigMixIn(regions=[REGION], include_checks=["I"]))


def findings(document):
    """What cfn-lint says of a template, informational rules included."""
    template, errors = decode_str(document)
    return [str(match) for match in errors or linter().validate_template(template)]


class Documents(unittest.TestCase):
    def test_default_is_the_articles(self):
        """Its parameters and resources; docs/capture.md lists what is different, and why."""
        template = plain(cfn_yaml.loads(templates.template()))
        name, retention = (template["Parameters"][key] for key in ["CWLogGroupName", "CWLogGroupRetention"])
        self.assertEqual((name["Type"], name["Default"]), ("String", GROUP))
        self.assertEqual((retention["Type"], retention["Default"]), ("Number", 30))
        self.assertEqual(retention["AllowedValues"], RETENTIONS)
        self.assertEqual(list(template["Parameters"]), ["CWLogGroupName", "CWLogGroupRetention"])
        self.assertEqual(list(template["Resources"]), ["EventRule", "LogGroup", "LogEventsPolicy"])
        rule = template["Resources"]["EventRule"]["Properties"]
        self.assertEqual((rule["Name"], rule["State"]), ("ECSStoppedTasksEvent", "ENABLED"))
        self.assertEqual([target["Id"] for target in rule["Targets"]], ["ECSStoppedTasks"])
        self.assertEqual(
            rule["EventPattern"],
            {
                "source": ["aws.ecs"],
                "detail-type": ["ECS Task State Change"],
                "detail": {"desiredStatus": ["STOPPED"], "lastStatus": ["STOPPED"]},
            },
        )
        self.assertEqual(
            template["Resources"]["LogGroup"]["Properties"],
            {"LogGroupName": {"Ref": "CWLogGroupName"}, "RetentionInDays": {"Ref": "CWLogGroupRetention"}},
        )

    def test_every_variant_is_the_same_in_both_formats(self):
        variants = templates.variants()
        self.assertEqual(len(variants), 162 + 40)
        for arguments in variants:
            with self.subTest(arguments):
                yaml, text = self.forms(arguments)
                self.assertEqual(plain(cfn_yaml.loads(yaml)), json.loads(text))

    def test_cfn_lint_finds_nothing(self):
        for arguments in templates.variants():
            for document in self.forms(arguments):
                with self.subTest(arguments):
                    self.assertEqual(findings(document), [])

    def test_cfn_lint_finds_a_mistake(self):
        for document in self.forms([]):
            for right, wrong in [("30", "31"), ("ENABLED", "ON"), ("LogGroupName", "GroupName")]:
                self.assertIn(right, document)
                self.assertNotEqual(findings(document.replace(right, wrong)), [])

    @staticmethod
    def forms(arguments):
        return [templates.template("--format", form, *arguments) for form in ["yaml", "json"]]

    def test_the_pattern_is_that_of_the_template(self):
        for arguments, _ in templates.scopes():
            with self.subTest(arguments):
                pattern = templates.pattern(arguments)
                template = json.loads(templates.template("--format", "json", *arguments))
                self.assertEqual(template["Resources"]["EventRule"]["Properties"]["EventPattern"], pattern)
                as_yaml = cfn_yaml.loads(templates.template("--pattern", "--format", "yaml", *arguments))
                self.assertEqual(plain(as_yaml), pattern)


class Deployment(unittest.TestCase):
    def deploy(self, arguments, **parameters):
        client("cloudformation").create_stack(
            StackName="stops",
            TemplateBody=templates.template(*arguments),
            Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
        )

    def test_settings(self):
        for arguments in templates.settings():
            with self.subTest(arguments), mock_aws():
                self.deploy(arguments)
                name, days, rule = ("stops", 3653, "shop") if "stops" in arguments else (GROUP, 30, "ECSStoppedTasksEvent")
                groups = client("logs").describe_log_groups()["logGroups"]
                self.assertEqual([(group["logGroupName"], group["retentionInDays"]) for group in groups], [(name, days)])
                targets = client("events").list_targets_by_rule(Rule=rule)["Targets"]
                arn = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{name}"
                self.assertEqual([target["Arn"] for target in targets], [arn])
                queues = [target.get("DeadLetterConfig", {}).get("Arn") for target in targets]
                self.assertEqual(queues, [f"arn:aws:sqs:{REGION}:{ACCOUNT}:undelivered" if "--dead-letter-arn" in arguments else None])
                self.check_policy(arguments, arn, rule)

    def check_policy(self, arguments, group, rule):
        """The emulator has put the values in; that of a group is in the template, which it does not deploy."""
        statement = {
            "Sid": "LogEventsPolicy",
            "Effect": "Allow",
            "Principal": {"Service": ["delivery.logs.amazonaws.com", "events.amazonaws.com"]},
            "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
            "Resource": f"{group}:*",
            "Condition": {"StringEquals": {"aws:SourceAccount": ACCOUNT}},
        }
        if "--rule-condition" in arguments:
            arn = f"arn:aws:events:{REGION}:{ACCOUNT}:rule/{rule}"
            statement["Condition"]["ArnEquals"] = {"aws:SourceArn": arn}
        document = {"Version": "2012-10-17", "Statement": [statement]}
        policies = client("logs").describe_resource_policies()["resourcePolicies"]
        if "--no-policy" in arguments:
            self.assertEqual(policies, [])
        elif "--group-policy" in arguments:
            self.assertEqual(policies, [])
            self.assertEqual(self.policy_of_group(arguments, group), document)
        else:
            self.assertEqual([policy["policyName"] for policy in policies], ["stops-LogEventsPolicy"])
            self.assertEqual(json.loads(policies[0]["policyDocument"]), document)
            self.assertLess(len(policies[0]["policyDocument"]), 5120)

    def policy_of_group(self, arguments, group):
        template = json.loads(templates.template("--format", "json", *arguments))
        text = json.dumps(template["Resources"]["LogGroup"]["Properties"]["ResourcePolicyDocument"])
        text = re.sub(r'\{"(Fn::Sub|Ref)": ("[^"]*")\}', r"\2", text).replace('"AWS::AccountId"', f'"{ACCOUNT}"')
        values = {"Partition": "aws", "Region": REGION, "AccountId": ACCOUNT}
        for name, value in values.items():
            text = text.replace("${AWS::%s}" % name, value)
        return json.loads(text.replace("${CWLogGroupName}", group.split(":", 6)[6]))

    @mock_aws
    def test_parameters(self):
        self.deploy([], CWLogGroupName="/aws/events/other", CWLogGroupRetention="400")
        (group,) = client("logs").describe_log_groups()["logGroups"]
        self.assertEqual((group["logGroupName"], group["retentionInDays"]), ("/aws/events/other", 400))

    @mock_aws
    def test_two_stacks_have_rules_and_policies_of_their_own(self):
        for stack in ["one", "two"]:
            client("cloudformation").create_stack(
                StackName=stack,
                TemplateBody=templates.template("--rule-name", stack),
                Parameters=[{"ParameterKey": "CWLogGroupName", "ParameterValue": f"/aws/events/{stack}"}],
            )
        names = [policy["policyName"] for policy in client("logs").describe_resource_policies()["resourcePolicies"]]
        self.assertEqual(names, ["one-LogEventsPolicy", "two-LogEventsPolicy"])
        self.assertEqual([rule["Name"] for rule in client("events").list_rules()["Rules"]], ["one", "two"])

    def test_what_is_captured(self):
        """Put on the default bus, events are in the group or not.

        The emulator does not look into arrays of objects, so patterns about containers and attachments match nothing
        there: for these the events go through the command's own evaluation of patterns, in the class Matching.
        """
        tried = 0
        for arguments, wanted in templates.scopes():
            if '"containers"' in json.dumps(templates.pattern(arguments)):
                continue
            tried += 1
            with self.subTest(arguments), mock_aws():
                self.deploy(arguments)
                entries = [
                    {"Source": event["source"], "DetailType": event["detail-type"], "Detail": json.dumps(event["detail"])}
                    for event in EVENTS.values()
                ]
                # A call takes at most ten.
                for start in range(0, len(entries), 10):
                    client("events").put_events(Entries=entries[start : start + 10])
                records = client("logs").filter_log_events(logGroupName=GROUP)["events"]
                kept = [json.loads(record["message"])["detail"] for record in records]
                self.assertEqual(kept, [event["detail"] for name, event in EVENTS.items() if name in wanted])
        self.assertEqual(tried, 18)


class Matching(unittest.TestCase):
    def test_what_patterns_match(self):
        with tempfile.TemporaryDirectory() as folder:
            pattern, events = pathlib.Path(folder, "pattern.json"), pathlib.Path(folder, "events.ndjson")
            events.write_text("".join(json.dumps(event) + "\n" for event in EVENTS.values()))
            for arguments, wanted in templates.scopes():
                with self.subTest(arguments):
                    pattern.write_text(templates.template("--pattern", *arguments))
                    answers = templates.run("match", str(pattern), "--event", str(events), codes=(0, 1)).split()
                    matched = {name for name, answer in zip(EVENTS, answers, strict=True) if answer == "true"}
                    self.assertEqual(matched, wanted)


class Terraform(unittest.TestCase):
    def test_every_variant_is_hcl_with_the_same_pattern(self):
        for arguments in templates.variants():
            with self.subTest(arguments):
                module = hcl2.loads(templates.template("--terraform", *arguments))
                rule = self.resources(module)["aws_cloudwatch_event_rule"]
                scope = [] if arguments in list(templates.settings()) else arguments
                self.assertEqual(json_of(rule["event_pattern"]), templates.pattern(scope))

    def test_resources(self):
        for arguments in templates.settings():
            with self.subTest(arguments):
                module = hcl2.loads(templates.template("--terraform", *arguments))
                kinds = set(self.resources(module))
                expected = {"aws_cloudwatch_event_rule", "aws_cloudwatch_event_target", "aws_cloudwatch_log_group"}
                policy = set() if "--no-policy" in arguments else {"aws_cloudwatch_log_resource_policy"}
                self.assertEqual(kinds, expected | policy)
                retention = module["variable"][1]['"log_group_retention"']
                self.assertEqual(retention["default"], 3653 if "--retention" in arguments else 30)
                self.assertIn(str(RETENTIONS), retention["validation"][0]["condition"])

    @staticmethod
    def resources(module):
        return {json.loads(kind): block['"stopped_tasks"'] for item in module["resource"] for kind, block in item.items()}


def json_of(expression):
    """The value of `jsonencode(…)` with nothing but literals in it."""
    literals = re.fullmatch(r"\$\{jsonencode\((.*)\)\}", expression).group(1)
    return json.loads(re.sub(r'("(?:\\.|[^"\\])*") = ', r"\1: ", literals))


if __name__ == "__main__":
    unittest.main()
