"""The calls of Grafana's CloudWatch data source, replayed by the program Go/grafana, and what its panels show."""

import json
import unittest

from clients import go_program
from server import ACCOUNTS, GROUP, REGIONS, START, Server

server = None
END = START + 86400
STOPS = 2000
ORDERS = "/aws/events/ecs/containerinsights/orders"
SLOW = "filter @message like /.*.*[Q-S]{9}/ | stats count(*)"
INTERNAL = ["__log__grafana_internal__", "__logstream__grafana_internal__"]


def setUpModule():
    global server
    server = Server(stops=STOPS)


def tearDownModule():
    server.stop()


def session(*panels, of=None):
    return go_program("grafana", of or server, START, END, standard_input=json.dumps(panels))


def panel(query, of=None, **settings):
    """The result of one panel, by the name of the main group unless its settings say otherwise."""
    chosen = {} if settings.keys() & {"Source", "ARNs"} else {"Names": [GROUP]}
    return session({"Query": query, **chosen, **settings}, of=of)["Panels"][0]


def shape(frame):
    return [(column["Name"], column["Type"]) for column in frame["Columns"]]


def values(frame, name):
    return next(column["Values"] for column in frame["Columns"] if column["Name"] == name)


class Settings(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.session = session()

    def test_the_health_check(self):
        self.assertEqual((self.session["Metrics"], self.session["HealthGroups"]), (0, 1))

    def test_the_group_picker(self):
        self.assertEqual([group["Name"] for group in self.session["Picker"]],
                         [GROUP, "/aws/events/ecs/containerinsights/mail/performance", f"{ORDERS}/performance"])
        for group in self.session["Picker"] + self.session["LinkedPicker"]:
            # The account is the fifth part of the ARN.
            self.assertIn(group["ARN"].split(":")[4], ACCOUNTS)
            self.assertTrue(group["ARN"].endswith(f":log-group:{group['Name']}:*"))
        owners = [tuple(group["ARN"].split(":")[3:5]) for group in self.session["LinkedPicker"] if group["Name"] == GROUP]
        self.assertEqual(sorted(owners), sorted((region, account) for region in REGIONS for account in ACCOUNTS))

    def test_completion(self):
        for name in ("@timestamp", "@message", "@logStream", "detail.stopCode", "detail.containers.0.exitCode"):
            self.assertIn(name, self.session["Fields"])


class Panels(unittest.TestCase):
    def test_log_rows(self):
        result = panel("fields @timestamp, @message | sort @timestamp desc", Limit=1000)
        self.assertEqual((result["Status"], result["Matched"]), ("Complete", STOPS))
        frame, = result["Frames"]
        self.assertEqual(shape(frame), [("@timestamp", "time"), *((name, "string") for name in INTERNAL),
                                        ("@message", "string")])
        self.assertEqual(len(values(frame, "@message")), 1000)
        for name in (*INTERNAL, "@timestamp", "@message"):
            self.assertNotIn(None, values(frame, name))

    def test_a_first_poll_has_the_result(self):
        self.assertEqual(panel("stats count(*)")["Polls"], 1)

    def test_types_come_from_first_values(self):
        frame, = panel("fields detail.cpu, detail.version, detail.startedAt, @ingestionTime | limit 3")["Frames"]
        self.assertEqual(shape(frame)[3:], [("detail.cpu", "number"), ("detail.version", "number"),
                                            ("detail.startedAt", "string"), ("@ingestionTime", "time")])

    def test_a_time_series_keeps_every_count(self):
        frame, = panel("stats count(*) as stops by bin(10m)")["Frames"]
        self.assertEqual(shape(frame), [("bin(10m)", "time"), ("stops", "number")])
        self.assertEqual(sum(map(int, values(frame, "stops"))), STOPS)

    def test_a_time_series_for_each_stop_code(self):
        frames = panel("stats count(*) as stops by bin(10m), detail.stopCode",
                       StatsGroups=["bin(10m)", "detail.stopCode"])["Frames"]
        self.assertEqual([frame["Name"] for frame in frames], ["EssentialContainerExited", "UserInitiated"])
        for frame in frames:
            self.assertEqual(shape(frame), [("bin(10m)", "time"), ("detail.stopCode", "string"), ("stops", "number")])
            self.assertEqual(set(values(frame, "detail.stopCode")), {frame["Name"]})
            self.assertEqual(sum(map(int, values(frame, "stops"))), STOPS // 2)

    def test_a_table(self):
        frame, = panel("stats count(*) as stops, max(detail.version) by detail.stopCode")["Frames"]
        self.assertEqual(shape(frame), [("detail.stopCode", "string"), ("stops", "number"),
                                        ("max(detail.version)", "number")])

    def test_rows_that_lack_a_value(self):
        frame, = panel("fields if(detail.stopCode = 'UserInitiated', detail.stoppedReason, nothing) as reason "
                       "| sort @timestamp, @logStream | limit 40")["Frames"]
        found = values(frame, "reason")
        self.assertEqual(len(found), 40)
        self.assertIn(None, found)
        self.assertIn("Task stopped by user 'Jörg' \u2028 🛑", found)

    def test_groups_by_arn(self):
        for region in REGIONS:
            for account in ACCOUNTS:
                arn = f"arn:aws:logs:{region}:{account}:log-group:{GROUP}:*"
                frame, = panel("stats count(*) by account, region", ARNs=[arn])["Frames"]
                self.assertEqual((values(frame, "account"), values(frame, "region")), ([account], [region]))

    def test_groups_by_source(self):
        sources = {
            f"SOURCE logGroups(namePrefix: ['{ORDERS}'])": STOPS // 2,
            f"SOURCE logGroups(namePrefix: ['/aws/'], class: ['STANDARD'], accountIdentifier: ['{ACCOUNTS[0]}'])": STOPS // 2,
            f"SOURCE logGroups(namePrefix: ['/aws/', '{ORDERS}'])": STOPS,
            "SOURCE logGroups(class: ['STANDARD'])": STOPS,
            "SOURCE logGroups()": STOPS,
        }
        for source, expected in sources.items():
            with self.subTest(source):
                frame, = panel("stats count(*) as stops", Source=source)["Frames"]
                self.assertEqual(values(frame, "stops"), [str(expected)])
        result = panel("stats count(*)", Source="SOURCE logGroups(namePrefix: ['/aws/'], class: ['DELIVERY'])")
        self.assertIn("ResourceNotFoundException", result["Error"])

    def test_an_error_has_its_place(self):
        error = panel("fields @message | limt 5")["Error"]
        self.assertIn("MalformedQueryException: unknown command 'limt' at line 1", error)
        self.assertIn("did you mean 'limit'?", error)

    def test_a_panel_that_goes_away(self):
        result = panel(SLOW, Leaves=True)
        self.assertEqual((result["Status"], result["Stopped"]), ("Running", "stopped"))
        result = panel("stats count(*)", Leaves=True)
        self.assertEqual((result["Status"], result["Stopped"]), ("Complete", "ended"))

    def test_a_query_that_takes_too_long_ends_the_polls(self):
        hasty = Server("--time-limit", "1", stops=STOPS)
        self.addCleanup(hasty.stop)
        result = panel(SLOW, of=hasty)
        self.assertEqual(result["Status"], "Failed")
        self.assertGreater(result["Polls"], 1)

    def test_a_full_queue_is_an_error_on_which_it_tries_again(self):
        full = Server("--queries", "1", stops=STOPS)
        self.addCleanup(full.stop)
        jobs = [full.call("StartQuery", logGroupName=GROUP, startTime=START, endTime=END, queryString=SLOW)[1]["queryId"]
                for _ in range(17)]
        # By this word in the text.
        self.assertIn("LimitExceededException", panel("stats count(*)", of=full)["Error"])
        for job in jobs:
            full.call("StopQuery", queryId=job)
        self.assertEqual(panel("stats count(*)", of=full)["Status"], "Complete")

    def test_the_context_of_a_row(self):
        at = START + 300 * 60
        result = panel(f"filter @timestamp = {at * 1000} | sort @logStream", Context=True)
        stream = values(result["Frames"][0], INTERNAL[1])[0]
        times = [at_ * 1000 for at_, _ in server.streams[stream]]
        self.assertEqual(result["Before"], [time for time in times if time < at * 1000][-10:])
        self.assertEqual(result["After"], [time for time in times if time >= at * 1000][:10])


if __name__ == "__main__":
    unittest.main()
