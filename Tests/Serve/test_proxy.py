"""The server behind nginx with TLS, by the example that is in Scripts/deploy."""

import http.client
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
import unittest
from pathlib import Path
from unittest import mock
from urllib.parse import quote

import boto3
import botocore.config
import botocore.exceptions

from clients import results
from server import GROUP, ROOT, START, Server

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
NAME = "stops.example.com"
END = START + 86400
TOKEN = "0123456789abcdef0123456789abcdef"
# Makes Python's programs, the AWS CLI among them, find the name without DNS.
RESOLVE = f"""
import socket
found = socket.getaddrinfo
socket.getaddrinfo = lambda host, *rest, **names: found("127.0.0.1" if host == "{NAME}" else host, *rest, **names)
"""
# nginx's own main file, with everything in a folder of ours.
MAIN = """
pid {folder}/nginx.pid;
error_log {folder}/error.log;
{user}
events {{}}
http {{
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  include {folder}/site.conf;
}}
"""


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Proxy:
    """nginx with the site of Scripts/deploy, before a server."""

    def __init__(self, server):
        folder = Path(server.folder, "nginx")
        folder.mkdir()
        self.certificate, key = folder / "certificate.pem", folder / "key.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}",
                        "-addext", f"subjectAltName=DNS:{NAME}", "-keyout", key, "-out", self.certificate],
                       check=True, capture_output=True)
        self.port, self.plain_port, self.log = free_port(), free_port(), folder / "access.log"
        site = Path(ROOT, "Scripts/deploy/nginx.conf").read_text(encoding="utf-8")
        for found, ours in (("127.0.0.1:4519", f"127.0.0.1:{server.port}"), ("listen 443 ssl;", f"listen {self.port} ssl;"),
                            ("listen 80;", f"listen {self.plain_port};"),
                            ("/etc/ecs-stops/tls/certificate.pem", str(self.certificate)),
                            ("/etc/ecs-stops/tls/key.pem", str(key)), ("/var/log/nginx/ecs-stops.log", str(self.log))):
            assert site.count(found) == 1, found
            site = site.replace(found, ours)
        (folder / "site.conf").write_text(site)
        user = "user root;" if os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user))
        self.process = subprocess.Popen([NGINX, "-e", folder / "error.log", "-c", folder / "nginx.conf", "-g", "daemon off;"])
        self.url = f"https://{NAME}:{self.port}"
        end = time.monotonic() + 10
        while time.monotonic() < end:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise RuntimeError((folder / "error.log").read_text())

    def request(self, method, path, headers=None, body=None):
        """A browser's request: status, headers, body."""
        context = ssl.create_default_context(cafile=self.certificate)
        connection = http.client.HTTPSConnection(NAME, self.port, context=context, timeout=10)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode()
        finally:
            connection.close()

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=20)


