#!/usr/bin/env python3
"""The shipped facts and the example world hold together.

    python3 tests/world/world_data_test.py

Tests against reference files run where KW_SHARED_DATA or ../shared/data beside the repository exists; else they
say that they were skipped.
"""
import csv
import json
import math
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import tomllib
import unittest

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DATA = ROOT / "data"
sys.path.insert(0, str(HERE))

from small_chains import Chains  # noqa: E402

BOX = (2.3, 50.6, 6.0, 51.6)
BATTERY_CHANGES_GONE = {"16 06 02*", "16 06 03*", "16 06 04", "16 06 05", "19 02 11*", "20 01 33*", "20 01 34"}
BATTERY_CHANGES_NEW = {"16 06 01*", "16 06 04*", "16 06 06*", "16 06 07*", "16 06 08*", "16 06 09*", "16 06 10*",
                       "16 06 11*", "16 06 12", "16 06 13*", "20 01 42*", "20 01 43*", "20 01 44"}
ORGANISATION_KINDS = {"local_government", "regular_economy", "social_economy", "knowledge_institution",
                      "intermunicipal", "regional_government", "social_profit", "financier", "citizens_initiative"}
ROLES = {"coordinator", "core_partner", "partner", "supporting"}


def reference_folder():
    named = os.environ.get("KW_SHARED_DATA")
    for folder in ([pathlib.Path(named)] if named else []) + [ROOT.parent / "shared" / "data",
                                                              ROOT.parents[1] / "shared" / "data"]:
        if folder.is_dir():
            return folder
    return None


REFERENCE = reference_folder()
needs_reference = unittest.skipUnless(REFERENCE, "reference data not present (set KW_SHARED_DATA)")


