"""Shows that tests/kill9.py finds a program that loses, doubles or halves writes, and passes one that does not."""
import random
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))
from kill9 import Plan, hunt  # noqa: E402

SITE = r"""
import secrets, sqlite3, sys, threading, urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
data, port, way = sys.argv[1:]
lock = threading.Lock()
store = sqlite3.connect(data + "/store.sqlite", check_same_thread=False, isolation_level=None)
store.execute("PRAGMA journal_mode=WAL")
store.executescript("CREATE TABLE IF NOT EXISTS note (marker TEXT, key TEXT); CREATE TABLE IF NOT EXISTS audit (marker TEXT);")
late = []
class Handler(BaseHTTPRequestHandler):
    def answer(self, status, text=""):
        self.send_response(status); self.send_header("Content-Length", str(len(text))); self.end_headers()
        self.wfile.write(text.encode())
    def do_GET(self):
        self.answer(200, '<input name="key" value="%s" type="hidden"><input type="hidden" name="csrf" value="a&amp;b">'
                    % secrets.token_hex(8))
    def do_POST(self):
        sent = dict(urllib.parse.parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        with lock:
            known = store.execute("SELECT 1 FROM note WHERE key = ?", (sent["key"],)).fetchone()
            if way == "forgetful" or not known:
                late.append((sent["marker"], sent["key"]))
            if way != "late" or len(late) == 50:
                store.execute("BEGIN IMMEDIATE")
                for marker, key in late:
                    for _ in range(2 if way == "double" and marker.endswith("n00001") else 1):
                        store.execute("INSERT INTO note VALUES (?, ?)", (marker, key))
                    if way == "half" and marker.endswith("n00001"):
                        continue
                    store.execute("INSERT INTO audit VALUES (?)", (marker,))
                store.execute("COMMIT")
                late.clear()
        if way == "forgetful" and not known:
            threading.Event().wait(0.3)  # written but not yet answered when the kill comes
        self.answer(303 if sent["csrf"] == "a&b" else 403)
    def log_message(self, *_): pass
ThreadingHTTPServer(("127.0.0.1", int(port)), Handler).serve_forever()
"""


def hunted(way, rounds=3):
    plan = Plan(serve=(sys.executable, "-c", SITE, "{data}", "{port}", way), database="store.sqlite", form="/form",
                target="/note", fields={"marker": "{marker}"}, found="SELECT marker, count(*) FROM note GROUP BY marker",
                halves=("SELECT marker FROM note WHERE marker NOT IN (SELECT marker FROM audit)",))
    return hunt(plan, rounds, 2, random.Random(7))


class Kill9Test(unittest.TestCase):
    def test_a_program_that_keeps_its_word(self):
        good, faults, kept, _ = hunted("sound")
        self.assertEqual((good, faults), (3, []))
        self.assertGreater(kept, 10)

    def test_a_program_that_answers_before_it_writes(self):
        self.assertIn("lost:", "".join(hunted("late")[1]))

    def test_a_program_that_writes_twice(self):
        self.assertIn("2 times:", "".join(hunted("double")[1]))

    def test_a_program_that_does_not_know_a_form_sent_again(self):
        self.assertIn("2 times:", "".join(hunted("forgetful")[1]))

    def test_a_program_that_writes_by_half(self):
        self.assertIn("by half:", "".join(hunted("half")[1]))


if __name__ == "__main__":
    unittest.main()
