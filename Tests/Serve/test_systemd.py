"""The server as systemd runs it: its units, the sockets it is passed, what it tells, and what it is kept from."""

import ctypes
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import unittest
from pathlib import Path

from clients import logs
from server import COMMAND, ROOT, Server

DEPLOY = Path(ROOT, "Scripts/deploy")
SERVICE = DEPLOY / "ecs-stops-serve.service"
SOCKET = DEPLOY / "ecs-stops-serve.socket"
KEYS = {"aws_access_key_id": "TEAMKEY", "aws_secret_access_key": "team-secret"}

server = None


def setUpModule():
    global server
    server = Server()
    Path(server.folder, "keys").write_text("TEAMKEY team-secret\n", encoding="utf-8")
    Path(server.folder, "token").write_text("0123456789abcdef0123456789abcdef\n", encoding="utf-8")


def tearDownModule():
    server.stop()


def settings(unit):
    return [line.split("=", 1) for line in unit.read_text().splitlines() if re.match(r"\w+=", line)]


def setting(unit, name):
    [value] = [value for key, value in settings(unit) if key == name]
    return value


class Started:
    """A server that was passed sockets, as sd_listen_fds has it."""

    # The process that the variables are for is the one that the shell becomes.
    SCRIPT = 'export LISTEN_PID=$$ LISTEN_FDS=$1; shift; exec "$@"'

    def __init__(self, sockets, *options, before=(), prepare=lambda: None, archive=None, **environment):
        def pass_sockets():
            prepare()
            # Copied out of the way first: one may have the place of another.
            copies = [os.dup(each.fileno()) for each in sockets]
            copies = [os.dup2(copy, 100 + index) for index, copy in enumerate(copies)]
            for index, copy in enumerate(copies):
                os.dup2(copy, 3 + index)

        command = [*before, COMMAND, "serve", "--archive", archive or server.archive, *options]
        self.process = subprocess.Popen(
            ["sh", "-c", self.SCRIPT, "sh", str(len(sockets)), *command], stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, close_fds=False, preexec_fn=pass_sockets,
            env={**os.environ, **environment})
        self.line = self.process.stdout.readline()

    def end(self, status=0):
        self.process.send_signal(signal.SIGTERM)
        _, errors = self.process.communicate(timeout=20)
        assert self.process.returncode == status, (self.process.returncode, errors)
        return errors


def listening(host="127.0.0.1", family=socket.AF_INET):
    found = socket.socket(family, socket.SOCK_STREAM)
    found.bind((host, 0))
    found.listen()
    return found


def deny_writable_code():
    """What MemoryDenyWriteExecute does, by Linux's own means: PR_SET_MDWE, which it has since 6.3."""
    ctypes.CDLL(None).prctl(65, 1, 0, 0, 0)


class At:
    """Where clients find a server, in the words of `clients`."""

    def __init__(self, found):
        self.url = f"http://127.0.0.1:{found.getsockname()[1]}"


