"""The console as a whole: signing in, finding the way, and what pages and other sites may do."""

import http.server
import os
import threading

from browser import BrowserTest
from server import Server

server = None


def setUpModule():
    global server
    server = Server()


def tearDownModule():
    server.stop()


class Navigation(BrowserTest):
    def test_the_time_and_scope_stay_when_the_page_changes(self):
        page = self.tab(server, "/?since=all")
        page.click("details[data-kind=cluster] > summary")
        page.check("details[data-kind=cluster] input[value=orders]")
        page.click("text=Apply")
        self.assertIn("since=all", page.url)
        self.assertIn("cluster=orders", page.url)
        page.click("nav.pages >> text=Reports")
        page.click("main >> text=Stops by service")
        self.assertTrue(page.url.endswith("/reports/services?since=all&cluster=orders"), page.url)
        self.assertEqual(page.locator("tbody tr").count(), page.locator("tbody >> text=orders-service").count())

    def test_a_link_is_the_same_for_ever(self):
        page = self.tab(server, "/?since=24h")
        page.click("text=Link to this")
        self.assertIn("start=2026-01-30T", page.url)
        self.assertIn("end=2026-01-31T", page.url)
        self.assertNotIn("since", page.url)

    def test_an_old_archive_is_not_blank(self):
        page = self.tab(server, "/?since=1h")
        self.assertIn("times such as 24 h count back from it", page.inner_text("main"))
        self.assertIn("tasks stopped", page.inner_text("main"))

    def test_a_time_that_is_typed(self):
        page = self.tab(server, "/?since=24h")
        page.fill("input[name=from]", "2026-01-31 09:40")
        page.press("input[name=from]", "Enter")
        self.assertIn("start=2026-01-31%2009:40", page.url)
        page.fill("input[name=from]", "soon")
        page.press("input[name=from]", "Enter")
        self.assertIn("soon", page.inner_text("[role=alert]"))

    def test_without_a_script(self):
        page = self.tab(server, "/", java_script_enabled=False)
        page.click("nav.pages >> text=Reports")
        page.click("main >> text=Why tasks stopped")
        page.click("nav.spans >> text=all")
        self.assertIn("since=all", page.url)
        self.assertGreater(page.locator("tbody tr").count(), 0)

    def test_the_keyboard_reaches_the_content_first(self):
        page = self.tab(server)
        page.keyboard.press("Tab")
        self.assertEqual(page.evaluate("document.activeElement.textContent"), "Skip the navigation")
        page.keyboard.press("Enter")
        self.assertTrue(page.url.endswith("#content"))


class Widths(BrowserTest):
    def test_pages_fit_every_window(self):
        for width in (390, 768, 1280, 1440):
            for path in ("/", "/reports", "/reports/reasons?since=all", "/reports/stops?since=all", "/nothing"):
                page = self.tab(server, path, width=width)
                self.assert_fits(page)


class SignIn(BrowserTest):
    @classmethod
    def setUpClass(cls):
        cls.token = f"{server.folder}/token"
        cls.server = Server("--token", cls.token)
        cls.addClassCleanup(cls.server.stop)

    def word(self):
        with open(self.token, encoding="ascii") as file:
            return file.read().strip()

    def test_the_file_is_made_for_its_owner(self):
        self.assertEqual(os.stat(self.token).st_mode & 0o777, 0o600)
        self.assertEqual(len(self.word()), 64)

    def test_the_link_signs_in_and_does_not_keep_the_token(self):
        token = self.word()
        page = self.tab(self.server, f"/reports?since=all&token={token}")
        self.assertTrue(page.url.endswith("/reports?since=all"), page.url)
        page.click("nav.pages >> text=Overview")
        self.assertIn("tasks stopped", page.inner_text("main"))

    def test_by_hand(self):
        page = self.tab(self.server, "/reports?since=all")
        self.assertEqual(page.inner_text("h1"), "Sign in")
        page.fill("input[name=token]", "wrong")
        page.click("button")
        self.assertEqual(page.inner_text("[role=alert]"), "This is not the token.")
        page.fill("input[name=token]", self.word())
        page.click("button")
        self.assertTrue(page.url.endswith("/reports?since=all"), page.url)
        self.assertEqual(page.inner_text("h1"), "Reports")

    def test_programs_are_told(self):
        status, _, body = self.server.request("GET", "/reports.json")
        self.assertEqual((status, b"token" in body), (401, True))


class OtherSites(BrowserTest):
    """A page of another origin, in the same browser as somebody who uses the console."""

    def setUp(self):
        super().setUp()

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(b"<!doctype html><title>other</title><body>other")

            def log_message(self, *_):
                pass

        self.other = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.other.serve_forever, daemon=True).start()
        self.addCleanup(self.other.server_close)
        self.addCleanup(self.other.shutdown)

    def test_it_can_neither_read_nor_send_nor_frame(self):
        page = self.tab(server)
        # Another name of the same computer is another site.
        page.goto(f"http://localhost:{self.other.server_port}/")
        outcome = page.evaluate(
            """async (url) => {
              const tried = async (options) => {
                try { const answer = await fetch(url, options); return answer.type === "opaque" ? "opaque" : "read"; }
                catch { return "refused"; }
              };
              const frame = document.createElement("iframe");
              frame.src = url;
              document.body.append(frame);
              await new Promise((done) => { frame.onload = done; });
              let framed = "refused";
              try { framed = frame.contentDocument === null ? "refused" : "read"; } catch { }
              return [await tried({}), await tried({mode: "no-cors"}), await tried({method: "POST", body: "a=1"}),
                await tried({method: "POST", headers: {"X-Amz-Target": "Logs_20140328.DescribeLogGroups"}}), framed];
            }""", f"{server.url}/reports")
        self.assertEqual(outcome, ["refused"] * 5)
        self.errors.clear()
