"""The editor of the query page and what is beside it, by clicks and keys."""

import re
import unittest
from urllib.parse import parse_qs, quote, urlsplit

from playwright.sync_api import expect

from browser import BrowserTest
from server import SECRET, Server

server = None
COUNTS = "stats count(*) as stops by detail.stopCode"


def setUpModule():
    global server
    server = Server(stops=300)


def tearDownModule():
    server.stop()


class EditorTest(BrowserTest):
    def open(self, query=None, **options):
        """The query page with a query, the caret at the end of the editor."""
        page = self.tab(server, "/query?since=all" + (f"&q={quote(query)}" if query else ""), **options)
        page.click("#editor")
        page.keyboard.press("Control+End")
        return page

    def text(self, page):
        return page.input_value("#editor")

    def asked(self, page):
        """The query in the URL."""
        return parse_qs(urlsplit(page.url).query).get("q", [None])[0]


class Checking(EditorTest):
    def test_an_error_is_marked_and_said_while_it_is_typed(self):
        page = self.open()
        page.keyboard.type('fields "🛑" as a | lmit 3')
        mark = page.wait_for_selector(".backdrop .m-error")
        self.assertEqual(mark.inner_text(), "lmit")
        self.assertIn("unknown command 'lmit'", page.inner_text("#checked"))
        self.assertEqual(page.get_attribute("#editor", "aria-invalid"), "true")
        self.assertEqual(page.get_attribute("#checked", "aria-live"), "polite")

    def test_a_click_takes_what_was_meant(self):
        page = self.open()
        page.keyboard.type("filtr @abnormal = 1")
        page.click("#checked button.fix")
        page.wait_for_selector("#checked:empty", state="attached")
        self.assertEqual(self.text(page), "filter @abnormal = 1")
        page.keyboard.press("Control+z")
        self.assertEqual(self.text(page), "filtr @abnormal = 1")

    def test_nothing_is_run_and_nothing_said_of_a_right_query(self):
        page = self.open()
        page.keyboard.type(COUNTS)
        page.wait_for_timeout(600)
        self.assertEqual(page.inner_text("#checked"), "")
        self.assertEqual(page.locator("#rows").count(), 0)

    def test_format_is_one_command_a_line(self):
        page = self.open("FIELDS detail.cpu|where detail.cpu=256 |limit 3")
        page.click("#format")
        expect(page.locator("#editor")).to_have_value("fields detail.cpu\n| filter detail.cpu = 256\n| limit 3")


class Completing(EditorTest):
    def test_commands_after_a_pipe(self):
        page = self.open()
        page.keyboard.type("fields a | sor")
        page.keyboard.press("Tab")
        expect(page.locator("#editor")).to_have_value("fields a | sort ")

    def test_fields_with_shares_by_the_keyboard(self):
        page = self.open()
        page.keyboard.type("stats count(*) by detail.s")
        page.keyboard.press("Control+Space")
        page.wait_for_selector("#completions:not([hidden])")
        self.assertEqual(page.get_attribute("#editor", "aria-expanded"), "true")
        self.assertIn("100 %", page.inner_text("#completions"))
        chosen = page.locator("#completions [aria-selected=true] b")
        first = chosen.inner_text()
        page.keyboard.press("ArrowDown")
        second = chosen.inner_text()
        self.assertNotEqual(first, second)
        active = page.get_attribute("#editor", "aria-activedescendant")
        self.assertEqual(page.locator(f"#{active} b").inner_text(), second)
        page.keyboard.press("Enter")
        self.assertEqual(self.text(page), f"stats count(*) by {second}")
        self.assertEqual(page.get_attribute("#editor", "aria-expanded"), "false")

    def test_typing_narrows_and_escape_closes(self):
        page = self.open()
        page.keyboard.type("fields @")
        page.keyboard.press("Control+Space")
        page.wait_for_selector("#completions:not([hidden])")
        self.assertGreater(page.locator("#completions li").count(), 5)
        page.keyboard.type("clu")
        expect(page.locator("#completions li")).to_have_count(1)
        self.assertIn("@cluster", page.inner_text("#completions"))
        page.keyboard.press("Escape")
        self.assertTrue(page.is_hidden("#completions"))
        self.assertEqual(self.text(page), "fields @clu")

    def test_functions_with_signatures(self):
        page = self.open()
        page.keyboard.type("fields strl")
        page.keyboard.press("Control+Space")
        expect(page.locator("#editor")).to_have_value("fields strlen(")

    def test_nothing_in_strings(self):
        page = self.open()
        page.keyboard.type('filter detail.stopCode = "detail.s')
        page.keyboard.press("Control+Space")
        page.wait_for_timeout(200)
        self.assertTrue(page.is_hidden("#completions"))

    def test_tab_leaves_an_editor_that_has_nothing_to_complete(self):
        page = self.open("fields a | limit 3")
        page.keyboard.press("Escape")
        page.keyboard.press("Tab")
        self.assertNotEqual(page.evaluate("document.activeElement.id"), "editor")


