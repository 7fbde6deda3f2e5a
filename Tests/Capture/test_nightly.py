"""Scripts/nightly from a log group to the report: the real aws command, of both versions, against moto on loopback."""

import fcntl
import gzip
import os
import time
import unittest

from machine import Machine
from service import (BUCKET, DENIED, EXPIRED, GROUP, LIMIT_EXCEEDED, REGION, THROTTLED, UNAVAILABLE, Service,
                     stopped_task)

DAY = 86400
service = None


def setUpModule():
    global service
    service = Service()


def tearDownModule():
    service.close()


class Night(unittest.TestCase):
    """A log group in a bucket's region, with a stop of three days ago and one of an hour ago."""

    version = 2

    def setUp(self):
        service.reset()
        service.set_up()
        self.machine = Machine(service, self.version)
        self.addCleanup(self.machine.remove)
        self.now = self.machine.clock
        self.log(1, self.now - 3 * DAY)
        self.log(2, self.now - 3600)
        service.calls.clear()

    def log(self, number, at, **options):
        service.log([(at, stopped_task(number, at))], **options)

    def run_nightly(self, *options, status=0):
        run = self.machine.nightly(*options)
        self.assertEqual(run.returncode, status, run.stderr)
        return run

    def export(self, *options, status=0):
        return self.run_nightly("--bucket", BUCKET, "--since", "5d", *options, status=status)

    def numbers(self):
        """The numbers of the stops in the archive."""
        return [int(stop["task_arn"][-32:], 16) for stop in self.machine.stops()]

    def count(self, operation):
        return service.calls.count(operation)


class BothVersions(Night):
    """What is tried with both versions of the CLI, since it depends on what they print."""

    def test_a_plain_night_by_export(self):
        run = self.run_nightly("--bucket", BUCKET)
        self.assertEqual(self.numbers(), [1, 2])
        self.assertIn("1 task stopped", run.stdout)
        self.assertNotIn("export task", run.stdout)
        self.assertIn("2 records: 2 stored", run.stderr)
        self.assertEqual(self.machine.stops()[1]["logged_at"][:19],
                         time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(self.now - 3600)))
        [task] = service.tasks()
        self.assertEqual(task.log_group_name, GROUP)
        window = f"{task.from_time}-{task.to}"
        self.assertEqual((task.task_name, task.destination_prefix),
                         (f"ecs-stops-default-{window}", f"ecs-stops/default/{window}"))
        self.assertEqual([path.name for path in (self.machine.folder / "nightly/files/default").iterdir()], [window])
        # Nothing but what docs/capture.md gives a permission for.
        self.assertEqual({call.split(" /")[0] for call in service.calls},
                         {"DescribeLogGroups", "CreateExportTask", "DescribeExportTasks", "GET"})

    def test_filter_log_events_gives_the_archive_of_an_export(self):
        """Times, streams and characters beyond ASCII are kept, where the locale is not UTF-8 too."""
        self.machine.environment["LC_ALL"] = "C"
        at = self.now - DAY - 60
        service.log([(at, stopped_task(3, at, reason="gestoppt – für Wartung 🛠"))], stream="b/c")
        service.log([(at, stopped_task(4, at).replace(', "', ',\n\t"'))], stream="of several lines")
        self.run_nightly("--from-logs", "--since", "4d")
        by_logs = self.machine.rows("SELECT * FROM stopped_tasks ORDER BY task_arn")
        self.assertEqual(self.numbers(), [1, 2, 3, 4])
        self.assertEqual(self.count("FilterLogEvents"), 4)
        self.assertEqual(len(self.machine.windows()), 4)
        other = Machine(service, self.version)
        self.addCleanup(other.remove)
        self.assertEqual(other.nightly("--bucket", BUCKET, "--since", "4d").returncode, 0)
        by_export = other.rows("SELECT * FROM stopped_tasks ORDER BY task_arn")
        for row in by_logs + by_export:
            del row["id"]
        self.assertEqual(by_logs, by_export)
        self.assertIn("gestoppt – für Wartung 🛠", str(by_logs))

    def test_a_bucket_is_only_synced_and_nothing_is_copied_twice(self):
        s3 = service.client("s3")
        objects = [gzip.compress((stopped_task(number, self.now - 60) + "\n").encode()) for number in (5, 6)]
        s3.put_object(Bucket=BUCKET, Key="firehose/2026/01/01/05/one", Body=objects[0])
        s3.put_object(Bucket=BUCKET, Key="firehose/aws-logs-write-test", Body=b"Permission Check Successful")
        s3.put_object(Bucket=BUCKET, Key="other/two", Body=objects[1])
        options = ["--from-bucket", "--bucket", BUCKET, "--prefix", "firehose"]
        service.calls.clear()
        self.run_nightly(*options)
        self.assertEqual(self.numbers(), [5])
        self.assertEqual([call for call in service.calls if not call.startswith("GET /stop-exports/firehose/2026")],
                         ["GET /stop-exports"])
        # What a sync that was killed leaves is not taken for an object.
        left = self.machine.folder / "nightly/files/default/2026/01/01/05/two.8F3a01bC"
        left.write_bytes(objects[1][:100])
        s3.put_object(Bucket=BUCKET, Key="firehose/2026/01/02/05/two", Body=objects[1])
        service.calls.clear()
        self.run_nightly(*options)
        self.assertEqual(self.numbers(), [5, 6])
        self.assertEqual(service.calls, ["GET /stop-exports", "GET /stop-exports/firehose/2026/01/02/05/two"])
        self.assertFalse(left.exists())

    def test_expired_credentials_of_one_account_do_not_stop_the_other(self):
        config = self.machine.folder / "nightly.conf"
        config.write_text(f"bucket = {BUCKET}\n[late]\nprofile = other\n[night]\nprofile = night\n")
        service.fail("*", EXPIRED, times=99, key="OTHERKEY")
        run = self.run_nightly("--config", str(config), status=1)
        self.assertEqual(self.numbers(), [1, 2])
        self.assertIn("late: error: An error occurred (ExpiredTokenException)", run.stderr)
        self.assertIn('late: help: the credentials of profile "other" have expired', run.stderr)
        self.assertEqual(run.stderr.count("ExpiredTokenException"), 1)
        self.assertIn("1 task stopped", run.stdout)
        service.faults.clear()
        self.run_nightly("--config", str(config))
        self.assertEqual(len(self.machine.windows("late")), 1)
        self.assertEqual(len(self.machine.windows("night")), 2)


