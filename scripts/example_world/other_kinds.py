"""Named scenarios of what is no material: food with its rules, water, heat and power, space, machines and vehicles."""
from .records import direct, need, offer, organisation


def cold_food(world):
    """Chilled dairy goes only to whoever keeps it cold, and gets there before its day; bread goes to all."""
    dairy = organisation(world, "Voorbeeldzuivel Koele Kan", "regular_economy", "Leuven", (0.02, 0.01), "voeding")
    fridge = organisation(world, "Voorbeeldkeuken De Koeling", "social_economy", "Leuven", (-0.01, 0.01), "voeding")
    pantry = organisation(world, "Voorbeeldwinkel Droog Rek", "social_economy", "Leuven", (-0.012, -0.008), "voeding")
    offer(world, "offer-cold-dairy", dairy, "zuivel",
          ("Yoghurt die bijna vervalt", "Yoghurt close to its date", "Yaourts proches de leur date"),
          ("Ongeopend, altijd gekoeld bewaard.", "Unopened, always kept chilled.", "Fermés, toujours réfrigérés."),
          120, "kg", rhythm="once", grade=7, legal_status="product", cold_chain="chilled", use_by_days=9,
          confirmed_days_ago=0, price_cents_per_t=0)
    need(world, "need-cold-dairy", fridge, "zuivel", "as_is",
         ("Zuivel voor onze soepbar", "Dairy for our soup bar", "Produits laitiers pour notre bar à soupe"),
         ("We hebben een koelcel en een koelwagen.", "We have a cold store and a chilled van.",
          "Nous avons une chambre froide et un véhicule réfrigéré."),
         80, "kg", "R3", rhythm="week", grade=5, cold_chain="chilled")
    need(world, "need-dry-dairy", pantry, "zuivel", "as_is",
         ("Zuivel voor de winkel", "Dairy for the shop", "Produits laitiers pour le magasin"),
         ("Geen koeling in de winkel.", "No cooling in the shop.", "Pas de réfrigération dans le magasin."),
         40, "kg", "R3", rhythm="week", grade=5, cold_chain="none")


def rain_and_rinse(world):
    """Rainwater of a hall rinses the vehicles of a workshop; the laundry's water is not clean enough."""
    hall = organisation(world, "Voorbeeldhal Groot Dak", "regular_economy", "Leuven", (0.01, 0.0), "andere")
    wash = organisation(world, "Voorbeeldmaatwerk Wagenwas", "social_economy", "Leuven", (0.025, 0.012), "andere")
    laundry = organisation(world, "Voorbeeldwasserij Helder", "regular_economy", "Leuven", (0.02, -0.01), "textiel")
    far = organisation(world, "Voorbeeldkwekerij Verre Sla", "regular_economy", "Tienen", (0.0, 0.0), "voeding")
    direct(world, "offer-rain", "offer", hall, "water", 40, "m3",
           ("Regenwater van ons dak", "Rainwater from our roof", "Eau de pluie de notre toit"),
           ("Put van 60 m³, pomp aanwezig.", "Tank of 60 m³, pump available.", "Citerne de 60 m³, pompe disponible."),
           variety="rain", unit_price="0")
    direct(world, "offer-rinse", "offer", laundry, "water", 15, "m3",
           ("Spoelwater van de wasserij", "Rinsing water of the laundry", "Eau de rinçage de la blanchisserie"),
           ("Lauw, met wat zeep.", "Lukewarm, with some soap.", "Tiède, avec un peu de savon."),
           rhythm="week", variety="waste")
    direct(world, "need-wash-water", "need", wash, "water", 25, "m3",
           ("Water om voertuigen te wassen", "Water for washing vehicles", "Eau pour laver les véhicules"),
           ("Hoeft geen drinkwater te zijn.", "Need not be drinking water.", "Ne doit pas être potable."),
           variety="process")
    direct(world, "need-far-water", "need", far, "water", 60, "m3",
           ("Regenwater voor de serre", "Rainwater for the greenhouse", "Eau de pluie pour la serre"),
           ("Hele jaar door.", "All year round.", "Toute l'année."), variety="rain")


