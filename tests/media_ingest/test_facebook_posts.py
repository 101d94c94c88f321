"""Posts, videos and Reels through facebook-sdk: lists, cursors, joins, candidates; no Django."""

from datetime import timedelta

import pytest

from foundation.errors import NotUnderstood, TryLater
from media_ingest.answers import PostRef
from media_ingest.facebook.client import FacebookClient
from media_ingest.facebook.listing import MOST_PAGES
from tests.media_ingest.canaries import PAGE, TOKEN
from tests.simulators.facebook_posts import FacebookPost

POSTS, REELS = "/published_posts", "/video_reels"


@pytest.fixture
def page(platforms):
    return platforms.facebook.pages[PAGE]


@pytest.fixture
def client(platforms) -> FacebookClient:
    return FacebookClient(
        page_id=PAGE, token=TOKEN, base_url=platforms.url, version="v26.0", timeout=2
    )


def listed(client, clock, since=None) -> list:
    return [post for page in client.list_posts(since=since, now=clock()) for post in page.posts]


def ref(number="5501", kind="post", video_id="", *, bare=False) -> PostRef:
    external_id = video_id if bare else f"{PAGE}_{number}"
    return PostRef(external_id=external_id, kind=kind, object_id=video_id)


def counts(client, clock, *refs, leave=frozenset()) -> list[dict]:
    """Give for each post what was counted: measure to (metric, value, reason)."""
    answers = client.read_posts(refs, leave=leave, now=clock())
    return [
        {one.measure: (one.metric, one.value, one.null_reason) for one in answer.counted}
        for answer in answers
    ]


def asked_of(platforms, edge) -> list[dict]:
    return [query for path, query in platforms.seen if path.endswith(edge)]


# --- Lists ------------------------------------------------------------------------
def test_a_list_is_walked_by_cursor_to_its_end(platforms, page, client, clock):
    page.posts = [FacebookPost(str(5000 + n), clock.now - timedelta(days=n)) for n in range(250)]
    assert len({post.external_id for post in listed(client, clock)}) == 250
    queries = asked_of(platforms, POSTS)
    assert [query["limit"] for query in queries] == ["100"] * 3
    assert ["after" in query for query in queries] == [False, True, True]


def test_the_daily_list_asks_for_the_newest_only(platforms, page, client, clock):
    page.posts = [
        FacebookPost(
            str(5000 + n), clock.now - timedelta(days=n), kind="video", video_id=str(900 + n)
        )
        for n in range(250)
    ]
    since = clock.now - timedelta(days=30)
    newest = listed(client, clock, since)
    assert asked_of(platforms, POSTS)[0]["since"] == str(int(since.timestamp()))
    assert len(asked_of(platforms, POSTS)) == 1
    # The list of videos takes no dates; the page after the last new one is not asked for.
    assert len(asked_of(platforms, "/videos")) == 2
    assert len({post.external_id for post in newest}) == 200


def following(after="c2", host="https://graph.facebook.com") -> dict:
    address = f"{host}/v26.0/{PAGE}/published_posts?access_token={TOKEN}&after={after}"
    return {"next": address, "cursors": {"after": after}}


@pytest.mark.parametrize("rows", [[], [{"id": f"{PAGE}_1"}]])
def test_only_a_page_without_a_next_one_is_the_last(rows, platforms, page, client, clock):
    page.posts = [FacebookPost("7", clock.now)]
    platforms.facebook.says(POSTS, {"data": rows, "paging": following("UVZGSTA=")}, times=1)
    assert f"{PAGE}_7" in {post.external_id for post in listed(client, clock)}


def test_the_cursor_may_stand_in_the_address_only(platforms, page, client, clock):
    paging = {"next": following("UVZGSTA%3D")["next"]}
    platforms.facebook.says(POSTS, {"data": [], "paging": paging}, times=1)
    listed(client, clock)
    assert asked_of(platforms, POSTS)[1]["after"] == "UVZGSTA="


def test_another_host_is_never_followed(platforms, page, client, clock):
    paging = following("UVZGSTA=", host="https://elsewhere.example")
    platforms.facebook.says(POSTS, {"data": [], "paging": paging}, times=1)
    listed(client, clock)  # The network is shut: a call to elsewhere would fail.
    assert [path for path, _ in platforms.seen] == [
        f"/v26.0/{PAGE}/published_posts", f"/v26.0/{PAGE}/published_posts",
        f"/v26.0/{PAGE}/video_reels", f"/v26.0/{PAGE}/videos",
    ]  # fmt: skip


