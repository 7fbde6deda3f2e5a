"""Questions in the query language and in SQL, from query-pairs.md."""
import collections
import csv
import io
import pathlib
import re

PAIRS = pathlib.Path(__file__).resolve().parent / "query-pairs.md"
PAIR = re.compile(r"^## ([^\n]*)\n+```text\n(.*?)\n```\n+```sql\n(.*?)\n```$", re.MULTILINE | re.DOTALL)

# A task from the middle of the archive's time.
SUBJECT = """
    SELECT lower(hex(t.task_id)), p.prefix, t.logged_at
    FROM tasks AS t JOIN arn_prefixes AS p ON p.id = t.task_prefix_id
    WHERE typeof(t.task_id) = 'blob'
    ORDER BY t.logged_at LIMIT 1 OFFSET (SELECT count(*) / 2 FROM tasks)"""
DAY = 86_400_000
ROWS_MAX = 10_000


class Pair:
    """One question, twice."""

    def __init__(self, name, query, sql, values):
        self.name = name
        self.query = replaced(query, values)
        self.sql = replaced(sql, values)
        found = re.search(r"\|\s*limit (\d+)", self.query)
        self.limit = int(found[1]) if found else ROWS_MAX

    def difference(self, ours, theirs):
        """How two answers in CSV differ in their rows; None if they are the same."""
        first, second = (collections.Counter(map(tuple, list(csv.reader(io.StringIO(text)))[1:]))
                         for text in (ours, theirs))
        if not first:
            return "no rows"
        if first == second:
            return None
        # A cut goes through rows of one time, and each side chooses among them.
        is_cut = first.total() == second.total() == self.limit
        extra, lacking = first - second, second - first
        if is_cut and extra.total() <= max(2, self.limit // 1000):
            return None
        return (f"{first.total()} rows and {second.total()} by SQL: {extra.total()} more, such as "
                f"{next(iter(extra), None)}, and {lacking.total()} less, such as {next(iter(lacking), None)}")


def replaced(text, values):
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def read_pairs(read_archive):
    """All pairs, about a task that `read_archive` finds."""
    task, prefix, time = read_archive(SUBJECT)
    start = time - time % DAY
    values = {"task": task, "prefix": prefix, "digits": task[:8], "from": start, "to": start + DAY}
    return [Pair(*found, values) for found in PAIR.findall(PAIRS.read_text(encoding="utf-8"))]
