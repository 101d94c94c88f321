"""No English is left on a Bangla page, and no Bangla on an English one."""

from dataclasses import replace

import pytest

from tests.browser.public_walk import LANGUAGES, Shown, Walk
from tests.browser.rendered_words import other_letters

pytestmark = pytest.mark.browser

FRAME = '<html lang="bn"><head>{head}</head><body>{body}</body></html>'


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_and_file_is_in_the_letters_of_its_language(walk: Walk, language):
    of_it = [one for one in (*walk.pages, *walk.files) if one.language == language]
    assert len(of_it) > 20
    # On an English page such a name says that it is Bangla; a file cannot.
    names = walk.site.typed_once() if language == "en" else []
    wrong = [piece for one in of_it for piece in other_letters(one, names)]
    assert not wrong, "\n".join(sorted(set(wrong)))


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", "<p>ফি 500 টাকা</p>"),
        ("", "<p>খুলুন: menu</p>"),
        ("", '<img alt="A boat">'),
        ("", '<nav aria-label="Main">'),
        ("", '<input placeholder="Search">'),
        ("", '<input type="submit" value="Go">'),
        ("", '<video><track label="Captions"></video>'),
        ("", '<div lang="en"><p lang="bn">ফি 5</p></div>'),
        ("<title>Home</title>", ""),
        ('<meta name="description" content="Safe ways">', ""),
        ('<meta property="og:title" content="Safe ways">', ""),
        ('<script type="application/ld+json">{"@graph":[{"name":"Fair"}]}</script>', ""),
    ],
)
def test_the_scan_sees_english_wherever_it_is_read_or_heard(head, body):
    shown = Shown("/bn/", "a page", "bn", 200, "text/html", FRAME.format(head=head, body=body))
    assert len(other_letters(shown)) == 1
    assert other_letters(replace(shown, body=FRAME.format(head="", body="<p>ফি ৫০০</p>"))) == []


def test_the_scan_leaves_alone_what_nobody_reads_or_what_says_its_language():
    body = '<a href="/en/" lang="en">English</a><p class="soft" id="x1">ঠিক</p>'
    body += "<svg><title>x</title></svg>"
    head = '<meta name="robots" content="noindex"><style>p{color:red}</style>'
    shown = Shown("/bn/", "a page", "bn", 200, "text/html", FRAME.format(head=head, body=body))
    assert other_letters(shown) == []
