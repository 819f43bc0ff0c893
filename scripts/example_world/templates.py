"""Fills the world with plausible firms from the four text tables beside this file, by a fixed seed."""
import pathlib
import random

from .records import capability, need, offer, organisation

HERE = pathlib.Path(__file__).resolve().parent

# Towns that firms are placed in; larger ones more than once. Every province has its share.
TOWNS = """Antwerpen Antwerpen Gent Gent Brugge Leuven Leuven Mechelen Mechelen Aalst Kortrijk Kortrijk Hasselt Hasselt
Genk Genk Sint-Niklaas Oostende Roeselare Turnhout Dendermonde Vilvoorde Lokeren Geel Sint-Truiden Waregem Lier
Herentals Aarschot Oudenaarde Tienen Diest Halle Mol Tielt Ieper Eeklo Ninove Zottegem Beringen Lommel Maasmechelen
Deinze Wetteren Asse Heist-op-den-Berg Zaventem Torhout Izegem Veurne Boom Willebroek Puurs-Sint-Amands Bornem
Houthalen-Helchteren Tongeren-Borgloon Bilzen-Hoeselt Hoogstraten Westerlo Zele Evergem Menen Wevelgem Diksmuide
Landen Rotselaar Haacht Kampenhout Grimbergen Brasschaat""".split()

NAMES = """Anker Appel Beuk Boog Bron Brug Dageraad Dijk Duin Eik Es Ginder Haak Halte Haven Heide Hoek Kade Kans
Kei Ketel Klaver Klimop Knoop Kruispunt Kwartier Lamp Lente Linde Loods Maan Merel Mier Noord Olm Oever Plein Poort
Putter Regenboog Rivier Roos Ruiter Schelp Sleutel Spil Spoor Stap Ster Tandem Toren Veer Vlas Vonk Wegwijzer Weide
Wilg Wind Zaag Zon Zwaluw Zuiden""".split()


def table(name):
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("|") for line in lines if line and not line.startswith("#")]


class Dice:
    """Only random() of the generator is used: its sequence is the same in every Python 3."""

    def __init__(self, seed):
        self.source = random.Random(seed)

    def between(self, span):
        """A whole number in `low-high`, rounded to about two figures when the span is wide."""
        low, high = (int(part) for part in self.split(span))
        value = low + int(self.source.random() * (high - low + 1))
        step = 1 if value < 40 else 5 if value < 200 else 10 if value < 1000 else 50 if value < 5000 else 100
        return min(high, max(low, round(value / step) * step))

    @staticmethod
    def split(span):
        cut = span.index("-", 1)
        return span[:cut], span[cut + 1:]

    def below(self, limit):
        return int(self.source.random() * limit)

    def chance(self, share):
        return self.source.random() < share

    def pick(self, options):
        return options[self.below(len(options))]

    def offset(self):
        return round((self.source.random() - 0.5) * 0.04, 4)


def make_firms(world, dice):
    """Returns the keys of the firms by type."""
    firms = {}
    name_at, town_at = 0, 0
    for kind_of_firm, prefix, kind, count, sectors, recognition, permits in table("firms.txt"):
        for _ in range(int(count)):
            name = f"{prefix} {NAMES[name_at % len(NAMES)]}"
            town = TOWNS[town_at % len(TOWNS)]
            name_at, town_at = name_at + 1, town_at + 29
            key = organisation(world, name, kind, town, (dice.offset(), dice.offset()), sectors)
            firms.setdefault(kind_of_firm, []).append(key)
            if recognition:
                world.add("recognitions", organisation=key, kind=recognition.replace(" ", "_"),
                          from_days_ago=400 + dice.below(4000), source="example")
            for permit in filter(None, permits.split(";")):
                world.add("permits", organisation=key, permit=permit, from_days_ago=200 + dice.below(1500),
                          source="example")
    return firms


def confirmed(dice, clock):
    """Mostly well inside the freshness clock; one record in fifteen is past it."""
    return clock + 1 + dice.below(clock) if dice.chance(1 / 15) else dice.below(int(clock * 0.8))


