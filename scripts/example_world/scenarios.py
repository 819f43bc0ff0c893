"""Named scenarios of the example world. Each says what it shows; all days count from the base day."""
from .records import capability, need, offer, organisation


def golden_path(world):
    """2 t of rigid polypropylene a month in Leuven: sort (Leuven), wash and shred (Mechelen), crates (Genk);
    the whole crates among them are washed in Haacht and used again."""
    maker = organisation(world, "Voorbeeldbedrijf Bakkenbouw", "regular_economy", "Leuven", (0.012, 0.008), "kunststof")
    sorter = organisation(world, "Voorbeeldwerkplaats De Schakel", "social_economy", "Leuven", (-0.015, 0.011), "kunststof")
    washer = organisation(world, "Voorbeeldmaatwerk Waskracht", "social_economy", "Mechelen", (0.010, -0.006), "kunststof")
    moulder = organisation(world, "Voorbeeldbedrijf Kratgiet", "regular_economy", "Genk", (0.014, 0.010), "kunststof")
    crates = organisation(world, "Voorbeeldwasplaats Propere Bak", "social_economy", "Haacht", (0.004, 0.002), "kunststof")
    auction = organisation(world, "Voorbeeldveiling Groenhart", "regular_economy", "Sint-Katelijne-Waver", (0.0, 0.0), "voeding")
    for key in (sorter, washer, crates):
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
               free_kg_per_week=950, min_kg=200, max_kg=4000, certificates="iso-9001", confirmed_days_ago=3)
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
    capability(world, "cap-golden-wash-crates", crates, "wash",
               ("Kratten wassen voor hergebruik", "Washing crates for reuse", "Lavage de bacs pour réemploi"),
               ["kratten~sorted"], [("kratten~washed", 7, 0.98)], 1500, 140, 14, free_kg_per_week=700,
               min_kg=50, max_kg=3000, min_grade=5, certificates="haccp", confirmed_days_ago=8)
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
               [("brood~processed", 6, 0.78)], 4000, 95, 7, free_kg_per_week=2500, certificates="fca",
               permits="feed-registration", min_grade=5)
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


def repair_and_reuse(world):
    """Furniture repair, computers refurbished, pallets to boards, bricks cleaned for a second facade."""
    office = organisation(world, "Voorbeeldkantoor Verhuis", "regular_economy", "Hasselt", (0.01, 0.01), "andere;elektro")
    fixer = organisation(world, "Voorbeeldwerkplaats De Stoel", "social_economy", "Genk", (-0.01, 0.0), "andere;hout")
    school = organisation(world, "Voorbeeldschool Zuid", "knowledge_institution", "Bree", (0.0, 0.0), "andere;elektro")
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
               400, 1800, 140, free_kg_per_week=160, min_grade=5, lead_days=12, certificates="data-erasure")
    need(world, "need-laptops", school, "laptops", "refurbished",
         ("Laptops voor leerlingen", "Laptops for pupils", "Portables pour élèves"),
         ("Met lader en drie jaar oud of jonger scherm.", "With charger and a good screen.", "Avec chargeur et bon écran."),
         60, "piece", "R5", kg_per_unit=2.2, rhythm="once", grade=6, available_to_days=110)
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
               free_kg_per_week=120, permits="hazardous-elektro", certificates="battery-handling")
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
        world.add("hub_completeness", hub=key, complete_days_ago=30, source="example")
        town_hall = organisation(world, f"Voorbeeldstad {short}", "local_government", town, (0.001, 0.001))
        traders = organisation(world, f"Voorbeeldondernemers {short}", "regular_economy", town, (0.004, 0.0))
        social = organisation(world, f"Voorbeeldwerkplaats {short}", "social_economy", town, (0.0, 0.004))
        college = organisation(world, f"Voorbeeldhogeschool {short}", "knowledge_institution", town, (0.005, 0.005))
        world.add("memberships", hub=key, organisation=town_hall, role="coordinator", from_days_ago=1200, source="example")
        world.add("memberships", hub=key, organisation=town_hall, role="core_partner", from_days_ago=1200, source="example")
        world.add("memberships", hub=key, organisation=social, role="core_partner", from_days_ago=1200, source="example")
        # the lapsed partner: left 60 days ago, before the list was declared complete
        world.add("memberships", hub=key, organisation=traders, role="core_partner", from_days_ago=1200,
                  to_days_ago=60 if short == "Pauze" else "", source="example")
        world.add("memberships", hub=key, organisation=college, role="partner", from_days_ago=800, source="example")


ALL = (golden_path, nothing_fits, stale_and_full, better_split, textile_joint_outputs, bread_and_food,
       repair_and_reuse, hazardous, unknown_and_hidden, hubs)
