"""Policy documents as IAM evaluates them, as far as those of Scripts/deploy/policies need it."""

import json
import pathlib
import re

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "Scripts/deploy/policies"

# What the placeholders in the files stand for in tests.
VALUES = {
    "SOURCE_ACCOUNT_ID": "444455556666",
    "ACCOUNT_ID": "123456789012",
    "REGION": "eu-central-1",
    "BUCKET": "stops-111122223333",
    "PREFIX": "ecs-stops",
    "LOG_GROUP": "/aws/events/ECSStoppedTasksEvent",
    "NIGHTLY_ROLE": "ecs-stops-nightly",
    "STACK": "ecs-stops-capture",
    "RULE": "ECSStoppedTasksEvent",
}


def names():
    return sorted(path.name for path in FOLDER.glob("*.json"))


def text(name, values=VALUES):
    """A file with its placeholders filled in, the longest first, as one of them is the end of another."""
    filled = (FOLDER / name).read_text()
    for placeholder in sorted(values, key=len, reverse=True):
        filled = filled.replace(placeholder, values[placeholder])
    return filled


def document(name, values=VALUES):
    return json.loads(text(name, values))


def items(value):
    return value if isinstance(value, list) else [value]


def actions(document):
    return [action for statement in document["Statement"] for action in items(statement["Action"])]


def without(document, action):
    """The document after an action has been removed, together with statements that are then empty."""
    kept = []
    for statement in document["Statement"]:
        rest = [other for other in items(statement["Action"]) if other != action]
        if rest:
            kept.append({**statement, "Action": rest})
    return {**document, "Statement": kept}


def allows(document, action, resource, principal=None, **context):
    """Whether the document allows a call; context has condition keys with `_` in place of `:` and `-`.

    There are no Deny statements in these files; one would make this raise.
    """
    return any(
        applies(statement, action, resource, principal, context)
        for statement in document["Statement"]
    )


def applies(statement, action, resource, principal, context):
    if statement["Effect"] != "Allow":
        raise ValueError(f"cannot evaluate {statement['Effect']}")
    return (
        any(matches(pattern, action, re.IGNORECASE) for pattern in items(statement["Action"]))
        and any(matches(pattern, resource) for pattern in items(statement["Resource"]))
        and is_for(statement.get("Principal"), principal)
        and all(
            holds(operator, key, items(wanted), context)
            for operator, keys in statement.get("Condition", {}).items()
            for key, wanted in keys.items()
        )
    )


def matches(pattern, value, flags=0):
    expression = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    return re.fullmatch(expression, value, flags) is not None


def is_for(declared, principal):
    if declared is None or principal is None:
        return declared is principal
    return any(principal in items(values) for values in declared.values())


def holds(operator, key, wanted, context):
    value = context.get(re.sub("[:-]", "_", key))
    if operator not in ("StringEquals", "StringLike", "ArnEquals", "ArnLike"):
        raise ValueError(f"cannot evaluate {operator}")
    if value is None:
        return False
    if operator == "StringEquals":
        return value in wanted
    return any(matches(pattern, value) for pattern in wanted)
