"""Calls over connections that stay open, and queries that run until they are stopped."""

import contextlib
import http.client
import json
import threading
import time

from server import GROUP, START

END = START + 3650 * 86400
# Each `unnest` makes ten rows of one: nine of them on some stops run for hours.
_ROWS = "fields jsonParse('[1,2,3,4,5,6,7,8,9,10]') as list" + "".join(
    f" | unnest list into n{number}" for number in range(9))
# Where a query may spend its time, and a query that spends it there.
ENDLESS = {
    "scan": f"{_ROWS} | stats count(*)",
    "regex": rf"{_ROWS} | filter @message like /([a-f]+-?)+zz/ | stats count(*)",
    "sort": f"{_ROWS} | sort n1, n2, n3, @message | limit 100000",
    "groups": f"{_ROWS} | stats count(*) by n1, n2, n3, n4, n5, n6, n7",
    "duplicates": f"{_ROWS} | dedup n1, n2, n3, n4, n5, n6, n7",
    "values": f"{_ROWS} | stats values(concat(n1, n2, n3, n4, n5, n6, n7))",
    "join": f"{_ROWS} | join left=a right=b where a.account = b.account (SOURCE '{GROUP}') | stats count(*)",
}
# Its values all differ and are long: they fill any memory.
GREEDY = f"{_ROWS} | stats values(concat('{'x' * 8000}', n2, n3, n4, n5, n6, n7, n8))"
QUICK = "stats count(*) as stops"


class Caller:
    """A client that keeps its connection, as SDKs do."""

    def __init__(self, server, timeout=60):
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=timeout)

    def call(self, operation, **members):
        """Status and the answer's JSON."""
        self.connection.request("POST", "/", json.dumps(members), {
            "X-Amz-Target": f"Logs_20140328.{operation}", "Content-Type": "application/x-amz-json-1.1"})
        answer = self.connection.getresponse()
        body = answer.read()
        return answer.status, json.loads(body) if body else {}

    def must(self, operation, **members):
        """The answer of a call that succeeds."""
        status, answer = self.call(operation, **members)
        assert status == 200, (operation, status, answer)
        return answer

    def start(self, text, **members):
        """The id of a new query."""
        return self.must("StartQuery", **question(text, **members))["queryId"]

    def poll(self, query, **members):
        return self.must("GetQueryResults", queryId=query, **members)

    def end(self, query):
        """The answer once the query has ended."""
        while True:
            answer = self.poll(query)
            if answer["status"] != "Running":
                return answer

    def run(self, text, **members):
        return self.end(self.start(text, **members))

    def close(self):
        self.connection.close()

    __del__ = close


def question(text, **members):
    return {"queryString": text, "logGroupNames": [GROUP], "startTime": START, "endTime": END, **members}


def at_once(count, work):
    """Runs work(number) on that many threads; their results, or the first error."""
    results, errors = [None] * count, []

    def run(number):
        try:
            results[number] = work(number)
        except BaseException as error:  # noqa: BLE001
            errors.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return results


@contextlib.contextmanager
def meanwhile(work):
    """Repeats work() on a thread until the block ends; an error of it is raised then."""
    is_over, errors = threading.Event(), []

    def run():
        try:
            while not is_over.is_set():
                work()
        except BaseException as error:  # noqa: BLE001
            errors.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()
    if errors:
        raise errors[0]


def seconds(work):
    begin = time.monotonic()
    work()
    return time.monotonic() - begin


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def memory(server):
    """Bytes of memory that are the process's own; pages of the archive's file are the system's."""
    with open(f"/proc/{server.process.pid}/status", encoding="ascii") as file:
        for line in file:
            if line.startswith("RssAnon:"):
                return int(line.split()[1]) * 1024
    raise RuntimeError("no RssAnon")
