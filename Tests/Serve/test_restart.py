"""What becomes of a server whose archive is upgraded, replaced, deleted or missing."""

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import time
import unittest
from pathlib import Path

from clients import logs, results, rows
from server import COMMAND, GROUP, ROOT, START, Server, export_lines

END = START + 86400
UPGRADED = "the archive has been upgraded for a newer version of ecs-stops; restart the server with that version"
# Makes so many rows of each stop that it takes seconds.
DEPTH = 6
SLOW = ("fields jsonParse('[1,2,3,4,5,6,7,8,9,10]') as list"
        + "".join(f" | unnest list into n{number}" for number in range(DEPTH)) + " | stats count(*) as number")


def upgrade(path, steps=1):
    """What a newer command does to an archive first, without the rest of it."""
    archive = sqlite3.connect(path)
    version = archive.execute("PRAGMA user_version").fetchone()[0]
    archive.execute(f"PRAGMA user_version = {version + steps}")
    archive.commit()
    archive.close()


class Case(unittest.TestCase):
    def start(self, *options, **settings):
        server = Server(*options, **settings)
        self.addCleanup(server.stop)
        return server

    def eventually(self, look, wanted):
        end = time.monotonic() + 40
        while look() != wanted and time.monotonic() < end:
            time.sleep(0.05)
        self.assertEqual(look(), wanted)

    def health(self, server):
        status, _, body = server.request("GET", "/healthz")
        return status, body.decode().strip()

    def errors(self, server):
        """What it has said, without a line for each request."""
        with open(f"{server.folder}/stderr", encoding="utf-8") as file:
            return [line for line in file.read().splitlines() if not re.match(r"[A-Z]+ /", line)]

    def count(self, server):
        return int(rows(results(logs(server), "stats count(*) as stops", [GROUP], START, END))[0]["stops"])


    def run_slowly(self, own):
        """A query that has begun: the answer says how many rows it reads."""
        query = own.start_query(queryString=SLOW, logGroupNames=[GROUP], startTime=START, endTime=END)["queryId"]
        answer = own.get_query_results(queryId=query)
        self.assertEqual((answer["status"], answer["statistics"]["recordsScanned"]), ("Running", 120))
        return query

    def end(self, own, query):
        self.eventually(lambda: own.get_query_results(queryId=query)["status"], "Complete")
        return int(rows(own.get_query_results(queryId=query))[0]["number"])


class Upgrades(Case):
    def test_the_server_notices_and_says_so_once(self):
        server = self.start()
        self.assertEqual(self.health(server), (204, ""))
        upgrade(server.archive)
        # By itself, before anybody asks.
        self.eventually(lambda: self.errors(server), [f"warning: {UPGRADED}"])
        for _ in range(3):
            self.assertEqual(self.health(server), (503, UPGRADED))
            status, answer = server.call("DescribeLogGroups")
            self.assertEqual((status, answer["message"]), (500, UPGRADED))
            status, answer = server.call("StartQuery", logGroupNames=[GROUP], startTime=START, endTime=END,
                                         queryString="fields @message")
            self.assertEqual((status, answer["message"]), (500, UPGRADED))
        self.assertEqual(len(self.errors(server)), 1)
        # As when a backup has been restored; the next problem is said again.
        upgrade(server.archive, -1)
        self.assertEqual(self.health(server), (204, ""))
        self.assertEqual(self.count(server), 60)
        upgrade(server.archive)
        self.eventually(lambda: self.errors(server), [f"warning: {UPGRADED}"] * 2)

    def test_a_running_query_reads_what_it_began_with(self):
        server = self.start(stops=120)
        own = logs(server)
        query = self.run_slowly(own)
        upgrade(server.archive)
        self.assertEqual(self.health(server)[0], 503)
        self.assertEqual(self.end(own, query), 120 * 10**DEPTH)

    def test_pages_say_so_too(self):
        server = self.start()
        upgrade(server.archive)
        status, _, body = server.request("GET", "/")
        self.assertGreaterEqual(status, 500)
        self.assertIn("restart the server", body.decode())

    def test_a_service_manager_hears_no_more(self):
        path = f"/tmp/notify-{os.getpid()}"
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
            manager.bind(path)
            self.addCleanup(os.remove, path)
            server = self.start(environment={"NOTIFY_SOCKET": path})
            manager.settimeout(15)
            self.assertEqual({manager.recv(99), manager.recv(99)}, {b"READY=1", b"WATCHDOG=1"})
            self.assertEqual(manager.recv(99), b"WATCHDOG=1")
            upgrade(server.archive)
            # Twice as long as the server waits between two messages.
            manager.settimeout(10)
            with self.assertRaises(TimeoutError):
                manager.recv(99)
            upgrade(server.archive, -1)
            self.assertEqual(manager.recv(99), b"WATCHDOG=1")


