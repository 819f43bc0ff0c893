"""Further named scenarios: repair and reuse, permits, hidden and unknown records, example hubs."""
from .records import capability, need, offer, organisation


def repair_furniture(world):
    """Desks and chairs of an office are repaired for a school."""
    office = organisation(world, "Voorbeeldkantoor Verhuis", "regular_economy", "Hasselt", (0.01, 0.01), "andere")
    fixer = organisation(world, "Voorbeeldwerkplaats De Stoel", "social_economy", "Genk", (-0.01, 0.0), "andere;hout")
    school = organisation(world, "Voorbeeldschool Zuid", "knowledge_institution", "Bree", (0.0, 0.0), "andere")
    world.add("recognitions", organisation=fixer, kind="maatwerkbedrijf", from_days_ago=1800, source="example")
    offer(world, "offer-furniture", office, "kantoormeubels",
          ("80 bureaus en 80 stoelen", "80 desks and 80 chairs", "80 bureaux et 80 chaises"),
          ("Komen vrij bij een verhuis; demontage kan in het weekend.", "Come free in a move; can be taken apart at the weekend.",
           "Se libèrent lors d'un déménagement; démontage possible le week-end."),
          160, "piece", kg_per_unit=24, rhythm="once", grade=5, available_from_days=14, available_to_days=80,
          legal_status="product", amount_quality="declared", price_cents_per_t=0)
    capability(world, "cap-furniture", fixer, "repair",
               ("Kantoormeubels herstellen", "Repairing office furniture", "Réparation de mobilier de bureau"),
               ["kantoormeubels"], [("kantoormeubels~repaired", 7, 0.80)], 1500, 320, 32,
               free_kg_per_week=700, min_grade=4, lead_days=10)
    need(world, "need-furniture", school, "kantoormeubels", "repaired;refurbished",
         ("Tafels en stoelen voor het lerarenlokaal", "Tables and chairs for the staff room",
          "Tables et chaises pour la salle des professeurs"),
         ("Stevig, kleur maakt niet uit.", "Sturdy, any colour.", "Solides, couleur indifférente."),
         90, "piece", "R4", kg_per_unit=22, rhythm="once", grade=6, available_to_days=120)


def refurbish_laptops(world):
    """Laptops are wiped and refurbished for pupils; parts of the rest go on as metal and circuit boards."""
    office = organisation(world, "Voorbeeldkantoor Scherm", "regular_economy", "Hasselt", (0.013, -0.01), "elektro")
    school = organisation(world, "Voorbeeldschool Noord", "knowledge_institution", "Beringen", (0.0, 0.0), "elektro")
    lab = organisation(world, "Voorbeeldwerkplaats Bit en Byte", "social_economy", "Hasselt", (-0.012, -0.005), "elektro")
    world.add("recognitions", organisation=lab, kind="maatwerkbedrijf", from_days_ago=1500, source="example")
    offer(world, "offer-laptops", office, "laptops",
          ("120 laptops van vier jaar oud", "120 four-year-old laptops", "120 portables de quatre ans"),
          ("Schijven te wissen met attest.", "Disks to be wiped with a certificate.", "Disques à effacer avec attestation."),
          120, "piece", kg_per_unit=2.2, rhythm="once", grade=6, available_to_days=70, packaging="crate",
          legal_status="product", visibility="network")
    capability(world, "cap-laptops", lab, "refurbish",
               ("Laptops wissen en opknappen", "Wiping and refurbishing laptops", "Effacement et reconditionnement de portables"),
               ["laptops"], [("laptops~refurbished", 7, 0.70), ("printplaten~sorted", 6, 0.06),
                                           ("aluminium~sorted", 6, 0.10)],
               400, 1800, 140, free_kg_per_week=160, min_grade=5, lead_days=12, certificates="ISO 27001")
    need(world, "need-laptops", school, "laptops", "refurbished",
         ("Laptops voor leerlingen", "Laptops for pupils", "Portables pour élèves"),
         ("Met lader en drie jaar oud of jonger scherm.", "With charger and a good screen.", "Avec chargeur et bon écran."),
         60, "piece", "R5", kg_per_unit=2.2, rhythm="once", grade=6, available_to_days=110)


