"""The law of addresses: one normal path for what people write, or the reason why it can be none; every file once."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, strategies as st
from msgspec.structs import replace

from newsgen.base import addresses
from newsgen.base.addresses import NoAddressError, decode, encode, file_of, flaw_of, folded, old_path, page_path
from newsgen.build import Report, build
from newsgen.build.explain import explain
from newsgen.output.writer import in_the_way
from newsgen.pages.kinds import ROBOTS, SEARCH
from newsgen.pages.needs import Needs
from newsgen.pages.page import Owner
from newsgen.pages.plugins import Plugin
from newsgen.pages.views import Head, PlainView, RobotsView
from newsgen.plan.part import Part
from newsgen.site.site import Site
from newsroom import NOON, SETTINGS, Newsroom, codes, picture

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

TEXT = "content/articles/vote.md"
NFD = "e\u0301"
NAME_IT = "name your host below “hosting:” in newsgen.yaml"


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    room = Newsroom(tmp_path / "site")
    room.write("templates/redirect.html", "{{ page.url }} > {{ target }}")
    return room.article("vote", title="Le vote").article("finale", title="La finale", date="2026-02-01")


def said(report: Report) -> list[str]:
    """Give what a build says: place, message, way out."""
    return [
        f"{each.fault.path}:{each.place.line}:{each.place.column} {each.fault.message} | {each.fault.help}"
        for each in report.faults
    ]


# The law


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("/vieux/", "/vieux/"),
        ("/vieux", "/vieux/"),
        ("/vieux.html", "/vieux.html"),
        ("/Vieux.HTM", "/Vieux.HTM"),
        ("/article.php", "/article.php/"),
        ("/v1.2", "/v1.2/"),
        ("/soci%C3%A9t%C3%A9/vieux/", "/société/vieux/"),
        ("/soci%c3%a9t%c3%a9/vieux", "/société/vieux/"),
        ("/socie%CC%81te%CC%81/", "/société/"),
        (f"/soci{NFD}t{NFD}/", "/société/"),
        ("/mon%20titre/", "/mon titre/"),
        ("/l%27%C3%A9t%C3%A9/", "/l'été/"),
        ("/50%25/", "/50%/"),
        ("/l'été/", "/l'été/"),
        ("/a%2Eb/", "/a.b/"),
        ("/sport/index.html", "/sport/"),
        ("/index.html", "/"),
        ("/", "/"),
        ("/東京/", "/東京/"),
        ("/.well-known/x/", "/.well-known/x/"),
        ("/a/_redirects/", "/a/_redirects/"),
        ("/contact/cname/", "/contact/cname/"),
    ],
)
def test_an_old_address_is_one_path_however_it_is_written(written: str, path: str) -> None:
    assert old_path(written) == path


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("vieux/", ""),
        ("/a b/", "there is a space in it"),
        ("/a\\b/", "“\\” stands in no address"),
        ("/a#b", "only browsers see what stands behind the #"),
        ("/a\u202eb/", "there is a control character in it"),
        ("//a/", "there is nothing between two of its /"),
        ("/a//b/", "there is nothing between two of its /"),
        ("/./a/", "“.” and “..” name no place of a site"),
        ("/a/../b/", "“.” and “..” name no place of a site"),
        ("/a/%2e%2e/b/", "“.” and “..” name no place of a site"),
        ("/a/%2E/", "“.” and “..” name no place of a site"),
        ("/a%2Fb/", "“%2F” is a / within a name"),
        ("/a%5cb/", "“%5c” is a \\ within a name"),
        ("/a%00/", "there is a control character in it"),
        ("/a%0D%0Ab/", "there is a control character in it"),
        ("/%zz/", "“%zz” encodes nothing"),
        ("/100%", "“%” encodes nothing"),
        ("/%E9t%E9/", "“%E9” is no letter in UTF-8, and no file could answer to another encoding"),
        ("/soci%25C3%25A9/", "it is encoded twice: “%C3” is left"),
        ("/a./", "“a.” has a space at its end, or a dot: Windows and some hosts cut them off"),
        ("/a%20/", "“a ” has a space at its end, or a dot: Windows and some hosts cut them off"),
        ("/a:b/", "“:” can be in no name of a file on Windows, and on many hosts"),
        ("/a%3Fb/", "“?” can be in no name of a file on Windows, and on many hosts"),
        ("/a%23b/", "“#” can be in no name of a file on Windows, and on many hosts"),
        ("/con/", "Windows keeps the name “con” for a device"),
        ("/a/NUL.html", "Windows keeps the name “NUL.html” for a device"),
        ("/.htaccess", "“.htaccess” begins with a dot: servers hide such names"),
        ("/a/%2Egit/", "“.git” begins with a dot: servers hide such names"),
        ("/a/.well-known/", "“.well-known” begins with a dot: servers hide such names"),
        ("/a/Web.config", "“Web.config” is what hosts take for their own configuration"),
        ("/_redirects", "“_redirects” is what hosts take for their own configuration"),
        ("/_headers/", "“_headers” is what hosts take for their own configuration"),
        ("/CNAME", "“CNAME” is what hosts take for their own configuration"),
    ],
)
def test_what_can_be_no_address_is_refused_with_the_reason(written: str, reason: str) -> None:
    with pytest.raises(NoAddressError) as refused:
        old_path(written)
    assert str(refused.value) == reason
    assert refused.value.way_out


@given(st.text(min_size=1, max_size=40))
def test_a_path_is_its_own_normal_form_and_comes_back_from_its_address(text: str) -> None:
    try:
        path = page_path(f"/{quote(text, safe='', errors='surrogatepass')}/")
    except NoAddressError:
        return
    url = encode(path)
    assert url.isascii()
    assert decode(url) == path
    assert page_path(url) == path
    assert flaw_of(path) is None
    assert folded(folded(path)) == folded(path)
    assert ".." not in file_of(path).split("/")
    assert not file_of(path).startswith("/")


@given(
    st.lists(
        st.sampled_from(
            [
                "a",
                "con",
                "com1",
                "com10",
                "nul.html",
                "web.config",
                "cname",
                "now.json",
                ".",
                "..",
                "a.",
                ".a",
                "",
                "_a",
                "a-b_c.d",
                "A",
                "é",
                "a:b",
                " ",
            ]
        ),
        max_size=4,
    ),
    st.sampled_from(["", "/"]),
)
def test_what_is_soon_seen_to_be_sound_has_no_flaw_either(names: list[str], end: str) -> None:
    path = "".join(f"/{name}" for name in names) + end
    with pytest.MonkeyPatch.context() as patch:
        soon = flaw_of(path)
        patch.setattr(addresses, "_SOUND", re.compile("(?!)"))
        slowly = flaw_of(path)
    assert str(soon) == str(slowly)


# Aliases and redirects


def test_an_encoded_alias_answers_at_the_address_that_it_means(room: Newsroom, tmp_path: Path) -> None:
    room.article("vote", title="Le vote", aliases=["/soci%C3%A9t%C3%A9/vieux/", f"/{NFD}t{NFD}.html"])
    room.write("content/redirects.yaml", "redirects: [{from: /caf%C3%A9, to: /soci%C3%A9t%C3%A9/vieux/}]\n")
    assert codes(room.built()) == []
    assert room.page("société/vieux/index.html") == "/soci%C3%A9t%C3%A9/vieux/ > /sport/le-vote/"
    assert room.page("été.html") == "/%C3%A9t%C3%A9.html > /sport/le-vote/"
    assert room.page("café/index.html") == "/caf%C3%A9/ > /sport/le-vote/"
    assert not any("%" in path for path in room.public())
    assert room.clean(tmp_path / "clean") == room.public()


def test_an_alias_that_cannot_be_is_refused_where_it_is_written(room: Newsroom) -> None:
    room.article("vote", title="Le vote", aliases=["/ok/", "/%E9t%E9/", "/.htaccess", "/a/%2e%2e/b/"])
    assert said(room.build()) == [
        (
            f"{TEXT}:7:3 “/%E9t%E9/” is not a path of this site: “%E9” is no letter in UTF-8, and no file could "
            "answer to "
            "another encoding | write the letters themselves: é, or %C3%A9"
        ),
        (
            f"{TEXT}:8:3 “/.htaccess” is not a path of this site: “.htaccess” begins with a dot: servers hide "
            "such names "
            "| write it without the dot"
        ),
        (
            f"{TEXT}:9:3 “/a/%2e%2e/b/” is not a path of this site: “.” and “..” name no place of a site | write "
            "the whole "
            "path without them: /sport/rugby/"
        ),
    ]


def test_an_alias_that_lacks_nothing_but_its_first_slash_is_printed_with_it(room: Newsroom) -> None:
    room.article("finale", aliases=["2014/12/vieux.html", "a%2Fb"])
    assert [each.fault.help for each in room.build().faults] == [
        "write /2014/12/vieux.html",
        "begin with / and use no spaces: /rubrique/ancien-titre/, /images/logo.svg",
    ]


def test_an_alias_that_is_the_own_address_or_given_twice_is_dropped_quietly(room: Newsroom) -> None:
    own = ["/sport/le-vote/", "/sport/le-vote", "/sport/le%2Dvote/", "/sport/le-vote/index.html"]
    twice = ["/vieux/", "/vieux", "/%76ieux/"]
    room.article("vote", title="Le vote", aliases=own + twice)
    assert codes(room.built()) == []
    assert room.page("vieux/index.html") == "/vieux/ > /sport/le-vote/"
    assert "Le vote" in room.page("sport/le-vote/index.html")


def test_an_upcoming_text_may_name_its_own_address_among_its_aliases_too(room: Newsroom) -> None:
    room.article("vote", title="Le vote", embargo="2027-01-01", aliases=["/sport/le-vote/", "/vieux/", "/vieux"])
    assert codes(room.built()) == []
    room.article("vote", title="Le vote", embargo="2027-01-01", aliases=["/Sport/La-Finale/"])
    assert codes(room.build()) == [f"{TEXT}:7:3 alias-taken"]


def test_an_old_address_that_only_a_host_can_redirect_is_a_warning_with_the_rule(room: Newsroom) -> None:
    room.article("vote", title="Le vote", aliases=["/article.php", "/?p=123", "/spip.php?article12"])
    report = room.built()
    assert codes(report) == [f"{TEXT}:{line}:3 old-address" for line in (6, 7, 8)]
    assert said(report) == [
        (
            f"{TEXT}:6:3 a host that runs .php files, or hands them out, shows no page at “/article.php” | {NAME_IT}, "
            "or let it redirect by a rule such as “/article.php /sport/le-vote/ 301”"
        ),
        (
            f"{TEXT}:7:3 no page can answer at “/?p=123”: only your host sees what stands behind the ? | {NAME_IT}, "
            "or let it redirect ?p=123 to /sport/le-vote/"
        ),
        (
            f"{TEXT}:8:3 no page can answer at “/spip.php?article12”: only your host sees what stands behind the ? | "
            f"{NAME_IT}, or let it redirect ?article12 at /spip.php to /sport/le-vote/"
        ),
    ]
    assert room.page("article.php/index.html") == "/article.php/ > /sport/le-vote/"
    assert not any("?" in path or "spip" in path for path in room.public())


# Permalinks


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("/./{slug}/", "“.” and “..” name no place of a site"),
        ("/a//{slug}/", "there is nothing between two of its /"),
        ("/a/../{slug}/", "“.” and “..” name no place of a site"),
        ("/%2e%2e/{slug}/", "“.” and “..” name no place of a site"),
        ("/a./{slug}/", "“a.” has a space at its end, or a dot: Windows and some hosts cut them off"),
        ("/{slug}./", ""),
        ("/.cache/{slug}/", "“.cache” begins with a dot: servers hide such names"),
        ("/nul/{slug}/", "Windows keeps the name “nul” for a device"),
        ("/a:b/{slug}/", "“:” can be in no name of a file on Windows, and on many hosts"),
        ("/_redirects/{slug}/", "“_redirects” is what hosts take for their own configuration"),
        ("/{slug}.php", "a file that ends in .php is shown as text, offered for download or run, and no page"),
        ("/a b/{slug}/", ""),
        ("/{slug}?x", ""),
        ("/%zz/{slug}/", "“%zz” encodes nothing"),
        ("/%7Bslug%7D/{slug}/", ""),
    ],
)
def test_a_pattern_that_gives_no_addresses_is_refused_in_the_settings(
    room: Newsroom, pattern: str, reason: str
) -> None:
    room.write("newsgen.yaml", f"{SETTINGS}permalinks:\n  article: '{pattern}'\n")
    report = room.build()
    assert codes(report) == ["newsgen.yaml:6:12 bad-permalink"]
    assert reason in report.faults[0].fault.message


def test_a_pattern_is_decoded_once_and_printed_as_browsers_ask_for_it(room: Newsroom, tmp_path: Path) -> None:
    permalinks = "permalinks: {article: '/soci%C3%A9t%C3%A9/{slug}/', tag: '/mots-clés/{slug}/index.html'}\n"
    room.write("newsgen.yaml", SETTINGS + permalinks)
    room.article("vote", "[x](/société/la-finale/) [y](/soci%C3%A9t%C3%A9/la-finale/)\n", title="Le vote", tags=["Mer"])
    assert codes(room.built()) == []
    page = room.page("société/le-vote/index.html")
    assert page.count('href="/soci%C3%A9t%C3%A9/la-finale/"') >= 2
    assert '<link rel="canonical" href="https://test.example/soci%C3%A9t%C3%A9/le-vote/">' in page
    assert 'href="/mots-cl%C3%A9s/mer/"' in page
    assert "<loc>https://test.example/soci%C3%A9t%C3%A9/le-vote/</loc>" in room.page("sitemaps/2026-03.xml")
    assert 'href="https://test.example/soci%C3%A9t%C3%A9/le-vote/"' in room.page("atom.xml")
    assert "mots-clés/mer/index.html" in room.public()
    assert room.clean(tmp_path / "clean") == room.public()


# Collisions


def test_addresses_that_differ_by_case_only_are_one_where_names_have_no_case(room: Newsroom) -> None:
    room.article("vote", title="Le vote", aliases=["/Sport/La-Finale/", "/Sport/"])
    assert said(room.build()) == [
        (
            f"{TEXT}:6:3 /Sport/La-Finale/ ({TEXT}) and /sport/la-finale/ (content/articles/finale.md) are one address "
            "where names have no case | remove the alias: that address is in use"
        ),
        (
            f"{TEXT}:7:3 /Sport/ ({TEXT}) and /sport/ (the category “sport”) are one address where names have no case "
            "| remove the alias: that address is in use"
        ),
    ]


def test_files_that_differ_by_case_only_are_a_fault_that_names_both(room: Newsroom) -> None:
    room.write("static/images/Plan.txt", "a").write("static/images/plan.txt", "b")
    room.write("static/css/A.css", "a{}").write("static/css/a.css", "a{}")
    room.write("static/Mer.png", picture(800, 600)).write("static/mer.png", picture(800, 600))
    room.article("vote", "![Mer](/Mer.png) ![mer](/mer.png)\n", title="Le vote")
    report = room.build()
    places = ["static/Mer.png", "static/css/A.css", "static/images/Plan.txt"]
    assert codes(report) == [f"{path}:1:1 same-address" for path in places]  # and not at what is made of them
    room.delete("static/css/A.css").delete("static/Mer.png").article("vote", title="Le vote")
    assert said(room.build()) == [
        (
            "static/images/Plan.txt:1:1 /images/Plan.txt (static/images/Plan.txt) and /images/plan.txt "
            "(static/images/plan.txt) are one address where names have no case | rename one of them"
        )
    ]


def test_a_file_that_would_have_to_be_a_folder_too_is_found_whatever_its_case(room: Newsroom) -> None:
    room.write("static/SPORT", "a")
    assert {code.rpartition(" ")[2] for code in codes(room.build())} == {"same-address"}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("static/vieux/index.html", "a"),
        ("static/Vieux/Index.html", "a"),
        ("content/pages/vieux.md", "---\ntitle: Vieux\n---\n"),
        ("content/redirects.yaml", "redirects: [{from: /VIEUX, to: finale}]\n"),
    ],
)
def test_what_collides_with_an_alias_is_found_on_the_normal_file_name(room: Newsroom, path: str, text: str) -> None:
    room.article("vote", title="Le vote", aliases=["/vi%65ux"]).write(path, text)
    assert [code.rpartition(" ")[2] for code in codes(room.build())] == ["alias-taken"]


def test_a_slug_that_windows_keeps_for_a_device_is_refused_at_its_place(room: Newsroom) -> None:
    room.article("vote", title="Le vote", slug="con").article("finale", title="Nul", date="2026-02-01")
    assert said(room.build()) == [
        (
            "content/articles/finale.md:2:8 no page can stand at “/sport/nul/”: Windows keeps the name “nul” for "
            "a device | add a line “slug: …” with another name"
        ),
        f"{TEXT}:5:7 no page can stand at “/sport/con/”: Windows keeps the name “con” for a device | write another one",
    ]
    room.article("vote", title="Le vote").article("finale", title="Nul", embargo="2027-01-01", date="2026-02-01")
    assert codes(room.build()) == ["content/articles/finale.md:2:8 bad-address"]


def test_a_build_that_changes_the_case_of_a_name_equals_a_clean_one(room: Newsroom, tmp_path: Path) -> None:
    room.write("static/images/Plan.txt", "a").article("vote", title="Le vote", aliases=["/Vieux/"])
    room.built()
    room.delete("static/images/Plan.txt").write("static/images/plan.txt", "a")
    room.article("vote", title="Le vote", aliases=["/vieux/"])
    assert codes(room.built()) == []
    assert room.clean(tmp_path / "clean") == room.public()


def test_a_redirect_waits_with_its_article_at_an_encoded_address(room: Newsroom) -> None:
    room.article("secret", title="Le secret", embargo="2027-01-01", aliases=["/%C3%A9t%C3%A9/"])
    room.built()
    assert "été/index.html" not in room.public()
    room.now = NOON + 2 * 365 * 86_400
    room.built()
    assert room.page("été/index.html") == "/%C3%A9t%C3%A9/ > /sport/le-secret/"


def test_what_is_renamed_by_case_is_deleted_before_the_new_file_comes_and_never_after() -> None:
    assert in_the_way({"Vieux/index.html", "a.html"}, {"vieux/index.html"}) == {"Vieux/index.html"}


def test_an_address_below_a_base_path_is_explained_as_it_is_printed(room: Newsroom) -> None:
    room.write("newsgen.yaml", SETTINGS.replace("test.example", "test.example/journal"))
    room.write("static/docs/a b#c%41.txt", "a").article("vote", title="Le vote", aliases=["/été.php"])
    report = room.built()
    assert report.faults[0].fault.help == (
        f"{NAME_IT}, or let it redirect by a rule such as “/journal/%C3%A9t%C3%A9.php /journal/sport/le-vote/ 301”"
    )
    for name, file in (
        ("/journal/sport/le-vote/", "sport/le-vote/index.html"),
        ("/sport/le-vote/", "sport/le-vote/index.html"),
        ("/journal/", "index.html"),
        ("/", "index.html"),
        ("https://test.example/journal/", "index.html"),
        ("docs/a b#c%41.txt", "docs/a b#c%41.txt"),
        ("/journal/docs/a%20b%23c%2541.txt", "docs/a b#c%41.txt"),
        ("public/docs/a b#c%41.txt", "docs/a b#c%41.txt"),
    ):
        assert explain(room.request, name).lines[1] == f"  file: public/{file}"


def test_an_address_is_explained_in_every_way_to_write_it(room: Newsroom) -> None:
    room.article("vote", title="Le vote", aliases=["/société/vieux/"]).built()
    for name in (
        "/société/vieux/",
        "/soci%C3%A9t%C3%A9/vieux/",
        f"soci{NFD}t{NFD}/vieux",
        "https://test.example/soci%C3%A9t%C3%A9/vieux/",
    ):
        lines = explain(room.request, name).lines
        assert lines[:2] == ("/soci%C3%A9t%C3%A9/vieux/", "  file: public/société/vieux/index.html")


def test_a_name_of_which_no_address_can_be_made_is_refused_where_it_is_named(room: Newsroom) -> None:
    room.article("vote", title="Le vote", tags=["Mer", "Con"], author=["Zoé", "Nul"])
    room.article("finale", title="La finale", date="2026-02-01", category=["Aux/Rugby", "sport"])
    report = room.build()
    assert codes(report) == [
        "content/articles/finale.md:4:3 bad-address",
        f"{TEXT}:7:3 bad-address",
        f"{TEXT}:10:3 bad-address",
    ]
    assert [each.fault.message.partition(":")[0] for each in report.faults] == [
        "no page can stand at “/aux/”",
        "no page can stand at “/tags/con/”",
        "no page can stand at “/authors/nul/”",
    ]


def odd_pages(site: Site) -> Part:
    """Plan pages as a plugin might: the rules of a host, and what can be no page."""
    pages = []
    for kind, path in ((ROBOTS, "_redirects"), (SEARCH, "con/index.html"), (SEARCH, "Sport/index.html")):
        head = Head(kind.name, "Un", site.routes.fixed(f"/{path}"))
        view = RobotsView(head, (), ()) if kind is ROBOTS else PlainView(head)
        pages.append(kind.page(path, view, Owner("a plugin")))
    return Part(pages, Needs())


def test_the_pages_of_plugins_keep_the_law_too_but_for_texts_that_hosts_read(room: Newsroom) -> None:
    request = replace(room.request, plugins=(Plugin("odd", "1", planners=(odd_pages,)),))
    assert said(build(request)) == [
        (
            "newsgen.yaml:1:1 no page can stand at “/con/index.html”: Windows keeps the name “con” for a device "
            "| write another one"
        ),
        (
            "newsgen.yaml:1:1 /sport/ (the category “sport”) and /Sport/index.html (a plugin) are one address where "
            "names have no case | give one of them another slug"
        ),
    ]