def read(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def keys(name, column):
    return {row[column] for row in read(name)}


def parts(text):
    return [part for part in text.split(";") if part]


def kilometres(a, b):
    return math.hypot((a[0] - b[0]) * 111.2 * math.cos(math.radians(51)), (a[1] - b[1]) * 111.2)


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
            if row["role"] == "core_partner" and not row["to_days_ago"]:
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
        self.assertGreaterEqual(len(rows), 90)
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

    def test_waste_codes_have_their_form_and_star(self):
        for row in read("materials.csv"):
            codes = parts(row["waste_codes"])
            for code in codes:
                self.assertRegex(code, r"^\d\d \d\d \d\d\*?$")
                self.assertEqual(row["hazardous"] == "yes", code.endswith("*"), row["id"])
            self.assertTrue(codes, row["id"])

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

    @needs_reference
    def test_waste_codes_agree_with_the_reference(self):
        with (REFERENCE / "list-of-waste-2015.csv").open(encoding="utf-8", newline="") as file:
            listed = {row["ewc-code"] for row in csv.DictReader(file)}
        listed = (listed - BATTERY_CHANGES_GONE) | BATTERY_CHANGES_NEW
        used = {code for row in read("materials.csv") for code in parts(row["waste_codes"])}
        used |= keys("world/streams.csv", "waste_code") - {""}
        self.assertEqual(set(), used - listed)


class ExampleWorld(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.streams = read("world/streams.csv")
        cls.capabilities = read("world/capabilities.csv")
        cls.outputs = read("world/capability_outputs.csv")
        cls.materials = {row["id"]: row for row in read("materials.csv")}

    def node(self, text):
        material, _, state = text.partition("~")
        self.assertIn(material, self.materials, text)
        self.assertIn(state or "as_is", parts(self.materials[material]["states"]), text)
        return material, state or "as_is"

    def test_the_script_writes_what_is_committed(self):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, str(ROOT / "scripts" / "make-example-world"), folder], check=True)
            written = {file.name: file.read_bytes() for file in pathlib.Path(folder).iterdir()}
        committed = {file.name: file.read_bytes() for file in (DATA / "world").iterdir()}
        self.assertEqual(set(committed), set(written))
        for name, content in written.items():
            self.assertEqual(committed[name], content, name)

    def test_counts(self):
        self.assertGreaterEqual(len(self.streams), 270)
        self.assertGreaterEqual(len(self.capabilities), 65)

    def test_streams(self):
        owners = keys("world/organisations.csv", "key")
        steps = keys("retention.csv", "r_step")
        choices = {"kind": {"offer", "need"}, "unit": {"kg", "t", "piece", "m", "m2", "m3"},
                   "amount_quality": {"estimated", "declared", "weighed", "unknown"},
                   "rhythm": {"once", "week", "month", "year", "unknown"},
                   "transport": {"pick_up", "delivery", "third_party", "unknown"},
                   "legal_status": {"product", "by_product", "waste", "end_of_waste", "unknown"},
                   "visibility": {"public", "network", "hub", "private"}}
        for row in self.streams:
            self.assertIn(row["organisation"], owners)
            for column, allowed in choices.items():
                self.assertIn(row[column], allowed, row["key"])
            for state in parts(row["states"]):
                self.node(f"{row['material']}~{state}")
            self.assertTrue(parts(row["states"]), row["key"])
            self.assertRegex(row["grade"], r"^\d?$", row["key"])
            self.assertTrue(row["title_nl"] and row["title_en"] and row["title_fr"], row["key"])
            if row["amount_quality"] == "unknown":
                self.assertEqual("", row["amount"])
            else:
                self.assertGreater(float(row["amount"]) * float(row["kg_per_unit"]), 0, row["key"])
            if row["available_to_days"]:
                self.assertLessEqual(int(row["available_from_days"]), int(row["available_to_days"]), row["key"])
            self.assertEqual(row["kind"] == "need", row["retention_key"] in steps, row["key"])
            code = row["waste_code"]
            self.assertEqual(row["legal_status"] == "waste", code != "", row["key"])
            if code:
                self.assertIn(code, parts(self.materials[row["material"]]["waste_codes"]), row["key"])

    def test_amounts_are_of_this_world(self):
        for row in self.streams:
            if row["amount"]:
                tonnes = float(row["amount"]) * float(row["kg_per_unit"]) / 1000
                self.assertLessEqual(tonnes, 100, row["key"])

    def test_capabilities(self):
        owners = keys("world/organisations.csv", "key")
        kinds = keys("activity_kinds.csv", "id")
        for row in self.capabilities:
            self.assertIn(row["organisation"], owners)
            self.assertIn(row["kind"], kinds)
            for accepted in parts(row["accepts"]):
                self.node(accepted)
            self.assertLessEqual(int(row["free_kg_per_week"]), int(row["capacity_kg_per_week"]), row["key"])
            if row["max_kg"] and row["min_kg"]:
                self.assertLess(float(row["min_kg"]), float(row["max_kg"]), row["key"])

    def test_yields_leave_nothing_out_of_thin_air(self):
        known = {row["key"] for row in self.capabilities}
        total = {}
        for row in self.outputs:
            self.assertIn(row["capability"], known)
            self.node(f"{row['material']}~{row['state']}")
            self.assertRegex(row["grade"], r"^\d$")
            total[row["capability"]] = total.get(row["capability"], 0) + float(row["yield"])
        for key, share in total.items():
            self.assertTrue(0 < share <= 1, key)

    def test_work_makes_no_cycle(self):
        """Strict reading: a class that is accepted stands for everything under it as well."""
        children = {}
        for row in self.materials.values():
            children.setdefault(row["parent"], []).append(row["id"])

        def under(material):
            return [material] + [leaf for child in children.get(material, []) for leaf in under(child)]

        follows = {}
        made = {row["key"]: [(o["material"], o["state"]) for o in self.outputs if o["capability"] == row["key"]]
                for row in self.capabilities}
        for row in self.capabilities:
            for accepted in parts(row["accepts"]):
                material, state = self.node(accepted)
                for leaf in under(material):
                    follows.setdefault((leaf, state), set()).update(made[row["key"]])
        done, walking = set(), []

        def walk(node):
            self.assertNotIn(node, walking, walking)
            if node in done:
                return
            walking.append(node)
            for following in follows.get(node, ()):
                walk(following)
            walking.pop()
            done.add(node)

        for node in follows:
            walk(node)

    def test_hazardous_streams_have_permit_holders_and_others(self):
        holders = keys("world/permits.csv", "organisation")
        self.assertLessEqual(holders, keys("world/organisations.csv", "key"))
        families = {row["family"] for row in self.materials.values() if row["hazardous"] == "yes"}
        self.assertLessEqual({f"hazardous-{family}" for family in families}, keys("world/permits.csv", "permit"))