class VersionOne(BothVersions):
    version = 1


class Exports(Night):
    def test_what_the_overlap_brings_again_is_not_stored_twice(self):
        self.export()
        self.machine.clock += 1
        self.log(3, self.now - 7200)
        run = self.export()
        self.assertEqual(self.numbers(), [1, 2, 3])
        self.assertIn("1 stored, 1 duplicate", run.stderr)
        self.assertEqual(self.machine.windows()[1], (self.now - DAY, self.now + 1))

    def test_a_second_export_waits_for_the_first_and_throttling_passes(self):
        service.fail("CreateExportTask", LIMIT_EXCEEDED, times=2)
        service.fail("DescribeExportTasks", THROTTLED)
        service.fail("GET /stop-exports", UNAVAILABLE)
        run = self.export()
        self.assertEqual(self.numbers(), [1, 2])
        self.assertEqual(len(service.tasks()), 1)
        self.assertIn("another export is running", run.stderr)
        self.assertIn("(ThrottlingException)", run.stderr)
        self.assertNotIn("default: error:", run.stderr)

    def test_missed_nights_are_caught_up(self):
        self.machine.clock = self.now - 5 * DAY
        self.log(3, self.now - 6 * DAY)
        self.export()
        self.assertEqual(self.numbers(), [3])
        self.machine.clock = self.now
        self.export()
        self.assertEqual(self.numbers(), [1, 2, 3])
        self.assertEqual(self.machine.windows()[1], (self.now - 6 * DAY, self.now))

    def test_the_first_window_is_what_the_group_still_has(self):
        created = service.client("logs").describe_log_groups()["logGroups"][0]["creationTime"] // 1000
        self.run_nightly("--bucket", BUCKET)
        self.assertEqual(self.machine.windows()[0][0], created - 14 * DAY)
        service.client("logs").put_retention_policy(logGroupName=GROUP, retentionInDays=3)
        self.run_nightly("--from-logs", "--folder", "by-retention")
        first = min(path.name for path in (self.machine.folder / "by-retention/files/default").iterdir())
        self.assertEqual(int(first.split("-")[0]) // 1000, self.now - 6 * DAY)

    def test_a_slow_task_is_looked_at_less_and_less_often(self):
        service.fates = [(6, "COMPLETED")]
        self.export()
        self.assertEqual(self.numbers(), [1, 2])
        self.assertEqual(self.machine.sleeps(), [15, 30, 60, 120, 120])

    def test_a_task_that_takes_too_long_is_adopted_by_the_next_run(self):
        service.fates = [(4, "COMPLETED")]
        run = self.export("--max-wait", "20s", status=1)
        self.assertIn("is RUNNING; this has waited for 20 s", run.stderr)
        self.assertFalse((self.machine.folder / "nightly/files").exists())
        self.machine.clock += DAY
        run = self.export()
        self.assertIn("resuming export task", run.stderr)
        self.assertEqual(self.numbers(), [1, 2])
        # Its own window, and the one that was due now.
        self.assertEqual(self.count("CreateExportTask"), 2)
        adopted, due = self.machine.windows()
        self.assertEqual((adopted[1], due[0]), (self.now, self.now - DAY))

    def test_a_failed_task_is_tried_once_more(self):
        service.fates = [(2, "FAILED")]
        run = self.export()
        self.assertEqual(self.numbers(), [1, 2])
        self.assertIn("FAILED Failed by the test", run.stderr)
        self.assertEqual(self.count("CreateExportTask"), 2)

    def test_a_window_whose_task_fails_twice_is_still_due(self):
        self.export()
        self.machine.clock += DAY
        self.log(3, self.now + 60)
        service.fates = [(1, "FAILED"), (0, "CANCELLED")]
        run = self.export(status=1)
        self.assertIn("default: error: the export failed 2 times; the window is still due", run.stderr)
        self.assertIn("1 task stopped", run.stdout)
        self.machine.clock += DAY
        self.export()
        self.assertEqual(self.numbers(), [1, 2, 3])
        self.assertEqual(self.machine.windows()[1], (self.now - DAY, self.now + 2 * DAY))

    def test_others_can_export_for_longer_than_the_wait(self):
        service.fail("CreateExportTask", LIMIT_EXCEEDED, times=99)
        run = self.export("--max-wait", "2m", "--pause", "50", status=1)
        self.assertIn("this has waited for 120 s (--max-wait)", run.stderr)
        self.assertEqual(self.machine.sleeps(), [50, 100])
        self.assertEqual(service.tasks(), [])
        self.assertFalse(self.machine.archive.exists())

    def test_a_task_whose_answer_was_lost_is_not_started_again(self):
        service.fail("CreateExportTask", UNAVAILABLE, after=True)
        self.export()
        self.assertEqual(self.numbers(), [1, 2])
        self.assertEqual(len(service.tasks()), 1)

    def test_a_missing_permission_or_group_is_not_tried_again(self):
        service.fail("CreateExportTask", DENIED)
        run = self.export(status=1)
        self.assertIn("lack a permission", run.stderr)
        self.assertEqual(self.count("CreateExportTask"), 1)
        run = self.run_nightly("--from-logs", "--group", "/none", status=1)
        self.assertIn("there is no log group /none in eu-central-1", run.stderr)
        run = self.export("--profile", "nobody", status=1)
        self.assertIn('the credentials of profile "nobody"', run.stderr)
        self.assertEqual(self.machine.sleeps(), [])

    def test_a_network_that_is_down_is_tried_six_times(self):
        run = self.run_nightly("--from-logs", "--endpoint-url", "http://127.0.0.1:9", "--since", "1d", status=1)
        self.assertIn("Could not connect", run.stderr)
        self.assertEqual(self.machine.sleeps(), [15, 30, 60, 120, 120])

    def test_several_regions(self):
        service.client("s3", "eu-west-1").create_bucket(
            Bucket="other", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
        service.client("logs", "eu-west-1").create_log_group(logGroupName="/aws/events/x")
        config = self.machine.folder / "nightly.conf"
        config.write_text(f"""
            # Two regions.
            since = 5d
            [shop]
            bucket = {BUCKET}
              [west]\r
            region = eu-west-1
            group = /aws/events/x
            bucket = other
            prefix = a/b/""")
        self.run_nightly("--config", str(config))
        self.assertEqual([task.destination_prefix.rsplit("/", 1)[0] for task in service.tasks("eu-west-1")], ["a/b/west"])
        self.assertEqual(self.numbers(), [1, 2])

    def test_a_clock_that_was_wrong_is_said(self):
        self.machine.clock += 9 * DAY
        self.export()
        self.machine.clock = self.now
        run = self.export(status=1)
        self.assertIn("which is yet to come: check the clock", run.stderr)


class Archive(Night):
    """What follows when files have been fetched, by whatever way."""

    def log(self, number, at, **_):
        self.put(number, stopped_task(number, at), at)

    def put(self, number, message, at):
        """Puts an object into the bucket, in the layout of an export."""
        when = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(at))
        service.client("s3").put_object(Bucket=BUCKET, Key=f"ecs-stops/{number}/stream/000000.gz",
                                        Body=gzip.compress(f"{when} {message}\n".encode()))

    def sync(self, *options, status=0):
        return self.run_nightly("--from-bucket", "--bucket", BUCKET, *options, status=status)

    def test_the_archive_is_pruned_by_its_policy(self):
        for number in range(3, 9):
            self.log(number, self.now - 3600)
        self.log(9, self.now - 10 * DAY)
        run = self.sync()
        self.assertIn("has no retention policy, so nothing is pruned", run.stderr)
        self.assertIn(9, self.numbers())
        self.machine.ecs_stops("retention", "7")
        self.sync()
        self.assertEqual(self.numbers(), list(range(1, 9)))

    def test_a_prune_that_refuses_is_a_failure_and_the_report_is_made(self):
        self.log(3, self.now - 10 * DAY)
        self.log(4, self.now - 10 * DAY)
        self.log(5, self.now - 10 * DAY)
        self.sync()
        self.machine.ecs_stops("retention", "7")
        run = self.sync(status=1)
        self.assertIn("ecs-stops prune ended with 1", run.stderr)
        self.assertIn("1 task stopped", run.stdout)

    def test_a_record_that_cannot_be_read_gives_three(self):
        self.put(3, '{"detail-type": "ECS Task State Change", broken', self.now)
        self.sync(status=3)
        self.assertEqual(self.numbers(), [1, 2])

    def test_the_report_and_its_condition(self):
        run = self.sync("--", "services", "--since", "1d", "--fail-if", "abnormal > 0", "--format", "json", status=4)
        self.assertIn('"abnormal":1', run.stdout.replace(" ", ""))
        self.assertEqual(self.sync("--no-report").stdout, "")
        run = self.sync("--", "servces", status=1)
        self.assertIn("ecs-stops report ended with", run.stderr)


class Files(Night):
    def test_a_night_without_events_has_nothing_to_ingest(self):
        service.reset()
        service.set_up()
        run = self.export("--since", "1h")
        self.assertIn("there are no files to ingest", run.stderr)
        self.assertEqual(run.stdout, "")
        self.assertEqual(len(self.machine.windows()), 1)

    def test_files_are_kept_as_long_as_said_and_the_last_window_forever(self):
        self.run_nightly("--from-logs", "--since", "4d")
        files = self.machine.folder / "nightly/files/default"
        (files / "2026").mkdir()
        self.run_nightly("--from-logs", "--keep-files", "2")
        kept = sorted(path.name for path in files.iterdir() if path.name != "2026")
        self.assertTrue((files / "2026").exists())
        self.assertTrue(all(int(name.split("-")[1]) // 1000 >= self.now - 2 * DAY for name in kept), kept)
        self.machine.clock += 30 * DAY
        service.fail("FilterLogEvents", DENIED)
        self.run_nightly("--from-logs", "--keep-files", "2", status=1)
        self.assertEqual([path.name for path in files.iterdir() if path.name != "2026"], kept[-1:])
        self.assertEqual(self.numbers(), [1, 2])

    def test_files_that_were_not_ingested_are_kept(self):
        self.run_nightly("--from-logs", "--since", "4d")
        before = self.machine.windows()
        service.log([(self.now - 60, '{"detail-type": "ECS Task State Change", broken')])
        self.machine.clock += 30 * DAY
        self.export("--keep-files", "1", status=3)
        self.assertEqual(self.machine.windows()[:len(before)], before)


class Locks(Night):
    def test_two_at_once(self):
        (self.machine.folder / "nightly").mkdir()
        with (self.machine.folder / "nightly/lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            run = self.export(status=75)
        self.assertIn("another run is in progress", run.stderr)
        self.assertEqual(service.calls, [])
        self.export()

    def test_two_at_once_without_flock(self):
        programs = self.machine.folder / "programs"
        programs.mkdir()
        for name in os.listdir("/usr/bin"):
            if name not in ("flock", "aws"):
                (programs / name).symlink_to(f"/usr/bin/{name}")
        self.machine.environment["PATH"] = f"{self.machine.bin}:{programs}"
        lock = self.machine.folder / "nightly/lock.process"
        lock.parent.mkdir()
        lock.write_text(f"{os.getpid()}\n")
        run = self.export(status=75)
        self.assertIn(f"another run is in progress (process {os.getpid()})", run.stderr)
        # The process of a run that was killed is no more.
        lock.write_text("99999999\n")
        self.export()
        self.assertEqual(self.numbers(), [1, 2])
        self.assertFalse(lock.exists())
        self.assertEqual([path.name for path in lock.parent.glob("lock.*")], [])


def load_tests(loader, tests, pattern):
    """The classes here, without their common ancestor. Version 1 takes part in all of them under --nightly."""
    classes = [BothVersions, VersionOne, Exports, Archive, Files, Locks]
    if os.environ.get("NIGHTLY"):
        classes += [type(f"{case.__name__}OfVersionOne", (case,), {"version": 1}) for case in (Exports, Archive)]
    return unittest.TestSuite(loader.loadTestsFromTestCase(case) for case in classes)


if __name__ == "__main__":
    unittest.main()
