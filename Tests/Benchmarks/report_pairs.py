"""Built-in reports and DuckDB's SQL for the same questions, from report-pairs.md."""
import pathlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

PAIRS = pathlib.Path(__file__).resolve().parent / "report-pairs.md"
PAIR = re.compile(r"^## ([a-z-]+)\n+(Counting|By rows); same: ([^\n]*)\.\n+```sql\n(.*?)\n```$", re.MULTILINE | re.DOTALL)

COUNTING_SECONDS_MAX = 0.150
SPANS = {"month": (timedelta(days=30), 0.5), "year": (timedelta(days=365), 2.0)}


@dataclass
class Span:
    """A window of time, both ends included; it begins and ends within a day, as a window up to now does."""
    name: str
    start: datetime
    end: datetime
    seconds_max: float

    @property
    def arguments(self):
        """As `ecs-stops report` takes it: the end is the whole second."""
        return ["--start", f"{self.start:%Y-%m-%dT%H:%M:%SZ}", "--end", f"{self.end:%Y-%m-%dT%H:%M:%SZ}"]

    def filled(self, sql):
        """DuckDB's SQL over this window."""
        length = self.end - self.start
        start, end, before, eve = map(literal, [self.start, self.end, self.start - length - MILLISECOND,
                                                self.start - MILLISECOND])
        values = {"window": f"logged_at BETWEEN {start} AND {end}", "before": f"logged_at BETWEEN {before} AND {eve}",
                  "start": start, "end": end}
        for name, value in values.items():
            sql = sql.replace("{" + name + "}", value)
        return sql


@dataclass
class ReportPair:
    """One report, and the same question in SQL."""
    name: str
    counts: bool
    same: list
    sql: str

    def seconds_max(self, span):
        return COUNTING_SECONDS_MAX if self.counts else span.seconds_max

    def differences(self, ours, theirs):
        """What differs between the sums of two answers, each a list of dictionaries."""
        for column in self.same:
            pair = [total(rows, column) for rows in (ours, theirs)]
            if pair[0] != pair[1]:
                yield f"{column} {pair[0]}, in DuckDB {pair[1]}"


MILLISECOND = timedelta(milliseconds=1)


def literal(time):
    return f"TIMESTAMP '{time:%Y-%m-%d %H:%M:%S}.{time.microsecond // 1000:03d}'"


def total(rows, column):
    if column == "rows":
        return len(rows)
    if rows and not any(column in row for row in rows):
        return "missing"
    return sum(row.get(column) or 0 for row in rows)


def read_report_pairs():
    return [ReportPair(name, kind == "Counting", [] if same.startswith("nothing") else same.split(", "), sql)
            for name, kind, same, sql in PAIR.findall(PAIRS.read_text(encoding="utf-8"))]


def spans_up_to(last):
    """A month and a year that end on the day of the last stop (milliseconds since 1970), in its afternoon."""
    day = datetime.fromtimestamp(last // 1000, timezone.utc).replace(hour=14, minute=25, second=36, microsecond=999_000)
    return [Span(name, day - length + MILLISECOND, day, seconds) for name, (length, seconds) in SPANS.items()]
