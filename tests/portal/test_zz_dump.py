import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.portal.filmed import film, put_on
from tests.portal.story_world import World, tell_another
from tests.portal.test_no_way_to_a_hidden_story import agreed_and_read

@pytest.mark.django_db
@pytest.mark.usefixtures("private_folder")
def test_dump(monkeypatch, client):
    world = World(monkeypatch)
    put_on(world, film(world.story, world))
    agreed_and_read(world)
    tell_another(world, "More mark901x")
    for path in ("/bn/stories/a-story/", "/sitemap.xml", "/bn/stories/feed/", "/bn/search/?q=mark"):
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        with open("/tmp/player_queries.txt", "a") as out:
            print(path, len(asked), file=out)
            if "a-story" in path:
                for one in asked.captured_queries:
                    sql = one["sql"]
                    at = sql.find(" FROM ")
                    print("   ", sql[:30], "...", sql[at:at+260].replace('"', ''), file=out)
