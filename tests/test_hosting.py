"""What hosts are told: redirects, what is gone, what may be kept, in the file and the grammar of each."""

from __future__ import annotations

import json
import random
from datetime import datetime
from pathlib import Path
from typing import Any, get_args
from urllib.parse import quote, unquote

import pytest
import yaml

from host_grammars import read_cloudflare, read_gitlab, read_headers, read_netlify
from newsgen.build.explain import explain
from newsgen.build.verify import verify
from newsgen.hosting.hosts import HOSTS
from newsgen.hosting.locations import location, same_pages, spellings
from newsgen.hosting.rules import Header, Move, Rules
from newsgen.model.hosting_settings import HostName
from newsgen.preview.proofs import Proofs
from newsroom import NOON, SETTINGS, Newsroom, codes, rendered, tree
from odd_names import odd_names

pytestmark = pytest.mark.usefixtures("theme_once")

REDIRECTS = "content/redirects.yaml"
BESIDE = ".newsgen/hosting"
WITHDRAWN = {"date": "2026-04-01", "reason": "Elle visait la mauvaise personne."}


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return plain(tmp_path / "site", "nginx")


def plain(root: Path, hosting: str) -> Newsroom:
    """Make a site with two articles and templates that print next to nothing."""
    room = Newsroom(root)
    for name in (
        "article",
        "front",
        "category",
        "page",
        "index",
        "month",
        "author",
        "tag",
        "404",
        "search",
        "withdrawn",
    ):
        room.write(f"templates/{name}.html", "<p>{{ page.title }}</p>\n")
    room.write("templates/redirect.html", "{{ page.url }} > {{ target }}\n")
    room.article("finale", title="La finale").article("vote", title="Le vote", date="2026-02-01")
    return host(room, hosting)


def host(room: Newsroom, hosting: str, url: str = "https://test.example") -> Newsroom:
    return room.write("newsgen.yaml", SETTINGS.replace("https://test.example", url) + f"hosting: {hosting}\n")


def redirects(room: Newsroom, **leads: str) -> Newsroom:
    """Write redirects, ``_`` for ``/``."""
    lines = [{"from": name.replace("_", "/"), "to": to} for name, to in leads.items()]
    return room.write(REDIRECTS, yaml.safe_dump({"redirects": lines}, allow_unicode=True, sort_keys=False))


def beside(room: Newsroom) -> dict[str, str]:
    return {name: data.decode() for name, data in tree(room.root / BESIDE).items()}


# The files, and where they lie


def test_every_host_of_the_settings_is_declared_and_no_other() -> None:
    assert set(get_args(HostName)) == HOSTS.keys()


