#!/usr/bin/env python3
"""Kills the running program with SIGKILL while it acknowledges writes, again and again, and looks at what is left.

Nothing acknowledged may be lost, nothing may be there by half, nothing twice.
usage: tests/kill9.py [--rounds 50] [--writers 4] [--seed 1]      needs build/release/kringwerk
"""
import argparse
import hashlib
import html
import http.client
import random
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import zlib
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Plan:
    """What is written and how it is found again: everything that knows the program."""
    serve: tuple = ("build/release/kringwerk", "serve", "--data", "{data}", "--port", "{port}",
                    "--trusted-proxy", "127.0.0.1")
    database: str = "kringwerk.db"  # inside the data folder
    form: str = "/nl/offers/new"  # its hidden fields are sent along with `fields`
    target: str = "/nl/offers"
    fields: dict = field(default_factory=lambda: {"what": "houten pallets {marker}", "amount": "20", "unit": "kg",
                                                  "rhythm": "once", "place": "Leuven", "email": "{marker}@example.org"})
    acknowledged: tuple = (303,)
    # (marker, times) of every record written
    found: str = ("SELECT substr(contact_email, 1, instr(contact_email, '@') - 1), count(*) FROM stream "
                  "WHERE contact_email LIKE 'kw9%' GROUP BY 1")
    # markers of records that lack what belongs to them: each draft has its mail
    halves: tuple = ("SELECT contact_email FROM stream WHERE contact_email LIKE 'kw9%' AND NOT EXISTS "
                     "(SELECT 1 FROM outbox_mail WHERE to_address = contact_email)",)
    resend: bool = True  # send again what got no answer, as a person would: the form's key makes it one record
    cookie: str = ""  # of somebody who is signed in
    prepare: object = None  # is given the open store once, after the first start


TOKEN = "abcdefghjkmnpqrstvwxyz0123"


def sign_in(store):
    """A person who works for the first organisation, with a session."""
    now = int(time.time() * 1000)
    store.execute("INSERT INTO person (person_id, email, name, name_sort, language, state, password_hash, created_at_ms, "
                  "version) VALUES (901, 'an@example.org', 'An', 'an', 'nl', 'active', '', ?, 1)", (now,))
    store.execute("INSERT INTO role_grant (grant_id, person_id, role, scope_kind, scope_id, from_on, state, given_at_ms, "
                  "version) SELECT 9010, 901, 'organisation_user', 'organisation', min(organisation_id), '2020-01-01', "
                  "'effective', ?, 1 FROM organisation", (now,))
    store.execute("INSERT INTO session (session_hash, person_id, device, has_second_factor, created_at_ms, seen_at_ms, "
                  "proved_at_ms) VALUES (?, 901, 'Test', 0, ?, ?, ?)",
                  (hashlib.sha256(TOKEN.encode()).hexdigest(), now, now, now))


def own_streams():
    """Publishing for an organisation: the record, its key and its line in the audit trail are there together."""
    plan = Plan(form="/nl/our-streams/new", target="/nl/our-streams", cookie=f"session={TOKEN}", prepare=sign_in)
    plan.halves = (
        "SELECT contact_email FROM stream WHERE contact_email LIKE 'kw9%' AND NOT EXISTS (SELECT 1 FROM audit_line "
        "WHERE record_type = 'stream' AND record_id = stream_id AND action = 'stream.published')",
        "SELECT 'a key without a record' FROM idempotency_key WHERE location = ''",
        "SELECT 'keys: ' || (SELECT count(*) FROM idempotency_key) FROM stream WHERE contact_email LIKE 'kw9%' "
        "GROUP BY 1 HAVING count(*) <> (SELECT count(*) FROM idempotency_key)")
    return plan


class Site:
    def __init__(self, plan, data):
        self.plan, self.data = plan, data
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        words = [word.format(data=data, port=self.port) for word in plan.serve]
        self.log = open(data / "server.log", "ab")
        self.process = subprocess.Popen(words, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        self.wait_ready()

    def wait_ready(self, seconds=30.0):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            try:
                if self.get("/readyz")[0] == 200:
                    return
            except (OSError, http.client.HTTPException):
                time.sleep(0.02)
        self.end(signal.SIGKILL)
        raise RuntimeError(f"the program was not ready; see the end of its log:\n{(self.data / 'server.log').read_text()[-2000:]}")

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path, headers={"Cookie": self.plan.cookie} if self.plan.cookie else {})
            answer = connection.getresponse()
            return answer.status, answer.read().decode(), answer.getheader("Set-Cookie")
        finally:
            connection.close()

    def end(self, sign):
        self.process.send_signal(sign)
        code = self.process.wait(30)
        self.log.close()
        return code


