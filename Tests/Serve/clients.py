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


def command(server, *words, status=0, **variables):
    """Runs a command that has the server's address from its environment: standard output, or errors if it must fail."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    environment.update(AWS_ENDPOINT_URL_CLOUDWATCH_LOGS=server.url, AWS_ENDPOINT_URL=server.url,
                       AWS_DEFAULT_REGION="eu-central-1", AWS_ACCESS_KEY_ID="any", AWS_SECRET_ACCESS_KEY="any",
                       AWS_CONFIG_FILE="/dev/null", AWS_SHARED_CREDENTIALS_FILE="/dev/null", AWS_PAGER="",
                       AWS_SDK_UA_APP_ID=os.path.basename(words[0]), LC_ALL="C.UTF-8", TZ="UTC", **variables)
    done = subprocess.run(words, capture_output=True, text=True, env=environment, timeout=60)
    if (status == 0) != (done.returncode == 0):
        raise AssertionError(f"{words}: {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout if status == 0 else done.stderr


def go_program(name, server, *words, standard_input=None):
    """Runs a program of the folder Go, and gives the JSON that it prints."""
    command = [f"{os.environ['GO_PROGRAMS']}/{name}", server.url, *map(str, words)]
    done = subprocess.run(command, input=standard_input, capture_output=True, text=True, timeout=60)
    if done.returncode:
        raise AssertionError(f"{command}: {done.returncode}: {done.stderr}")
    return json.loads(done.stdout)
