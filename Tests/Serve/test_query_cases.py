"""The queries of Tests/QueryCaseTests/Cases by the API: the rows and errors that their files have."""

import json
import pathlib
import re
import unittest

from clients import logs, results, rows
from server import GROUP, ROOT, Server

CASES = pathlib.Path(ROOT, "Tests/QueryCaseTests/Cases")
FIXTURE = pathlib.Path(ROOT, "Tests/FixtureArchive/Fixture")
# What FixtureArchive leaves out of the archive of most cases.
ODD_STREAM, ODD_EVENTS = "stream-c", ("0000000a-0000-4000-8000", "0000000b-0000-4000-8000", "0000000c-0000-4000-8000")
# Notes of cases that ask for what no client can.
OTHER_NOTES = ("start", "end", "rows-max", "tables")
# Cases whose rows are other ones here, by what their query has.
OTHER_TEXTS = {
    r"\bnow\(": "the fixture has a time of its own",
    r"@log\b|@logGroup\b|@ingestionTime\b|@logStream\b": "the API gives them a value in every row",
    r"(?i)^\s*source\b": "the API reads it, and its groups are not those of the fixture",
    r"(?i)\bunmask\(": "the server masks",
    r"START=-": "relative to the fixture's time",
}
OTHER_CASES = {
    "diff/error-without-a-time": "a call has a time",
    "functions/window-that-is-open": "a call has a time",
    "errors/query-too-long": "the model of the API says that",
    "stats/spread": "with a condition on the time, rows are read in another order, and sums of reals end in another digit",
}

servers = {}


def setUpModule():
    streams = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FIXTURE.glob("*.log"))}
    plain = {name: usual(text) for name, text in streams.items() if name != ODD_STREAM}
    options = ("--tables", str(FIXTURE), "--unmask")
    servers.update(all=Server(*options, export=streams), plain=Server(*options, export=plain))


def tearDownModule():
    for server in servers.values():
        server.stop()


def usual(text):
    """The records of a stream that are not odd: a line, and lines after it that do not begin with a time."""
    records = re.split(r"^(?=\d{4}-\d\d-\d\dT\S+ )", text, flags=re.M)
    return "".join(record for record in records if not any(event in record for event in ODD_EVENTS))


class Case:
    def __init__(self, path):
        self.name = str(path.relative_to(CASES).with_suffix(""))
        lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
        count = next(index for index, line in enumerate(lines) if not line.startswith("#"))
        self.notes = dict(re.findall(r"^#+ ?([a-z-]+): (.*)$", "\n".join(lines[:count]), re.M))
        if count and lines[count] == "":
            count += 1
        self.query, *parts = re.split(r"^---- ", "\n".join(lines[count:]) + "\n", flags=re.M)
        self.query = self.query.removesuffix("\n")
        self.sections = {part.partition("\n")[0].split()[0]: part.partition("\n")[2] for part in parts}

    @property
    def other(self):
        """Why the case is not one for the API, if it is not."""
        return ([name for name in OTHER_NOTES if name in self.notes] or OTHER_CASES.get(self.name)
                or [reason for text, reason in OTHER_TEXTS.items() if re.search(text, self.query)])

    @property
    def rows(self):
        """The rows as the API has them: each value a text, and none that is missing."""
        lines = (json.loads(line, parse_int=str, parse_float=str) for line in self.sections["rows"].splitlines())
        return [{name: value for name, value in row.items() if value is not None} for row in lines]

    def run(self):
        server = servers["all" if self.notes.get("archive") == "all" else "plain"]
        answer = results(logs(server), self.query, [GROUP], 0, 4102444800)
        return answer["status"], [self.shortened(row) for row in rows(answer)]

    def shortened(self, row):
        """A row as the files have it: without the pointer that the API adds, and with the ids of messages."""
        if "@ptr" not in self.query:
            row.pop("@ptr", None)
        if self.notes.get("messages") == "whole":
            return row
        for name in row:
            found = name.endswith("@message") and re.search(r'"id": ?"([0-9a-f]{8})-', row[name][:100])
            if found:
                row[name] = f"event {found[1]}"
        return row


class QueryCases(unittest.TestCase):
    maxDiff = 2000

    def test_cases(self):
        cases = [Case(path) for path in sorted(CASES.rglob("*.case"))]
        compared = [case for case in cases if not case.other]
        self.assertGreater(len(compared), 700)
        for case in compared:
            with self.subTest(case.name):
                if "error" in case.sections:
                    self.check_error(case)
                else:
                    status, found = case.run()
                    self.assertEqual((status, found), ("Complete", case.rows), case.query)

    def check_error(self, case):
        client = logs(servers["plain"])
        with self.assertRaises((client.exceptions.MalformedQueryException, client.exceptions.InvalidParameterException)) as caught:
            case.run()
        message = caught.exception.response["Error"]["Message"]
        sentence = re.search(r"^error(?:\[E\d+\])?: (.*?)(?: at line .*)?$", case.sections["error"], re.M)[1]
        self.assertIn(sentence, message)


if __name__ == "__main__":
    unittest.main()
