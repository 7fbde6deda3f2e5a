#!/usr/bin/env python3
"""DuckDB's import of an export, as somebody who knows DuckDB would write it.

    duckdb-import.py [--messages] FOLDER DATABASE

A line is `TIMESTAMP SP JSON`. The lines are read as a CSV of one column (the fastest reader of gzip files that DuckDB
has), the JSON becomes a nested value in one strict step, and each task's winning event goes into `tasks`, `containers`
and `attachments` with every field of the export in a column of its type. With --messages each message is kept too, in
a column compressed with zstd: the archive can give every message back, and this is what the same costs here.
"""
import argparse
import glob
import json
import os
import resource

import duckdb

DETAIL = {
    "attachments": [{"id": "VARCHAR", "type": "VARCHAR", "status": "VARCHAR",
                     "details": [{"name": "VARCHAR", "value": "VARCHAR"}]}],
    "attributes": "JSON", "availabilityZone": "VARCHAR", "capacityProviderName": "VARCHAR",
    "containerInstanceArn": "VARCHAR", "clusterArn": "VARCHAR", "connectivity": "VARCHAR",
    "connectivityAt": "TIMESTAMP",
    "containers": [{"containerArn": "VARCHAR", "lastStatus": "VARCHAR", "name": "VARCHAR", "image": "VARCHAR",
                    "imageDigest": "VARCHAR", "runtimeId": "VARCHAR", "exitCode": "BIGINT", "reason": "VARCHAR",
                    "networkInterfaces": [{"attachmentId": "VARCHAR", "privateIpv4Address": "VARCHAR"}],
                    "cpu": "INTEGER", "memory": "INTEGER", "memoryReservation": "INTEGER"}],
    "cpu": "INTEGER", "createdAt": "TIMESTAMP", "desiredStatus": "VARCHAR", "enableExecuteCommand": "BOOLEAN",
    "ephemeralStorage": {"sizeInGiB": "INTEGER"}, "executionStoppedAt": "TIMESTAMP", "group": "VARCHAR",
    "launchType": "VARCHAR", "lastStatus": "VARCHAR", "memory": "INTEGER", "overrides": "JSON",
    "platformVersion": "VARCHAR", "pullStartedAt": "TIMESTAMP", "pullStoppedAt": "TIMESTAMP",
    "startedAt": "TIMESTAMP", "startedBy": "VARCHAR", "stoppingAt": "TIMESTAMP", "stoppedAt": "TIMESTAMP",
    "stoppedReason": "VARCHAR", "stopCode": "VARCHAR", "taskArn": "VARCHAR", "taskDefinitionArn": "VARCHAR",
    "updatedAt": "TIMESTAMP", "version": "INTEGER",
}
EVENT = {"id": "VARCHAR", "detail-type": "VARCHAR", "account": "VARCHAR", "time": "TIMESTAMP", "region": "VARCHAR",
         "detail": DETAIL}

# Lines hold no unit separator, so each is one field; quotes mean nothing.
READ = """
CREATE TEMP TABLE lines AS
SELECT line[:24]::TIMESTAMP AS logged_at, {message} from_json(line[26:], '{event}') AS event
FROM read_csv({files}, columns = {{'line': 'VARCHAR'}}, delim = '\x1f', quote = '', escape = '', header = false,
  auto_detect = false, max_line_size = 4194304, compression = 'gzip')
"""

# One event a task: the highest version, then the latest update, then the earliest record.
CHOOSE = """
CREATE TEMP TABLE chosen AS
SELECT arg_max(rowid, (event.detail.version, event.detail.updatedAt, -epoch_ms(logged_at))) AS id
FROM lines
WHERE event."detail-type" = 'ECS Task State Change' AND event.detail.lastStatus = 'STOPPED'
GROUP BY event.detail.taskArn
"""

