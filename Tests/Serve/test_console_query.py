"""The query page and the page of SQL, by clicks and keys."""

import json
import os
import unittest
from urllib.parse import parse_qs, quote, urlsplit

from browser import BrowserTest
from server import SECRET, Server

server = None


def setUpModule():
    global server
    server = Server()


def tearDownModule():
    server.stop()


def parameters(page):
    return {name: values[-1] for name, values in parse_qs(urlsplit(page.url).query).items()}


class Query(BrowserTest):
    def run_query(self, text, more="", **options):
        return self.tab(server, f"/query?since=all&q={quote(text)}{more}", **options)

    def rows(self, page):
        return page.locator("#rows tbody tr").count()

    def test_a_query_is_typed_and_run(self):
        page = self.tab(server, "/query?since=all", java_script_enabled=False)
        page.fill("#editor", "stats count(*) as stops by @cluster\n| sort stops desc")
        page.click("form#query button[type=submit]")
        self.assertEqual(parameters(page)["since"], "all")
        self.assertEqual(self.rows(page), 2)
        self.assertIn("2 rows", page.inner_text("#statistics"))

    def test_samples_run(self):
        page = self.tab(server, "/query?since=all", java_script_enabled=False)
        samples = page.locator(".query-lists section").first.locator("a")
        links = [samples.nth(number).get_attribute("href") for number in range(samples.count())]
        self.assertGreater(len(links), 3)
        for link in links:
            page.goto(link)
            self.assertEqual(page.locator("[role=alert]").count(), 0, link)

    def test_only_and_not(self):
        page = self.run_query("fields @cluster, detail.stopCode | sort @timestamp desc", java_script_enabled=False)
        page.locator("#rows tbody tr td:has-text('orders')").first.hover()
        page.locator("#rows tbody tr td:has-text('orders') >> text=only").first.click()
        self.assertEqual(
            parameters(page)["q"],
            'fields @cluster, detail.stopCode | filter @cluster = "orders" | sort @timestamp desc')
        self.assertEqual(page.locator("#rows tbody td:has-text('mail')").count(), 0)
        self.assertGreater(self.rows(page), 0)
        page.go_back()
        page.locator("#rows tbody tr td:has-text('orders')").first.hover()
        page.locator("#rows tbody tr td:has-text('orders') >> text=not").first.click()
        self.assertIn('@cluster != "orders"', parameters(page)["q"])
        self.assertEqual(page.locator("#rows tbody td:has-text('orders')").count(), 0)

    def test_sorting_and_parts(self):
        page = self.run_query("fields @timestamp", java_script_enabled=False)
        newest = page.inner_text("#rows tbody tr td.time >> nth=0")
        page.click("#rows thead >> text=@timestamp")
        self.assertEqual(page.get_attribute("#rows th[data-name='@timestamp']", "aria-sort"), "ascending")
        self.assertLess(page.inner_text("#rows tbody tr td.time >> nth=0"), newest)

    def test_errors_have_places_and_corrections(self):
        page = self.run_query("fields @cluster | limt 3", java_script_enabled=False)
        self.assertIn("^^^^", page.inner_text("#diagnostics pre"))
        self.assertEqual(page.input_value("#editor"), "fields @cluster | limt 3")
        page.click("#diagnostics .fix")
        self.assertEqual(self.rows(page), 3)

    def test_the_histogram_narrows(self):
        page = self.run_query("fields @cluster", java_script_enabled=False)
        before = page.inner_text("#statistics")
        links = page.locator("#histogram a")
        self.assertLessEqual(links.count(), 120)
        link = next(links.nth(number) for number in range(links.count())
                    if "none" not in links.nth(number).get_attribute("aria-label"))
        page.goto(link.get_attribute("href"))
        self.assertIn("start", parameters(page))
        self.assertNotIn("since", parameters(page))
        self.assertNotEqual(page.inner_text("#statistics"), before)
        self.assertGreater(self.rows(page), 0)

    def test_a_chart_of_groups_over_time(self):
        page = self.run_query("stats count(*) as stops by bin(1h), @cluster", java_script_enabled=False)
        page.click("nav.views >> text=Chart")
        self.assertEqual(page.locator(".query-chart svg.chart").count(), 1)
        self.assertIn("orders", page.inner_text(".query-chart .legend"))
        page.click("nav.views >> text=Text")
        self.assertIn("@cluster", page.inner_text("#as-text"))

    def test_a_row_opens_to_its_task_and_its_fields(self):
        page = self.run_query("fields @cluster | limit 1", java_script_enabled=False)
        task = page.get_attribute("#rows a.task", "href")
        page.click("#rows a.open")
        self.assertIn("detail.stopCode", page.inner_text("#fields"))
        self.assertNotIn(SECRET, page.content())
        page.goto(task)
        self.assertEqual(page.locator("[role=alert]").count(), 0)

    def test_data_has_the_same_rows(self):
        page = self.run_query("stats count(*) as stops by @cluster")
        link = page.get_attribute(".data >> text=.json", "href")
        status, _, body = server.request("GET", link)
        self.assertEqual(status, 200)
        data = json.loads(body)
        self.assertEqual([column["name"] for column in data["columns"]], ["@cluster", "stops"])
        self.assertEqual(len(data["rows"]), self.rows(page))
        self.assertEqual(data["diagnostics"], [])

    def test_a_query_of_the_page_is_among_those_of_the_server(self):
        text = "fields @cluster | limit 17"
        self.run_query(text)
        page = self.tab(server, "/queries")
        self.assertIn(text, page.inner_text("main"))

    def test_pages_fit_every_window(self):
        for width in (390, 768, 1280, 1440):
            for path in ("/query", "/query?since=all&q=" + quote("fields @timestamp, @message, @cluster"),
                         "/query?since=all&q=" + quote("fields @cluster | limt 3"),
                         "/query?since=all&view=chart&q=" + quote("stats count(*) by bin(1h), @cluster"),
                         "/sql?sql=" + quote("SELECT * FROM stopped_tasks")):
                for scheme in ("light", "dark"):
                    page = self.tab(server, path, width=width, color_scheme=scheme)
                    self.assert_fits(page)


