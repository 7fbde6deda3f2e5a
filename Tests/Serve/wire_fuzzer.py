"""Bytes that no client should send, made of requests that clients do send.

    ECS_STOPS_SERVER=… python3 wire_fuzzer.py MINUTES [SEED]

After each handful of them the server answers a good request within a second, runs, and has not grown. What was sent last is
kept in a file where it does not.
"""

import json
import os
import random
import socket
import struct
import sys
import tempfile
import time

from load import Caller, memory
from server import GROUP, START, Server

PREFIX = "Logs_20140328."
CALLS = [
    ("DescribeLogGroups", {"limit": 5, "logGroupNamePrefix": "/aws"}),
    ("DescribeLogStreams", {"logGroupName": GROUP, "orderBy": "LastEventTime", "descending": True}),
    ("FilterLogEvents", {"logGroupName": GROUP, "filterPattern": '{ $.detail.stopCode = "UserInitiated" }', "limit": 3}),
    ("GetLogEvents", {"logGroupName": GROUP, "logStreamName": "a", "startTime": START * 1000, "limit": 2}),
    ("StartQuery", {"logGroupNames": [GROUP], "startTime": START, "endTime": START + 86400,
                    "queryString": "filter @message like /Essential|Spot/ | stats count(*) by bin(1h), detail.group"}),
    ("GetQueryResults", {"queryId": "00000000-0000-4000-8000-000000000000", "maxItems": 3}),
    ("StopQuery", {"queryId": "00000000-0000-4000-8000-000000000000"}),
    ("GetLogRecord", {"logRecordPointer": "arn:aws:ecs:eu-central-1:111122223333:task/orders/" + "0" * 32}),
    ("GetLogGroupFields", {"logGroupName": GROUP, "time": START}),
    ("TestMetricFilter", {"filterPattern": "?a -b \"c d\"", "logEventMessages": ["a b", "c d"]}),
    ("DescribeQueries", {"status": "Complete", "maxResults": 10}),
    ("DescribeQueryDefinitions", {"queryDefinitionNamePrefix": "ecs"}),
]
PATHS = ["/", "/healthz", "/query?q=fields+%40message&since=all", "/reports/services", "/reports/services.json?limit=3",
         "/tasks/00000000", "/about", "/fields.json", "/style.css", "/nothing", "/%00", "/../../etc/passwd", "/sql?q=SELECT+1"]
ODD = [None, True, -1, 0, 1.5, 1e308, 2**63, -2**63, 10**40, "", "\0", "\ud800", "x" * 70_000, [], {}, [[]], ["a"] * 500,
       {"a": {"a": {}}}, "/" * 600, "*", "arn:aws:logs:::", "' OR 1=1 --", "../../x", "%", "\u202e"]


