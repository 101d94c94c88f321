"""Words before or after which a name stands: titles, kin, and the roles people have."""

TITLES_LATIN = """
mr mrs ms miss md mst mosammat mosammot mossammat mohammad mohammed muhammad mohd janab haji hajji alhaj alhajj
maulana moulana maulvi moulvi hafez kazi syed sayed sheikh shaikh advocate engr dr prof sri sree srimati shri
shrimati
"""
TITLES_BANGLA = """
মোঃ মো মোহাম্মদ মোহাম্মাদ মুহাম্মদ মোছাঃ মোছা মোসাঃ মোসা মোছাম্মৎ মোসাম্মৎ মোসাম্মাৎ জনাব জনাবা মিসেস মিস মিস্টার শ্রী
শ্রীমতী শ্রীমতি হাজী হাজি আলহাজ আলহাজ্ব মাওলানা মৌলভী হাফেজ সৈয়দ শেখ ডা ডাঃ ডক্টর অ্যাডভোকেট এডভোকেট
"""

KIN_LATIN = """
brother sister cousin uncle aunt aunty nephew niece husband wife son daughter father mother grandfather
grandmother stepmother stepfather stepson stepbrother stepsister father-in-law mother-in-law
brother-in-law sister-in-law son-in-law daughter-in-law neighbour neighbor friend classmate fiance
bhai apa bhabi chacha chachi mama mami khala khalu fupu dulabhai roommate
"""
# The word alone already points to one of few.
NARROW_KIN_LATIN = """
cousin uncle aunt nephew niece brother-in-law sister-in-law father-in-law mother-in-law son-in-law
daughter-in-law stepmother stepfather stepson stepbrother stepsister
"""

KIN_BANGLA = """
ভাই বোন ভাইয়া আপা বাবা মা আব্বা আম্মা চাচা চাচি চাচী কাকা কাকি কাকী মামা মামি মামী খালা খালু ফুপু ফুফু ফুপা ফুফা দাদা
দাদি দাদী নানা নানি নানী স্বামী স্ত্রী বউ ছেলে মেয়ে পুত্র কন্যা শ্বশুর শাশুড়ি শালা শালি শ্যালক দুলাভাই ভাবি ভাবী ননদ দেবর ভাসুর
জামাই জামাতা ভাগ্নে ভাগনে ভাগ্নি ভাগনি ভাতিজা ভাতিজি ভাস্তে বন্ধু বান্ধবী প্রতিবেশী সহপাঠী বেয়াই তালই ভাশুর জেঠা মাসি পিসি
"""
NARROW_KIN_BANGLA = """
চাচা চাচি চাচী কাকা কাকি কাকী মামা মামি মামী খালা খালু ফুপু ফুফু ফুপা ফুফা শ্বশুর শালা শালি শ্যালক দুলাভাই ভাবি ভাবী
ননদ দেবর ভাসুর জামাই জামাতা ভাগ্নে ভাগনে ভাগ্নি ভাতিজা ভাতিজি ভাস্তে বেয়াই তালই জেঠা মাসি পিসি
"""
NARROWING_BANGLA = """
চাচাতো মামাতো খালাতো ফুপাতো ফুফাতো জেঠাতো মাসতুতো পিসতুতো আপন বড় মেজো মেজ সেজো ছোট একমাত্র যমজ সৎ
"""
# Called by such a word after the name: করিম ভাই, Karim bhai.
CALLED_AFTER_BANGLA = """
ভাই আপা চাচা চাচি চাচী কাকা কাকি মামা মামি খালা খালু ফুপু দাদা দাদি দিদি ভাবি ভাবী সাহেব সাব স্যার ম্যাডাম মেম্বার
চেয়ারম্যান মাস্টার ডাক্তার দালাল হুজুর মাতব্বর
"""
CALLED_AFTER_LATIN = (
    "bhai vai bhaiya apa chacha mama khala dada didi bhabi saheb sahib dalal member chairman master"
)

MIDDLEMEN_LATIN = """
broker brokers dalal middleman middlemen smuggler smugglers trafficker traffickers agent agents sub-agent
subagent recruiter ringleader kingpin
"""
MIDDLEMEN_BANGLA = """
দালাল মধ্যস্বত্বভোগী পাচারকারী এজেন্ট আদমবেপারী আদমব্যাপারী
"""
EMPLOYERS_LATIN = (
    "employer boss sponsor kafeel kafil foreman supervisor landlord owner madam contractor"
)
EMPLOYERS_BANGLA = "মালিক মালকিন ম্যাডাম কফিল নিয়োগকর্তা ঠিকাদার ফোরম্যান সুপারভাইজার বস বাড়িওয়ালা"
ROLES_LATIN = """
chairman member imam teacher headmaster headmistress principal volunteer counsellor counselor doctor
lawyer officer journalist reporter councillor mayor shopkeeper translator guard lender moneylender
returnee nurse secretary
"""
ROLES_BANGLA = """
চেয়ারম্যান মেম্বার ইমাম শিক্ষক শিক্ষিকা মাস্টার স্বেচ্ছাসেবক স্বেচ্ছাসেবী পরামর্শক ডাক্তার উকিল আইনজীবী সাংবাদিক
কাউন্সিলর মেয়র দোকানদার মহাজন সভাপতি সম্পাদক হুজুর অফিসার দারোগা
"""
# Said of a person; a capital word before it at the start of a sentence is likely a name.
SAID_LATIN = """
said says told tells promised took gave sent called asked introduced arranged demanded beat cheated lived
lives came went works worked returned borrowed lent owns runs left paid persuaded met married
"""
