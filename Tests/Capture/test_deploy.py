"""The files of Scripts/deploy: what starts the night says what it should, and starts it."""

import json
import os
import re
import shlex
import subprocess
import tempfile
import unittest
from pathlib import Path

from machine import COMMAND, NIGHTLY, REPOSITORY

DEPLOY = REPOSITORY / "Scripts/deploy"
SERVICE = DEPLOY / "ecs-stops-nightly.service"


def dry_run(command, environment):
    """Runs a command that names the installed files, as a dry run of those of the repository."""
    command = command.replace("/etc/ecs-stops/nightly.conf", str(DEPLOY / "nightly.conf.example"))
    command = re.sub(r"^(/usr/local/bin/)?ecs-stops-nightly", f"{shlex.quote(str(NIGHTLY))} --dry-run", command)
    environment = {"PATH": "/usr/bin:/bin", **environment}
    return subprocess.run(["/bin/sh", "-c", command], env=environment, capture_output=True, text=True)


class Units(unittest.TestCase):
    def settings(self):
        return [line.split("=", 1) for line in SERVICE.read_text().splitlines() if re.match(r"\w+=", line)]

    def test_what_the_service_starts(self):
        settings = self.settings()
        [command] = [value for key, value in settings if key == "ExecStart"]
        environment = dict(value.split("=", 1) for key, value in settings if key == "Environment")
        run = dry_run(command, environment)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("ecs-stops report --archive /var/lib/ecs-stops/archive.sqlite --digest --since 1d", run.stdout)
        # Everything that it writes is in the only folder that it may write to.
        [state] = [value for key, value in settings if key == "StateDirectory"]
        for path in re.findall(r"(?:s3 sync \S+|ingest --archive) (/\S+)", run.stdout):
            self.assertTrue(path.startswith(f"/var/lib/{state}/"), path)

    def test_exit_statuses(self):
        self.assertIn(["SuccessExitStatus", "3"], self.settings())
        self.assertRegex(NIGHTLY.read_text(), r"\b3 done, but something could not be read")

    def test_systemd_takes_them_and_finds_them_closed(self):
        with tempfile.TemporaryDirectory() as folder:
            for unit in (SERVICE, SERVICE.with_suffix(".timer")):
                text = unit.read_text().replace("/usr/local/bin/ecs-stops-nightly", "/bin/true")
                (Path(folder) / unit.name).write_text(text)
            units = [str(path) for path in Path(folder).iterdir()]
            run = subprocess.run(["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True)
            self.assertEqual((run.returncode, [line for line in run.stderr.splitlines() if folder in line]), (0, []))
            # 1.5 of 10; the network, which it needs, is 0.5 of that.
            run = subprocess.run(["systemd-analyze", "security", "--offline=yes", "--threshold=15",
                                  str(Path(folder) / SERVICE.name)], capture_output=True, text=True)
            self.assertEqual(run.returncode, 0, run.stdout)


class Crontab(unittest.TestCase):
    def test_what_cron_starts(self):
        lines = [line for line in (DEPLOY / "crontab").read_text().splitlines() if line and not line.startswith("#")]
        environment = dict(line.split("=", 1) for line in lines if re.match(r"[A-Z_]+=", line))
        jobs = [re.fullmatch(r"((?:[\d*/,-]+\s+){5})(.*)", line) for line in lines if not re.match(r"[A-Z_]+=", line)]
        self.assertEqual(len(jobs), 1)
        command = jobs[0][2]
        self.assertNotRegex(command, r"(?<!\\)%")
        run = dry_run(command, environment)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("--fail-if-stale 26h", run.stdout.splitlines()[-1])


class Container(unittest.TestCase):
    def instructions(self):
        text = re.sub(r"^#.*\n", "", (DEPLOY / "Containerfile").read_text(), flags=re.M).replace("\\\n", " ")
        return [line.split(None, 1) for line in text.splitlines() if line.strip()]

    def test_each_file_that_is_copied_is_there(self):
        copies = [value.split() for name, value in self.instructions() if name == "COPY"]
        copied = [words[0] for words in copies if not words[0].startswith("--from")]
        self.assertIn("Scripts/nightly", copied)
        for path in copied:
            self.assertTrue((REPOSITORY / path).exists(), path)
        # Every folder that the package declares a target in is copied, so that it can be built.
        manifest = (REPOSITORY / "Package.swift").read_text()
        for folder in set(re.findall(r'path: "(\w+)', manifest)) | {"Sources", "Plugins"}:
            self.assertIn(folder, copied)

    def test_what_it_starts_is_what_it_copied(self):
        installed = [value.split()[-1] for name, value in self.instructions() if name == "COPY" and "/bin/" in value]
        [entry] = [json.loads(value) for name, value in self.instructions() if name == "ENTRYPOINT"]
        self.assertIn(f"/usr/local/bin/{entry[0]}", installed)
        self.assertIn("/usr/local/bin/ecs-stops", installed)
        for _, value in (words for words in self.instructions() if words[0] == "RUN"):
            subprocess.run(["sh", "-n"], input=value, text=True, check=True)

    @unittest.skipUnless("VERSION_CODENAME=bookworm" in Path("/etc/os-release").read_text(),
                         "packages have other names here")
    def test_it_has_the_libraries_of_the_command_and_the_programs_of_the_script(self):
        [text] = [value for name, value in self.instructions() if name == "RUN" and "apt-get" in value]
        packages = set(re.search(r"--no-install-recommends\s+(.*?)&&", text)[1].split())
        # What libsimdjson14 and a Debian without anything bring.
        packages |= {"libc6", "libgcc-s1", "libstdc++6"}
        libraries = re.findall(r"=> (/\S+)", subprocess.run(["ldd", COMMAND], capture_output=True, text=True).stdout)
        self.assertGreater(len(libraries), 5)
        for library in libraries:
            if "swift" not in library and not library.startswith("/opt"):
                owner = self.owner(library)
                self.assertIn(owner, packages, library)
        essential = {"coreutils", "dash", "debianutils", "findutils", "grep", "gzip", "mawk", "sed", "util-linux"}
        for program in ("aws", "awk", "cat", "date", "find", "flock", "grep", "gzip", "head", "ln", "mkdir", "mv", "rm",
                        "sed", "sleep", "tail", "tr", "wc"):
            owner = self.owner(os.path.realpath(f"/usr/bin/{program}"))
            self.assertIn(owner, packages | essential, program)

    def owner(self, path):
        """The package of a file, whose folder may have been /lib before it was /usr/lib."""
        for name in (path, path.removeprefix("/usr"), f"/usr{path}"):
            run = subprocess.run(["dpkg", "-S", os.path.realpath(name), name], capture_output=True, text=True)
            if run.stdout:
                return re.split("[:,]", run.stdout)[0]
        return None


if __name__ == "__main__":
    unittest.main()
