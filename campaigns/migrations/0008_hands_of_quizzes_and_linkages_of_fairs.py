"""What quizzes and fairs add up: hands, of which the gain (K1) is computed, and linkages."""

from django.db import migrations

INDICATORS = [
    # code, kind, English, Bangla
    ("A5", "items", "Linkages made at fairs", "মেলায় তৈরি সংযোগ"),
    ("K3", "survey", "Quiz: hands that could be raised before",
     "কুইজ: আগে যতজন হাত তুলতে পারত"),
    ("K4", "survey", "Quiz: right answers before", "কুইজ: আগে সঠিক উত্তর"),
    ("K5", "survey", "Quiz: hands that could be raised after",
     "কুইজ: পরে যতজন হাত তুলতে পারত"),
    ("K6", "survey", "Quiz: right answers after", "কুইজ: পরে সঠিক উত্তর"),
]
ONLY = (" Only of questions for which hands were counted before and after.",
        " শুধু যে প্রশ্নে আগে ও পরে দুবারই হাত গোনা হয়েছে।")
DEFINITIONS = [
    # slug, indicator, English, Bangla
    ("fair-linkages", "A5",
     "People whom a fair linked to an institution that serves them, such as a bank or a training "
     "centre. Who is linked to two institutions is counted twice.",
     "মেলায় যাঁদের কোনো সেবাদানকারী প্রতিষ্ঠানের সঙ্গে যুক্ত করা হয়েছে, যেমন ব্যাংক বা প্রশিক্ষণ "
     "কেন্দ্র। কেউ দুই প্রতিষ্ঠানের সঙ্গে যুক্ত হলে দুবার গোনা হয়।"),
    ("quiz-asked-before", "K3",
     "Pupils who could answer a question before the quiz, added up over its questions." + ONLY[0],
     "কুইজের আগে যত শিক্ষার্থী একটি প্রশ্নের উত্তর দিতে পারত, সব প্রশ্ন মিলিয়ে।" + ONLY[1]),
    ("quiz-right-before", "K4",
     "Right answers before the quiz by show of hands, added up over its questions." + ONLY[0],
     "কুইজের আগে হাত তুলে দেওয়া সঠিক উত্তর, সব প্রশ্ন মিলিয়ে।" + ONLY[1]),
    ("quiz-asked-after", "K5",
     "Pupils who could answer a question after the quiz, added up over its questions." + ONLY[0],
     "কুইজের পরে যত শিক্ষার্থী একটি প্রশ্নের উত্তর দিতে পারত, সব প্রশ্ন মিলিয়ে।" + ONLY[1]),
    ("quiz-right-after", "K6",
     "Right answers after the quiz by show of hands, added up over its questions." + ONLY[0],
     "কুইজের পরে হাত তুলে দেওয়া সঠিক উত্তর, সব প্রশ্ন মিলিয়ে।" + ONLY[1]),
]


def create(apps, schema_editor):
    indicators = apps.get_model("campaigns", "Indicator").objects
    for code, kind, en, bn in INDICATORS:
        indicators.create(
            code=code, kind=kind, nature="contributed", label_en=en, label_bn=bn,
            adds_over_months=True, adds_over_channels=True,
            adds_over_areas=True, adds_over_sexes=True,
        )
    for slug, indicator, en, bn in DEFINITIONS:
        apps.get_model("campaigns", "Definition").objects.create(
            slug=slug, indicator_id=indicator, platform="field", text_en=en, text_bn=bn,
        )


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0007_centres_and_assignments")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
