"""What Scripts/nightly says about its options, and what it would do."""

import re
import shlex
import shutil
import subprocess
import unittest

from machine import NIGHTLY, REPOSITORY, Machine
from service import BUCKET, Service, stopped_task

service = None


def setUpModule():
    global service
    service = Service()


def tearDownModule():
    service.close()


class Options(unittest.TestCase):
    def setUp(self):
        service.reset()
        self.machine = Machine(service)
        self.addCleanup(self.machine.remove)

    def run_nightly(self, *options, status=0):
        run = self.machine.nightly(*options)
        self.assertEqual(run.returncode, status, run.stderr)
        return run

    def test_shells(self):
        shells = [["dash"], ["bash", "--posix"]] + [["busybox", "sh"]] * bool(shutil.which("busybox"))
        for shell in shells:
            with self.subTest(shell=shell):
                subprocess.run([*shell, "-n", NIGHTLY], check=True)
                self.machine.interpreter = shell
                run = self.run_nightly("--from-logs", "--since", "1d", "--dry-run")
                self.assertIn("filter-log-events", run.stdout)

    def test_shellcheck(self):
        run = subprocess.run(["shellcheck", "--shell=sh", NIGHTLY], capture_output=True, text=True)
        self.assertEqual(run.stdout, "")

    def test_help_names_every_option_and_exit_status(self):
        help_text = self.run_nightly("--help").stdout
        text = NIGHTLY.read_text()
        options = set(re.findall(r"^ +(?:[-a-z|]*\|)?(--[a-z-]+)[|)]", text, re.M))
        self.assertGreater(len(options), 8)
        for option in options | set(re.findall(r"\|(--[a-z-]+)", text)):
            self.assertIn(option, help_text + "--help")
        for status in set(re.findall(r"exit (\d+)", text)) - {"130", "143"}:
            self.assertRegex(help_text, rf"\b{status}\b")

    def test_mistakes(self):
        cases = {
            "unknown option --buckt": ["--buckt", "b"],
            "unknown option --bucket, or its value is missing": ["--bucket"],
            'unexpected argument "x"': ["x"],
            "mode export needs a bucket": [],
            '"1 day" is not a duration': ["--since", "1 day"],
            '"0h" is not a duration': ["--overlap=0h"],
            '"soon" is not a number of seconds': ["--pause", "soon"],
            '"-1" is not a number of days': ["--keep-files", "-1"],
            '"ftp" is not a mode': ["--mode", "ftp"],
            '"a$(b)" is not the name of a bucket': ["--bucket", "a$(b)"],
            '"a b" is not the name of a log group': ["--from-logs", "--group", "a b"],
            "none.conf cannot be read": ["--config", "none.conf"],
        }
        for message, options in cases.items():
            with self.subTest(options=options):
                run = self.run_nightly(*options, status=64)
                self.assertIn(f"{message}", run.stderr)
                self.assertIn("help: nightly --help", run.stderr)
                self.assertEqual(run.stdout, "")

    def test_mistakes_in_a_file(self):
        cases = {
            'a.conf:2: unknown setting "buckt"': "[a]\nbuckt = x\n[b]\nmode = logs",
            'a.conf:3: "x" is neither [NAME] nor SETTING = VALUE': "mode = logs\n\n  x  ",
            "a.conf:3: [a] is there twice": "[a]\nmode=logs\n[a]",
            'a.conf:1: "../a": a name has only': "[../a]\nmode=logs",
            'a.conf:1: ".": a name has only': "[.]",
            "a.conf: [b]: mode export needs a bucket": "[a]\nmode = logs\n[b]\n",
            'a.conf:2: "3 weeks" is not a duration': "[a]\nsince = 3 weeks",
            'a.conf:2: "x": a value is written without quotes': '[a]\nprofile = "x"',
            'a.conf:1: "Frankfurt" is not a region': "region = Frankfurt",
        }
        for message, text in cases.items():
            with self.subTest(text=text):
                (self.machine.folder / "a.conf").write_text(text)
                self.assertIn(f"error: {message}", self.run_nightly("--config", "a.conf", status=64).stderr)

    def test_a_program_that_is_missing_is_named(self):
        self.machine.environment["AWS"] = "/none/aws"
        self.assertIn('there is no program "/none/aws"', self.run_nightly("--from-logs", status=1).stderr)

    def test_a_folder_that_cannot_be_made_is_said(self):
        (self.machine.folder / "file").write_text("")
        self.assertIn("file/nightly cannot be written",
                      self.run_nightly("--from-logs", "--folder", "file/nightly", status=1).stderr)