class Mutator:
    """Makes what is sent: lists of parts, and what happens between and after them."""

    def __init__(self, seed, port):
        self.random = random.Random(seed)
        self.port = port

    def request(self):
        """A good request."""
        if self.random.random() < 0.25:
            return f"GET {self.random.choice(PATHS)} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode()
        operation, members = self.random.choice(CALLS)
        return self.call(operation, json.dumps(members).encode())

    def call(self, operation, body, more="", length=True, version="1.1"):
        head = (f"POST / HTTP/{version}\r\nHost: 127.0.0.1:{self.port}\r\nX-Amz-Target: {PREFIX}{operation}\r\n"
                f"Content-Type: application/x-amz-json-1.1\r\n{more}")
        return (head + (f"Content-Length: {len(body)}\r\n" if length else "") + "\r\n").encode() + body

    def next(self):
        """The name of a kind, and the parts to send."""
        kind = self.random.choice(KINDS)
        return kind.__name__.strip("_"), kind(self)

    def cut(self, data, most=8):
        places = sorted(self.random.randrange(len(data) + 1) for _ in range(self.random.randint(1, most)))
        return [data[start:end] for start, end in zip([0, *places], [*places, len(data)])]

    def _whole(self):
        return [self.request()]

    def _split(self):
        return self.cut(self.request(), 30)

    def _pipelined(self):
        return [b"".join(self.request() for _ in range(self.random.randint(2, 40)))]

    def _cut_short(self):
        return self.cut(self.request())[:-1]

    def _lengths(self):
        operation, members = self.random.choice(CALLS)
        body = json.dumps(members).encode()
        more = self.random.choice([
            f"Content-Length: {len(body) + 1}\r\n", "Content-Length: 0\r\n", "Content-Length: -1\r\n",
            "Content-Length: 99999999999999999999\r\n", "Content-Length: 1, 2\r\n", "Content-Length: +5\r\n",
            "Content-Length: 0x10\r\n", "Transfer-Encoding: chunked\r\n", "Transfer-Encoding: gzip\r\n",
            "Transfer-Encoding: chunked, chunked\r\n", "Transfer-Encoding:\tchunked\r\n", "Content-Length : 3\r\n"])
        return [self.call(operation, body, more, length=self.random.random() < 0.7)]

    def _chunked(self):
        operation, members = self.random.choice(CALLS)
        chunks = b""
        for part in self.cut(json.dumps(members).encode()):
            size = self.random.choice([len(part)] * 6 + [0, len(part) + 1, 2**40, "zz", "-1"])
            chunks += f"{size:x}".encode() if isinstance(size, int) else size.encode()
            chunks += self.random.choice([b"\r\n", b";a=b\r\n", b"\n"]) + part + b"\r\n"
        return [self.call(operation, b"", "Transfer-Encoding: chunked\r\n", length=False) + chunks + b"0\r\n\r\n"]

    def _version(self):
        operation, members = self.random.choice(CALLS)
        return [self.call(operation, json.dumps(members).encode(),
                          version=self.random.choice(["1.0", "0.9", "2.0", "1.2", "9.9", "1.1.1", "x"]),
                          more=self.random.choice(["", "Connection: keep-alive\r\n", "Connection: close\r\n"]))]

    def _expecting(self):
        operation, members = self.random.choice(CALLS)
        request = self.call(operation, json.dumps(members).encode(),
                            f"Expect: {self.random.choice(['100-continue', '200-ok', ''])}\r\n")
        head, _, body = request.partition(b"\r\n\r\n")
        return [head + b"\r\n\r\n", body]

    def _header(self):
        size = self.random.choice([100, 9000, 20_000, 300_000])
        more = self.random.choice([
            f"X-Long: {'x' * size}\r\n", "X-Many: 1\r\n" * (size // 10), f"{'x' * size}: 1\r\n", "X-Folded: a\r\n b\r\n",
            "X\0Y: 1\r\n", "X-Nul: a\0b\r\n", ": none\r\n", "X-Bare: a\nX-More: b\r\n", "Host: other\r\n", "Upgrade: h2c\r\n",
            "Connection: Upgrade, HTTP2-Settings\r\n", "X-Bytes: \x80\xff\r\n"])
        return self.cut(self.call("DescribeLogGroups", b"{}", more))

    def _target(self):
        target = self.random.choice(["*", "http://127.0.0.1/", "//", "/" + "a" * 9000, "/?" + "a=1&" * 3000, "/\0", "/%ff%00",
                                     "/a b", "x", "", "/tasks/" + "%2e%2e/" * 20, "/query?q=" + "%7c" * 3000])
        method = self.random.choice(["GET", "POST", "PUT", "OPTIONS", "HEAD", "TRACE", "CONNECT", "PRI", "get", "A" * 9000])
        return [f"{method} {target} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode("latin-1")]

    def _deep(self):
        opening, closing = self.random.choice([("[", "]"), ('{"a":', "}"), ('{"limit":[', "]}")])
        depth = self.random.choice([100, 1023, 1025, 50_000, 200_000])
        body = (opening * depth + "1" + closing * depth)[:1 << 20]
        return [self.call(self.random.choice(CALLS)[0], body.encode())]

    def _members(self):
        """JSON of the right form with odd values."""
        operation, members = self.random.choice(CALLS)
        members = dict(members)
        for name in self.random.sample([*members], self.random.randint(1, len(members))):
            members[name] = self.random.choice(ODD)
        return [self.call(operation, json.dumps(members).encode("utf-8", "surrogatepass"))]

    def _text(self):
        """A query or pattern with bytes of it changed."""
        operation, members = self.random.choice([call for call in CALLS if call[0] in ("StartQuery", "FilterLogEvents")])
        name = "queryString" if operation == "StartQuery" else "filterPattern"
        text = self.bytes(members[name].encode()).decode("utf-8", "replace")
        return [self.call(operation, json.dumps({**members, name: text}).encode())]

    def _bytes(self):
        return self.cut(self.bytes(self.request()))

    def bytes(self, data):
        """Some bytes changed, removed, doubled or put in."""
        data = bytearray(data)
        for _ in range(self.random.randint(1, 8)):
            at = self.random.randrange(len(data) + 1)
            match self.random.randrange(4):
                case 0: data[at:at + 1] = bytes([self.random.randrange(256)])
                case 1: del data[at:at + self.random.randint(1, 9)]
                case 2: data[at:at] = data[at:at + self.random.randint(1, 30)]
                case 3: data[at:at] = self.random.choice([b"\0", b"\r\n", b"\n", b" ", b":", b"\xff", b"{", b"\"", b"|"])
        return bytes(data)

    def _noise(self):
        return [self.random.randbytes(self.random.choice([1, 20, 500, 100_000]))]


KINDS = [value for name, value in vars(Mutator).items() if name.startswith("_") and not name.startswith("__")]


class Finding(Exception):
    """The server did what it must not."""


class Fuzzer:
    """Sends, and looks after each handful whether the server is well."""

    HANDFUL = 25
    GROWTH_MAX = 150 << 20
    STATUSES = (b"100", b"200", b"204", b"302", b"303", b"400", b"403", b"404", b"405", b"413", b"429", b"431", b"501", b"505")

    def __init__(self, server, seed):
        self.server = server
        self.mutator = Mutator(seed, server.port)
        self.random = self.mutator.random
        self.held, self.sent, self.kinds = [], [], {}
        self.warm_up()
        self.before = memory(server)
        self.peak = self.before

    def warm_up(self):
        for _ in range(20):
            self.send([self.mutator.request()], "stays")

    def run(self, seconds):
        """Returns how much was sent."""
        count, end = 0, time.monotonic() + seconds
        while time.monotonic() < end:
            self.sent = []
            for _ in range(self.HANDFUL):
                kind, parts = self.mutator.next()
                close = self.random.choice(["stays", "stays", "half", "at once", "reset", "held"])
                self.sent.append((kind, close, parts))
                self.kinds[kind] = self.kinds.get(kind, 0) + 1
                self.check_answer(self.send(parts, close))
                count += 1
            self.check_server()
        for connection in self.held:
            connection.close()
        return count

    def send(self, parts, close):
        connection = socket.create_connection(("127.0.0.1", self.server.port), timeout=5)
        try:
            for part in parts:
                connection.sendall(part)
                if self.random.random() < 0.05:
                    time.sleep(0.002)
            return self.finish(connection, close)
        except OSError:
            return b""
        finally:
            if close == "held":
                self.held.append(connection)
                if len(self.held) > 60:
                    self.held.pop(0).close()
            else:
                connection.close()

    def finish(self, connection, close):
        """Ends as a client might; what came back."""
        if close == "reset":
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        if close in ("reset", "at once", "held"):
            return b""
        if close == "half":
            connection.shutdown(socket.SHUT_WR)
        connection.settimeout(0.05)
        answer = b""
        try:
            while piece := connection.recv(1 << 20):
                answer += piece
        except TimeoutError:
            pass
        return answer

    def check_answer(self, answer):
        if not answer:
            return
        if not answer.startswith(b"HTTP/1.1 ") and not answer.startswith(b"HTTP/1.0 "):
            raise Finding(f"an answer begins with {answer[:60]!r}")
        if answer[9:12] not in self.STATUSES:
            raise Finding(f"an answer has the status {answer[:200]!r}")

    def check_server(self):
        if self.server.process.poll() is not None:
            raise Finding(f"the server has ended with {self.server.process.returncode}")
        begin = time.monotonic()
        # Another process may have taken the processor, so it has a second try.
        for attempt in (1, 2):
            try:
                caller = Caller(self.server, timeout=10)
                caller.must("DescribeLogGroups", limit=1)
            except OSError as error:
                raise Finding(f"a good request failed: {error!r}") from error
            if time.monotonic() - begin < 1:
                break
            if attempt == 2:
                raise Finding(f"good requests took {time.monotonic() - begin:.1f} s")
            begin = time.monotonic()
        self.peak = max(self.peak, memory(self.server))
        if self.peak - self.before > self.GROWTH_MAX:
            raise Finding(f"memory grew from {self.before >> 20} to {self.peak >> 20} MiB")


def fuzz(seconds, seed):
    """Runs against a server of its own; returns a sentence about it.

    Throws a finding, with what was sent last in a file.
    """
    server = Server("--queries", "2", "--time-limit", "2", stops=200)
    fuzzer = Fuzzer(server, seed)
    try:
        count = fuzzer.run(seconds)
    except Finding as finding:
        with tempfile.NamedTemporaryFile("w", prefix="wire-fuzz-", suffix=".txt", delete=False) as file:
            file.writelines(f"{entry!r}\n" for entry in fuzzer.sent)
            with open(f"{server.folder}/stderr", encoding="utf-8", errors="replace") as errors:
                file.write(errors.read()[-20_000:])
        raise Finding(f"{finding} (seed {seed}; the last requests are in {file.name})") from finding
    finally:
        server.process.kill()
        server.process.wait()
        server.process.stdout.close()
    return (f"{count} inputs of {len(fuzzer.kinds)} kinds in {seconds:.0f} s, seed {seed}; memory from "
            f"{fuzzer.before >> 20} to at most {fuzzer.peak >> 20} MiB")


if __name__ == "__main__":
    minutes = float(sys.argv[1])
    chosen = int(sys.argv[2]) if len(sys.argv) > 2 else int.from_bytes(os.urandom(4), "big")
    print(f"seed {chosen}", flush=True)
    try:
        print(fuzz(minutes * 60, chosen))
    except Finding as found:
        sys.exit(f"error: {found}")
