"""Public names that identify nobody: countries, cities on the routes, offices, days."""

COUNTRIES = """
Afghanistan Albania Algeria Angola Argentina Armenia Australia Austria Azerbaijan Bahrain Bangladesh Belarus
Belgium Bhutan Bosnia Brazil Britain Brunei Bulgaria Cambodia Cameroon Canada Chad China Croatia Cyprus
Czech Denmark Djibouti Egypt England Eritrea Estonia Ethiopia Europe Finland France Georgia Germany Ghana
Greece Hungary Iceland India Indonesia Iran Iraq Ireland Israel Italy Japan Jordan Kazakhstan Kenya Korea
Kosovo Kuwait Kyrgyzstan Laos Latvia Lebanon Liberia Libya Lithuania Luxembourg Macedonia Malaysia Maldives
Mali Malta Mauritius Mexico Moldova Mongolia Montenegro Morocco Mozambique Myanmar Nepal Netherlands Niger
Nigeria Norway Oman Pakistan Palestine Panama Peru Philippines Poland Portugal Qatar Romania Russia Rwanda
Arabia Saudi Senegal Serbia Seychelles Singapore Slovakia Slovenia Somalia Spain Sudan Sweden Switzerland
Syria Taiwan Tajikistan Tanzania Thailand Tunisia Turkey Turkiye Türkiye Turkmenistan Uganda Ukraine Emirates
UAE Uzbekistan Vietnam Yemen Zambia Zimbabwe Africa Asia America Balkans Gulf Mediterranean Sahara Schengen
"""
CITIES = """
Agadez Amman Ankara Antalya Athens Baghdad Bangkok Barcelona Beirut Benghazi Berlin Bologna Bihac
Brussels Bucharest Budapest Cairo Casablanca Catania Colombo Damascus Dammam Delhi Doha Dubai Edirne Evros
Geneva Istanbul Izmir Jeddah Johor Khartoum Kolkata Kuala Lumpur Lampedusa Lesbos Lisbon London Madrid Male
Manama Marseille Mecca Medina Milan Milano Misrata Moscow Mumbai Muscat Naples Nicosia Palermo Paris Penang Riyadh
Rome Sabha Sabratha Salalah Samos Sarajevo Sharjah Sicily Skopje Sofia Tehran Thessaloniki Tobruk Trieste
Tripoli Tunis Turin Tuzla Venice Vienna Warsaw York Zagreb Zuwara Zawiya Bengal Bay Aegean
"""
ABROAD_BANGLA = """
ইতালি ইতালী গ্রিস গ্রীস তুরস্ক লিবিয়া মিশর মিসর তিউনিসিয়া মরক্কো আলজেরিয়া সুদান সৌদি সৌদিআরব কাতার কুয়েত ওমান বাহরাইন দুবাই আমিরাত
জর্ডান লেবানন ইরাক ইরান সিরিয়া মালয়েশিয়া সিঙ্গাপুর ব্রুনাই থাইল্যান্ড মিয়ানমার ভারত পাকিস্তান নেপাল শ্রীলঙ্কা মালদ্বীপ ভুটান চীন জাপান কোরিয়া
ইউরোপ আফ্রিকা এশিয়া আমেরিকা জার্মানি ফ্রান্স স্পেন পর্তুগাল মাল্টা সাইপ্রাস রোমানিয়া সার্বিয়া বসনিয়া ক্রোয়েশিয়া বুলগেরিয়া হাঙ্গেরি
অস্ট্রিয়া পোল্যান্ড ইংল্যান্ড যুক্তরাজ্য যুক্তরাষ্ট্র কানাডা মরিশাস বাংলাদেশ মধ্যপ্রাচ্য উপসাগর ভূমধ্যসাগর সাহারা ত্রিপোলি বেনগাজি মিলান রোম
এথেন্স ইস্তাম্বুল কায়রো দোহা মাস্কাট জেদ্দা রিয়াদ মক্কা মদিনা দাম্মাম শারজাহ আবুধাবি বাগদাদ বৈরুত আম্মান তেহরান কলকাতা দিল্লি মুম্বাই কুয়ালালামপুর
লাম্পেদুসা সিসিলি প্যারিস লন্ডন মাদ্রিদ লিসবন বঙ্গোপসাগর
"""
PEOPLES = """
Bangladeshi Bangladeshis Bangla Bengali Bengalis English Italian Italians Greek Greeks Turkish Turks Libyan
Libyans Arab Arabs Arabic Indian Indians Pakistani Pakistanis Malaysian Malay European Europeans Iranian
Romanian Serbian Croatian Bosnian French German Spanish Maltese Egyptian Tunisian Nepali Hindi Urdu Muslim
Muslims Hindu Hindus Buddhist Christian Islamic African Africans Asian Chinese Korean Japanese Kuwaiti Qatari
Emirati Omani
"""
# Written with a capital in running text and no name of a person.
CAPITALS = """
I January February March April May June July August September October November December Monday Tuesday
Wednesday Thursday Friday Saturday Sunday Eid Ramadan Ramzan Qurbani Fitr Adha Puja Pohela Boishakh Allah God Quran
Internet Facebook WhatsApp YouTube Google Messenger Instagram TikTok Telegram Viber Imo Covid Corona
Government Ministry Minister Bureau Embassy Consulate Department Office Officer Centre Center District
Division Upazila Union Parishad Forum Committee Committees Commission Court Tribunal Police Army Coast Guard
Airport Port Border Bank Fund Foundation Organization Organisation Organizations Agency Migration
Migrant Migrants Reintegration Service Services Support Programme Program Project Training Technical
Employment Manpower Overseas Expatriates Welfare Expatriate Employee Board Act Ordinance Law Rules Convention Human
Rights National International United Nations Nation World Red Cross Crescent Society Network Hotline
Community Response App Safe Volunteer Volunteers Counsellor Legal Aid Public University
Hospital Clinic Medical College School North South East West Northern Southern Eastern Western Central
New Old Middle State States Kingdom Republic Islands Island Sea Ocean River Strait Desert City Town
Father Mother Mum Dad Abba Amma Baba Ma Taka Tk Euro Euros Dollar Dollars Dirham Riyal Dinar Ringgit
Digital Chapter Article Section Declaration Universal Regulation Intensive Chief Guest Commissioner Wage Earners Probashi
Kallyan Kalyan Royal High Commission Pre Departure Caritas Palli Dublin Black Best Award Care Table Part Annex Secretary Director Deputy Upazilas
Bengalee Ltd Prottasha Nirapad Brac Day Show Fair Fairs Theatre Video English
"""
# Offices and numbers that everybody may know. What a programme adds comes from its settings.
PUBLIC_OFFICES = """
DEMO BMET RSC IOM EU BRAC UN UNHCR ILO UNDP WHO NGO NGOs CBO UDC UP UNO TTC BOESL WEWB BAIRA MoEWOE PKB
SSC HSC JSC NID GD FIR CV TV SIM ID CCTV PIN ATM GPS SMS DNA HIV TB ICU OTP PDF BDT USD EUR SAR AED MYR
"""
OFFICES_IN_BANGLA = """
ব্র্যাক আইওএম বিএমইটি ডেমো আরএসসি প্রত্যাশা নিরাপদ প্রবাসী জনশক্তি কর্মসংস্থান কল্যাণ দূতাবাস মন্ত্রণালয় জাতিসংঘ
সরকারি বেসরকারি জেলা উপজেলা কারিগরি প্রশিক্ষণ কেন্দ্র
"""
PUBLIC_SHORT_NUMBERS = frozenset({"999", "333", "109", "16135", "16108", "1098", "106", "10921"})
# Known to everybody: day and month, told without a year.
PUBLIC_DAYS = frozenset(
    {
        (21, 2),
        (8, 3),
        (17, 3),
        (26, 3),
        (14, 4),
        (1, 5),
        (20, 6),
        (30, 7),
        (16, 12),
        (18, 12),
        (10, 12),
        (1, 1),
    }
)
PUBLIC_PHRASES = (
    "Abu Dhabi",
    "European Union",
    "Cox's Bazar",
    "Saudi Arabia",
    "Shahjalal International",
)