class DryRun(Options):
    def test_it_calls_nothing_and_changes_nothing(self):
        for options in (["--bucket", BUCKET], ["--from-logs"], ["--from-bucket", "--bucket", BUCKET]):
            self.run_nightly(*options, "--dry-run")
        self.assertEqual(service.calls, [])
        self.assertFalse((self.machine.folder / "nightly").exists())

    def test_what_it_prints_is_what_is_called(self):
        service.set_up()
        at = self.machine.clock - 60
        service.log([(at, stopped_task(1, at))])
        config = self.machine.folder / "it's a file.conf"
        config.write_text(f"since = 2d\n[a]\nbucket = {BUCKET}\n[b]\nmode = logs\n[c]\nmode = bucket\n"
                          f"bucket = {BUCKET}\nprefix = a/c\n")
        log = self.machine.folder / "log"
        for name in ("aws", "ecs-stops"):
            commands = self.machine.programs[name]
            self.machine.program(name, f"""for word in {name} "$@"; do printf '%s\\0' "$word" >>"{log}"; done
                echo >>"{log}"\n{commands}""")
        options = ["--config", str(config), "--", "services", "--fail-if", "abnormal > 10 OR service = 'it''s'"]
        printed = self.run_nightly("--dry-run", *options).stdout
        self.run_nightly(*options)
        called = [line.split("\0")[:-1] for line in log.read_text().splitlines()]
        [task] = service.tasks()
        planned = []
        for line in printed.splitlines():
            words = shlex.split(line.replace('"$task"', task.task_id), comments=True)
            if line.startswith("task=$("):
                words = shlex.split(line[len("task=$("):-1])
            if words:
                planned.append(words)
        # There is no policy, so nothing is pruned.
        planned = [words for words in planned if words[1] != "prune"]
        self.assertEqual(planned, called)

    def test_what_it_prints_can_be_pasted(self):
        """With a first window that is not known, and an export of an earlier run."""
        service.set_up()
        self.machine.ecs_stops("retention", "30")
        (self.machine.folder / "nightly/partial/default/1500000000000-1600000000000").mkdir(parents=True)
        for options in (["--from-logs"], ["--bucket", BUCKET, "--folder", "other"]):
            text = self.run_nightly("--dry-run", *options).stdout
            run = subprocess.run(["sh", "-eu"], input=text.replace("ecs-stops ingest", "true"), text=True,
                                 env=self.machine.environment, capture_output=True)
            self.assertEqual(run.returncode, 0, text + run.stderr)
        self.assertIn("CreateExportTask", service.calls)
        text = self.run_nightly("--dry-run", "--bucket", BUCKET).stdout
        self.assertIn("ecs-stops-default-1500000000000-1600000000000", text)
        self.assertIn("--from 1599913600000", text)


class Example(Options):
    def test_the_example_is_a_file_that_works(self):
        example = REPOSITORY / "Scripts/deploy/nightly.conf.example"
        text = self.run_nightly("--config", str(example), "--dry-run").stdout
        self.assertEqual(re.findall(r"^# (.*)", text, re.M), ["shop", "shop-us", "billing", "data", "the archive"])
        self.assertEqual(set(re.findall(r"--profile (\S+)", text)),
                         {"shop-nightly", "billing-nightly", "data-nightly"})
        self.assertIn("exports/ecs-stops/shop-us/", text)
        self.assertIn("aws s3 sync s3://data-stopped-tasks/firehose/ ", text)


def load_tests(loader, tests, pattern):
    """Each class without the tests of its ancestor."""
    return unittest.TestSuite(case(name) for case in (Options, DryRun, Example) for name in vars(case)
                              if name.startswith("test_"))


if __name__ == "__main__":
    unittest.main()