class Starts(Case):
    def refused(self, path, *options):
        run = subprocess.run([COMMAND, "serve", "--archive", path, "--port", "0", *options], capture_output=True,
                             text=True, timeout=20)
        self.assertEqual((run.returncode, run.stdout), (1, ""))
        return run.stderr

    def test_an_archive_of_a_newer_version(self):
        server = self.start(stops=2)
        copy = f"{server.folder}/newer.sqlite"
        server.run("backup", copy, "--archive", server.archive)
        upgrade(copy)
        errors = self.refused(copy)
        self.assertIn("schema version", errors)
        self.assertIn("update ecs-stops", errors)

    def older(self, folder):
        """An empty archive as the version before made it."""
        path = f"{folder}/older.sqlite"
        steps = sorted(Path(ROOT, "Migrations").glob("0*.sql"))[:-1]
        archive = sqlite3.connect(path)
        archive.execute("PRAGMA journal_mode = WAL")
        for step in steps:
            archive.executescript(step.read_text(encoding="utf-8"))
        archive.execute(f"PRAGMA application_id = {int.from_bytes(b'ECST', 'big')}")
        archive.execute(f"PRAGMA user_version = {len(steps)}")
        archive.commit()
        archive.close()
        return path

    def test_the_owner_upgrades_an_older_archive(self):
        server = self.start(stops=2)
        path = self.older(server.folder)
        process = subprocess.Popen([COMMAND, "serve", "--archive", path, "--port", "0"], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        self.assertIn("listening", process.stdout.readline())
        process.terminate()
        self.assertIn("upgraded", process.communicate(timeout=20)[1])

    @unittest.skipUnless(os.geteuid() == 0 and shutil.which("setpriv"), "only root can be somebody else")
    def test_somebody_who_may_only_read_is_told_who_can(self):
        server = self.start(stops=2)
        path = self.older(server.folder)
        os.chmod(server.folder, 0o755)
        run = subprocess.run(["setpriv", "--reuid=65532", "--regid=65532", "--clear-groups", COMMAND, "serve", "--archive",
                              path, "--port", "0"], capture_output=True, text=True, timeout=20)
        self.assertEqual((run.returncode, run.stdout), (1, ""))
        self.assertIn(f"its owner, root, can; run `ecs-stops info --archive {path}`", run.stderr)

    def test_no_archive(self):
        self.assertIn("there is no archive at /nowhere/archive.sqlite", self.refused("/nowhere/archive.sqlite"))

    def test_another_file(self):
        self.assertIn("not a SQLite database", self.refused(__file__))


class Files(Case):
    """An archive whose file is another one at once."""

    def copy(self, server, stops):
        """An archive with the first stops, beside the server's."""
        path = f"{server.folder}/other.sqlite"
        for name in (path, f"{path}-wal", f"{path}-shm"):
            if os.path.exists(name):
                os.remove(name)
        folder = f"{server.folder}/other"
        shutil.rmtree(folder, ignore_errors=True)
        os.mkdir(folder)
        with open(f"{folder}/000000.log", "w", encoding="utf-8") as file:
            file.write(export_lines(server.stops[:stops]))
        server.run("ingest", folder, "--archive", path)
        return path

    def remove(self, server):
        for suffix in ("", "-wal", "-shm"):
            if os.path.exists(server.archive + suffix):
                os.remove(server.archive + suffix)

    def test_it_is_deleted(self):
        server = self.start()
        self.assertEqual(self.count(server), 60)
        other = self.copy(server, 7)
        self.remove(server)
        status, text = self.health(server)
        self.assertEqual((status, server.folder in text), (503, False))
        status, answer = server.call("DescribeLogGroups")
        self.assertEqual(status, 500)
        self.assertIn(f"there is no archive at {server.archive}", answer["message"])
        [line] = self.errors(server)
        self.assertIn("there is no archive", line)
        os.rename(other, server.archive)
        self.assertEqual(self.health(server), (204, ""))
        self.assertEqual(self.count(server), 7)

    def test_it_is_restored_as_the_documents_say(self):
        server = self.start()
        self.assertEqual(self.count(server), 60)
        other = self.copy(server, 7)
        self.remove(server)
        shutil.copyfile(other, server.archive)
        self.assertEqual(self.count(server), 7)

    def test_another_one_is_renamed_to_it(self):
        server = self.start()
        for stops in (7, 60, 11, 59):
            self.assertEqual(self.health(server), (204, ""))
            other = self.copy(server, stops)
            os.rename(other, server.archive)
            for _ in range(5):
                self.assertEqual(self.count(server), stops)
            self.assertEqual(self.health(server), (204, ""))

    def test_a_backup_is_written_over_it(self):
        server = self.start()
        self.assertEqual(self.count(server), 60)
        other = self.copy(server, 7)
        server.run("backup", "--force", server.archive, "--archive", other)
        self.assertEqual(self.count(server), 7)

    def test_it_is_replaced_during_a_query(self):
        server = self.start(stops=120)
        own = logs(server)
        other = self.copy(server, 7)
        query = self.run_slowly(own)
        os.rename(other, server.archive)
        self.assertEqual(self.count(server), 7)
        self.assertEqual(own.get_query_results(queryId=query)["status"], "Running")
        self.assertEqual(self.end(own, query), 120 * 10**DEPTH)
        self.assertEqual(self.errors(server), [])


if __name__ == "__main__":
    unittest.main()
