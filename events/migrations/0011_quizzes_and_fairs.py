import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0008_hands_of_quizzes_and_linkages_of_fairs'),
        ('events', '0010_importing_is_a_permission'),
    ]

    operations = [
        migrations.CreateModel(
            name='ServiceKind',
            fields=[
                ('slug', models.SlugField(help_text='In small Latin letters, for sheets and files, such as legal-aid.', max_length=30, primary_key=True, serialize=False, verbose_name='short name')),
                ('name_en', models.CharField(max_length=80, verbose_name='English name')),
                ('name_bn', models.CharField(max_length=80, verbose_name='Bangla name')),
                ('sort_order', models.PositiveSmallIntegerField(default=100, verbose_name='place in the list')),
                ('active', models.BooleanField(default=True, verbose_name='offered')),
            ],
            options={
                'verbose_name': 'kind of service',
                'verbose_name_plural': 'kinds of service',
                'ordering': ['sort_order', 'slug'],
                'default_permissions': ('add', 'change', 'view'),
            },
        ),
        migrations.AddField(
            model_name='event',
            name='details',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='details'),
        ),
        migrations.AddField(
            model_name='eventkind',
            name='details',
            field=models.CharField(choices=[('none', 'Nothing more'), ('quiz', 'A school quiz: school, winners, questions and hands'), ('fair', 'A fair: service providers and linkages')], default='none', help_text='What is asked of an event of this kind besides what every event says. It can be changed only while no event is of this kind.', max_length=8, verbose_name='asked besides'),
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text_en', models.CharField(max_length=200, verbose_name='question in English')),
                ('text_bn', models.CharField(max_length=200, verbose_name='question in Bangla')),
                ('answer_a_en', models.CharField(max_length=120, verbose_name='in English')),
                ('answer_a_bn', models.CharField(max_length=120, verbose_name='in Bangla')),
                ('answer_b_en', models.CharField(max_length=120, verbose_name='in English')),
                ('answer_b_bn', models.CharField(max_length=120, verbose_name='in Bangla')),
                ('answer_c_en', models.CharField(blank=True, max_length=120, verbose_name='in English')),
                ('answer_c_bn', models.CharField(blank=True, max_length=120, verbose_name='in Bangla')),
                ('answer_d_en', models.CharField(blank=True, max_length=120, verbose_name='in English')),
                ('answer_d_bn', models.CharField(blank=True, max_length=120, verbose_name='in Bangla')),
                ('right', models.CharField(choices=[('a', 'the first'), ('b', 'the second'), ('c', 'the third'), ('d', 'the fourth')], max_length=1, verbose_name='right answer')),
                ('topic', models.CharField(choices=[('before-leaving', 'Before leaving: papers, training, health'), ('middlemen', 'Middlemen and costs'), ('work-abroad', 'Work and rights abroad'), ('dangers', 'Dangers of irregular migration and trafficking'), ('money', 'Money sent home'), ('return', 'Coming back, and where to find help')], max_length=16, verbose_name='topic')),
                ('active', models.BooleanField(default=False, help_text='Only what is offered can be chosen for a quiz. From then on its words are fixed: who changes them makes a new question, and this one is no longer offered.', verbose_name='offered')),
                ('offered_at', models.DateTimeField(editable=False, null=True, verbose_name='first offered')),
                ('replaces', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='events.question', verbose_name='replaces')),
            ],
            options={
                'verbose_name': 'quiz question',
                'verbose_name_plural': 'question bank',
                'ordering': ['topic', 'pk'],
                'default_permissions': ('add', 'change', 'view'),
                'constraints': [models.CheckConstraint(condition=models.Q(('active', False), ('offered_at__isnull', False), _connector='OR'), name='question_offered_has_a_moment')],
            },
        ),
        migrations.CreateModel(
            name='School',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_en', models.CharField(max_length=120, verbose_name='English name')),
                ('name_bn', models.CharField(blank=True, max_length=120, verbose_name='Bangla name')),
                ('other_names', models.CharField(blank=True, help_text='Separated by semicolons.', max_length=200, verbose_name='other names')),
                ('eiin', models.CharField(blank=True, help_text='The six digits by which the Ministry of Education knows it, if known.', max_length=6, validators=[django.core.validators.RegexValidator('^[0-9]{6}$', 'An EIIN has six digits.')], verbose_name='EIIN')),
                ('active', models.BooleanField(default=True, help_text='Clear this to stop offering the school for new quizzes. Its quizzes stay.', verbose_name='offered')),
                ('place', models.ForeignKey(help_text='The union if you know it; else the upazila, city corporation or district.', limit_choices_to=models.Q(('level', 'division'), _negated=True), on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.place', verbose_name='place')),
            ],
            options={
                'verbose_name': 'school',
                'verbose_name_plural': 'schools',
                'ordering': ['name_en', 'pk'],
                'default_permissions': ('add', 'change', 'view'),
                'constraints': [models.UniqueConstraint(fields=('place', 'name_en'), name='school_one_of_a_name_in_a_place', violation_error_message='This place has a school of this name already.'), models.UniqueConstraint(condition=models.Q(('eiin', ''), _negated=True), fields=('eiin',), name='school_one_of_an_eiin', violation_error_message='Another school has this EIIN.')],
            },
        ),
    ]
