"""Scripts/nightly is killed at every step; when it has run again, the archive is that of a run that was never killed."""

import fcntl
import os
import unittest

from machine import Machine
from service import BUCKET, Service, stopped_task

DAY = 86400
service = None


def setUpModule():
    global service
    service = Service()


def tearDownModule():
    service.close()


# All programs but those that only print something, and run many times.
ALL = ("aws", "ecs-stops", "mv", "rm", "mkdir", "find", "cat", "awk", "gzip", "flock", "sleep")


class Kills(unittest.TestCase):
    EXPORT = ["--bucket", BUCKET, "--since", "2d"]
    LOGS = ["--from-logs", "--since", "2d"]

    def machine(self):
        """A machine and a log group with a stop of each of three days, the last two of which are due."""
        service.reset()
        service.set_up()
        machine = Machine(service)
        self.addCleanup(machine.remove)
        for number in (1, 2, 3):
            at = machine.clock - number * DAY + 3600
            service.log([(at, stopped_task(number, at))])
        # One look finds the task running.
        service.fates = [(2, "COMPLETED")]
        return machine

    def steps(self, options):
        machine = self.machine()
        machine.kill_at(0, "before")
        run = machine.nightly(*options)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(len(machine.stops()), 2)
        return machine.kill_no_more()

    def check(self, options, step, when):
        machine = self.machine()
        machine.kill_at(step, when)
        killed = machine.nightly(*options)
        self.assertEqual(killed.returncode, -9, killed.stderr)
        machine.kill_no_more()
        lock = machine.folder / "nightly/lock"
        if lock.exists():
            # What was started by the run that is no more goes on until it has ended.
            with lock.open("a") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
        machine.clock += 60
        run = machine.nightly(*options)
        self.assertEqual(run.returncode, 0, killed.stderr + run.stderr)
        first, second = (stop["task_arn"][-1] for stop in machine.stops())
        self.assertEqual((first, second), ("1", "2"))
        self.assertIn("1 task stopped", run.stdout)
        nightly = machine.folder / "nightly"
        self.assertEqual([str(path) for path in nightly.glob("partial/*/*")], [])
        # No task was started twice, and none in vain.
        fetched = [f"ecs-stops-default-{path.name}" for path in nightly.glob("files/default/*")]
        if "--bucket" in options:
            self.assertEqual(sorted(task.task_name for task in service.tasks()), sorted(fetched))
        for path in nightly.glob("files/**/*"):
            self.assertTrue(path.is_dir() or path.name == "000000.gz", path)

    def check_all(self, options, programs):
        steps = self.steps(options)
        chosen = [index for index, step in enumerate(steps, 1) if step.split()[0] in programs]
        self.assertGreater(len(chosen), 5)
        for step in chosen:
            for when in self.whens(steps[step - 1]):
                with self.subTest(step=f"{when} {step}: {steps[step - 1]}"):
                    self.check(options, step, when)

    def whens(self, step):
        """A program that changes something elsewhere may have done so, or do so when the script is no more."""
        if step.split()[0] not in ("aws", "ecs-stops"):
            return ["before"]
        return ["after", "parent"] if os.environ.get("NIGHTLY") else ["after"]

    def test_an_export_that_is_killed(self):
        self.check_all(self.EXPORT, os.environ.get("NIGHTLY") and ALL or ("aws", "ecs-stops", "mv"))

    def test_filter_log_events_that_is_killed(self):
        if not os.environ.get("NIGHTLY"):
            self.skipTest("--nightly")
        self.check_all(self.LOGS, ALL)

    def test_a_call_that_outlives_the_script_is_waited_for(self):
        steps = self.steps(self.EXPORT)
        [create] = [index for index, step in enumerate(steps, 1) if "create-export-task" in step]
        self.check(self.EXPORT, create, "parent")

    def test_an_ingest_that_is_killed_alone_is_a_failure(self):
        machine = self.machine()
        machine.program("ecs-stops", f'[ "$1" != ingest ] || kill -9 $$\n{machine.programs["ecs-stops"]}')
        run = machine.nightly(*self.EXPORT)
        self.assertEqual(run.returncode, 1, run.stderr)
        self.assertIn("ecs-stops ingest ended with 137", run.stderr)
        machine.program("ecs-stops", machine.programs["ecs-stops"])
        machine.clock += DAY
        self.assertEqual(machine.nightly(*self.EXPORT).returncode, 0)
        self.assertEqual(len(machine.stops()), 2)

    def test_a_sync_that_is_killed_alone_leaves_no_half_files(self):
        """The CLI downloads to a temporary name; what is left of that is not moved to the files that are ingested."""
        machine = self.machine()
        machine.program("aws", f"""
            if [ "$1 $2" = "s3 sync" ]; then
                mkdir -p "$4/task/stream"
                printf half >"$4/task/stream/000000.gz.8f3A01bC"
                kill -9 $$
            fi
            {machine.programs["aws"]}""")
        run = machine.nightly(*self.EXPORT)
        self.assertEqual(run.returncode, 1, run.stderr)
        machine.program("aws", machine.programs["aws"])
        machine.clock += DAY
        run = machine.nightly(*self.EXPORT)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(list((machine.folder / "nightly").glob("**/*8f3A01bC")), [])
        self.assertEqual(len(machine.stops()), 2)


if __name__ == "__main__":
    unittest.main()
