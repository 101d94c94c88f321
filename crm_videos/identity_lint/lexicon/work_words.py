"""Words that stand beside the names of companies, vessels and camps."""

COMPANY = """
company co ltd limited llc inc corporation group trading traders contracting construction factory restaurant
hotel garments textile textiles supermarket enterprise enterprises overseas international travels tours agency
recruiting manpower bakery farm cleaning catering motors builders industries consultancy store stores
associates services brothers resort cafe কোম্পানি কোম্পানী লিমিটেড এন্টারপ্রাইজ ট্রেডার্স ট্রেডিং গ্রুপ গার্মেন্টস টেক্সটাইল
হোটেল রেস্টুরেন্ট রেস্তোরাঁ ওভারসিজ ওভারসীজ ইন্টারন্যাশনাল ট্রাভেলস ট্যুরস এজেন্সি এজেন্সী কনস্ট্রাকশন কন্ট্রাক্টিং ফ্যাক্টরি কারখানা
বেকারি সুপারমার্কেট স্টোর ইন্ডাস্ট্রিজ রিক্রুটিং ব্রাদার্স এলএলসি ফার্ম ক্যাফে রিসোর্ট
"""
# After an everyday word that our lists lack, these say what a firm does, not how it is called.
LOOSE_COMPANY = """
কারখানা হোটেল কোম্পানি কোম্পানী এজেন্সি এজেন্সী ফ্যাক্টরি রেস্টুরেন্ট রেস্তোরাঁ গ্রুপ ফার্ম স্টোর বেকারি
"""
VESSEL = "boat ship vessel trawler ferry launch dinghy জাহাজ নৌকা ট্রলার লঞ্চ বোট স্পিডবোট ফেরি"
CAMP = "camp prison jail shelter ক্যাম্প কারাগার জেলখানা জেল আশ্রয়কেন্দ্র শিবির"
DETENTION = "detention ডিটেনশন আটক বন্দিশিবির বন্দিশালা"
