"""The lists of testimonies and stories, on a phone: each cell says what it tells."""

import re

import pytest

from crm_videos.models import Copy
from tests.portal.story_world import World

pytestmark = pytest.mark.django_db
LISTS = ("testimonies", "stories", "copies", "withdrawals")


@pytest.mark.parametrize("name", LISTS)
def test_but_for_the_first_each_cell_says_what_it_tells(world: World, name):
    world.give()
    Copy.objects.create(story=world.story, kind="file", where="a paper", made_at=world.now)
    world.withdraw()
    html = world.office.get(f"/admin/{name}/").content.decode()
    headings, _tag, rows = html.partition('class="listing')[2].partition("<tbody>")
    columns = len(re.findall(r"<th\b", headings))
    row = rows.partition("</tr>")[0]
    cells = re.findall(r"<td\b[^>]*>", row)
    assert len(cells) == columns > 3
    labels = [re.search(r'data-label="([^"]+)"', cell) for cell in cells]
    assert labels[0] is None
    assert all(labels[1:])
    # What the heading of the column says, for those who see no headings.
    for label in labels[1:]:
        assert label[1] in headings
