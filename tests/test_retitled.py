"""New words and headlines in the plan of the last build: what is printed again, and when everything must be planned."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import pytest

from newsgen.build import Report
from newsgen.build.edition import Edition
from newsgen.build.inputs import Opened
from newsgen.build.pipeline import make_edition
from newsgen.build.setup import open_site, open_store
from newsgen.content.sources import decode_records
from newsgen.pages.encoding import teaser_in
from newsgen.pages.page import Page
from newsgen.pages.views import ArticleView
from newsgen.plan.planned import plan_site
from newsroom import ONE_FEED, SETTINGS, Newsroom, picture, rendered

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

ONE = "sport/un/index.html"
EVERYWHERE = {
    "2026/03/index.html",
    "atom.xml",
    "authors/alice/index.html",
    "index.html",
    "sport/deux/index.html",
    "sport/index.html",
    "sport/quatre/index.html",
    "sport/trois/index.html",
    "sport/un/index.html",
    "tags/mer/index.html",
}
"""Where the headline of “deux” stands: the lists, its neighbours, and what it is related to."""


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A site of four articles, the second of which is “deux”."""
    newsroom = Newsroom(tmp_path / "site")
    for name in ("un", "deux", "trois", "quatre"):
        _write(newsroom, name)
    return newsroom


def _write(room: Newsroom, name: str, body: str = "Un paragraphe.\n", **matter: object) -> None:
    day = ("un", "deux", "trois", "quatre").index(name) + 1
    fields = {"slug": name, "date": f"2026-03-0{day}T08:00", "author": "Alice", "tags": ["mer"], **matter}
    room.article(name, body, **fields)


def _built(room: Newsroom, folder: Path, *, planned: bool) -> Report:
    """Build again, with a plan or without one; the site must equal a clean one."""
    plans: list[str] = []

    def count(opened: Opened) -> Edition:
        plans.append("a plan")
        return make_edition(opened)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("newsgen.build.pipeline.make_edition", count)
        report = room.built()
    assert bool(plans) is planned
    assert room.public() == room.clean(folder)
    assert room.built().written == 0
    return report


def test_a_new_headline_is_printed_wherever_it_stands_and_nothing_is_planned(room: Newsroom, tmp_path: Path) -> None:
    room.built()
    _write(room, "deux", title="Tempête")
    assert rendered(_built(room, tmp_path, planned=False)) == EVERYWHERE
    assert "Tempête" in room.page(ONE)


def test_a_new_headline_is_printed_in_the_list_of_corrections_too(room: Newsroom, tmp_path: Path) -> None:
    given = [{"date": "2026-03-03", "text": "Onze, et non dix."}]
    _write(room, "deux", corrections=given)
    room.built()
    _write(room, "deux", title="Tempête", corrections=given)
    new = EVERYWHERE | {"corrections/index.html", "corrections.xml", "search/index.html"}
    assert rendered(_built(room, tmp_path, planned=False)) == new
    assert "Tempête" in room.page("corrections/index.html")


def test_a_correction_is_planned(room: Newsroom, tmp_path: Path) -> None:
    given = [{"date": "2026-03-03", "text": "Onze, et non dix."}]
    _write(room, "deux", corrections=given)
    room.built()
    _write(room, "deux", corrections=[{**given[0], "text": "Douze, et non dix."}])
    where = {"sport/deux/index.html", "corrections/index.html", "corrections.xml", "search/index.html"}
    assert rendered(_built(room, tmp_path, planned=True)) == where


def test_another_genre_is_planned_and_printed_on_the_article_s_own_page(room: Newsroom, tmp_path: Path) -> None:
    room.write("templates/article.html", "{{ article.genre }}").built()
    _write(room, "deux", genre="opinion")
    assert rendered(_built(room, tmp_path, planned=True)) == {"sport/deux/index.html"}
    assert (room.page(ONE), room.page("sport/deux/index.html")) == ("news", "opinion")


def test_a_new_kicker_and_standfirst_come_with_new_words_of_other_articles(room: Newsroom, tmp_path: Path) -> None:
    room.built()
    _write(room, "deux", kicker="Enquête", summary="Il neige.")
    _write(room, "un", "Un autre paragraphe.\n", title="Accalmie")
    report = _built(room, tmp_path, planned=False)
    assert rendered(report) == EVERYWHERE
    assert report.rendered == len(EVERYWHERE)


