"""Whole processes measured, and tables of what came out."""
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass


@dataclass
class Run:
    """One process from start to end."""
    seconds: float
    cpu: float
    rss: int
    code: int
    output: str
    errors: str


class Failed(Exception):
    """A contender did not do its work."""


class Stopwatch:
    """Measures processes, and how much of the machine others used meanwhile."""

    def __init__(self):
        self.cores = len(os.sched_getaffinity(0))
        self.ours = 0.0
        self.busy = 0.0
        self.elapsed = 0.0

    def run(self, arguments, env=None, keep_output=True, allowed=(0,)):
        """Runs a command and waits for its end.

        The peak memory that Linux reports for a child begins at that of its parent, so this process stays small: it
        reads no output that it does not need.
        """
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            target = out.fileno() if keep_output else os.open(os.devnull, os.O_WRONLY)
            actions = [(os.POSIX_SPAWN_DUP2, target, 1), (os.POSIX_SPAWN_DUP2, err.fileno(), 2)]
            busy = busy_seconds()
            start = time.perf_counter()
            child = os.posix_spawnp(arguments[0], [str(one) for one in arguments], env or os.environ,
                                    file_actions=actions)
            _, status, usage = os.wait4(child, 0)
            seconds = time.perf_counter() - start
            if not keep_output:
                os.close(target)
            cpu = usage.ru_utime + usage.ru_stime
            self.busy += busy_seconds() - busy
            self.ours += cpu
            self.elapsed += seconds
            out.seek(0)
            err.seek(0)
            run = Run(seconds, cpu, usage.ru_maxrss * 1024, os.waitstatus_to_exitcode(status),
                      out.read().decode(), err.read().decode())
        if run.code not in allowed:
            raise Failed(f"{' '.join(map(str, arguments))}\nended with {run.code}: {run.errors.strip()}")
        return run

    def disturbance(self):
        """The share of all cores that other processes (and the host) took while ours were measured."""
        return max(0.0, self.busy - self.ours) / max(self.elapsed * self.cores, 0.001)


def busy_seconds():
    """Time that all cores spent on anything since the machine started."""
    with open("/proc/stat", encoding="ascii") as stat:
        user, nice, system, _, _, irq, softirq, steal = map(int, stat.readline().split()[1:9])
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


@dataclass
class Runs:
    """What several runs of one contender took."""
    runs: list

    @property
    def seconds(self):
        return statistics.median(run.seconds for run in self.runs)

    @property
    def cpu(self):
        return statistics.median(run.cpu for run in self.runs)

    @property
    def rss(self):
        return max(run.rss for run in self.runs)

    @property
    def span(self):
        times = [run.seconds for run in self.runs]
        return f"{duration(min(times))} to {duration(max(times))}"


def note(text):
    """A line about what is going on; standard output carries the tables alone."""
    print(text, file=sys.stderr, flush=True)


def duration(seconds):
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def megabytes(count):
    return f"{count / 1e6:,.1f} MB"


def table(head, rows):
    """A Markdown table, its columns aligned so that it reads as plain text too."""
    cells = [list(map(str, row)) for row in [head, *rows]]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    lines = ["| " + " | ".join(text.ljust(width) for text, width in zip(row, widths)) + " |" for row in cells]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def machine():
    """The machine in a line."""
    model = first_match(r"^model name\s*:\s*(.*)$", pathlib.Path("/proc/cpuinfo")) or os.uname().machine
    kilobytes = int(first_match(r"^MemTotal:\s*(\d+)", pathlib.Path("/proc/meminfo")) or 0)
    system = first_match(r'^PRETTY_NAME="?(.*?)"?$', pathlib.Path("/etc/os-release")) or os.uname().sysname
    return f"{model}, {len(os.sched_getaffinity(0))} cores, {kilobytes / 1048576:.0f} GiB of memory, {system}"


def versions():
    """What the command was made with, in a line."""
    swift = subprocess.run(["swift", "--version"], capture_output=True, text=True).stdout
    found = re.search(r"Swift version (\S+)", swift)
    sqlite = subprocess.run(["pkg-config", "--modversion", "sqlite3"], capture_output=True, text=True).stdout.strip()
    return f"Swift {found[1] if found else '?'}, SQLite {sqlite or '?'}"


def first_match(pattern, file):
    found = re.search(pattern, file.read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else None
