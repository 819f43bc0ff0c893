"""The stages of ./test and their order. Cheap ones first; a red build stops what needs it."""
import argparse
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from stage_runner import LOGS, ROOT, Row, Stage, stop_on_signal, table

JOBS = str(os.cpu_count() or 2)
AT_ONCE = str((os.cpu_count() or 2) + 1)  # tests wait for stores now and then
FUZZ_SECONDS = 10
TIDY_BUDGET_SECONDS = 420  # beside the browsers
TSAN_FOLDERS = ("matching", "web", "storage")
CXX_FOLDERS = ("src", "tests", "fuzz", "bench")


def sources(*suffixes):
    found = [p for folder in CXX_FOLDERS for p in (ROOT / folder).rglob("*") if p.suffix in suffixes]
    return sorted(p for p in found if "node_modules" not in p.parts)


def with_postgres(command):
    """The command with a PostgreSQL of its own around it, where the script for that is there."""
    return (["scripts/with-postgres"] if (ROOT / "scripts/with-postgres").exists() else []) + command


def fixed_addresses(command):
    """Sanitizers fail on kernels that randomise addresses widely; -R turns that off where allowed."""
    allowed = subprocess.run(["setarch", "-R", "true"], capture_output=True, check=False).returncode == 0
    return (["setarch", "-R"] if allowed else []) + command


def configure(stage, preset, folder):
    if (ROOT / "build" / folder / "build.ninja").exists():
        return True
    launcher = ["-DCMAKE_CXX_COMPILER_LAUNCHER=ccache"] if shutil.which("ccache") else []
    return stage.run(["cmake", "--preset", preset, *launcher], count=False).code == 0


def build(stage, preset, targets=(), folder=None):
    folder = folder or preset
    green = configure(stage, preset, folder)
    if green:
        wanted = ["--target", *targets] if targets else []
        command = ["nice", "cmake", "--build", f"build/{folder}", "--parallel", JOBS, *wanted, "--", "-k", "0"]
        green = stage.run(command, count=False, limit=2400).code == 0
    stage.row.passed, stage.row.failed = (1, 0) if green else (0, 1)


def built_tests(folder):
    """Names and commands of the tests that ctest knows in a build folder."""
    listing = subprocess.run(["ctest", "--test-dir", f"build/{folder}", "--show-only=json-v1"], cwd=ROOT,
                             capture_output=True, text=True, check=False).stdout
    tests = json.loads(listing or "{}").get("tests", [])
    return [t["name"] for t in tests if t.get("command")]


def install(stage, _options):
    stage.run(["scripts/install", "--for", "test"], count=True)


def architecture(stage, _options):
    outcome = stage.run(["python3", "scripts/check-architecture"])
    stage.row.notes += [line[len("figures: "):] for line in outcome.output.splitlines() if line.startswith("figures: ")]


def texts(stage, _options):
    if (ROOT / "scripts/check-texts").exists():
        stage.run(["scripts/check-texts"])
    else:
        stage.row.ran = False


def layout(stage, _options):
    files = sources(".h", ".cpp")
    if files:
        stage.run(["clang-format", "--dry-run", "--Werror", *files])
        stage.note(f"{len(files)} files")


def python(stage, _options):
    for folder in ("scripts/tests", "tests/world"):
        if list((ROOT / folder).glob("*test*.py")):
            stage.run(["python3", "-m", "unittest", "discover", "-s", folder, "-p", "*test*.py"], limit=600)


def assets(stage, _options):
    stage.run(["scripts/build-common-passwords"], count=False)
    if stage.run(["scripts/build-assets"], limit=900).code == 0 and (ROOT / "frontend/tsconfig.json").exists():
        stage.run(["node", "frontend/node_modules/typescript/bin/tsc", "--noEmit", "-p", "frontend/tsconfig.json"])


def sanitize(stage, _options):
    build(stage, "sanitize")


