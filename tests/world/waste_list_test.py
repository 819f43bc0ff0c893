"""The List of Waste and the codes of the materials. Run by world_data_test.py."""
import csv
import hashlib
import unittest

from shipped_data import REFERENCE, keys, needs_reference, parts, read

# The codes of a day with their stars, one a line, sorted: agreed with the reference and, from 9 November 2026, with what
# secondary sources say of Decision (EU) 2025/934. They run where the reference data is not present.
CODES_OF_DAY = {
    "2026-11-08": (842, 408, "55cf4163d925cdbb2bb5cfa4a818c0cbc2e73ae83f720e44a2f0396ed0b78771"),
    "2026-11-09": (880, 435, "ae84c6acbaa5cfdc503288a884c8852ff5d97eacc4767bb302329fc07a502c6e"),
}
# Their codes of one day have both kinds: batteries of homes and of companies.
MIXED_HAZARD = {"batterijen_alkaline"}


def code_of(row):
    return row["code"] + ("*" if row["hazardous"] == "yes" else "")


def codes_on(day):
    return {code_of(row) for row in read("waste_codes.csv")
            if row["valid_from"] <= day and (not row["valid_to"] or day <= row["valid_to"])}


class WasteList(unittest.TestCase):
    def test_waste_codes_have_their_form_and_star(self):
        today = codes_on("2026-11-09")
        for row in read("materials.csv"):
            codes = parts(row["waste_codes"])
            for code in codes:
                self.assertRegex(code, r"^\d\d \d\d \d\d\*?$")
            valid = [code for code in codes if code in today]
            self.assertTrue(valid, row["id"])
            self.assertEqual(codes[0], valid[0], row["id"])
            for code in valid:
                if row["id"] not in MIXED_HAZARD:
                    self.assertEqual(row["hazardous"] == "yes", code.endswith("*"), row["id"])

    def test_codes_of_both_days(self):
        for day, (count, hazardous, digest) in CODES_OF_DAY.items():
            codes = codes_on(day)
            self.assertEqual((count, hazardous), (len(codes), sum(code.endswith("*") for code in codes)))
            self.assertEqual(digest, hashlib.sha256("\n".join(sorted(codes)).encode()).hexdigest())

    def test_no_code_holds_twice_on_a_day(self):
        for day in CODES_OF_DAY:
            digits = [code.rstrip("*") for code in codes_on(day)]
            self.assertEqual(len(digits), len(set(digits)))
        self.assertEqual({"16 06 04"}, {c for c in codes_on("2026-11-08") if c + "*" in codes_on("2026-11-09")})

    def test_what_comes_from_secondary_sources_says_so(self):
        for row in read("waste_codes.csv"):
            changed = row["valid_to"] == "2026-11-08" or row["valid_from"] == "2026-11-09"
            self.assertEqual("no" if changed else "yes", row["confirmed"], row["code"])

    def test_headings(self):
        headings = keys("waste_headings.csv", "code")
        self.assertEqual((20, 112), (sum(len(code) == 2 for code in headings), sum(len(code) == 5 for code in headings)))
        for row in read("waste_codes.csv"):
            self.assertIn(row["code"][:5], headings)
            self.assertIn(row["code"][:2], headings)
        for row in read("waste_headings.csv"):
            for language in ("nl", "en", "fr"):
                self.assertTrue(row[f"label_{language}"], row["code"])

    def test_codes_in_use_have_words_of_their_own(self):
        labelled = {code_of(row) for row in read("waste_codes.csv") if row["label_nl"]}
        for row in read("waste_codes.csv"):
            self.assertEqual(1, len({bool(row[f"label_{language}"]) for language in ("nl", "en", "fr")}), row["code"])
        self.assertLessEqual({code for row in read("materials.csv") for code in parts(row["waste_codes"])}, labelled)
        self.assertLessEqual(keys("world/streams.csv", "waste_code") - {""}, codes_on("2026-11-09"))

    def test_successors_hold_when_their_code_has_ended(self):
        for row in read("waste_codes.csv"):
            self.assertEqual(bool(row["valid_to"]), bool(row["successors"]), row["code"])
            self.assertLessEqual(set(parts(row["successors"])), codes_on("2026-11-09"))

    @needs_reference
    def test_codes_stars_and_headings_agree_with_the_reference(self):
        with (REFERENCE / "list-of-waste-2015.csv").open(encoding="utf-8", newline="") as file:
            listed = {row["ewc-code"] for row in csv.DictReader(file)}
        self.assertEqual({code for code in listed if len(code) > 5}, codes_on("2026-11-08"))
        self.assertEqual({code for code in listed if len(code) <= 5}, keys("waste_headings.csv", "code") - {"19 14"})
