"""The example economy is whole, reproducible, and its scenarios show what they promise."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from shipped_data import DATA, ROOT, keys, parts, read  # noqa: E402
from small_chains import Chains  # noqa: E402


class ExampleWorld(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.streams = read("world/streams.csv")
        cls.goods = [row for row in cls.streams if row["resource"] == ""]
        cls.others = [row for row in cls.streams if row["resource"] != ""]
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
        for row in self.goods:
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

    def test_other_kinds(self):
        """Each of them is offered and needed, in its own unit, without a material."""
        owners = keys("world/organisations.csv", "key")
        units = {"water": "m3", "energy": "kwh", "space": "m2", "machine": "hour"}
        self.assertEqual({(kind, way) for kind in units for way in ("offer", "need")},
                         {(row["resource"], row["kind"]) for row in self.others})
        for row in self.others:
            self.assertIn(row["organisation"], owners)
            self.assertEqual(units[row["resource"]], row["unit"], row["key"])
            self.assertEqual("", row["material"] + row["states"] + row["kg_per_unit"] + row["waste_code"], row["key"])
            self.assertTrue(row["variety"] and row["title_nl"] and row["title_en"] and row["title_fr"], row["key"])
            self.assertEqual(row["amount"] == "", row["amount_quality"] == "unknown", row["key"])
            self.assertRegex(row["hours"], r"^(\d\d:\d\d-\d\d:\d\d)?$", row["key"])
        self.assertTrue(any(row["cold_chain"] == "chilled" and row["use_by_days"] for row in self.goods))

    def test_amounts_are_of_this_world(self):
        for row in self.goods:
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
        offered = {row["material"] for row in read("world/streams.csv")}
        families = {row["family"] for row in self.materials.values() if row["hazardous"] == "yes" and row["id"] in offered}
        self.assertEqual({"elektro", "hout", "andere"}, families)
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
        offers = [row for row in self.streams.values() if row["kind"] == "offer" and row["material"]]
        fitting = sum(bool(chains.of(row)) for row in offers)
        self.assertGreater(fitting / len(offers), 0.8)


if __name__ == "__main__":
    unittest.main()
