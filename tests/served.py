"""A preview as browsers see it: a real server before a little site, for tests."""

from __future__ import annotations

import asyncio
import json
import os
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import uvicorn
from msgspec import Struct
from msgspec.structs import replace

from newsgen.model.visibility import READERS, Visibility
from newsgen.preview.proofs import Proofs
from newsgen.preview.server import Options, Preview
from newsroom import NOON, PATIENCE, Newsroom
from tiny_theme import theme_names

TEMPLATES = {
    "base.html": '<!doctype html><html><head><title>{{ page.title }}</title><link rel="stylesheet" '
    'href="{{ site.asset("css/site.css") }}"></head><body>{% block main %}{% endblock %}</body></html>\n',
    "article.html": '{% extends "base.html" %}{% block main %}<h1>{{ article.title }}</h1>'
    "{{ article.body | html }}{% endblock %}",
    "page.html": '{% extends "base.html" %}{% block main %}{{ body | html }}{% endblock %}',
    "front.html": '{% extends "base.html" %}{% block main %}{% for each in site.latest(9) %}'
    '<a href="{{ each.url }}">{{ each.title }}</a>'
    "{% endfor %}{% endblock %}",
    "404.html": '{% extends "base.html" %}{% block main %}introuvable{% endblock %}',
    "redirect.html": "{{ target }}",
}
UN, DEUX = "/sport/un/", "/sport/deux/"
FILE = "content/articles/un.md"
_SCRIPT = re.compile(r'<script data-newsgen="(\w*)" data-faults="(\w*)" data-styles="\w*">.*?</script>', re.DOTALL)
_FAULTS = re.compile(r"<template data-newsgen-faults>.*?</template>", re.DOTALL)
_BANNER = re.compile(r"<div role=\"status\" data-newsgen-banner.*?</div>", re.DOTALL)
NOINDEX = '<meta name="robots" content="noindex">'


class Answer(Struct, frozen=True):
    status: int
    headers: Mapping[str, str]
    data: bytes

    @property
    def text(self) -> str:
        return self.data.decode()

    @property
    def page(self) -> str:
        """The page less what the preview adds."""
        text = _BANNER.sub("", _FAULTS.sub("", _SCRIPT.sub("", self.text)))
        return text.replace(NOINDEX, "", 1)

    @property
    def marks(self) -> tuple[str, str]:
        found = _SCRIPT.search(self.text)
        assert found, self.text
        return found[1], found[2]


class Tab:
    """An open page, as its script holds it open."""

    def __init__(self, port: int, path: str, marks: tuple[str, str], name: str = "") -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        query = f"page={path}&digest={marks[0]}&faults={marks[1]}&name={name}"
        self._connection.request("GET", f"/_newsgen/events?{query}")
        self._response = self._connection.getresponse()
        assert self._response.headers["content-type"].startswith("text/event-stream")

    def event(self) -> tuple[str, Any]:
        """Wait for the next event."""
        name = ""
        while line := self._response.readline().decode().rstrip("\n"):
            key, _, value = line.partition(": ")
            if key == "retry":
                self._response.readline()
            elif key == "event":
                name = value
            elif key == "data":
                self._response.readline()
                return name, json.loads(value)
        raise AssertionError("the stream has ended")

    def close(self) -> None:
        self._response.close()
        self._connection.close()