def test_nginx_is_told_by_maps_and_by_what_asks_them(room: Newsroom) -> None:
    redirects(room, _a_="finale", _b_="/a/").article("vote", title="Le vote", withdrawn=WITHDRAWN).built()
    assert beside(room) == {
        "nginx-http.conf": """\
# Written by newsgen, anew at every build: see docs/operators.md. To be included in http { }.
map $uri $newsgen_moved {
  default "";
  "/a/" "/sport/la-finale/";
  "/a" "/sport/la-finale/";
  "/a/index.html" "/sport/la-finale/";
  "/b/" "/sport/la-finale/";
  "/b" "/sport/la-finale/";
  "/b/index.html" "/sport/la-finale/";
}
geo $newsgen_dollar {
  default "$";
}
map $uri $newsgen_gone {
  default "";
  "/sport/le-vote/" "/sport/le-vote/index.html";
  "/sport/le-vote" "/sport/le-vote/index.html";
  "/sport/le-vote/index.html" "/sport/le-vote/index.html";
}
map $uri $newsgen_cache {
  default "";
  "~\\\\.[0-9a-f]{8}\\\\.[A-Za-z0-9]+$" "public, max-age=31536000, immutable";
  "~(?:/|\\\\.(?:html?|xml|json|txt))$" "public, max-age=0, must-revalidate";
}
""",
        "nginx-server.conf": """\
# Written by newsgen, anew at every build: see docs/operators.md. To be included in the server { } of the site, which
# has the line root, with nginx-http.conf in http { }. A location with a line add_header of its own needs those of
# nginx-headers.conf as well (include it there), for such lines replace those that stand further out.
error_page 404 "/404.html";
error_page 418 = @newsgen_moved;
location @newsgen_moved {
  absolute_redirect off;
  return 301 $newsgen_moved;
}
if ($newsgen_moved) {
  return 418;
}
error_page 410 @newsgen_gone;
location @newsgen_gone {
  try_files $newsgen_gone =410;
}
if ($newsgen_gone) {
  return 410;
}
add_header Cache-Control $newsgen_cache;
add_header X-Content-Type-Options "nosniff" always;
add_header Referrer-Policy "strict-origin-when-cross-origin" always;
add_header Permissions-Policy "camera=(), geolocation=(), microphone=()" always;
""",
        "nginx-headers.conf": """\
# Written by newsgen, anew at every build: see docs/operators.md. To be included in each location { } that has a line
# add_header of its own.
add_header Cache-Control $newsgen_cache;
add_header X-Content-Type-Options "nosniff" always;
add_header Referrer-Policy "strict-origin-when-cross-origin" always;
add_header Permissions-Policy "camera=(), geolocation=(), microphone=()" always;
""",
    }
    assert room.page("a/index.html") == "/a/ > /sport/la-finale/\n"
    assert room.page("b/index.html") == "/b/ > /sport/la-finale/\n", "pages lead straight to the end as well"


def test_apache_reads_its_rules_from_the_site(room: Newsroom) -> None:
    redirects(host(room, "apache", "https://test.example/journal"), _a_="finale", **{"_b.html": "vote"}).built()
    text = room.page(".htaccess")
    assert 'ErrorDocument 404 "/journal/404.html"\n' in text
    assert 'RewriteRule "^a(?:/(?:index\\.html)?)?$" "/journal/sport/la-finale/" [R=301,NE,QSD,L]\n' in text
    assert 'RewriteRule "^b\\.html$" "/journal/sport/le-vote/" [R=301,NE,QSD,L]\n' in text
    assert beside(room) == {}


def test_s3_is_told_by_the_objects_that_redirect(room: Newsroom) -> None:
    redirects(
        host(room, "s3", "https://test.example/journal"), **{"_é_": "finale", "_b.html": "https://x.example/"}
    ).built()
    assert json.loads(beside(room)["s3-redirects.json"]) == [
        {"Key": "journal/b.html", "WebsiteRedirectLocation": "https://x.example/"},
        {"Key": "journal/é/index.html", "WebsiteRedirectLocation": "/journal/sport/la-finale/"},
    ]
    assert json.loads(beside(room)["s3-website.json"])["ErrorDocument"] == {"Key": "journal/404.html"}


@pytest.mark.parametrize("hosting", ["github", "none", "[]"])
def test_a_host_without_rules_gets_pages_and_nothing_else(room: Newsroom, hosting: str) -> None:
    plain_site = redirects(host(room, "[]"), _a_="finale")
    plain_site.built()
    before = room.public()
    host(room, hosting).built()
    needed = {".nojekyll": b""} if "github" in hosting else {}  # or it hides /.well-known/
    assert room.public() == {**before, **needed}
    assert beside(room) == {}


def test_several_hosts_are_told_at_once_each_in_its_own_file(room: Newsroom) -> None:
    redirects(host(room, "[netlify, nginx, caddy, apache, s3, github]"), _a_="finale").built()
    assert sorted(beside(room)) == [
        *("caddy-site.conf", "nginx-headers.conf", "nginx-http.conf", "nginx-server.conf"),
        *("s3-redirects.json", "s3-website.json"),
    ]
    assert "/a/ /sport/la-finale/ 301!\n" in room.page("_redirects")
    assert 'RewriteRule "^a' in room.page(".htaccess")
    assert "a/index.html" in room.public()


# The grammars of those who show no server to a test


