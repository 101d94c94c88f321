"""What the calls of the draws so far brought, counted as after each call from now on."""

from collections import Counter

from django.db import migrations

COUNTED = {"confirmed": "confirmed", "differs": "differs", "not_reached": "not-reached",
           "refused": "refused"}  # fmt: skip


def count(apps, schema_editor):
    drawn = apps.get_model("events", "DrawnEvent").objects
    draws = apps.get_model("events", "Draw").objects
    for draw in draws.iterator(chunk_size=1):
        results = Counter(drawn.filter(draw=draw).values_list("result", flat=True))
        draws.filter(pk=draw.pk).update(
            number_of_events=sum(map(len, draw.population.values())),
            number_drawn=results.total(),
            **{field: results[result] for field, result in COUNTED.items()},
        )


class Migration(migrations.Migration):
    dependencies = [("events", "0020_draws_count_their_calls")]
    operations = [migrations.RunPython(count, migrations.RunPython.noop)]
