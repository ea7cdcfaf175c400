"""What is to appear by itself is rehearsed: a site without errors has none at any instant that is announced in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from msgspec.structs import replace

from newsgen.base.faults import Fault, has_errors
from newsgen.build.inputs import Opened, read_site
from newsgen.build.pipeline import plan_opened
from newsgen.build.setup import open_site, open_store
from newsgen.schema.instants import seconds
from newsgen.site.making import make_site
from newsroom import NOON, Newsroom, codes, picture

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

FIRST = "2026-12-01T11:00"
EARLY, LATE = "2026-11-30", "2027-01-02T06:00"


def newsroom(folder: Path, more: str = "") -> Newsroom:
    room = Newsroom(folder)
    room.replace("newsgen.yaml", "timezone", f"{more}timezone")
    return room.article("un", title="Un")


def errors(room: Newsroom) -> list[str]:
    """Give the errors of a build with their places."""
    report = room.build()
    wrong = [each for each in report.faults if each.fault.severity == "error"]
    assert report.failed == bool(wrong)
    return [f"{each.fault.path}:{each.place.line}:{each.place.column} {each.fault.message}" for each in wrong]


@pytest.mark.parametrize("engine", ["python-markdown", "commonmark"])
@pytest.mark.parametrize("link", ["demain.md#fin", "article:demain#fin", "/sport/demain/#fin"])
def test_a_wrong_anchor_in_a_text_that_is_not_live_is_an_error_today(tmp_path: Path, link: str, engine: str) -> None:
    room = newsroom(tmp_path, f"markdown: {{engine: {engine}}}\n").article("deux", body=f"Un [lien]({link}).\n")
    room.article("demain", embargo=FIRST, body="## La suite\n")
    assert errors(room) == [
        "content/articles/deux.md:6:11 from 1 December, 11:00 on, there is no anchor “#fin” in that text"
    ]
    room.replace("content/articles/demain.md", "La suite", "Fin").built()
    room.now = seconds(f"{FIRST}:00+01:00")
    room.built()


def test_a_wrong_anchor_within_what_is_upcoming_is_told_as_it_stands(tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("demain", embargo=FIRST, body="Un [lien](un.md#fin) et [un](autre.md#x).\n")
    room.article("autre", embargo=LATE)
    assert errors(room) == [
        "content/articles/demain.md:7:11 there is no anchor “#fin” in that text",
        "content/articles/demain.md:7:30 there is no anchor “#x” in that text",
    ]


COLLISIONS: Mapping[str, tuple[str, str | bytes, str]] = {
    "a year": ("content/pages/2027.md", "---\ntitle: A\n---\n", "/2027/ is the address of both"),
    "a month": ("static/2027/01/index.html", "x", "/2027/01/index.html is the address of both"),
    "a file for the folder of a year": ("static/2027", "x", "is the address of both"),
    "a tag": ("static/tags/neuf/index.html", "x", "/tags/neuf/index.html is the address of both"),
    "an author": ("content/redirects.yaml", "redirects: [{from: /authors/zoe/, to: un}]\n", "alias /authors/zoe/ is"),
    "a category": ("content/pages/culture.md", "---\ntitle: A\n---\n", "/culture/ is the address of both"),
    "a folder of a category": ("static/culture", "x", "is the address of both"),
    "a page of a list": ("content/redirects.yaml", "redirects: [{from: /sport/page/1, to: un}]\n", "/sport/page/1/ is"),
    "a page of the second": ("static/sport/page/2/index.html", "x", "/sport/page/2/index.html is the address of both"),
    "its own address": ("static/culture/quatre/index.html", "x", "/culture/quatre/ is the address of both"),
    "its alias": ("static/vieux/index.html", "x", "the alias /vieux/ is the address of"),
    "a sitemap": ("static/sitemaps/2027-01.xml", "x", "/sitemaps/2027-01.xml is the address of both"),
    "its document": ("static/media/articles/lettre.pdf", "x", "/media/articles/lettre.pdf is the address of both"),
}


@pytest.mark.parametrize("kind", COLLISIONS)
def test_what_an_upcoming_article_brings_along_collides_today(tmp_path: Path, kind: str) -> None:
    path, content, message = COLLISIONS[kind]
    room = newsroom(tmp_path, "page_size: 1\n").article("deux", date=FIRST).article("trois", date=LATE)
    room.write("content/articles/lettre.pdf", "x")
    fields: dict[str, Any] = {"author": "Zoé", "tags": ["neuf"], "aliases": ["/vieux"]}
    room.article("quatre", category="culture", date=LATE, body="[Lettre](lettre.pdf)\n", **fields)
    room.built()
    before = room.public()
    room.write(path, content)
    [told] = errors(room)
    assert message in told
    assert room.public() == before
    if not told.startswith("content/articles/quatre.md"):
        assert " from 2 January 2027, 06:00 on, " in told or " from 1 December, 11:00 on, " in told


def test_two_that_never_stand_there_together_are_no_error(tmp_path: Path) -> None:
    room = newsroom(tmp_path)
    room.article("direct", slug="direct", expires=FIRST).article("bilan", slug="direct", date=FIRST)
    room.article("suite", slug="suite", date=LATE, aliases=["/sport/direct/"])
    assert errors(room) == [
        "content/articles/suite.md:7:3 the alias /sport/direct/ is the address of content/articles/bilan.md"
    ]
    room.replace("content/articles/bilan.md", "slug", f"expires: '{LATE}'\nslug").built()
    for moment in (FIRST, LATE):
        room.now = seconds(f"{moment}:00+01:00")
        room.built()
    room.replace("content/articles/direct.md", f"expires: {FIRST}", "expires: '2026-12-01T11:01'")
    room.now = NOON
    [told] = errors(room)
    both = "content/articles/bilan.md and content/articles/direct.md"
    assert told == f"content/articles/bilan.md:6:7 /sport/direct/ is the address of both {both}"


def test_what_expires_takes_its_lists_with_it_and_no_error_comes_of_that(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "page_size: 1\n").article("deux", body="[x](/sport/) [y](/authors/zoe/) [z](/tags/vu/)\n")
    room.write("content/articles/lettre.pdf", "x")
    for name, category in (("a", "culture"), ("b", "Monde/Asie"), ("c", "Asie"), ("d", "Afrique/Asie")):
        fields: dict[str, Any] = {"author": "Zoé", "tags": ["vu"], "aliases": [f"/vieux-{name}/"]}
        body = "[Lettre](lettre.pdf)\n"
        room.article(name, category=category, date="2025-02-01", expires=FIRST, body=body, **fields)
    links: tuple[str, ...] = (
        "/culture/",
        "/culture/a/",
        "/2025/02/",
        "/2025/",
        "/vieux-a/",
        "/media/articles/lettre.pdf",
    )
    links = (*links, "/sitemaps/2025-02.xml", "/authors/zoe/", "/tags/vu/")
    room.article("trois", body=" ".join(f"[x]({link})" for link in links) + "\n")
    room.write("content/fronts/home.yaml", "blocks: [{category: culture}, {category: Asie}]\nlead: a\n")
    room.write("content/fronts/asie.yaml", "lead: c\n").write("content/fronts/afrique/asie.yaml", "lead: d\n")
    room.write("content/redirects.yaml", "redirects: [{from: /r/, to: /culture/}, {from: /s/, to: a}]\n")
    room.built()
    room.now = seconds(f"{FIRST}:00+01:00")
    report = room.built()
    assert report.faults
    assert {each.fault.severity for each in report.faults} == {"warning"}
    assert room.public() == room.clean(tmp_path / "clean")


def test_an_ambiguous_name_is_no_error_where_names_come_and_go_with_articles(tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("a", category="monde/asie").article("b", category="afrique/asie", date=FIRST)
    room.write("content/fronts/home.yaml", "blocks: [{category: asie}]\n")
    room.built()
    room.now = seconds(f"{FIRST}:00+01:00")
    assert codes(room.built()) == ["content/fronts/home.yaml:1:21 ambiguous-category"]


def test_what_is_foreign_and_will_be_in_the_way_is_named_today(tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("deux", date=LATE).write("public/2027", "x").write("public/a/lisez.txt", "x")
    assert errors(room) == ["public/2027:1:1 this is not newsgen's, and stands where it will have to write"]
    room.delete("public/2027").built()
    room.now = seconds(f"{LATE}:00+01:00")
    room.built()


def test_a_picture_that_cannot_be_decoded_is_found_before_it_is_shown(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "pictures: {widths: [20]}\n")
    whole = picture(400, 300)
    start = whole.index(b"IDAT") + 10
    room.write("content/articles/p.png", whole[:start] + bytes(20) + whole[start + 20 :])  # only decoding tells
    room.article("deux", date=LATE, image={"src": "p.png", "alt": "une mer"})
    [told] = errors(room)
    assert told.startswith("content/articles/p.png:1:1 this picture cannot be shown")
    room.write("content/articles/p.png", whole).built()
    assert not [path for path in room.public() if path.startswith("media/")]
    kept = sorted((room.root / ".newsgen/pictures").iterdir())
    assert kept
    room.now = seconds(f"{LATE}:00+01:00")
    room.built()
    assert sorted((room.root / ".newsgen/pictures").iterdir()) == kept
    assert [path for path in room.public() if path.startswith("media/")]


ABSENT: Mapping[str, tuple[Mapping[str, Mapping[str, Any]], Mapping[str, str], str]] = {
    "a link to what comes later": (
        {"a": {"date": FIRST, "body": "[b](b.md)\n"}, "b": {"date": LATE}},
        {},
        "content/articles/a.md:6:5 “content/articles/b.md” is not published (it is dated",
    ),
    "a link to what expires": (
        {"a": {"body": "[b](b.md)\n"}, "b": {"expires": FIRST}},
        {},
        "content/articles/a.md:6:5 from 1 December, 11:00 on, “content/articles/b.md” is not published",
    ),
    "a list that goes": (
        {"a": {"body": "[b](/culture/)\n"}, "b": {"category": "culture", "expires": FIRST}},
        {},
        "content/articles/a.md:6:5 from 1 December, 11:00 on, there is no page at “/culture/” now",
    ),
    "a pin that stands above another": (
        {"a": {}, "b": {}},
        {"fronts/home.yaml": f"lead: {{article: a, until: {FIRST}}}\nfeatured: [a, a]\n"},
        "content/fronts/home.yaml:2:15 from 1 December, 11:00 on, “a” is pinned above already",
    ),
    "a redirect": (
        {"a": {}, "b": {"expires": FIRST}},
        {"redirects.yaml": "redirects: [{from: /z/, to: b}]\n"},
        "content/redirects.yaml:1:29 from 1 December, 11:00 on, “content/articles/b.md” is not published",
    ),
}


@pytest.mark.parametrize("kind", ABSENT)
def test_where_an_absence_is_made_an_error_one_to_come_is_an_error_today(tmp_path: Path, kind: str) -> None:
    articles, others, message = ABSENT[kind]
    room = newsroom(tmp_path)
    for name, fields in articles.items():
        room.article(name, **fields)
    for path, content in others.items():
        room.write(f"content/{path}", content)
    room.built()
    room.replace("newsgen.yaml", "timezone", "severity: {not-published: error, pinned-twice: error}\ntimezone")
    [told] = errors(room)
    assert told.startswith(message)
    room.now = seconds(f"{FIRST}:00+01:00")
    assert errors(room)


def test_no_error_is_made_of_a_banner_or_a_pin_whose_time_it_is_not(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "severity: {not-published: error}\n").article("b", date=FIRST).article("c", expires=EARLY)
    banner = f"banner: {{text: A, from: {FIRST}, until: {LATE}, link: b}}\n"
    room.write("content/fronts/home.yaml", f"{banner}lead: {{article: c, until: {EARLY}}}\n").built()
    for moment in (f"{EARLY}T00:00", FIRST, LATE):
        room.now = seconds(f"{moment}:00+01:00")
        room.built()


@pytest.mark.parametrize("name", ["asie", "culture"])
def test_a_template_may_ask_for_a_category_that_comes_and_goes(tmp_path: Path, name: str) -> None:
    room = newsroom(tmp_path).write("templates/404.html", f"{{{{ site.section('{name}', 3) | length }}}}")
    room.article("a", category="monde/asie", date=FIRST, expires=LATE).article("b", category="culture", expires=FIRST)
    room.article("c", category="afrique/asie", date=FIRST)
    counts = []
    for moment in (NOON, seconds(f"{FIRST}:00+01:00"), seconds(f"{LATE}:00+01:00")):
        room.now = moment
        room.built()
        counts.append(room.page("404.html"))
    assert counts == (["0", "2", "1"] if name == "asie" else ["1", "0", "0"])
    room.write("templates/404.html", "{{ site.section('azie', 3) | length }}")
    assert errors(room)[0].startswith("templates/404.html:1:18 there is no category “azie”")


def test_a_banner_to_come_is_rehearsed_too(tmp_path: Path) -> None:
    banner = f"banner: {{text: Direct, from: {FIRST}, until: {LATE}, link: '/sport/demain/#fin'}}\n"
    room = newsroom(tmp_path).article("demain", date=FIRST).write("content/fronts/home.yaml", banner)
    assert errors(room) == [
        "content/fronts/home.yaml:1:79 from 1 December, 11:00 on, there is no anchor “#fin” in that text"
    ]


def test_a_site_to_which_nothing_comes_is_planned_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planned: list[int] = []

    def count(*arguments: Any, **named: Any) -> Any:
        planned.append(arguments[2])
        return make_site(*arguments, **named)

    monkeypatch.setattr("newsgen.plan.planned.make_site", count)
    room = (
        newsroom(tmp_path)
        .article("vieux", date="2025-01-01", expires=FIRST)
        .article("brouillon", draft=True, date=LATE)
    )
    room.built()
    assert planned == [NOON]
    for day in range(1, 10):
        room.article(f"n{day}", date=f"2026-12-0{day}")
    room.built()
    assert planned == [NOON, NOON, seconds("2026-12-01T00:00:00+01:00")]


# --- the property ---------------------------------------------------------------------------------------------------

MOMENTS = ("2026-01-05", "2026-12-01T11:00", "2026-12-24", "2027-01-02T06:00", "2027-02-03")
CLOCKS = tuple(seconds(f"{each}{'T00:00' if len(each) == 10 else ''}:00+01:00") for each in MOMENTS)
moments = st.sampled_from(MOMENTS)
maybe = st.none() | moments
LINKS = (
    *("deux.md#fin", "/sport/un/#fin", "/sport/", "/culture/", "/monde/asie/", "/2027/", "/2026/12/", "/tags/neuf/"),
    *("/authors/zoe/", "/sport/page/1/", "/vieux/", "/a/", "trois.md", "/media/articles/lettre.pdf", "lettre.pdf"),
    *("/sitemaps/2027-01.xml", "/sport/x/#la-fin", "/images/p.png"),
    *("/corrections/", "/corrections.xml", "/corrections/page/1/"),
)
articles = st.fixed_dictionaries(
    {
        "category": st.sampled_from(("sport", "sport", "culture", "monde/asie", "afrique/asie", "asie")),
        "date": moments,
        "embargo": maybe,
        "expires": maybe,
        "withdrawn": st.none() | st.none() | moments,
        "corrections": st.lists(moments, max_size=2),
        "author": st.sampled_from(("Zoé", "Ana")),
        "tags": st.sampled_from(([], ["neuf"], ["vu", "neuf"])),
        "slug": st.sampled_from((None, None, None, "x", "un")),
        "aliases": st.sampled_from(([], [], [], ["/vieux/"], ["/sport/x/"], ["/2027/"], ["/a"])),
        "draft": st.sampled_from((False, False, False, True)),
        "body": st.sampled_from(("Rien.\n", "## La fin\n", *(f"Un [lien]({link}).\n" for link in LINKS))),
    }
)
OTHERS: Mapping[str, Sequence[str | bytes | None]] = {
    "content/pages/2027.md": (None, None, None, "---\ntitle: An\n---\n"),
    "content/pages/corrections.md": (
        None,
        None,
        None,
        None,
        "---\ntitle: Nos erreurs\n---\n[x](/corrections/page/1/)\n",
    ),
    "content/pages/culture.md": (None, None, None, "---\ntitle: An\n---\n[x](/tags/neuf/)\n"),
    "content/fronts/home.yaml": (
        None,
        "lead: un\nblocks: [{category: asie}, {category: culture}]\n",
        "lead: {article: trois, until: 2026-12-24}\nexclude: asie\n",
        "banner: {text: A, from: 2026-12-01T11:00, until: 2027-01-02T06:00, link: '/sport/un/#la-fin'}\n",
        "banner: {text: A, from: 2026-12-24, until: 2027-02-03, link: un}\n",
    ),
    "content/fronts/asie.yaml": (None, "lead: deux\n"),
    "content/fronts/monde/asie.yaml": (None, "lead: deux\n"),
    "content/redirects.yaml": (
        None,
        None,
        "redirects: [{from: /a/, to: un}]\n",
        "redirects: [{from: /tags/neuf/, to: /a/}, {from: /a/, to: /2027/}]\n",
        "redirects: [{from: /sport/page/1/, to: deux}]\n",
        "redirects: [{from: /a/, to: deux}, {from: /sport/un/, to: /a/}]\n",
    ),
    "static/2027": (None, None, None, None, "x"),
    "static/sport/x": (None, None, None, None, "x"),
    "static/tags/neuf/index.html": (None, None, None, "x"),
    "newsgen.yaml": (
        "title: T\nurl: https://test.example\npage_size: 1\n",
        "title: T\nurl: https://t.fr/b\ntheme: {menus: {footer: [{category: asie}, {url: /tags/vu/, title: C}]}}\n",
        "title: T\nurl: https://t.fr\nseverity: {not-published: error, pinned-twice: error, unknown-category: error}\n",
        "title: T\nurl: https://test.example\npage_size: 2\npermalinks: {article: '/{year}/{month}/{slug}/'}\n",
    ),
}
sites = st.tuples(
    st.fixed_dictionaries(dict.fromkeys(("un", "deux", "trois"), articles), optional={"quatre": articles}),
    st.fixed_dictionaries({path: st.sampled_from(choices) for path, choices in OTHERS.items()}),
)


def faults_at(opened: Opened, now: int) -> Iterator[Fault]:
    found = plan_opened(replace(opened, request=replace(opened.request, now=now))).plan.faults
    yield from opened.settings.severities.judge(found)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(site=sites, now=st.sampled_from((NOON - 300 * 86_400, *CLOCKS)))
def test_a_site_without_errors_has_none_at_any_instant_that_is_announced(
    tmp_path_factory: pytest.TempPathFactory, site: tuple[dict[str, dict[str, Any]], dict[str, Any]], now: int
) -> None:
    room = Newsroom(tmp_path_factory.mktemp("site"))
    room.write("content/articles/lettre.pdf", "x").write("static/images/p.png", picture())
    for name, fields in site[0].items():
        given_fields = {field: value for field, value in fields.items() if value is not None and field != "body"}
        given_fields["corrections"] = [{"date": each, "text": "Dix."} for each in fields["corrections"]]
        gone = given_fields.pop("withdrawn", "")
        if gone >= max(fields["date"], fields["embargo"] or ""):
            given_fields["withdrawn"] = {"date": gone, "reason": "Faux."}
        room.article(name, body=fields["body"], **given_fields)
    for path, content in site[1].items():
        if content is not None:
            room.write(path, content)
    request = replace(room.request, now=now)
    folders, read, _ = open_site(request)
    assert read is not None
    with open_store(folders) as store:
        opened = read_site(request, folders, read, store)
        now_told = list(faults_at(opened, now))
        later = [
            (at, list(faults_at(opened, at))) for at in (each + by for each in CLOCKS for by in (-1, 0)) if at > now
        ]
    if has_errors(now_told):
        announced = [each for each in now_told if each.message.startswith("from ")]
        assert not announced or any(has_errors(told) for _, told in later)
    else:
        assert not [(at, [each for each in told if has_errors([each])]) for at, told in later if has_errors(told)]