def ovens_heat(world):
    """Heat of ovens dries the wood of a workshop in the next street; a pool asks for more degrees."""
    bakery = organisation(world, "Voorbeeldbakkerij Warme Oven", "regular_economy", "Leuven", (0.0, 0.018), "voeding")
    wood = organisation(world, "Voorbeeldmaatwerk Droge Plank", "social_economy", "Leuven", (0.01, 0.022), "hout")
    pool = organisation(world, "Voorbeeldzwembad De Golf", "local_government", "Leuven", (-0.008, 0.014), "andere")
    roof = organisation(world, "Voorbeelddepot Zonnedak", "regular_economy", "Leuven", (0.03, 0.0), "andere")
    direct(world, "offer-oven-heat", "offer", bakery, "energy", 18000, "kwh",
           ("Restwarmte van de ovens", "Residual heat of the ovens", "Chaleur résiduelle des fours"),
           ("Warm water, elke nacht en voormiddag.", "Hot water, every night and morning.",
            "Eau chaude, chaque nuit et matinée."),
           variety="heat", temperature=65, hours="22:00-11:00", unit_price="0.02")
    direct(world, "offer-roof-power", "offer", roof, "energy", 6000, "kwh",
           ("Zonnestroom in het weekend", "Solar power at weekends", "Électricité solaire le week-end"),
           ("Wat wij niet gebruiken.", "What we do not use.", "Ce que nous n'utilisons pas."),
           variety="power", hours="09:00-17:00", unit_price="0.06")
    direct(world, "need-dry-heat", "need", wood, "energy", 12000, "kwh",
           ("Warmte om hout te drogen", "Heat for drying wood", "Chaleur pour sécher du bois"),
           ("Laag en traag mag.", "Low and slow is fine.", "Douce et lente convient."),
           variety="heat", temperature=45, hours="06:00-18:00")
    direct(world, "need-pool-heat", "need", pool, "energy", 90000, "kwh",
           ("Warmte voor het zwembad", "Heat for the swimming pool", "Chaleur pour la piscine"),
           ("Voor het tapwater, dus heet.", "For the showers, so hot.", "Pour les douches, donc chaude."),
           variety="heat", temperature=80)


def rooms(world):
    """A hall stands empty for some months; a starter looks for storage, another begins too late."""
    maker = organisation(world, "Voorbeeldfabriek Halve Hal", "regular_economy", "Leuven", (0.035, 0.01), "metaal")
    starter = organisation(world, "Voorbeeldstarter Tweede Stoel", "social_economy", "Herent", (0.0, 0.0), "hout")
    later = organisation(world, "Voorbeeldhub Bouwdelen", "social_economy", "Mechelen", (0.0, 0.0), "bouw")
    direct(world, "offer-half-hall", "offer", maker, "space", 450, "m2",
           ("Halve hal met kade", "Half a hall with a dock", "Demi-halle avec quai"),
           ("Droog, niet verwarmd, vijf meter hoog.", "Dry, not heated, five metres high.",
            "Sec, non chauffé, cinq mètres de haut."),
           rhythm="unknown", variety="storage", available_from_days=7, available_to_days=190, unit_price="2.5")
    direct(world, "need-storage", "need", starter, "space", 120, "m2",
           ("Opslag voor herstelde meubels", "Storage for repaired furniture", "Stockage pour meubles réparés"),
           ("Gelijkvloers.", "On the ground floor.", "Au rez-de-chaussée."),
           rhythm="unknown", variety="storage", available_from_days=14, available_to_days=120)
    direct(world, "need-later-storage", "need", later, "space", 300, "m2",
           ("Plaats voor bouwdelen", "Room for building parts", "Place pour éléments de construction"),
           ("Overdekt.", "Covered.", "Couvert."),
           rhythm="unknown", variety="storage", available_from_days=220, available_to_days=400)


def machines(world):
    """A van that stands still drives for a food bank; a sewing workshop shares its machines."""
    shop = organisation(world, "Voorbeeldwinkel Stille Wagen", "regular_economy", "Leuven", (-0.02, 0.0), "andere")
    bank = organisation(world, "Voorbeeldvoedselbank Volle Kist", "social_economy", "Leuven", (-0.03, 0.01), "voeding")
    sewing = organisation(world, "Voorbeeldatelier Draad", "social_economy", "Aarschot", (0.0, 0.0), "textiel")
    label = organisation(world, "Voorbeeldmerk Zoom", "regular_economy", "Leuven", (0.012, -0.02), "textiel")
    direct(world, "offer-van", "offer", shop, "machine", 12, "hour",
           ("Bestelwagen op weekdagen", "Van on weekdays", "Camionnette en semaine"),
           ("1.000 kg, zonder chauffeur.", "1,000 kg, without driver.", "1.000 kg, sans chauffeur."),
           rhythm="week", variety="van", hours="13:00-18:00", unit_price="8")
    direct(world, "need-van", "need", bank, "machine", 8, "hour",
           ("Bestelwagen om voeding op te halen", "Van to collect food", "Camionnette pour collecter des aliments"),
           ("Twee namiddagen per week.", "Two afternoons a week.", "Deux après-midi par semaine."),
           rhythm="week", variety="van", hours="12:00-17:00")
    direct(world, "offer-sewing", "offer", sewing, "machine", 60, "hour",
           ("Industriële naaimachines", "Industrial sewing machines", "Machines à coudre industrielles"),
           ("Vier plaatsen, met begeleiding.", "Four places, with guidance.", "Quatre places, avec accompagnement."),
           variety="sewing", hours="08:00-16:00")
    direct(world, "need-sewing", "need", label, "machine", "", "hour",
           ("Naaiwerk voor een proefreeks", "Sewing for a trial series", "Couture pour une présérie"),
           ("Hoeveel uren weten we nog niet.", "We do not know yet how many hours.",
            "Nous ne savons pas encore combien d'heures."),
           rhythm="unknown", variety="sewing")


ALL = (cold_food, rain_and_rinse, ovens_heat, rooms, machines)
