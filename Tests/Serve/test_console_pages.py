"""The console's pages by clicks: reports, tasks, the queries of the server, and what it is."""

import time
import unittest

from browser import BrowserTest
from load import ENDLESS
from server import GROUP, START, Server, stop

server = None
TASK = f"{1:032x}"
MARKUP = "<script>document.title = 'broken'</script>"


def setUpModule():
    global server
    server = Server()
    server.ingest([(START + 9000, stop(9999, START + 9000, stoppedReason=MARKUP, startedBy="javascript:alert(1)"))])


def tearDownModule():
    server.stop()


def start(text):
    """Starts a query through the API, and gives its id."""
    status, answer = server.call(
        "StartQuery", logGroupName=GROUP, queryString=text, startTime=0, endTime=2_000_000_000)
    assert status == 200, answer
    return answer["queryId"]


class Tasks(BrowserTest):
    def test_an_id_is_found_from_every_page(self):
        page = self.tab(server, "/reports?since=all")
        page.fill("form.find input[name=id]", TASK)
        page.press("form.find input[name=id]", "Enter")
        self.assertIn(f"/tasks/{TASK}", page.url)
        self.assert_fits(page)

    def test_evidence_leads_to_its_line_of_the_event(self):
        page = self.tab(server, f"/tasks/{TASK}")
        link = page.locator("dd a[href^='#detail']").first
        path = link.get_attribute("href")[1:]
        link.click()
        self.assertEqual(page.evaluate("document.querySelector(':target').id"), path)

    def test_neighbors_lead_to_their_query(self):
        page = self.tab(server, f"/tasks/{TASK}")
        page.click("#neighbors h3 a >> nth=0")
        self.assertIn("/query?", page.url)
        page.wait_for_selector("table")

    def test_hostile_values_are_text(self):
        page = self.tab(server, f"/tasks/{9999:032x}")
        self.assertIn(MARKUP, page.inner_text("#event"))
        self.assertNotEqual(page.title(), "broken")
        self.assertEqual(page.locator("a[href^='javascript:']").count(), 0)

    def test_pages_fit_into_every_window(self):
        for width in (390, 768, 1280, 1440):
            for path in (f"/tasks/{TASK}", "/about", "/queries", "/?since=all", "/reports/stops?since=all",
                         "/reports/reasons?since=all&by=cluster", "/tasks?id=0"):
                self.assert_fits(self.tab(server, path, width=width))


class Reports(BrowserTest):
    def test_a_menu_breaks_the_rows_down(self):
        page = self.tab(server, "/reports/responsibility?since=all")
        page.select_option("select[name=by]", "cluster")
        page.click("text=Show")
        self.assertIn("by=cluster", page.url)
        self.assertIn("since=all", page.url)
        self.assertIn("orders", page.inner_text("tbody"))

    def test_a_row_leads_to_its_stops(self):
        page = self.tab(server, "/reports/services?since=all")
        page.click("text=these stops >> nth=0")
        self.assertIn("/query?", page.url)
        page.wait_for_selector("table")

    def test_a_task_of_a_table_leads_to_its_page(self):
        page = self.tab(server, "/reports/stops?since=all")
        page.click("td.task a >> nth=0")
        self.assertIn("/tasks/", page.url)
        self.assertIn("since=all", page.url)

    def test_more_rows_are_a_click_away(self):
        page = self.tab(server, "/reports/stops?since=all&limit=3")
        page.click("text=Show up to 30")
        self.assertIn("limit=30", page.url)

    def test_the_time_before(self):
        page = self.tab(server, "/reports/reasons?start=2026-01-31T09:30:00Z&end=2026-01-31T09:39:59.999Z")
        page.click("text=the window before")
        self.assertIn("start=2026-01-31T09:20:00Z", page.url)


class Queries(BrowserTest):
    def test_a_query_that_runs_is_stopped_by_its_button(self):
        query = start(ENDLESS["scan"])
        page = self.tab(server, "/queries")
        page.click(f"#stop-{query}")
        page.wait_for_selector("li:first-child b:text('Cancelled')")
        self.assertTrue(page.url.endswith("/queries"))

    def test_the_list_renews_itself_while_one_runs(self):
        query = start(ENDLESS["scan"])
        page = self.tab(server, "/queries")
        server.call("StopQuery", queryId=query)
        page.wait_for_selector("#queries[data-running='0']")

    def test_without_a_script_there_is_a_link(self):
        query = start(ENDLESS["scan"])
        page = self.tab(server, "/queries", java_script_enabled=False)
        server.call("StopQuery", queryId=query)
        page.click("text=Show again")
        self.assertIn("Cancelled", page.inner_text("#queries"))

    def test_the_result_opens(self):
        start("stats count(*) as number")
        time.sleep(0.5)
        page = self.tab(server, "/queries")
        page.click("text=Open the result >> nth=0")
        page.wait_for_selector("table")


if __name__ == "__main__":
    unittest.main()
