"""moto's server on loopback in the place of AWS, with the faults of the service that moto does not have."""

import json
import os
import threading
import time

# moto writes the times of an export in local time and says that they are UTC.
os.environ["TZ"] = "UTC"
time.tzset()

import boto3  # noqa: E402
from moto.logs.models import logs_backends  # noqa: E402
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app  # noqa: E402
from werkzeug.serving import WSGIRequestHandler, make_server  # noqa: E402

ACCOUNT = "123456789012"
REGION = "eu-central-1"
GROUP = "/aws/events/ECSStoppedTasksEvent"
BUCKET = "stop-exports"

# The answers of the service, as it words them.
LIMIT_EXCEEDED = (400, "LimitExceededException", "Resource limit exceeded.")
THROTTLED = (400, "ThrottlingException", "Rate exceeded")
EXPIRED = (400, "ExpiredTokenException", "The security token included in the request is expired")
DENIED = (400, "AccessDeniedException", "User: arn:aws:iam::123456789012:user/night is not authorized to perform: "
          "logs:CreateExportTask on resource: arn:aws:logs:eu-central-1:123456789012:log-group:x")
UNAVAILABLE = (503, "ServiceUnavailableException", "The service cannot complete the request.")


class Quiet(WSGIRequestHandler):
    def log(self, *_):
        pass


class Service:
    """One server. `calls` has the operations that it was asked for, such as `CreateExportTask` or `GET /bucket/key`."""

    def __init__(self):
        self.moto = DomainDispatcherApplication(create_backend_app)
        self.calls = []
        self.faults = []
        # What becomes of the next export tasks: how many looks at one find it running, and how it ends then.
        self.fates = []
        self.lock = threading.Lock()
        self.server = make_server("127.0.0.1", 0, self, threaded=True, request_handler=Quiet)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def fail(self, operation, answer, times=1, after=False, key=None):
        """Answers the next calls of an operation so; `after` it has taken effect; `key` restricts it to an access key."""
        self.faults.append({"operation": operation, "answer": answer, "times": times, "after": after, "key": key})

    def __call__(self, environ, start_response):
        target = environ.get("HTTP_X_AMZ_TARGET", "")
        operation = target.rpartition(".")[2] or f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"
        with self.lock:
            self.calls.append(operation)
            fault = self.next_fault(operation, environ.get("HTTP_AUTHORIZATION", ""))
        if fault is None:
            if operation == "DescribeExportTasks":
                self.age_tasks()
            response = self.moto(environ, start_response)
            if operation == "CreateExportTask":
                self.age_tasks()
            return response
        if fault["after"]:
            b"".join(self.moto(environ, lambda *_: None))
        status, code, message = fault["answer"]
        body, kind = json.dumps({"__type": code, "message": message}), "application/x-amz-json-1.1"
        if not target:
            body, kind = f"<Error><Code>{code}</Code><Message>{message}</Message></Error>", "application/xml"
        start_response(f"{status} Error", [("Content-Type", kind), ("Content-Length", str(len(body)))])
        return [body.encode()]

    def next_fault(self, operation, authorization):
        for fault in self.faults:
            concerns = operation.startswith(fault["operation"]) or fault["operation"] == "*"
            if concerns and fault["times"] > 0 and (fault["key"] or "") in authorization:
                fault["times"] -= 1
                return fault
        return None

    def age_tasks(self):
        """moto's tasks are complete at once. These are found running for some time, and may fail."""
        for task in self.tasks():
            if not hasattr(task, "looks"):
                task.looks, task.end = self.fates.pop(0) if self.fates else (0, "COMPLETED")
            elif task.looks > 0:
                task.looks -= 1
            code = task.end if task.looks == 0 else "RUNNING"
            task.status = {"code": code, "message": f"{code.capitalize()} by the test"}

    # What a test does as the user or the service.

    def client(self, name, region=REGION):
        return boto3.client(name, region_name=region, endpoint_url=self.url, aws_access_key_id="TEST",
                            aws_secret_access_key="test")

    def set_up(self, region=REGION, bucket=BUCKET):
        self.client("s3", region).create_bucket(
            Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": region})
        self.client("logs", region).create_log_group(logGroupName=GROUP)

    def log(self, events, stream="stream/1", region=REGION):
        """Puts events into the group, as EventBridge does. Each is a pair of a time in seconds and a message."""
        logs = self.client("logs", region)
        streams = logs.describe_log_streams(logGroupName=GROUP, logStreamNamePrefix=stream)["logStreams"]
        if not streams:
            logs.create_log_stream(logGroupName=GROUP, logStreamName=stream)
        entries = [{"timestamp": at * 1000, "message": message} for at, message in events]
        answer = logs.put_log_events(logGroupName=GROUP, logStreamName=stream, logEvents=entries)
        assert "rejectedLogEventsInfo" not in answer, answer

    def tasks(self, region=REGION):
        """The export tasks that there are, as moto keeps them: their status can be changed."""
        backend = logs_backends[ACCOUNT][region]
        return list(backend.export_tasks.values())

    def objects(self, bucket=BUCKET):
        return [item["Key"] for item in self.client("s3").list_objects_v2(Bucket=bucket).get("Contents", [])]

    def reset(self):
        import requests
        requests.post(f"{self.url}/moto-api/reset", timeout=10)
        with self.lock:
            self.calls.clear()
            self.faults.clear()
            self.fates.clear()


def stopped_task(number, at, region=REGION, reason="Essential container in task exited"):
    """The event of a stopped task, one line of JSON."""
    arn = f"arn:aws:ecs:{region}:{ACCOUNT}"
    when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at))
    task = f"{arn}:task/shop/{number:032x}"
    return json.dumps({
        "version": "0", "id": f"00000000-0000-0000-0000-{number:012x}", "detail-type": "ECS Task State Change",
        "source": "aws.ecs", "account": ACCOUNT, "time": when, "region": region, "resources": [task],
        "detail": {
            "taskArn": task, "clusterArn": f"{arn}:cluster/shop", "version": 5, "group": "service:web",
            "taskDefinitionArn": f"{arn}:task-definition/web:7", "desiredStatus": "STOPPED", "lastStatus": "STOPPED",
            "createdAt": when, "updatedAt": when, "stoppedAt": when, "stopCode": "EssentialContainerExited",
            "stoppedReason": reason, "overrides": {"containerOverrides": []},
            "containers": [{"containerArn": f"{arn}:container/shop/{number:032x}/c", "name": "web", "exitCode": 1,
                            "lastStatus": "STOPPED", "taskArn": task}],
        }}, ensure_ascii=False)
