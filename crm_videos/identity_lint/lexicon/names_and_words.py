"""Names that are everyday words too: the lists of names and of words both leave them out."""

BANGLA = """
শান্তি আশা মুক্তি স্বপ্ন খুশি আনন্দ সুখ সাথী মায়া ছায়া রূপা সোনা হীরা মুক্তা তারা চাঁদ নদী সাগর আকাশ মেঘ বৃষ্টি
শিশির জুঁই বেলি শাপলা পদ্ম পাখি ময়না টিয়া বকুল শিউলি গোলাপ জবা জয় বিজয় স্বাধীন শান্ত রাজা রানী রাণী বাদশা লাল নীল
কাজল আলো জ্যোতি দয়া কল্পনা ভাবনা প্রেরণা সৃষ্টি ঋতু রোজা ঈদ বন্যা মালা মিলন মিষ্টি মুন্না পান্না প্রেম রতন লতা
সততা সবুজ সুন্দরী হাসি
"""
LATIN = """
angel april autumn baby beauty daisy diamond faith grace happy heaven honey hope ivory jewel joy june lily
lucky may melody misty moon pearl peace pinky precious prince princess queen rainbow rose ruby sky snow star sunny
sweety victory
"""
