#!/usr/bin/env python3
"""The questions of the built-in reports in DuckDB, over tables that have verdicts.

    duckdb-reports.py DATABASE --last MILLISECONDS --once NAME SPAN    one question, its rows as JSON lines
    duckdb-reports.py DATABASE --last MILLISECONDS --warm RUNS         all of them, each RUNS times after a first
"""
import argparse
import json
import statistics
import time

import duckdb
from report_pairs import read_report_pairs, spans_up_to


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database")
    parser.add_argument("--last", type=int, required=True, help="the time of the last stop")
    mode = parser.add_mutually_exclusive_group(required=True)
    mode.add_argument("--once", nargs=2, metavar=("NAME", "SPAN"))
    mode.add_argument("--warm", metavar="RUNS", type=int)
    args = parser.parse_args()

    database = duckdb.connect(args.database, read_only=True)
    database.execute("SET threads = 2; SET TimeZone = 'UTC'")
    spans = {span.name: span for span in spans_up_to(args.last)}
    pairs = {pair.name: pair for pair in read_report_pairs()}
    if args.once:
        name, span = args.once
        answer = database.execute(spans[span].filled(pairs[name].sql))
        columns = [column[0] for column in answer.description]
        for row in answer.fetchall():
            print(json.dumps(dict(zip(columns, row)), default=number_or_text))
        return
    medians = {}
    for name, pair in pairs.items():
        for span in spans.values():
            sql = span.filled(pair.sql)
            database.execute(sql).fetchall()
            times = []
            for _ in range(args.warm):
                start = time.perf_counter()
                database.execute(sql).fetchall()
                times.append(time.perf_counter() - start)
            medians[f"{name} {span.name}"] = statistics.median(times)
    print(json.dumps(medians))


def number_or_text(value):
    """Sums of integers are decimals."""
    return int(value) if hasattr(value, "as_integer_ratio") else str(value)


if __name__ == "__main__":
    main()
