"""The counts of ./test come from the runners' own words; here are those words."""
import io
import sys
import tempfile
import unittest
from contextlib import redirect_stdout
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import stage_runner  # noqa: E402
import test_stages  # noqa: E402
from stage_runner import Outcome, Row, Stage, table  # noqa: E402

DOCTEST = "1: [doctest] test cases:  5 |  4 passed | 1 failed | 0 skipped\n2: [doctest] test cases: 12 | 12 passed | 0 failed |\n"
CTEST_CRASH = "The following tests FAILED:\n\t  2 - web (Subprocess aborted)\n\t  3 - text (Failed)\n"


class CountsTest(unittest.TestCase):
    def counts(self, code, output):
        return Outcome(code, output).counts()

    def test_doctest_by_way_of_ctest(self):
        self.assertEqual(self.counts(8, DOCTEST), (16, 1))

    def test_an_executable_that_crashed_before_its_summary(self):
        self.assertEqual(self.counts(8, "1: [doctest] test cases: 5 | 5 passed | 0 failed |\n" + CTEST_CRASH), (5, 2))

    def test_node_with_both_reporters(self):
        self.assertEqual(self.counts(1, "ℹ tests 7\nℹ pass 5\nℹ fail 1\nℹ cancelled 1\n"), (5, 2))
        self.assertEqual(self.counts(0, "# pass 5\n# fail 0\n"), (5, 0))

    def test_unittest(self):
        self.assertEqual(self.counts(0, "Ran 9 tests in 0.1s\n\nOK\n"), (9, 0))
        self.assertEqual(self.counts(1, "Ran 9 tests in 0.1s\n\nFAILED (failures=1, errors=2)\n"), (6, 3))
        self.assertEqual(self.counts(1, "Ran 9 tests in 0.1s\n\nFAILED (errors=2)\n"), (7, 2))

    def test_own_checks(self):
        self.assertEqual(self.counts(1, "architecture: 12 passed, 3 failed\n"), (12, 3))

    def test_a_red_command_without_summary_is_a_failure_and_a_green_one_a_pass(self):
        self.assertEqual(self.counts(1, ""), (0, 1))
        self.assertEqual(self.counts(0, "done"), (1, 0))

    def test_a_red_command_with_a_green_summary_is_a_failure(self):
        self.assertEqual(self.counts(1, "ℹ pass 5\nℹ fail 0\n"), (5, 1))

    def test_the_closing_line(self):
        out = io.StringIO()
        with redirect_stdout(out):
            failed = table([Row("a", passed=3, failed=1), Row("b", passed=4), Row("c", ran=False)], 61)
        self.assertEqual(failed, 1)
        self.assertEqual(out.getvalue().splitlines()[-1], "7 passed, 1 failed")


class ProcessesTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.logs, stage_runner.LOGS = stage_runner.LOGS, Path(self.folder.name)
        self.stage = Stage("proof")

    def tearDown(self):
        stage_runner.LOGS = self.logs
        self.folder.cleanup()

    def test_what_a_command_leaves_running_is_ended(self):
        outcome = self.stage.run(["bash", "-c", "sleep 300 & echo $!"], limit=20)
        self.assertEqual(outcome.code, 0)
        state = Path(f"/proc/{outcome.output.strip()}/stat")
        # Where nobody collects the dead, a zombie may stay.
        self.assertTrue(not state.exists() or state.read_text().split()[2] == "Z")

    def test_a_command_that_hangs_is_ended_and_counts_as_a_failure(self):
        with redirect_stdout(io.StringIO()):
            outcome = self.stage.run(["bash", "-c", "echo begun; sleep 300"], limit=1)
        self.assertEqual(outcome.code, 124)
        self.assertIn("stopped after 1 s", outcome.output)
        self.assertEqual(self.stage.row.failed, 1)

    def test_commands_side_by_side_run_at_once_and_all_count(self):
        here = Path(self.folder.name)
        meet = [["bash", "-c", f"touch {here}/{own}; until [ -e {here}/{other} ]; do sleep 0.05; done"]
                for own, other in (("one", "two"), ("two", "one"))]
        with redirect_stdout(io.StringIO()):
            self.stage.run_side_by_side([*meet, ["false"]], limit=20)
        self.assertEqual((self.stage.row.passed, self.stage.row.failed), (2, 1))

    def test_a_stage_that_gives_way_is_nice_by_both_measures(self):
        outcome = Stage("beside", gives_way=True).run(["sh", "-c", "nice; cat /proc/self/autogroup 2>/dev/null || true"])
        niceness, *group = outcome.output.splitlines()
        self.assertEqual(niceness, "19")
        if group:
            self.assertTrue(group[0].endswith("nice 19"), group[0])

    def test_processor_time_of_a_command_and_its_children_counts(self):
        busy = "import time\nwhile time.process_time() < 0.3: pass"
        self.stage.run(["sh", "-c", '"$0" -c "$1"; true', sys.executable, busy])
        self.assertGreater(self.stage.row.processor, 0.25)

    def test_nothing_begins_after_a_signal(self):
        Stage.is_stopping = True
        self.addCleanup(setattr, Stage, "is_stopping", False)
        self.assertRaises(stage_runner.Stopped, self.stage.start, ["true"])


class CourseTest(unittest.TestCase):
    def course(self, red=()):
        began = []

        def stage_named(name):
            def run(stage, _options):
                began.append((name, stage.gives_way))
                stage.row.passed, stage.row.failed = (0, 1) if name in red else (1, 0)
            return run

        with tempfile.TemporaryDirectory() as folder, redirect_stdout(io.StringIO()), \
                mock.patch.object(stage_runner, "LOGS", Path(folder)), \
                mock.patch.dict(test_stages.STAGES, {name: stage_named(name) for name in test_stages.STAGES}):
            rows = test_stages.Course(None, list(test_stages.STAGES)).run()
        return began, rows

    def test_every_stage_runs_once(self):
        began, rows = self.course()
        self.assertEqual(sorted(name for name, _ in began), sorted(test_stages.STAGES))
        self.assertEqual([row.name for row in rows], list(test_stages.STAGES))

    def test_tests_do_not_give_way_to_what_is_built_beside_them(self):
        began, _ = self.course()
        self.assertIn(("unit", False), began)
        self.assertIn(("release", True), began)

    def test_nothing_runs_after_a_red_build(self):
        began, rows = self.course(red=["sanitize"])
        self.assertEqual(began[-1][0], "sanitize")
        self.assertFalse(next(row for row in rows if row.name == "browser").ran)


if __name__ == "__main__":
    unittest.main()
