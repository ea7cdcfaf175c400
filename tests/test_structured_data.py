"""What pages say of themselves to machines: every kind of page, as whole values, and nothing of what is not live."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, strategies as st

from newsgen.base.digest import Digest
from newsgen.model.front_matter import Genre
from newsgen.model.settings import Settings
from newsgen.pages.views import (
    ArticleDetail,
    ArticleView,
    AuthorCard,
    Correction,
    Head,
    Link,
    Picture,
    Text,
    VideoLink,
)
from newsgen.render.environment import config_of
from newsgen.render.structured.articles import TYPES
from newsgen.render.structured.newspaper import Newspaper
from newsgen.render.structured.script import structured_data
from newsroom import SETTINGS, Newsroom, codes, picture

pytestmark = pytest.mark.usefixtures("theme_once")

SITE = "https://test.example"
ORGANIZATION: dict[str, Any] = {
    "@type": "NewsMediaOrganization",
    "@id": f"{SITE}/#journal",
    "name": "Le Test",
    "url": f"{SITE}/",
}
PART_OF = {"@type": "WebSite", "@id": f"{SITE}/#site", "name": "Le Test", "url": f"{SITE}/"}
NEWSPAPER = Newspaper(config_of(Settings("Le Test", SITE)))
EMBARGO = 1_780_300_000
"""An instant after the end of the embargo."""
_SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def things(room: Newsroom, path: str) -> list[Any]:
    """Give all that a page says."""
    found = [json.loads(each) for each in _SCRIPT.findall(room.page(path))]
    assert [each["@context"] for each in found] == ["https://schema.org"]
    graph: list[Any] = found[0]["@graph"]
    return graph


def trail(*names: tuple[str, str | None]) -> dict[str, Any]:
    """Give the way to a page, of names and addresses."""
    items = [
        {"@type": "ListItem", "name": name, "position": place} | ({"item": f"{SITE}{path}"} if path else {})
        for place, (name, path) in enumerate(names, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def items(*names: tuple[str, str]) -> dict[str, Any]:
    """Give a list of articles, of headlines and addresses."""
    listed = [
        {"@type": "ListItem", "name": name, "url": f"{SITE}{path}", "position": place}
        for place, (name, path) in enumerate(names, 1)
    ]
    return {"@type": "ItemList", "itemListElement": listed}


def page(kind: str, path: str, name: str, **more: Any) -> dict[str, Any]:
    """Give what a page says that is about nothing else."""
    head = {"@type": kind, "@id": f"{SITE}{path}", "name": name, "url": f"{SITE}{path}"}
    said = {key: value for key, value in more.items() if key == "description"}
    rest = {key: value for key, value in more.items() if key != "description"}
    changed = {key: rest.pop(key) for key in ("dateModified",) if key in rest}
    return head | said | {"inLanguage": "fr"} | changed | {"isPartOf": PART_OF} | rest


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A newspaper with two articles, an author with a page, and a third article that is to come."""
    newsroom = Newsroom(tmp_path, f"{SETTINGS}description: Un essai.\n")
    newsroom.write("static/a.png", picture(600, 400)).write("static/b.png", picture(600, 400, 1))
    newsroom.write("content/categories/sport.md", "---\ntitle: Sport\n---\n")
    newsroom.write(
        "content/authors/ana.md",
        "---\nname: Ana\nrole: cheffe\nphoto: {src: /a.png, alt: Ana}\n"
        "links: [{title: Carnet, url: 'https://carnet.example/?a=1&b=2'}]\n---\n",
    )
    newsroom.write("content/authors/zoe.md", "---\nname: Zoé\n---\n")
    newsroom.article("un", "Un deux trois quatre.\n", author=["ana", "avec AFP"], tags=["Mer", "Île"])
    newsroom.article("deux", date="2026-03-02T08:00", summary="Chapeau.")
    return newsroom.article("secret", title="Très secret", author="zoe", embargo="2026-06-01", tags=["mystère"])


ANA = {
    "@type": "Person",
    "@id": f"{SITE}/authors/ana/#author",
    "name": "Ana",
    "url": f"{SITE}/authors/ana/",
    "jobTitle": "cheffe",
    "sameAs": ["https://carnet.example/?a=1&b=2"],
}
UN: dict[str, Any] = {
    "@id": f"{SITE}/sport/un/#article",
    "@type": "NewsArticle",
    "headline": "Un",
    "url": f"{SITE}/sport/un/",
    "datePublished": "2026-03-01T08:00:00+01:00",
    "dateModified": "2026-03-01T08:00:00+01:00",
    "author": [ANA],
    "publisher": ORGANIZATION,
    "articleSection": "Sport",
    "keywords": ["Mer", "Île"],
    "wordCount": 4,
    "inLanguage": "fr",
    "mainEntityOfPage": {"@type": "WebPage", "@id": f"{SITE}/sport/un/"},
}


