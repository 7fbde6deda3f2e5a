"""Every answer keeps the contract of botocore's own model: names, types, no nulls, and errors as SDKs read them."""

import json
import unittest

import botocore
import botocore.loaders
import botocore.model
import botocore.validate

from clients import logs
from server import GROUP, START, Server

server = None
loader = botocore.loaders.Loader()
service = botocore.model.ServiceModel(loader.load_service_model("logs", "service-2"))


def setUpModule():
    global server
    server = Server()


def tearDownModule():
    server.stop()


# The members of a call that succeeds, by operation.
CALLS = {
    "DescribeLogGroups": {}, "ListLogGroups": {}, "DescribeLogStreams": {"logGroupName": GROUP},
    "FilterLogEvents": {"logGroupName": GROUP, "limit": 3},
    "GetLogEvents": {"logGroupName": GROUP, "logStreamName": "a", "limit": 3},
    "GetLogGroupFields": {"logGroupName": GROUP},
    "TestMetricFilter": {"filterPattern": "x", "logEventMessages": ["x", "y"]},
    "StartQuery": {"logGroupName": GROUP, "startTime": START, "endTime": START + 9, "queryString": "limit 2"},
    "DescribeQueries": {}, "DescribeQueryDefinitions": {},
    "ListTagsForResource": {"resourceArn": "arn:aws:logs:eu-central-1:1:log-group:a"},
    "ListTagsLogGroup": {"logGroupName": GROUP}, "GetDataProtectionPolicy": {"logGroupIdentifier": GROUP},
    "DescribeMetricFilters": {}, "DescribeSubscriptionFilters": {"logGroupName": GROUP},
    "DescribeFieldIndexes": {"logGroupIdentifiers": [GROUP]}, "DescribeIndexPolicies": {"logGroupIdentifiers": [GROUP]},
    "DescribeExportTasks": {}, "DescribeResourcePolicies": {}, "ListAnomalies": {}, "ListLogAnomalyDetectors": {},
    "ListScheduledQueries": {}, "DescribeAccountPolicies": {"policyType": "DATA_PROTECTION_POLICY"},
    "ListAggregateLogGroupSummaries": {"groupBy": "DATA_SOURCE_NAME"},
}


# Members that the model of the first boto3 does not have yet: it drops them.
NEWER = {"GetQueryResults": [("statistics", "resultCount")]}


def faults(value, shape, path=""):
    """Where an answer breaks the model: unknown members, nulls, wrong types."""
    if value is None:
        return [f"{path} is null"]
    if shape.type_name == "structure":
        if not isinstance(value, dict):
            return [f"{path} is no object"]
        found = [f"{path}.{name} is unknown" for name in value if name not in shape.members]
        for name, inner in value.items():
            if name in shape.members:
                found += faults(inner, shape.members[name], f"{path}.{name}")
        return found
    if shape.type_name == "list":
        return [fault for index, inner in enumerate(value) for fault in faults(inner, shape.member, f"{path}[{index}]")]
    if shape.type_name == "map":
        return [fault for name, inner in value.items() for fault in faults(inner, shape.value, f"{path}.{name}")]
    types = {"string": str, "boolean": bool, "long": int, "integer": int, "double": (int, float), "float": (int, float)}
    expected = types[shape.type_name]
    is_right = isinstance(value, expected) and (shape.type_name == "boolean") == isinstance(value, bool)
    return [] if is_right else [f"{path} is {value!r} and no {shape.type_name}"]


