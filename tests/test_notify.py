"""``newsgen notify``: search engines and hubs are told of exactly what has changed, each once, whatever happens."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from click.testing import CliRunner, Result
from filelock import FileLock
from msgspec.structs import replace

import newsgen.build.telling.channels
from newsgen.base.seal import Seal
from newsgen.build.external.exchange import Manners
from newsgen.build.telling.changes import address_of
from newsgen.build.telling.notify import Notice, Notifier, Telling
from newsgen.build.telling.posting import Persistence
from newsgen.build.telling.record import DamagedRecordError, Record
from newsgen.cli.main import main
from newsroom import NOON, PATIENCE, SETTINGS, Newsroom, codes
from tiny_theme import without_theme

KEY = "0123456789abcdef-KEY"
SITE = "https://test.example"
PRIVATE = "“127.0.0.1” is a machine of a private network, which is not asked without --allow-private"


class Listener:
    """A server that is told things: it notes what it accepts, and answers as it is told to."""

    def __init__(self) -> None:
        self.accepted: list[tuple[str, Any]] = []
        self.answers: list[tuple[int, dict[str, str]]] = []
        self.before: Callable[[int], None] = lambda _: None
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                assert self.headers["User-Agent"].startswith("newsgen/")
                listener.before(len(listener.accepted))
                status, headers = listener.answers.pop(0) if listener.answers else (202, {})
                if status < 300:
                    listener.accepted.append((self.path, self.told(body)))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()

            def told(self, body: bytes) -> Any:
                kind = self.headers["Content-Type"]
                return json.loads(body) if kind.startswith("application/json") else body.decode("ascii")

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def take(self) -> list[str]:
        """Give the addresses that search engines were told since this was asked last, in their order."""
        found = [url for _, told in self.accepted for url in told["urlList"]]
        self.accepted.clear()
        return found

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()


def newsroom(root: Path, *endpoints: str, more: str = "") -> Newsroom:
    """Make a site of two articles that tells search engines, built and known to them."""
    told = f"notify:\n  indexnow:\n    key: {KEY}\n    endpoints: {json.dumps(endpoints)}\n"
    room = without_theme(Newsroom(root, SETTINGS + told + more)).article("a").article("b", date="2026-02-01T08:00")
    room.built()
    return room


def persistence(waits: list[float], attempts: int = 5) -> Persistence:
    """Make somebody who waits for nothing, but notes how long."""
    return Persistence(waits.append, lambda: 1.0, lambda: float(NOON), attempts)


def tell(room: Newsroom, waits: list[float] | None = None, **changes: Any) -> Sequence[Notice]:
    """Tell what has changed, to machines of this one too."""
    telling = Telling(persistence([] if waits is None else waits), manners=Manners(private=True))
    return Notifier(room.request, replace(telling, **changes)).tell()


def run(room: Newsroom, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["notify", "--site", str(room.root), *arguments])


def test_exactly_the_changed_addresses_are_told_and_each_once(tmp_path: Path, listener: Listener) -> None:
    room = newsroom(tmp_path, f"{listener.url}/indexnow")
    assert room.page(f"{KEY}.txt") == KEY
    assert [(each.first, each.known > 5) for each in tell(room)] == [(True, True)]
    assert listener.accepted == []
    room.replace("content/articles/a.md", "Un paragraphe.", "Un autre.").built()
    tell(room)
    (told,) = listener.accepted
    assert told == (
        "/indexnow",
        {
            "host": "test.example",
            "key": KEY,
            "keyLocation": f"{SITE}/{KEY}.txt",
            "urlList": [f"{SITE}/sport/a/"],
        },
    )
    tell(room)
    assert len(listener.accepted) == 1
    listener.take()
    room.article("c", title="Été", date="2026-01-01T08:00", aliases=["/vieux/"]).built()
    tell(room)
    paths = ("/", "/sport/", "/sport/ete/", "/2026/01/", "/2026/", "/archive/", "/sport/a/", "/sport/b/")
    assert set(listener.take()) == {SITE + path for path in paths}  # both articles name the new one below their own


def test_a_hub_is_told_of_the_feeds_whose_bytes_have_changed(tmp_path: Path, listener: Listener) -> None:
    room = newsroom(tmp_path, listener.url, more=f"  hub: {listener.url}/hub\n")
    room.write("templates/atom.xml", "{{ config.hub }}{% for each in entries %}{{ each.teaser.title }};{% endfor %}")
    room.write("templates/corrections.xml", "{{ config.hub }}{% for each in entries %}{{ each.id }};{% endfor %}")
    room.article("c", category="culture", corrections=[{"date": "2026-05-01", "text": "À Nice."}]).built()
    tell(room)
    assert room.page("atom.xml").startswith(f"{listener.url}/hub")
    room.replace("content/articles/a.md", "Un paragraphe.", "Un autre.").built()
    tell(room)
    assert listener.take() == [f"{SITE}/sport/a/"]
    room.replace("content/articles/c.md", "title: C", "title: Ca").built()
    tell(room)
    told = [body for path, body in listener.accepted if path == "/hub"]
    feed = quote(f"{SITE}/atom.xml", safe="")
    assert told == [f"hub.mode=publish&hub.topic={feed}&hub.url={feed}"]
    listener.accepted.clear()
    room.article("c", title="Ca", category="culture").built()
    assert not (tmp_path / "public/corrections.xml").exists()
    assert tell(room)[0].changes == ()


def test_who_is_gone_moved_or_taken_back_is_told_and_redirects_are_not(tmp_path: Path, listener: Listener) -> None:
    room = newsroom(tmp_path, listener.url)
    room.article("c", category="culture").built()
    tell(room)
    room.article("a", slug="autre", aliases=["/sport/a/"])
    room.article("c", category="culture", withdrawn={"date": "2026-05-01", "reason": "Tout était faux."}).built()
    notices = tell(room)
    kinds = {each.url.removeprefix(SITE): each.kind for each in notices[0].changes}
    assert kinds["/sport/a/"] == kinds["/culture/c/"] == kinds["/culture/"] == "gone"
    assert kinds["/sport/autre/"] == "new"
    assert "/404.html" not in kinds
    assert f"/{KEY}.txt" not in kinds


def test_a_new_theme_and_a_new_count_of_readers_are_no_news(tmp_path: Path, listener: Listener) -> None:
    room = newsroom(tmp_path, listener.url)
    room.write("content/data/counters.json", '{"a.md": {"views": 10}}').built()
    tell(room)
    before = room.page("sport/a/index.html")
    room.write("templates/article.html", "{{ article.title }}: {{ article.views }}, {{ article.body | html }}")
    room.write("content/data/counters.json", '{"a.md": {"views": 11}}').built()
    assert room.page("sport/a/index.html") != before
    tell(room)
    assert listener.accepted == []
    room.replace("content/articles/a.md", "Un paragraphe.", "Un autre.").built()
    tell(room)
    assert listener.take() == [f"{SITE}/sport/a/"]


def test_what_is_embargoed_is_told_when_it_appears(tmp_path: Path, listener: Listener) -> None:
    room = newsroom(tmp_path, listener.url)
    room.article("secret", embargo="2026-06-30T08:00").built()
    tell(room)
    assert listener.accepted == []
    assert b"secret" not in (tmp_path / ".newsgen/told").read_bytes()
    room.now += 90 * 86_400
    room.built()
    tell(room)
    assert f"{SITE}/sport/secret/" in listener.take()


def test_whoever_is_killed_between_two_answers_tells_the_rest_and_nothing_twice(
    tmp_path: Path, listener: Listener
) -> None:
    endpoints = [f"{listener.url}/{name}" for name in ("un", "deux", "trois")]
    room = newsroom(tmp_path, *endpoints)
    tell(room)
    room.replace("content/articles/a.md", "Un paragraphe.", "Un autre.").built()
    arrived, killed = threading.Event(), threading.Event()

    def before(accepted: int) -> None:
        if accepted == 1 and not killed.is_set():
            arrived.set()
            assert killed.wait(PATIENCE)
            raise ConnectionAbortedError  # so it is not accepted: whoever asks is dead

    listener.before = before
    command = [sys.executable, "-m", "newsgen", "notify", "--site", str(tmp_path), "--allow-private"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONUTF8": "1"})
    assert arrived.wait(PATIENCE)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    killed.set()
    assert [path for path, _ in listener.accepted] == ["/un"]
    result = run(room, "--allow-private")
    assert result.exit_code == 0, result.output
    assert [(path, told["urlList"]) for path, told in listener.accepted] == [
        (path, [f"{SITE}/sport/a/"]) for path in ("/un", "/deux", "/trois")
    ]


def test_each_batch_that_was_taken_counts(tmp_path: Path, listener: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newsgen.build.telling.channels, "_MOST_ADDRESSES", 3)
    room = newsroom(tmp_path, listener.url)
    listener.answers = [(200, {}), (202, {}), (503, {})]
    (notice,) = tell(room, extent="all", persistence=persistence([], attempts=1))
    assert (len(notice.changes), notice.failure) == (6, "the server answers 503")
    (rest,) = tell(room)
    assert rest.changes == notice.left
    told = listener.take()
    assert len(told) == len(set(told)) == len(notice.changes) + len(notice.left)
    assert tell(room)[0].changes == ()


@pytest.mark.parametrize(
    ("answers", "waits", "failure"),
    [
        ([(503, {}), (500, {})], [2.0, 4.0], ""),
        ([(429, {"Retry-After": "30"})], [30.0], ""),
        ([(429, {"Retry-After": formatdate(NOON + 40, usegmt=True)})], [40.0], ""),
        ([(503, {"Retry-After": "demain"})], [2.0], ""),
        (
            [(429, {"Retry-After": "3600"})],
            [],
            "it was asked too often (429), and wants to be asked again in 3600 seconds",
        ),
        ([(503, {})] * 5, [2.0, 4.0, 8.0, 16.0], "the server answers 503, however often it is asked"),
        ([(403, {})], [], "it does not accept the key: does the file of the key answer online? (403)"),
        ([(404, {})], [], "the server answers 404"),
        (
            [(301, {"Location": "https://ailleurs.example/"})],
            [],
            "it has moved: name its new address in newsgen.yaml (301 https://ailleurs.example/)",
        ),
    ],
)
def test_a_server_is_asked_again_where_that_may_help(
    tmp_path: Path,
    listener: Listener,
    answers: list[tuple[int, dict[str, str]]],
    waits: list[float],
    failure: str,
) -> None:
    room = newsroom(tmp_path, listener.url)
    listener.answers = list(answers)
    waited: list[float] = []
    (notice,) = tell(room, waited, extent="all")
    assert (waited, notice.failure) == (waits, failure)
    assert bool(listener.accepted) is not bool(failure)


def test_nobody_is_told_by_a_dry_run_and_not_in_a_private_network(tmp_path: Path, listener: Listener) -> None:
    room = newsroom(tmp_path, listener.url)
    known = run(room, "--dry-run")
    assert known.output.startswith(f"{listener.url}: never told anything before: ")
    assert not (tmp_path / ".newsgen/told").exists()
    assert run(room).exit_code == 0
    room.replace("content/articles/a.md", "Un paragraphe.", "Un autre.").built()
    told = run(room, "--dry-run")
    assert (told.exit_code, told.stdout) == (
        0,
        f"{listener.url}: 1 address to tell\n  changed  {SITE}/sport/a/\n",
    )
    refused = run(room)
    assert (refused.exit_code, refused.stderr) == (
        1,
        f"{listener.url}: 1 address not told: {PRIVATE}\n",
    )
    assert run(room, "--assume-told").exit_code == 0
    assert run(room, "--dry-run").stdout == f"{listener.url}: no addresses to tell\n"
    assert listener.accepted == []


def test_a_record_can_be_kept_where_the_cache_is_not(tmp_path: Path, listener: Listener) -> None:
    room, record = newsroom(tmp_path / "site", listener.url), tmp_path / "told"
    assert run(room, "--record", str(record), "--allow-private").exit_code == 0
    for file in sorted((room.root / ".newsgen").rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    room.replace("content/articles/a.md", "Un paragraphe.", "Un autre.").built()
    assert run(room, "--record", str(record), "--allow-private").exit_code == 0
    assert listener.take() == [f"{SITE}/sport/a/"]
    assert not (room.root / ".newsgen/told").exists()


def test_a_record_that_is_not_ours_is_not_believed(tmp_path: Path, listener: Listener) -> None:
    room = newsroom(tmp_path, listener.url)
    tell(room)
    file = tmp_path / ".newsgen/told"
    data = file.read_bytes()
    for damaged in (data[:-1], b"", data[:20] + bytes([data[20] ^ 1]) + data[21:]):
        file.write_bytes(damaged)
        with pytest.raises(DamagedRecordError):
            tell(room)
    result = run(room)
    assert (result.exit_code, "delete it" in result.stderr) == (1, True)
    file.write_bytes(data)
    with pytest.raises(DamagedRecordError):
        Record(file, Seal.of_secret("another")).read(SITE)


def test_two_do_not_tell_the_same_at_once(tmp_path: Path, listener: Listener) -> None:
    room = newsroom(tmp_path, listener.url)
    with FileLock(tmp_path / ".newsgen/told.lock"):
        result = run(room, "--allow-private")
    assert (result.exit_code, result.stderr) == (
        1,
        f"newsgen: another newsgen is telling the same ({tmp_path}/.newsgen/told.lock)\n",
    )


def test_nobody_is_told_of_what_is_not_built_or_lacks_the_file_of_the_key(tmp_path: Path, listener: Listener) -> None:
    room = without_theme(Newsroom(tmp_path)).article("a")
    assert run(room).stderr == "note: newsgen.yaml names nobody to be told\n"
    settings = f"{SETTINGS}notify: {{indexnow: {{key: {KEY}, endpoints: ['{listener.url}']}}}}\n"
    room.write("newsgen.yaml", settings)
    assert run(room).stderr == "newsgen: this site was not built here: build and deploy it, then tell\n"
    room.write("newsgen.yaml", SETTINGS).built()
    room.write("newsgen.yaml", settings)
    result = run(room, "--all", "--allow-private")
    assert result.exit_code == 1
    assert result.stderr.endswith(f"the file of the key, /{KEY}.txt, is not built yet: build and deploy, then tell\n")
    assert listener.accepted == []


def test_another_address_of_the_site_is_another_site(tmp_path: Path, listener: Listener) -> None:
    room = newsroom(tmp_path, listener.url)
    tell(room)
    room.replace("newsgen.yaml", SITE, "https://banc.example/journal").built()
    assert [each.first for each in tell(room)] == [True]
    room.replace("content/articles/a.md", "Un paragraphe.", "Un autre.").built()
    tell(room)
    ((_, told),) = listener.accepted
    assert (told["host"], told["keyLocation"], told["urlList"]) == (
        "banc.example",
        f"https://banc.example/journal/{KEY}.txt",
        ["https://banc.example/journal/sport/a/"],
    )


@pytest.mark.parametrize("key", ["court", "avec espace", "clé-accentuée-123", "a" * 129])
def test_a_key_that_engines_would_not_take_is_a_fault_of_the_settings(tmp_path: Path, key: str) -> None:
    room = without_theme(Newsroom(tmp_path, f"{SETTINGS}notify: {{indexnow: {{key: {key}}}}}\n")).article("a")
    report = room.build()
    assert codes(report) == ["newsgen.yaml:5:26 bad-key"]
    assert run(room).exit_code == 1


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index.html", "/"),
        ("sport/a/index.html", "/sport/a/"),
        ("été/page.html", "/%C3%A9t%C3%A9/page.html"),
        ("sport/pindex.html", "/sport/pindex.html"),
    ],
)
def test_the_address_of_a_file_is_the_one_that_browsers_ask_for(path: str, address: str) -> None:
    assert address_of(path, "https://test.example/") == SITE + address