def test_an_article_says_what_it_is_who_wrote_it_and_where_it_stands(room: Newsroom) -> None:
    room.built()
    way = trail(("Accueil", "/"), ("Sport", "/sport/"), ("Un", None))
    assert things(room, "sport/un/index.html") == [UN, way]


def test_an_article_says_what_it_shows_and_what_was_put_right(room: Newsroom) -> None:
    room.article(
        "un",
        "Un deux trois quatre.\n",
        updated="2026-03-04",
        summary="Un chapeau.",
        image={"src": "/a.png", "alt": "une mer", "caption": "La mer", "credit": "Ana"},
        video={"url": "https://youtu.be/dQw4w9WgXcQ", "title": "Le film", "poster": "/b.png", "duration": "PT2M10S"},
        corrections=[{"date": "2026-03-03", "text": "Onze, et non dix."}],
    ).built()
    article, _ = things(room, "sport/un/index.html")
    shown = {
        "description": "Un chapeau.",
        "dateModified": "2026-03-04T00:00:00+01:00",
        "author": {"@id": f"{SITE}/#journal"},
        "image": [
            {
                "@type": "ImageObject",
                "url": f"{SITE}/a.png",
                "contentUrl": f"{SITE}/a.png",
                "width": 600,
                "height": 400,
                "caption": "La mer",
                "creditText": "Ana",
            }
        ],
        "video": {
            "@type": "VideoObject",
            "name": "Le film",
            "description": "Un chapeau.",
            "thumbnailUrl": f"{SITE}/b.png",
            "uploadDate": "2026-03-01T08:00:00+01:00",
            "duration": "PT2M10S",
            "embedUrl": "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1",
        },
        "correction": [
            {
                "@type": "CorrectionComment",
                "name": "Correction",
                "text": "Onze, et non dix.",
                "datePublished": "2026-03-03T00:00:00+01:00",
            }
        ],
    }
    assert article == {key: value for key, value in UN.items() if key != "keywords"} | shown


@pytest.mark.parametrize("genre", get_args(Genre))
def test_a_genre_that_schema_org_knows_is_named_beside_the_wide_type(room: Newsroom, genre: str) -> None:
    room.article("un", genre=genre).built()
    wanted = ["NewsArticle", TYPES[genre]] if genre in TYPES else "NewsArticle"
    assert things(room, "sport/un/index.html")[0]["@type"] == wanted


def test_the_front_page_says_whose_it_is_and_what_it_shows(room: Newsroom) -> None:
    room.built()
    assert things(room, "index.html") == [
        ORGANIZATION,
        PART_OF | {"description": "Un essai.", "inLanguage": "fr", "publisher": {"@id": f"{SITE}/#journal"}},
        page("CollectionPage", "/", "Le Test", description="Un essai.")
        | {"mainEntity": items(("Deux", "/sport/deux/"), ("Un", "/sport/un/"))},
    ]