def clean_bricks(world):
    """Bricks of a barn are cleaned for a second facade."""
    breaker = organisation(world, "Voorbeeldafbraak Steenwijk", "regular_economy", "Oudenaarde", (0.0, 0.0), "bouw")
    cleaner = organisation(world, "Voorbeeldmaatwerk Bikhamer", "social_economy", "Zottegem", (0.0, 0.003), "bouw")
    builder = organisation(world, "Voorbeeldbouw Tweede Gevel", "regular_economy", "Gent", (-0.02, 0.01), "bouw")
    world.add("recognitions", organisation=cleaner, kind="maatwerkbedrijf", from_days_ago=1200, source="example")
    offer(world, "offer-bricks", breaker, "baksteen",
          ("Gevelstenen uit een schuur, 40 ton", "Facing bricks from a barn, 40 tonnes",
           "Briques de façade d'une grange, 40 tonnes"),
          ("Kalkmortel, dus goed te kuisen.", "Lime mortar, so easy to clean.", "Mortier de chaux, donc facile à nettoyer."),
          40, "t", rhythm="once", grade=5, available_from_days=10, available_to_days=85, packaging="pallet",
          legal_status="product", amount_quality="declared")
    capability(world, "cap-bricks", cleaner, "clean",
               ("Bakstenen afbikken", "Cleaning bricks", "Nettoyage de briques"), ["baksteen"],
               [("baksteen~cleaned", 7, 0.75), ("betonpuin~sorted", 3, 0.20)], 6000, 70, 6, free_kg_per_week=3500,
               min_grade=4, max_kg=30000)
    need(world, "need-bricks", builder, "baksteen", "cleaned",
         ("Gekuiste gevelstenen voor een school", "Cleaned facing bricks for a school",
          "Briques nettoyées pour une école"),
         ("Ongeveer 12.000 stenen.", "About 12,000 bricks.", "Environ 12.000 briques."), 26, "t", "R3",
         rhythm="once", grade=6, available_from_days=10, available_to_days=150)


def hazardous(world):
    """Bicycle batteries: only a workshop with a declared permit may take them."""
    shop = organisation(world, "Voorbeeldfietsen Trapkracht", "regular_economy", "Turnhout", (0.0, 0.004), "metaal;elektro")
    cells = organisation(world, "Voorbeeldwerkplaats De Cel", "social_economy", "Geel", (0.003, 0.0), "elektro")
    bare = organisation(world, "Voorbeeldwerkplaats Stroomloos", "social_economy", "Herentals", (0.0, 0.002), "elektro")
    user = organisation(world, "Voorbeeldbedrijf Opslag", "regular_economy", "Mol", (0.0, 0.0), "elektro")
    for key in (cells, user):
        world.add("permits", organisation=key, permit="hazardous-elektro", from_days_ago=600, source="example")
    offer(world, "offer-hazardous", shop, "batterijen_lithium",
          ("Versleten fietsbatterijen", "Worn bicycle batteries", "Batteries de vélo usées"),
          ("Los van de fiets, polen afgeplakt.", "Off the bicycle, poles taped.", "Hors du vélo, pôles isolés."),
          300, "kg", grade=5, packaging="crate", legal_status="waste", waste_code="16 06 07*")
    names = ("Fietsbatterijen opknappen", "Refurbishing bicycle batteries", "Reconditionnement de batteries de vélo")
    outputs = [("batterijen_lithium~refurbished", 6, 0.55), ("koper~sorted", 6, 0.05)]
    capability(world, "cap-hazardous", cells, "refurbish", names, ["batterijen_lithium"], outputs, 250, 900, 60,
               free_kg_per_week=120, permits="hazardous-elektro", certificates="ADR")
    # the same work without a permit: shown as a near-miss, never as a match
    capability(world, "cap-hazardous-no-permit", bare, "refurbish", names, ["batterijen_lithium"], outputs, 250, 700, 60)
    need(world, "need-hazardous", user, "batterijen_lithium", "refurbished",
         ("Opgeknapte accupacks voor thuisopslag", "Refurbished packs for home storage",
          "Packs reconditionnés pour stockage domestique"),
         ("Getest, met meetrapport.", "Tested, with a report.", "Testés, avec rapport."), 200, "kg", "R5", grade=5)


