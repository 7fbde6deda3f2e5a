#!/usr/bin/env python3
"""Gives DuckDB's tasks the verdicts of an archive of the same stops, so that both can be asked for the same reports.

    duckdb-verdicts.py ARCHIVE DATABASE

The archive classified each stop when it was imported; DuckDB cannot, so the verdict's columns and the pattern of the telling
text are written into its table of tasks, in the order of time, before anything is asked.
"""
import argparse
import csv
import os
import pathlib
import sqlite3
import sys
import tempfile

import duckdb

# Column of verdicts → column of DuckDB's tasks, and its type.
COLUMNS = {
    "category": ("category", "VARCHAR"), "responsible": ("responsible", "VARCHAR"),
    "is_abnormal": ("is_abnormal", "BOOLEAN"), "confidence": ("confidence", "VARCHAR"), "kill": ("kill", "VARCHAR"),
    "exit_code": ("verdict_exit_code", "BIGINT"), "evidence": ("evidence", "VARCHAR"),
}

JUDGED = """
    SELECT p.prefix || CASE typeof(t.task_id) WHEN 'blob' THEN lower(hex(t.task_id)) ELSE t.task_id END,
      t.verdict_id, coalesce(t.pattern_id, 0)
    FROM tasks AS t JOIN arn_prefixes AS p ON p.id = t.task_prefix_id"""

ADD = """
    CREATE TABLE judged_tasks AS
    SELECT t.*, {columns}, p.pattern AS reason_pattern
    FROM tasks AS t
    JOIN read_csv('{file}', header = false,
      columns = {{'task_arn': 'VARCHAR', 'verdict_id': 'BIGINT', 'pattern_id': 'BIGINT'}}) AS j USING (task_arn)
    JOIN verdicts AS v ON v.id = j.verdict_id
    LEFT JOIN reason_patterns AS p ON p.id = j.pattern_id
    ORDER BY t.logged_at"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=pathlib.Path)
    parser.add_argument("database")
    args = parser.parse_args()

    archive = sqlite3.connect(f"file:{args.archive}?mode=ro", uri=True)
    database = duckdb.connect(args.database)
    database.execute("SET threads = 2")
    columns = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.values())
    database.execute(f"CREATE TEMP TABLE verdicts (id BIGINT, {columns})")
    database.executemany(f"INSERT INTO verdicts VALUES ({', '.join('?' * (1 + len(COLUMNS)))})",
                         archive.execute(f"SELECT id, {', '.join(COLUMNS)} FROM verdicts").fetchall())
    database.execute("CREATE TEMP TABLE reason_patterns (id BIGINT, pattern VARCHAR)")
    patterns = archive.execute("SELECT id, pattern FROM reason_patterns").fetchall()
    if patterns:
        database.executemany("INSERT INTO reason_patterns VALUES (?, ?)", patterns)

    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "judged.csv")
        with open(file, "w", newline="", encoding="utf-8") as lines:
            csv.writer(lines).writerows(archive.execute(JUDGED))
        database.execute(ADD.format(file=file.replace("'", "''"),
                                    columns=", ".join(f"v.{name}" for name, _ in COLUMNS.values())))

    ours, = archive.execute("SELECT count(*) FROM tasks").fetchone()
    theirs, both = database.execute(
        "SELECT (SELECT count(*) FROM tasks), (SELECT count(*) FROM judged_tasks)").fetchone()
    if not ours == theirs == both:
        database.execute("DROP TABLE judged_tasks")
        sys.exit(f"{args.archive} has {ours:,} stops and DuckDB {theirs:,}, of which {both:,} are the same: "
                 "it has to be an archive of the benchmark's own export")
    database.execute("DROP TABLE tasks; ALTER TABLE judged_tasks RENAME TO tasks; CHECKPOINT")


if __name__ == "__main__":
    main()