def test_the_front_page_tells_who_publishes_it_and_where_the_policies_are(room: Newsroom) -> None:
    room.write("content/pages/charte.md", "---\ntitle: Charte\nslug: notre-charte\n---\n## Erreurs\n\nUn.\n")
    room.write(
        "newsgen.yaml",
        f"{SETTINGS}publisher:\n  legal_name: SCIC Le Test\n  founded: 1887-03-01\n  contact: /notre-charte/\n"
        "  telephone: '+33 2 99 00 00 00'\n  ethics_policy: charte.md\n  masthead: /authors/\n"
        "  corrections_policy: /notre-charte/#erreurs\n  ownership_funding_info: https://comptes.example/?a=1&b=2\n"
        "theme:\n  socials: {title: Mastodon, url: 'https://social.example/@test'}\n",
    )
    room.built()
    assert things(room, "index.html")[0] == ORGANIZATION | {
        "legalName": "SCIC Le Test",
        "foundingDate": "1887-03-01",
        "contactPoint": {
            "@type": "ContactPoint",
            "url": f"{SITE}/notre-charte/",
            "contactType": "newsroom",
            "telephone": "+33 2 99 00 00 00",
        },
        "sameAs": ["https://social.example/@test"],
        "ethicsPolicy": f"{SITE}/notre-charte/",
        "correctionsPolicy": f"{SITE}/notre-charte/#erreurs",
        "ownershipFundingInfo": "https://comptes.example/?a=1&b=2",
        "masthead": f"{SITE}/authors/",
    }
    assert things(room, "sport/un/index.html")[0]["publisher"] == ORGANIZATION
    room.replace("content/pages/charte.md", "notre-charte", "la-charte")
    room.replace("newsgen.yaml", "/notre-charte/", "/la-charte/")
    room.built()
    assert things(room, "index.html")[0]["ethicsPolicy"] == f"{SITE}/la-charte/"


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("ethics_policy: chartes", "newsgen.yaml:6:18 unknown-reference"),
        ("ethics_policy: /chartes/", "newsgen.yaml:6:18 dead-link"),
        ("ethics_policy: /charte/#rien", "newsgen.yaml:6:18 dead-anchor"),
        ("ethics_policy: brouillon", "newsgen.yaml:6:18 not-published"),
        ("founded: 1887-13", "newsgen.yaml:6:12 bad-value"),
        ("founded: jadis", "newsgen.yaml:6:12 bad-value"),
        ("ethicsPolicy: charte", "newsgen.yaml:6:3 unknown-field"),
    ],
)
def test_what_a_publisher_names_and_is_not_there_is_a_fault_at_its_place(
    room: Newsroom, given: str, found: str
) -> None:
    room.write("content/pages/charte.md", "---\ntitle: Charte\n---\n## Erreurs\n\nUn.\n")
    room.write("content/pages/brouillon.md", "---\ntitle: Brouillon\ndraft: true\n---\nUn.\n")
    room.write("newsgen.yaml", f"{SETTINGS}publisher:\n  {given}\n")
    assert codes(room.build()) == [found]


def test_a_list_says_which_articles_it_shows(room: Newsroom) -> None:
    room.built()
    both = {"mainEntity": items(("Deux", "/sport/deux/"), ("Un", "/sport/un/"))}
    sport = [page("CollectionPage", "/sport/", "Sport") | both, trail(("Accueil", "/"), ("Sport", None))]
    assert things(room, "sport/index.html") == sport
    tag = page("CollectionPage", "/tags/mer/", "Mer") | {"mainEntity": items(("Un", "/sport/un/"))}
    assert things(room, "tags/mer/index.html")[0] == tag
    month = page("CollectionPage", "/2026/03/", "Mars 2026") | both
    assert things(room, "2026/03/index.html")[0] == month


def test_a_section_with_a_front_lists_its_stories_in_the_order_of_the_page(room: Newsroom) -> None:
    room.article("trois", date="2026-02-01").write("content/fronts/sport.yaml", "lead: un\nfeatured: [trois]\n").built()
    listed = things(room, "sport/index.html")[0]["mainEntity"]
    assert listed == items(("Un", "/sport/un/"), ("Trois", "/sport/trois/"), ("Deux", "/sport/deux/"))


def test_an_author_has_a_profile_and_older_pages_are_lists(room: Newsroom) -> None:
    room.article("zero", date="2026-02-01", author="ana").replace("newsgen.yaml", "language", "page_size: 1\nlanguage")
    room.built()
    photo = {"@type": "ImageObject", "url": f"{SITE}/a.png", "contentUrl": f"{SITE}/a.png", "width": 600, "height": 400}
    person = ANA | {"image": photo, "worksFor": ORGANIZATION}
    part = {
        "@type": "NewsArticle",
        "headline": "Un",
        "url": f"{SITE}/sport/un/",
        "datePublished": "2026-03-01T08:00:00+01:00",
    }
    assert things(room, "authors/ana/index.html") == [
        page("ProfilePage", "/authors/ana/", "Ana", description="Ana, cheffe")
        | {"mainEntity": person, "hasPart": [part]},
        trail(("Accueil", "/"), ("Toutes les signatures", "/authors/"), ("Ana", None)),
    ]
    older = things(room, "authors/ana/page/1/index.html")[0]
    assert older == page("CollectionPage", "/authors/ana/page/1/", "Ana, page 1") | {
        "mainEntity": items(("Zero", "/sport/zero/"))
    }


def test_other_pages_say_where_they_stand_and_those_that_are_not_to_be_found_say_nothing(room: Newsroom) -> None:
    room.write("content/pages/contact.md", "---\ntitle: Contact\nsummary: Écrire\nupdated: 2026-03-05\n---\nUn.\n")
    room.article("un", withdrawn={"date": "2026-03-05", "reason": "Faux."}).built()
    assert things(room, "contact/index.html") == [
        page("WebPage", "/contact/", "Contact", description="Écrire", dateModified="2026-03-05T00:00:00+01:00"),
        trail(("Accueil", "/"), ("Contact", None)),
    ]
    assert things(room, "tags/index.html")[0] == page("CollectionPage", "/tags/", "Tous les sujets")
    for path in ("404.html", "sport/un/index.html"):
        assert "ld+json" not in room.page(path)