class Served:
    """A site that is being previewed."""

    def __init__(self, site: Newsroom, port: int, said: list[str]) -> None:
        self.site = site
        self.port = port
        self.said = said
        self.tabs: list[Tab] = []

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            response = connection.getresponse()
            return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    def tab(self, path: str, name: str = "") -> Tab:
        """Open a page in a tab that shows the newest there is."""
        tab = self.stream(path, name)
        assert tab.event()[0] == "styles"
        return tab

    def stream(self, path: str, name: str = "") -> Tab:
        """Let a tab that shows the newest there is listen, and read nothing yet; ``name`` is its document's."""
        tab = Tab(self.port, path, self.get(path).marks, name)
        self.tabs.append(tab)
        return tab

    @contextmanager
    def noticed(self) -> Iterator[None]:
        """Wait until what was saved within has been noticed."""
        before = len(self.said)
        yield
        eventually(lambda: len(self.said) > before)
        seen = 0
        while seen != len(self.said):  # on a slow machine a file may be seen empty first, and again when it is written
            seen = len(self.said)
            time.sleep(0.1)

    def eventually_shows(self, path: str, text: str) -> Answer:
        eventually(lambda: text in self.get(path).text)
        return self.get(path)


def eventually(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.01)


class SavedAtOnce(Newsroom):
    """A site whose files are whole whenever somebody looks: a slow machine may else see one that is empty yet."""

    def write(self, path: str, content: str | bytes) -> Newsroom:
        """Write a file beside the site, and move it to its place."""
        file, whole = self.root / path, self.root.parent / "whole"
        file.parent.mkdir(parents=True, exist_ok=True)
        whole.write_bytes(content if isinstance(content, bytes) else content.encode())
        whole.replace(file)
        return self


def make_site(root: Path) -> Newsroom:
    root.mkdir()
    site = SavedAtOnce(root)
    for name in theme_names():
        site.write(f"templates/{name}", TEMPLATES.get(name, "-\n"))
    site.write("content/categories/sport.md", "---\ntitle: Sport\n---\n")
    site.write("static/css/site.css", "body { color: black }\n")
    site.write("static/video.mp4", bytes(range(256)) * 4)
    site.write("static/images/été 1.txt", "été")
    site.article("un", "Le texte un.\n", aliases=["/vieux/un/"])
    site.article("deux", "Le texte deux.\n", date="2026-02-01T08:00")
    age(root)
    return site


def age(root: Path) -> None:
    """Let files look old, so that their stats are trusted as those of a real site are."""
    for file in root.rglob("*"):
        os.utime(file, (NOON - 1000, NOON - 1000))


@contextmanager
def serving(
    site: Newsroom,
    visibility: Visibility = READERS,
    options: Options = Options(host="127.0.0.1"),  # noqa: B008 - frozen
    clock: Callable[[], int] = lambda: NOON,
    port: int = 0,
) -> Iterator[Served]:
    """Serve a site from a thread, on any free port unless one is given."""
    said: list[str] = []
    preview = Preview(Proofs(replace(site.request, visibility=visibility)), options, clock, said.append)
    preview.open()
    listening = socket.create_server(("127.0.0.1", port))
    server = uvicorn.Server(
        uvicorn.Config(preview.app(), log_level="critical", lifespan="on", timeout_graceful_shutdown=2, ws="none")
    )
    thread = threading.Thread(target=lambda: asyncio.run(_serve(server, listening)))
    thread.start()
    served = Served(site, listening.getsockname()[1], said)
    try:
        eventually(lambda: server.started)
        yield served
    finally:
        for tab in served.tabs:
            tab.close()
        preview.end_tabs()
        server.should_exit = True
        thread.join()
        preview.close()
    assert not [line for line in said if line.startswith("newsgen:")], said


async def _serve(server: uvicorn.Server, listening: socket.socket) -> None:
    await server.serve(sockets=[listening])
    for connection in server.server_state.connections:  # a browser may connect at the last moment, and say nothing
        connection.transport.abort()
    await asyncio.sleep(0)


def assert_equals_build(served: Served) -> None:
    """Compare every file of a build with what is served."""
    served.site.built()
    for path, data in served.site.public().items():
        address = "/" + path.removesuffix("index.html").replace(" ", "%20").replace("é", "%C3%A9")
        answer = served.get(address)
        if answer.status == 307:
            assert data.decode() == answer.headers["location"], path
        else:
            assert answer.status == 200, (path, answer)
            assert (answer.page.encode() if path.endswith(".html") else answer.data) == data, path
