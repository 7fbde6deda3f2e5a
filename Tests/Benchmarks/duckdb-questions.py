#!/usr/bin/env python3
"""The benchmark's questions in DuckDB, over the tables that duckdb-import.py made.

    duckdb-questions.py DATABASE --task ID --once NAME     one question, its rows as JSON lines
    duckdb-questions.py DATABASE --task ID --warm RUNS     all of them, each RUNS times after a first: seconds as JSON

The two queries and the count are the archive's to the letter, the report on one task is its nearest sense.
"""
import argparse
import json
import statistics
import time

import duckdb

QUESTIONS = {
    "query-tasks-of-service": """
        SELECT task_arn FROM tasks WHERE cluster_arn LIKE '%nginx%' AND "group" LIKE '%nginx-service%'
        ORDER BY logged_at DESC LIMIT 10000""",
    "query-one-task": """
        SELECT t.stopped_reason, c.name, c.exit_code
        FROM tasks AS t LEFT JOIN containers AS c ON c.task = t.id AND c.position = 0
        WHERE t.task_arn LIKE '%' || $task || '%' ORDER BY t.logged_at DESC LIMIT 10000""",
    "query-count-by-stop-code": """
        SELECT stop_code, count(*) FROM tasks GROUP BY stop_code ORDER BY stop_code""",
    "report-task": """
        SELECT t.*, c.*, a.* FROM tasks AS t
        LEFT JOIN containers AS c ON c.task = t.id LEFT JOIN attachments AS a ON a.task = t.id
        WHERE t.task_arn LIKE '%/' || $task""",
}


def ask(database, name, task):
    sql = QUESTIONS[name]
    return database.execute(sql, {"task": task} if "$task" in sql else None).fetchall()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database")
    parser.add_argument("--task", required=True, help="a task's id")
    mode = parser.add_mutually_exclusive_group(required=True)
    mode.add_argument("--once", metavar="NAME", choices=QUESTIONS)
    mode.add_argument("--warm", metavar="RUNS", type=int)
    args = parser.parse_args()

    database = duckdb.connect(args.database, read_only=True)
    database.execute("SET threads = 2")
    if args.once:
        for row in ask(database, args.once, args.task):
            print(json.dumps(row, default=str))
        return
    medians = {}
    for name in QUESTIONS:
        ask(database, name, args.task)
        times = []
        for _ in range(args.warm):
            start = time.perf_counter()
            ask(database, name, args.task)
            times.append(time.perf_counter() - start)
        medians[name] = statistics.median(times)
    print(json.dumps(medians))


if __name__ == "__main__":
    main()
