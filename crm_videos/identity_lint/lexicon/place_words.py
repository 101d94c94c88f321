"""Words that stand beside the names of places and say what they are."""

VILLAGE = "village hamlet gram mouza গ্রাম মৌজা"
UNION = "union ইউনিয়ন ইউপি"
UPAZILA = "upazila upazilla thana subdistrict sadar pourashava উপজেলা থানা সদর পৌরসভা"
STREET = """
road street lane para avenue sarak goli mahalla moholla রোড সড়ক লেন গলি পাড়া মহল্লা মোড় এভিনিউ
"""
POST_OFFICE = "ডাকঘর পোস্টঅফিস পোস্ট"
HOMESTEAD = "bari বাড়ি বাড়ী"
INSTITUTION = """
school college madrasa madrasah madrassa mosque masjid mandir temple bazar bazaar market haat ghat mazar
hospital clinic church orphanage বিদ্যালয় উচ্চবিদ্যালয় স্কুল কলেজ মাদ্রাসা মাদরাসা মসজিদ মন্দির বাজার হাট ঘাট
মাজার এতিমখানা ক্লিনিক হাসপাতাল
"""
# Between the name of a school and the word "school".
WITHIN_INSTITUTION = """
government govt high primary secondary girls boys model pilot alia dakhil jame central community sadar
registered public private junior jami old new উচ্চ প্রাথমিক মাধ্যমিক নিম্ন সরকারি বালিকা দাখিল আলিম ফাজিল জামে
কেন্দ্রীয় কওমি হাফেজিয়া আদর্শ মডেল বহুমুখী এবতেদায়ী নুরানি কমিউনিটি পুরাতন নতুন আলিয়া
"""
# How names of villages and unions end.
PLACE_ENDS = """
pur ganj nagar hat bari kandi khali para danga gram chhari kathi পুর গঞ্জ নগর হাট কান্দি খালী ডাঙ্গা কাঠি ছড়ি
"""
# Names of upazilas that are everyday words, or names of persons and rivers, too.
ALSO_WORDS = """
তালা বন্দর পলাশ মেঘনা তিতাস রুমা রূপসা বেড়া লামা মদন বাঘা কালাই মান্দা ভাঙ্গা বোদা ডোমার কালিয়া জুড়ী সরাইল বিরল পবা কচুয়া
ফুলপুর তারাকান্দা জীবননগর মুজিবনগর tala bandar palash meghna titas ruma rupsa bera lama madan bagha kalai manda
boda juri domar male asia italy lata sara
"""