def odd_site(room: Newsroom, hosting: str, count: int) -> dict[str, str]:
    """Write odd redirects; give the targets by old path."""
    choose = random.Random(7)
    targets = {
        "/sport/la-finale/": "/sport/la-finale/",
        "https://été.example:8443/à/:b/*?x=$1&y=:z#ç": "https://xn--t-9fab.example:8443/%C3%A0/%3Ab/%2A?x=%241&y=%3Az#%C3%A7",
        "https://x.example/{a}": "https://x.example/%7Ba%7D",
    }
    leads = {
        f"/{name}/" if number % 3 else f"/{name}.html": choose.choice(list(targets))
        for number, name in enumerate(odd_names(count))
    }
    lines = [{"from": quote(path), "to": to} for path, to in leads.items()]
    host(room, hosting).write(REDIRECTS, yaml.safe_dump({"redirects": lines}, allow_unicode=True)).built()
    return {path: targets[to] for path, to in leads.items()}


def test_netlify_reads_every_odd_address_in_every_spelling(room: Newsroom) -> None:
    leads = odd_site(room, "netlify", 300)
    read = read_netlify(room.page("_redirects"))
    assert read == {(each, ""): target for path, target in leads.items() for each in spellings(path)}


def test_cloudflare_reads_every_odd_address_in_every_spelling(room: Newsroom) -> None:
    leads = odd_site(room, "{host: cloudflare, redirects: rules}", 150)
    read = read_cloudflare(room.page("_redirects"))
    asked = {each: target for path, target in leads.items() for same in same_pages(path) for each in spellings(same)}
    assert {quote(each, safe="/!$&'()*+,;=:@~|[]%"): target for each, target in asked.items()} == read
    assert not any(
        "index.html" in path and path in {f"{quote(p[1:])}index.html" for p in leads} for path in room.public()
    )


def test_gitlab_reads_what_it_can_and_the_rest_has_pages(room: Newsroom) -> None:
    leads = odd_site(room, "gitlab", 300)
    read = read_gitlab(room.page("_redirects"))
    sayable = {path: target for path, target in leads.items() if not set(path) & set(" \u00a0%")}
    assert read == {path.removesuffix("/") + "/": target for path, target in sayable.items()}
    assert 50 < len(read) < 280
    for path in leads:
        page = path.removeprefix("/") + ("index.html" if path.endswith("/") else "")
        assert (room.root / "public" / page).exists() == (path not in sayable), path


def test_netlify_is_told_of_nothing_that_it_takes_for_the_same_address(room: Newsroom) -> None:
    host(room, "{host: netlify, redirects: rules}").article(
        "finale", title="La finale", aliases=["/sport/la-finale.html", "/b"]
    )
    room.built()
    assert read_netlify(room.page("_redirects")) == {("/b/", ""): "/sport/la-finale/"}
    assert room.page("sport/la-finale.html") == "/sport/la-finale.html > /sport/la-finale/\n"
    assert "b/index.html" not in room.public()


def test_files_with_a_digest_in_their_names_may_be_kept_for_ever(room: Newsroom) -> None:
    room.write("static/css/a.css", "a{}").write("static/js/b.0123abcd.js", "1")
    host(room, "[netlify, nginx, apache, caddy]").built()
    read = read_headers(room.page("_headers"))
    marked = [path for path in room.public() if path.startswith("css/a.") and path != "css/a.css"]
    assert len(marked) == 1
    assert read[f"/{marked[0]}"] == {"Cache-Control": "public, max-age=31536000, immutable"}
    assert "/js/b.0123abcd.js" not in read
    assert read.pop("/*") == {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }
    assert {f"/{path}" for path in room.public()} >= read.keys()
    again = '"public, max-age=0, must-revalidate"'
    assert f'  "/js/b.0123abcd.js" {again};\n' in beside(room)["nginx-http.conf"]
    assert r'not path_regexp newsgen_alike "^(?:/js/b\.0123abcd\.js)$"' in beside(room)["caddy-site.conf"]
    assert f'<FilesMatch "^(?:b\\\\.0123abcd\\\\.js)$">\nHeader set Cache-Control {again}\n' in room.page(".htaccess")


