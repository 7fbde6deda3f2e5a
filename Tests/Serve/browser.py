"""Chromium on the console of a server, used as people use it: by clicks and keys."""

import atexit
import os
import shutil
import unittest

from playwright.sync_api import sync_playwright

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_started = []


def chromium():
    """The browser of this process, which is started once."""
    if not _started:
        playwright = sync_playwright().start()
        arguments = ["--no-sandbox"] if os.getuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=arguments)
        _started.extend([browser, playwright])
        atexit.register(end)
    return _started[0]


def end():
    browser, playwright = _started
    browser.close()
    playwright.stop()


class BrowserTest(unittest.TestCase):
    """A test that fails, too, if a page writes an error to its console: a script that breaks, a rule of the policy.

    Pictures of all pages that it leaves go to the folder $PICTURES, if there is one.
    """

    def setUp(self):
        self.errors = []

    def tearDown(self):
        self.assertEqual(self.errors, [])

    def tab(self, server, path="/", width=1280, height=900, **options):
        """A new window, without anything of others: `color_scheme="dark"`, `java_script_enabled=False`."""
        context = chromium().new_context(viewport={"width": width, "height": height}, base_url=server.url, **options)
        self.addCleanup(context.close)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self.note)
        page.goto(path)
        self.addCleanup(self.picture, page)
        return page

    def note(self, message):
        # What the server answered is what tests look at themselves.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.errors.append(message.text)

    def picture(self, page):
        folder = os.environ.get("PICTURES")
        if folder and not page.is_closed():
            page.screenshot(path=f"{folder}/{self.id()}.png", full_page=True)

    def assert_fits(self, page):
        """Nothing is wider than the window, except what scrolls by itself."""
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        self.assertLessEqual(wide, 0, f"{page.url} is {wide} px too wide")