def test_nothing_that_is_to_come_is_told(room: Newsroom) -> None:
    room.built()
    pages = [path for path in room.public() if path.endswith(".html") and "ld+json" in room.page(path)]
    told = {path: json.dumps(things(room, path)) for path in pages}
    assert len(told) > 10
    assert [path for path, each in told.items() if re.search("secr|myst|zoe", each)] == ["authors/zoe/index.html"]
    profile = things(room, "authors/zoe/index.html")[0]
    assert (profile["mainEntity"]["name"], profile["url"], "hasPart" in profile) == (
        "Zoé",
        f"{SITE}/authors/zoe/",
        False,
    )
    room.now = EMBARGO
    room.built()
    assert things(room, "authors/zoe/index.html")[0]["hasPart"][0]["headline"] == "Très secret"


TEXTS = st.text(st.characters(codec="utf-8")) | st.sampled_from(
    ("</script>", "<!--<script>", "]]>", "\u2028", "\u2029", "&lt;/script&gt;", "\\", '"', "\0", "\ufeff", "\U0001f5de")
)


@given(st.lists(TEXTS, min_size=7, max_size=7))
def test_whatever_an_article_says_is_read_back_as_it_was(texts: Sequence[str]) -> None:
    title, summary, tag, name, role, caption, correction = texts
    picture_of_it = Picture("/a.png", caption=caption, credit=name)
    card = AuthorCard(name, "/authors/ana/", role, links=(Link(title, f"https://a.example/{title}"),))
    article = ArticleDetail(
        title=title,
        url="/sport/un/",
        date="2026-03-01T08:00:00+01:00",
        updated=None,
        summary=summary,
        kicker=None,
        section=Link(tag, "/sport/"),
        categories=(),
        byline=(),
        authors=(card,),
        tags=(Link(tag, "/tags/mer/"),),
        image=picture_of_it,
        video=VideoLink("https://video.example/1", caption, picture_of_it),
        body=Text(Digest(b"")),
        words=4,
        minutes=1,
        related=(),
        previous=None,
        next=None,
        views=None,
        comments=None,
        corrections=(Correction("2026-03-03T00:00:00+01:00", correction, "correction"),),
        extra={},
    )
    head = Head("article", title, "/sport/un/", summary, (Link(tag, "/sport/"),))
    script = structured_data(ArticleView(head, article), NEWSPAPER)
    reader = _Reader()
    reader.feed(f"<head>{script}<p>after</p></head>")
    assert reader.after == ["after"]
    said, way = json.loads("".join(reader.data))["@graph"]
    assert not set("<>&\u2028\u2029") & set("".join(reader.data))
    assert (said["headline"], said.get("description"), said["keywords"], said["articleSection"]) == (
        title,
        summary,
        [tag],
        tag,
    )
    author, image = said["author"][0], said["image"][0]
    assert (author["name"], author["jobTitle"], author["sameAs"]) == (name, role, [f"https://a.example/{title}"])
    assert (image["caption"], image["creditText"]) == (caption, name)
    assert said["correction"][0]["text"] == correction
    assert way["itemListElement"][-1]["name"] == title


class _Reader(HTMLParser):
    """Reads the text of a script, and of what follows it."""

    def __init__(self) -> None:
        super().__init__()
        self.data: list[str] = []
        self.after: list[str] = []

    def handle_data(self, data: str) -> None:
        (self.data if self.lasttag == "script" else self.after).append(data)


def test_a_template_of_a_site_may_say_more_or_nothing(room: Newsroom) -> None:
    more = '{% extends "list.html" %}{% block structured %}{{ super() }}<meta name="more">{% endblock %}'
    room.write("templates/tag.html", more)
    room.write("templates/month.html", '{% extends "list.html" %}{% block structured %}{% endblock %}').built()
    assert '</script>\n<meta name="more">' in room.page("tags/mer/index.html")
    assert "ld+json" not in room.page("2026/03/index.html")


def test_what_still_includes_the_partials_of_old_is_told_what_took_their_place(room: Newsroom) -> None:
    room.write("templates/tag.html", '{% include "partials/jsonld_breadcrumb.html" %}')
    report = room.build()
    assert codes(report) == ["templates/tag.html:1:13 template-error"]
    assert "{{ structured_data() }}" in report.faults[0].fault.message
    room.write("templates/partials/jsonld_breadcrumb.html", "x").built()
    report = room.build()
    assert codes(report) == ["templates/partials/jsonld_breadcrumb.html:1:1 given-up-template"]