class Scenarios(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.streams = {row["key"]: row for row in read("world/streams.csv")}
        cls.capabilities = {row["key"]: row for row in read("world/capabilities.csv")}

        def search(**waived):
            streams, capabilities = list(cls.streams.values()), list(cls.capabilities.values())
            chains = Chains(DATA / "policy.toml", read("materials.csv"), read("retention.csv"),
                            read("world/organisations.csv"), read("world/permits.csv"), streams, capabilities,
                            read("world/capability_outputs.csv"))
            chains.policy.update(waived)
            return chains
        cls.search = staticmethod(search)

    def test_golden_path(self):
        found = [chain for _, chain in self.search().of(self.streams["offer-golden-pp"])]
        self.assertEqual(["cap-golden-sort", "cap-golden-wash", "cap-golden-shred", "need-golden-crates"], found[0])
        self.assertIn(["cap-golden-sort", "cap-golden-wash-crates", "need-golden-reuse"], found)

    def test_nothing_fits_and_each_neighbour_fails_on_one_thing(self):
        offer = self.streams["offer-nothing-fits"]
        self.assertEqual([], self.search().of(offer))

        def last_keys(chains, changed=offer):
            return {chain[-1] for _, chain in chains.of(changed)}
        self.assertEqual({"need-near-miss-grade"}, last_keys(self.search(), {**offer, "grade": "9"})
                         & {key for key in self.streams if "near-miss" in key})
        self.assertEqual({"need-near-miss-distance"}, last_keys(self.search(max_km=400.0)))
        self.assertEqual({"need-near-miss-date"}, last_keys(self.search(), {**offer, "available_from_days": "0"}))
        permitted = self.search()
        permitted.permits.setdefault(self.streams["need-near-miss-permit"]["organisation"], set()).add("hazardous-elektro")
        self.assertEqual({"need-near-miss-permit"}, last_keys(permitted))
        valued = self.search()
        next(c for c in valued.capabilities if c["key"] == "cap-near-miss-value")["cost_eur_per_t"] = "0"
        self.assertTrue(all("cap-near-miss-value" in chain for _, chain in valued.of(offer)) and valued.of(offer))

    def test_no_permit_no_match(self):
        found = self.search().of(self.streams["offer-hazardous"])
        self.assertIn("cap-hazardous", {key for _, chain in found for key in chain})
        self.assertNotIn("cap-hazardous-no-permit", {key for _, chain in found for key in chain})

    def test_every_told_story_has_its_chain(self):
        for offer, chain in (("offer-better-split", ["need-split-pallets"]),
                             ("offer-joint-clothes", ["cap-joint-sort", "need-joint-wearable"]),
                             ("offer-joint-clothes", ["cap-joint-sort", "need-joint-rags"]),
                             ("offer-bread", ["cap-bread-feed", "need-bread-feed"]),
                             ("offer-food-window", ["need-food-window"]),
                             ("offer-furniture", ["cap-furniture", "need-furniture"]),
                             ("offer-laptops", ["cap-laptops", "need-laptops"]),
                             ("offer-bricks", ["cap-bricks", "need-bricks"]),
                             ("offer-hazardous", ["cap-hazardous", "need-hazardous"])):
            found = [keys_of for _, keys_of in self.search().of(self.streams[offer])]
            self.assertTrue(any(set(chain) <= set(keys_of) for keys_of in found), (offer, chain))

    def test_stale_and_full(self):
        self.assertGreater(int(self.streams["need-stale"]["confirmed_days_ago"]), 90)
        self.assertGreater(int(self.streams["offer-stale"]["confirmed_days_ago"]), 30)
        self.assertEqual("0", self.capabilities["cap-full"]["free_kg_per_week"])

    def test_no_repairer_can_take_the_large_batch_alone(self):
        offer = self.streams["offer-better-split"]
        kg = float(offer["amount"]) * float(offer["kg_per_unit"])
        repairers = [c for c in self.capabilities.values() if "pallets" in parts(c["accepts"]) and c["kind"] == "repair"]
        self.assertGreater(kg, max(float(c["max_kg"]) for c in repairers))
        self.assertGreater(kg, max(13 * int(c["free_kg_per_week"]) for c in repairers if c["key"].startswith("cap-split")))

    def test_most_offers_find_a_chain(self):
        chains = self.search()
        offers = [row for row in self.streams.values() if row["kind"] == "offer"]
        fitting = sum(bool(chains.of(row)) for row in offers)
        self.assertGreater(fitting / len(offers), 0.8)


if __name__ == "__main__":
    unittest.main()
