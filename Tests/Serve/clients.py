"""Clients of the server, as their users configure them."""

import json
import os
import subprocess
import time

import boto3
import botocore.config

CREDENTIALS = {"aws_access_key_id": "any", "aws_secret_access_key": "any"}


def logs(server, **options):
    """A client of boto3 for the Logs API."""
    return client(server, "logs", **options)


def client(server, service, region="eu-central-1", **options):
    config = botocore.config.Config(retries={"mode": "standard", "total_max_attempts": 1})
    return boto3.client(service, endpoint_url=server.url, region_name=region, config=config,
                        **{**CREDENTIALS, **options})


def results(logs, query, groups, start, end, **members):
    """Runs a query to its end: the last answer."""
    answer = logs.start_query(queryString=query, logGroupNames=groups, startTime=start, endTime=end, **members)
    while True:
        found = logs.get_query_results(queryId=answer["queryId"])
        if found["status"] not in ("Running", "Scheduled"):
            return found
        time.sleep(0.05)


def rows(answer):
    return [{cell["field"]: cell["value"] for cell in row} for row in answer["results"]]


def go_program(name, server, *words, standard_input=None):
    """Runs a program of the folder Go, and gives the JSON that it prints."""
    command = [f"{os.environ['GO_PROGRAMS']}/{name}", server.url, *map(str, words)]
    done = subprocess.run(command, input=standard_input, capture_output=True, text=True, timeout=60)
    if done.returncode:
        raise AssertionError(f"{command}: {done.returncode}: {done.stderr}")
    return json.loads(done.stdout)
