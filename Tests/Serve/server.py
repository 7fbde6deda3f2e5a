"""The server under test on a port of its own, over an archive of made-up stops."""

import atexit
import gzip
import hashlib
import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile

COMMAND = os.environ["ECS_STOPS_SERVER"]
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ACCOUNTS = ("111122223333", "444455556666")
REGIONS = ("eu-central-1", "us-east-1")
GROUP = "/aws/events/ECSStoppedTasksEvent"
# 2026-01-31 09:30:00 UTC.
START = 1769851800
# The stream of stops that were not exported from one.
NO_STREAM = "archive"
SECRET = "hunter2-NOT-TO-BE-SEEN"


def stop(number, at, **changes):
    """An event of a stopped task: of one of two accounts, regions, clusters; `at` in seconds."""
    account, region = ACCOUNTS[number % 2], REGIONS[number % 3 % 2]
    cluster = ("orders", "mail")[number % 2]
    prefix = f"arn:aws:ecs:{region}:{account}"
    iso = iso_time(at)
    detail = {
        "clusterArn": f"{prefix}:cluster/{cluster}",
        "taskArn": f"{prefix}:task/{cluster}/{number:032x}",
        "taskDefinitionArn": f"{prefix}:task-definition/{cluster}:{number % 4 + 1}",
        "containers": [{"name": "app", "exitCode": number % 3, "lastStatus": "STOPPED",
                        "containerArn": f"{prefix}:container/{cluster}/{number:032x}/{number:036x}"}],
        "group": f"service:{cluster}-service", "lastStatus": "STOPPED", "desiredStatus": "STOPPED",
        "launchType": "FARGATE", "cpu": "256", "memory": "512", "version": 4,
        "stopCode": ("EssentialContainerExited", "UserInitiated")[number % 2],
        "stoppedReason": ("Essential container in task exited", "Task stopped by user 'Jörg' \u2028 🛑")[number % 2],
        "createdAt": iso_time(at - 600), "startedAt": iso_time(at - 500), "stoppedAt": iso, "updatedAt": iso,
        "overrides": {"containerOverrides": [
            {"name": "app", "environment": [{"name": "PASSWORD", "value": f"{SECRET}-{number % 5}"}]}]},
    }
    detail.update(changes)
    return {"version": "0", "id": f"00000000-0000-4000-8000-{number:012d}", "detail-type": "ECS Task State Change",
            "source": "aws.ecs", "account": account, "time": iso, "region": region,
            "resources": [detail["taskArn"]], "detail": detail}


def iso_time(at):
    from datetime import datetime, timezone
    text = datetime.fromtimestamp(at, timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "")
    return text.rstrip("0").rstrip(".") + "Z" if "." in text else text + "Z"


def log_time(at):
    from datetime import datetime, timezone
    return datetime.fromtimestamp(at, timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def message(event):
    return json.dumps(event, separators=(",", ":"), ensure_ascii=False)


def export_lines(stops):
    """Lines of an S3 export: log time, blank, message."""
    return "".join(f"{log_time(at)} {message(event)}\n" for at, event in stops)


class Server:
    """A running `ecs-stops serve`."""

    def __init__(self, *options, stops=60, start=START, streams=("b", "a", "a"), export=None, environment=None):
        """Over made-up stops, or over those of an export: a text of lines for each stream."""
        self.folder = tempfile.mkdtemp(prefix="serve-")
        atexit.register(shutil.rmtree, self.folder, ignore_errors=True)
        self.archive = f"{self.folder}/archive.sqlite"
        # Two in one millisecond, and the streams in turn.
        self.stops = [(start + number // 2 * 60, stop(number, start + number // 2 * 60)) for number in range(stops)]
        self.streams = {stream: [pair for index, pair in enumerate(self.stops) if streams[index % len(streams)] == stream]
                        for stream in streams}
        os.mkdir(f"{self.folder}/export")
        for stream, text in (export or {name: export_lines(pairs) for name, pairs in self.streams.items()}).items():
            self.write_stream(stream, text)
        self.run("ingest", f"{self.folder}/export", "--archive", self.archive)
        self.digest = self.archive_digest()
        with open(f"{self.folder}/stderr", "w", encoding="utf-8") as errors:
            self.process = subprocess.Popen(
                [COMMAND, "serve", "--archive", self.archive, "--port", "0", *self.logging(), *options], stdout=subprocess.PIPE,
                stderr=errors, env={**os.environ, **(environment or {})}, preexec_fn=self.hear_interrupts)
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(open(f"{self.folder}/stderr").read())
        self.url = json.loads(line)["listening"][0]
        self.port = int(self.url.rpartition(":")[2])
        atexit.register(self.process.kill)

    def logging(self):
        """The options with which it logs calls, if they are to be kept in a folder: see calls.py."""
        folder = os.environ.get("SERVE_CALLS")
        if not folder:
            return []
        atexit.register(shutil.copy, f"{self.folder}/stderr", f"{folder}/{os.path.basename(self.folder)}.log")
        return ["--verbose"]

    def write_stream(self, stream, text):
        """Writes lines as an S3 export has them, or those without a stream without their log times."""
        if stream == NO_STREAM:
            with open(f"{self.folder}/export/events.json", "w", encoding="utf-8", newline="") as file:
                file.writelines(line.partition(" ")[2] + "\n" for line in text.split("\n") if line)
            return
        os.mkdir(f"{self.folder}/export/{stream}")
        with gzip.open(f"{self.folder}/export/{stream}/000000.gz", "wt", encoding="utf-8", newline="") as file:
            file.write(text)

    def ingest(self, stops):
        """Imports more stops while the server runs."""
        path = f"{self.folder}/more.log"
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(export_lines(stops))
        self.run("ingest", path, "--archive", self.archive)

    @staticmethod
    def hear_interrupts():
        """What a shell starts in the background ignores Ctrl-C, and its children with it."""
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    @staticmethod
    def run(*words, status=0):
        done = subprocess.run([COMMAND, *words], capture_output=True, text=True)
        assert done.returncode == status, (words, done.returncode, done.stderr)
        return done.stdout

    def query(self, text, *options):
        """Rows of the command, to compare with."""
        lines = self.run("query", text, "--archive", self.archive, "--format", "ndjson", *options).splitlines()
        return [json.loads(line) for line in lines]

    def archive_digest(self):
        with open(self.archive, "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()

    def request(self, method="POST", path="/", body=b"", headers=None, host=None):
        """A request as it is, without a client's help: status, headers, body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.putrequest(method, path, skip_host=True)
            if host != "":
                connection.putheader("Host", host or f"127.0.0.1:{self.port}")
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def call(self, operation, **members):
        """A call of the API without a client's checks: status and the answer's JSON."""
        status, _, body = self.request(
            body=json.dumps(members).encode(),
            headers={"X-Amz-Target": f"Logs_20140328.{operation}", "Content-Type": "application/x-amz-json-1.1"})
        return status, json.loads(body) if body else {}

    def stop(self):
        """Ends it as systemd does; gives its exit status."""
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(timeout=20)
        self.process.stdout.close()
        return status


if __name__ == "__main__":
    server = Server(*sys.argv[1:])
    print(server.url, flush=True)
    server.process.wait()
