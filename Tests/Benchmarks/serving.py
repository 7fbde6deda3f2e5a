"""The server under load, next to moto's server for the calls that both answer."""
import contextlib
import http.client
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time
from datetime import datetime, timezone

from contenders import HELPERS, ROOT, WORK
from measuring import Failed, duration, machine, megabytes, note, table, versions

MOTO_VERSION = "5.2.1"
GROUP = "/aws/events/ECSStoppedTasksEvent"
HEAD = ["what", "clients", "median", "p95", "a second", "target (p95)", "met?"]
MOTO_HEAD = ["call, 16 clients", "ours, median", "p95", "a second", "moto, median", "p95", "a second"]
TITLE = "## The server"
# Some minutes of work at a million stops.
LONG = "stats count_distinct(concat(@message, detail.taskArn)), count_distinct(@message)"
MOTO_EVENTS = 1000


class Client:
    """A client with a connection of its own."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def call(self, operation, **members):
        self.connection.request("POST", "/", json.dumps(members), {
            "X-Amz-Target": f"Logs_20140328.{operation}", "Content-Type": "application/x-amz-json-1.1",
            "Authorization": "AWS4-HMAC-SHA256 Credential=any/20260131/us-east-1/logs/aws4_request, "
                             "SignedHeaders=host;x-amz-date, Signature=0"})
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise Failed(f"{operation}: {answer.status}: {body[:500]!r}")
        return json.loads(body) if body else {}

    def page(self, path):
        self.connection.request("GET", path)
        answer = self.connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise Failed(f"{path}: status {answer.status}")

    def run(self, text, start, end, **members):
        """Starts a query and polls it to its end."""
        query = self.start(text, start, end, **members)
        while self.call("GetQueryResults", queryId=query)["status"] in ("Running", "Scheduled"):
            pass
        return query

    def start(self, text, start, end, **members):
        return self.call("StartQuery", queryString=text, logGroupName=GROUP, startTime=start, endTime=end,
                         **members)["queryId"]


class Serving:
    """All that is measured of the server of one archive."""

    def __init__(self, command, archive, seconds, turns):
        self.command, self.archive = command, archive
        self.seconds, self.turns = seconds, turns
        self.rows, self.moto_rows = [], []
        self.load = os.getloadavg()[0]
        subprocess.run([ROOT / "Scripts" / "install-packages", "wrk"], check=True, stdout=sys.stderr)

    def run(self):
        with self.server("--queries", "2") as self.ours:
            client = Client(self.ours.port)
            self.start, self.end = self.last_day(client)
            self.polls(client)
            self.pages(client)
            self.stops(client)
            with self.moto() as theirs:
                if theirs:
                    self.beside(theirs)
            self.memory = resident(self.ours.process.pid)

    # The server alone

    def polls(self, client):
        query = client.run("fields @timestamp, detail.taskArn | limit 20", self.start, self.end)
        members = {"queryId": query}
        for what, pause, target in [("poll, each client once a second", 1000, 0.010), ("poll, without a pause", 0, None)]:
            found = self.wrk(self.ours.port, 200, "GetQueryResults", members, pause)
            self.row(what, 200, found, target)

    def pages(self, client):
        for what, path, target in [("overview page", "/", 0.100), ("data of a report", "/reports/services.json", None)]:
            try:
                first = seconds(lambda: client.page(path))
            except Failed as problem:
                note(f"skipped: {what}: {problem}")
                client.connection.close()
                continue
            self.single(f"{what}, the first time", [first], None)
            self.single(what, [seconds(lambda: client.page(path)) for _ in range(self.turns)], target)

    def stops(self, client):
        calls, free = [], []
        for _ in range(self.turns):
            queries = [client.start(LONG, 0, self.end) for _ in range(2)]
            time.sleep(0.2)
            began = time.perf_counter()
            for query in queries:
                if client.call("GetQueryResults", queryId=query, maxItems=0)["status"] == "Running":
                    calls.append(seconds(lambda: client.call("StopQuery", queryId=query)))
            client.run("fields @timestamp | limit 1", self.start, self.end)
            free.append(time.perf_counter() - began)
        if calls:
            self.single("StopQuery of a long scan", calls, 0.100)
        self.single("query of a day's first row", [seconds(
            lambda: client.run("fields @timestamp | limit 1", self.start, self.end)) for _ in range(self.turns)], None)

    def single(self, what, times, target):
        self.row(what, 1, {"p50": statistics.median(times), "p95": percentile(times, 0.95), "calls": len(times),
                           "seconds": sum(times)}, target)

    def row(self, what, clients, found, target):
        note(f"{what}: {duration(found['p50'])}, p95 {duration(found['p95'])}")
        self.rows.append([what, clients, duration(found["p50"]), duration(found["p95"]),
                          f"{found['calls'] / found['seconds']:,.0f}", f"< {duration(target)}" if target else "",
                          "" if not target else "yes" if found["p95"] < target else "**no**"])

    # Next to moto

    def beside(self, theirs):
        ours_stream = Client(self.ours.port).call("DescribeLogStreams", logGroupName=GROUP, limit=1)["logStreams"][0]
        window = {"startTime": self.start * 1000, "endTime": self.end * 1000}
        moto_window = {"startTime": theirs.start * 1000, "endTime": theirs.end * 1000}
        calls = [
            ("DescribeLogGroups", {"limit": 50}, {"limit": 50}),
            ("DescribeLogStreams", {"logGroupName": GROUP, "limit": 50}, {"logGroupName": GROUP, "limit": 50}),
            ("FilterLogEvents", {"logGroupName": GROUP, "limit": 50, **window},
             {"logGroupName": GROUP, "limit": 50, **moto_window}),
            ("GetLogEvents", {"logGroupName": GROUP, "logStreamName": ours_stream["logStreamName"], "limit": 50, **window},
             {"logGroupName": GROUP, "logStreamName": "a", "limit": 50, **moto_window}),
        ]
        for operation, members, moto_members in calls:
            self.pair(operation, self.wrk(self.ours.port, 16, operation, members),
                      self.wrk(theirs.port, 16, operation, moto_members))
        text = "fields @timestamp, @message | sort @timestamp desc | limit 20"
        self.pair("StartQuery to its rows, 1 client", self.queries(self.ours.port, text, self.start, self.end),
                  self.queries(theirs.port, text, theirs.start, theirs.end))

    def queries(self, port, text, start, end):
        client = Client(port)
        times = [seconds(lambda: client.run(text, start, end)) for _ in range(self.turns)]
        return {"p50": statistics.median(times), "p95": percentile(times, 0.95), "calls": len(times), "seconds": sum(times)}

    def pair(self, what, ours, theirs):
        note(f"{what}: {duration(ours['p50'])}, moto {duration(theirs['p50'])}")
        self.moto_rows.append([what] + [text for found in (ours, theirs) for text in (
            duration(found["p50"]), duration(found["p95"]), f"{found['calls'] / found['seconds']:,.0f}")])

    def wrk(self, port, clients, operation, members, pause=0):
        """Repeats a call from several clients; latencies in seconds."""
        environment = {**os.environ, "TARGET": operation, "BODY": json.dumps(members), "PAUSE": str(pause)}
        done = subprocess.run(
            ["wrk", "--threads", "1", "--connections", str(clients), "--duration", f"{self.seconds}s", "--timeout", "10s",
             "--script", HELPERS / "serving.lua", f"http://127.0.0.1:{port}/"],
            env=environment, capture_output=True, text=True)
        if done.returncode != 0:
            raise Failed(f"wrk: {done.stderr or done.stdout}")
        found = json.loads(done.stdout.splitlines()[-1])
        if found["failed"] or not found["calls"]:
            raise Failed(f"{operation}: {found['failed']} of {found['calls']} answers were errors")
        if found["broken"]:
            note(f"{operation} at port {port}: {found['broken']} connections were broken or timed out")
        return found

    # The servers

    @contextlib.contextmanager
    def server(self, *options):
        arguments = [self.command, "serve", "--archive", self.archive, "--port", "0", *options]
        with running(arguments, self.port_of_ours) as server:
            yield server

    @staticmethod
    def port_of_ours(process):
        line = process.stdout.readline()
        if not line:
            raise Failed("the server does not listen")
        return int(json.loads(line)["listening"][0].rpartition(":")[2])

    def last_day(self, client):
        """The last day of the archive, in seconds since 1970."""
        streams = client.call("DescribeLogStreams", logGroupName=GROUP)["logStreams"]
        end = max(stream["lastEventTimestamp"] for stream in streams) // 1000 + 1
        return end - 86400, end

    @contextlib.contextmanager
    def moto(self):
        """moto's server with some of the archive's events, as of now; None where it cannot be had."""
        python = moto_python()
        if python is None:
            yield None
            return
        port = 15_000 + os.getpid() % 10_000
        # What it prints of each call would slow it down.
        arguments = [python, "-c", "import sys; from moto.server import main; main(sys.argv[1:])", "-p", str(port)]
        with running(arguments, lambda process: wait_for(port), errors=subprocess.DEVNULL) as server:
            self.fill(server)
            yield server

    def fill(self, server):
        client = Client(server.port)
        lines = subprocess.run(
            [self.command, "query", f"fields @message | limit {MOTO_EVENTS}", "--archive", self.archive, "--format", "ndjson"],
            capture_output=True, text=True, check=True).stdout.splitlines()
        now = int(time.time())
        server.start, server.end = now - 86400, now + 3600
        client.call("CreateLogGroup", logGroupName=GROUP)
        client.call("CreateLogStream", logGroupName=GROUP, logStreamName="a")
        events = [{"timestamp": (now - 3600) * 1000 + number, "message": json.loads(line)["@message"]}
                  for number, line in enumerate(lines)]
        for start in range(0, len(events), 100):
            client.call("PutLogEvents", logGroupName=GROUP, logStreamName="a", logEvents=events[start:start + 100])

    def section(self):
        """The part of docs/performance.md about it."""
        moto = "" if not self.moto_rows else f"""
{table(MOTO_HEAD, self.moto_rows)}