TASKS = """
CREATE TABLE tasks (
  id BIGINT, logged_at TIMESTAMP, event_id VARCHAR, account VARCHAR, region VARCHAR, event_at TIMESTAMP,
  task_arn VARCHAR, cluster_arn VARCHAR, task_definition_arn VARCHAR, "group" VARCHAR, started_by VARCHAR,
  version INTEGER, stop_code VARCHAR, stopped_reason VARCHAR, created_at TIMESTAMP, connectivity_at TIMESTAMP,
  pull_started_at TIMESTAMP, pull_stopped_at TIMESTAMP, started_at TIMESTAMP, stopping_at TIMESTAMP,
  execution_stopped_at TIMESTAMP, stopped_at TIMESTAMP, updated_at TIMESTAMP, desired_status VARCHAR,
  connectivity VARCHAR, launch_type VARCHAR, capacity_provider_name VARCHAR, availability_zone VARCHAR,
  platform_version VARCHAR, container_instance_arn VARCHAR, cpu INTEGER, memory INTEGER,
  enable_execute_command BOOLEAN, ephemeral_storage_gib INTEGER, attributes JSON, overrides JSON {message_column});
INSERT INTO tasks
SELECT
  id, logged_at, event.id, event.account, event.region, event.time, d.taskArn, d.clusterArn, d.taskDefinitionArn,
  d."group", d.startedBy, d.version, d.stopCode, d.stoppedReason, d.createdAt, d.connectivityAt, d.pullStartedAt,
  d.pullStoppedAt, d.startedAt, d.stoppingAt, d.executionStoppedAt, d.stoppedAt, d.updatedAt, d.desiredStatus,
  d.connectivity, d.launchType, d.capacityProviderName, d.availabilityZone, d.platformVersion,
  d.containerInstanceArn, d.cpu, d.memory, d.enableExecuteCommand, d.ephemeralStorage.sizeInGiB, d.attributes,
  d.overrides {message}
FROM (SELECT *, rowid AS id, event.detail AS d FROM lines WHERE rowid IN (SELECT id FROM chosen))
"""

CONTAINERS = """
CREATE TABLE containers AS
SELECT
  task, position, c.containerArn AS container_arn, c.lastStatus AS last_status, c.name, c.image,
  c.imageDigest AS image_digest, c.runtimeId AS runtime_id, c.exitCode AS exit_code, c.reason,
  c.networkInterfaces[1].attachmentId AS attachment_id,
  c.networkInterfaces[1].privateIpv4Address AS private_ipv4_address, c.cpu, c.memory,
  c.memoryReservation AS memory_reservation
FROM (
  SELECT rowid AS task, generate_subscripts(event.detail.containers, 1) - 1 AS position,
    unnest(event.detail.containers) AS c
  FROM lines WHERE rowid IN (SELECT id FROM chosen))
"""

DETAILS = {"subnet_id": "subnetId", "network_interface_id": "networkInterfaceId", "mac_address": "macAddress",
           "private_dns_name": "privateDnsName", "private_ipv4_address": "privateIPv4Address"}
ATTACHMENTS = """
CREATE TABLE attachments AS
SELECT task, position, a.id, a.type, a.status, {details}
FROM (
  SELECT rowid AS task, generate_subscripts(event.detail.attachments, 1) - 1 AS position,
    unnest(event.detail.attachments) AS a
  FROM lines WHERE rowid IN (SELECT id FROM chosen))
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", action="store_true", help="keep each message as well")
    parser.add_argument("folder")
    parser.add_argument("database")
    args = parser.parse_args()

    files = sorted(glob.glob(os.path.join(glob.escape(args.folder), "**", "*.gz"), recursive=True))
    database = duckdb.connect(args.database)
    # Two threads as the comparison says; without the order of insertion both work freely.
    database.execute("SET threads = 2; SET preserve_insertion_order = false")
    quoted = "[" + ", ".join("'" + file.replace("'", "''") + "'" for file in files) + "]"
    database.execute(READ.format(
        files=quoted, event=json.dumps(EVENT, separators=(",", ":")),
        message="line[26:] AS message," if args.messages else ""))
    database.execute(CHOOSE)
    database.execute(TASKS.format(
        message=", message" if args.messages else "",
        message_column=", message VARCHAR USING COMPRESSION zstd" if args.messages else ""))
    database.execute(CONTAINERS)
    database.execute(ATTACHMENTS.format(details=", ".join(
        f"list_filter(a.details, lambda d: d.name = '{name}')[1].value AS {column}"
        for column, name in DETAILS.items())))
    counts = {table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
              for table in ["tasks", "containers", "attachments"]}
    database.close()
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps(counts | {"cpu": usage.ru_utime + usage.ru_stime}))


if __name__ == "__main__":
    main()
