"""Named scenarios of the example world. Each says what it shows; all days count from the base day."""
from .more_scenarios import clean_bricks, hazardous, hubs, refurbish_laptops, repair_furniture, unknown_and_hidden
from .records import capability, need, offer, organisation


def golden_path(world):
    """2 t of rigid polypropylene a month in Leuven: sort (Leuven), wash and shred (Mechelen), crates (Genk)."""
    maker = organisation(world, "Voorbeeldbedrijf Bakkenbouw", "regular_economy", "Leuven", (0.012, 0.008), "kunststof")
    sorter = organisation(world, "Voorbeeldwerkplaats De Schakel", "social_economy", "Leuven", (-0.015, 0.011), "kunststof")
    washer = organisation(world, "Voorbeeldmaatwerk Waskracht", "social_economy", "Mechelen", (0.010, -0.006), "kunststof")
    moulder = organisation(world, "Voorbeeldbedrijf Kratgiet", "regular_economy", "Genk", (0.014, 0.010), "kunststof")
    for key in (sorter, washer):
        world.add("recognitions", organisation=key, kind="maatwerkbedrijf", from_days_ago=2500, source="example")
    offer(world, "offer-golden-pp", maker, "pp_rigid",
          ("2 ton hard polypropyleen per maand, Leuven", "2 tonnes of rigid polypropylene a month, Leuven",
           "2 tonnes de polypropylène rigide par mois, Louvain"),
          ("Afgekeurde en teruggekomen bakken, één soort kunststof, droog en binnen gestapeld.",
           "Rejected and returned boxes, one kind of plastic, dry and stacked indoors.",
           "Bacs refusés et retournés, un seul type de plastique, secs et empilés à l'intérieur."),
          2, "t", grade=6, contamination_percent=3, packaging="pallet", legal_status="by_product",
          price_cents_per_t=4000, amount_quality="declared", confirmed_days_ago=1)
    capability(world, "cap-golden-sort", sorter, "sort",
               ("Harde plastics sorteren", "Sorting rigid plastics", "Tri de plastiques rigides"),
               ["pp_rigid"],
               [("pp_rigid~sorted", 7, 0.86), ("kratten~sorted", 6, 0.06)], 1800, 85, 13,
               free_kg_per_week=950, min_kg=200, max_kg=4000, certificates="ISO 9001", confirmed_days_ago=3)
    capability(world, "cap-golden-wash", washer, "wash",
               ("Gesorteerde kunststof wassen", "Washing sorted plastics", "Lavage de plastiques triés"),
               ["pp_rigid~sorted"],
               [("pp_rigid~washed", 7, 0.97)], 2400, 70, 8, free_kg_per_week=1400, min_kg=100, max_kg=6000,
               min_grade=5, confirmed_days_ago=8)
    capability(world, "cap-golden-shred", washer, "shred",
               ("Gewassen kunststof vermalen", "Shredding washed plastics", "Broyage de plastiques lavés"),
               ["pp_rigid~washed"], [("pp_rigid~shredded", 7, 0.97)], 2400, 60, 4,
               free_kg_per_week=1500, min_kg=100, max_kg=6000, min_grade=5, lead_days=3, confirmed_days_ago=8)
    need(world, "need-golden-crates", moulder, "pp_rigid", "shredded",
         ("Maalgoed PP voor nieuwe kratten", "PP regrind for new crates", "Broyé de PP pour de nouveaux bacs"),
         ("We persen kratten van gerecycleerd polypropyleen en zoeken zuiver maalgoed.",
          "We mould crates from recycled polypropylene and look for clean regrind.",
          "Nous moulons des bacs en polypropylène recyclé et cherchons un broyé pur."),
         6, "t", "R8", grade=6, min_kg=200, confirmed_days_ago=4)


def golden_reuse(world):
    """The whole crates among the golden offer are washed in Haacht and used again by growers."""
    crates = organisation(world, "Voorbeeldwasplaats Propere Bak", "social_economy", "Haacht", (0.004, 0.002), "kunststof")
    auction = organisation(world, "Voorbeeldveiling Groenhart", "regular_economy", "Sint-Katelijne-Waver", (0.0, 0.0), "voeding")
    world.add("recognitions", organisation=crates, kind="maatwerkbedrijf", from_days_ago=2500, source="example")
    capability(world, "cap-golden-wash-crates", crates, "wash",
               ("Kratten wassen voor hergebruik", "Washing crates for reuse", "Lavage de bacs pour réemploi"),
               ["kratten~sorted"], [("kratten~washed", 7, 0.98)], 1500, 140, 14, free_kg_per_week=700,
               min_kg=50, max_kg=3000, min_grade=5, certificates="HACCP", confirmed_days_ago=8)
    need(world, "need-golden-reuse", auction, "kratten", "washed",
         ("Propere kratten voor groenten", "Clean crates for vegetables", "Bacs propres pour légumes"),
         ("Stapelbare kratten, gewassen, voor onze telers.", "Stackable crates, washed, for our growers.",
          "Bacs empilables, lavés, pour nos producteurs."),
         400, "piece", "R3", kg_per_unit=1.6, grade=6, min_kg=40, confirmed_days_ago=12)


