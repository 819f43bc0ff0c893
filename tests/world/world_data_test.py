#!/usr/bin/env python3
"""The shipped facts hold together; run as a program it also runs the tests of the example world.

    python3 tests/world/world_data_test.py

Tests against reference files run where KW_SHARED_DATA or ../shared/data beside the repository exists; else they
say that they were skipped.
"""
import csv
import json
import math
import pathlib
import sys
import tomllib
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from shipped_data import BOX, DATA, HERE, REFERENCE, keys, needs_reference, parts, read  # noqa: E402

ORGANISATION_KINDS = {"local_government", "regular_economy", "social_economy", "knowledge_institution",
                      "intermunicipal", "regional_government", "social_profit", "financier", "citizens_initiative"}
ROLES = {"coordinator", "core_partner", "partner", "supporting"}


def kilometres(a, b):
    return math.hypot((a[0] - b[0]) * 111.2 * math.cos(math.radians(51)), (a[1] - b[1]) * 111.2)


def inside(point, ring):
    x, y = point
    crossings = sum((y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
                    for (x1, y1), (x2, y2) in zip(ring, ring[1:]))
    return crossings % 2 == 1


class Files(unittest.TestCase):
    def test_every_csv_is_regular(self):
        files = sorted(DATA.glob("**/*.csv"))
        self.assertGreater(len(files), 25)
        for file in files:
            raw = file.read_bytes()
            self.assertNotIn(b"\r", raw, file)
            self.assertTrue(raw.endswith(b"\n"), file)
            rows = list(csv.reader(raw.decode("utf-8").splitlines(keepends=True), strict=True))
            self.assertEqual({len(rows[0])}, {len(row) for row in rows}, file)
            self.assertEqual(len(rows[0]), len(set(rows[0])), file)
            self.assertEqual(len(rows), len(set(map(tuple, rows))), f"{file}: a row stands twice")
            for row in rows:
                for cell in row:
                    self.assertEqual(cell, cell.strip(), file)

    def test_every_source_exists(self):
        known = keys("sources.csv", "key")
        for file in sorted(DATA.glob("**/*.csv")):
            for row in read(file.relative_to(DATA)):
                for column in ("source", "price_source", "legal_source"):
                    if column in row:
                        self.assertIn(row[column], known, (file.name, row))

    def test_keys_are_unique(self):
        for name, columns in (("sources.csv", ["key"]), ("municipalities.csv", ["nis"]), ("hubs.csv", ["key"]),
                              ("postcodes.csv", ["postcode", "place", "nis"]), ("organisations.csv", ["key"]),
                              ("hub_areas.csv", ["hub", "nis"]), ("materials.csv", ["id"]),
                              ("material_states.csv", ["id"]), ("activity_kinds.csv", ["id"]),
                              ("retention.csv", ["r_step"]), ("world/organisations.csv", ["key"]),
                              ("world/streams.csv", ["key"]), ("world/capabilities.csv", ["key"]),
                              ("world/capability_outputs.csv", ["capability", "material", "state"])):
            seen = [tuple(row[column] for column in columns) for row in read(name)]
            self.assertEqual(len(seen), len(set(seen)), name)
        self.assertFalse(keys("organisations.csv", "key") & keys("world/organisations.csv", "key"))
        self.assertFalse(keys("hubs.csv", "key") & keys("world/hubs.csv", "key"))

    def test_the_readme_names_every_file(self):
        text = (DATA / "README.md").read_text(encoding="utf-8")
        for file in sorted(DATA.glob("**/*")):
            if file.is_file() and file.name != "README.md":
                self.assertIn(f"`{file.relative_to(DATA)}`", text)

    def test_policy_entries_have_a_source_or_are_marked(self):
        policy = tomllib.loads((DATA / "policy.toml").read_text(encoding="utf-8"))
        self.assertTrue({"tau_eur_per_tkm", "k_eur_per_t", "sigma_eur_per_h", "beta", "max_steps", "road_factor",
                         "co2_kg_per_tkm", "residue_eur_per_t", "max_km"} <= set(policy))
        for key, entry in policy.items():
            self.assertIsInstance(entry["value"], (int, float), key)
            if entry.get("assumption") is not True:
                self.assertIn(entry["source"], keys("sources.csv", "key"), key)


class Places(unittest.TestCase):
    def test_counts(self):
        today = [m for m in read("municipalities.csv") if not m["valid_to"]]
        self.assertEqual(285, sum(m["region"] == "flanders" for m in today))
        self.assertEqual(19, sum(m["region"] == "brussels" for m in today))
        self.assertEqual(13, len([m for m in today if parts(m["predecessors"]) and m["valid_from"] == "2025-01-01"
                                  or m["nis"] == "11002"]))
        self.assertEqual(27, sum(m["valid_to"] == "2024-12-31" for m in read("municipalities.csv")))

    def test_municipalities_are_plausible(self):
        rows = read("municipalities.csv")
        for row in rows:
            self.assertRegex(row["nis"], r"^\d{5}$")
            self.assertEqual(row["province"] == "", row["region"] == "brussels", row)
            self.assertTrue(BOX[0] < float(row["lon"]) < BOX[2] and BOX[1] < float(row["lat"]) < BOX[3], row)
            for old in parts(row["predecessors"]):
                former = next(r for r in rows if r["nis"] == old)
                self.assertLess(former["valid_to"], "2026", old)
                self.assertTrue(former["valid_to"], old)

    def test_postcodes_name_municipalities_of_today(self):
        today = {m["nis"] for m in read("municipalities.csv") if not m["valid_to"]}
        rows = read("postcodes.csv")
        self.assertEqual(today, {row["nis"] for row in rows})
        order = [(row["postcode"], row["place"]) for row in rows]
        self.assertEqual(order, sorted(order))
        for row in rows:
            self.assertRegex(row["postcode"], r"^[1-9]\d{3}$")

    def test_provinces(self):
        path = DATA / "provinces.geojson"
        self.assertLess(path.stat().st_size, 60_000)
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        kinds = [feature["properties"]["kind"] for feature in features]
        self.assertEqual((5, 1), (kinds.count("province"), kinds.count("region")))
        self.assertGreaterEqual(kinds.count("neighbour"), 4)
        for feature in features:
            for part in feature["geometry"]["coordinates"]:
                for ring in part:
                    self.assertEqual(ring[0], ring[-1])

    def test_centres_lie_in_the_shape_of_their_province(self):
        """Baarle-Hertog lies in the Netherlands; Hamont-Achel falls outside the generalised border."""
        features = json.loads((DATA / "provinces.geojson").read_text(encoding="utf-8"))["features"]
        shapes = {f["properties"]["name_nl"]: f["geometry"]["coordinates"] for f in features}
        outside = set()
        for row in read("municipalities.csv"):
            if not row["valid_to"]:
                centre = (float(row["lon"]), float(row["lat"]))
                shape = shapes[row["province"] or "Brussel"]
                if not any(inside(centre, part[0]) and not any(inside(centre, hole) for hole in part[1:])
                           for part in shape):
                    outside.add(row["name_nl"])
        self.assertEqual({"Baarle-Hertog", "Hamont-Achel"}, outside)

    @needs_reference
    def test_municipalities_agree_with_the_reference(self):
        table = json.loads((REFERENCE / "flanders-municipalities.topo.json").read_text(encoding="utf-8"))
        reference = {g["properties"]["nis"]: g["properties"] for g in table["objects"]["municipalities"]["geometries"]}
        today = {m["nis"]: m for m in read("municipalities.csv") if not m["valid_to"]}
        self.assertEqual(set(reference), set(today))
        for nis, properties in reference.items():
            if properties["prov"] == "BRU":
                self.assertEqual("brussels", today[nis]["region"])
            else:
                self.assertEqual((properties["name"], properties["prov"]), (today[nis]["name_nl"], today[nis]["province"]))

    @needs_reference
    def test_postcodes_agree_with_the_reference(self):
        reference = json.loads((REFERENCE / "flanders-postcodes.json").read_text(encoding="utf-8"))
        flemish = {m["nis"] for m in read("municipalities.csv") if m["region"] == "flanders"}
        ours = {(row["postcode"], row["nis"]) for row in read("postcodes.csv") if row["nis"] in flemish}
        self.assertEqual({(row[0], row[2]) for row in reference}, ours)

    @needs_reference
    def test_centres_lie_near_the_reference(self):
        positions = {}
        for row in json.loads((REFERENCE / "flanders-postcodes.json").read_text(encoding="utf-8")):
            positions.setdefault(row[2], []).append((row[4], row[3]))
        for row in read("municipalities.csv"):
            if row["nis"] in positions:
                centre = (float(row["lon"]), float(row["lat"]))
                self.assertLess(min(kilometres(centre, p) for p in positions[row["nis"]]), 8, row["name_nl"])


class Hubs(unittest.TestCase):
    def test_the_twelve_hubs(self):
        names = [row["name"] for row in read("hubs.csv")]
        self.assertEqual(12, len(names))
        self.assertIn("Circulaire HUB Sociale en Reguliere Economie Genk", names)
        self.assertIn("Repair zkt HUB(s) (4 regio's)", names)

    def test_references_of_hubs(self):
        nis = {m["nis"] for m in read("municipalities.csv") if not m["valid_to"]}
        for folder in ("", "world/"):
            hubs = keys(folder + "hubs.csv", "key")
            organisations = keys(folder + "organisations.csv", "key")
            for name in ("hub_areas", "hub_sectors", "hub_services", "memberships", "hub_completeness"):
                self.assertLessEqual(keys(f"{folder}{name}.csv", "hub"), hubs, name)
            self.assertLessEqual(keys(folder + "hub_areas.csv", "nis"), nis)
            self.assertLessEqual(keys(folder + "memberships.csv", "organisation"), organisations)
            self.assertLessEqual(keys(folder + "memberships.csv", "role"), ROLES)
            self.assertLessEqual(keys(folder + "recognitions.csv", "organisation"), organisations)
        for name in ("hub_contacts", "hub_amounts"):
            self.assertLessEqual(keys(f"{name}.csv", "hub"), keys("hubs.csv", "key"))
        for row in read("hub_amounts.csv"):
            self.assertLessEqual(set(parts(row["funder"])), keys("organisations.csv", "key"))

    def test_no_real_hub_is_declared_complete(self):
        self.assertEqual([], read("hub_completeness.csv"))
        self.assertEqual({"no"}, keys("hub_areas.csv", "confirmed"))

    def test_what_the_sources_do_not_say_is_empty(self):
        for row in read("hubs.csv"):
            self.assertEqual("", row["recognised_by"] + row["recognised_from"] + row["recognised_to"])
        for row in read("organisations.csv"):
            self.assertEqual(("", "no"), (row["kbo"], row["example"]), row["key"])
        self.assertNotIn("repair-zkt-hubs", keys("hub_areas.csv", "hub"))

    def test_one_example_hub_is_valid_and_one_has_lapsed(self):
        kind = {row["key"]: row["kind"] for row in read("world/organisations.csv")}
        needed = {"local_government", "regular_economy", "social_economy"}
        missing = {}
        for row in read("world/memberships.csv"):
            held = missing.setdefault(row["hub"], set())
            if row["role"] in ("coordinator", "core_partner") and not row["to_days_ago"]:
                held.add(kind[row["organisation"]])
        self.assertEqual([set(), {"regular_economy"}], sorted((needed - held for held in missing.values()), key=len))


class Organisations(unittest.TestCase):
    def test_kinds(self):
        for name in ("organisations.csv", "world/organisations.csv"):
            self.assertLessEqual(keys(name, "kind"), ORGANISATION_KINDS)
        self.assertEqual(ORGANISATION_KINDS, keys("world/organisations.csv", "kind"))

    def test_examples_are_marked_everywhere(self):
        rows = read("world/organisations.csv")
        self.assertGreaterEqual(len(rows), 70)
        for row in rows:
            self.assertIn("Voorbeeld", row["name"])
            self.assertEqual(("yes", "", "example", "example"),
                             (row["example"], row["kbo"], row["source"], row["kind_basis"]))
            self.assertTrue(BOX[0] < float(row["lon"]) < BOX[2] and BOX[1] < float(row["lat"]) < BOX[3], row)
        for row in read("world/hubs.csv"):
            self.assertIn("Voorbeeld", row["name"])

    def test_places_exist(self):
        nis = {m["nis"] for m in read("municipalities.csv") if not m["valid_to"]} | {""}
        for name in ("organisations.csv", "world/organisations.csv", "world/streams.csv"):
            self.assertLessEqual(keys(name, "nis"), nis, name)

    def test_sectors_are_families_of_materials(self):
        families = keys("materials.csv", "family")
        for folder in ("", "world/"):
            self.assertLessEqual(keys(folder + "hub_sectors.csv", "sector"), families)
            for row in read(folder + "organisations.csv"):
                self.assertLessEqual(set(parts(row["sectors"])), families, row["key"])


class Materials(unittest.TestCase):
    def test_taxonomy(self):
        rows = {row["id"]: row for row in read("materials.csv")}
        states = keys("material_states.csv", "id")
        self.assertGreaterEqual(len(rows), 200)
        for row in rows.values():
            family = row
            for _ in range(5):
                family = rows[family["parent"]] if family["parent"] else family
            self.assertEqual(row["family"], family["id"], row["id"])
            self.assertLessEqual(set(parts(row["states"])), states, row["id"])
            self.assertGreater(float(row["kg_per_m3"]), 0)
            self.assertGreater(float(row["price_eur_per_t"]), 0)
            for language in ("nl", "en", "fr"):
                self.assertTrue(row[f"name_{language}"] and parts(row[f"synonyms_{language}"]), row["id"])
                words = parts(row[f"synonyms_{language}"])
                self.assertEqual(len(words), len(set(words)), row["id"])

    def test_people_find_what_they_type(self):
        words = {}
        for row in read("materials.csv"):
            for word in parts(row["synonyms_nl"]) + [row["name_nl"]]:
                words.setdefault(word.lower(), set()).add(row["id"])
        for typed, wanted in (("bakken", "kratten"), ("zaagsel", "zaagsel"), ("paletten", "pallets"),
                              ("werkkledij", "werkkledij"), ("oude computers", "computers"), ("velo", "fietsen"),
                              ("etensresten", "etensresten"), ("betonpuin", "betonpuin"), ("frigo", "koelkasten"),
                              ("isomo", "eps"), ("alaam", "gereedschap"), ("gyproc", "gipsplaat")):
            self.assertIn(wanted, words.get(typed, set()), typed)


if __name__ == "__main__":
    unittest.main(module=None, argv=[sys.argv[0], "discover", "-s", str(HERE), "-p", "*_test.py", *sys.argv[1:]])