@pytest.mark.parametrize("name", ["netlify", "cloudflare"])
def test_headers_are_told_once_for_all_paths_and_once_for_each_that_has_more(name: str) -> None:
    everywhere = Header("X-Content-Type-Options", "nosniff"), Header("Referrer-Policy", "no-referrer")
    hub = Header("Link", '<https://hub.example/>; rel="hub"', ("/journal/été/", "/journal/feed.xml"))
    write = HOSTS[name].write
    assert write is not None
    rules = Rules(base="/journal", lasting=("/journal/a.0123abcd.css",), headers=(*everywhere, hub))
    (file,) = write(rules)
    links = {"Link": hub.value}
    assert (file.path, read_headers(file.text)) == (
        "_headers",
        {
            "/journal/*": {each.name: each.value for each in everywhere},
            "/journal/%C3%A9t%C3%A9/": links,
            "/journal/%C3%A9t%C3%A9/index.html": links,
            "/journal/feed.xml": links,
            "/journal/a.0123abcd.css": {"Cache-Control": "public, max-age=31536000, immutable"},
        },
    )


def test_a_line_of_headers_that_is_too_long_for_cloudflare_is_counted() -> None:
    cloudflare = HOSTS["cloudflare"]
    assert cloudflare.write is not None
    rules = Rules(headers=(Header("X-Long", "a" * 2_000),))
    told = [(each.things, each.count) for each in cloudflare.limits(cloudflare.write(rules)) if each.count > each.most]
    assert told == [("characters in a line of headers", 2_010)]


# Rules instead of pages


def test_rules_alone_leave_out_the_pages_and_every_address_is_still_one(room: Newsroom) -> None:
    redirects(host(room, "[{host: nginx, redirects: rules}, gitlab]"), _a_="finale").built()
    assert "a/index.html" not in room.public()
    assert '"/a/" "/sport/la-finale/"' in beside(room)["nginx-http.conf"]
    assert room.page("_redirects").endswith("/a/ /sport/la-finale/ 301\n")
    redirects(room, **{"_sport_la-finale_": "vote"})
    assert codes(room.build()) == [f"{REDIRECTS}:2:9 alias-taken"]
    room.write(REDIRECTS, "redirects: [{from: /a/, to: /b/}, {from: /b/, to: /a/}]\n")
    assert codes(room.build()) == [f"{REDIRECTS}:1:20 redirect-circle", f"{REDIRECTS}:1:42 redirect-circle"]


def test_a_host_that_needs_pages_keeps_them_for_all(room: Newsroom) -> None:
    redirects(host(room, "[{host: nginx, redirects: rules}, github]"), _a_="finale").built()
    assert "a/index.html" in room.public()
    redirects(host(room, "[gitlab, github]"), _a_="finale").built()
    assert "a/index.html" in room.public()
    assert "_redirects" not in room.public(), "GitLab asks no rule where a page stands"


def test_pages_alone_leave_the_rules_to_what_no_page_can_answer(room: Newsroom) -> None:
    host(room, "{host: netlify, redirects: pages}").article(
        "finale", title="La finale", aliases=["/a/", "/?p=1", "/b.php"]
    )
    assert codes(room.built()) == []
    assert read_netlify(room.page("_redirects")) == {
        ("/", "p=1"): "/sport/la-finale/",
        ("/b.php/", ""): "/sport/la-finale/",
    }


@pytest.mark.parametrize(
    ("hosting", "told"),
    [
        ("nginx", []),
        ("[nginx, apache, caddy, netlify]", []),
        ("cloudflare", ["/?p=123"]),
        ("[nginx, github]", ["/article.php", "/?p=123"]),
        ("none", ["/article.php", "/?p=123"]),
    ],
)
def test_an_old_address_of_a_program_is_no_warning_where_every_host_is_told(
    room: Newsroom, hosting: str, told: list[str]
) -> None:
    host(room, hosting).article("finale", title="La finale", aliases=["/article.php", "/?p=123"])
    faults = [each.fault for each in room.built().faults]
    assert {each.code for each in faults} <= {"old-address"}
    assert [
        address for address in ("/article.php", "/?p=123") if any(f"“{address}”" in each.message for each in faults)
    ] == told
    assert [each.help for each in faults if hosting == "none" and "?p" in each.message] in (
        [],
        ["your host cannot be told by newsgen: let it redirect ?p=123 to /sport/la-finale/, if it can"],
    )