def nothing_fits(world):
    """Old monitors in Veurne that nobody can take; each neighbour fails on exactly one thing."""
    owner = organisation(world, "Voorbeeldbedrijf Beeldbank", "regular_economy", "Veurne", (0.004, 0.003), "elektro")
    offer(world, "offer-nothing-fits", owner, "schermen",
          ("Oude beeldschermen, partij van 1,5 ton", "Old monitors, a batch of 1.5 tonnes",
           "Vieux écrans, un lot de 1,5 tonne"),
          ("Schermen uit een controlekamer, deels stuk.", "Screens from a control room, partly broken.",
           "Écrans d'une salle de contrôle, en partie cassés."),
          1500, "kg", rhythm="once", grade=3, available_from_days=20, available_to_days=60, packaging="pallet",
          legal_status="waste", waste_code="16 02 13*", amount_quality="weighed", confirmed_days_ago=2)
    takers = [
        # too low a grade: this taker wants working screens
        ("Voorbeeldbedrijf Schermzaal", "Ieper", 7, 0, 90, True, "grade"),
        # too far: more than the longest leg
        ("Voorbeeldbedrijf Maasbeeld", "Maasmechelen", 2, 0, 90, True, "distance"),
        # no permit for hazardous waste
        ("Voorbeeldbedrijf Lichtvenster", "Brugge", 2, 0, 90, False, "permit"),
        # wanted before the screens come free
        ("Voorbeeldbedrijf Vroegbeeld", "Diksmuide", 2, 0, 10, True, "date"),
    ]
    for name, town, grade, first, last, permit, key in takers:
        taker = organisation(world, name, "regular_economy", town, (0.003, -0.002), "elektro")
        if permit:
            world.add("permits", organisation=taker, permit="hazardous-elektro", from_days_ago=900, source="example")
        need(world, f"need-near-miss-{key}", taker, "schermen", "as_is;sorted",
             ("Beeldschermen voor hergebruik", "Monitors for reuse", "Écrans pour réemploi"),
             ("We maken er informatieborden van.", "We turn them into information boards.",
              "Nous en faisons des panneaux d'information."),
             2, "t", "R5", rhythm="once", grade=grade, available_from_days=first, available_to_days=last)
    # costs more than it brings: taking them apart without support
    costly = organisation(world, "Voorbeeldbedrijf Schroefbeeld", "regular_economy", "Roeselare", (0.0, 0.01), "elektro")
    world.add("permits", organisation=costly, permit="hazardous-elektro", from_days_ago=700, source="example")
    capability(world, "cap-near-miss-value", costly, "dismantle",
               ("Beeldschermen demonteren", "Dismantling monitors", "Démontage d'écrans"), ["schermen"],
               [("abs~sorted", 5, 0.30), ("printplaten~sorted", 6, 0.04), ("aluminium~sorted", 6, 0.12)],
               2000, 1900, 0, min_grade=2, permits="hazardous-elektro")


