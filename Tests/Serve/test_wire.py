"""Requests that are cut, split, doubled, too long or too slow: answered or closed, and the server goes on."""

import json
import socket
import time
import unittest

from clients import logs
from server import Server

server = None
TARGET = "X-Amz-Target: Logs_20140328.DescribeLogGroups\r\n"


def setUpModule():
    global server
    server = Server(stops=4)


def tearDownModule():
    server.stop()


class Wire(unittest.TestCase):
    def tearDown(self):
        # Whatever came, the next client is served.
        self.assertTrue(logs(server).describe_log_groups()["logGroups"])

    def talk(self, *parts, pause=0.0, seconds=15):
        """Sends bytes, and reads until the server closes or nothing more comes."""
        with socket.create_connection(("127.0.0.1", server.port), timeout=seconds) as connection:
            for part in parts:
                try:
                    connection.sendall(part)
                except OSError:
                    break
                time.sleep(pause)
            connection.settimeout(1.5)
            answer = b""
            while True:
                try:
                    piece = connection.recv(65536)
                except TimeoutError:
                    break
                except ConnectionError:
                    # Closed with bytes of ours unread.
                    return answer, True
                if not piece:
                    return answer, True
                answer += piece
            return answer, False

    def head(self, more="", method="POST", version="1.1"):
        return f"{method} / HTTP/{version}\r\nHost: 127.0.0.1:{server.port}\r\n{TARGET}{more}".encode()

    def test_split_bytes(self):
        request = self.head("Content-Length: 2\r\n\r\n") + b"{}"
        answer, _ = self.talk(*[request[index:index + 1] for index in range(len(request))])
        self.assertIn(b"HTTP/1.1 200", answer)

    def test_two_requests_at_once(self):
        request = self.head("Content-Length: 2\r\n\r\n") + b"{}"
        answer, _ = self.talk(request + request)
        self.assertEqual(answer.count(b"HTTP/1.1 200"), 2)

    def test_chunks(self):
        answer, _ = self.talk(self.head("Transfer-Encoding: chunked\r\n\r\n") + b"1\r\n{\r\n1\r\n}\r\n0\r\n\r\n")
        self.assertIn(b"HTTP/1.1 200", answer)

    def test_expectations(self):
        answer, _ = self.talk(self.head("Content-Length: 2\r\nExpect: 100-continue\r\n\r\n"), b"{}", pause=0.3)
        self.assertIn(b"HTTP/1.1 200", answer)

    def test_the_first_version(self):
        answer, is_closed = self.talk(self.head("Content-Length: 2\r\n\r\n", version="1.0") + b"{}")
        self.assertIn(b" 200", answer.split(b"\r\n")[0])
        self.assertTrue(is_closed)

    def test_ambiguous_lengths(self):
        for more in ("Content-Length: 2\r\nContent-Length: 3\r\n\r\n",
                     "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n", "Content-Length: -1\r\n\r\n",
                     "Transfer-Encoding: gzip\r\n\r\n"):
            with self.subTest(more):
                answer, is_closed = self.talk(self.head(more) + b"{}")
                self.assertTrue(is_closed)
                self.assertNotIn(b" 200", answer.split(b"\r\n")[0])

    def test_garbage(self):
        for bytes in (b"\x16\x03\x01\x02\x00\x01\x00", b"GET\r\n\r\n", b"\0" * 100, b"nonsense\r\n\r\n"):
            with self.subTest(bytes):
                answer, is_closed = self.talk(bytes + b"\r\n\r\n")
                self.assertTrue(is_closed)
                self.assertNotIn(b" 200 ", answer)

    def test_a_header_that_is_too_long(self):
        answer, is_closed = self.talk(self.head("X-Long: " + "x" * 100_000 + "\r\n\r\n"))
        self.assertTrue(is_closed)
        self.assertNotIn(b" 200 ", answer)

    def test_too_many_headers(self):
        many = "".join(f"X-{number}: 1\r\n" for number in range(500))
        answer, is_closed = self.talk(self.head(many + "\r\n"))
        self.assertTrue(is_closed)
        self.assertNotIn(b" 200 ", answer)

    def test_a_body_that_is_too_long(self):
        answer, _ = self.talk(self.head(f"Content-Length: {2 << 20}\r\n\r\n") + b"x" * (2 << 20))
        self.assertIn(b" 413 ", answer.split(b"\r\n")[0] + b" ")

    def test_deep_json(self):
        body = b'{"a":' * 100_000
        answer, _ = self.talk(self.head(f"Content-Length: {len(body)}\r\n\r\n") + body)
        self.assertIn(b" 400 ", answer.split(b"\r\n")[0] + b" ")

    def test_a_client_that_goes(self):
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.sendall(self.head("Content-Length: 100\r\n\r\n") + b"{")

    def test_a_header_without_end(self):
        begin = time.monotonic()
        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
            connection.sendall(self.head())
            connection.settimeout(20)
            self.assertEqual(connection.recv(100)[:12] in (b"", b"HTTP/1.1 400"), True)
        self.assertLess(time.monotonic() - begin, 15)

    def test_health(self):
        self.assertEqual(server.request("GET", "/healthz")[0], 204)
        self.assertEqual(server.request("GET", "/../etc/passwd")[0], 404)

    def test_the_constants_of_other_services(self):
        status, _, body = server.request(
            path="/service/GraniteServiceVersion20100801/operation/ListMetrics",
            headers={"smithy-protocol": "rpc-v2-cbor"})
        self.assertEqual((status, body), (200, b"\xa1\x67Metrics\x80"))
        status, _, body = server.request(path="/ListSinks")
        self.assertEqual((status, json.loads(body)), (200, {"Items": []}))


if __name__ == "__main__":
    unittest.main()
