"""``newsgen serve``: a real server before little sites, spoken to as a browser does."""

from __future__ import annotations

import itertools
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from newsgen.build.request import Request
from newsgen.build.setup import open_site, open_store
from newsgen.model.visibility import READERS, Visibility
from newsgen.preview.change import Change, Told
from newsgen.preview.proofs import Proofs
from newsgen.preview.server import Options
from newsroom import NOON, PATIENCE, SETTINGS, Newsroom
from served import (
    DEUX,
    FILE,
    NOINDEX,
    TEMPLATES,
    UN,
    Served,
    Tab,
    assert_equals_build,
    eventually,
    make_site,
    serving,
)


@pytest.fixture
def site(tmp_path: Path) -> Newsroom:
    return make_site(tmp_path / "site")


@pytest.fixture
def served(site: Newsroom) -> Iterator[Served]:
    with serving(site) as served:
        yield served


@pytest.fixture
def following(site: Newsroom) -> Iterator[Served]:
    with serving(site, options=Options(host="127.0.0.1", follow=True)) as served:
        yield served


# What is served


def test_every_page_equals_the_builds_but_for_what_is_inserted(served: Served) -> None:
    assert_equals_build(served)
    answer = served.get(UN)
    assert f"{NOINDEX}</head>" in answer.text
    assert re.search(r"<script data-newsgen=.*</script></body></html>\n$", answer.text, re.DOTALL)
    assert "Preview:" not in answer.text


def test_nothing_is_written_to_the_output(served: Served) -> None:
    assert served.get(UN).status == 200
    with served.noticed():
        served.site.article("un", "Autre.\n")
    assert "Autre." in served.get(UN).text
    assert not (served.site.root / "public").exists()


def test_a_build_beside_the_preview_works(served: Served) -> None:
    served.get(UN)
    assert served.site.built().rendered
    with served.noticed():
        served.site.article("un", "Autre.\n")
    assert served.site.built().rendered == 1
    assert "Autre." in served.site.page("sport/un/index.html")
    assert_equals_build(served)


def test_builds_in_a_process_of_their_own_and_the_preview_go_on_side_by_side(served: Served) -> None:
    command = [sys.executable, "-m", "newsgen", "build", "--now", "2026-05-28T22:26:40", "--quiet"]
    for text in ("Une fois.", "Deux fois."):
        with served.noticed():
            served.site.article("un", f"{text}\n")
        process = subprocess.Popen(command, cwd=served.site.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        while process.poll() is None:
            assert text in served.get(UN).text
        assert (process.returncode, process.communicate()[0]) == (0, b"")
        assert text in served.site.page("sport/un/index.html")
    assert served.site.built().rendered == 0
    assert_equals_build(served)


@pytest.mark.parametrize("path", ["/", UN, "/atom.xml", "/css/site.css", "/video.mp4", "/nulle-part/", "/_newsgen/"])
def test_head_has_the_headers_of_get_and_no_body(served: Served, path: str) -> None:
    get, head = served.get(path), served.get(path, "HEAD")
    assert head.data == b""
    assert head.status == get.status
    assert {**head.headers, "date": ""} == {**get.headers, "date": ""}
    assert int(get.headers["content-length"]) == len(get.data) > 0


def test_head_of_the_events_ends_at_once(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.port), PATIENCE) as raw:
        raw.sendall(b"HEAD /_newsgen/events?page=/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert raw.recv(65536).startswith(b"HTTP/1.1 200 ")
        with served.noticed():
            served.site.article("un", "Autre.\n")
        assert "0 of 0 open pages" in served.said[-1]


@pytest.mark.parametrize(("path", "change"), [(UN, FILE), ("/css/site.css", "static/css/site.css")])
def test_who_has_a_page_already_is_told_so_until_it_changes(served: Served, path: str, change: str) -> None:
    tag = served.get(path).headers["etag"]
    for known in (tag, f"W/{tag}", f'"autre", {tag}'):
        answer = served.get(path, if_none_match=known)
        assert (answer.status, answer.data, answer.headers["etag"]) == (304, b"", tag)
    assert served.get(path, if_none_match='"autre"').status == 200
    text = (served.site.root / change).read_text(encoding="utf-8")
    with served.noticed():
        served.site.write(change, text + "p { color: red }\n")
    answer = served.get(path, if_none_match=tag)
    assert answer.status == 200
    assert answer.headers["etag"] != tag


def test_a_style_edit_makes_the_known_page_unknown(served: Served) -> None:
    tag = served.get(UN).headers["etag"]
    with served.noticed():
        served.site.write("static/css/site.css", "body { color: white }\n")
    assert served.get(UN, if_none_match=tag).status == 200


def test_a_video_can_be_asked_for_in_pieces(served: Served) -> None:
    whole = bytes(range(256)) * 4
    answer = served.get("/video.mp4", range="bytes=10-19")
    assert (answer.status, answer.data) == (206, whole[10:20])
    assert answer.headers["content-range"] == "bytes 10-19/1024"
    assert served.get("/video.mp4", range="bytes=1000-").data == whole[1000:]
    assert served.get("/video.mp4", range="bytes=-5").data == whole[-5:]
    assert served.get("/video.mp4", range="bytes=5000-").status == 416
    assert served.get("/video.mp4").headers["accept-ranges"] == "bytes"


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/css/site.css", "text/css; charset=utf-8"),
        ("/atom.xml", "application/xml"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/video.mp4", "video/mp4"),
        ("/a.webp", "image/webp"),
        ("/a.avif", "image/avif"),
        ("/a.svg", "image/svg+xml"),
        ("/a.woff2", "font/woff2"),
        ("/a.mjs", "text/javascript; charset=utf-8"),
        ("/a.svgz", "application/octet-stream"),
        ("/a.unknown", "application/octet-stream"),
    ],
)
def test_content_types(site: Newsroom, path: str, media_type: str) -> None:
    if path.startswith("/a."):
        site.write(f"static{path}", "x")
    with serving(site) as served:
        assert served.get(path).headers["content-type"] == media_type


def test_what_is_not_there_gets_the_sites_own_page(served: Served) -> None:
    answer = served.get("/nulle-part/")
    assert (answer.status, "introuvable" in answer.text) == (404, True)
    assert served.get("/nulle-part.jpg").status == 404