def visible(dice):
    roll = dice.source.random()
    return "public" if roll < 0.80 else "network" if roll < 0.92 else "hub" if roll < 0.97 else "private"


def window(dice, rhythm):
    first = dice.below(30) if dice.chance(0.4) else 0
    if rhythm == "once":
        return first, first + 30 + dice.below(90)
    return first, "" if dice.chance(0.6) else first + 120 + dice.below(240)


def make_offers(world, dice, firms):
    for row in table("offers.txt"):
        kind_of_firm, material, amount, unit, per_unit, rhythm, grade, packaging, transport, legal, price = row[:11]
        for number, key in enumerate(firms[kind_of_firm], 1):
            known = dice.chance(0.93)
            first, last = window(dice, rhythm)
            more = {"kg_per_unit": per_unit} if per_unit else {}
            offer(world, f"offer-{kind_of_firm}-{number}-{material}".replace("_", "-"), key, material, row[11:14],
                  row[14:17], dice.between(amount), unit, rhythm=rhythm, packaging=packaging, transport=transport,
                  grade=dice.between(grade) if known else "", legal_status=legal,
                  contamination_percent=dice.below(9) if dice.chance(0.5) else "",
                  amount_quality=dice.pick(("estimated", "estimated", "declared", "weighed")),
                  available_from_days=first, available_to_days=last, visibility=visible(dice),
                  price_cents_per_t=dice.between(price) * 100 if dice.chance(0.7) else "",
                  confirmed_days_ago=confirmed(dice, 30), **more)


def make_needs(world, dice, firms):
    for row in table("needs.txt"):
        kind_of_firm, material, states, amount, unit, per_unit, rhythm, grade, step, min_kg = row[:10]
        for number, key in enumerate(firms[kind_of_firm], 1):
            if number > 3 and not dice.chance(0.5):
                continue
            first, last = window(dice, rhythm)
            more = {"kg_per_unit": per_unit} if per_unit else {}
            need(world, f"need-{kind_of_firm}-{number}-{material}".replace("_", "-"), key, material, states,
                 row[10:13], row[13:16], dice.between(amount), unit, step, rhythm=rhythm, grade=dice.between(grade),
                 available_from_days=first, available_to_days=last, min_kg=min_kg,
                 visibility="network" if dice.chance(0.1) else "public",
                 confirmed_days_ago=confirmed(dice, 90), **more)


def free_of(dice, capacity):
    share = 0.0 if dice.chance(0.05) else 0.15 + 0.65 * dice.source.random()
    return int(capacity * share / 10) * 10


def read_outputs(text):
    parts = (part.split(":") for part in filter(None, text.split(",")))
    return [(target, grade, float(share)) for target, grade, share in parts]


def make_capabilities(world, dice, firms):
    numbers = {}
    for row in table("capabilities.txt"):
        kind_of_firm, kind, accepts, grade, capacity, min_kg, max_kg, cost, hours, lead, certificates, permits = row[:12]
        for number, key in enumerate(firms[kind_of_firm]):
            if number and dice.chance(0.3):
                continue
            numbers[kind_of_firm] = numbers.get(kind_of_firm, 0) + 1
            weekly = dice.between(capacity)
            capability(world, f"cap-{kind_of_firm}-{numbers[kind_of_firm]}".replace("_", "-"), key, kind, row[12:15],
                       accepts.split(","), read_outputs(row[15]), weekly, dice.between(cost), dice.between(hours),
                       free_kg_per_week=free_of(dice, weekly), min_grade=grade, min_kg=min_kg, max_kg=max_kg,
                       lead_days=lead, certificates=certificates, permits=permits,
                       confirmed_days_ago=confirmed(dice, 180))


def fill(world, seed):
    dice = Dice(seed)
    firms = make_firms(world, dice)
    make_offers(world, dice, firms)
    make_needs(world, dice, firms)
    make_capabilities(world, dice, firms)