class Contract(unittest.TestCase):
    def check(self, operation, answer):
        shape = service.operation_model(operation).output_shape
        if shape is None:
            self.assertEqual(answer, {})
            return
        for outer, inner in NEWER.get(operation, []):
            if inner not in shape.members[outer].members:
                answer = {**answer, outer: {name: value for name, value in answer[outer].items() if name != inner}}
        self.assertEqual(faults(answer, shape, operation), [])
        report = botocore.validate.ParamValidator().validate(answer, shape)
        self.assertFalse(report.has_errors(), report.generate_report())

    def test_answers(self):
        for operation, members in CALLS.items():
            with self.subTest(operation):
                status, answer = server.call(operation, **members)
                self.assertEqual(status, 200, answer)
                self.check(operation, answer)

    def test_boto3_reads_every_answer(self):
        client = logs(server)
        for operation, members in CALLS.items():
            with self.subTest(operation):
                answer = getattr(client, botocore.xform_name(operation))(**members)
                self.assertEqual(answer["ResponseMetadata"]["HTTPStatusCode"], 200)

    def test_a_query_from_beginning_to_end(self):
        _, started = server.call("StartQuery", **CALLS["StartQuery"])
        for operation in ("GetQueryResults", "ListLogGroupsForQuery"):
            status, answer = server.call(operation, queryId=started["queryId"])
            self.assertEqual(status, 200)
            self.check(operation, answer)
        pointer = server.call("GetQueryResults", queryId=started["queryId"])[1]["results"][0][-1]["value"]
        status, record = server.call("GetLogRecord", logRecordPointer=pointer)
        self.assertEqual(status, 200)
        self.check("GetLogRecord", record)

    def test_members_of_the_wrong_type(self):
        wrong = {"string": 5, "integer": "five", "long": "five", "boolean": "yes", "list": "one", "structure": "x",
                 "map": 5}
        for operation, members in CALLS.items():
            model = service.operation_model(operation)
            if not model.input_shape:
                continue
            for name, shape in model.input_shape.members.items():
                if shape.type_name not in wrong:
                    continue
                with self.subTest(f"{operation}.{name}"):
                    status, answer = server.call(operation, **{**members, name: wrong[shape.type_name]})
                    # A member that the server does not read may be anything.
                    self.assertIn(status, (200, 400))
                    if status == 400:
                        self.check_error(answer)

    def test_members_that_are_too_long(self):
        for operation, members in CALLS.items():
            model = service.operation_model(operation)
            for name, shape in (model.input_shape.members if model.input_shape else {}).items():
                if shape.type_name == "string":
                    with self.subTest(f"{operation}.{name}"):
                        status, answer = server.call(operation, **{**members, name: "x" * 20_000})
                        self.assertIn(status, (200, 400))
                        if status == 400:
                            self.check_error(answer)

    def check_error(self, answer):
        self.assertIsInstance(answer.get("__type"), str)
        self.assertIsInstance(answer.get("message"), str)
        self.assertNotIn("\n", answer["message"])
        self.assertNotIn("code", answer)

    def test_operations_that_would_change_something(self):
        for operation in service.operation_names:
            if operation.startswith(("Put", "Create", "Delete", "Update", "Associate", "Disassociate", "Tag", "Untag")):
                with self.subTest(operation):
                    status, answer = server.call(operation)
                    self.assertEqual(status, 400)
                    self.assertIn(answer["__type"], ("AccessDeniedException", "InvalidParameterException"))

    def test_unknown_operations(self):
        for operation in ("Nonsense", "StartLiveTail", "GetLogObject", ""):
            with self.subTest(operation):
                status, answer = server.call(operation)
                self.assertEqual((status, answer["__type"]), (400, "UnknownOperationException"))

    def test_bodies_that_are_no_objects(self):
        for body in (b"{", b"[]", b"5", b'"text"', b"\xff", b"null", b"{}{}"):
            with self.subTest(body):
                status, _, answer = server.request(
                    body=body, headers={"X-Amz-Target": "Logs_20140328.DescribeLogGroups"})
                self.assertEqual((status, json.loads(answer)["__type"]), (400, "SerializationException"))

    def test_answers_have_an_id_and_a_date(self):
        _, headers, _ = server.request(headers={"X-Amz-Target": "Logs_20140328.DescribeLogGroups"})
        self.assertRegex(headers["x-amzn-RequestId"], r"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-")
        self.assertRegex(headers["Date"], r"^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$")
        self.assertEqual(headers["Content-Type"], "application/x-amz-json-1.1")


if __name__ == "__main__":
    unittest.main()