def test_a_page_for_what_is_not_found_may_be_a_static_file(site: Newsroom) -> None:
    with serving(site.write("static/404.html", "la mienne")) as served:
        answer = served.get("/nulle-part/")
    assert (answer.status, answer.data) == (404, b"la mienne")


def test_an_alias_leads_to_the_article(served: Served) -> None:
    answer = served.get("/vieux/un/")
    assert (answer.status, answer.headers["location"]) == (307, UN)
    assert served.get("/vieux/un").headers["location"] == "/vieux/un/"


def test_a_folder_without_slash_leads_to_its_page(served: Served) -> None:
    answer = served.get("/sport/un")
    assert (answer.status, answer.headers["location"]) == (307, UN)
    assert served.get("/sport/un/index.html").page == served.get(UN).page
    assert served.get("//sport/un").status == 404  # a Location that begins with // would lead to another host
    assert served.get("//sport/un/").status == 404


def test_a_site_below_a_path_is_served_below_it(site: Newsroom) -> None:
    site.replace("newsgen.yaml", "test.example", "test.example/sport")
    with serving(site) as served:
        assert served.get("/").headers["location"] == "/sport/"
        assert served.get("/sport").headers["location"] == "/sport/"
        assert 'href="/sport/sport/un/"' in served.get("/sport/").text
        assert "Le texte un." in served.get("/sport/sport/un/").text
        assert served.get("/sport/sport/un").headers["location"] == "/sport/sport/un/"
        assert served.get("/sport/un/").status == 404
        assert served.get("/sportun/").status == 404
        tab = served.tab("/sport/sport/un/")
        site.article("un", "Autre.\n")
        assert tab.event() == ("reload", None)


# What is not


OUTSIDE = (
    "/../newsgen.yaml",
    "/css/../../newsgen.yaml",
    "/css/../css/site.css",
    "/%2e%2e/newsgen.yaml",
    "/..%2fnewsgen.yaml",
    "/css/..%2f..%2fnewsgen.yaml",
    "/%252e%252e/newsgen.yaml",
    "/%252e%252e%252fnewsgen.yaml",
    "/..\\newsgen.yaml",
    "/..%5cnewsgen.yaml",
    "/css\\site.css",
    "//etc/passwd",
    "/%2fetc/passwd",
    "/etc/passwd",
    "/C:/windows/win.ini",
    "/%c0%ae%c0%ae/newsgen.yaml",
    "/%ff",
    "/%00",
    "/newsgen.yaml%00.css",
    "/%0d%0aSet-Cookie:%20a=b",
    "/%",
    "/%zz",
    "/newsgen.yaml",
    "/content/articles/un.md",
    "/articles/un.md",
    "/templates/base.html",
    "/static/css/site.css",
    "/.newsgen/preview/cache.db",
    "/css/",
    "/css",
    "/images/",
    "/_newsgen/../newsgen.yaml",
    "/_newsgen/why/newsgen.yaml",
    "/_newsgen/why/../../newsgen.yaml",
    "/_newsgen/why/%2e%2e/%2e%2e/newsgen.yaml",
    "/_newsgen/why/css/site.css",
    "/.",
    "/..",
    "/./newsgen.yaml",
    "/..;/newsgen.yaml",
    "/.%2e/newsgen.yaml",
    "/%2e%2e%5cnewsgen.yaml",
    "/%25%32%65%25%32%65/newsgen.yaml",
    "/%e0%80%ae%e0%80%ae/newsgen.yaml",
    "/%f0%80%80%ae/newsgen.yaml",
    "/%u002e%u002e/newsgen.yaml",
    "/\uff0e\uff0e/newsgen.yaml",
    "/%ef%bc%8e%ef%bc%8e%ef%bc%8fnewsgen.yaml",
    "/css/site.css%00",
    "/css/site.css%20",
    "/css/site.css::$DATA",
    "/css//site.css",
    "/CSS/SITE.CSS",
    "http://evil.example/newsgen.yaml",
    "file:///etc/passwd",
    "/_newsgen/reload.js",
    "/" + "a/" * 2000,
)


def test_nothing_but_the_plan_is_ever_served(served: Served) -> None:
    for path in OUTSIDE:
        with socket.create_connection(("127.0.0.1", served.port), PATIENCE) as raw:  # no client tidies this up
            raw.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            answer = b""
            while piece := raw.recv(65536):
                answer += piece
        status = int(answer.split(b" ", 2)[1])
        assert status in {400, 404}, (path, answer)
        head, _, body = answer.partition(b"\r\n\r\n")
        assert b"set-cookie" not in head.lower()
        assert status == 400 or b"introuvable" in body or body.startswith((b"There is no", b"Not Found")), (path, body)


def test_names_with_spaces_and_accents_are_served(served: Served) -> None:
    assert served.get("/images/%C3%A9t%C3%A9%201.txt").text == "été"
    assert served.get("/images/%25C3%25A9t%25C3%25A9%25201.txt").status == 404


@pytest.mark.parametrize("path", ["/", "/css/site.css", "/_newsgen/", "/_newsgen/events"])
def test_other_methods_are_refused(served: Served, path: str) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"):
        answer = served.get(path, method)
        assert answer.status == 405, method
        assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}


@pytest.mark.parametrize("path", [UN, "/_newsgen/", "/_newsgen/events"])
def test_foreign_hosts_are_refused(served: Served, path: str) -> None:
    for host in ("evil.example", "evil.example:8000", "localhost.evil.example", "", "127.0.0.1.evil", "[::1", "::x"):
        answer = served.get(path, host=host)
        assert (answer.status, "texte" in answer.text) == (400, False), host


def test_a_request_with_no_host_or_with_two_is_refused(served: Served) -> None:
    for hosts in (b"", b"Host: localhost\r\nHost: localhost\r\n"):
        for version in (b"1.0", b"1.1"):
            with socket.create_connection(("127.0.0.1", served.port), PATIENCE) as raw:
                raw.sendall(b"GET / HTTP/" + version + b"\r\n" + hosts + b"Connection: close\r\n\r\n")
                assert raw.recv(65536).split(b" ", 2)[1] == b"400", (hosts, version)


