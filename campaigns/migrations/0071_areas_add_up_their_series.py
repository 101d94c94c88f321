"""The areas' roll-ups of what was posted before they were kept: each is the sum of its series.

A roll says what its month booked of values; of how many cells were known its running totals say
it, by the difference from the month before.
"""

from collections import defaultdict
from itertools import groupby

from django.db import migrations

BOOKED = ("own", "own_known", "own_unknown", "late", "brought")
RUNNING = ("cum", "cum_known", "cum_unknown")


def add_up(apps, schema_editor):
    def model(name):
        return apps.get_model("campaigns", name).objects

    additive = model("Indicator").filter(adds_over_channels=True).values_list("pk", flat=True)
    additive = set(additive)
    series = {
        one.pk: (one.indicator_id, one.definition_id, one.campaign, one.area_code, one.sex,
                 one.age)
        for one in model("Series").filter(indicator__in=additive)
    }
    areas = defaultdict(lambda: defaultdict(lambda: [0] * len((*BOOKED, *RUNNING))))
    rolls = (
        model("Roll").filter(series__indicator__in=additive).order_by("series_id", "month")
        .values_list("series_id", "month", *BOOKED, *RUNNING)
    )  # fmt: skip
    for key, of_series in groupby(rolls.iterator(chunk_size=5000), key=lambda row: row[0]):
        before = (0, 0, 0)
        for _series, month, *counts in of_series:
            booked, running = counts[: len(BOOKED)], counts[len(BOOKED) :]
            month_alone = [*booked, *(now - then for now, then in zip(running, before))]
            before = running
            kept = areas[series[key]][month]
            for place, count in enumerate(month_alone):
                kept[place] += count
    for name, months in sorted(areas.items()):
        indicator, definition, campaign, area, sex, age = name
        one = model("AreaSeries").create(
            code="/".join(name), indicator_id=indicator, definition_id=definition,
            campaign=campaign, area_code=area, sex=sex, age=age,
        )  # fmt: skip
        rows, running = [], [0, 0, 0]
        for month in sorted(months):
            booked, alone = months[month][: len(BOOKED)], months[month][len(BOOKED) :]
            running = [so_far + more for so_far, more in zip(running, alone)]
            counts = dict(zip((*BOOKED, *RUNNING), (*booked, *running)))
            rows.append(apps.get_model("campaigns", "AreaRoll")(series=one, month=month, **counts))
        model("AreaRoll").bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0070_areas_of_the_rollups")]
    operations = [migrations.RunPython(add_up, migrations.RunPython.noop)]
