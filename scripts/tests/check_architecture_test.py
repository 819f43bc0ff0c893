"""Plants one breach per rule in a small clean tree and asks for exactly that finding."""
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

CHECK = Path(__file__).resolve().parent.parent / "check-architecture"

CLEAN = {
    "CMakeLists.txt": "kringwerk_module(base)\nkringwerk_module(network USES base access)\n",
    "src/base/id.h": '#pragma once\n#include <vector>\n#include <tl/expected.hpp>\n#include "base/quantity.h"\n',
    "src/base/quantity.h": "#pragma once\n#include <cstdint>\n",
    "src/base/id_test.cpp": '#include "base/id.h"\n#include <doctest/doctest.h>\n#include <fstream>\n',
    "src/access/policy.h": '#pragma once\n#include "base/id.h"\n',
    "src/access/policy/routes.csv": "name,record,action,audience,why\nnetwork.read,-,-,everyone,Public.\n",
    "src/network/hub.h": '#pragma once\n#include "access/policy.h"\n',
    "src/network/hub.cpp": '#include "network/hub.h"\n// system_clock::now stands in a comment, "rand(" too\n'
                           'void check(Violations& all) {\n  all.push_back({"network.name_empty", "name", {}});\n}\n'
                           'const char* kText = "system_clock::now";\n',
    "src/network/hub_test.cpp": '#include "network/hub.h"\n#include <sqlite3.h>\n#include "network/io/hub_pages.h"\n',
    "src/network/io/hub_pages.h": '#pragma once\n#include "web/router.h"\n',
    "src/network/io/hub_pages.cpp": '#include "network/io/hub_pages.h"\n#include <fstream>\n#include "network/hub.h"\n'
                                    'void routes(Router& r) {\n  r.add({web::Method::get, "/{lang}/hubs", "network.read"}, page);\n'
                                    '  crumbs.push_back({"network.title", ""});\n}\n',
    "src/materials/offer.h": '#pragma once\n#include "network/hub.h"\n',
    "src/web/router.h": '#pragma once\n#include <functional>\n#include "base/id.h"\n',
    "src/web/server.cpp": "#include <boost/beast.hpp>\n#include <iostream>\n",
    "src/app/main.cpp": '#include "network/io/hub_pages.h"\n#include <CLI/CLI.hpp>\nint main() { return 0; }\n',
    "docs/rules/network.name_empty.md": "A hub has a name.\n",
    "docs/where-to-look.md": "| a hub | `src/network/hub.cpp`, `hub_pages.cpp`; `fuzz/NAME_fuzz.cpp`, `locales/{nl,en}/hub.po` |\n",
    "migrations/0001_hub.up.sql": "CREATE\n",
    "migrations/0001_hub.down.sql": "DROP\n",
}


def lines(count):
    return "".join(f"int value_{n};\n" for n in range(count))


