"""The machine on which Scripts/nightly runs: a folder, programs on its path, and a clock."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
NIGHTLY = REPOSITORY / "Scripts/nightly"
COMMAND = os.environ["ECS_STOPS_COMMAND"]
# Version 1 is from PyPI, version 2 is Debian's.
AWS = {1: f'"{sys.executable}" -m awscli', 2: "/usr/bin/aws"}
# The programs that the script runs.
COUNTED = ["aws", "ecs-stops", "mv", "rm", "mkdir", "find", "cat", "awk", "gzip", "date", "grep", "tail", "head", "sed",
           "tr", "wc", "flock", "sleep"]


class Machine:
    def __init__(self, service, version=2):
        self.service = service
        self.folder = Path(tempfile.mkdtemp(prefix="nightly-"))
        self.bin = self.folder / "bin"
        self.bin.mkdir()
        self.archive = self.folder / "archive.sqlite"
        self.clock = int(time.time())
        clock = self.folder / "clock"
        self.programs = {
            "aws": f'{AWS[version]} "$@"',
            "ecs-stops": f'"{COMMAND}" "$@"',
            # Waiting moves the clock, takes no time, and is written down.
            "sleep": f'echo "$1" >>"{self.folder}/sleeps"\necho $(($(/bin/cat "{clock}") + $1)) >"{clock}"',
            "date": f'if [ "$*" = +%s ]; then /bin/cat "{clock}"; else /bin/date "$@"; fi',
        }
        for name, commands in self.programs.items():
            self.program(name, commands)
        for name, key in {"night": "NIGHTKEY", "other": "OTHERKEY"}.items():
            with (self.folder / "credentials").open("a") as file:
                file.write(f"[{name}]\naws_access_key_id = {key}\naws_secret_access_key = secret\n")
        self.environment = {
            "PATH": f"{self.bin}:/usr/bin:/bin", "HOME": str(self.folder), "ECS_STOPS_ARCHIVE": str(self.archive),
            "AWS_SHARED_CREDENTIALS_FILE": str(self.folder / "credentials"), "AWS_PROFILE": "night",
            "AWS_CONFIG_FILE": str(self.folder / "none"), "AWS_MAX_ATTEMPTS": "1", "AWS_EC2_METADATA_DISABLED": "true",
        }
        self.interpreter = ["/bin/sh"]

    def remove(self):
        shutil.rmtree(self.folder)

    def program(self, name, commands):
        """Puts a shell script on the path, before the program of that name."""
        path = self.bin / name
        path.write_text(f"#!/bin/sh\n{commands}\n")
        path.chmod(0o755)

    def arguments(self, *options):
        return [*self.interpreter, str(NIGHTLY), "--region", "eu-central-1", "--endpoint-url", self.service.url,
                "--max-wait", "1h", *options]

    def nightly(self, *options):
        """Runs it at the time of the clock."""
        (self.folder / "clock").write_text(f"{self.clock}\n")
        return subprocess.run(self.arguments(*options), env=self.environment, cwd=self.folder, capture_output=True,
                              text=True, timeout=120, start_new_session=True)

    def kill_at(self, step, when):
        """Makes each program count the steps of a run, and kill the run `before` or `after` a step takes effect.

        "parent" kills only the script, so that the program goes on alone.
        """
        kill = {"before": "kill -9 0", "after": "kill -9 0", "parent": "kill -9 $PPID"}[when]
        at_start = "false" if when == "after" else f'[ "$step" -eq {step} ]'
        at_end = f'[ "$step" -eq {step} ]' if when == "after" else "false"
        (self.folder / "steps").write_text("")
        for name in COUNTED:
            # Programs of a pipe count one after the other.
            self.program(name, f"""
                exec 8>>"{self.folder}/steps"
                /usr/bin/flock 8
                echo "{name} $1 $2" >&8
                step=$(/bin/grep -c '' "{self.folder}/steps")
                exec 8>&-
                if {at_start}; then {kill}; fi
                {self.programs.get(name, f'/usr/bin/{name} "$@"')}
                code=$?
                if {at_end}; then {kill}; fi
                exit $code""")

    def kill_no_more(self):
        """Ends `kill_at`, and returns the steps that there were."""
        for name in COUNTED:
            (self.bin / name).unlink()
        for name, commands in self.programs.items():
            self.program(name, commands)
        return (self.folder / "steps").read_text().splitlines()

    def ecs_stops(self, *arguments):
        run = subprocess.run([COMMAND, *arguments], env=self.environment, capture_output=True, text=True, check=True)
        return run.stdout

    def rows(self, sql):
        return [json.loads(line) for line in self.ecs_stops("sql", sql).splitlines()]

    def stops(self):
        """What the archive has of each stop that a run could spoil."""
        return self.rows("SELECT t.task_arn, t.stopped_at, t.logged_at FROM stopped_tasks AS t ORDER BY t.task_arn")

    def windows(self, capture="default"):
        """The windows that are complete, as pairs of seconds, in order."""
        names = sorted(path.name for path in (self.folder / "nightly/files" / capture).iterdir())
        return [tuple(int(part) // 1000 for part in name.split("-")) for name in names]

    def sleeps(self):
        path = self.folder / "sleeps"
        return [int(line) for line in path.read_text().split()] if path.exists() else []