def unit(stage, _options):
    command = ["ctest", "--test-dir", "build/sanitize", "-V", "--timeout", "1200", "-j", AT_ONCE]
    if stage.run(["scripts/npm-ci", "tests/browser"], count=False, limit=600).code == 0:
        command = ["node", "tests/browser/with_smtp.mjs", *command]
    stage.run(fixed_addresses(with_postgres(command)), limit=1500,
              env={"ASAN_OPTIONS": "detect_leaks=1", "UBSAN_OPTIONS": "print_stacktrace=1"})
    stage.note(f"{len(built_tests('sanitize'))} executables")


def release(stage, _options):
    stage.run(["scripts/build-release"], limit=2400)


def browser(stage, _options):
    # The largest first, so that no long one runs alone at the end.
    specs = sorted((ROOT / "tests/browser").glob("*.spec.mjs"), key=lambda spec: (-spec.stat().st_size, spec))
    if stage.run(["scripts/npm-ci", "tests/browser"], count=False, limit=600).code != 0:
        stage.row.failed += 1
        return
    names = [str(s.relative_to(ROOT)) for s in specs]
    shutil.rmtree(ROOT / "build/browser-html", ignore_errors=True)
    # A command per file: `node --test` of Node.js 18 runs all its files at the same time.
    stage.run_side_by_side([["node", "--test", "--test-reporter=spec", name] for name in names], limit=900, at_once=int(AT_ONCE))
    stage.run(["node", "tests/browser/check_html.mjs"], limit=300)


def kill9(stage, _options):
    stage.run(["python3", "tests/kill9.py"], limit=600)


def fuzz(stage, _options):
    if not list((ROOT / "fuzz").glob("*_fuzz.cpp")):
        stage.row.ran = False
        return
    build(stage, "fuzz", [p.stem for p in sorted((ROOT / "fuzz").glob("*_fuzz.cpp"))], folder="sanitize-fuzz")
    if stage.row.failed:
        return
    targets = sorted(p for p in (ROOT / "build/sanitize-fuzz").rglob("*_fuzz") if os.access(p, os.X_OK) and p.is_file())
    for pair in (targets[i:i + 2] for i in range(0, len(targets), 2)):
        started = []
        for target in pair:
            name = target.name.removesuffix("_fuzz")
            found = ROOT / "build/fuzz-found" / name
            found.mkdir(parents=True, exist_ok=True)
            corpus = [ROOT / "fuzz/corpus" / name] if (ROOT / "fuzz/corpus" / name).is_dir() else []
            started.append(stage.start([target, "-seed=1", f"-max_total_time={FUZZ_SECONDS}", "-rss_limit_mb=2048", "-timeout=10",
                                        f"-artifact_prefix={found}/", found, *corpus]))
        for process, part in started:
            stage.add(stage.finish(process, part, FUZZ_SECONDS + 60))
    stage.note(f"{len(targets)} targets")


def threads(stage, _options):
    targets = [f"test_{f}" for f in TSAN_FOLDERS if list((ROOT / "src" / f).rglob("*_test.cpp"))]
    if not targets:
        stage.row.ran = False
        return
    build(stage, "sanitize-thread", targets)
    if stage.row.failed:
        return
    names = "^(" + "|".join(t.removeprefix("test_") for t in targets) + ")$"
    command = ["ctest", "--test-dir", "build/sanitize-thread", "-V", "-R", names, "--timeout", "1200", "-j", AT_ONCE]
    stage.run(fixed_addresses(with_postgres(command)), env={"TSAN_OPTIONS": "halt_on_error=1"})