class CheckArchitectureTest(unittest.TestCase):
    def findings(self, changes=None, table=None):
        """Findings as (file, line, rule) of the clean tree with `changes` (None removes a file)."""
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for name, text in {**CLEAN, **(changes or {})}.items():
                if text is not None:
                    (root / name).parent.mkdir(parents=True, exist_ok=True)
                    (root / name).write_text(text)
            script = CHECK
            if table:
                script = root / "check"
                script.write_text(CHECK.read_text().replace(*table))
            done = subprocess.run([sys.executable, script, "--root", root], capture_output=True, text=True, check=False)
        self.assertEqual(done.stderr, "")
        found = []
        for line in done.stdout.splitlines():
            if line.startswith(("figures:", "architecture:")):
                continue
            file, number, rule, what = line.split(":", 3)
            self.assertTrue(";" in what or "," in what, f"says not what to do: {line}")
            found.append((file, int(number), rule.strip()))
        self.assertEqual(done.returncode, 1 if found else 0)
        self.assertIn(f"passed, {len(found)} failed", done.stdout)
        return found

    def planted(self, changes, *expected):
        self.assertEqual(self.findings(changes), list(expected))

    def appended(self, name, text, *expected):
        self.planted({name: CLEAN[name] + text}, *expected)

    def test_policy_without_route(self):
        self.appended("src/access/policy/routes.csv", "network.gone,-,-,everyone,Public.\n",
                      ("src/access/policy/routes.csv", 3, "route-policy"))

    def test_clean_tree_has_no_finding(self):
        self.assertEqual(self.findings(), [])

    def test_base_with_a_library(self):
        self.appended("src/base/quantity.h", "#include <boost/optional.hpp>\n", ("src/base/quantity.h", 3, "base"))

    def test_base_with_a_module(self):
        self.appended("src/base/quantity.h", '#include "network/hub.h"\n',
                      ("src/base/quantity.h", 3, "base"), ("src/base/quantity.h", 3, "uses"))

    def test_pure_part_with_a_library(self):
        self.appended("src/network/hub.h", "#include <sqlite3.h>\n", ("src/network/hub.h", 3, "pure"))

    def test_pure_part_with_a_file_header(self):
        self.appended("src/network/hub.h", "#include <fstream>\n", ("src/network/hub.h", 3, "pure"))

    def test_pure_part_reads_the_clock(self):
        self.appended("src/network/hub.cpp", "auto now = std::chrono::system_clock::now();\n",
                      ("src/network/hub.cpp", 7, "pure"))

    def test_pure_part_throws_dice(self):
        self.appended("src/network/hub.cpp", "std::random_device dice;\n", ("src/network/hub.cpp", 7, "pure"))

    def test_use_against_the_table(self):
        self.appended("src/network/hub.h", '#include "materials/offer.h"\n', ("src/network/hub.h", 3, "uses"))

    def test_pure_part_uses_plumbing(self):
        self.appended("src/network/hub.h", '#include "web/router.h"\n', ("src/network/hub.h", 3, "uses"))

    def test_plumbing_uses_a_module(self):
        self.appended("src/web/router.h", '#include "network/hub.h"\n', ("src/web/router.h", 4, "uses"))

    def test_include_without_folder(self):
        self.appended("src/network/hub.h", '#include "place.h"\n', ("src/network/hub.h", 3, "uses"))

    def test_io_of_another_module(self):
        self.appended("src/materials/offer.h", '#include "network/io/hub_pages.h"\n',
                      ("src/materials/offer.h", 3, "private-io"))

    def test_pure_part_reaches_into_its_own_io(self):
        self.appended("src/network/hub.h", '#include "network/io/hub_pages.h"\n', ("src/network/hub.h", 3, "private-io"))

    def test_folder_outside_the_table(self):
        self.planted({"src/sailing/boat.h": "#pragma once\n"}, ("src/sailing/boat.h", 1, "table"))

    def test_circle_in_the_table(self):
        found = self.findings(table=('"base": (),', '"base": ("network",),'))
        self.assertEqual({rule for _, _, rule in found}, {"table"})

    def test_link_against_the_table(self):
        self.planted({"CMakeLists.txt": "kringwerk_module(base)\nkringwerk_module(network USES base materials)\n"},
                     ("CMakeLists.txt", 2, "table"))

    def test_heavy_header_by_way_of_our_own_header(self):
        shared = {"src/web/socket.h": "#pragma once\n#include <boost/beast/core.hpp>\n",
                  "src/web/server.cpp": '#include "web/socket.h"\n'}
        self.planted(shared)
        self.planted({**shared, "src/web/talk.cpp": '#include "web/socket.h"\n'}, ("src/web/talk.cpp", 1, "heavy-header"))

    def test_heavy_header_in_a_second_file(self):
        self.planted({"src/web/talk.cpp": "#include <boost/beast/http.hpp>\n"}, ("src/web/talk.cpp", 1, "heavy-header"))

    def test_heavy_header_in_a_fifth_file(self):
        users = {f"src/web/json_{n}.cpp": "#include <nlohmann/json.hpp>\n" for n in range(4)}
        self.planted(users)
        self.planted({**users, "src/web/json_4.cpp": "#include <nlohmann/json.hpp>\n"},
                     ("src/web/json_4.cpp", 1, "heavy-header"))

    def test_same_file_name_twice(self):
        self.planted({"src/web/hub.h": "#pragma once\n"}, ("src/web/hub.h", 1, "unique-name"))

    def test_file_of_300_lines_and_of_301(self):
        self.planted({"src/web/long.h": "#pragma once\n\n" + lines(299)})
        self.planted({"src/web/long.h": "#pragma once\n\n" + lines(300)}, ("src/web/long.h", 1, "file-length"))

    def test_function_of_60_lines_and_of_61(self):
        self.planted({"src/web/long.cpp": "void run() {\n" + "  step();\n" * 58 + "}\n"})
        self.planted({"src/web/long.cpp": "\nvoid run() {\n" + "  step();\n" * 59 + "}\n"},
                     ("src/web/long.cpp", 2, "function-length"))

    def test_header_without_guard(self):
        self.planted({"src/web/bare.h": "int x;\n"}, ("src/web/bare.h", 1, "header-order"))

    def test_own_header_not_first(self):
        self.planted({"src/network/hub.cpp": '#include <vector>\n#include "network/hub.h"\n',
                      "docs/rules/network.name_empty.md": None}, ("src/network/hub.cpp", 1, "header-order"))

    def test_route_without_policy(self):
        self.appended("src/network/io/hub_pages.cpp", 'void more(R& r) {\n  r.add({Method::post, "/x", "network.write"}, f);\n}\n',
                      ("src/network/io/hub_pages.cpp", 9, "route-policy"))

    def test_route_with_named_members_and_route_that_cannot_be_read(self):
        self.appended("src/network/io/hub_pages.cpp",
                      'void more(R& r) {\n  r.add(web::Route{.method = Method::get, .pattern = "/x", .policy = "none"}, f);\n'
                      '  r.add({Method::get, kPattern, "network.read"}, f);\n}\n',
                      ("src/network/io/hub_pages.cpp", 9, "route-policy"), ("src/network/io/hub_pages.cpp", 10, "route-policy"))

    def test_no_policy_table_at_all(self):
        self.planted({"src/access/policy/routes.csv": None}, ("src/network/io/hub_pages.cpp", 5, "route-policy"))

    def test_rule_without_page(self):
        self.appended("src/network/hub.cpp", 'Violation one() { return Violation{"network.far", "place", {}}; }\n',
                      ("src/network/hub.cpp", 7, "rule-page"))

    def test_page_that_a_header_names(self):
        self.planted({"docs/rules/network.area.md": "Is.\n",
                      "src/network/area.h": "#pragma once\n// docs/rules/network.area.md\n"})

    def test_page_without_rule(self):
        self.planted({"docs/rules/network.gone.md": "Was.\n"}, ("docs/rules/network.gone.md", 1, "rule-page"))

    def test_migration_without_way_back(self):
        self.planted({"migrations/0001_hub.down.sql": None}, ("migrations/0001_hub.up.sql", 1, "migration"))

    def test_migration_number_taken_twice(self):
        self.planted({"migrations/0001_two.up.sql": "", "migrations/0001_two.down.sql": ""},
                     ("migrations/0001_two.down.sql", 1, "migration"), ("migrations/0001_two.up.sql", 1, "migration"))

    def test_signpost_to_a_file_that_went(self):
        self.planted({"docs/where-to-look.md": "# Where\n| a hub | `src/network/hub.cpp`, `hub_page.cpp` |\n"},
                     ("docs/where-to-look.md", 2, "signpost"))

    def test_migration_with_a_wrong_name(self):
        self.planted({"migrations/hub.sql": ""}, ("migrations/hub.sql", 1, "migration"))


if __name__ == "__main__":
    unittest.main()
