"""A slow, plain chain search over the example world: enough to see that the scenarios show what they promise.

Follows docs of the matching model: great-circle kilometres, grade, date, permit, distance and value; amounts over
thirteen weeks. Written for tests only and independent of the engine.
"""
import math
import tomllib

WEEKS = 13
HAZARD_STATES = ("as_is", "sorted", "dismantled")


def kilometres(a, b):
    lon1, lat1, lon2, lat2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(h))


class Chains:
    def __init__(self, policy_path, materials, retention, organisations, permits, streams, capabilities, outputs):
        with open(policy_path, "rb") as file:
            self.policy = {key: entry["value"] for key, entry in tomllib.load(file).items()}
        self.price = {m["id"]: float(m["price_eur_per_t"]) for m in materials}
        self.hazard = {m["id"]: m["family"] for m in materials if m["hazardous"] == "yes"}
        self.retention = {r["r_step"]: float(r["retention"]) for r in retention}
        self.place = {o["key"]: (float(o["lon"]), float(o["lat"])) for o in organisations}
        self.permits = {}
        for row in permits:
            self.permits.setdefault(row["organisation"], set()).add(row["permit"])
        self.needs = [s for s in streams if s["kind"] == "need" and s["material"]]
        self.capabilities = [c for c in capabilities if any(o["capability"] == c["key"] for o in outputs)]
        self.outputs = {}
        for row in outputs:
            self.outputs.setdefault(row["capability"], []).append(row)

    def allowed(self, node, taker, materials, min_grade):
        material, state, grade, place = node
        if f"{material}~{state}" not in materials or grade < float(min_grade or 0):
            return None
        if material in self.hazard and state in HAZARD_STATES:
            if f"hazardous-{self.hazard[material]}" not in self.permits.get(taker, set()):
                return None
        far = kilometres(place, self.place[taker])
        return far if far <= self.policy["max_km"] else None

    def overlaps(self, offer, need, lead):
        day = lambda text, default: float(text) if text else default
        return (day(offer["available_from_days"], 0) + lead <= day(need["available_to_days"], 1e9)
                and day(offer["available_to_days"], 1e9) + lead >= day(need["available_from_days"], 0))

    def of(self, offer):
        """All chains (value in €/t, keys) with a positive value, best first."""
        grade = float(offer["grade"]) if offer["grade"] else 9
        node = (offer["material"], offer["states"], grade, self.place[offer["organisation"]])
        found = []
        self.follow(offer, node, 0, 1.0, 0.0, [], found)
        return sorted(found, reverse=True)

    def follow(self, offer, node, lead, share, value, keys, found):
        p = self.policy
        for need in self.needs:
            accepted = {f"{need['material']}~{state}" for state in need["states"].split(";")}
            far = self.allowed(node, need["organisation"], accepted, need["grade"])
            if far is None or not self.overlaps(offer, need, lead):
                continue
            gain = self.price[node[0]] * self.retention[need["retention_key"]] - p["k_eur_per_t"]
            total = value + share * (gain - p["tau_eur_per_tkm"] * far)
            if total > 0:
                found.append((round(total, 2), keys + [need["key"]]))
        if len(keys) == p["max_steps"]:
            return
        for work in self.capabilities:
            accepted = {a if "~" in a else a + "~as_is" for a in work["accepts"].split(";")}
            far = self.allowed(node, work["organisation"], accepted, work["min_grade"])
            if far is None or work["key"] in keys or float(work["free_kg_per_week"]) == 0:
                continue
            outputs = self.outputs[work["key"]]
            rest = 1 - sum(float(o["yield"]) for o in outputs)
            step = (-p["k_eur_per_t"] - p["tau_eur_per_tkm"] * far - float(work["cost_eur_per_t"])
                    + p["sigma_eur_per_h"] * float(work["social_hours_per_t"]) - p["residue_eur_per_t"] * rest)
            for output in outputs:
                others = sum(float(o["yield"]) * self.price[o["material"]] for o in outputs if o is not output)
                following = (output["material"], output["state"], float(output["grade"]), self.place[work["organisation"]])
                self.follow(offer, following, lead + float(work["lead_days"]), share * float(output["yield"]),
                            value + share * (step + p["beta"] * others), keys + [work["key"]], found)
