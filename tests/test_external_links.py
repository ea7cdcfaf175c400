"""Links to other sites: asked for on request only, politely, and never in the newsroom's own network."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

import newsgen.build.external.asking
from newsgen.base.fault_text import as_text
from newsgen.build import Report, build
from newsgen.build.check import check
from newsgen.build.external.asking import ask
from newsgen.build.external.checking import ExternalLinks
from newsgen.build.external.exchange import Manners
from newsgen.build.external.networks import PrivateAddressError, is_public, resolve
from newsgen.cli.main import main
from newsroom import SETTINGS, Newsroom
from tiny_theme import without_theme

FAULTS = Path(__file__).parent / "faults"
QUICK = Manners(patience=5.0, whole_patience=5.0, pause=0.0)
_connect = socket.create_connection


class Web:
    """A server that answers for every host: by path, with a status and headers; and notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.pages: dict[str, tuple[int, dict[str, str]]] = {}
        web = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                web.asked.append(f"{self.command} {self.headers['Host']}{self.path}")
                assert self.headers["User-Agent"].startswith("newsgen/")
                status, headers = web.pages.get(f"{self.command} {self.path}") or web.pages.get(self.path, (200, {}))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()

            do_HEAD = do_GET = answer  # noqa: N815 - http.server's names

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """A server that stands for the whole web: nothing in these tests leaves this machine."""
    web = Web()

    def getaddrinfo(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        if host == "nulle-part.example":
            raise socket.gaierror(socket.EAI_NONAME, "no such host")
        address = "10.0.0.7" if host.startswith("intranet") else "127.0.0.1" if host == "127.0.0.1" else "93.184.216.34"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def create_connection(address: tuple[str, int], timeout: float) -> socket.socket:
        if address[1] == 81:
            raise ConnectionRefusedError
        return _connect(("127.0.0.1", web.port), timeout)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(socket, "create_connection", create_connection)
    yield web
    web.close()


def checked(room: Newsroom, **changes: Any) -> Report:
    """Check a site with its links to others."""
    request, links = replace(room.request, **changes), ExternalLinks(QUICK)
    return links.check(check(request, [links.gather]), request)


def said(report: Report) -> list[str]:
    """Give what a check says of links."""
    return [f"{each.place.line}:{each.place.column} {each.fault.code} {each.fault.help}" for each in report.faults]


def newsroom(root: Path, body: str, **matter: object) -> Newsroom:
    """Make a site of one article, whose templates print next to nothing."""
    return without_theme(Newsroom(root)).article("a", body, **matter)


def test_what_is_wrong_is_told_at_its_place(web: Web, tmp_path: Path) -> None:
    web.pages |= {
        "/mort": (404, {}),
        "/parti": (410, {}),
        "/vieux": (301, {"Location": "/plus-loin"}),
        "/plus-loin": (308, {"Location": "https://neuf.example/là"}),
        "/casse": (500, {}),
    }
    web.pages["/plus-loin"] = (308, {"Location": "/neuf"})
    body = (
        "[Un](http://ailleurs.example/mort) et [deux](http://ailleurs.example/vieux#ancre).\n\n"
        "Encore [un](http://ailleurs.example/mort), [parti](http://ailleurs.example/parti).\n\n"
        '{{< quote by="http://nulle-part.example/" text="Bonjour" >}}\n\n'
        "[Interne](http://intranet.example/) et [cassé](http://ailleurs.example/casse).\n"
    )
    report = checked(newsroom(tmp_path / "site", body, image=None))
    actual = "".join(f"{as_text(each)}\n" for each in report.faults)
    (tmp_path / "expected-external.txt").write_text(actual, encoding="utf-8")
    assert actual == (FAULTS / "expected-external.txt").read_text(encoding="utf-8")
    assert not report.failed


def test_links_stand_in_bodies_fields_shortcodes_and_settings(web: Web, tmp_path: Path) -> None:
    web.pages["/x"] = (404, {})
    room = without_theme(Newsroom(tmp_path, SETTINGS + "theme: {socials: [{title: X, url: 'http://x.example/x'}]}\n"))
    image = {"src": "/a.svg", "alt": "a", "credit": "A", "credit_url": "http://b.example/x"}
    room.write("static/a.svg", "<svg/>").article("a", "<http://c.example/x>\n", image=image)
    room.article("b", "[x](http://d.example/x)\n", draft=True)
    room.write("content/authors/a.md", "---\nname: A\nlinks: [{title: a, url: 'http://e.example/x'}]\n---\n")
    assert [f"{each.fault.path}:{each.place.line}:{each.place.column}" for each in checked(room).faults] == [
        "content/articles/a.md:9:15",
        "content/articles/a.md:11:2",
        "content/authors/a.md:3:25",
        "newsgen.yaml:5:35",
    ]


def test_head_is_asked_first_and_get_only_where_that_says_nothing(web: Web, tmp_path: Path) -> None:
    web.pages |= {"HEAD /tete": (405, {}), "HEAD /ici": (404, {}), "GET /ici": (200, {}), "/non": (403, {})}
    body = "[a](http://a.example/tete) [b](http://a.example/ici) [c](http://a.example/non) [d](http://a.example/bien)\n"
    report = checked(newsroom(tmp_path, body))
    assert report.faults == ()
    assert report.notes == ("4 addresses of other sites, 4 of them asked for now; 1 would not say",)
    assert web.asked == [
        *("HEAD a.example/tete", "GET a.example/tete", "HEAD a.example/ici", "GET a.example/ici"),
        *("HEAD a.example/non", "GET a.example/non", "HEAD a.example/bien"),
    ]


def test_only_what_has_moved_for_good_is_told(web: Web, tmp_path: Path) -> None:
    web.pages |= {
        "/a": (302, {"Location": "/b"}),
        "/c": (301, {"Location": "/a"}),
        "/boucle": (301, {"Location": "/boucle"}),
        "/ftp": (302, {"Location": "ftp://x.example/"}),
    }
    body = "".join(f"[x](http://a.example/{name})\n" for name in ("a", "c", "boucle", "ftp"))
    report = checked(newsroom(tmp_path, body))
    assert [f"{each.fault.code}: {each.fault.message}" for each in report.faults] == [
        "moved-web-link: “http://a.example/c” has moved for good",
        "dead-web-link: “http://a.example/boucle”: it redirects without end",
        "dead-web-link: “http://a.example/ftp”: it leads to “ftp://x.example/”, which is no web address",
    ]
    assert report.faults[0].fault.help == "write http://a.example/a"


def test_an_answer_is_remembered_for_some_days_and_each_address_asked_once(web: Web, tmp_path: Path) -> None:
    web.pages["/mort"] = (404, {})
    room = newsroom(tmp_path, "[a](http://a.example/) [b](http://a.example/#x) [c](http://a.example/mort)\n")
    started = time.time_ns()
    first = checked(room, started=started)
    assert web.asked == ["HEAD a.example/", "HEAD a.example/mort", "GET a.example/mort"]
    day = 86_400_000_000_000
    assert said(checked(room, started=started + day // 2)) == said(first)
    assert len(web.asked) == 3
    checked(room, started=started + 2 * day)
    assert web.asked[3:] == ["HEAD a.example/mort", "GET a.example/mort"]
    checked(room, started=started + 8 * day)
    assert len(web.asked) == 8
    (tmp_path / ".newsgen/web-links").write_bytes(b"?")
    assert said(checked(room, started=started + 8 * day)) == said(first)
    assert len(web.asked) == 11


def test_a_build_and_a_plain_check_ask_nobody(web: Web, tmp_path: Path) -> None:
    room = newsroom(tmp_path, "[a](http://a.example/)\n")
    check(room.request)
    room.built()
    check(room.request)
    assert web.asked == []


def test_machines_of_private_networks_are_asked_only_if_that_is_said(web: Web, tmp_path: Path) -> None:
    web.pages["/"] = (302, {"Location": "http://intranet.example/secret"})
    room = newsroom(tmp_path, "[a](http://dehors.example/) [b](http://intranet.example/)\n")
    report = checked(room)
    assert [each.fault.code for each in report.faults] == ["unreached-web-link"] * 2
    assert all("is a machine of a private network" in each.fault.message for each in report.faults)
    assert web.asked == ["HEAD dehors.example/"]
    request, links = room.request, ExternalLinks(QUICK)
    links.check(check(request, [links.gather]), request, private=True)
    assert "HEAD intranet.example/secret" in web.asked


def test_a_name_with_a_private_address_among_others_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 80)) for each in ("93.184.216.34", "10.0.0.7")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(PrivateAddressError):
        resolve("les-deux.example", 80)
    assert resolve("les-deux.example", 80, private=True) == ["93.184.216.34", "10.0.0.7"]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        *(("93.184.216.34", True), ("2606:2800:220:1::1", True), ("127.0.0.1", False), ("::1", False)),
        *(("10.1.2.3", False), ("172.16.0.1", False), ("192.168.1.1", False), ("169.254.169.254", False)),
        *(("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False), ("fe80::1%eth0", False)),
        *(("fd00::1", False), ("::ffff:127.0.0.1", False), ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False)),
        *(("64:ff9b::5db8:d822", True), ("255.255.255.255", False), ("ff02::1", False)),
    ],
)
def test_which_machines_are_of_the_internet(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_host_is_asked_one_question_at_a_time_and_several_hosts_at_once(
    web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running: dict[str, int] = {}
    most: dict[str, int] = {"all": 0}
    lock = threading.Lock()
    really = newsgen.build.external.asking._request

    def request(method: str, parts: Any, manners: Manners) -> Any:
        with lock:
            running[parts.hostname] = running.get(parts.hostname, 0) + 1
            most[parts.hostname] = max(most.get(parts.hostname, 0), running[parts.hostname])
            most["all"] = max(most["all"], sum(running.values()))
        time.sleep(0.02)
        try:
            return really(method, parts, manners)
        finally:
            with lock:
                running[parts.hostname] -= 1

    monkeypatch.setattr(newsgen.build.external.asking, "_request", request)
    body = "".join(f"[x](http://{host}.example/{page})\n" for page in range(3) for host in "abcdefghijkl")
    assert checked(newsroom(tmp_path, body)).faults == ()
    assert most.pop("all") in range(2, 9)
    assert set(most.values()) == {1}


def test_a_host_that_wants_no_more_is_left_alone(web: Web, tmp_path: Path) -> None:
    web.pages["/0"] = (429, {"Retry-After": "60"})
    body = "".join(f"[x](http://a.example/{page})\n" for page in range(4))
    room = newsroom(tmp_path, body)
    report = checked(room)
    assert (report.faults, web.asked) == ((), ["HEAD a.example/0"])
    assert report.notes[-1].endswith("; 4 would not say")
    checked(room, started=time.time_ns() + 3_600_000_000_000)
    assert len(web.asked) == 2


def test_a_silent_host_is_asked_once_and_a_silent_goal_of_a_redirect_is_another_s(web: Web, tmp_path: Path) -> None:
    web.pages["/loin"] = (302, {"Location": "http://nulle-part.example/"})
    body = "".join(f"[x](http://ferme.example:81/{page})\n" for page in range(3))
    report = checked(newsroom(tmp_path, f"{body}[a](http://a.example/loin) [b](http://a.example/bien)\n"))
    assert [each.fault.message for each in report.faults] == [
        *(f"“http://ferme.example:81/{page}”: the server refuses the connection" for page in range(3)),
        "“http://a.example/loin”: there is no such server",
    ]
    assert web.asked == ["HEAD a.example/loin", "HEAD a.example/bien"]


def test_only_what_readers_see_or_will_see_is_asked_for(web: Web, tmp_path: Path) -> None:
    room = newsroom(tmp_path, "[x](http://a.example/vu)\n").article("b", "[x](http://a.example/b)\n", draft=True)
    room.article("c", "[x](http://a.example/c)\n", expires="2026-03-02")
    room.article("d", "[x](http://a.example/demain)\n", date="2026-07-01")
    room.article("e", "[x](http://a.example/e)\n", withdrawn={"date": "2026-03-02", "reason": "Faux."})
    room.write("content/pages/p.md", "---\ntitle: P\ndraft: true\n---\n[x](http://a.example/p)\n")
    checked(room)
    assert web.asked == ["HEAD a.example/vu", "HEAD a.example/demain"]


def test_whatever_a_server_does_is_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(reply: bytes, patience: float = 5.0, scheme: str = "http") -> str:
        with socket.create_server(("127.0.0.1", 0)) as server:
            done = threading.Event()

            def serve() -> None:
                connection, _ = server.accept()
                connection.recv(4096)
                connection.sendall(reply)
                if not reply:
                    done.wait(5)
                connection.close()

            thread = threading.Thread(target=serve, daemon=True)
            thread.start()
            url = f"{scheme}://127.0.0.1:{server.getsockname()[1]}/"
            found = ask(url, Manners(patience=patience, whole_patience=5.0, pause=0.0, private=True))
            done.set()
            thread.join()
        return f"{found.state}: {found.reason}"

    assert answer(b"\x00\xff garbage\r\n\r\n") == "unreached: the server does not speak HTTP, or hangs up"
    assert answer(b"HTTP/1.1 301 X\r\nLocation: http://[::1\r\n\r\n").startswith(("unreached: ", "dead: "))
    assert answer(b"HTTP/1.1 200 X\r\n\r\n", scheme="https") == "unreached: no secure connection can be made"
    assert answer(b"", 0.2) == "unreached: the server does not answer in time"
    for url in (
        "http://a.example:99999/",
        "http://xn--\udce9.example/",
        "http://[/",
        "http:///",
        "http://" + "a" * 300,
    ):
        assert ask(url, QUICK).state in {"dead", "unreached"}, url
    assert ask("http://a..b/", QUICK).reason == "no server can have this name"


def test_the_command_asks_only_with_its_option(web: Web, tmp_path: Path) -> None:
    web.pages["/mort"] = (404, {})
    room = newsroom(tmp_path, "[a](http://a.example/mort)\n")
    run = ("check", "--site", str(room.root), "--now", "2026-05-28")
    assert CliRunner().invoke(main, run).exit_code == 0
    assert web.asked == []
    ran = CliRunner().invoke(main, (*run, "--external"))
    assert (ran.exit_code, len(web.asked)) == (0, 2)
    assert "warning[dead-web-link] “http://a.example/mort”: there is no such page" in ran.stdout
    assert CliRunner().invoke(main, (*run, "--external", "--strict")).exit_code == 1
    room.write("newsgen.yaml", f"{SETTINGS}severity: {{dead-web-link: error}}\n")
    assert CliRunner().invoke(main, (*run, "--external")).exit_code == 1
    assert CliRunner().invoke(main, (*run, "--external-allow-private")).exit_code == 2
    assert not build(room.request).failed