@pytest.mark.parametrize("path", [UN, "/css/site.css", "/_newsgen/", "/_newsgen/events?page=/"])
def test_pages_of_other_sites_are_refused(served: Served, path: str) -> None:
    for origin in (
        "https://evil.example",
        "null",
        f"https://127.0.0.1:{served.port}",
        f"http://127.0.0.1:{served.port}.evil.example",
        "http://127.0.0.1:1",
        "http://127.0.0.1",
        "",
    ):
        answer = served.get(path, origin=origin)
        assert (answer.status, answer.headers.get("access-control-allow-origin")) == (403, None), origin
    for site, mode in (
        ("cross-site", "no-cors"),
        ("same-site", "cors"),
        ("cross-site", ""),
        ("same-site", "websocket"),
    ):
        assert served.get(path, sec_fetch_site=site, sec_fetch_mode=mode).status == 403


def test_links_of_other_sites_and_our_own_pages_are_answered(served: Served) -> None:
    assert served.get(UN, origin=f"http://127.0.0.1:{served.port}").status == 200
    assert served.get(UN, sec_fetch_site="cross-site", sec_fetch_mode="navigate").status == 200
    for site in ("same-origin", "none"):
        assert served.get("/css/site.css", sec_fetch_site=site, sec_fetch_mode="no-cors").status == 200


