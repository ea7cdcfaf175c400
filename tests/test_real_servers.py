"""The rules for servers, as real ones take them: 5,000 addresses with all that is a sign to one of them."""

from __future__ import annotations

import random
import re
import string
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml

import real_servers
from newsgen.hosting.hosts import HOSTS
from newsgen.hosting.locations import location
from newsgen.hosting.rules import Gone, Header, Move, Rules
from newsroom import SETTINGS, Newsroom, codes
from odd_names import odd_names
from real_servers import Server, present, serving
from tiny_theme import without_theme

pytestmark = pytest.mark.usefixtures("theme_once")

MANY, GONE, LIVE = 4_800, 100, 100
SERVERS = (real_servers.nginx, real_servers.apache, real_servers.caddy)


def test_servers_answer_thousands_of_odd_addresses_as_promised(folder: Path) -> None:
    room, answers = site(folder)
    report = room.built()
    assert codes(report) == []
    assert len(room.public()) < MANY  # there are no pages where rules are
    for configure in present(SERVERS):
        with serving(configure, folder / configure.__name__, room.root) as server:
            wrong = [each for number, each in enumerate(answers.items()) if not is_right(server, number, *each)]
        assert (configure.__name__, wrong) == (configure.__name__, [])


def is_right(server: Server, number: int, path: str, answer: tuple[int, str]) -> bool:
    """Tell whether an address is answered as it should be, and at times, whether it alone is."""
    status, target = answer
    found, headers, body = server.get(variant(path, number) if status == 301 else quote(path))
    where = headers.get("Location", "").removeprefix("http://test.example")
    if number % 50 == 0 and server.get(quote(path.partition("?p=")[0].removesuffix("/") + "/x/"))[0] != 404:
        return False
    reason = "Retiré." if status == 410 else ""
    return found == status and where == target.replace("$1", "%241").replace("é", "%C3%A9") and reason in body


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that every user may read: a server may run as another."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def site(folder: Path) -> tuple[Newsroom, Mapping[str, tuple[int, str]]]:
    """Write a site with thousands of addresses; also give what each is to be answered: status and target."""
    rules = ", ".join(f"{{host: {name}, redirects: rules}}" for name in ("nginx", "apache", "caddy"))
    names = iter(odd_names(MANY + GONE + LIVE))
    answers: dict[str, tuple[int, str]] = {}
    room = without_theme(Newsroom(folder / "site", SETTINGS + f"slugs: as-given\nhosting: [{rules}]\n"))
    room.write("templates/withdrawn.html", "{{ reason }}")
    withdrawn = {"date": "2026-04-01", "reason": "Retiré."}
    for number in range(GONE + LIVE):
        slug = re.sub(r"[\s%]", "-", next(names))
        answers[f"/sport/{slug}/"] = (410, "") if number < GONE else (200, "")
        matter: dict[str, Any] = {"withdrawn": withdrawn} if number < GONE else {}
        room.article(f"a{number}", slug=slug, **matter)
    targets = [quote(path) for path, (status, _) in answers.items() if status == 200]
    redirects = []
    for number, name in enumerate(names):
        path = f"/{name}.html" if number % 7 == 0 else f"/{number % 5}/{name}/"
        query = f"?p={number}" if number % 11 == 0 else ""
        target = targets[number % len(targets)] if number % 13 else f"https://autre.example/{number}?a=$1&b=é#f"
        redirects.append({"from": quote(path) + query, "to": target})
        answers[path + query] = (301, target)
    room.write("content/redirects.yaml", yaml.safe_dump({"redirects": redirects}, allow_unicode=True))
    return room, answers


def variant(path: str, number: int) -> str:
    """Write an address in one of the ways in which people and programs do."""
    path, mark, query = path.partition("?") if "?p=" in path else (path, "", "")
    address = quote(path) if number % 2 else quote(path, safe="/!$&'()*+,;=:@~|[]^")
    if number % 3 == 0 and address.endswith("/"):
        address = address[:-1]
    return address + mark + (f"utm_source=x&{query}" if query and number % 4 == 0 else query)