def test_a_question_mark_without_a_query_is_no_rule_for_the_front_page(room: Newsroom) -> None:
    host(room, "netlify").article("finale", title="La finale", aliases=["/?", "/a/?p=1"]).built()
    assert list(read_netlify(room.page("_redirects"))) == [("/a/", "p=1")]


def test_the_preview_leads_on_where_readers_meet_a_rule(room: Newsroom) -> None:
    redirects(host(room, "{host: nginx, redirects: rules}"), _a_="finale")
    proofs = Proofs(room.request)
    try:
        proofs.refresh(NOON)
        proof = proofs.pull("a/index.html")
        assert proof is not None
        assert proof.target == "/sport/la-finale/"
    finally:
        proofs.close()


def test_an_old_address_with_a_query_leads_to_one_place(room: Newsroom) -> None:
    host(room, "[nginx, caddy]").article("finale", title="La finale", aliases=["/?p=1", "/b/?p=1", "/b?p=1"]).built()
    assert beside(room)["caddy-site.conf"].count('"/b?p=1"') == 1
    room.article("vote", title="Le vote", date="2026-02-01", aliases=["/?p=1"])
    assert codes(room.build()) == ["content/articles/vote.md:6:3 alias-taken"]
    host(room, "[]").built()


# What is gone


def test_a_withdrawn_text_is_gone_where_a_host_can_say_so(room: Newsroom) -> None:
    host(room, "[nginx, caddy, apache, s3, netlify]")
    room.article(
        "finale", title="La finale", aliases=["/vieux/"], withdrawn={**WITHDRAWN, "date": "2026-06-01"}
    ).built()
    assert "newsgen_gone" not in str(beside(room))
    assert "[G]" not in room.page(".htaccess")
    room.now = NOON + 30 * 86_400
    room.built()
    assert '"/sport/la-finale/" "410"\n' in beside(room)["caddy-site.conf"]
    assert 'RewriteRule "^sport/la-finale(?:/(?:index\\.html)?)?$" - [G]\n' in room.page(".htaccess")
    assert '"/vieux/" "/sport/la-finale/"' in beside(room)["nginx-http.conf"]
    assert "/vieux/ /sport/la-finale/ 301!\n" in room.page("_redirects")


@pytest.mark.parametrize("matter", ["draft", "embargo", "date", "expires"])
def test_no_rule_tells_of_a_text_that_is_not_live(room: Newsroom, matter: str) -> None:
    host(room, "[nginx, caddy, s3, apache, netlify]")
    moment = {"embargo": "2026-05-29T12:00:00+02:00", "date": "2026-05-29T12:00:00+02:00"}
    given: dict[str, Any] = {"draft": True, "expires": "2026-04-01", **moment}
    room.article("canari", aliases=["/canari-vieux/", "/?p=canari"], **{matter: given[matter]})
    room.write(REDIRECTS, "redirects: [{from: /canari-ancien/, to: canari}]\n")
    room.now = int(datetime.fromisoformat(moment["date"]).timestamp()) - 1
    assert "not-published" in str(codes(room.built()))
    assert "canari" not in str((beside(room), room.public())).lower()
    if matter in moment:
        room.now += 1
        room.built()
        for each in ("/canari-vieux/", "/?p=canari", "/canari-ancien/"):
            assert f'"{each}" "/sport/canari/"' in beside(room)["nginx-http.conf"]


# The newsroom's own files