class Writer(threading.Thread):
    """Posts one record after the other until the program is gone; remembers what was acknowledged and what was not."""

    def __init__(self, site, plan, name):
        super().__init__(daemon=True)
        self.site, self.plan, self.prefix = site, plan, name
        self.acknowledged, self.unanswered, self.refused = [], [], []

    def run(self):
        for number in range(100000):
            marker = f"{self.prefix}n{number:05d}"
            body = None
            try:
                body, headers = self.fill_in(marker)
                status = self.post(body, headers)
            except (OSError, http.client.HTTPException):
                if body:
                    self.unanswered.append((marker, body, headers))
                return
            (self.acknowledged if status in self.plan.acknowledged else self.refused).append(marker)
            if self.refused:
                return

    def fill_in(self, marker):
        """Body and headers of a form that was just opened, with its hidden fields."""
        _, page, cookie = self.site.get(self.plan.form)
        hidden = {}
        for tag in re.findall(r"<input[^>]*>", page):
            named = dict(re.findall(r'(\w+)="([^"]*)"', tag))
            if named.get("type") == "hidden":
                hidden[named["name"]] = html.unescape(named.get("value", ""))
        for name, value in re.findall(r'<select[^>]* name="(\w+)".*?<option value="([^"]*)"', page, re.S):
            hidden.setdefault(name, html.unescape(value))
        hidden["visibility"] = "private"
        body = urllib.parse.urlencode({**hidden, **{k: v.format(marker=marker) for k, v in self.plan.fields.items()}})
        # Everybody writes from an address of their own: one address may send only a few a day.
        origin = zlib.crc32(marker.encode())
        headers = {"Content-Type": "application/x-www-form-urlencoded",
                   "X-Forwarded-For": f"10.{origin >> 16 & 255}.{origin >> 8 & 255}.{origin & 255}"}
        cookies = [self.plan.cookie] if self.plan.cookie else []
        if cookie:
            cookies.append(cookie.split(";")[0])
        if cookies:
            headers["Cookie"] = "; ".join(cookies)
        return body, headers

    def post(self, body, headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=10)
        try:
            connection.request("POST", self.plan.target, body, headers)
            return connection.getresponse().status
        finally:
            connection.close()


def look(plan, data, acknowledged, known):
    """Faults of the store: lost, doubled, by half, never sent, or broken pages."""
    with sqlite3.connect(f"file:{data / plan.database}?mode=ro", uri=True, timeout=20) as store:
        found = dict(store.execute(plan.found))
        halves = [row[0] for query in plan.halves for row in store.execute(query)]
        whole = store.execute("PRAGMA integrity_check").fetchone()[0]
    store.close()
    return ([f"lost: {m}" for m in sorted(acknowledged - set(found))]
            + [f"{times} times: {m}" for m, times in sorted(found.items()) if times != 1]
            + [f"by half: {m}" for m in halves]
            + [f"never sent: {m}" for m in sorted(set(found) - known)]
            + ([] if whole == "ok" else [f"integrity_check: {whole}"]))


def send_again(site, writers):
    for writer in writers:
        writer.site = site
        for _, body, headers in writer.unanswered:
            writer.post(body, headers)


def hunt(plan, rounds, writer_count, dice):
    """Runs the rounds; returns (rounds without fault, faults, records acknowledged, records without answer)."""
    acknowledged, known, faults, good, writers = set(), set(), [], 0, []
    with tempfile.TemporaryDirectory(prefix="kill9-") as folder:
        data = Path(folder)
        for number in range(rounds + 1):
            site = Site(plan, data)
            if plan.prepare and not number:
                with sqlite3.connect(data / plan.database, timeout=20) as store:
                    plan.prepare(store)
                store.close()
            try:
                if plan.resend:
                    send_again(site, writers)
                new = look(plan, data, acknowledged, known) if number else []
                good += 1 if number and not new else 0
                faults += [f"after round {number}: {fault}" for fault in new if not any(fault in f for f in faults)]
                if number == rounds:
                    break
                writers = [Writer(site, plan, f"kw9r{number:03d}w{w}") for w in range(writer_count)]
                for writer in writers:
                    writer.start()
                time.sleep(dice.uniform(0.05, 0.5))
            finally:
                site.end(signal.SIGTERM if number == rounds else signal.SIGKILL)
            for writer in writers:
                writer.join(15)
                acknowledged.update(writer.acknowledged)
                known.update(writer.acknowledged, writer.refused, (marker for marker, _, _ in writer.unanswered))
                faults += [f"refused in round {number}: {marker}" for marker in writer.refused]
    return good, faults, len(acknowledged), len(known) - len(acknowledged)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--writers", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    good, faults = 0, []
    for name, plan in (("drafts of visitors", Plan()), ("streams of an organisation", own_streams())):
        passed, found, kept, unanswered = hunt(plan, options.rounds, options.writers, random.Random(options.seed))
        print(*found[:50], sep="\n")
        if kept == 0:
            found.append("no write was acknowledged")
            print(found[-1])
        print(f"{name}: {kept} writes acknowledged, {unanswered} without an answer, {options.rounds} kills")
        good, faults = good + passed, faults + found
    print(f"kill9: {good} passed, {len(faults)} failed")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
