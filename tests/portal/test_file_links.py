"""A link to a file says what opens and what it weighs, in the reader's language."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents.models import Document

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def document(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"

    def keep(size: int = 239_001, name: str = "form.pdf") -> Document:
        file = ContentFile(b"0" * size, name)
        return Document.objects.create(title=name, file=file, file_size=size)

    return keep


def linking(*documents: Document) -> list:
    links = (f'<a linktype="document" id="{one.pk}">a <b>form</b></a>' for one in documents)
    return [("paragraph", f"<p>Read {', '.join(links)}.</p>")]


def test_kind_and_size_stand_inside_the_link(client, make_page, document):
    file = document()
    english = make_page(slug="forms", body=linking(file))
    html = client.get(english.url).content.decode()
    assert f'<a href="{file.url}">a <b>form</b> (PDF, 240 KB)</a>' in html
    bangla = make_page("bn", title="ফরম", slug="forms", body=linking(file))
    html = client.get(bangla.url).content.decode()
    assert "PDF, ২৪০" in html
    assert "240" not in html


def test_what_nobody_has_weighed_is_no_zero(client, make_page, document):
    file = document()
    Document.objects.update(file_size=None)
    html = client.get(make_page(slug="forms", body=linking(file)).url).content.decode()
    assert "</b> (PDF)</a>" in html


def test_a_link_to_a_page_and_to_nothing_stays_as_it_is(client, make_page, document):
    file = document()
    body = linking(file)
    file.delete()
    assert "<a>a <b>form</b></a>" in client.get(make_page(body=body).url).content.decode()


def test_many_files_cost_no_more_queries_than_one(client, make_page, document):
    def queries(*files: Document) -> int:
        page = make_page(slug=f"forms-{len(files)}", body=linking(*files))
        client.get(page.url)
        with CaptureQueriesContext(connection) as captured:
            client.get(page.url)
        return len(captured)

    assert queries(document()) == queries(*(document(name=f"{n}.pdf") for n in range(5)))