moto {MOTO_VERSION} is a stand-in for AWS that people test with. It holds {MOTO_EVENTS:,} events in memory, since loading a million
takes hours; ours is the whole archive. Each repeats a call without a pause; the events are pages of 50.
"""
        return f"""{TITLE}

Written by `Scripts/bench --serve ARCHIVE --output FILE` on {datetime.now(timezone.utc):%Y-%m-%d %H:%M} UTC; {machine()};
{versions()}. A release build serves an archive of {megabytes(os.path.getsize(self.archive))} with two queries at the same time.
Load is wrk's, {self.seconds} s each, on the same cores; the load average before was {self.load:.1f}. The overview page and reports are
kept until the archive changes: the first visitor after that waits as "the first time" says.

{table(HEAD, self.rows)}

Afterwards the process has {megabytes(self.memory)} of memory of its own; pages of the archive's file, which it maps, are the system's.
{moto}
"""


class Process:
    """A server that runs."""

    def __init__(self, process, port):
        self.process, self.port = process, port


@contextlib.contextmanager
def running(arguments, port, errors=None):
    process = subprocess.Popen([str(one) for one in arguments], stdout=subprocess.PIPE, stderr=errors, text=True)
    try:
        yield Process(process, port(process))
    finally:
        process.terminate()
        process.wait(30)
        process.stdout.close()


def wait_for(port):
    """Waits until something listens."""
    for _ in range(300):
        with contextlib.suppress(OSError), contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as one:
            one.connect()
            return port
        time.sleep(0.1)
    raise Failed("moto does not listen")


def moto_python():
    """A Python that has moto's server: that of the tests, or one of the benchmark's own."""
    for folder in [ROOT / ".build" / "serve-main", WORK / f"moto-{MOTO_VERSION}"]:
        python = folder / "bin" / "python"
        if python.exists() and subprocess.run([python, "-c", "import moto.server"], capture_output=True).returncode == 0:
            return python
    folder = WORK / f"moto-{MOTO_VERSION}"
    note(f"installing moto {MOTO_VERSION} into {folder.relative_to(ROOT)}")
    made = subprocess.run(
        f"'{sys.executable}' -m venv '{folder}' && '{folder}/bin/python' -m pip install --quiet 'moto[server,logs]=={MOTO_VERSION}'",
        shell=True, stdout=sys.stderr)
    if made.returncode != 0:
        note("skipped: moto: pip could not install it")
        return None
    return folder / "bin" / "python"


def resident(process):
    """Bytes of a process's own memory."""
    for line in pathlib.Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) * 1024
    return 0


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def percentile(times, share):
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def section_of(path):
    """The part about the server that a document has already; it is measured apart."""
    document = path.read_text(encoding="utf-8") if path and path.exists() else ""
    _, found, rest = document.partition(TITLE + "\n")
    return found + rest.partition("\n## ")[0] + "\n" if found else ""


def replaced_section(document, section):
    """A document with its part about the server replaced, or put before the contenders."""
    before, found, rest = document.partition(TITLE + "\n")
    if found:
        return before + section + rest[rest.index("\n## ") + 1:]
    before, found, rest = document.partition("## The contenders\n")
    return before + section + found + rest
