"""The variants of `ecs-stops template`, and what each should capture."""

import functools
import itertools
import json
import os
import subprocess

ACCOUNT = "123456789012"
REGION = "eu-central-1"
ECS = f"arn:aws:ecs:{REGION}:{ACCOUNT}"
SCALING = "Scaling activity initiated by (deployment ecs-svc/0012)"
PULL = "CannotPullContainerError: pull access denied"
MEMORY = "OutOfMemoryError: Container killed due to memory usage"


def run(*arguments, codes=(0,)):
    """What the command prints on standard output; it must end with one of the exit codes."""
    command = [os.environ["ECS_STOPS_COMMAND"], *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in codes:
        raise AssertionError(f"{command} ended with {done.returncode}: {done.stderr}")
    return done.stdout


@functools.cache
def template(*arguments):
    """What `ecs-stops template` prints."""
    return run("template", *arguments)


def event(code, reason, containers, cluster="shop", definition="web:7", group="service:web"):
    """An event as EventBridge passes it on; containers are pairs of an exit code and a reason, either of them None."""
    detail = {
        "taskArn": f"{ECS}:task/{cluster}/0a1b",
        "clusterArn": f"{ECS}:cluster/{cluster}",
        "taskDefinitionArn": f"{ECS}:task-definition/{definition}",
        "group": group,
        "desiredStatus": "STOPPED",
        "lastStatus": "STOPPED",
        "stopCode": code,
        "stoppedReason": reason,
        "containers": [
            {"containerArn": f"{ECS}:container/{index}", "name": "web", "exitCode": exit_code, "reason": text}
            for index, (exit_code, text) in enumerate(containers)
        ],
    }
    detail["containers"] = [without_none(container) for container in detail["containers"]]
    return {
        "version": "0",
        "id": "0a1b2c3d-0000-4000-8000-000000000001",
        "account": ACCOUNT,
        "region": REGION,
        "time": "2026-02-01T10:00:00Z",
        "source": "aws.ecs",
        "detail-type": "ECS Task State Change",
        "resources": [detail["taskArn"]],
        "detail": without_none(detail),
    }


def without_none(members):
    return {name: value for name, value in members.items() if value is not None}


def changed(original, **detail):
    """An event with other members in its detail, or of another kind."""
    kind = detail.pop("kind", original["detail-type"])
    return {**original, "detail-type": kind, "detail": {**original["detail"], **detail}}


FAILED = event("EssentialContainerExited", "Essential container in task exited", [(1, None), (0, None)])
EVENTS = {
    "failed": FAILED,
    "done": event("EssentialContainerExited", "Essential container in task exited", [(0, None), (0, None)]),
    "scaled": event("ServiceSchedulerInitiated", SCALING, [(143, None)]),
    "memory": event("EssentialContainerExited", "Essential container in task exited", [(0, None), (137, MEMORY)]),
    "killed": event("EssentialContainerExited", "Essential container in task exited", [(137, None)]),
    "pull": event("TaskFailedToStart", PULL, [(None, None)]),
    "pull of a container": event("TaskFailedToStart", "Task failed to start", [(None, PULL), (None, None)]),
    "no containers": event("TaskFailedToStart", "Task failed to start", []),
    "one code lost": event("EssentialContainerExited", "Essential container in task exited", [(None, None), (0, None)]),
    "by a user": event("UserInitiated", "night shift", [(0, None)]),
    "killed by a user": event("UserInitiated", "night shift", [(137, None)]),
    "no reason": event("UserInitiated", None, [(1, None)]),
    "other cluster": event("EssentialContainerExited", "Essential container in task exited", [(1, None)], cluster="shop2"),
    "other service": event("UserInitiated", "x", [(1, None)], group="service:web2"),
    "other revision": event("UserInitiated", "x", [(1, None)], definition="web:71"),
    "other family": event("UserInitiated", "x", [(1, None)], definition="web-2:7"),
    "without a service": event("UserInitiated", "x", [(1, None)], cluster="lab", group="family:web"),
    "running": changed(FAILED, lastStatus="RUNNING"),
    "to be stopped": changed(FAILED, lastStatus="RUNNING", desiredStatus="STOPPED"),
    "of another kind": changed(FAILED, kind="ECS Deployment State Change"),
}


def exit_codes(detail):
    return [container.get("exitCode") for container in detail["containers"]]


def is_scaling(detail):
    return detail.get("stoppedReason", "").startswith("Scaling activity initiated by")


def is_abnormal(detail):
    codes = exit_codes(detail)
    failed = any(code != 0 for code in codes) or detail["stopCode"] == "TaskFailedToStart"
    return failed and not is_scaling(detail)


def is_abnormal_by_exit_codes(detail):
    failed = any(code not in (None, 0) for code in exit_codes(detail))
    return failed and "stoppedReason" in detail and not is_scaling(detail)


def reasons(detail):
    return [detail.get("stoppedReason", "")] + [container.get("reason", "") for container in detail["containers"]]


def is_out_of_memory(detail):
    unrequested = detail["stopCode"] == "EssentialContainerExited"
    return any("OutOfMemory" in text for text in reasons(detail)) or (unrequested and 137 in exit_codes(detail))


def is_by_user_or_image(detail):
    return detail["stopCode"] == "UserInitiated" or any("CannotPull" in text for text in reasons(detail))


def named(name, *values):
    return lambda detail: detail[name] in values


def everything(_):
    return True


# Each factor: what is given on the command line, and which stops it then allows.
SCOPES = [
    [
        ((), everything),
        (("--cluster-arn", f"{ECS}:cluster/shop"), named("clusterArn", f"{ECS}:cluster/shop")),
        (
            ("--cluster-arn", f"{ECS}:cluster/shop", "--cluster-arn", f"{ECS}:cluster/lab"),
            named("clusterArn", f"{ECS}:cluster/shop", f"{ECS}:cluster/lab"),
        ),
    ],
    [
        ((), everything),
        (
            ("--task-definition-arn", f"{ECS}:task-definition/web:7"),
            named("taskDefinitionArn", f"{ECS}:task-definition/web:7"),
        ),
        (
            ("--task-definition-arn", f"{ECS}:task-definition/web"),
            lambda detail: detail["taskDefinitionArn"].startswith(f"{ECS}:task-definition/web:"),
        ),
    ],
    [((), everything), (("--service", "web"), named("group", "service:web"))],
    [
        ((), everything),
        (("--abnormal-only",), is_abnormal),
        (("--abnormal-only", "--exit-codes-only"), is_abnormal_by_exit_codes),
    ],
    [
        ((), everything),
        (("--cause", "out_of_memory"), is_out_of_memory),
        (("--cause", "user_stopped", "--cause", "image_pull_auth"), is_by_user_or_image),
    ],
]

SETTINGS = [
    [(), ("--no-policy",), ("--group-policy",)],
    [(), ("--rule-condition",)],
    [(), ("--kms-key-arn", f"arn:aws:kms:{REGION}:{ACCOUNT}:key/0a1b2c3d-0000-4000-8000-000000000001")],
    [(), ("--dead-letter-arn", f"arn:aws:sqs:{REGION}:{ACCOUNT}:undelivered")],
    [(), ("--retention", "3653", "--log-group", "stops", "--rule-name", "shop")],
]


def scopes():
    """Every combination of what is captured: the arguments, and the names of the events that should be."""
    for factors in itertools.product(*SCOPES):
        arguments = [argument for given, _ in factors for argument in given]
        allowed = [allows for _, allows in factors]
        yield arguments, {name for name, event in EVENTS.items() if is_stop(event) and all(f(event["detail"]) for f in allowed)}


def is_stop(event):
    return event["detail-type"] == "ECS Task State Change" and event["detail"]["lastStatus"] == "STOPPED"


def settings():
    """Every combination of the options of the resources."""
    for factors in itertools.product(*SETTINGS):
        arguments = [argument for given in factors for argument in given]
        if not {"--no-policy", "--rule-condition"} <= set(arguments):
            yield arguments


def variants():
    return [arguments for arguments, _ in scopes()] + list(settings())


def pattern(arguments):
    return json.loads(template("--pattern", *arguments))