HOSTILE = (
    *('a"b', "a\\b", 'a\\"b', "a\\", "a\nb", "a\n}\nb", "a#b", "a?b", "a*b", "~a", "a;\n}\n", '"; return 200 "', "a`b"),
    *("{$HOME}", "{$\n}", "${HOME}", "a\tb", "%{ENV:HOME}", "$0", "{http.request.uri}", "x" * 200),
)


ASKED = ("p=1;q", "a=$b", "x[]=1&y=%C3%A9", "article12", "a=1&a=2", "c={d}", "e='f'")
UNASKED = ('a="b"', "g\nh", 'i"\n}', "j\\", "k`", "{$l")
"""Queries as requests have them, and such that none could have."""


@pytest.mark.parametrize("name", ["nginx", "apache", "caddy"])
def test_an_address_that_no_site_could_have_is_an_address_all_the_same(folder: Path, name: str) -> None:
    """What checks the addresses of a site is another matter than what writes them down."""
    configure = next(each for each in SERVERS if each.__name__ == name)
    next(iter(present((configure,))))
    moves = [Move(f"/{each}/", location(f"/t/{number}/")) for number, each in enumerate(HOSTILE)]
    asked = [Move("/q/", f"/q/{number}/", query) for number, query in enumerate((*ASKED, *UNASKED))]
    published, beside = folder / "site/public", folder / "site/.newsgen/hosting"
    for each in (published, beside):
        each.mkdir(parents=True)
    (published / "404.html").write_text("404", encoding="utf-8")
    (published / "index.html").write_text("200", encoding="utf-8")
    write = HOSTS[name].write
    assert write is not None
    gone = (Gone('/g$x{y}"\n/'),)
    for file in write(Rules((*asked, *moves), gone, with_pages=False)):
        (published if HOSTS[name].published else beside).joinpath(file.path).write_text(file.text, encoding="utf-8")
    with serving(configure, folder / "server", folder / "site") as server:
        for number, sign in enumerate(HOSTILE):
            status, headers, _ = server.get(quote(f"/{sign}/"))
            where = headers.get("Location", "").removeprefix("http://test.example")
            assert (sign, status, where) == (sign, 301, f"/t/{number}/")
        for query in ASKED:
            assert (query, server.get(f"/q?{query}")[0]) == (query, 301)
        assert server.get("/")[0] == 200
        assert server.get("/rien/")[0] == 404
        assert server.get(quote('/g$x{y}"\n/'))[0] == 410


SIGNS = string.ascii_letters + string.digits + " !\"#%&'()*+,-./:;<=>?@[]^_|~"
PLACES = ("/", "/été/", '/a"b/', "/$x{y}'\\z/", "/feed.xml", "/{http.request.uri}.xml")


@pytest.mark.parametrize("name", ["nginx", "apache", "caddy"])
def test_a_header_is_sent_as_it_was_given_where_it_belongs_with_answers_of_every_status(
    folder: Path, name: str
) -> None:
    configure = next(each for each in SERVERS if each.__name__ == name)
    next(iter(present((configure,))))
    choose = random.Random(7)
    values = [f"x{''.join(choose.choices(SIGNS, k=60))}x" for _ in range(30)] + ["%s %% expr=1 env=x early"]
    headers = [Header(f"X-All-{number}", value) for number, value in enumerate(values)]
    headers += [Header(f"X-Some-{number}", value, PLACES[number % 5 :]) for number, value in enumerate(values)]
    headers += [Header("Link", '<https://x.example/>; rel="license"'), Header("Link", "<https://h.example/>", PLACES)]
    published, beside = folder / "site/public", folder / "site/.newsgen/hosting"
    for place in (beside, *(published / each.rpartition("/")[0].lstrip("/") for each in (*PLACES, "/autre/"))):
        place.mkdir(parents=True, exist_ok=True)
    for each in (*PLACES, "/autre/", "/404.html"):
        (published / (each.lstrip("/") + ("index.html" if each.endswith("/") else ""))).write_text("x")
    write = HOSTS[name].write
    assert write is not None
    for file in write(Rules((Move("/vieux/", "/"),), (Gone("/été/"),), with_pages=False, headers=tuple(headers))):
        (published if HOSTS[name].published else beside).joinpath(file.path).write_text(file.text, encoding="utf-8")
    with serving(configure, folder / "server", folder / "site") as server:
        for address, status in {**dict.fromkeys(PLACES, 200), "/été/": 410, "/autre/": 200, "/rien": 404}.items():
            found, sent, _ = server.get(quote(address))
            assert (address, found) == (address, status)
            for header in headers:
                belongs = not header.paths or address in header.paths
                if header.name == "Link":
                    assert (header.value in sent["Link"]) == belongs
                    assert sent["Link"].count(header.value) <= 1
                else:
                    assert (address, header.name, sent.get(header.name)) == (
                        *(address, header.name, header.value if belongs else None),
                    )


