"""What may stand in addresses: ASCII, letters of every script, or whatever an editor gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unicodedata import is_normalized

import pytest
from hypothesis import given, strategies as st

from newsgen.model.slugs import Slugs
from newsroom import SETTINGS, Newsroom, codes

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

TEXT = "content/articles/vote.md"


def newsroom(root: Path, style: str, **matter: Any) -> Newsroom:
    """Make a site with one article."""
    room = Newsroom(root, f"{SETTINGS}slugs: {style}\n")
    room.article("vote", **matter)
    return room


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("L’été à Kyōto", "l-été-à-kyōto"),
        ("L'e\u0301te\u0301", "l-été"),
        ("Œuvre & Cie : 100 %", "œuvre-et-cie-100-pour-cent"),
        ("東京の夏", "東京の夏"),
        ("हिन्दी समाचार", "हिन्दी-समाचार"),
        ("الميناء يستيقظ", "الميناء-يستيقظ"),
        ("می\u200cخواهم", "می-خواهم"),
        ("ΟΔΟΣ Σ.", "οδος-σ"),
        ("co\u00adop ❤\ufe0f 1\ufe0f\u20e3", "coop-1"),
        ("?!", ""),
        ("finale", "finale"),
    ],
)
def test_letters_of_every_script_stay_in_a_unicode_slug(title: str, slug: str) -> None:
    assert Slugs("fr", "unicode").make(title) == slug


@given(st.text(max_size=300))
def test_a_unicode_slug_is_its_own_slug_in_nfc_and_no_longer_than_a_name_may_be(text: str) -> None:
    slugs = Slugs("fr", "unicode")
    slug = slugs.make(text)
    assert slugs.make(slug) == slug
    assert is_normalized("NFC", slug)
    assert len(slug.encode()) <= 200


def test_a_unicode_address_is_encoded_wherever_it_is_printed_and_decoded_on_the_disk(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "site", "unicode", title="L’été", category="Économie", tags=["Été"], author="Zoé")
    room.article("autre", "[x](article:l-été) [y](/économie/l-été/) [z](vote.md)\n", title="Autre", category="Économie")
    assert codes(room.built()) == []
    url = "/%C3%A9conomie/l-%C3%A9t%C3%A9/"
    page = room.page("économie/l-été/index.html")
    assert f'<link rel="canonical" href="https://test.example{url}">' in page
    assert f'"@id":"https://test.example{url}"' in page
    assert 'href="/tags/%C3%A9t%C3%A9/"' in page
    assert 'href="/authors/zo%C3%A9/"' in page
    assert room.page("économie/autre/index.html").count(f'<a href="{url}">') >= 3
    assert f"<loc>https://test.example{url}</loc>" in room.page("sitemaps/2026-03.xml")
    assert f'href="https://test.example{url}"' in room.page("atom.xml")
    assert "<id>tag:test.example,2026-03-01:vote</id>" in room.page("atom.xml")
    assert {"tags/été/index.html", "authors/zoé/index.html", "économie/index.html"} <= room.public().keys()
    assert room.clean(tmp_path / "clean") == room.public()


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ("Le_Vote-2.0", "sport/Le_Vote-2.0/index.html"),
        ("élection", "sport/élection/index.html"),
        ("%C3%A9lection", "sport/élection/index.html"),
        ("12345", "sport/12345/index.html"),
        (None, "sport/l-ete-a-2-0/index.html"),
    ],
)
def test_a_slug_as_given_stays_and_others_are_made_in_ascii(tmp_path: Path, given: str | None, path: str) -> None:
    matter: dict[str, Any] = {"slug": given} if given else {}
    room = newsroom(tmp_path / "site", "as-given", title="L’été à 2.0", **matter)
    assert codes(room.built()) == []
    assert path in room.public()
    assert room.clean(tmp_path / "clean") == room.public()


@pytest.mark.parametrize(
    ("style", "given", "message", "way_out"),
    [
        ("as-given", "../x", "a slug is one part of an address and has no /", "write what stands behind the last /"),
        ("as-given", "..", "“.” and “..” name no place of a site", "write the whole path without them: /sport/rugby/"),
        ("as-given", "a b", "it has no spaces, quotation marks, ?, # and \\", "write a hyphen instead"),
        ("as-given", "a.", "“a.” has a space at its end, or a dot: Windows and some hosts cut them off", "take it out"),
        ("as-given", ".htaccess", "“.htaccess” begins with a dot: servers hide such names", "write it without the dot"),
        ("as-given", "Con", "Windows keeps the name “Con” for a device", "write another one"),
        ("as-given", "a%2Fb", "“%2F” is a / within a name", "no file can have it in its name"),
        ("as-given", "index.html", "it is the name of a folder’s own page", "write another one"),
        ("unicode", "L’Été", "lower-case letters of any script, digits and hyphens only", "write it as l-été"),
        ("unicode", "%C3%A9t%C3%A9", "lower-case letters of any script, digits and hyphens only", "write it as été"),
        ("ascii", "%C3%A9t%C3%A9", "lower-case letters, digits and hyphens only", "write it as ete"),
    ],
)
def test_a_slug_that_is_none_is_refused_where_it_is_written(
    tmp_path: Path, style: str, given: str, message: str, way_out: str
) -> None:
    report = newsroom(tmp_path, style, slug=given).build()
    assert codes(report) == [f"{TEXT}:5:7 bad-slug"]
    fault = report.faults[0].fault
    assert (fault.message, fault.help) == (f"“{given}” is not a slug: {message}", way_out)


def test_categories_authors_and_pages_take_their_slugs_as_given_too(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "as-given", category="Économie", author="zoe")
    room.write("content/categories/eco.md", "---\ntitle: Économie\nslug: Éco.Nomie\n---\n")
    room.write("content/authors/zoe.md", "---\nname: Zoé\nslug: Zoé_B\n---\n")
    room.write("content/pages/contact.md", "---\ntitle: Contact\nslug: Contact.aspx\n---\n")
    assert codes(room.built()) == []
    paths = {"Éco.Nomie/index.html", "Éco.Nomie/vote/index.html", "authors/Zoé_B/index.html", "Contact.aspx/index.html"}
    assert paths <= room.public().keys()
    room.article("deux", category="Éco.Nomie")
    assert codes(room.built()) == []


def test_slugs_that_differ_by_case_only_are_one_address(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "as-given", slug="Vote").article("deux", slug="vote", date="2026-02-01")
    assert codes(room.build()) == [f"{TEXT}:5:7 same-address"]


def test_another_style_moves_every_address_and_leaves_no_old_page(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "site", "ascii", title="L’été")
    room.built()
    room.replace("newsgen.yaml", "slugs: ascii", "slugs: unicode").built()
    assert "sport/l-été/index.html" in room.public()
    assert "sport/l-ete/index.html" not in room.public()
    assert room.clean(tmp_path / "clean") == room.public()


def test_another_word_than_the_three_is_refused(tmp_path: Path) -> None:
    assert codes(newsroom(tmp_path, "utf8").build()) == ["newsgen.yaml:5:8 bad-value"]
