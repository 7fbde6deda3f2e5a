"""Queries by boto3: as jobs, in pages, with typed errors, and with the rows that the command gives."""

import tempfile
import time
import unittest

import boto3
import botocore.exceptions

from clients import logs, results, rows
from server import GROUP, START, Server, stop

server = None
END = START + 86400


def setUpModule():
    global server
    server = Server()


def tearDownModule():
    server.stop()


class Queries(unittest.TestCase):
    def setUp(self):
        self.logs = logs(server)

    def run_query(self, text, **members):
        return results(self.logs, text, [GROUP], START, END, **members)

    def test_rows_are_those_of_the_command(self):
        texts = [
            "fields @timestamp, detail.stopCode, detail.containers.0.exitCode",
            "stats count(*) by detail.stopCode",
            "stats count(*) as stops, avg(detail.version) by bin(10m), account",
            "filter detail.containers.0.exitCode > 0 | sort @timestamp desc | limit 7",
            "fields @logStream, region | dedup region",
            "parse detail.group 'service:*' as service | stats count(*) by service",
        ]
        for text in texts:
            with self.subTest(text):
                found = rows(self.run_query(text))
                for row in found:
                    row.pop("@ptr", None)
                    if text.startswith("fields @logStream"):
                        continue
                expected = [{name: shown(value) for name, value in row.items()}
                            for row in server.query(text, "--start", str(START * 1000), "--end", str(END * 1000))]
                self.assertEqual(found, expected)

    def test_single_events_end_with_a_pointer(self):
        answer = self.run_query("fields detail.stopCode | limit 3")
        for row in answer["results"]:
            self.assertEqual(row[-1]["field"], "@ptr")
        self.assertNotIn("@ptr", rows(self.run_query("stats count(*)"))[0])

    def test_statistics_count_matches_before_the_limit(self):
        statistics = self.run_query("filter detail.stopCode = 'UserInitiated' | limit 2")["statistics"]
        self.assertEqual(statistics["recordsMatched"], 30)
        self.assertEqual(statistics["recordsScanned"], 60)
        self.assertEqual(statistics["logGroupsScanned"], 1)
        # boto3 drops what its model does not have yet.
        if boto3.__version__ >= "1.44":
            self.assertEqual(statistics["resultCount"], 2)
        self.assertGreater(statistics["bytesScanned"], 60 * 500)

    def test_pages_make_one_result(self):
        answer = self.run_query("fields detail.taskArn")
        job = self.logs.start_query(queryString="fields detail.taskArn", logGroupNames=[GROUP], startTime=START,
                                    endTime=END)["queryId"]
        whole = answer["results"]
        for size in range(1, 8):
            found, token = [], None
            while True:
                page = self.logs.get_query_results(queryId=job, maxItems=size, **({"nextToken": token} if token else {}))
                found += page["results"]
                token = page.get("nextToken")
                if not token:
                    break
            self.assertEqual(found, whole)

    def test_errors_are_typed_and_have_a_place(self):
        with self.assertRaises(self.logs.exceptions.MalformedQueryException) as caught:
            self.run_query("fields detail.stopCode | limt 5")
        error = caught.exception.response
        location = error["queryCompileError"]["location"]
        self.assertEqual((location["startCharOffset"], location["endCharOffset"]), (25, 29))
        self.assertIn("did you mean 'limit'", error["Error"]["Message"])
        self.assertNotIn("\n", error["Error"]["Message"])

    def test_a_group_that_is_not_there(self):
        with self.assertRaises(self.logs.exceptions.ResourceNotFoundException) as caught:
            results(self.logs, "fields @message", ["/no/such"], START, END)
        self.assertIn("Log group '/no/such' does not exist for account ID '111122223333' (Service: AWSLogs; "
                      "Status Code: 400; Error Code: ResourceNotFoundException; Request ID: ",
                      caught.exception.response["Error"]["Message"])

    def test_what_cannot_be_asked(self):
        for members in ({"queryLanguage": "SQL"}, {"limit": 0}, {"limit": 100_001}, {"endTime": START - 1}):
            with self.subTest(members), self.assertRaises(
                    (self.logs.exceptions.InvalidParameterException, botocore.exceptions.ParamValidationError)):
                self.logs.start_query(**{**{"queryString": "fields @message", "logGroupNames": [GROUP],
                                            "startTime": START, "endTime": END}, **members})

    def test_milliseconds_are_taken_as_such(self):
        answer = results(self.logs, "stats count(*)", [GROUP], START * 1000, END * 1000)
        self.assertEqual(rows(answer), [{"count(*)": "60"}])

    def test_both_ends_are_whole_seconds(self):
        answer = results(self.logs, "stats count(*)", [GROUP], START, START)
        self.assertEqual(rows(answer), [{"count(*)": "2"}])

    def test_source_names_groups(self):
        text = f"SOURCE '{GROUP}' | stats count(*)"
        job = self.logs.start_query(queryString=text, startTime=START, endTime=END)["queryId"]
        self.assertEqual(rows(wait(self.logs, job)), [{"count(*)": "60"}])
        text = "SOURCE logGroups(namePrefix: ['/aws/events/ecs/containerinsights/orders']) | stats count(*)"
        job = self.logs.start_query(queryString=text, startTime=START, endTime=END)["queryId"]
        self.assertEqual(rows(wait(self.logs, job)), [{"count(*)": "30"}])
        self.assertEqual(self.logs.list_log_groups_for_query(queryId=job)["logGroupIdentifiers"],
                         ["/aws/events/ecs/containerinsights/orders/performance"])
        with self.assertRaises(self.logs.exceptions.ResourceNotFoundException):
            self.logs.start_query(queryString="SOURCE logGroups(class: ['DELIVERY']) | fields @message",
                                  startTime=START, endTime=END)

    def test_queries_are_listed_and_stopped(self):
        job = self.logs.start_query(queryString="stats count(*)", logGroupNames=[GROUP], startTime=START,
                                    endTime=END)["queryId"]
        wait(self.logs, job)
        found = self.logs.describe_queries(logGroupName=GROUP, status="Complete")["queries"]
        self.assertEqual(found[0]["queryId"], job)
        self.assertGreater(found[0]["bytesScanned"], 60 * 500)
        self.assertGreaterEqual(found[0]["queryDuration"], 0)
        self.assertEqual(found[0]["queryString"],
                         f'SOURCE "{GROUP}" START={START}000 END={END}999 | stats count(*)')
        with self.assertRaises(self.logs.exceptions.InvalidParameterException):
            self.logs.stop_query(queryId=job)
        with self.assertRaises(self.logs.exceptions.ResourceNotFoundException):
            self.logs.get_query_results(queryId="none")

    def test_a_query_that_takes_too_long_has_failed_and_the_owner_is_told_why(self):
        hasty = Server("--time-limit", "0.001", stops=2000)
        self.addCleanup(hasty.stop)
        answer = results(logs(hasty), "filter @message like /(a|b)+zz/ | stats count(*)", [GROUP], START, END)
        self.assertEqual((answer["status"], answer["results"]), ("Failed", []))
        with open(f"{hasty.folder}/stderr", encoding="utf-8") as file:
            self.assertIn("failed: it took more than 0.001 seconds", file.read())

    def test_saved_queries_run_with_the_values_of_their_parameters(self):
        definitions = self.logs.describe_query_definitions(queryDefinitionNamePrefix="ecs-stops/")["queryDefinitions"]
        self.assertGreater(len(definitions), 10)
        for definition in definitions:
            with self.subTest(definition["name"]):
                text = definition["queryString"]
                for parameter in definition.get("parameters", []):
                    self.assertTrue(parameter["description"])
                    text = text.replace("{{" + parameter["name"] + "}}", parameter.get("defaultValue", "0001"))
                self.assertNotIn("{{", text)
                self.assertEqual(results(self.logs, text, definition["logGroupNames"], START, END)["status"], "Complete")

    def test_a_record_by_its_pointer(self):
        pointer = rows(self.run_query("fields @message | limit 1"))[0]["@ptr"]
        record = self.logs.get_log_record(logRecordPointer=pointer)["logRecord"]
        self.assertEqual(record["@ptr"], pointer)
        self.assertEqual(record["detail.lastStatus"], "STOPPED")
        self.assertRegex(record["@timestamp"], r"^2026-01-31 \d\d:\d\d:\d\d\.\d{3}$")
        for name in ("@message", "@ingestionTime", "@log", "@logStream"):
            self.assertIn(name, record)
        with self.assertRaises(self.logs.exceptions.InvalidParameterException):
            self.logs.get_log_record(logRecordPointer="nothing")

    def test_every_row_has_the_fields_of_the_log_record(self):
        found = rows(self.run_query("fields @log, @logStream, @ingestionTime"))
        self.assertEqual(len(found), 60)
        for row in found:
            self.assertRegex(row["@log"], r"^\d{12}:/aws/events/ECSStoppedTasksEvent$")
            self.assertIn(row["@logStream"], ("a", "b"))
            self.assertIn("@ingestionTime", row)


