"""Plants holes of each kind and looks whether check-texts finds them."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).parent.parent / "check-texts"


class CheckTexts(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = pathlib.Path(self.folder.name)
        for language in ("nl", "en", "fr"):
            self.write(f"locales/{language}/base.po", 'msgid ""\nmsgstr ""\n"Language: x\\n"\n\n'
                       'msgid "base.hello"\nmsgstr "Hello"\n"{name}"\n\n'
                       'msgid "base.rows"\nmsgid_plural "base.rows"\nmsgstr[0] "{n} row"\nmsgstr[1] "{n} rows"\n')
        self.write("templates/page.html", "<p>[[base.hello]]</p>\n")
        self.write("src/base/rule.cpp", 'report(Violation{"base.hello", "", {}});\n')
        self.write("docs/rules/base.hello.md", "# base.hello\n")

    def tearDown(self):
        self.folder.cleanup()

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def append(self, name, text):
        path = self.root / name
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")

    def check(self):
        done = subprocess.run([sys.executable, SCRIPT, self.root], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    def assert_finds(self, finding):
        code, out = self.check()
        self.assertEqual(code, 1, out)
        self.assertIn(finding, out)

    def everywhere(self, text):
        for language in ("nl", "en", "fr"):
            self.append(f"locales/{language}/base.po", text)

    def test_no_holes(self):
        self.assertEqual(self.check(), (0, "texts: no holes\n"))

    def test_policies_of_routes_are_no_rules(self):
        self.write("src/access/policy/routes.csv", "name,record,action,audience,why\nbase.statement,-,-,everyone,Public.\n")
        self.append("src/base/rule.cpp", 'add({"/{lang}/privacy", "base.statement"});\n')
        self.assertEqual(self.check(), (0, "texts: no holes\n"))

    def test_missing_language(self):
        self.append("locales/nl/base.po", '\nmsgid "base.only"\nmsgstr "x"\n')
        self.assert_finds("locales/nl/base.po:14: base.only is missing in fr")

    def test_other_placeholders(self):
        self.everywhere('\nmsgid "base.two"\nmsgstr "{a}"\n')
        path = self.root / "locales/fr/base.po"
        path.write_text(path.read_text().replace("{a}", "{b}"))
        self.assert_finds("base.two has the placeholders ['b'], elsewhere ['a']")

    def test_other_plural_forms(self):
        path = self.root / "locales/en/base.po"
        path.write_text(path.read_text().replace('msgstr[1] "{n} rows"\n', ""))
        self.assert_finds("base.rows has 1 plural forms, elsewhere 2")

    def test_empty_and_own_id(self):
        self.everywhere('\nmsgid "base.empty"\nmsgstr ""\n\nmsgid "base.own"\nmsgstr "base.own"\n')
        self.assert_finds("base.empty is empty")
        self.assert_finds("base.own is its own id")

    def test_duplicate_across_files_and_wrong_file(self):
        for language in ("nl", "en", "fr"):
            self.write(f"locales/{language}/web.po", 'msgid "base.hello"\nmsgstr "Hi {name}"\n')
        self.assert_finds("locales/nl/web.po:1: base.hello stands at locales/nl/base.po:5 already")
        self.assert_finds("base.hello belongs in base.po")

    def test_fuzzy_and_brackets(self):
        self.everywhere('\n#, fuzzy\nmsgid "base.vague"\nmsgstr "x"\n\nmsgid "base.braces"\nmsgstr "{{X}}"\n')
        self.assert_finds("base.vague is fuzzy")
        self.assert_finds("base.braces holds template brackets")

    def test_template_without_text(self):
        self.append("templates/page.html", "<p>\n[[base.nothing]]</p>")
        self.assert_finds("templates/page.html:3: [[base.nothing]] has no text")

    def test_rule_without_text_or_page(self):
        self.write("src/base/io/more.cpp", 'int x;\nviolations.push_back({"base.rows", "", {}});\n'
                   'return fail(\n    "base.nothing");\n')
        self.assert_finds("src/base/io/more.cpp:2: the rule base.rows has no page docs/rules/base.rows.md")
        self.assert_finds("src/base/io/more.cpp:4: the rule base.nothing has no text")

    def test_rule_handed_on(self):
        self.write("src/base/handed.cpp", 'constexpr auto kRule = "base.handed";\nauto file = "base.csv";\n')
        self.assert_finds("src/base/handed.cpp:1: the rule base.handed has no text")
        self.assertNotIn("base.csv", self.check()[1])

    def test_use_without_text(self):
        self.write("src/base/io/page.cpp", 'model.set("X", texts.get(request.language(), "base.nothing"));\n')
        self.assert_finds("src/base/io/page.cpp:1: base.nothing has no text")


if __name__ == "__main__":
    unittest.main()