class Sockets(unittest.TestCase):
    def test_it_serves_on_all_of_them(self):
        with listening() as first, listening() as second:
            started = Started([first, second])
            try:
                for each in (first, second):
                    self.assertIn(At(each).url, started.line)
                    self.assertEqual(len(logs(At(each)).describe_log_groups()["logGroups"]), 3)
                self.assertNotIn("4519", started.line)
            finally:
                started.end()

    def test_who_connected_before_the_start_is_answered(self):
        with listening() as found, socket.create_connection(found.getsockname()) as early:
            early.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            started = Started([found])
            try:
                self.assertIn(b" 204 ", early.recv(4096))
            finally:
                started.end()

    def test_the_next_server_goes_on_with_them(self):
        with listening() as found:
            for _ in range(2):
                started = Started([found])
                try:
                    self.assertEqual(len(logs(At(found)).describe_log_groups()["logGroups"]), 3)
                finally:
                    started.end()
            # Who comes between two servers waits for the next.
            with socket.create_connection(found.getsockname()) as early:
                early.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                started = Started([found])
                try:
                    self.assertIn(b" 204 ", early.recv(4096))
                finally:
                    started.end()

    @unittest.skipUnless(shutil.which("unshare") and os.geteuid() == 0, "only root can take the network away")
    def test_no_other_network_is_needed(self):
        with listening() as found:
            started = Started([found], before=["unshare", "--net", "--ipc"])
            try:
                self.assertEqual(len(logs(At(found)).describe_log_groups()["logGroups"]), 3)
            finally:
                started.end()

    @unittest.skipUnless(shutil.which("setpriv") and os.geteuid() == 0, "only root can be somebody else")
    def test_membership_of_the_archives_group_is_enough(self):
        user, group = 65532, 4242
        with tempfile.TemporaryDirectory() as folder, listening() as found:
            archive = f"{folder}/group/archive.sqlite"
            os.mkdir(f"{folder}/group")
            shutil.copy(server.archive, archive)
            for path, mode in ((folder, 0o755), (f"{folder}/group", 0o750), (archive, 0o640)):
                os.chmod(path, mode)
            for path in (f"{folder}/group", archive):
                os.chown(path, 0, group)
            # PrivateUsers: nobody else has a number of their own.
            before = ["setpriv", f"--reuid={user}", f"--regid={user}", f"--groups={group}", "--no-new-privs", "unshare",
                      "--user", "--map-current-user"]
            started = Started([found], before=before, archive=archive)
            try:
                self.assertEqual(len(logs(At(found)).describe_log_groups()["logGroups"]), 3)
            finally:
                started.end()
            self.assertEqual(os.listdir(f"{folder}/group"), ["archive.sqlite"])

    def test_variables_for_another_process_are_not_read(self):
        environment = {"LISTEN_PID": "1", "LISTEN_FDS": "1"}
        own = Server(environment=environment)
        self.addCleanup(own.stop)
        self.assertTrue(logs(own).describe_log_groups()["logGroups"])

    def refused(self, found, *options):
        with found:
            started = Started([found], *options)
            _, errors = started.process.communicate(timeout=20)
            self.assertEqual((started.process.returncode, started.line), (64, ""), errors)
            return errors

    def test_what_others_reach_needs_keys(self):
        self.assertIn("--keys", self.refused(listening("0.0.0.0")))
        with listening("0.0.0.0") as found:
            started = Started([found], "--keys", f"{server.folder}/keys")
            try:
                self.assertTrue(logs(At(found), **KEYS).describe_log_groups()["logGroups"])
            finally:
                started.end()

    def test_the_unit_names_the_address(self):
        errors = self.refused(listening(), "--host", "10.1.2.3", "--keys", f"{server.folder}/keys", "--token",
                              f"{server.folder}/token")
        self.assertIn("ListenStream=", errors)

    def test_sockets_of_other_kinds(self):
        for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
            with self.subTest(kind):
                # The second one is a connection and not a place to listen.
                ours, theirs = socket.socketpair(type=kind)
                with theirs:
                    self.assertIn("listening TCP socket", self.refused(ours))
        path = f"{server.folder}/local"
        local = socket.socket(socket.AF_UNIX)
        local.bind(path)
        local.listen()
        self.assertIn("listening TCP socket", self.refused(local))


class Messages(unittest.TestCase):
    """What is told to the socket that NOTIFY_SOCKET names."""

    def tell(self, name, bound):
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager, listening() as found:
            manager.bind(bound)
            manager.settimeout(20)
            started = Started([found], NOTIFY_SOCKET=name)
            self.assertEqual(manager.recv(4096), b"READY=1")
            started.end()
            last = manager.recv(4096)
            while last == b"WATCHDOG=1":
                last = manager.recv(4096)
            self.assertEqual(last, b"STOPPING=1")

    def test_ready_and_stopping(self):
        self.tell(f"{server.folder}/notify", f"{server.folder}/notify")

    def test_abstract_names(self):
        name = f"ecs-stops-test-{os.getpid()}"
        self.tell(f"@{name}", f"\0{name}")

    def test_names_that_nobody_has(self):
        for name in ("/nowhere/notify", "relative", "/" + "x" * 200, "@"):
            with self.subTest(name), listening() as found:
                self.assertEqual(Started([found], NOTIFY_SOCKET=name).end(), "")