class Running(EditorTest):
    def test_control_enter_runs_and_the_url_is_that_of_the_rows(self):
        page = self.open()
        page.keyboard.type(COUNTS)
        page.keyboard.press("Control+Enter")
        page.wait_for_selector("#rows")
        self.assertEqual(self.asked(page), COUNTS)
        self.assertEqual(page.locator("#rows tbody tr").count(), 2)
        self.assertEqual(page.evaluate("document.activeElement.id"), "editor")

    def test_back_shows_the_query_before(self):
        page = self.open(COUNTS)
        page.keyboard.type(" | limit 1")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#rows tbody tr")).to_have_count(1)
        page.go_back()
        expect(page.locator("#rows tbody tr")).to_have_count(2)
        self.assertEqual(self.text(page), COUNTS)
        self.assertEqual(self.asked(page), COUNTS)

    def test_errors_of_a_query_that_is_run_are_shown(self):
        page = self.open()
        page.keyboard.type("fields a | lmit 3")
        page.keyboard.press("Control+Enter")
        page.wait_for_selector("#diagnostics")
        self.assertIn("unknown command 'lmit'", page.inner_text("#diagnostics"))
        self.assertEqual(page.locator(".backdrop .m-error").inner_text(), "lmit")

    def test_escape_stops(self):
        page = self.open()
        page.route("**/query?*", lambda route: None)
        page.keyboard.type(COUNTS)
        page.keyboard.press("Control+Enter")
        page.wait_for_selector("#running button")
        self.assertIn("Running, 0 s", page.inner_text("#running"))
        page.keyboard.press("Escape")
        page.wait_for_selector("text=Stopped.")
        self.assertEqual(self.text(page), COUNTS)
        self.assertIsNone(self.asked(page))

    def test_the_stop_button_stops(self):
        page = self.open()
        page.route("**/query?*", lambda route: None)
        page.keyboard.type(COUNTS)
        page.click("#query button[type=submit]")
        page.click("#running button")
        page.wait_for_selector("text=Stopped.")

    def test_the_history_is_walked(self):
        page = self.open()
        for query in ("limit 1", "limit 2"):
            page.fill("#editor", query)
            page.press("#editor", "Control+Enter")
            expect(page).to_have_url(re.compile(re.escape(query.replace(" ", "+"))))
        page.fill("#editor", "")
        page.press("#editor", "ArrowUp")
        self.assertEqual(self.text(page), "limit 2")
        page.press("#editor", "ArrowUp")
        self.assertEqual(self.text(page), "limit 1")
        page.press("#editor", "ArrowDown")
        self.assertEqual(self.text(page), "limit 2")

    def test_a_slash_focuses_the_editor(self):
        page = self.tab(server, "/query")
        page.keyboard.press("/")
        self.assertEqual(page.evaluate("document.activeElement.id"), "editor")
        page.keyboard.type("a/b")
        self.assertEqual(self.text(page), "a/b")
        page = self.tab(server, "/reports")
        page.keyboard.press("/")
        self.assertEqual(page.evaluate("document.activeElement.dataset.shortcut"), "/")


class Fields(EditorTest):
    def test_a_click_inserts(self):
        page = self.open()
        page.keyboard.type("fields")
        page.click("#fields .name >> text=detail.stopCode")
        self.assertEqual(self.text(page), "fields detail.stopCode")

    def test_the_filter_box_leaves_names_with_a_text(self):
        page = self.open()
        page.wait_for_selector("#fields > ul > li")
        page.fill("#fields > input", "STOPPEDR")
        self.assertEqual(page.locator("#fields > ul > li:visible").count(), 1)
        self.assertIn("detail.stoppedReason", page.inner_text("#fields > ul > li:visible"))

    def test_values_are_those_within_the_filters(self):
        page = self.open('filter detail.stopCode = "UserInitiated" | stats count(*)')
        page.click("[aria-label='Values of detail.group']")
        page.wait_for_selector("#fields .values .value")
        self.assertEqual(page.locator("#fields .values .value").count(), 1)
        self.assertIn("150", page.inner_text("#fields .values:visible"))

    def test_only_and_not_become_filters(self):
        page = self.open(COUNTS)
        page.click("[aria-label='Values of detail.stopCode']")
        page.click("[aria-label='Only UserInitiated']")
        expect(page.locator("#rows tbody tr")).to_have_count(1)
        self.assertEqual(self.asked(page), f'filter detail.stopCode = "UserInitiated" | {COUNTS}')

    def test_on_a_phone_it_is_folded_below(self):
        page = self.open(width=390)
        self.assertFalse(page.evaluate("document.getElementById('fields').open"))
        self.assert_fits(page)

    def test_the_page_works_without_a_script(self):
        page = self.tab(server, "/fields?since=all", java_script_enabled=False)
        page.click("tbody a:text-is('detail.stopCode')")
        self.assertIn("UserInitiated", page.inner_text("main"))
        page.click("tr:has-text('UserInitiated') >> text=only")
        self.assertIn('filter detail.stopCode = "UserInitiated"', self.text(page))

    def test_secrets_are_masked(self):
        path = "detail.overrides.containerOverrides.0.environment.0.value"
        for page in (self.tab(server, "/fields"), self.tab(server, f"/fields/{path}?since=all")):
            self.assertNotIn(SECRET, page.content())
            self.assertIn("masked", page.inner_text("main"))
        # What is masked makes no filter.
        self.assertEqual(page.locator("tbody >> text=only").count(), 0)