def stale_and_full(world):
    """A need nobody confirmed for 140 days, an offer nobody confirmed for 45, and a workshop without free hours."""
    weaver = organisation(world, "Voorbeeldweverij Draad", "regular_economy", "Ronse", (0.003, 0.004), "textiel")
    need(world, "need-stale", weaver, "katoenresten", "sorted;rags",
         ("Katoenresten om te vervezelen", "Cotton cuttings for fibre", "Chutes de coton à effilocher"),
         ("Witte of ecru katoen, zonder ritsen of knopen.", "White or ecru cotton, no zips or buttons.",
          "Coton blanc ou écru, sans fermetures ni boutons."), 800, "kg", "R8", grade=5, confirmed_days_ago=140)
    offer(world, "offer-stale", weaver, "wol",
          ("Wolresten uit de weverij", "Wool waste from weaving", "Déchets de laine du tissage"),
          ("Restspoelen in gemengde kleuren.", "Leftover reels in mixed colours.", "Fins de bobines de couleurs mélangées."),
          120, "kg", grade=6, packaging="bigbag", legal_status="by_product", confirmed_days_ago=45)
    full = organisation(world, "Voorbeeldwerkplaats Volzet", "social_economy", "Aalst", (-0.01, 0.006), "textiel")
    world.add("recognitions", organisation=full, kind="maatwerkbedrijf", from_days_ago=3000, source="example")
    capability(world, "cap-full", full, "sort",
               ("Kleding sorteren (volzet)", "Sorting clothes (fully booked)", "Tri de vêtements (complet)"),
               ["kleding"], [("kleding~wearable", 6, 0.30), ("kleding~rags", 5, 0.40)], 1200, 150, 22,
               free_kg_per_week=0, confirmed_days_ago=10)


def better_split(world):
    """24 t of pallets at once: no repairer can take all, three together can."""
    owner = organisation(world, "Voorbeeldhaven Kaai", "regular_economy", "Antwerpen", (0.01, 0.05), "hout")
    offer(world, "offer-better-split", owner, "pallets",
          ("Partij van 24 ton kapotte paletten", "A batch of 24 tonnes of broken pallets",
           "Lot de 24 tonnes de palettes cassées"),
          ("Na een opruiming; komt vrij in één week.", "After a clear-out; all comes free in one week.",
           "Après un rangement; tout se libère en une semaine."),
          1090, "piece", kg_per_unit=22, rhythm="once", grade=4, available_from_days=3, available_to_days=75,
          packaging="loose", legal_status="waste", amount_quality="declared", confirmed_days_ago=3)
    for name, town, capacity, free, cost in (("Voorbeeldwerkplaats Palethuis", "Beveren-Kruibeke-Zwijndrecht", 1500, 500, 95),
                                             ("Voorbeeldmaatwerk Nagelvast", "Lier", 2000, 700, 100),
                                             ("Voorbeeldwerkplaats Planken", "Sint-Niklaas", 2200, 800, 90)):
        shop = organisation(world, name, "social_economy", town, (0.006, 0.004), "hout")
        world.add("recognitions", organisation=shop, kind="maatwerkbedrijf", from_days_ago=2000, source="example")
        capability(world, f"cap-split-{shop.split('-')[-1]}", shop, "repair",
                   ("Paletten herstellen", "Repairing pallets", "Réparation de palettes"), ["pallets"],
                   [("pallets~repaired", 7, 0.72), ("massief_hout~sorted", 4, 0.18)], capacity, cost, 10,
                   free_kg_per_week=free, max_kg=9000, min_grade=3)
    buyer = organisation(world, "Voorbeeldlogistiek Heen en Weer", "regular_economy", "Willebroek", (0.0, 0.0), "hout")
    need(world, "need-split-pallets", buyer, "pallets", "repaired;sorted",
         ("Herstelde paletten", "Repaired pallets", "Palettes réparées"),
         ("Blokpaletten van 80 op 120.", "Block pallets of 80 by 120.", "Palettes à blocs de 80 sur 120."),
         600, "piece", "R4", kg_per_unit=22, grade=6, rhythm="month", min_kg=400)


