#!/bin/sh
# Runs the Scottish example on the reference tables, when they are there, and checks what comes out.
#   tests/scotland_test.sh PATH-TO-KRINGWERK
# KW_SHARED_DATA names the folder of the tables (default ../shared/data beside the repository).
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
kringwerk=${1:-$root/build/release/kringwerk}
data=${KW_SHARED_DATA:-$root/../shared/data}
make_instance=$root/examples/scotland/make-instance
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "FAILED: $*" >&2; exit 1; }

# A wrong mapping is refused in the reader's language, with file, row, column and rule, and nothing is written.
mkdir "$work/data"
sed '1s/reason/reden/' "$root/examples/scotland/mapping.csv" > "$work/mapping.csv"
for pair in 'nl:ontbreekt' 'en:is missing' 'fr:manque'; do
  if "$make_instance" "$work/data" "$work/out" --mapping "$work/mapping.csv" --language "${pair%%:*}" 2> "$work/said"; then
    fail "a mapping with a wrong column was accepted"
  fi
  for wanted in "${pair#*:}" mapping.csv reason scotland.column_missing; do
    grep -q -- "$wanted" "$work/said" || fail "the finding does not say: $wanted"
  done
done
[ ! -e "$work/out" ] || fail "something was written"

if [ ! -f "$data/scotland-waste-site-io.csv" ]; then
  echo "SKIPPED: no reference tables in $data (set KW_SHARED_DATA); only the refusals were tested"
  exit 77
fi

"$make_instance" "$data" "$work/out" --language en
"$kringwerk" match chains "$work/out" --all --json > "$work/chains.jsonl"
python3 - "$work" <<'PYTHON'
import csv, json, sys
from decimal import Decimal
work = sys.argv[1]
report = json.load(open(f"{work}/out/report.json"))
for part in ("waste", "sites"):
    account = report[part]
    left = account["left_out"].values()
    assert account["rows_in"] == account["rows_used"] + sum(each["rows"] for each in left), part
    tonnes = Decimal(account["tonnes_used"]) + sum(Decimal(each["tonnes"]) for each in left)
    assert Decimal(account["tonnes_in"]) == tonnes, part
assert report["waste"]["rows_in"] == 8976 and report["sites"]["rows_in"] == 1254
offers = list(csv.DictReader(open(f"{work}/out/offers.csv")))
assert sum(int(each["kg"]) for each in offers) == Decimal(report["waste"]["tonnes_used"]) * 1000
lines = [json.loads(line) for line in open(f"{work}/chains.jsonl")]
assert [line["offer"] for line in lines] == [each["id"] for each in offers]
listed = [chain for line in lines for chain in line["chains"]]
assert len(listed) > 1000, len(listed)
for chain in listed:
    assert chain["score_eur_per_t"] > 0
    assert sum(term["eur_per_t"] for term in chain["ledger"]) == chain["value_eur_per_t"]
    for step in chain["steps"]:
        assert step["kg_in"] == step["kg_out"] + step["kg_other_outputs"] + step["residue_kg"], step
print(len(lines), "offers,", sum(1 for line in lines if line["chains"]), "with chains,", len(listed), "chains")
PYTHON

# The whole of Scotland planned to a certified 0.1 %, checked by other code, and the kilograms added up once more.
"$kringwerk" match plan "$work/out" --gap 0.001 --deadline 60s --out "$work/plan.json" > "$work/plan.txt"
"$kringwerk" match verify "$work/out" "$work/plan.json"
python3 - "$work" <<'PYTHON'
import csv, json, sys
from collections import Counter
from decimal import Decimal
work = sys.argv[1]
plan = json.load(open(f"{work}/plan.json"))
assert plan["status"] == "gap_reached" and plan["gap"] <= 0.001, plan["gap"]
into, out_of = Counter(), Counter()
for flow in plan["flows"]:
    into[flow["to"]] += flow["kg"]
    out_of[flow["from"], flow["output"]] += flow["kg"]
through = {each["activity"]: each["kg"] for each in plan["throughput"]}
assert all(into[activity] == kg for activity, kg in through.items())
made = Counter()
for each in csv.DictReader(open(f"{work}/out/outputs.csv")):
    made[each["activity"], each["material"]] = int(Decimal(each["yield"]) * through.get(each["activity"], 0))
assert plan["residue_kg"] == sum(through.values()) - sum(made.values())
assert plan["untaken_kg"] == sum(kg - out_of[output] for output, kg in made.items())
needs = {each["id"]: int(each["kg"]) for each in csv.DictReader(open(f"{work}/out/needs.csv"))}
assert all(into[need] <= kg for need, kg in needs.items())
print(f"planned: {sum(into[need] for need in needs) / 1000:.3f} t delivered, gap {100 * plan['gap']:.5f} %")
PYTHON
sed 's/"kg":1\([0-9]\)/"kg":2\1/' "$work/plan.json" > "$work/tampered.json"
code=0
"$kringwerk" match verify "$work/out" "$work/tampered.json" 2> "$work/said" || code=$?
[ "$code" = 3 ] || fail "a tampered plan was not refused"
[ -s "$work/said" ] || fail "a tampered plan was refused without a reason"
echo "OK"
