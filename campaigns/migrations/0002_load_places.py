"""Load the administrative places; their credits stand in campaigns/data/places.README.md."""

import csv
import unicodedata
from pathlib import Path

from django.db import migrations

PLACES = Path(__file__).resolve().parent.parent / "data" / "places.csv"


def folded(text):
    composed = unicodedata.normalize("NFC", text)
    return "".join(c for c in composed if unicodedata.category(c) != "Cf").casefold().strip()


def load(apps, schema_editor):
    Place = apps.get_model("campaigns", "Place")
    with PLACES.open(encoding="utf-8", newline="") as file:
        Place.objects.bulk_create(
            (
                Place(
                    code=row["code"],
                    level=row["level"],
                    pcode=row["pcode"] or None,
                    parent_id=row["parent_code"] or None,
                    name_en=row["name_en"],
                    name_bn=row["name_bn"],
                    aliases=row["aliases"],
                    lat=row["lat"] or None,
                    lon=row["lon"] or None,
                    rsc=row["rsc"] == "1",
                    source=row["source"],
                    doubt=row["check"],
                    search_text=folded(
                        "\n".join(
                            [row["name_en"], row["name_bn"], *row["aliases"].split(";"), row["code"]]
                        )
                    ),
                )
                for row in csv.DictReader(file)
            ),
            batch_size=500,
        )


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_words_ledger_and_rollups")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