@pytest.mark.parametrize(
    ("header", "value"),
    [("X-A", "a\nb"), ("X-A", "a\r\nSet-Cookie: b"), ("X-A", "${HOME}"), ("X-A", "{$HOME}"), ("X-A", ""), ("X A", "b")],
)
def test_what_some_host_would_take_for_its_own_is_no_header(header: str, value: str) -> None:
    with pytest.raises(ValueError, match=f"^{header}: "):
        Header(header, value)


QUERIES = {
    "/?id=3": "i1",
    "/?id=3&x=y": "i1",
    "/?id=3&z=1": "i4",
    "/?id=3&flag": "i2",
    "/?id=3&q=a%20b": "i3",
    "/?q=%C3%A9": "i1",
    "/?q=%c3%a9": "i1",
    "/?c=%C3%A9": "i2",
    "/?c=%c3%a9": "i2",
    "/?v=aB.c": "i3",
    "/?v=Ab.c": "i2",
    "/part/": "i1/#la-suite",
    "/part/?utm_source=x": "i1/#la-suite",
    "/plein/": "i1",
    "/plein/?utm_source=x&fbclid=7": "i1",
    "/plein?utm_source=x": "i1",
}
"""Addresses as they are asked for, and the article to which each leads."""


def test_the_query_that_says_most_wins_and_letters_in_it_are_encoded_as_may_be(folder: Path) -> None:
    room = without_theme(Newsroom(folder / "site", SETTINGS + "hosting: [nginx, apache, caddy]\n"))
    for name, aliases in (
        ("i2", ["/?id=3&flag", "/?c=%c3%a9", "/?v=Ab.c"]),
        ("i3", ["/?id=3&q=a%20b", "/?v=aB.c"]),
        ("i4", ["/?id=3&z=1"]),
    ):
        room.article(name, aliases=aliases)
    room.article("i1", "## La suite\n\nUn.\n", aliases=["/?id=3", "/?q=é"])
    room.write(
        "content/redirects.yaml",
        'redirects: [{from: /part/, to: "/sport/i1/#la-suite"}, {from: /plein/, to: /sport/i1/}]\n',
    )
    assert codes(room.built()) == []
    for configure in present(SERVERS):
        with serving(configure, folder / configure.__name__, room.root) as server:
            found = {each: server.get(each)[1].get("Location", "").partition("/sport/")[2] for each in QUERIES}
        assert found == {each: name if "#" in name else f"{name}/" for each, name in QUERIES.items()}


