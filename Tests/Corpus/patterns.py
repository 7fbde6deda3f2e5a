"""Event patterns that others wrote: which match which events, and which are refused for which reason."""
import concurrent.futures
import json
import os
import re
import subprocess

# Accepted only in the second, lenient reading of EventBridge's library, or because it does not read on: refused here.
REFUSED_HERE = ("lenient", "quirk")
# The words of the library's JSON parser are not ours.
PARSER_REASON = re.compile(r"Unexpected|Unrecognized token")
SECONDS_MAX = 60
INVALID = 2


class Case:
    """A pattern of the corpus, perhaps with an event, and what came of it."""

    def __init__(self, line):
        record = json.loads(line)
        self.id = record["id"]
        self.pattern = record.get("pattern_text") or source(line, "pattern")
        self.event = record.get("event_text") or (source(line, "event") if record["event"] is not None else "{}")
        self.is_refused = record["invalid"] or any(record.get(name) for name in REFUSED_HERE)
        self.match = record["match"]
        reason = record.get("why", "").removeprefix("strict reading: ")
        self.reason = "" if PARSER_REASON.match(reason) else reason
        self.problem = None

    def check(self, command, folder):
        pattern, event = folder / f"{self.id}.pattern", folder / f"{self.id}.event"
        pattern.write_text(self.pattern, encoding="utf-8")
        event.write_text(self.event, encoding="utf-8")
        done = subprocess.run([command, "match", pattern, "--event", event], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=SECONDS_MAX)
        if self.is_refused:
            if done.returncode != INVALID or self.reason not in done.stderr:
                self.problem = f"should be refused: {self.reason or 'no JSON'}"
        elif done.returncode not in (0, 1):
            self.problem = "should be accepted"
        elif self.match is not None and done.stdout.strip() != str(self.match).lower():
            self.problem = f"should be {str(self.match).lower()} on {self.event[:200]}"
        if self.problem:
            said = " ".join((done.stdout + done.stderr).split())[:160]
            self.problem = f"{self.id}: {self.pattern[:200]}: {self.problem}; exit code {done.returncode}: {said}"


def source(line, name):
    """The source text of a member in the line: Python would change its numbers."""
    start = line.index(f'"{name}":') + len(name) + 3
    _, end = json.JSONDecoder().raw_decode(line, start)
    return line[start:end]


def check(command, folder, path):
    """Problems, and a summary."""
    folder.mkdir()
    cases = [Case(line) for line in path.read_text(encoding="utf-8").splitlines()]
    with concurrent.futures.ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        list(pool.map(lambda case: case.check(command, folder), cases))
    problems = [case.problem for case in cases if case.problem]
    refused = sum(case.is_refused for case in cases)
    matched = sum(case.match is not None and not case.is_refused for case in cases)
    return problems, (f"{len(cases) - len(problems)} of {len(cases)} right: {matched} patterns with an event, {refused} "
                      f"refused, {sum(bool(case.is_refused and case.reason) for case in cases)} of them for the same reason")