class Lookup(unittest.TestCase):
    """Tables of `lookup` are loaded by each of the server's connections, which refuse writes."""

    QUERY = "stats count(*) as stops by detail.stopCode | lookup codes code as detail.stopCode output meaning"

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        for name, text in (("codes", "code,meaning\nUserInitiated,somebody\nEssentialContainerExited,the app\n"),
                           ("broken", "a,b\n1,2\n3\n")):
            with open(f"{folder.name}/{name}.csv", "w", encoding="utf-8") as file:
                file.write(text)
        self.server = Server("--tables", folder.name, "--queries", "2")
        self.addCleanup(self.server.stop)
        self.logs = logs(self.server)

    def check(self, count):
        for _ in range(6):
            found = rows(results(self.logs, self.QUERY, [GROUP], START, END))
            self.assertEqual({row["meaning"]: row["stops"] for row in found}, {"somebody": count, "the app": count})

    def test_a_table(self):
        self.check("30")
        # After a query with an error, a table with an error, and another state of the archive.
        with self.assertRaises(self.logs.exceptions.MalformedQueryException):
            results(self.logs, self.QUERY + ", nothing", [GROUP], START, END)
        self.check("30")
        with self.assertRaises(botocore.exceptions.ClientError) as caught:
            results(self.logs, "lookup broken a as region output b", [GROUP], START, END)
        self.assertIn("broken.csv, line 3", caught.exception.response["Error"]["Message"])
        self.check("30")
        self.server.ingest([(START + 7, stop(number, START + 7)) for number in (1000, 1001)])
        self.check("31")


def wait(logs, job):
    while True:
        answer = logs.get_query_results(queryId=job)
        if answer["status"] != "Running":
            return answer
        time.sleep(0.02)


def shown(value):
    return value if isinstance(value, str) else format(value, "g") if isinstance(value, float) else str(value)


if __name__ == "__main__":
    unittest.main()