def test_headlines_follow_one_another_without_a_plan(room: Newsroom, tmp_path: Path) -> None:
    room.built()
    for number, title in enumerate(("Tempête", "Deux", "Houle & cie", "Tempête")):
        _write(room, "deux", title=title)
        assert rendered(_built(room, tmp_path / str(number), planned=False)) == EVERYWHERE


def test_a_headline_that_makes_the_address_is_planned(room: Newsroom, tmp_path: Path) -> None:
    _write(room, "deux", slug=None)
    room.built()
    _write(room, "deux", slug=None, title="Tempête")
    assert "sport/tempete/index.html" in rendered(_built(room, tmp_path, planned=True))


def test_a_headline_in_a_shortcode_of_another_text_is_printed_anew(room: Newsroom, tmp_path: Path) -> None:
    room.write("content/pages/guide.md", '---\ntitle: Guide\n---\n{{< related article="deux" >}}\n').built()
    _write(room, "deux", title="Tempête")
    assert rendered(_built(room, tmp_path, planned=False)) == EVERYWHERE | {"guide/index.html"}
    assert "Tempête" in room.page("guide/index.html")


def test_a_pin_repeats_the_headline_of_its_story(room: Newsroom, tmp_path: Path) -> None:
    room.write("content/fronts/home.yaml", "lead: deux.md\n").built()
    _write(room, "deux", title="Tempête")
    assert "index.html" in rendered(_built(room, tmp_path, planned=False))
    assert "Tempête" in room.page("index.html")


def test_a_pin_with_words_of_its_own_keeps_them_even_if_they_were_those_of_the_story(
    room: Newsroom, tmp_path: Path
) -> None:
    room.write("content/fronts/home.yaml", "lead: {article: deux.md, title: Deux}\n").built()
    _write(room, "deux", title="Tempête")
    _built(room, tmp_path, planned=True)
    assert "Tempête" not in room.page("index.html")


def test_what_an_editor_typed_is_no_headline_even_if_it_looks_like_one(room: Newsroom, tmp_path: Path) -> None:
    typed = {"title": "Deux", "url": "/sport/deux/"}
    teaser = {**typed, "type": "teaser", "summary": None}
    _write(room, "un", extra={"link": typed, "teaser": teaser})
    printed = "{{ article.extra.link.title if 'link' in article.extra }}|{{ article.next.title if article.next }}"
    room.write("templates/article.html", printed).built()
    _write(room, "deux", title="Tempête")
    _built(room, tmp_path, planned=False)
    assert room.page(ONE) == "Deux|Tempête"


def test_the_title_of_a_redirect_is_that_of_its_article(room: Newsroom, tmp_path: Path) -> None:
    _write(room, "deux", aliases=["/vieux/deux"])
    room.built()
    _write(room, "deux", aliases=["/vieux/deux"], title="Tempête")
    assert rendered(_built(room, tmp_path, planned=False)) == EVERYWHERE | {"vieux/deux/index.html"}
    assert "Tempête" in room.page("vieux/deux/index.html")


@pytest.mark.parametrize("target", ["/sport/deux/", "deux.md"])
def test_a_redirect_of_the_site_is_printed_as_a_plan_would_have_it(room: Newsroom, tmp_path: Path, target: str) -> None:
    room.write("content/redirects.yaml", f"redirects:\n  - {{from: /vieux, to: {target}}}\n").built()
    _write(room, "deux", title="Tempête")
    _built(room, tmp_path, planned=False)


def test_a_redirect_into_the_midst_of_an_article_is_as_it_was(room: Newsroom, tmp_path: Path) -> None:
    _write(room, "deux", "## Le vote\n\nUn paragraphe.\n")
    room.write("content/redirects.yaml", "redirects:\n  - {from: /vieux, to: '/sport/deux/#le-vote'}\n").built()
    _write(room, "deux", "## Le vote\n\nUn paragraphe.\n", title="Tempête")
    _built(room, tmp_path, planned=False)


