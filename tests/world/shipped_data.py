"""Reading the shipped data, for the tests beside it."""
import csv
import os
import pathlib
import unittest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DATA = ROOT / "data"
BOX = (2.3, 50.6, 6.0, 51.6)


def reference_folder():
    named = os.environ.get("KW_SHARED_DATA")
    beside = [folder / "shared" / "data" for folder in ROOT.parents]
    for folder in ([pathlib.Path(named)] if named else beside[:2]):
        if folder.is_dir():
            return folder
    return None


REFERENCE = reference_folder()
needs_reference = unittest.skipUnless(REFERENCE, "reference data not present (set KW_SHARED_DATA)")


def read(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def keys(name, column):
    return {row[column] for row in read(name)}


def parts(text):
    return [part for part in text.split(";") if part]