def test_a_list_that_goes_in_a_circle_is_left(platforms, client, clock):
    platforms.facebook.says(POSTS, {"data": [], "paging": following("c2")})
    with pytest.raises(NotUnderstood, match="in a circle"):
        listed(client, clock)
    assert len(platforms.seen) == 2


def test_a_list_without_an_end_is_left(platforms, client, clock):
    for number in range(MOST_PAGES + 5):
        body = {"data": [], "paging": following(f"c{number}")}
        platforms.facebook.says(POSTS, body, times=1)
    with pytest.raises(NotUnderstood, match="no end"):
        listed(client, clock)
    assert len(platforms.seen) == MOST_PAGES


def test_a_list_that_does_not_say_where_it_goes_on_is_not_understood(platforms, client, clock):
    for paging in ({"next": "https://graph.facebook.com/"}, {"next": "x", "cursors": {}}):
        platforms.facebook.says(POSTS, {"data": [], "paging": paging}, times=1)
        with pytest.raises(NotUnderstood, match="does not say where"):
            listed(client, clock)


def test_too_much_at_once_is_asked_for_in_halves(platforms, page, client, clock):
    page.posts = [FacebookPost(str(5000 + n), clock.now - timedelta(days=n)) for n in range(60)]
    platforms.facebook.most_rows = 30
    assert len(listed(client, clock)) == 60
    limits = [query["limit"] for query in asked_of(platforms, POSTS)]
    assert limits == ["100", "50", "25", "25", "25"]

    platforms.facebook.most_rows = 0
    with pytest.raises(TryLater, match="so much at once"):
        listed(client, clock)


BROKEN = [
    None, 5, "row", [], {}, {"id": 5}, {"id": "../me"}, {"id": None}, {"id": "1/insights"},
    {"id": f"{PAGE}_9", "is_published": False},
]  # fmt: skip


@pytest.mark.parametrize("row", BROKEN, ids=str)
def test_a_broken_row_of_a_list_is_left_out(row, platforms, client, clock):
    platforms.facebook.says(POSTS, {"data": [row, {"id": f"{PAGE}_8"}]})
    assert [post.external_id for post in listed(client, clock)] == [f"{PAGE}_8"]


@pytest.mark.parametrize(
    ("row", "title"),
    [
        ({}, ""), ({"message": None}, ""), ({"message": 5}, ""),
        ({"message": "\n  One \nTwo"}, "One"),
        ({"attachments": []}, ""), ({"attachments": {"data": [None]}}, ""), ({"shares": 4}, ""),
        ({"created_time": "yesterday"}, ""),
    ],
)  # fmt: skip
def test_what_is_absent_or_odd_in_a_row_stays_empty(row, title, platforms, client, clock):
    platforms.facebook.says(POSTS, {"data": [{"id": f"{PAGE}_8", **row}]})
    (post,) = listed(client, clock)
    assert (post.kind, post.object_id, post.title, post.published_at) == ("post", "", title, None)


def test_shares_that_are_left_out_are_unknown(page, client, clock):
    page.posts = [
        FacebookPost("1", clock.now, shares=12),
        FacebookPost("2", clock.now),
        FacebookPost("3", clock.now, shares=0),
    ]
    shares = {post.external_id[-1]: post.counted[0] for post in listed(client, clock)}
    told = {number: (one.value, one.null_reason) for number, one in shares.items()}
    assert told == {"1": (12, ""), "2": (None, "absent"), "3": (0, "")}


# --- Joins -------------------------------------------------------------------------
def test_a_reel_is_named_by_the_post_around_it(page, client, clock):
    page.posts = [FacebookPost("5501", clock.now, kind="reel", video_id="9901", listed=False)]
    (reel,) = listed(client, clock)
    assert (reel.external_id, reel.kind, reel.object_id) == (f"{PAGE}_5501", "reel", "9901")


def test_a_reel_without_a_post_keeps_its_own_id(page, client, clock):
    page.posts = [
        FacebookPost("1", clock.now, kind="reel", video_id="9901", listed=False, names_post=False)
    ]
    (reel,) = listed(client, clock)
    assert (reel.external_id, reel.object_id) == ("9901", "9901")


# --- Counts ------------------------------------------------------------------------
def test_a_post_takes_one_call(platforms, page, client, clock):
    page.posts = [FacebookPost("5501", clock.now)]
    (said,) = counts(client, clock, ref())
    (query,) = asked_of(platforms, "/insights")
    assert query["period"] == "lifetime"
    assert query["metric"].split(",") == [
        "post_total_media_view_unique", "post_media_view", "post_reactions_by_type_total",
    ]  # fmt: skip
    assert {measure: metric for measure, (metric, _, _) in said.items()} == {
        "viewers": "post_total_media_view_unique",
        "views": "post_media_view",
        "reactions": "post_reactions_by_type_total",
    }
    assert all(value > 0 for _, value, _ in said.values())


