#!/usr/bin/env python3
"""Runs one SELECT over events in DuckDB and prints its rows, a JSON object a line, without missing values.

    run-duckdb.py EVENTS < SQL

EVENTS is a file with an event a line: {"at": milliseconds, "arn": "...", "message": "the event as JSON"}.
"""
import json
import sys

import duckdb

connection = duckdb.connect()
connection.execute("CREATE TABLE events (logged_at BIGINT, arn VARCHAR, message VARCHAR)")
with open(sys.argv[1], encoding="utf-8") as events:
    rows = [json.loads(line) for line in events]
connection.executemany(
    "INSERT INTO events VALUES (?, ?, ?)", [(row["at"], row["arn"], row["message"]) for row in rows])
result = connection.execute(sys.stdin.read())
names = [column[0] for column in result.description]
for row in result.fetchall():
    print(json.dumps({name: value for name, value in zip(names, row) if value is not None}))