def test_a_headline_that_a_template_asked_for_is_printed_by_it_too(room: Newsroom, tmp_path: Path) -> None:
    room.write("templates/404.html", "{% for each in site.latest(3) %}{{ each.title }}{% endfor %}").built()
    _write(room, "deux", title="Tempête")
    assert rendered(_built(room, tmp_path, planned=False)) == EVERYWHERE | {"404.html"}


def test_a_headline_of_an_article_under_embargo_appears_nowhere(room: Newsroom, tmp_path: Path) -> None:
    _write(room, "deux", embargo="2030-01-01")
    room.built()
    _write(room, "deux", embargo="2030-01-01", title="Tempête")
    assert rendered(_built(room, tmp_path, planned=False)) == set()
    assert not any("Tempête".encode() in page for page in room.public().values())


def test_a_page_that_is_not_remembered_is_planned(room: Newsroom, tmp_path: Path) -> None:
    room.built()
    with contextlib.closing(sqlite3.connect(room.root / ".newsgen/cache.db")) as db, db:
        db.execute("DELETE FROM view")
    _write(room, "deux", title="Tempête")
    assert rendered(_built(room, tmp_path, planned=True)) == EVERYWHERE


def test_a_tag_beside_the_headline_is_planned(room: Newsroom, tmp_path: Path) -> None:
    room.built()
    _write(room, "deux", title="Tempête", tags=["mer", "vent"])
    assert "tags/vent/index.html" in rendered(_built(room, tmp_path, planned=True))


@pytest.mark.parametrize(("file", "page"), [("un", ONE), ("ailleurs", "sport/deux/index.html")])
def test_words_are_printed_again_after_the_file_of_an_article_was_renamed(
    room: Newsroom, tmp_path: Path, file: str, page: str
) -> None:
    _write(room, "deux", id="deux")  # the feed tells an article by it, which is else the name of the file
    room.built()
    old, new = "content/articles/deux.md", "content/articles/ailleurs.md"
    room.write(new, (room.root / old).read_bytes()).delete(old)
    assert rendered(_built(room, tmp_path / "renamed", planned=True)) == set()
    room.replace(f"content/articles/{file}.md", "Un paragraphe.", "Un autre paragraphe.")
    report = _built(room, tmp_path / "edited", planned=False)
    assert rendered(report) == {page}
    assert (report.rendered, report.written, report.deleted) == (1, 1, 0)
    assert "Un autre paragraphe." in room.page(page)


def test_many_headlines_at_once_are_printed_without_a_plan(room: Newsroom, tmp_path: Path) -> None:
    names = [f"brève-{number}" for number in range(41)]
    for name in names:
        room.article(name, slug=f"breve-{name[6:]}", kicker="Brève")
    room.built()
    for name in names:
        room.article(name, slug=f"breve-{name[6:]}", kicker="Dernière minute")
    _built(room, tmp_path, planned=False)


def test_what_templates_are_warned_of_is_no_reason_to_plan(room: Newsroom, tmp_path: Path) -> None:
    room.write("newsgen.yaml", f"{SETTINGS}{ONE_FEED}words: {{jamais_dit: Jamais}}\n")
    room.built()
    _write(room, "deux", title="Tempête")
    assert rendered(_built(room, tmp_path, planned=False)) == EVERYWHERE


def test_an_article_s_own_page_tells_all_that_lists_show_of_it(room: Newsroom) -> None:
    room.write("static/a.png", picture())
    video = {"url": "https://video.example/1"}
    _write(room, "un", kicker="Récit", summary="Il neige.", image={"src": "/a.png", "alt": "une mer"}, video=video)
    room.built()
    folders, settings, _ = open_site(room.request)
    assert settings is not None
    with open_store(folders) as store:
        planned = plan_site(decode_records(store.sources.said()), settings, room.now)
    pages = [page for page in planned.plan.outputs if isinstance(page, Page) and isinstance(page.view, ArticleView)]
    shown = [teaser_in(page.view.article) for page in pages if isinstance(page.view, ArticleView)]
    assert shown == [planned.site.teaser(article) for article in planned.site.articles]
    assert any(teaser.video and teaser.image and teaser.kicker for teaser in shown)