def textile_joint_outputs(world):
    """One sort of clothes gives wearable pieces, rags and a rest: outputs are joint."""
    city = organisation(world, "Voorbeeldinzamelpunt Kledingbol", "social_profit", "Leuven", (0.01, -0.01), "textiel")
    sorter = organisation(world, "Voorbeeldwerkplaats De Naald", "social_economy", "Leuven", (0.02, 0.004), "textiel")
    world.add("recognitions", organisation=sorter, kind="maatwerkbedrijf", from_days_ago=2600, source="example")
    shop = organisation(world, "Voorbeeldkringwinkel Tweede Zit", "social_economy", "Tienen", (0.003, 0.002), "textiel;andere")
    world.add("recognitions", organisation=shop, kind="kringloopcentrum", from_days_ago=4000, source="example")
    wiper = organisation(world, "Voorbeeldbedrijf Poetslap", "regular_economy", "Zaventem", (0.0, 0.005), "textiel")
    offer(world, "offer-joint-clothes", city, "kleding",
          ("Ingezamelde kleding, 1,2 ton per week", "Collected clothes, 1.2 tonnes a week",
           "Vêtements collectés, 1,2 tonne par semaine"),
          ("Uit textielcontainers, ongesorteerd.", "From textile banks, unsorted.", "De bulles à textile, non triés."),
          1200, "kg", rhythm="week", grade=5, contamination_percent=6, packaging="bigbag", legal_status="waste",
          amount_quality="weighed")
    capability(world, "cap-joint-sort", sorter, "sort",
               ("Kleding sorteren in drie", "Sorting clothes three ways", "Tri de vêtements en trois"), ["kleding"],
               [("kleding~wearable", 7, 0.34), ("kleding~rags", 5, 0.41)], 2500, 160, 24, free_kg_per_week=1600,
               max_kg=5000)
    need(world, "need-joint-wearable", shop, "kleding", "wearable;washed",
         ("Draagbare kleding voor de winkel", "Wearable clothes for the shop", "Vêtements portables pour la boutique"),
         ("Alle maten, volgens het seizoen.", "All sizes, by season.", "Toutes tailles, selon la saison."),
         500, "kg", "R3", rhythm="week", grade=6)
    need(world, "need-joint-rags", wiper, "kleding", "rags",
         ("Lompen voor poetsdoeken", "Rags for wiping cloths", "Chiffons d'essuyage"),
         ("Katoen in hoofdzaak, zonder metaal.", "Mostly cotton, no metal.", "Surtout du coton, sans métal."),
         900, "kg", "R7", rhythm="week", grade=4)


def bread_and_food(world):
    """Bread becomes feed, and surplus meals must find a table within three days."""
    baker = organisation(world, "Voorbeeldbakkerij De Grote Oven", "regular_economy", "Gent", (0.03, 0.01), "voeding")
    mill = organisation(world, "Voorbeeldwerkplaats De Molen", "social_economy", "Deinze", (0.0, 0.004), "voeding")
    feed = organisation(world, "Voorbeeldbedrijf Voederbak", "regular_economy", "Tielt", (0.004, 0.0), "voeding")
    offer(world, "offer-bread", baker, "brood",
          ("Oud brood, 900 kg per week", "Stale bread, 900 kg a week", "Pain rassis, 900 kg par semaine"),
          ("Onverkocht brood zonder vlees of room.", "Unsold bread without meat or cream.",
           "Pain invendu sans viande ni crème."), 900, "kg", rhythm="week", grade=6, packaging="crate",
          legal_status="by_product", amount_quality="weighed")
    capability(world, "cap-bread-feed", mill, "process_food",
               ("Brood drogen en breken", "Drying and breaking bread", "Séchage et broyage du pain"), ["brood"],
               [("brood~processed", 6, 0.78)], 4000, 95, 7, free_kg_per_week=2500, certificates="FCA",
               permits="registratie FAVV", min_grade=5)
    need(world, "need-bread-feed", feed, "brood", "processed",
         ("Broodmeel voor veevoeder", "Bread meal for feed", "Farine de pain pour aliments du bétail"),
         ("Droog, gebroken, zonder verpakking.", "Dry, broken, no packaging.", "Sec, broyé, sans emballage."),
         5, "t", "R7", grade=5)
    shop = organisation(world, "Voorbeeldwinkel Overvloed", "regular_economy", "Kortrijk", (0.01, 0.0), "voeding")
    table = organisation(world, "Voorbeeldrestaurant Aan Tafel", "social_economy", "Kortrijk", (-0.008, 0.004), "voeding")
    offer(world, "offer-food-window", shop, "voedseloverschot",
          ("Verse maaltijden, nog drie dagen goed", "Fresh meals, good for three days",
           "Repas frais, encore bons trois jours"),
          ("Gekoeld, in originele verpakking.", "Chilled, in the original packaging.", "Réfrigérés, dans l'emballage d'origine."),
          180, "kg", rhythm="once", grade=8, available_from_days=0, available_to_days=3, packaging="crate",
          legal_status="product", confirmed_days_ago=0)
    need(world, "need-food-window", table, "voedseloverschot", "as_is;sorted",
         ("Overschotten voor het sociaal restaurant", "Surplus for the social restaurant",
          "Surplus pour le restaurant social"),
         ("We koken elke weekdag voor 120 mensen.", "We cook for 120 people every weekday.",
          "Nous cuisinons chaque jour ouvrable pour 120 personnes."), 250, "kg", "R3", rhythm="week", grade=6)


ALL = (golden_path, golden_reuse, nothing_fits, stale_and_full, better_split, textile_joint_outputs, bread_and_food,
       repair_furniture, refurbish_laptops, clean_bricks, hazardous, unknown_and_hidden, hubs)
