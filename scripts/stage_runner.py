"""Runs the stages of ./test: one process group per command, output to a log, counts read from the runners' own words."""
import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOGS = ROOT / "build" / "test-logs"

DOCTEST = re.compile(r"\[doctest\] test cases:\s*\d+ \|\s*(\d+) passed \|\s*(\d+) failed")
NODE_PASS = re.compile(r"^(?:ℹ|#) pass (\d+)", re.M)
NODE_FAIL = re.compile(r"^(?:ℹ|#) (?:fail|cancelled) (\d+)", re.M)
UNITTEST = re.compile(r"^Ran (\d+) tests? in", re.M)
UNITTEST_RED = re.compile(r"^FAILED \((?:failures=(\d+))?(?:, )?(?:errors=(\d+))?", re.M)
CHECKS = re.compile(r"^(?:[\w-]+: )?(\d+) passed, (\d+) failed", re.M)
# A process group of its own is scheduled against other groups by its own measure, not by that of `nice`.
GIVE_WAY = ["sh", "-c", 'echo 19 2>/dev/null >/proc/self/autogroup; exec nice -n 19 "$@"', "sh"]
CTEST_RED = re.compile(r"^\s*\d+ - (\S+) \((?:Failed|SEGFAULT|Subprocess aborted|Timeout|ILLEGAL|BUS_ERROR|Not Run)", re.M)


@dataclass
class Outcome:
    """What one command said: its exit code and the test cases it counted."""
    code: int
    output: str = ""

    def counts(self):
        """(passed, failed) by the runner's own summary; a red command without one is one failure, a green one a pass."""
        passed = failed = 0
        for pattern in (DOCTEST, CHECKS):
            for good, bad in pattern.findall(self.output):
                passed, failed = passed + int(good), failed + int(bad)
        passed += sum(int(n) for n in NODE_PASS.findall(self.output))
        failed += sum(int(n) for n in NODE_FAIL.findall(self.output))
        ran = sum(int(n) for n in UNITTEST.findall(self.output))
        red = sum(int(a or 0) + int(b or 0) for a, b in UNITTEST_RED.findall(self.output))
        passed, failed = passed + ran - red, failed + red
        if self.code != 0:
            failed = max(failed, len(CTEST_RED.findall(self.output)), 1)
        elif passed + failed == 0:
            passed = 1
        return passed, failed


@dataclass
class Row:
    """One line of the closing table."""
    name: str
    seconds: float = 0.0
    processor: float = 0.0  # seconds of processor time: what the stage costs whoever else is on the machine
    passed: int = 0
    failed: int = 0
    notes: list = field(default_factory=list)
    ran: bool = True


class Stopped(Exception):
    """A signal came: nothing more is begun."""


class Stage:
    """Handed to every stage function; collects counts and notes of the commands it runs. One that gives way takes only
    the processor time that others leave."""
    running = set()  # process groups under way, for the signal handler
    is_stopping = False

    def __init__(self, name, gives_way=False):
        self.row = Row(name)
        self.gives_way = gives_way
        LOGS.mkdir(parents=True, exist_ok=True)
        self.log = LOGS / f"{name}.log"
        self.log.write_text("")

    def note(self, text):
        self.row.notes.append(text)

    def start(self, command, env=None):
        """Starts `command` in its own process group, output to a file of its own."""
        if Stage.is_stopping:
            raise Stopped
        with self.log.open("a") as log:
            log.write(f"$ {' '.join(map(str, command))}\n")
        part = LOGS / f"{self.row.name}.{time.monotonic_ns()}.part"
        with part.open("wb") as sink:
            process = subprocess.Popen([*(GIVE_WAY if self.gives_way else []), *map(str, command)], cwd=ROOT,
                                       env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL, stdout=sink,
                                       stderr=subprocess.STDOUT, start_new_session=True)
        Stage.running.add(process.pid)
        return process, part

    def finish(self, process, part, limit):
        """Waits at most `limit` seconds, ends what is left of the process group, and returns the Outcome."""
        code = self.wait(process, limit)
        end_group(process)
        output = part.read_text(errors="replace")
        part.unlink()
        if code is None:
            code = 124
            output += f"\nstopped after {limit:.0f} s\n"
        with self.log.open("a") as log:
            log.write(output)
        return Outcome(code, output)

    def wait(self, process, limit):
        """The exit code, or None when it takes longer; counts what the command and its children used of the processor."""
        deadline = time.monotonic() + limit
        while time.monotonic() < deadline:
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
            if ended:
                process.returncode = os.waitstatus_to_exitcode(status)
                self.row.processor += usage.ru_utime + usage.ru_stime
                return process.returncode
            time.sleep(0.05)
        return None

    def run(self, command, env=None, limit=1500.0, count=True):
        """Runs `command`; its counts join the stage unless `count` is False. Red output is shown at once."""
        outcome = self.finish(*self.start(command, env), limit)
        if count:
            self.add(outcome)
        if outcome.code != 0:
            show_tail(self.row.name, outcome.output)
        return outcome

    def run_side_by_side(self, commands, limit, at_once=2):
        """Runs the commands, `at_once` at a time; their counts join the stage in their order."""
        with ThreadPoolExecutor(at_once) as pool:
            for outcome in pool.map(lambda command: self.finish(*self.start(command), limit), commands):
                self.add(outcome)
                if outcome.code != 0:
                    show_tail(self.row.name, outcome.output)

    def add(self, outcome):
        passed, failed = outcome.counts()
        self.row.passed += passed
        self.row.failed += failed


def end_group(process):
    """Ends every process of the group that is still there: asked first, then made to."""
    for sign, patience in ((signal.SIGTERM, 10.0), (signal.SIGKILL, 1.0)):
        until = time.monotonic() + patience
        try:
            os.killpg(process.pid, sign)
            while time.monotonic() < until:
                process.poll()
                os.killpg(process.pid, 0)
                time.sleep(0.05)
        except (ProcessLookupError, PermissionError):
            break
    process.poll()
    Stage.running.discard(process.pid)


def show_tail(name, output, lines=80):
    """The last lines of a red command, and before them the lines that name an error further up."""
    text = output.splitlines()
    head = [line for line in text[:-lines] if re.search(r"error:|ERROR:|FAILED|not ok|✖", line)][:40]
    print(f"---- {name}: red ----", *head, *text[-lines:], f"---- {name}: end ----", sep="\n", flush=True)


def stop_on_signal(number, _frame):
    Stage.is_stopping = True
    for group in list(Stage.running):
        try:
            os.killpg(group, signal.SIGTERM)
        except ProcessLookupError:
            pass
    sys.exit(128 + number)


def table(rows, total):
    """The closing table, then the line that counts."""
    print("\nstage            seconds     cpu  passed  failed")
    for row in rows:
        mark = "" if row.ran else "  not run"
        print(f"{row.name:<16} {row.seconds:7.0f} {row.processor:7.0f} {row.passed:7d} {row.failed:7d}{mark}", *row.notes, sep="  ")
    passed, failed = sum(r.passed for r in rows), sum(r.failed for r in rows)
    print(f"total {total:.0f} s ({total / 60:.1f} minutes)")
    print(f"{passed} passed, {failed} failed", flush=True)
    return failed