def test_apache_reads_the_same_file_at_every_request_and_leads_on_before_pages(folder: Path) -> None:
    room = Newsroom(folder / "site", SETTINGS + "hosting: apache\n")
    room.article("finale", title="La finale", aliases=["/vieux/été/", "/a.html", "/article.php", "/?p=1&q=%C3%A9"])
    room.article("vote", title="Le vote", withdrawn={"date": "2026-04-01", "reason": "Retiré."}).built()
    assert "a.html" in room.public()
    next(iter(present((real_servers.apache_by_htaccess,))))
    with serving(real_servers.apache_by_htaccess, folder / "server", room.root) as server:
        for address in ("/vieux/%c3%a9t%c3%a9", "/a.html", "/article.php", "/?q=%C3%A9&fbclid=7&p=1"):
            status, headers, _ = server.get(address)
            assert (address, status, headers["Location"]) == (address, 301, "http://test.example/sport/la-finale/")
        status, _, body = server.get("/sport/le-vote/")
        assert (status, "Retiré." in body) == (410, True)
        status, headers, body = server.get("/rien/")
        assert (status, "<html" in body, headers["Cache-Control"]) == (404, True, "public, max-age=0, must-revalidate")
        sheet = next(path for path in room.public() if path.startswith("css/newsgen.") and path != "css/newsgen.css")
        assert server.get(f"/{sheet}")[1]["Cache-Control"] == "public, max-age=31536000, immutable"
        assert server.get("/sport/la-finale/")[1]["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_a_site_below_a_path_is_led_on_below_it(folder: Path) -> None:
    settings = SETTINGS.replace("test.example", "test.example/journal") + "output: public/journal\n"
    room = without_theme(Newsroom(folder / "site", f"{settings}hosting: [nginx, caddy, apache]\n"))
    room.write("templates/withdrawn.html", "{{ reason }}").write("templates/404.html", "Rien ici.")
    room.article("finale", title="La finale", aliases=["/vieux/été/", "/?p=1", "/a.php"])
    room.article("vote", title="Le vote", withdrawn={"date": "2026-04-01", "reason": "Retiré."}).built()
    for configure in present((real_servers.nginx, real_servers.caddy, real_servers.apache_by_htaccess)):
        with serving(configure, folder / configure.__name__, room.root) as server:
            for address in ("/vieux/%C3%A9t%C3%A9/", "/?p=1", "/a.php"):
                status, headers, _ = server.get(f"/journal{address}")
                where = headers["Location"].removeprefix("http://test.example")
                assert (configure.__name__, address, status, where) == (
                    *(configure.__name__, address, 301, "/journal/sport/la-finale/"),
                )
            assert server.get("/journal/sport/le-vote/")[::2] == (410, "Retiré.")
            assert server.get("/journal/rien/")[::2] == (404, "Rien ici.")
            assert server.get("/journal/sport/la-finale/")[0] == 200
            assert server.get("/vieux/%C3%A9t%C3%A9/")[0] == 404


PRIVATE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


def test_servers_send_what_keeps_readers_private_with_every_file_and_with_what_is_not_there(folder: Path) -> None:
    room = without_theme(Newsroom(folder / "site", SETTINGS + "hosting: [nginx, apache, caddy]\n"))
    room.write("static/css/a.css", "a{}").article("un")
    room.article("vote", title="Le vote", withdrawn={"date": "2026-04-01", "reason": "Retiré."}).built()
    sheet = next(path for path in room.public() if path.startswith("css/a.") and path != "css/a.css")
    for configure in present(SERVERS):
        with serving(configure, folder / configure.__name__, room.root) as server:
            for path, expected in {"/sport/un/": 200, f"/{sheet}": 200, "/rien/": 404, "/sport/le-vote/": 410}.items():
                status, headers, _ = server.get(path)
                sent = {name.lower(): value for name, value in headers.items()}
                assert (status, {name: sent.get(name) for name in PRIVATE}) == (expected, PRIVATE), (
                    configure.__name__,
                    path,
                )


def test_servers_send_what_is_below_well_known_and_the_terms_for_machines_with_every_file(folder: Path) -> None:
    settings = "licensing: {ai: deny, terms: /tags/}\nsecurity: {contact: a@test.example, expires: 2027-01-01}\n"
    room = without_theme(Newsroom(folder / "site", SETTINGS + settings + "hosting: [nginx, apache, caddy]\n")).article(
        "un"
    )
    assert codes(room.built()) == []
    terms = {
        "link": '<https://test.example/rsl.xml>; rel="license"; type="application/rsl+xml"',
        "tdm-reservation": "1",
        "tdm-policy": "https://test.example/tags/",
    }
    for configure in present(SERVERS):
        with serving(configure, folder / configure.__name__, room.root) as server:
            for path in (".well-known/tdmrep.json", ".well-known/security.txt", "rsl.xml", "sport/un/index.html"):
                status, headers, body = server.get(f"/{path.removesuffix('index.html')}")
                assert (status, body) == (200, room.page(path)), (configure.__name__, path)
                sent = {name.lower(): value for name, value in headers.items()}
                assert {name: sent.get(name) for name in terms} == terms, (configure.__name__, path)
