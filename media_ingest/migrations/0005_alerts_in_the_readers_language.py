from django.db import migrations, models


class Migration(migrations.Migration):
    """An alert keeps facts instead of sentences; no code has ever written a row of it before."""

    dependencies = [
        ('media_ingest', '0004_held_counts_and_deletion_dates'),
    ]

    operations = [
        migrations.RemoveField(model_name='alert', name='message'),
        migrations.RemoveField(model_name='alert', name='to_do'),
        migrations.AddField(
            model_name='account',
            name='resumed_at',
            field=models.DateTimeField(blank=True, help_text='When a pause last ended: only from then on is a poll missed.', null=True, verbose_name='resumed'),
        ),
        migrations.AddField(
            model_name='alert',
            name='about',
            field=models.CharField(default='', max_length=90, verbose_name='what it is about'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='alert',
            name='details',
            field=models.JSONField(default=dict, verbose_name='facts'),
        ),
        migrations.AddField(
            model_name='alert',
            name='kind',
            field=models.CharField(choices=[('needs-person', 'A person is needed'), ('poll-given-up', 'Poll given up'), ('poll-missed', 'No poll'), ('poll-hangs', 'Poll hangs'), ('scheduler-silent', 'Scheduler or worker silent'), ('allowance-closed', 'Allowance closed'), ('mail-stuck', 'Mails not delivered'), ('deletion-late', 'Deletion overdue'), ('deletion-near', 'Deletion near'), ('grant-ends', 'Grant ends soon'), ('metric-dead', 'Metric dead'), ('version-differs', 'Other API version'), ('counter-fell', 'Counter fell')], default='', max_length=20, verbose_name='kind'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='alert',
            name='mail_not_before',
            field=models.DateTimeField(blank=True, null=True, verbose_name='mailed again after'),
        ),
        migrations.AlterField(
            model_name='alert',
            name='key',
            field=models.CharField(max_length=120, verbose_name='key'),
        ),
    ]