class Units(unittest.TestCase):
    def command(self):
        """The command line of the unit, with our files."""
        text = setting(SERVICE, "ExecStart").replace("${CREDENTIALS_DIRECTORY}", server.folder)
        words = text.split()
        self.assertEqual(words[0], "/usr/local/bin/ecs-stops")
        return [COMMAND, *words[1:]]

    def environment(self):
        name, path = setting(SERVICE, "Environment").split("=")
        self.assertEqual((name, path), ("ECS_STOPS_ARCHIVE", "/var/lib/ecs-stops/archive.sqlite"))
        return {name: server.archive, "LD_LIBRARY_PATH": os.environ.get("LD_LIBRARY_PATH", "")}

    def test_they_belong_together(self):
        self.assertEqual(SOCKET.stem, SERVICE.stem)
        self.assertEqual(setting(SERVICE, "Requires"), SOCKET.name)
        loaded = [value.split(":")[0] for name, value in settings(SERVICE) if name == "LoadCredential"]
        self.assertEqual(re.findall(r"--(\w+) \$\{CREDENTIALS_DIRECTORY\}/(\w+)", setting(SERVICE, "ExecStart")),
                         [(name, name) for name in loaded])
        self.assertEqual(setting(SERVICE, "ReadOnlyPaths"), os.path.dirname("/var/lib/ecs-stops/archive.sqlite"))

    def test_the_commands_of_the_page_install_them(self):
        page = Path(ROOT, "docs/serve.md").read_text(encoding="utf-8").partition("### systemd")[2]
        # The first block.
        commands = re.sub("^    ", "", re.search(r"(?:^    .*\n)+", page, re.M)[0], flags=re.M)
        etc, folder = f"{server.folder}/etc", os.path.dirname(server.archive)
        for found, ours in ((" /etc/", f" {etc}/"), ("/var/lib/ecs-stops/", f"{folder}/")):
            self.assertIn(found, commands)
            commands = commands.replace(found, ours)
        os.makedirs(f"{etc}/systemd/system")
        stand_in = "systemctl() { echo systemctl \"$@\"; }\n"
        done = subprocess.run(["bash", "-euo", "pipefail", "-c", stand_in + commands], cwd=ROOT, capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn(f"systemctl enable --now {SOCKET.name}", done.stdout)
        for unit in (SERVICE, SOCKET):
            self.assertEqual(Path(etc, "systemd/system", unit.name).read_text(), unit.read_text())
        # The server takes the keys and the token.
        files = {value.split(":")[0]: value.split(":")[1].replace("/etc/", f"{etc}/")
                 for name, value in settings(SERVICE) if name == "LoadCredential"}
        for file in files.values():
            self.assertEqual(os.stat(file).st_mode & 0o777, 0o600)
        key, secret = Path(files["keys"]).read_text().split()
        with listening() as found:
            started = Started([found], "--keys", files["keys"], "--token", files["token"])
            try:
                own = logs(At(found), aws_access_key_id=key, aws_secret_access_key=secret)
                self.assertEqual(len(own.describe_log_groups()["logGroups"]), 3)
            finally:
                started.end()

    @unittest.skipUnless(shutil.which("systemd-socket-activate"), "systemd is not installed")
    def test_systemd_starts_it_for_a_connection(self):
        with listening() as found:
            place = At(found)
        address = place.url.removeprefix("http://")
        options = [f"--setenv={name}={value}" for name, value in self.environment().items()]
        process = subprocess.Popen(["systemd-socket-activate", f"--listen={address}", *options, *self.command()],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            self.assertIn(b"Listening", process.stderr.readline())
            self.assertTrue(logs(place, **KEYS).describe_log_groups()["logGroups"])
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=20)
        self.assertEqual(process.returncode, 0)

    @unittest.skipUnless(shutil.which("systemd-analyze"), "systemd is not installed")
    def test_systemd_takes_them_and_finds_them_closed(self):
        with tempfile.TemporaryDirectory() as folder:
            for unit in (SERVICE, SOCKET):
                text = unit.read_text().replace("/usr/local/bin/ecs-stops", COMMAND)
                Path(folder, unit.name).write_text(text)
            units = [str(path) for path in Path(folder).iterdir()]
            # What the page adds with `systemctl edit`.
            page = Path(ROOT, "docs/serve.md").read_text(encoding="utf-8")
            os.mkdir(f"{folder}/{SOCKET.name}.d")
            added = re.sub("^    ", "", re.search(r"^    \[Socket\]\n(?:    .*\n)+", page, re.M)[0], flags=re.M)
            Path(folder, f"{SOCKET.name}.d", "override.conf").write_text(added)
            run = subprocess.run(["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True)
            self.assertEqual((run.returncode, [line for line in run.stderr.splitlines() if folder in line]), (0, []))
            # 0.5 of 10: it may create sockets of this computer, and has a group.
            run = subprocess.run(["systemd-analyze", "security", "--offline=yes", "--threshold=5",
                                  str(Path(folder, SERVICE.name))], capture_output=True, text=True)
            self.assertEqual(run.returncode, 0, run.stdout)

    @unittest.skipUnless(shutil.which("strace") and shutil.which("systemd-analyze"), "there is no strace, or no systemd")
    def test_what_the_filter_denies_is_not_needed(self):
        trace = f"{server.folder}/trace"
        # Every other call fails, as with SystemCallErrorNumber.
        allowed = ",".join(f"?{name}" for name in sorted(self.allowed()))
        filtered = ["strace", "-D", "-f", "-qq", "-o", trace, "-e", f"inject=!{allowed}:error=EPERM"]
        with listening() as found:
            started = Started([found], before=filtered, prepare=deny_writable_code)
            try:
                self.assertTrue(started.line)
                self.use(At(found))
            finally:
                self.assertEqual(started.end(), "")
        lines = Path(trace).read_text(errors="replace").splitlines()
        self.assertGreater(len(lines), 1000)
        # PR_GET_MDWE.
        if ctypes.CDLL(None).prctl(66, 0, 0, 0, 0) >= 0:
            self.assertEqual([line for line in lines if re.search(r"PROT_WRITE\|PROT_EXEC.* = 0x", line)], [])
        families = set(re.findall(r" socket\((\w+)", "\n".join(lines)))
        self.assertEqual(families - set(setting(SERVICE, "RestrictAddressFamilies").split()), set())

    def allowed(self):
        """System calls of the filter's sets, without those that it takes away."""
        def members(names):
            text = subprocess.run(["systemd-analyze", "syscall-filter", "--no-pager", *names], capture_output=True,
                                  text=True, check=True).stdout
            lines = [line.strip() for line in text.splitlines() if re.fullmatch(r" +@?\w[\w-]*", line)]
            inner = [line for line in lines if line.startswith("@") and line not in names]
            calls = {line for line in lines if not line.startswith("@")}
            return calls | (members(inner) if inner else set())

        allowed = set()
        for key, value in settings(SERVICE):
            if key == "SystemCallFilter" and value.startswith("~"):
                allowed -= members(value[1:].split())
            elif key == "SystemCallFilter":
                allowed |= members(value.split())
        # What systemd always allows: the start of the process itself.
        return allowed | members(["@default"]) | {"execve"}

    def use(self, place):
        from clients import results
        from server import GROUP, START
        client = logs(place)
        client.filter_log_events(logGroupName=GROUP)
        for query in ("fields @message | parse @message /stopCode\":\"(?<code>[^\"]+)/ | sort code desc",
                      "stats count(*), pct(detail.version, 90) by bin(1h), detail.stopCode"):
            found = results(client, query, [GROUP], START, START + 86400)
            self.assertEqual(found["status"], "Complete")


if __name__ == "__main__":
    unittest.main()