def test_what_the_newsroom_tells_its_host_follows_below_what_newsgen_tells(room: Newsroom, tmp_path: Path) -> None:
    host(room, "netlify").write("static/_redirects", "\ufeff/api/* https://api.example/:splat 200\n")
    redirects(room, _a_="finale").built()
    assert room.page("_redirects").endswith(
        "/a/ /sport/la-finale/ 301!\n\n# From static/_redirects:\n/api/* https://api.example/:splat 200\n"
    )
    room.write("static/_redirects", "/x /y 302\n")
    assert rendered(room.built()) == {"_redirects"}
    assert "holds: the rules for Netlify" in str(explain(room.request, "/_headers"))
    assert room.public() == room.clean(tmp_path / "clean")
    host(room, "nginx").built()
    assert room.page("_redirects") == "/x /y 302\n"


def test_a_page_where_a_host_reads_its_rules_is_a_fault(room: Newsroom) -> None:
    redirects(host(room, "netlify"), _a_="finale").write("static/_redirects/x.txt", "-")
    assert [each.fault.code for each in room.build().faults] == ["same-address"]


# Faults


@pytest.mark.parametrize(
    ("hosting", "fault"),
    [
        ("nginz", "5:10 bad-value"),
        ("{host: github, redirects: rules}", "5:36 bad-hosting"),
        ("[netlify, cloudflare]", "5:20 bad-hosting"),
        ("[nginx, caddy, nginx]", "5:25 bad-hosting"),
        ("[none, nginx]", "5:11 bad-hosting"),
        ("[nginx, none]", "5:18 bad-hosting"),
        ("{redirects: rules}", "5:1 missing-field"),
        ("{host: nginx, redirects: all}", "5:35 bad-value"),
    ],
)
def test_hosts_that_cannot_be_as_they_are_set_are_faults(room: Newsroom, hosting: str, fault: str) -> None:
    assert codes(host(room, hosting).build()) == [f"newsgen.yaml:{fault}"]


@pytest.mark.parametrize(
    ("hosting", "count", "message"),
    [
        ("gitlab", 1_001, "GitLab takes 1,000 redirects and no more, and here are 1,001"),
        ("cloudflare", 2_001, "Cloudflare takes 2,000 redirects and no more, and here are 2,001"),
    ],
)
def test_more_rules_than_a_host_takes_are_a_fault_with_the_count_and_the_choice(
    room: Newsroom, hosting: str, count: int, message: str
) -> None:
    redirects(host(room, hosting), **{f"_{number}_": "finale" for number in range(count)})
    report = room.build()
    assert [each.fault.message for each in report.faults] == [message]
    assert report.faults[0].fault.help == "write “redirects: pages” for this host, and HTML pages lead on"