class Saving(BrowserTest):
    @classmethod
    def setUpClass(cls):
        cls.folder = f"{server.folder}/saved-by-console"
        os.makedirs(cls.folder, exist_ok=True)
        cls.server = Server("--saved-queries", cls.folder)
        cls.addClassCleanup(cls.server.stop)

    def save(self, name, text):
        page = self.tab(self.server, f"/query?since=all&q={quote(text)}")
        page.click("#save > summary")
        page.fill("#save input[name=name]", name)
        page.click("#save button")
        return page

    def test_a_query_is_saved_where_the_api_finds_it(self):
        page = self.save("by cluster", "stats count(*) by @cluster")
        self.assertIn('Saved as "by cluster"', page.inner_text("main"))
        with open(f"{self.folder}/by cluster.insights", encoding="utf-8") as file:
            self.assertEqual(file.read(), "stats count(*) by @cluster")
        again = self.save("by cluster", "fields @cluster")
        self.assertIn("already", again.inner_text("[role=alert]"))
        again.check("input[name=replace]")
        again.click("#save button")
        with open(f"{self.folder}/by cluster.insights", encoding="utf-8") as file:
            self.assertEqual(file.read(), "fields @cluster")

    def test_bad_names_are_refused(self):
        for name in ("../a", ".hidden", "a/b"):
            page = self.save(name, "fields @cluster")
            self.assertIn("cannot be saved", page.inner_text("[role=alert]"))
        self.assertEqual([name for name in os.listdir(self.folder) if not name.startswith("by ")], [])


class SQL(BrowserTest):
    def test_a_statement_is_typed_and_run(self):
        page = self.tab(server, "/sql", java_script_enabled=False)
        page.fill("#sql", "SELECT cluster_name, count(*) AS stops FROM stopped_tasks GROUP BY 1")
        page.click("main button[type=submit]")
        page.wait_for_selector("#rows tbody tr")
        self.assertEqual(page.locator("#rows tbody tr").count(), 2)

    def test_names_go_where_the_cursor_is(self):
        page = self.tab(server, "/sql")
        page.fill("#sql", "SELECT * FROM ")
        page.click("#schema details[open] p button.insert")
        self.assertEqual(page.input_value("#sql"), "SELECT * FROM stopped_tasks")
        page.press("#sql", "Control+Enter")
        page.wait_for_selector("#rows")

    def test_nothing_is_written(self):
        page = self.tab(server, "/sql", java_script_enabled=False)
        page.fill("#sql", "DELETE FROM tasks")
        page.click("main button[type=submit]")
        self.assertIn("only reading is allowed", page.inner_text("[role=alert]"))


if __name__ == "__main__":
    unittest.main()