class Tables(EditorTest):
    def test_columns_hide_and_come_back(self):
        page = self.open("fields detail.stopCode, detail.cpu | limit 3")
        page.click("summary:text('Columns')")
        page.click(".columns label:has-text('detail.cpu')")
        self.assertTrue(page.locator("#rows th[data-name='detail.cpu']").is_hidden())
        self.assertIn("1 hidden", page.inner_text(".columns > summary"))
        page.click(".columns label:has-text('detail.cpu')")
        self.assertTrue(page.locator("#rows th[data-name='detail.cpu']").is_visible())

    def test_columns_widen_and_unwrap(self):
        page = self.open("fields detail.cpu, detail.stoppedReason | limit 3")
        width = page.locator("#rows th[data-name='detail.cpu']").bounding_box()["width"]
        page.click("summary:text('Columns')")
        page.click("[aria-label='Widen detail.cpu']")
        self.assertGreater(page.locator("#rows th[data-name='detail.cpu']").bounding_box()["width"], width * 2)

    def test_a_cell_is_copied(self):
        page = self.open("fields detail.stopCode | sort detail.stopCode | limit 1")
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.hover("#rows tbody td:has-text('EssentialContainerExited')")
        page.click("#rows .copy-cell")
        page.wait_for_selector("text=copied")
        self.assertEqual(page.evaluate("navigator.clipboard.readText()"), "EssentialContainerExited")


    def test_cells_are_reached_by_the_keyboard(self):
        page = self.open("fields detail.stopCode, detail.cpu | sort detail.stopCode | limit 2")
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.focus("#rows tbody td >> nth=0")
        while page.evaluate("document.activeElement.dataset.label") != "detail.cpu":
            page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowDown")
        page.locator("#rows td:focus .copy-cell").focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("text=copied")
        self.assertEqual(page.evaluate("navigator.clipboard.readText()"), "256")


class Charts(EditorTest):
    def test_a_drag_narrows_the_time(self):
        page = self.tab(server, "/?since=all")
        box = page.locator("[data-first] svg").bounding_box()
        page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 50)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 50, steps=4)
        self.assertEqual(page.locator(".shade").count(), 1)
        page.mouse.up()
        page.wait_for_url("**start=*")
        self.assertIn("end=2026-01-31", page.url)

    def test_escape_ends_a_drag(self):
        page = self.tab(server, "/?since=all")
        box = page.locator("[data-first] svg").bounding_box()
        page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 50)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 50, steps=4)
        page.keyboard.press("Escape")
        page.mouse.up()
        self.assertEqual(page.locator(".shade").count(), 0)
        self.assertNotIn("start=", page.url)


class ScopeBar(EditorTest):
    def test_times_have_the_local_time(self):
        page = self.tab(server, "/?since=all", timezone_id="Asia/Tokyo", locale="en-US")
        self.assertIn("6:30", page.get_attribute("input[name=from]", "title"))

    def test_menus_close(self):
        page = self.tab(server, "/?since=all")
        menu = "details[data-kind=cluster]"
        page.click(f"{menu} > summary")
        page.keyboard.press("Escape")
        self.assertFalse(page.evaluate(f"document.querySelector('{menu}').open"))
        page.click(f"{menu} > summary")
        page.click("h1")
        self.assertFalse(page.evaluate(f"document.querySelector('{menu}').open"))


class Widths(EditorTest):
    def test_pages_fit_every_window(self):
        for width in (390, 768, 1280, 1440):
            for scheme in ("light", "dark"):
                page = self.open("fields @timestamp, detail.stoppedReason, @message | lmit 3", width=width, color_scheme=scheme)
                page.wait_for_selector(".backdrop .m-error")
                self.assert_fits(page)
                for path in ("/fields", "/fields/detail.stopCode?since=all"):
                    self.assert_fits(self.tab(server, path, width=width, color_scheme=scheme))


if __name__ == "__main__":
    unittest.main()
