"""The programs that are compared, and the export that they read."""
import hashlib
import importlib.util
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

from measuring import note

HELPERS = pathlib.Path(__file__).resolve().parent
ROOT = HELPERS.parent.parent
WORK = ROOT / ".build-bench"
DUCKDB_VERSION = "2.0.0"
MILLION = 1_000_000

NAMES = {"duckdb": "DuckDB", "duckdb-messages": "DuckDB, each message kept too", "bare": "bare loop, one core",
         "ours": "ours"}


class Command:
    """`ecs-stops`, and what it can do so far."""

    def __init__(self, path):
        self.path = str(path)
        text = subprocess.run([self.path, "--help"], capture_output=True, text=True, check=True).stdout
        self.subcommands = re.findall(r"^  ([a-z]\S*)", text.partition("SUBCOMMANDS:")[2], re.MULTILINE)
        self.reports = set()
        if "report" in self.subcommands:
            listed = subprocess.run([self.path, "report", "--list", "--format", "ndjson"], capture_output=True,
                                    text=True, check=True).stdout
            self.reports = {json.loads(line)["report"].split()[0] for line in listed.splitlines()}

    def can(self, subcommand, what):
        """Whether a subcommand is there; a line says what goes without."""
        if subcommand in self.subcommands:
            return True
        note(f"skipped: {what}: this ecs-stops has no '{subcommand}' yet")
        return False

    def has_report(self, name):
        if not self.can("report", f"report {name}"):
            return False
        if name in self.reports:
            return True
        note(f"skipped: report {name}: this ecs-stops does not have it")
        return False

    def ingesting(self, export, archive):
        return [self.path, "ingest", "--archive", archive, export]

    def asking(self, archive, subcommand, *arguments, format="ndjson"):
        return [self.path, subcommand, "--archive", archive, "--format", format, *arguments]


class DuckDB:
    """pip's DuckDB, in a folder of its own."""

    def __init__(self):
        self.folder = WORK / f"duckdb-{DUCKDB_VERSION}"
        self.is_there = self.install()
        self.env = dict(os.environ, PYTHONPATH=str(self.folder))

    def install(self):
        if (self.folder / "duckdb").is_dir():
            return True
        if importlib.util.find_spec("pip") is None:
            note("skipped: DuckDB: this Python has no pip (apt-get install python3-pip)")
            return False
        note(f"installing duckdb {DUCKDB_VERSION} into {self.folder.relative_to(ROOT)}")
        made = subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target",
                               str(self.folder), f"duckdb=={DUCKDB_VERSION}"], stdout=sys.stderr)
        if made.returncode != 0:
            shutil.rmtree(self.folder, ignore_errors=True)
            note("skipped: DuckDB: pip could not install it")
        return made.returncode == 0

    def importing(self, export, database, *flags):
        return [sys.executable, HELPERS / "duckdb-import.py", *flags, export, database]

    def asking(self, database, task, *mode):
        return [sys.executable, HELPERS / "duckdb-questions.py", database, "--task", task, *mode]

    def judging(self, archive, database):
        return [sys.executable, HELPERS / "duckdb-verdicts.py", archive, database]

    def reporting(self, database, last, *mode):
        return [sys.executable, HELPERS / "duckdb-reports.py", database, "--last", last, *mode]


class BareLoop:
    """The C++ program."""

    def __init__(self):
        self.program = WORK / "bare-loop"
        self.is_there = self.build(HELPERS / "bare-loop.cpp")

    def build(self, source):
        if self.program.exists() and self.program.stat().st_mtime > source.stat().st_mtime:
            return True
        if shutil.which("g++") is None:
            note("skipped: the bare loop: no g++ here (apt-get install g++)")
            return False
        note("building the bare loop")
        subprocess.run(["g++", "-O2", "-std=c++20", "-o", self.program, source, "-lsqlite3", "-lz", "-lsimdjson"],
                       check=True)
        return True

    def ingesting(self, export, archive):
        """On one core, the machine's last."""
        schema = sorted((ROOT / "Migrations").glob("*.sql"))
        return ["taskset", "-c", max(os.sched_getaffinity(0)), self.program, archive, export, *schema]


def build_command(*options):
    """Builds `ecs-stops`, with --server that which serves; returns its path."""
    note("building ecs-stops")
    built = subprocess.run([ROOT / "Scripts" / "build", *options], stdout=subprocess.PIPE, text=True, check=True)
    return built.stdout.splitlines()[-1]


def workload(events, shared, many):
    """The folder of an export, made if it is not there from an earlier run, and its generator's name.

    So many events are a year's, fewer a month's.
    """
    days = 365 if events >= many else 30
    generator = shared / "workload" / "make_export.py"
    if not generator.exists():
        generator = ROOT / "Scripts" / "make-export"
    digest = hashlib.sha256(generator.read_bytes()).hexdigest()[:8]
    folder = WORK / "exports" / f"{events}-{days}d-{digest}"
    if not folder.exists():
        note(f"making an export of {events:,} events in {days} days with {generator.name}")
        unfinished = folder.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        subprocess.run([sys.executable, generator, "--events", str(events), "--days", str(days), "--out",
                        unfinished], check=True)
        unfinished.rename(folder)
    return folder, generator.name


class Database:
    """A contender's file, with the files beside it while it is open."""

    def __init__(self, contender, events):
        suffix = "sqlite" if contender in ("ours", "bare") else "duckdb"
        self.path = WORK / f"{contender}-{events}.{suffix}"

    def __fspath__(self):
        return str(self.path)

    def __str__(self):
        return str(self.path)

    def remove(self):
        for suffix in ["", "-wal", "-shm", ".wal", ".tmp"]:
            one = pathlib.Path(f"{self.path}{suffix}")
            if one.is_dir():
                shutil.rmtree(one)
            else:
                one.unlink(missing_ok=True)

    @property
    def size(self):
        files = [f"{self.path}{suffix}" for suffix in ["", "-wal", ".wal"]]
        return sum(os.path.getsize(file) for file in files if os.path.exists(file))