def git_lines(*command):
    done = subprocess.run(["git", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.split() if done.returncode == 0 else []


def changed_files():
    """Paths changed since the branch left origin/main; on main itself those of the last commit; plus what is not committed."""
    head, base = git_lines("rev-parse", "HEAD"), git_lines("merge-base", "HEAD", "origin/main")
    since = base[0] if base and base != head else "HEAD~1"
    return set(git_lines("diff", "--name-only", since)) | set(git_lines("ls-files", "--others", "--exclude-standard"))


def in_fixed_twentieth(path):
    return hashlib.sha256(path.encode()).digest()[0] % 20 == 0


def tidy(stage, options):
    if not configure(stage, "debug", "debug"):
        stage.row.failed += 1
        return
    known = {str(Path(e["file"]).relative_to(ROOT)) for e in
             json.loads((ROOT / "build/debug/compile_commands.json").read_text()) if Path(e["file"]).is_relative_to(ROOT)}
    changed = changed_files()
    wanted = sorted((f for f in known if options.all or f in changed or in_fixed_twentieth(f)), key=lambda f: (f not in changed, f))
    began, waiting, under_way, checked = time.monotonic(), list(wanted), [], 0
    while waiting or under_way:
        late = not options.all and time.monotonic() - began > TIDY_BUDGET_SECONDS
        while waiting and not late and len(under_way) < 2:
            under_way.append(stage.start(["nice", "clang-tidy-16", "--quiet", "-p", "build/debug", waiting.pop(0)]))
        if not under_way:
            break
        outcome = stage.finish(*under_way.pop(0), 300)
        checked += 1
        stage.add(outcome)
        if outcome.code != 0:
            print("\n".join(l for l in outcome.output.splitlines() if "warnings generated" not in l)[-4000:], flush=True)
    stage.note(f"{checked} of {len(known)} files" + (f", {len(waiting)} left when the time was up" if waiting else ""))


STAGES = {"install": install, "architecture": architecture, "texts": texts, "format": layout, "python": python,
          "assets": assets, "sanitize": sanitize, "unit": unit, "release": release, "browser": browser,
          "kill9": kill9, "fuzz": fuzz, "threads": threads, "tidy": tidy}
BUILDS = ("install", "sanitize", "release")
# Lists of stages that run one after another, those in one line at the same time. The first list has the machine; tests
# wait much of their time, for stores, mail and browsers, and what stands beside them works meanwhile.
ORDER = (
    (["install", "architecture", "texts", "format", "python", "assets", "sanitize"],),
    (["unit"], ["release"]),
    (["browser", "kill9"], ["fuzz", "threads", "tidy"]),
)


class Course:
    """The stages that were chosen, run in their order; collects their rows."""

    def __init__(self, options, chosen):
        self.options, self.chosen = options, chosen
        self.rows, self.red_build = {}, None

    def run(self):
        for lists in ORDER:
            with ThreadPoolExecutor(len(lists)) as pool:
                list(pool.map(self.run_list, lists, [number > 0 for number in range(len(lists))]))
        return [self.rows[name] for name in STAGES if name in self.rows]

    def run_list(self, names, gives_way):
        for name in (n for n in names if n in self.chosen):
            self.run_stage(name, gives_way)

    def run_stage(self, name, gives_way):
        if self.red_build:
            self.rows[name] = Row(name, ran=False, notes=[f"after red {self.red_build}"])
            return
        print(f"test: {name} …", flush=True)
        stage, start = Stage(name, gives_way), time.monotonic()
        STAGES[name](stage, self.options)
        stage.row.seconds = time.monotonic() - start
        self.rows[name] = stage.row
        print(f"test: {name} {stage.row.seconds:.0f} s, {stage.row.passed} good, {stage.row.failed} bad", flush=True)
        if stage.row.failed and name in BUILDS:
            self.red_build = name


def main():
    parser = argparse.ArgumentParser(prog="./test", description="Runs every check and test of Kringwerk.")
    parser.add_argument("--only", metavar="STAGE,...", help="run these stages alone: " + ", ".join(STAGES))
    parser.add_argument("--all", action="store_true", help="clang-tidy on every file")
    parser.add_argument("--list", action="store_true", help="name the stages")
    options = parser.parse_args()
    if options.list:
        print("\n".join(STAGES))
        return 0
    chosen = options.only.split(",") if options.only else list(STAGES)
    unknown = [name for name in chosen if name not in STAGES]
    if unknown:
        parser.error(f"no such stage: {', '.join(unknown)}")
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop_on_signal)
    began = float(os.environ.get("KW_BEGAN", str(time.time())).replace(",", "."))
    rows = Course(options, chosen).run()
    print(f"logs: {LOGS.relative_to(ROOT)}/")
    return 1 if table(rows, time.time() - began) else 0


if __name__ == "__main__":
    sys.exit(main())
