"""Thirty posts of the demo Page: invented, about no person and no place."""

from datetime import datetime, timedelta

from tests.simulators.facebook_posts import FacebookPost

# Kind, words; the newest first, with some days between each.
WORDS = (
    ("reel", "বিদেশ যাওয়ার আগে পাঁচটি কাগজ মিলিয়ে নিন"),
    ("post", "Check the recruiting agency's licence number before you pay anything"),
    ("video", "চুক্তিপত্রে কী কী লেখা থাকতে হবে"),
    ("post", "দালালের কথায় নয়, লাইসেন্স দেখে সিদ্ধান্ত নিন"),
    ("reel", "Your passport stays with you"),
    ("post", "বিনা রসিদে টাকা দেবেন না"),
    ("post", "What a visa for visitors does not allow you to do"),
    ("video", "ফিরে আসার পর নতুন করে শুরু: কোথায় সহায়তা মেলে"),
    ("post", "অভিবাসন নিয়ে প্রশ্ন? হটলাইনে কল করুন"),
    ("reel", "তিনটি প্রশ্ন, যা নিয়োগকর্তাকে করা উচিত"),
    ("post", "Five signs that a job offer is not real"),
    ("post", "প্রশিক্ষণ সনদ কেন দরকার"),
    ("video", "How to send money home safely"),
    ("post", "বিদেশে বিপদে পড়লে দূতাবাসের নম্বর লিখে রাখুন"),
    ("post", "Leave copies of your documents with someone you trust"),
    ("reel", "চাকরির বিজ্ঞাপন আসল কি না, যেভাবে বুঝবেন"),
    ("post", "নারী অভিবাসীর অধিকার: জেনে রাখুন"),
    ("post", "The medical test: where it is done and what it costs"),
    ("video", "সমুদ্রপথে যাত্রার ঝুঁকি"),
    ("post", "ঋণ নিয়ে বিদেশ? আগে হিসাব করুন"),
    ("post", "Open a bank account before you leave"),
    ("reel", "স্মার্ট কার্ড কীভাবে পাবেন"),
    ("post", "পরিবারের সঙ্গে যোগাযোগের পরিকল্পনা করুন"),
    ("post", "Questions and answers from this month's live session"),
    ("video", "পথনাটক: একটি স্বপ্নের দাম"),
    ("post", "ভাষা শিখুন, নিরাপদ থাকুন"),
    ("post", "Know the working hours and rest days in your contract"),
    ("reel", "বিমানবন্দরে প্রথমবার: ধাপে ধাপে"),
    ("post", "সাহায্য চাইতে লজ্জা নেই"),
    ("post", "Welcome to our page on safe migration"),
)
BETWEEN = (1, 2, 2, 3, 4, 6, 9)


def demo_posts(now: datetime) -> list[FacebookPost]:
    """Give the posts, the newest a few hours old."""
    created = now.replace(hour=9, minute=0, second=0, microsecond=0) - timedelta(days=1)
    posts = []
    for number, (kind, words) in enumerate(WORDS):
        posts.append(
            FacebookPost(
                post_id=str(5500 - number),
                created=created,
                message=words,
                kind=kind,
                video_id="" if kind == "post" else str(990_700 - number),
                shares=None if number % 4 == 3 else 3 + number % 11,
                # Reels are not reliably among the posts.
                listed=kind != "reel",
            )
        )
        created -= timedelta(days=BETWEEN[number % len(BETWEEN)])
    return posts
