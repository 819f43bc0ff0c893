"""Columns of the example world and the writer that keeps them."""
import csv
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]

COLUMNS = {
    "organisations": "key,name,kind,kind_basis,kbo,nis,lon,lat,website,languages,sectors,example,note,source",
    "recognitions": "organisation,kind,from_days_ago,to_days_ago,source",
    "permits": "organisation,permit,from_days_ago,to_days_ago,source",
    "hubs": "key,name,short_name,place_label,lon,lat,recognised_by,recognised_from_days_ago,"
            "recognised_to_days_ago,source",
    "hub_areas": "hub,nis,basis,confirmed,source",
    "hub_sectors": "hub,sector,from_days_ago,to_days_ago,source,kind",
    "hub_services": "hub,service,from_days_ago,to_days_ago,source,kind",
    "hub_completeness": "hub,complete_days_ago,source",
    "memberships": "hub,organisation,role,from_days_ago,to_days_ago,source",
    "streams": "key,kind,organisation,material,states,title_nl,title_en,title_fr,description_nl,description_en,"
               "description_fr,amount,unit,kg_per_unit,amount_quality,rhythm,grade,contamination_percent,nis,"
               "available_from_days,available_to_days,packaging,transport,price_cents_per_t,legal_status,"
               "waste_code,visibility,confirmed_days_ago,retention_key,min_kg,resource,variety,cold_chain,use_by_days,"
               "temperature,hours,unit_price",
    "capabilities": "key,organisation,kind,name_nl,name_en,name_fr,accepts,min_grade,capacity_kg_per_week,"
                    "free_kg_per_week,min_kg,max_kg,cost_eur_per_t,social_hours_per_t,lead_days,certificates,"
                    "permits,confirmed_days_ago",
    "capability_outputs": "capability,material,state,grade,yield",
}


def read(name):
    with (ROOT / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class World:
    """Rows by table; every row is checked against the columns when it is added."""

    def __init__(self):
        self.rows = {name: [] for name in COLUMNS}
        self.towns = {m["name_nl"]: m for m in read("municipalities.csv") if not m["valid_to"]}
        self.materials = {m["id"]: m for m in read("materials.csv")}

    def add(self, table, **values):
        columns = COLUMNS[table].split(",")
        unknown = set(values) - set(columns)
        if unknown:
            raise ValueError(f"{table}: no column {sorted(unknown)}")
        row = {column: str(values.get(column, "")) for column in columns}
        self.rows[table].append(row)
        return row

    def town_of(self, organisation):
        return next(o for o in self.rows["organisations"] if o["key"] == organisation)["nis"]

    def write(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        for table, rows in self.rows.items():
            with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, COLUMNS[table].split(","), lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