VIEWERS, OWN = "post_total_media_view_unique", "post_impressions_unique"


@pytest.mark.parametrize(
    ("values", "metric", "value"),
    [
        ({VIEWERS: 210, OWN: 5}, VIEWERS, 210),
        ({VIEWERS: 0, OWN: 5}, VIEWERS, 0),
        ({VIEWERS: None, OWN: 5}, OWN, 5),
        ({VIEWERS: "210", OWN: 5}, OWN, 5),
        ({VIEWERS: None, OWN: None}, VIEWERS, None),
    ],
)
def test_viewers_of_a_reel_come_from_the_first_that_answers(
    values, metric, value, page, client, clock
):
    reel = FacebookPost("5501", clock.now, kind="reel", video_id="9901", values=values)
    page.posts = [reel]
    (said,) = counts(client, clock, ref("5501", "reel", "9901"))
    assert said["viewers"][:2] == (metric, value)
    # Plays are known all the while, and are never taken for persons.
    assert said["plays"] == ("fb_reels_total_plays", said["plays"][1], "")
    assert said["plays"][1] > 0


def test_a_video_that_says_all_in_its_post_is_not_asked_again(platforms, page, client, clock):
    page.posts = [FacebookPost("5501", clock.now, kind="video", video_id="9901")]
    (said,) = counts(client, clock, ref("5501", "video", "9901"))
    assert said["plays"][0] == "post_video_views"
    assert not asked_of(platforms, "/video_insights")


def test_a_bare_reel_is_asked_by_its_own_id(platforms, page, client, clock):
    page.posts = [FacebookPost("1", clock.now, kind="reel", video_id="9901")]
    (said,) = counts(client, clock, ref(kind="reel", video_id="9901", bare=True))
    assert said["viewers"][0] == OWN
    assert [path for path, _ in platforms.seen] == ["/v26.0/9901/video_insights"]


@pytest.mark.parametrize(
    ("reactions", "value", "reason"),
    [
        ({"like": 31, "love": 4}, 35, ""), ({}, 0, ""), (7, 7, ""), (None, None, "no-data"),
        ({"like": "31"}, None, "not-a-count"), ({"like": -1}, None, "not-a-count"),
        ({"like": None, "love": 4}, None, "not-a-count"), ([], None, "not-a-count"),
    ],
)  # fmt: skip
def test_reactions_are_added_up_over_their_kinds(reactions, value, reason, page, client, clock):
    page.posts = [
        FacebookPost("5501", clock.now, values={"post_reactions_by_type_total": reactions})
    ]
    (said,) = counts(client, clock, ref())
    assert said["reactions"][1:] == (value, reason)


def row(value, period="lifetime", **more) -> dict:
    return {"name": VIEWERS, "period": period, "values": [{"value": value}], **more}


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        ([row(210), row(0, "day")], 210), ([row(0, "day"), row(210)], 210),
        ([row(0, "day")], None), ([row(210), row(210)], 210), ([row(210), row(5)], None),
        ([{"name": VIEWERS, "period": "lifetime", "total_value": {"value": 9}}], 9),
        ([{"name": VIEWERS, "period": "lifetime", "values": []}], None),
        ([{"name": VIEWERS, "period": "lifetime", "values": None}], None),
        ([{"name": VIEWERS, "period": "lifetime"}], None), ([row({})], None), ([None, 5], None),
        ([], None),
    ],
)  # fmt: skip
def test_of_many_rows_only_the_lifetime_counts(rows, value, platforms, page, client, clock):
    page.posts = [FacebookPost("5501", clock.now)]
    platforms.facebook.says("_5501/insights", {"data": rows})
    (said,) = counts(client, clock, ref())
    assert said["viewers"][1] == value


def test_a_post_that_cannot_be_read_does_not_stop_the_others(platforms, page, client, clock):
    page.posts = [FacebookPost(number, clock.now) for number in ("1", "2", "3")]
    platforms.facebook.says("_1/insights", {"data": "nothing"})
    page.posts[1].hidden = True
    answers = list(
        client.read_posts([ref("1"), ref("2"), ref("3")], leave=frozenset(), now=clock())
    )
    assert [(a.shown, bool(a.refused), len(a.counted)) for a in answers] == [
        (True, True, 0), (False, False, 0), (True, False, 3),
    ]  # fmt: skip
