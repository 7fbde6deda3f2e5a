"""AWS's CloudWatch MCP server in front of ours: its tools for logs, called as an assistant calls them."""

import asyncio
import json
import os
import sys
import unittest

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

from server import ACCOUNTS, GROUP, REGIONS, Server

server = None
WINDOW = {"start_time": "2026-01-31T00:00:00+00:00", "end_time": "2026-02-02T00:00:00+00:00"}
ARN = f"arn:aws:logs:{REGIONS[0]}:{ACCOUNTS[0]}:log-group:{GROUP}"


def setUpModule():
    global server
    server = Server(stops=120)


def tearDownModule():
    server.stop()


class Tools(unittest.IsolatedAsyncioTestCase):
    def program(self):
        return StdioServerParameters(
            command=f"{os.path.dirname(sys.executable)}/awslabs.cloudwatch-mcp-server",
            env={"PATH": os.environ["PATH"], "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS": server.url, "AWS_REGION": REGIONS[0],
                 "AWS_ACCESS_KEY_ID": "any", "AWS_SECRET_ACCESS_KEY": "any", "FASTMCP_LOG_LEVEL": "ERROR",
                 "AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null"})

    async def call(self, *calls):
        """Starts it, calls tools in turn, and gives their results."""
        found = []
        with open(os.devnull, "w", encoding="utf-8") as nowhere:
            async with stdio_client(self.program(), errlog=nowhere) as streams, ClientSession(*streams) as session:
                await session.initialize()
                for name, members in calls:
                    answer = await asyncio.wait_for(session.call_tool(name, members), 60)
                    text = "".join(part.text for part in answer.content)
                    self.assertFalse(getattr(answer, "is_error", getattr(answer, "isError", False)), text)
                    found.append(json.loads(text))
        return found

    async def test_groups_and_saved_queries(self):
        answer, = await self.call(("describe_log_groups", {"log_group_name_prefix": "/aws/events/"}))
        self.assertEqual([group["logGroupName"] for group in answer["log_group_metadata"]],
                         [GROUP, "/aws/events/ecs/containerinsights/mail/performance",
                          "/aws/events/ecs/containerinsights/orders/performance"])
        self.assertTrue(any(query["name"].startswith("ecs-stops/") for query in answer["saved_queries"]), answer["saved_queries"])

    async def test_a_query_by_names_and_by_arns(self):
        query = {"query_string": "stats count(*) as stops by detail.stopCode", **WINDOW}
        by_name, by_arn = await self.call(
            ("execute_log_insights_query", {"log_group_names": [GROUP], **query}),
            ("execute_log_insights_query", {"log_group_identifiers": [ARN + ":*"], **query}))
        self.assertEqual(by_name["status"], "Complete")
        self.assertEqual({row["detail.stopCode"]: row["stops"] for row in by_name["results"]},
                         {"EssentialContainerExited": "60", "UserInitiated": "60"})
        # The first account stops by itself.
        self.assertEqual({row["detail.stopCode"]: row["stops"] for row in by_arn["results"]},
                         {"EssentialContainerExited": "40"})

    async def test_results_by_their_id(self):
        started, = await self.call(("execute_log_insights_query", {
            "log_group_names": [GROUP], "query_string": "fields @message | limit 3", **WINDOW}))
        again, = await self.call(("get_logs_insight_query_results", {"query_id": started["queryId"]}))
        self.assertEqual((again["status"], len(again["results"])), ("Complete", 3))

    async def test_an_analysis(self):
        answer, = await self.call(("analyze_log_group", {"log_group_arn": ARN, **WINDOW}))
        self.assertEqual(answer["log_anomaly_results"]["anomalies"], [])
        patterns = answer["top_patterns"]["results"]
        self.assertTrue(patterns)
        self.assertEqual(sum(int(row["@sampleCount"]) for row in patterns), 40)
        self.assertEqual(answer["top_patterns_containing_errors"]["status"], "Complete")

    async def test_a_batch(self):
        answer, = await self.call(("execute_cwl_insights_batch", {
            "log_group_names": [GROUP], "regions": [REGIONS[0]], "query_string": "fields @timestamp, detail.stopCode", **WINDOW}))
        self.assertEqual((answer["summary"]["successful_chunks"], len(answer["results"])), (1, 120))

    async def test_indexes_to_recommend(self):
        """From the queries that were run, which it lists."""
        query = {"log_group_names": [GROUP], "query_string": "filter detail.stopCode = 'UserInitiated' | limit 1", **WINDOW}
        _, answer = await self.call(("execute_log_insights_query", query), ("recommend_indexes_account", {}))
        group, = answer["log_group_results"]
        self.assertEqual(group["log_group"], GROUP)
        self.assertIn("detail.stopCode", [field["field_name"] for field in group["recommendations"]])


if __name__ == "__main__":
    unittest.main()
