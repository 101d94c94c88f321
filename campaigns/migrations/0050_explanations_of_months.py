"""Why a month is closed although not all is green; who begins a closing and who approves it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0040_figures_of_other_systems'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='month',
            options={'ordering': ['-start'], 'permissions': [('close_month', 'Can begin the closing of a month'), ('approve_month', 'Can approve the closing of a month')], 'verbose_name': 'month', 'verbose_name_plural': 'months'},
        ),
        migrations.CreateModel(
            name='MonthExplanation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(max_length=240)),
                ('reason', models.CharField(blank=True, max_length=40)),
                ('words', models.TextField()),
                ('found', models.TextField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('month', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='explanations', to='campaigns.month')),
            ],
            options={
                'verbose_name': 'explanation of a month',
                'verbose_name_plural': 'explanations of months',
                'ordering': ['about'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('month', 'about'), name='month_explained_once'), models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='month_explained_in_words')],
            },
        ),
    ]
