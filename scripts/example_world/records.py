"""The few verbs with which scenarios and templates fill the world."""
import unicodedata

UNIT_KG = {"kg": 1, "t": 1000}


def slug(text):
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split())


def organisation(world, name, kind, town, at=(0.0, 0.0), sectors="", note="", languages="nl"):
    """An example organisation `at` degrees from the centre of `town`; returns its key."""
    place = world.towns[town]
    world.add("organisations", key=slug(name), name=name, kind=kind, kind_basis="example", nis=place["nis"],
              lon=f"{float(place['lon']) + at[0]:.4f}", lat=f"{float(place['lat']) + at[1]:.4f}",
              languages=languages, sectors=sectors, example="yes", note=note, source="example")
    return slug(name)


def waste_code(world, material, legal_status):
    return world.materials[material]["waste_codes"].split(";")[0] if material and legal_status == "waste" else ""


def stream(world, kind, key, owner, material, titles, descriptions, amount, unit, **more):
    values = {"kg_per_unit": UNIT_KG.get(unit, ""), "amount_quality": "estimated", "rhythm": "month",
              "nis": world.town_of(owner), "available_from_days": 0, "available_to_days": "",
              "transport": "pick_up" if kind == "offer" else "unknown", "packaging": "unknown",
              "legal_status": "unknown", "visibility": "public", "confirmed_days_ago": 5}
    values.update(more)
    values.setdefault("waste_code", waste_code(world, material, values["legal_status"]))
    nl, en, fr = titles
    say_nl, say_en, say_fr = descriptions
    world.add("streams", key=key, kind=kind, organisation=owner, material=material, title_nl=nl, title_en=en,
              title_fr=fr, description_nl=say_nl, description_en=say_en, description_fr=say_fr, amount=amount,
              unit=unit, **values)
    return key


def offer(world, key, owner, material, titles, descriptions, amount, unit, **more):
    more.setdefault("states", "as_is")
    return stream(world, "offer", key, owner, material, titles, descriptions, amount, unit, **more)


def need(world, key, owner, material, states, titles, descriptions, amount, unit, step, **more):
    return stream(world, "need", key, owner, material, titles, descriptions, amount, unit, states=states,
                  retention_key=step, **more)


def direct(world, key, kind, owner, resource, amount, unit, titles, descriptions, **more):
    """Water, energy, space or a machine: without a material, matched straight."""
    values = {"transport": "unknown", "resource": resource}
    if amount == "":
        values["amount_quality"] = "unknown"
    values.update(more)
    return stream(world, kind, key, owner, "", titles, descriptions, amount, unit, **values)


def capability(world, key, owner, kind, names, accepts, outputs, capacity, cost, hours, **more):
    """`accepts` and `outputs` hold `material` (as it comes) or `material~state`; outputs add grade and yield."""
    values = {"free_kg_per_week": capacity, "min_grade": 3, "lead_days": 5, "confirmed_days_ago": 20}
    values.update(more)
    nl, en, fr = names
    world.add("capabilities", key=key, organisation=owner, kind=kind, name_nl=nl, name_en=en, name_fr=fr,
              accepts=";".join(accepts), capacity_kg_per_week=capacity, cost_eur_per_t=cost,
              social_hours_per_t=hours, **values)
    for target, grade, share in outputs:
        material, _, state = target.partition("~")
        world.add("capability_outputs", capability=key, material=material, state=state or "as_is", grade=grade,
                  **{"yield": f"{share:.3f}"})
    return key
