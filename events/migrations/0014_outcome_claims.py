"""Outcome claims with their history, and the list of kinds."""
import django.core.validators
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0007_centres_and_assignments'),
        ('events', '0012_what_is_asked_of_quizzes_and_fairs'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='OutcomeKind',
            fields=[
                ('slug', models.SlugField(primary_key=True, serialize=False)),
                ('name_en', models.CharField(max_length=80, verbose_name='English name')),
                ('name_bn', models.CharField(max_length=80, verbose_name='Bangla name')),
                ('about_money', models.BooleanField(default=False, verbose_name='an amount belongs to it')),
                ('needs_words', models.BooleanField(default=False, verbose_name='has to be named in words')),
                ('active', models.BooleanField(default=True, verbose_name='offered')),
                ('sort_order', models.PositiveSmallIntegerField(default=100, verbose_name='order')),
            ],
            options={
                'verbose_name': 'kind of outcome',
                'verbose_name_plural': 'kinds of outcome',
                'ordering': ['sort_order', 'slug'],
                'default_permissions': ('add', 'change', 'view'),
            },
        ),
        migrations.CreateModel(
            name='OutcomeClaim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('other_kind', models.CharField(blank=True, help_text='Only for an outcome that is not in the list. No names.', max_length=120, verbose_name='what else')),
                ('happened_on', models.DateField(verbose_name='date')),
                ('only_month', models.BooleanField(default=False, help_text='Then choose any day of that month above.', verbose_name='only the month is known')),
                ('amount', models.PositiveIntegerField(blank=True, help_text='Where it is about money. Leave it blank when it is not known.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(15000000)], verbose_name='amount in taka')),
                ('amount_band', models.CharField(blank=True, choices=[('10', 'up to 10,000 taka'), ('50', '10,001 to 50,000 taka'), ('100', '50,001 to 100,000 taka'), ('300', '100,001 to 300,000 taka'), ('above', 'more than 300,000 taka')], editable=False, max_length=5, verbose_name='amount, roughly')),
                ('words', models.TextField(blank=True, help_text='In a few sentences, without the name of anybody, and without a phone number, an identity card, a passport or an address: whoever lost money or left a middleman may be looked for. These words stay in this office, and are erased later.', max_length=1000, verbose_name='what was claimed')),
                ('heard', models.CharField(choices=[('person', 'The person told it'), ('family', 'The family told it'), ('volunteer', 'A volunteer told it'), ('document', 'It was seen in a document')], max_length=9, verbose_name='how it was heard')),
                ('evidence', models.CharField(choices=[('document', 'A document was seen'), ('receipt', 'A receipt'), ('call', 'A phone call'), ('none', 'None')], max_length=8, verbose_name='evidence')),
                ('evidence_words', models.CharField(blank=True, help_text='For example: the receipt is with the family; the office saw it. No names, and no file: papers about people are not kept here.', max_length=300, verbose_name='what evidence there is, and where it lies')),
                ('claimed_at', models.DateTimeField(editable=False, verbose_name='claimed at')),
                ('changed_at', models.DateTimeField(editable=False)),
                ('state', models.CharField(choices=[('claimed', 'Awaits verification'), ('verified', 'Verified'), ('refused', 'Not confirmed'), ('withdrawn', 'Withdrawn')], default='claimed', editable=False, max_length=9, verbose_name='state')),
                ('checked_how', models.CharField(blank=True, choices=[('person', 'Asked the person again'), ('family', 'Asked the family'), ('office', 'Asked the office or body that was concerned'), ('document', 'Saw the document or receipt'), ('nothing', 'Nobody and nothing could be asked')], editable=False, max_length=8, verbose_name='how it was checked')),
                ('decision_words', models.CharField(blank=True, editable=False, max_length=300, verbose_name='reason')),
                ('decided_at', models.DateTimeField(editable=False, null=True, verbose_name='decided at')),
                ('erased_at', models.DateTimeField(editable=False, null=True, verbose_name='words erased at')),
                ('claimed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='claimed by')),
                ('decided_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='events.event', verbose_name='told after this event')),
                ('place', models.ForeignKey(help_text='The district is enough. Only the district is ever counted.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.place', verbose_name='place')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='events.outcomekind', verbose_name='what happened')),
            ],
            options={
                'verbose_name': 'outcome claim',
                'verbose_name_plural': 'outcome claims',
                'ordering': ['-claimed_at', '-pk'],
                'permissions': [('verify_outcomeclaim', 'Can verify outcome claims of others'), ('export_outcomeclaim', 'Can export outcome claims')],
                'default_permissions': ('add', 'change', 'view'),
            },
        ),
        migrations.CreateModel(
            name='ClaimStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(choices=[('claimed', 'Claimed'), ('edited', 'Changed'), ('verified', 'Verified'), ('refused', 'Not confirmed'), ('withdrawn', 'Withdrawn'), ('reopened', 'Opened again'), ('erased', 'The words were erased')], max_length=9)),
                ('at', models.DateTimeField()),
                ('changed', models.JSONField(default=list)),
                ('checked_how', models.CharField(blank=True, choices=[('person', 'Asked the person again'), ('family', 'Asked the family'), ('office', 'Asked the office or body that was concerned'), ('document', 'Saw the document or receipt'), ('nothing', 'Nobody and nothing could be asked')], max_length=8)),
                ('words', models.CharField(blank=True, max_length=300)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='events.outcomeclaim')),
            ],
            options={
                'ordering': ['at', 'pk'],
                'default_permissions': (),
            },
        ),
        migrations.AddIndex(
            model_name='outcomeclaim',
            index=models.Index(fields=['state', 'claimed_at'], name='claim_oldest_waiting'),
        ),
        migrations.AddConstraint(
            model_name='outcomeclaim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('state', 'claimed')), models.Q(models.Q(('state', 'claimed'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='claim_decided_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='outcomeclaim',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['claimed', 'withdrawn']), ('decided_by', None), ('claimed_by', None), models.Q(('decided_by', models.F('claimed_by')), _negated=True), _connector='OR'), name='claim_decided_by_another'),
        ),
        migrations.AddConstraint(
            model_name='outcomeclaim',
            constraint=models.CheckConstraint(condition=models.Q(('erased_at', None), models.Q(('amount', None), ('decision_words', ''), ('event', None), ('evidence_words', ''), ('happened_on__day', 1), ('other_kind', ''), ('words', '')), _connector='OR'), name='claim_erased_wholly'),
        ),
    ]