def test_own_hosts_are_answered(served: Served) -> None:
    for host in ("localhost", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000", "192.168.1.4"):
        assert served.get(UN, host=host).status == 200, host


# What is not live


def test_what_is_not_live_is_shown_only_on_request(site: Newsroom) -> None:
    site.article("brouillon", draft=True)
    site.article("demain", date="2027-01-01T08:00")
    site.article("embargo", embargo="2027-01-01T08:00")
    site.article("expire", expires="2026-04-01T08:00")
    shown = {}
    for name, visibility in {
        "readers": READERS,
        "drafts": Visibility(drafts=True),
        "future": Visibility(future=True),
        "both": Visibility(drafts=True, future=True),
    }.items():
        with serving(site, visibility) as served:
            pages = {each: served.get(f"/sport/{each}/") for each in ("brouillon", "demain", "embargo", "expire", "un")}
            shown[name] = {each for each, answer in pages.items() if answer.status == 200}
            for each in shown[name] - {"un"}:
                assert "Readers do not see this page." in pages[each].text
                assert NOINDEX in pages[each].text
            assert "Preview:" not in pages["un"].text
            if "brouillon" in shown[name]:
                assert "Preview: it is a draft." in pages["brouillon"].text
            if "embargo" in shown[name]:
                assert "Preview: it is under embargo until 2027-01-01T08:00:00+01:00." in pages["embargo"].text
                assert "Preview: it is dated 2027-01-01T08:00:00+01:00, in the future." in pages["demain"].text
    assert shown == {
        "readers": {"un"},
        "drafts": {"un", "brouillon"},
        "future": {"un", "demain", "embargo"},
        "both": {"un", "brouillon", "demain", "embargo"},
    }


def test_the_desk_lists_what_readers_do_not_see_and_faults(site: Newsroom) -> None:
    site.article("brouillon", draft=True, title="<Le> brouillon")
    site.article("expire", expires="2026-04-01T08:00")
    site.write("content/pages/a-propos.md", "---\ntitle: À propos\ndraft: true\n---\nNous.\n")
    with serving(
        site, Visibility(drafts=True), Options(host="127.0.0.1", editor="ed://{path}:{line}:{column}")
    ) as served:
        desk = served.get("/_newsgen/").text
        assert '<a href="/a-propos/">À propos</a></td><td><span lang="en">it is a draft</span></td>' in desk
        assert "Preview: it is a draft." in served.get("/a-propos/").text
        assert '<th scope="row"><a href="/sport/le-brouillon/">&lt;Le&gt; brouillon</a></th>' in desk
        assert '<th scope="row">Expire</th>' in desk
        assert "Il n’y a rien à corriger." in desk
        with served.noticed():
            site.article("un", category="sports")
        file = (site.root / FILE).resolve()
        served.eventually_shows("/_newsgen/", f'<a href="ed://{file}:3:11">{FILE}:3:11</a>: error[unknown-category]')


def test_the_desk_tells_what_the_next_build_would_do_for_readers(site: Newsroom) -> None:
    site.article("brouillon", draft=True).built()
    with serving(site, Visibility(drafts=True)) as served:
        desk = served.get("/_newsgen/").text
        last = "Dernière publication qui ait changé quelque chose\u00a0: 2026-05-28 22:26+02:00."
        assert f"{last} Une publication ne changerait rien." in desk
        with served.noticed():
            site.write("templates/page.html", "-").delete("content/articles/deux.md")
        desk = served.get("/_newsgen/").text
        made = dict(re.findall(r'<td><a href="([^"]+)">\1</a></td><td><span lang="en">(.*?)</span> (?:<a|</td>)', desk))
        assert made["/"] == "what it shows has changed"
        assert made["/sport/"] == "what it shows has changed"
        assert "/sport/brouillon/" not in made
        assert "<td>/sport/deux/</td><td>supprimé\u00a0: le site ne l’a plus</td>" in desk
        assert f"À la prochaine publication\u00a0: {len(made)} à faire, " in desk
        with served.noticed():
            site.article("un", category="sports")
        assert "Une publication s’arrêterait\u00a0: il y a des fautes à corriger." in served.get("/_newsgen/").text


class _CachedElsewhere(Newsroom):
    @property
    def request(self) -> Request:
        return replace(super().request, cache=self.root.parent / "cache")


def test_the_desk_looks_into_the_cache_that_the_builds_use(site: Newsroom) -> None:
    elsewhere = _CachedElsewhere(site.root)
    elsewhere.built()
    with serving(elsewhere) as served:
        assert "Une publication ne changerait rien." in served.get("/_newsgen/").text
        served.tabs.append(tab := Tab(served.port, "/_newsgen/", served.get("/_newsgen/").marks))
        elsewhere.build(clean=True)
        assert tab.event()[0] == "reload"


def test_the_desk_takes_no_lock_and_lets_builds_go_on(served: Served) -> None:
    served.site.built()
    mark = served.get("/_newsgen/").marks
    with open_store(open_site(served.site.request)[0]):  # as a build does
        assert "Une publication ne changerait rien." in served.get("/_newsgen/").text
    served.site.article("un", "Autre.\n").built()
    eventually(lambda: served.get("/_newsgen/").marks != mark)
    eventually(lambda: "Une publication ne changerait rien." in served.get("/_newsgen/").text)


def test_a_broken_cache_of_the_build_is_no_trouble_for_the_desk(site: Newsroom) -> None:
    site.write(".newsgen/cache.db", b"broken" * 1000)
    with serving(site) as served:
        assert "Ce site n’a pas encore été publié" in served.get("/_newsgen/").text
    assert (site.root / ".newsgen/cache.db").read_bytes() == b"broken" * 1000


def test_why_a_page_is_made_again_is_told(served: Served) -> None:
    site = served.site
    assert "it has not been built yet" not in served.get(f"/_newsgen/why{UN}").text
    site.built()
    with served.noticed():
        site.replace("templates/article.html", "<h1>", "<h1> ")
    answer = served.get(f"/_newsgen/why{UN}")
    assert (
        "<td>In the built site</td><td>a build would make it again: one of its templates has changed<br>" in answer.text
    )
    assert "last made on 2026-05-28 22:26+02:00, because it is new" in answer.text
    assert "<td>templates/article.html<br>templates/base.html</td>" in answer.text
    assert "<td>site.asset(&#x27;css/site.css&#x27;)</td>" in answer.text
    assert f"<td>Shows</td><td>{FILE}" in answer.text
    assert "<td>Readers</td><td>see it</td>" in answer.text
    assert served.get("/_newsgen").headers["location"] == "/_newsgen/"
    for path in ("/nulle-part/", "/css/site.css", "/"[1:] + "x"):
        assert served.get(f"/_newsgen/why{path}").status == 404


def test_the_preview_does_not_wake_itself(site: Newsroom) -> None:
    looks = 0

    def clock() -> int:
        nonlocal looks
        looks += 1
        return NOON

    def quiet() -> bool:
        before = looks
        time.sleep(1.2)
        return looks - before <= 2  # it waits again once or twice, and looks at nothing

    with serving(site, options=Options(host="127.0.0.1", poll=True), clock=clock) as served:
        with served.noticed():
            site.article("un", "Autre.\n")
        eventually(quiet)


def test_the_desk_says_when_there_is_nothing_to_say(served: Served) -> None:
    desk = served.get("/_newsgen/").text
    assert "Pages non publiées" not in desk
    assert "Il n’y a rien à corriger." in desk


def test_a_notice_in_the_place_of_a_withdrawn_article_is_shown_as_readers_see_it(site: Newsroom) -> None:
    site.article("retire", title="Secret", slug="retire", withdrawn={"date": "2026-05-01", "reason": "Un faux."})
    site.write("templates/withdrawn.html", '{% extends "base.html" %}{% block main %}{{ reason }}{% endblock %}')
    with serving(site, Visibility(drafts=True, future=True)) as served:
        notice = served.get("/sport/retire/")
        assert notice.status == 200
        assert "Un faux." in notice.text
        assert "Secret" not in notice.text
        assert "data-newsgen-banner" not in notice.text
        assert "<td>Readers</td><td>see it</td>" in served.get("/_newsgen/why/sport/retire/").text


def test_an_embargo_lifts_as_the_clock_moves(site: Newsroom) -> None:
    site.article("embargo", embargo="2026-05-28T23:00")  # three minutes and twenty seconds after NOON
    proofs = Proofs(site.request)
    try:
        assert proofs.refresh(NOON) is not None
        assert proofs.site.until is not None
        assert NOON < proofs.site.until < NOON + 3600
        assert proofs.pull("sport/embargo/index.html") is None
        assert proofs.refresh(proofs.site.until - 1) is None
        assert proofs.refresh(proofs.site.until) == ("the clock",)
        assert proofs.pull("sport/embargo/index.html") is not None
        front = proofs.pull("index.html")
        assert front is not None
        assert b"Embargo" in front.data
    finally:
        proofs.close()


def test_of_very_many_pages_the_last_are_kept(site: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsgen.preview.proofs._MOST_KEPT", 2)
    proofs = Proofs(site.request)
    try:
        proofs.refresh(NOON)
        paths = ["index.html", "sport/un/index.html", "sport/deux/index.html"]
        first = [proofs.pull(path) for path in paths]
        assert proofs.pull(paths[1]) is first[1]
        again = proofs.pull(paths[0])
        assert again is not first[0]
        assert again == first[0]
    finally:
        proofs.close()


def test_the_date_in_a_template_changes_at_midnight(site: Newsroom) -> None:
    site.write("templates/front.html", "{{ site.today() }}")
    proofs = Proofs(site.request)
    try:
        proofs.refresh(NOON)
        before = proofs.pull("index.html")
        assert proofs.site.until is not None
        proofs.refresh(proofs.site.until)
        after = proofs.pull("index.html")
        assert before
        assert after
        assert (before.data, after.data) == (b"2026-05-28", b"2026-05-29")
    finally:
        proofs.close()


def test_an_open_page_reloads_when_the_clock_says_so(site: Newsroom) -> None:
    now = NOON
    site.article("embargo", embargo="2026-05-28T23:00")
    started = time.monotonic()
    with serving(site, clock=lambda: now + int(time.monotonic() - started)) as served:
        tab = served.tab("/")
        now += 3600
        # the server looks at the clock every 30 s at the latest; a change of any file makes it look at once
        served.site.write("newsgen.yaml", SETTINGS)
        assert tab.event() == ("reload", None)
        assert "Embargo" in served.get("/").text


# Live reload


def test_only_the_tab_whose_page_changed_reloads(served: Served) -> None:
    un, deux, front = served.tab(UN), served.tab(DEUX), served.tab("/")
    served.site.article("un", "Autre texte.\n", aliases=["/vieux/un/"])
    assert un.event() == ("reload", None)
    assert "Autre texte." in served.get(UN).text
    served.site.write("static/css/site.css", "p {}\n")
    assert deux.event()[0] == "styles"
    assert front.event()[0] == "styles"
    assert re.fullmatch(
        rf"{FILE}: \d+ files planned, no faults, 1 of 3 open pages reloaded \({UN}\) in \d+ ms", served.said[-2]
    )
    assert re.fullmatch(
        r"static/css/site.css: \d+ files planned, no faults, 3 open pages restyled, "
        r"0 of 3 open pages reloaded in \d+ ms",
        served.said[-1],
    )


def test_a_new_title_reloads_the_article_and_the_lists_that_show_it(served: Served) -> None:
    un, deux, front = served.tab(UN), served.tab(DEUX), served.tab("/")
    served.site.replace(FILE, "Un", "Une")
    assert un.event() == ("reload", None)
    assert front.event() == ("reload", None)
    served.site.write("static/css/site.css", "p {}\n")
    assert deux.event()[0] == "styles"


def test_a_style_edit_swaps_the_sheet_and_reloads_nothing(served: Served) -> None:
    tab = served.tab(UN)
    served.site.write("static/css/site.css", "body { color: white }\n")
    name, styles = tab.event()
    assert name == "styles"
    assert f'href="{styles["sheets"]["/css/site.css"]}"' in served.get(UN).text
    served.site.article("un", "Autre.\n")
    assert tab.event() == ("reload", None)


def test_a_save_that_changes_nothing_says_nothing(served: Served) -> None:
    tab = served.tab(UN)
    text = (served.site.root / FILE).read_text(encoding="utf-8")
    for _ in range(3):
        served.site.write(FILE, text)
        time.sleep(0.1)
    served.site.write("static/css/site.css", "p {}\n")
    assert tab.event()[0] == "styles"
    assert len(served.said) == 1


def test_a_template_edit_reloads_the_pages_that_it_changes(served: Served) -> None:
    un, front = served.tab(UN), served.tab("/")
    served.site.replace("templates/article.html", "<h1>", "<h1>Titre : ")
    assert un.event() == ("reload", None)
    assert "<h1>Titre : Un" in served.get(UN).text
    served.site.replace("templates/base.html", "<body>", "<body class=x>")
    assert front.event() == ("reload", None)


def test_a_tab_that_comes_too_late_reloads_at_once(served: Served) -> None:
    marks = served.get(UN).marks
    with served.noticed():
        served.site.article("un", "Autre.\n")
    tab = Tab(served.port, UN, marks)
    served.tabs.append(tab)
    assert tab.event() == ("reload", None)


def test_many_tabs_of_a_browser_take_turns_so_that_it_can_load_pages(served: Served) -> None:
    first, *others = [served.tab(UN) for _ in range(5)]
    with pytest.raises(AssertionError, match="the stream has ended"):
        first.event()
    served.site.article("un", "Autre.\n")
    assert [tab.event() for tab in others] == [("reload", None)] * 4


def test_a_closed_tab_is_forgotten(served: Served) -> None:
    served.tab(UN).close()
    served.tab(DEUX)

    def only_one_is_open() -> bool:
        with served.noticed():
            served.site.write("static/css/site.css", f"p {{ order: {time.monotonic_ns()} }}\n")
        return "of 1 open page " in served.said[-1]

    eventually(only_one_is_open)


def test_a_change_is_told_in_one_line() -> None:
    change = Change(
        paths=["a.md", "b.md", "c.md", "d.md"],
        planned=1,
        faults=2,
        told=Told(open_pages=5, reloaded=["/a/", "/b/", "/c/", "/d/"], restyled=1, gone_to=None),
        milliseconds=12.4,
    )
    assert change.line == (
        "a.md, b.md, c.md and 1 more: 1 file planned, 2 faults, 1 open page restyled, "
        "4 of 5 open pages reloaded (/a/, /b/, /c/ and 1 more) in 12 ms"
    )


def test_many_texts_saved_at_once_are_not_followed(site: Newsroom) -> None:
    with serving(site, options=Options(host="127.0.0.1", follow=True)) as served:
        tab = served.tab("/")
        with served.noticed():
            site.article("un", "Autre.\n").article("deux", "Autre.\n", date="2026-02-01T08:00")
        with served.noticed():
            site.article("un", "Encore.\n")
        assert tab.event() == ("go", UN)
        with served.noticed():
            site.article("un", category="rien")
        with served.noticed():
            site.article("un", "Encore.\n")
        with served.noticed():
            site.article("brouillon", draft=True)  # which is not shown
        assert [line.count("opened") for line in served.said[-3:]] == [0, 1, 0]


def test_a_tab_whose_stream_ended_unread_is_told_again_where_to_go(following: Served) -> None:
    tab = following.tab("/", "ceci")
    with following.noticed():
        following.site.article("un", "Autre.\n")
    tab.close()
    for _ in range(2):  # as often as it comes back without having gone
        assert following.stream("/", "ceci").event() == ("go", UN)
    with following.noticed():
        following.site.write("static/css/site.css", "p {}\n")
    assert following.stream("/", "ceci").event() == ("go", UN)
    assert [line.count("opened") for line in following.said] == [1, 0]


def test_who_went_elsewhere_or_came_back_is_not_sent_away_again(following: Served) -> None:
    tab = following.tab("/", "ceci")
    with following.noticed():
        following.site.article("un", "Autre.\n")
    assert tab.event() == ("go", UN)
    tab.close()
    for path, name in ((UN, "cela"), (UN, "ceci"), ("/", "cela"), ("/", "")):
        assert following.stream(path, name).event()[0] == "styles", (path, name)


def test_nobody_is_sent_to_a_text_that_is_gone_and_everybody_to_its_address_of_now(following: Served) -> None:
    following.tab("/", "ceci")
    with following.noticed():
        following.site.article("un", "Autre.\n")
    with following.noticed():
        following.site.article("un", "Autre.\n", slug="premier").article("deux", "Autre.\n")
    assert following.stream("/", "ceci").event() == ("go", "/sport/premier/")
    with following.noticed():
        following.site.delete(FILE)
    assert following.stream("/", "ceci").event()[0] == "styles"


def test_the_newest_stream_of_a_document_is_the_one_that_is_told(following: Served) -> None:
    dropped, again = following.tab("/", "ceci"), following.tab("/", "ceci")
    with pytest.raises(AssertionError, match="the stream has ended"):
        dropped.event()
    with following.noticed():
        following.site.article("un", "Autre.\n")
    assert again.event() == ("go", UN)
    assert f"opened {UN}, 0 of 1 open page reloaded" in following.said[-1]


# Files come and go


def test_a_new_article_appears(served: Served) -> None:
    tab, missing = served.tab("/"), served.tab("/sport/trois/")
    served.site.article("trois")
    assert tab.event() == ("reload", None)
    assert missing.event() == ("reload", None)
    assert served.get("/sport/trois/").status == 200


def test_a_deleted_article_disappears(served: Served) -> None:
    tab = served.tab(UN)
    served.site.delete(FILE)
    assert tab.event() == ("reload", None)
    assert served.get(UN).status == 404
    assert "Un" not in served.get("/").page


def test_a_deleted_article_disappears_though_there_is_a_warning(site: Newsroom) -> None:
    site.article("deux", "[vers un](un.md)\n", expires="2027-01-01")
    site.article("brouillon", draft=True)
    site.article("lien", "[brouillon](brouillon.md)\n")
    with serving(site) as served:
        assert served.get(UN).status == 200
        with served.noticed():
            site.delete(FILE).article("deux")
        assert "warning[" in served.get("/_newsgen/").text
        eventually(lambda: served.get(UN).status == 404)


def test_a_renamed_article_moves_and_its_old_address_leads_to_it(served: Served) -> None:
    tab = served.tab(UN)
    text = (served.site.root / FILE).read_text(encoding="utf-8").replace("/vieux/un/", UN)
    served.site.delete(FILE).write("content/articles/une.md", text.replace("title: Un", "title: Une"))
    assert tab.event() == ("reload", None)
    eventually(lambda: served.get(UN).headers.get("location") == "/sport/une/")
    assert "Le texte un." in served.get("/sport/une/").text


def test_a_save_by_atomic_rename_is_noticed_and_backups_are_not(served: Served) -> None:
    tab = served.tab(UN)
    folder = served.site.root / "content/articles"
    text = (folder / "un.md").read_text(encoding="utf-8")
    for name in (".un.md.swp", "un.md~", "4913", "#un.md#", ".#un.md", "un.md.bak", "un.md.tmp"):
        (folder / name).write_text("---\nn'importe quoi", encoding="utf-8")
        time.sleep(0.02)
    time.sleep(0.2)
    assert served.said == []
    (folder / "un.md.tmp").write_text(text.replace("Le texte un.", "Atomique."), encoding="utf-8")
    (folder / "un.md").rename(folder / "un.md~")
    (folder / "un.md.tmp").rename(folder / "un.md")
    assert tab.event() == ("reload", None)
    served.eventually_shows(UN, "Atomique.")
    eventually(lambda: "no faults" in served.said[-1])


def test_a_new_folder_is_noticed_and_what_is_put_into_it_later_too(served: Served) -> None:
    served.site.write(
        "content/articles/2026/05/trois.md", "---\ntitle: Trois\ncategory: sport\ndate: 2026-05-01\n---\nTrois.\n"
    )
    served.eventually_shows("/sport/trois/", "Trois.")
    served.site.replace("content/articles/2026/05/trois.md", "\nTrois.", "\nQuatre.")
    served.eventually_shows("/sport/trois/", "Quatre.")


def test_a_folder_that_was_deleted_and_made_again_is_watched_again(served: Served) -> None:
    content, away = served.site.root / "content", served.site.root / "ailleurs"
    for _ in range(2):
        with served.noticed():
            content.rename(away)
        eventually(lambda: "there is no folder content/" in served.get("/_newsgen/").text)
        away.rename(content)
        served.eventually_shows(UN, "Le texte un.")
    served.site.replace(FILE, "Le texte un.", "Revu.")
    served.eventually_shows(UN, "Revu.")
    served.site.write(
        "content/articles/neuf/trois.md", "---\ntitle: Trois\ncategory: sport\ndate: 2026-05-01\n---\nTrois.\n"
    )
    served.eventually_shows("/sport/trois/", "Trois.")


def test_a_folder_that_was_replaced_at_once_is_watched_again(served: Served) -> None:
    content, away = served.site.root / "content", served.site.root.parent / "copie"
    for number in range(3):
        shutil.copytree(content, away)
        shutil.rmtree(content)
        shutil.copytree(away, content)
        shutil.rmtree(away)
        served.site.article("un", f"Replacé {number}.\n")
        served.eventually_shows(UN, f"Replacé {number}.")
        time.sleep(0.1)
        served.site.article("un", f"Revu {number}.\n")
        served.eventually_shows(UN, f"Revu {number}.")


def test_a_network_drive_is_looked_at_twice_a_second(site: Newsroom) -> None:
    with serving(site, options=Options(host="127.0.0.1", poll=True)) as served:
        tab, numbers = served.tab(UN), itertools.count()

        def noticed() -> bool:  # once the polling observer has its first picture of the tree
            site.article("un", f"Autre {next(numbers)}.\n")
            time.sleep(0.6)
            return bool(served.said)

        eventually(noticed)
        assert tab.event() == ("reload", None)


def test_an_edit_of_the_settings_is_shown(served: Served) -> None:
    with served.noticed():
        served.site.write("newsgen.yaml", SETTINGS + "permalinks:\n  article: /a/{slug}/\n")
    assert re.match(r"newsgen.yaml: \d+ files planned, no faults, ", served.said[-1])
    assert "Le texte un." in served.get("/a/un/").text
    assert served.get(UN).status == 404
    assert_equals_build(served)


def test_the_cache_may_be_deleted_while_the_preview_runs(served: Served) -> None:
    for file in (served.site.root / ".newsgen/preview").iterdir():
        file.unlink()
    served.site.article("un", "Autre.\n")
    served.eventually_shows(UN, "Autre.")
    served.site.article("un", "Encore.\n")
    served.eventually_shows(UN, "Encore.")
    assert_equals_build(served)


def test_a_look_at_the_sources_that_fails_is_told_and_the_preview_goes_on(site: Newsroom) -> None:
    with serving(site) as served:
        cache = site.root / ".newsgen"
        served.get(UN)
        shutil.rmtree(cache)
        cache.write_bytes(b"")  # in the way of a new one
        with served.noticed():
            site.article("un", "Autre.\n")
        assert re.fullmatch(
            r"newsgen: the sources could not be looked at: .*Not a directory.* \(NotADirectoryError\)", served.said[-1]
        )
        assert served.get(UN).status == 200
        cache.unlink()
        site.article("un", "Encore.\n")
        served.eventually_shows(UN, "Encore.")
        assert_equals_build(served)
        served.said[:] = [line for line in served.said if "could not be looked at" not in line]


# Faults


@pytest.mark.parametrize("broken", ["settings", "no settings", "template", "front matter"])
def test_a_broken_site_explains_itself_and_mends_itself(site: Newsroom, broken: str) -> None:
    path, text, where = {
        "settings": ("newsgen.yaml", "title: [\n", "newsgen.yaml:"),
        "no settings": ("newsgen.yaml", "", "newsgen.yaml:1:1"),
        "template": ("templates/article.html", "{% if %}", "templates/article.html:1:"),
        "front matter": (FILE, "---\ntitle: [Un\n---\n", f"{FILE}:2:"),
    }[broken]
    sound = (site.root / path).read_text(encoding="utf-8")
    site.write(path, text)
    if broken == "no settings":
        site.delete(path)
    with serving(site) as served:
        answer = served.get(UN)
        assert answer.status == 503
        assert where in answer.text
        assert answer.marks[0] == ""
        tab = Tab(served.port, UN, answer.marks)
        served.tabs.append(tab)
        assert tab.event()[0] == "styles"
        with served.noticed():
            site.write("newsgen.yaml" if broken == "front matter" else FILE, "---\ntitle: {\n---\n")  # another one
            site.write(path, text + "\n# toujours pas\n")
        if broken == "front matter":
            assert tab.event() == ("reload", None)
            site.write("newsgen.yaml", SETTINGS)
        else:
            site.article("un", "Le texte un.\n", aliases=["/vieux/un/"])
        site.write(path, sound)
        eventually(lambda: served.get(UN).status == 200)
        assert tab.event() == ("reload", None)
        eventually(lambda: "<template data-newsgen-faults" not in served.get(UN).text)
        assert_equals_build(served)


def test_a_broken_article_stays_as_it_was_with_its_faults_over_it(served: Served) -> None:
    tab, sound = served.tab(UN), served.get(UN)
    text = (served.site.root / FILE).read_text(encoding="utf-8")
    served.site.write(FILE, text.replace("title: Un", "title: [Un"))
    name, faults = tab.event()
    assert name == "faults"
    assert f"{FILE}:2:" in faults["html"]
    broken = served.get(UN)
    assert (broken.status, broken.page) == (200, sound.page)
    assert f"<template data-newsgen-faults>{faults['html']}</template>" in broken.text
    assert broken.marks == (sound.marks[0], faults["mark"])
    assert re.match(rf"{FILE}: \d+ files planned, 1 fault, 0 of 1 open page reloaded in ", served.said[-1])
    served.site.write(FILE, text)
    assert tab.event() == ("faults", {"html": "", "mark": ""})
    assert served.get(UN).text == sound.text


def test_settings_that_break_leave_all_pages_as_they_were(served: Served) -> None:
    with served.noticed():
        served.site.write("newsgen.yaml", "title: [\n")
    for path in (UN, DEUX, "/"):
        answer = served.get(path)
        assert answer.status == 200
        assert "newsgen.yaml:" in answer.text
    with served.noticed():
        served.site.write("newsgen.yaml", SETTINGS)
    assert_equals_build(served)


def test_a_template_that_fails_on_a_page_is_named_with_its_line_and_the_page(served: Served) -> None:
    un, deux = served.tab(UN), served.tab(DEUX)
    sound = served.get(UN)
    broken = TEMPLATES["article.html"].replace("<h1>", '{% if article.title == "Un" %}\n{{ 1 // 0 }}{% endif %}<h1>')
    served.site.write("templates/article.html", broken)
    name, faults = un.event()
    assert name == "faults"
    assert "templates/article.html:2:" in faults["html"]
    assert f"(while rendering {UN})" in faults["html"]
    assert served.get(UN).page == sound.page
    assert deux.event()[0] in {"faults", "reload"}
    served.site.write("templates/article.html", TEMPLATES["article.html"])
    assert un.event() == ("faults", {"html": "", "mark": ""})


def test_a_page_that_fails_when_it_is_first_asked_for_is_explained(site: Newsroom) -> None:
    site.write("templates/article.html", "{{ article.nothing }}")
    with serving(site) as served:
        assert served.get("/").status == 200
        answer = served.get(UN)
        assert (answer.status, "templates/article.html:1:" in answer.text) == (503, True)


def test_faults_cannot_bring_html_into_the_page(site: Newsroom) -> None:
    site.article("un", category="</template><script>alert(1)</script>")
    with serving(site, options=Options(host="127.0.0.1", editor="ed://{path}")) as served:
        text = served.get("/").text
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert" in text


def test_faults_link_to_the_editor(site: Newsroom) -> None:
    site.article("un", category="sports")
    with serving(site, options=Options(host="127.0.0.1", editor="ed://{path}:{line}:{column}?a&b")) as served:
        assert (
            f'<a href="ed://{(site.root / FILE).resolve()}:3:11?a&amp;b">{FILE}:3:11</a>: error['
            in served.get("/").text
        )


def test_of_very_many_faults_the_first_are_shown(site: Newsroom) -> None:
    site.article("un", "".join(f"[x](rien-{number}.md)\n" for number in range(80)))
    with serving(site) as served:
        text = served.get("/").text
        assert text.count(": error[dead-link]") == 50
        assert "and 30 more. All 80 faults by kind:\n  80 × error[dead-link] " in text


# The command


class Command:
    """``newsgen serve`` as people start it."""

    def __init__(self, site: Newsroom, *arguments: str) -> None:
        command = [sys.executable, "-W", "error", "-m", "newsgen", "serve", "--site", str(site.root), *arguments]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def port(self) -> int:
        assert self.process.stdout
        line = self.process.stdout.readline()
        if line.startswith("reading"):  # on a slow machine
            line = self.process.stdout.readline()
        found = re.fullmatch(
            r"preview at http://127\.0\.0\.1:(\d+)/   desk at http://127\.0\.0\.1:\1/_newsgen/ .*\n", line
        )
        assert found, line or self.end()
        return int(found[1])

    def end(self, number: signal.Signals | None = None) -> tuple[int, str, str]:
        if number is not None:
            self.process.send_signal(number)
        out, err = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, out, err


@pytest.fixture
def start(site: Newsroom) -> Iterator[Callable[..., Command]]:
    started: list[Command] = []

    def begin(*arguments: str) -> Command:
        started.append(Command(site, *arguments))
        return started[-1]

    yield begin
    for each in started:
        if each.process.poll() is None:
            each.process.kill()
            each.process.communicate()


def test_ctrl_c_ends_cleanly_with_a_page_open(site: Newsroom, start: Callable[..., Command]) -> None:
    command = start("--port", "0", "--at", "2026-05-28T12:00")
    served = Served(site, command.port(), [])
    tab = served.tab(UN)
    site.article("un", "Autre.\n")
    assert tab.event() == ("reload", None)
    again = served.tab(UN)
    code, out, err = command.end(signal.SIGINT)
    assert (code, err) == (0, "")  # a page that has to be ended by force is an error
    assert re.fullmatch(rf"{FILE}: \d+ files planned, no faults, 1 of 1 open page reloaded \({UN}\) in \d+ ms\n\n", out)
    tab.close()
    again.close()


def test_ctrl_c_ends_cleanly_without_one(start: Callable[..., Command]) -> None:
    command = start("--port", "0")
    command.port()
    assert command.end(signal.SIGINT) == (0, "\n", "")


def test_ctrl_c_ends_cleanly_before_the_site_has_been_read(site: Newsroom, start: Callable[..., Command]) -> None:
    first = start("--port", "0")
    first.port()
    first.end(signal.SIGINT)
    cache = sqlite3.connect(site.root / ".newsgen/preview/cache.db")
    cache.execute("BEGIN EXCLUSIVE")  # what the first look must wait for
    command = start("--port", "0")
    assert command.process.stdout
    assert command.process.stdout.readline() == "reading the site …\n"
    assert command.end(signal.SIGINT) == (0, "\n", "")  # while it still waits for the cache
    cache.close()


def test_the_editor_may_be_named_in_the_environment(
    site: Newsroom, start: Callable[..., Command], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSGEN_EDITOR", "ed://{path}:{line}")
    site.article("un", category="sports")
    served = Served(site, start("--port", "0").port(), [])
    assert f'<a href="ed://{(site.root / FILE).resolve().as_posix()}:3">{FILE}:3:11</a>' in served.get("/").text


def test_the_browser_is_opened_on_request(
    tmp_path: Path, start: Callable[..., Command], monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, opened = tmp_path / "browser", tmp_path / "opened"
    browser.write_text(f'#!/bin/sh\nprintf "%s" "$1" > {opened}\nexec sleep 3 >/dev/null 2>&1\n', encoding="utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{browser} %s")
    command = start("--port", "0", "--host", "0.0.0.0", "--open")
    port = command.port()
    eventually(opened.exists)
    eventually(lambda: opened.read_text(encoding="utf-8") == f"http://127.0.0.1:{port}/")
    assert command.end(signal.SIGINT)[0] == 0


def test_a_busy_port_gets_a_clear_message(start: Callable[..., Command]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        code, out, err = start("--port", str(port)).end()
    assert (code, out) == (1, "")
    assert err == f"newsgen: cannot listen on 127.0.0.1:{port}: Address already in use; try --port auto\n"


def test_an_automatic_port_is_the_next_free_one(site: Newsroom, start: Callable[..., Command]) -> None:
    port = start("--port", "auto", "--at", "2026-05-28T12:00").port()
    assert 8000 <= port < 8100
    assert "Le texte un." in Served(site, port, []).get(UN).text


def test_a_second_preview_of_a_site_says_so(start: Callable[..., Command]) -> None:
    start("--port", "0").port()
    assert start("--port", "0").end() == (1, "", "newsgen: another preview of this site is running\n")


def test_drafts_at_an_instant_from_the_command_line(site: Newsroom, start: Callable[..., Command]) -> None:
    site.article("brouillon", draft=True).article("demain", date="2027-01-01T08:00")
    served = Served(site, start("--port", "0", "--drafts", "--future", "--at", "2026-01-15").port(), [])
    for name in ("brouillon", "demain", "deux"):  # the last is of February
        assert "Readers do not see this page." in served.get(f"/sport/{name}/").text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--port", "huit"], "huit is no port: give a number, or auto"),
        (["--port", "65536"], "65536 is no port: give a number, or auto"),
        (["--editor", "vscode://{file}"], "it may name {path}, {line} and {column}, and nothing else in braces"),
        (["--editor", "x{path.__class__.nope}"], "it may name {path}, {line} and {column}, and nothing else in braces"),
    ],
)
def test_wrong_options_are_explained(start: Callable[..., Command], arguments: list[str], message: str) -> None:
    code, _, err = start(*arguments).end()
    assert (code, message in err) == (2, True)


def test_a_host_that_others_reach_gets_a_warning(start: Callable[..., Command]) -> None:
    command = start("--host", "0.0.0.0", "--port", "0")
    command.port()
    code, _, err = command.end(signal.SIGINT)
    assert (code, err) == (0, "warning: everybody who reaches 0.0.0.0 can read this site, drafts included\n")


def test_a_text_that_was_put_back_is_shown_as_it_is_even_after_a_restart(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("un", "Premier état.\n", slug="un").article("deux")
    source, page = "content/articles/un.md", "sport/un/index.html"
    first = (room.root / source).read_text()

    def shown(proofs: Proofs) -> str:
        proof = proofs.pull(page)
        assert proof is not None
        return "Second" if b"Second" in proof.data else "Premier"

    proofs = Proofs(room.request)
    proofs.refresh(room.now)
    room.write(source, first.replace("Premier", "Second"))
    proofs.refresh(room.now, {source})
    assert shown(proofs) == "Second"
    room.write(source, first)
    proofs.refresh(room.now)
    assert shown(proofs) == "Premier"
    proofs.close()
    proofs = Proofs(room.request)
    proofs.refresh(room.now)
    assert shown(proofs) == "Premier"
    proofs.close()


def test_a_template_that_is_no_text_is_a_fault_until_it_is_one(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("un").write("templates/mine.html", "bon\n")
    proofs = Proofs(room.request)
    proofs.refresh(room.now)
    seen = []
    for text in (b"mauvais \xe9\n", b"bon\n"):
        room.write("templates/mine.html", text)
        proofs.refresh(room.now)
        seen.append([each.fault.code for each in proofs.faults])
    proofs.close()
    assert seen == [["not-utf8"], []]