def unknown_and_hidden(world):
    """Unknown is a value, and what is private stays private."""
    garage = organisation(world, "Voorbeeldgarage Vraagteken", "regular_economy", "Diest", (0.0, 0.0), "andere")
    offer(world, "offer-unknown", garage, "banden",
          ("Stapel oude banden, hoeveelheid niet geteld", "A heap of old tyres, not counted",
           "Un tas de vieux pneus, non comptés"), ("", "", ""), "", "kg", amount_quality="unknown",
          rhythm="unknown", transport="unknown")
    offer(world, "offer-private", garage, "staal",
          ("Plaatstaal uit de werkplaats", "Sheet steel from the workshop", "Tôle de l'atelier"),
          ("Alleen om zelf op te zoeken.", "Only for our own search.", "Seulement pour notre propre recherche."),
          350, "kg", grade=6, visibility="private", legal_status="by_product")
    offer(world, "offer-hub", garage, "motorolie",
          ("Afgewerkte olie", "Waste oil", "Huile usagée"),
          ("Enkel zichtbaar voor de hub.", "Visible to the hub only.", "Visible pour le hub seulement."),
          200, "kg", grade=4, visibility="hub", legal_status="waste", packaging="drum")


def hubs(world):
    """Two example hubs: one valid today, one whose regular-economy core partner has left."""
    for key, name, short, town, area in (
            ("voorbeeldhub-ruilkring", "Voorbeeldhub Ruilkring Hageland", "Ruilkring", "Aarschot", ("Aarschot", "Diest", "Scherpenheuvel-Zichem", "Tielt-Winge")),
            ("voorbeeldhub-pauze", "Voorbeeldhub Pauze Dender", "Pauze", "Ninove", ("Ninove", "Denderleeuw", "Haaltert"))):
        place = world.towns[town]
        world.add("hubs", key=key, name=name, short_name=short, place_label=town, lon=place["lon"], lat=place["lat"],
                  recognised_by="Voorbeeldagentschap Kringloop", recognised_from_days_ago=1200, source="example")
        for member in area:
            world.add("hub_areas", hub=key, nis=world.towns[member]["nis"], basis="example", confirmed="yes", source="example")
        for sector in ("textiel", "hout", "voeding"):
            world.add("hub_sectors", hub=key, sector=sector, from_days_ago=1100, source="example", kind="example")
        for service in ("inspiration", "matchmaking", "coaching", "training", "network_event", "material_map"):
            world.add("hub_services", hub=key, service=service, from_days_ago=1100, source="example", kind="example")
        world.add("hub_completeness", hub=key, complete_days_ago=1150, source="example")
        town_hall = organisation(world, f"Voorbeeldstad {short}", "local_government", town, (0.001, 0.001))
        traders = organisation(world, f"Voorbeeldondernemers {short}", "regular_economy", town, (0.004, 0.0))
        social = organisation(world, f"Voorbeeldwerkplaats {short}", "social_economy", town, (0.0, 0.004))
        college = organisation(world, f"Voorbeeldhogeschool {short}", "knowledge_institution", town, (0.005, 0.005))
        world.add("memberships", hub=key, organisation=town_hall, role="coordinator", from_days_ago=1200, source="example")
        world.add("memberships", hub=key, organisation=social, role="core_partner", from_days_ago=1200, source="example")
        # the lapsed partner: left 60 days ago, long after the list was declared complete
        world.add("memberships", hub=key, organisation=traders, role="core_partner", from_days_ago=1200,
                  to_days_ago=60 if short == "Pauze" else "", source="example")
        world.add("memberships", hub=key, organisation=college, role="partner", from_days_ago=800, source="example")
