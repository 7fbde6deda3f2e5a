"""The container recipe: what can be tried of it without a container runtime."""

import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from clients import logs
from server import COMMAND, ROOT, Server

RECIPE = Path(ROOT, "Scripts/deploy/serve.Containerfile")
USER = 65532


def instructions():
    text = re.sub(r"^#.*\n", "", RECIPE.read_text(), flags=re.M).replace("\\\n", " ")
    return [tuple(line.split(None, 1)) for line in text.splitlines() if line.strip()]


def instruction(name):
    [value] = [value for each, value in instructions() if each == name]
    return value


class Recipe(unittest.TestCase):
    def test_what_the_comment_calls(self):
        comment = "\n".join(line[1:].strip() for line in RECIPE.read_text().splitlines() if line.startswith("#"))
        self.assertIn("Scripts/package --out .build/image", comment)
        self.assertRegex(comment, r"docker build --file Scripts/deploy/serve\.Containerfile --tag \S+ \.build/image")
        for option in ("--read-only", "--cap-drop ALL", "no-new-privileges", "127.0.0.1:4519:4519", ":/var/lib/ecs-stops:ro"):
            self.assertIn(option, comment)

    def test_it_is_not_root(self):
        self.assertEqual(instruction("USER"), f"{USER}:{USER}")

    def test_commands_of_the_shell_are_well_formed(self):
        subprocess.run(["sh", "-n"], input=instruction("RUN"), text=True, check=True)
        [_, _, check] = json.loads(instruction("HEALTHCHECK").partition("CMD ")[2])
        subprocess.run(["bash", "-n"], input=check, text=True, check=True)


@unittest.skipUnless(shutil.which("dpkg-shlibdeps") and os.geteuid() == 0,
                     "dpkg-dev is not installed, or the user is not root, who alone can be somebody else")
@unittest.skipUnless(os.environ.get("NIGHTLY"), "making the package takes a minute")
class Package(unittest.TestCase):
    """The package's own program, as the user of the recipe, with files that it cannot write."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.mkdtemp(prefix="container-")
        cls.addClassCleanup(shutil.rmtree, folder, ignore_errors=True)
        os.chmod(folder, 0o755)
        cls.folder = folder
        subprocess.run([f"{ROOT}/Scripts/package", "--command", COMMAND, "--out", f"{folder}/image"], check=True,
                       capture_output=True)
        [pattern, _] = instruction("COPY").split()
        [cls.package] = Path(folder, "image").glob(pattern)
        subprocess.run(["dpkg-deb", "--extract", cls.package, f"{folder}/root"], check=True)

    def test_it_depends_on_what_it_loads(self):
        depends = subprocess.run(["dpkg-deb", "--field", self.package, "Depends"], capture_output=True, text=True,
                                 check=True).stdout
        for name in ("libc6", "libsqlite3-0", "libpcre2-8-0", "libsimdjson", "zlib1g"):
            self.assertIn(name, depends)

    def start(self, server, *options):
        """The entry point, its paths being ours, in a private view of a read-only disk."""
        words = json.loads(instruction("ENTRYPOINT"))
        for name, text in (("keys", "TEAMKEY team-secret\n"), ("token", "0123456789abcdef0123456789abcdef\n")):
            Path(self.folder, name).write_text(text)
            os.chmod(f"{self.folder}/{name}", 0o644)
            words = [f"{self.folder}/{name}" if word == f"/etc/ecs-stops/{name}" else word for word in words]
        self.assertEqual(words[0], "ecs-stops")
        words[0] = f"{self.folder}/root/usr/bin/ecs-stops"
        # What makes it the container's user, who has no group or capability of ours.
        user = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups", "--no-new-privs", "--inh-caps=-all"]
        return subprocess.Popen([*user, *words, "--port", "0", *options], stdout=subprocess.PIPE, text=True,
                                env={**os.environ, "ECS_STOPS_ARCHIVE": server.archive})

    def test_it_serves_as_another_user(self):
        server = Server()
        self.addCleanup(server.stop)
        os.chmod(server.folder, 0o755)
        for name in os.listdir(server.folder):
            if name.startswith("archive.sqlite"):
                os.chmod(f"{server.folder}/{name}", 0o644)
        process = self.start(server)
        try:
            line = json.loads(process.stdout.readline())
            own = type("Place", (), {"url": line["listening"][0]})
            keys = {"aws_access_key_id": "TEAMKEY", "aws_secret_access_key": "team-secret"}
            self.assertEqual(len(logs(own, **keys).describe_log_groups()["logGroups"]), 3)
            port = own.url.rpartition(":")[2]
            self.assertEqual(self.check(port), 0)
            os.rename(server.archive, f"{server.archive}.away")
            self.assertNotEqual(self.check(port), 0)
        finally:
            process.terminate()
            process.communicate(timeout=20)
        self.assertEqual(process.returncode, 0)
        self.assertNotEqual(self.check(port), 0)
        owners = {os.stat(f"{server.folder}/{name}").st_uid for name in os.listdir(server.folder)}
        self.assertEqual(owners, {0})

    def check(self, port):
        """The exit status of the health check."""
        words = json.loads(instruction("HEALTHCHECK").partition("CMD ")[2])
        return subprocess.run([word.replace("/4519", f"/{port}") for word in words], capture_output=True).returncode


if __name__ == "__main__":
    unittest.main()