def test_bytes_and_files_have_their_limits_too(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    redirects(host(room, "gitlab"), **{f"_{'x' * 200}{number}_": "finale" for number in range(400)})
    message = "GitLab takes 65,536 bytes of redirects and no more, and here are 91,156"
    assert [each.fault.message for each in room.build().faults] == [message]
    host(room, "{host: gitlab, redirects: pages}").built()
    assert "_redirects" not in room.public()
    room.delete(REDIRECTS)
    cloudflare = HOSTS["cloudflare"]
    assert [most for most, _ in cloudflare.most_files] == [100_000, 20_000]
    for most, severity in ((((5, ""),), "error"), (((10_000, ""), (5, "paid")), "warning")):
        monkeypatch.setitem(HOSTS, "cloudflare", type(cloudflare)(**{**_fields(cloudflare), "most_files": most}))  # type: ignore[arg-type]
        report = host(room, "cloudflare").build()
        assert [(each.fault.code, each.fault.severity.value) for each in report.faults] == [("host-limit", severity)]
    assert report.planned > 5
    assert "takes 5 files and no more, and here are" in report.faults[0].fault.message


def test_more_rules_for_headers_than_a_host_takes_are_a_warning(room: Newsroom) -> None:
    for number in range(101):
        room.write(f"static/css/{number}.css", "a{}")
    report = host(room, "cloudflare").built()
    assert [each.fault.code for each in report.faults] == ["host-limit"]
    assert report.faults[0].fault.message.startswith(
        "Cloudflare takes 100 rules for headers and no more, and here are 1"
    )


def _fields(each: object) -> dict[str, object]:
    return {name: getattr(each, name) for name in each.__struct_fields__}  # type: ignore[attr-defined]


# Incremental is clean, beside the output too


def test_the_files_for_servers_are_as_exact_as_the_output(room: Newsroom, tmp_path: Path) -> None:
    redirects(host(room, "[nginx, s3]"), _a_="finale").built()
    first = beside(room)
    assert room.built().written == 0
    assert beside(room) == first
    for name, text in (("nginx-http.conf", ""), ("nginx-http.conf", "server { }"), ("caddy-site.conf", "old")):
        room.delete(f"{BESIDE}/nginx-http.conf").write(f"{BESIDE}/{name}", text)
        room.built()
        assert beside(room) == first
    room.delete(f"{BESIDE}/nginx-http.conf")
    room.article("finale", title="La finale", body="Autre.\n").built()
    assert beside(room) == first, "with the plan of the last build, too"
    room.article("finale", title="La finale", slug="la-coupe").built()
    assert '"/a/" "/sport/la-coupe/"' in beside(room)["nginx-http.conf"]
    assert verify(room.request) == []
    host(room, "s3").built()
    assert sorted(beside(room)) == ["s3-redirects.json", "s3-website.json"]
    host(room, "[]").built()
    assert not (room.root / BESIDE).exists()
    assert room.public() == room.clean(tmp_path / "clean")


def test_a_failed_build_leaves_the_files_for_servers_alone(room: Newsroom) -> None:
    redirects(room, _a_="finale").built()
    first = beside(room)
    assert redirects(room, _b_="finale").article("casse", related=["rien"]).build().failed
    assert beside(room) == first


def test_nothing_is_written_through_a_link_in_the_place_of_the_folder(room: Newsroom, tmp_path: Path) -> None:
    room.built()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    folder = room.root / BESIDE
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    folder.symlink_to(elsewhere)
    assert redirects(room, _a_="finale").build().failed
    assert list(elsewhere.iterdir()) == []


def test_a_title_that_changes_writes_no_rule_anew(room: Newsroom) -> None:
    host(room, "apache").article("finale", title="La finale", slug="finale", aliases=["/a/"]).built()
    assert ".htaccess" not in rendered(room.article("finale", title="La coupe", slug="finale", aliases=["/a/"]).built())


# Whatever stands in an address


SIGNS = [*"\"'\\\n\r\t;{}$%#?*() <>&|^`~!=,\u00a0\u2028é", "${HOME}", "{$HOME}", "\n}", "*/"]


@pytest.mark.parametrize("name", [name for name, each in HOSTS.items() if each.write is not None])
def test_no_sign_in_an_address_begins_a_line_of_its_own(name: str) -> None:
    def lines(sign: str) -> list[str]:
        move = Move(f"/a{sign}b/", location(f"/c{sign}d/"))
        write = HOSTS[name].write
        assert write is not None
        files = write(Rules((move, Move("/", "/e/", "p=1")))) if HOSTS[name].takes(move) else write(Rules())
        return [line for file in files for line in file.text.split("\n")]

    usual = lines("x")
    for sign in SIGNS:
        odd = lines(sign)
        if name in {"netlify", "cloudflare", "gitlab"}:  # which have a line for each spelling
            assert {len(line.split()) for line in odd} <= {len(line.split()) for line in usual}
        elif not {"\n", "\r"} & set(sign):  # which stand in quotation marks: see tests/test_real_servers.py
            assert len(odd) == len(usual)


def test_locations_are_plain_ascii() -> None:
    assert location("/a b/é?x=ü#y z") == "/a%20b/%C3%A9?x=%C3%BC#y%20z"
    assert location("https://[x/") == "https://[x/"
    assert location("https://münchen.example/") == "https://xn--mnchen-3ya.example/"
    assert location(f"https://{'é' * 80}.example/").isascii()
    assert unquote(location("/100%25/")) == "/100%/"