@unittest.skipUnless(os.path.exists(NGINX), "nginx is not installed")
class BehindNginx(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        patch = mock.patch("socket.getaddrinfo", cls.resolver(socket.getaddrinfo))
        patch.start()
        cls.addClassCleanup(patch.stop)
        files = {"keys": "TEAMKEY team-secret\n", "token": f"{TOKEN}\n"}
        options = ["--allow-host", NAME]
        for name, text in files.items():
            path = f"/tmp/ecs-stops-{name}-{os.getpid()}"
            Path(path).write_text(text, encoding="utf-8")
            cls.addClassCleanup(os.remove, path)
            options += [f"--{name}", path]
        cls.server = Server(*options, stops=3000)
        cls.addClassCleanup(cls.server.stop)
        cls.proxy = Proxy(cls.server)
        cls.addClassCleanup(cls.proxy.stop)

    @staticmethod
    def resolver(found):
        return lambda host, *rest, **names: found("127.0.0.1" if host == NAME else host, *rest, **names)

    def logs(self, secret="team-secret"):
        config = botocore.config.Config(retries={"total_max_attempts": 1})
        return boto3.client("logs", endpoint_url=self.proxy.url, region_name="eu-central-1", config=config,
                            verify=str(self.proxy.certificate), aws_access_key_id="TEAMKEY", aws_secret_access_key=secret)

    def test_a_signature_passes(self):
        own = self.logs()
        found = results(own, "stats count(*) as stops", [GROUP], START, END)
        self.assertEqual(found["results"][0][0]["value"], str(len([at for at, _ in self.server.stops if at <= END])))
        with self.assertRaises(botocore.exceptions.ClientError) as caught:
            self.logs("wrong").describe_log_groups()
        self.assertEqual(caught.exception.response["Error"]["Code"], "InvalidSignatureException")

    def test_long_answers_and_long_requests(self):
        own = self.logs()
        events = [event for page in own.get_paginator("filter_log_events").paginate(logGroupName=GROUP)
                  for event in page["events"]]
        self.assertEqual(len(events), 3000)
        status, _, _ = self.proxy.request("POST", "/", body=b" " * 2_000_000)
        self.assertEqual(status, 413)

    def test_the_aws_cli(self):
        folder = Path(self.server.folder, "python")
        folder.mkdir(exist_ok=True)
        (folder / "sitecustomize.py").write_text(RESOLVE)
        environment = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        environment.update(PYTHONPATH=str(folder), AWS_CA_BUNDLE=str(self.proxy.certificate), AWS_ACCESS_KEY_ID="TEAMKEY",
                           AWS_SECRET_ACCESS_KEY="team-secret", AWS_DEFAULT_REGION="eu-central-1", AWS_PAGER="",
                           AWS_CONFIG_FILE="/dev/null", AWS_SHARED_CREDENTIALS_FILE="/dev/null")
        for aws in {shutil.which("aws"), "/usr/bin/aws"}:
            with self.subTest(aws):
                done = subprocess.run([aws, "--endpoint-url", self.proxy.url, "--output", "json", "logs",
                                       "describe-log-groups"], capture_output=True, text=True, env=environment, timeout=60)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertIn(GROUP, [group["logGroupName"] for group in json.loads(done.stdout)["logGroups"]])

    def test_the_console(self):
        status, _, body = self.proxy.request("GET", "/")
        self.assertNotEqual(status, 200)
        self.assertNotIn("127.0.0.1", body)
        status, headers, _ = self.proxy.request("GET", f"/?token={quote(TOKEN)}")
        self.assertEqual((status, headers["Location"]), (303, "/"))
        self.assertIn("; Secure", headers["Set-Cookie"])
        cookie = headers["Set-Cookie"].partition(";")[0]
        status, headers, body = self.proxy.request("GET", "/", {"Cookie": cookie, "Sec-Fetch-Site": "none"})
        self.assertEqual((status, headers["Content-Type"].partition(";")[0]), (200, "text/html"))
        # Whatever else the page needs is had the same way.
        for path in set(re.findall(r'(?:src|href)="(/[^"?#]*\.(?:css|js))["?]', body)):
            self.assertEqual(self.proxy.request("GET", path)[0], 200, path)
        foreign = {"Cookie": cookie, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"}
        self.assertEqual(self.proxy.request("GET", "/", foreign)[0], 403)
        status, _, body = self.proxy.request("GET", "/about", {"Cookie": cookie})
        self.assertEqual(status, 200)
        # How to connect, by the way that this browser took.
        self.assertIn(f"AWS_ENDPOINT_URL_CLOUDWATCH_LOGS={self.proxy.url}", body.replace("<wbr/>", ""))

    def test_neither_queries_nor_the_token_are_logged(self):
        self.proxy.request("GET", f"/?token={quote(TOKEN)}")
        self.proxy.request("GET", "/query?q=secret-words")
        # nginx writes a line after it has answered.
        end = time.monotonic() + 10
        while '"GET /query"' not in self.proxy.log.read_text() and time.monotonic() < end:
            time.sleep(0.05)
        text = self.proxy.log.read_text()
        self.assertIn('"GET /query"', text)
        self.assertNotIn(TOKEN, text)
        self.assertNotIn("secret-words", text)

    def test_plain_http_leads_to_tls(self):
        connection = http.client.HTTPConnection(NAME, self.proxy.plain_port, timeout=10)
        connection.request("GET", "/reports/reasons?since=7d")
        answer = connection.getresponse()
        self.assertEqual((answer.status, answer.getheader("Location")), (301, f"https://{NAME}/reports/reasons?since=7d"))
        connection.close()

    def test_names_that_are_not_allowed(self):
        headers = {"Host": "other.example.com", "X-Amz-Target": "Logs_20140328.DescribeLogGroups"}
        status, _, body = self.proxy.request("POST", "/", headers)
        self.assertEqual(status, 403)
        self.assertIn("--allow-host", body)


if __name__ == "__main__":
    unittest.main()
