"""Which client has called which operation, by the server's own log: checked against the table in docs/serve.md.

    python calls.py FOLDER            compares the table with the logs in the folder
    RECORD=1 python calls.py FOLDER   writes it

Servers write their log to the folder that $SERVE_CALLS names.
"""

import os
import pathlib
import re
import sys

PAGE = pathlib.Path(__file__).resolve().parents[2] / "docs/serve.md"
HEADING = "## Operations and the clients that have called them\n"
# The names of clients in the order of the table, and how their `User-Agent` is recognized: the first that fits.
CLIENTS = {
    "AWS CLI 1": r"^aws-cli/1\.", "AWS CLI 2": r"^aws-cli/2\.",
    "awslogs": r" app/awslogs\b", "qaws": r" app/qaws\b", "acwi": r" app/acwi\b", "awsinsights": r" app/awsinsights\b",
    "CloudWatch MCP server": r"\bawslabs.*mcp", "AWS SDK for pandas": r"\bawswrangler/", "aiobotocore": r"^aiobotocore/",
    "boto3 1.43": r"^Boto3/1\.43\.", "boto3 1.44": r"^Boto3/1\.44\.",
    "Grafana's calls": r" app/grafana\b",
    "Go SDK 1": r"^aws-sdk-go/1\.", "Go SDK 2": r"^aws-sdk-go-v2/",
    "capo": r"^python-zapros/",
}
# Runs in the nightly tier only.
NIGHTLY = {"CloudWatch MCP server", "AWS SDK for pandas", "aiobotocore"}
CALL = re.compile(r"^POST (?P<path>\S+) (?:(?P<target>[A-Za-z]\S*) )?200 \d+ (?P<agent>.*)$", re.M)


def calls(folder):
    """The clients of each operation that was answered with success."""
    found = {}
    for path in pathlib.Path(folder).iterdir():
        for call in CALL.finditer(path.read_text(encoding="utf-8")):
            operation = (call["target"] or call["path"]).rpartition("/")[2].rpartition(".")[2]
            client = next((name for name, agent in CLIENTS.items() if re.search(agent, call["agent"])), None)
            if client:
                found.setdefault(operation, set()).add(client)
    return found


def written(section):
    """The clients of each operation in the page's table."""
    rows = re.findall(r"^\| (\w+) \| (.*) \|$", section, re.M)
    return {operation: set(clients.split(", ")) for operation, clients in rows if operation != "operation"}


def table(found):
    rows = [f"| {operation} | {', '.join(name for name in CLIENTS if name in found[operation])} |" for operation in sorted(found)]
    return "\n".join(["| operation | clients |", "|---|---|", *rows]) + "\n"


def main(folder):
    before, heading, rest = PAGE.read_text(encoding="utf-8").partition(HEADING)
    section, separator, after = rest.partition("\n## ")
    known = written(section)
    if not heading or not known and not os.environ.get("RECORD"):
        sys.exit(f"{PAGE} has no table of operations and clients")
    found = calls(folder)
    if not os.environ.get("NIGHTLY"):
        for operation, clients in known.items():
            found.setdefault(operation, set()).update(clients & NIGHTLY)
        found = {operation: clients for operation, clients in found.items() if clients}
    if found == known:
        return
    if os.environ.get("RECORD"):
        start = section.partition("| operation |")[0]
        PAGE.write_text(before + heading + start + table(found) + separator + after, encoding="utf-8")
        sys.exit(f"{PAGE} has been rewritten; look at the difference")
    for operation in sorted(found.keys() | known.keys()):
        ours, theirs = found.get(operation, set()), known.get(operation, set())
        if ours != theirs:
            print(f"{operation}: called by {sorted(ours)}, and {PAGE.name} says {sorted(theirs)}", file=sys.stderr)
    sys.exit("the table of operations and clients is out of date: RECORD=1 Scripts/test-serve writes it")


if __name__ == "__main__":
    main(sys.argv[1])
