"""Queries that others wrote: which compile and run, which are refused, and whether their layout is stable."""
import collections
import concurrent.futures
import json
import os
import re
import subprocess

# Valid, and refused all the same: docs/language.md says why. Nothing else may fail.
KNOWN_EXCEPTIONS = {163, 271, 285, 287, 563, 751, 893}
SECONDS_MAX = 120
BAD_QUERY = 2

# What the language has and this command refuses by name.
REFUSED_COMMANDS = {"anomaly", "relevantfields", "logcompare", "estimate", "cidrlookup", "search"}
REFUSED_CALL = re.compile(r"\bhaversine\s*\(", re.IGNORECASE)
REFUSED_PARSE = re.compile(r"\bparse\b[^|]*\bxml\b", re.IGNORECASE)
LOOKUP = re.compile(r"\blookup\s+(\w+)\s+([\w@.]+)[^|]*?\boutput\s+([^|]+)", re.IGNORECASE)
COMMENT_OR_TEXT = re.compile(r"#[^\n]*|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'")


class Query:
    """A query of the corpus and what came of it."""

    def __init__(self, record):
        self.number = record["id"]
        self.text = record["query"]
        self.is_valid = record["expected_valid"]
        bare = COMMENT_OR_TEXT.sub(lambda found: "" if found[0].startswith("#") else "''", self.text)
        words = {words[0].lower() for words in map(str.split, re.split(r"[|(]", bare)) if words}
        self.is_refused = bool(words & REFUSED_COMMANDS or REFUSED_CALL.search(bare) or REFUSED_PARSE.search(bare))
        self.code = None
        self.errors = ""
        self.layout_problem = None

    @property
    def runs(self):
        return self.code == 0

    @property
    def reason(self):
        """The first error, without its position."""
        found = re.search(r"^error.*$", self.errors, re.MULTILINE)
        return found[0] if found else self.errors.strip().split("\n")[0]

    def lines(self):
        shown = "\n".join("      " + line for line in self.errors.strip().splitlines()[:12])
        return f"    {self.number}: {' '.join(self.text.split())[:110]}\n{shown}"


class Queries:
    """All queries, run one process each over a small archive."""

    def __init__(self, command, archive, tables, path):
        self.command = command
        self.archive = archive
        records = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        self.all = [Query(record) for record in records]
        self.options = self.tables(tables)
        self.formats = "--format-query" in self.help()
        with concurrent.futures.ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
            list(pool.map(self.check, self.all))

    def help(self):
        return subprocess.run([self.command, "query", "--help"], capture_output=True, text=True).stdout

    def tables(self, folder):
        """The options that name a folder with the tables that the queries look up, an empty one each."""
        if "--tables" not in self.help():
            return []
        folder.mkdir()
        for query in self.all:
            for name, key, outputs in LOOKUP.findall(query.text):
                columns = [key, *(words[0] for words in map(str.split, outputs.split(",")) if words)]
                (folder / f"{name}.csv").write_text(",".join(columns) + "\n", encoding="utf-8")
        return ["--tables", folder]

    def run(self, text, *options):
        arguments = [self.command, "query", *options, "-"]
        try:
            done = subprocess.run(arguments, input=text.encode(), capture_output=True, timeout=SECONDS_MAX)
        except subprocess.TimeoutExpired:
            return None, "", f"not ended after {SECONDS_MAX} seconds"
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def check(self, query):
        query.code, _, query.errors = self.run(
            query.text, "--archive", self.archive, "--format", "ndjson", *self.options)
        if self.formats and query.runs:
            query.layout_problem = self.layout_problem(query.text)

    def layout_problem(self, text):
        """What is wrong with text → canonical layout → canonical layout."""
        layouts = [text]
        for _ in range(2):
            code, output, errors = self.run(layouts[-1], "--format-query")
            if code != 0:
                return f"layout {len(layouts)} ended with {code}: {errors.strip()}"
            layouts.append(output)
        return None if layouts[1] == layouts[2] else f"{layouts[1]!r} became {layouts[2]!r}"

    def report(self):
        """Problems, and a summary with the exceptions by cause."""
        valid = [query for query in self.all if query.is_valid and not query.is_refused]
        refused = [query for query in self.all if query.is_valid and query.is_refused]
        invalid = [query for query in self.all if not query.is_valid]
        failing = [query for query in valid if not query.runs]
        problems = []
        for query in failing:
            if query.number not in KNOWN_EXCEPTIONS:
                problems.append(f"query {query.number} is valid and does not run: {query.reason}")
        for query in self.all:
            if query.code not in (0, BAD_QUERY):
                problems.append(f"query {query.number} ended with {query.code}: {query.errors.strip()[:300]}")
            if query.layout_problem:
                problems.append(f"query {query.number}: {query.layout_problem}")
        for what, queries in [("invalid", invalid), ("using what we refuse", refused)]:
            for query in queries:
                if query.runs:
                    problems.append(f"query {query.number}, {what}, runs: {' '.join(query.text.split())}")
        layouts = (f"{sum(query.runs for query in self.all)} with a stable layout" if self.formats
                   else "layout not checked: this ecs-stops has no --format-query")
        return problems, "\n".join([
            f"{len(valid) - len(failing)} of {len(valid)} valid queries run ({1 - len(failing) / len(valid):.1%}), "
            f"{len(refused)} use what we refuse, {len(invalid)} are invalid; {layouts}",
            *self.exceptions(failing)])

    @staticmethod
    def exceptions(failing):
        causes = collections.defaultdict(list)
        for query in failing:
            causes[query.reason].append(query)
        for reason, queries in sorted(causes.items(), key=lambda item: (-len(item[1]), item[0])):
            yield f"  {len(queries)} × {reason}"
            yield from (query.lines() for query in queries)
