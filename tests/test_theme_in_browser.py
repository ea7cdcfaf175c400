"""The built-in theme in a real browser: nothing overflows, nothing is asked of others, and the script does its work."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from chromium import chromium
from newsroom import Newsroom
from stress import stress

WIDTHS = (320, 360, 768, 1280, 2560)
PAGES = (
    "",
    "c0/",
    "c0/page/1/",
    "c2/",
    "c3/",
    "c0/long/",
    "c1/douze/",
    "c2/arabe/",
    "c0/sous/fond/somme/",
    "authors/ana/",
    "authors/",
    "tags/",
    "categories/",
    "archive/",
    "2026/",
    "2026/03/",
    "search/",
    "404.html",
)
FILM = "c0/sous/fond/somme/"


class _Silent(SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port, and give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def built(folder: Path, language: str) -> Newsroom:
    """Build the site of extremes."""
    room = stress(folder / "site", language)
    report = room.build()
    assert not report.failed
    return room


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from serve(built(tmp_path_factory.mktemp("fr"), "fr").root / "public")


@pytest.fixture(scope="module")
def arabic_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from serve(built(tmp_path_factory.mktemp("ar"), "ar").root / "public")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(reduced_motion="reduce")
    yield context
    context.close()


def asked_of_others(context: BrowserContext, site: str) -> list[str]:
    """Refuse whatever pages ask of other hosts, and note it."""
    asked: list[str] = []

    def judge(route: Route) -> None:
        if route.request.url.startswith((site, "data:")):
            route.continue_()
        else:
            asked.append(route.request.url)
            route.abort()

    context.route("**/*", judge)
    return asked


def too_wide(page: Page) -> int:
    """Say by how many pixels a page is wider than its window."""
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert isinstance(width, int)
    return width


@pytest.mark.parametrize("script", [True, False])
def test_no_page_is_wider_than_the_screen_and_none_asks_anything_of_others(
    browser: Browser, site: str, *, script: bool
) -> None:
    context = browser.new_context(reduced_motion="reduce", java_script_enabled=script)
    asked = asked_of_others(context, site)
    page = context.new_page()
    wide = {}
    for path in PAGES:
        answer = page.goto(site + path)
        assert answer is not None
        assert answer.ok, path
        for width in WIDTHS if script else (320,):
            page.set_viewport_size({"width": width, "height": 800})
            if (by := too_wide(page)) > 0:
                wide[path, width] = by
    context.close()
    assert wide == {}
    assert asked == []


def test_no_page_is_wider_than_the_screen_from_right_to_left(context: BrowserContext, arabic_site: str) -> None:
    page = context.new_page()
    wide = {}
    for path in PAGES:
        page.goto(arabic_site + path)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            if (by := too_wide(page)) > 0:
                wide[path, width] = by
    assert wide == {}
    page.goto(arabic_site)
    bar = page.evaluate("document.querySelector('.tools').getBoundingClientRect().left")
    assert bar < 640  # the tools stand at the end of the line, which is on the left


def test_a_video_plays_after_a_click_and_nothing_is_asked_before(context: BrowserContext, site: str) -> None:
    asked = asked_of_others(context, site)
    page = context.new_page()
    page.goto(site + FILM)
    page.wait_for_load_state("networkidle")
    assert asked == []
    page.locator("figure.video a.watch").first.click()
    frame = page.locator("iframe.player")
    expect(frame).to_have_attribute("src", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1")
    assert frame.get_attribute("title")
    assert page.evaluate("document.activeElement.className") == "player"
    assert page.url == site + FILM
    assert [each.split("?")[0] for each in asked] == ["https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"]


def test_a_video_plays_from_the_keyboard(context: BrowserContext, site: str) -> None:
    asked_of_others(context, site)
    page = context.new_page()
    page.goto(site + FILM)
    page.locator("a[data-embed*=vimeo]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("iframe.player")).to_have_attribute(
        "src", "https://player.vimeo.com/video/1234?autoplay=1&dnt=1"
    )


def test_light_or_dark_is_the_readers_choice_on_all_pages_from_the_first_moment(
    context: BrowserContext, site: str
) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    page = context.new_page()
    page.emulate_media(color_scheme="light")
    page.goto(site)
    button = page.locator("[data-switch]")
    light = page.evaluate(ground)
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    dark = page.evaluate(ground)
    assert dark != light
    context.route("**/newsgen*.js", lambda route: route.abort())  # what holds before the script runs
    page.goto(f"{site}c0/")
    assert page.evaluate(ground) == dark
    page.emulate_media(color_scheme="dark")
    context.unroute("**/newsgen*.js")
    page.goto(site)
    page.locator("[data-switch]").click()
    assert page.evaluate(ground) == light


def test_the_link_is_copied_as_search_engines_know_it(context: BrowserContext, site: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site}c0/long/?utm_source=ailleurs#haut")
    address = page.locator("link[rel=canonical]").get_attribute("href")
    page.locator("[data-copy]").click()
    expect(page.locator(".share [role=status]")).to_have_text("Lien copié")
    assert page.evaluate("navigator.clipboard.readText()") == address
    assert address is not None
    assert address.startswith("https://test.example/c0/")


def test_a_field_leaves_only_the_entries_with_its_words(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(f"{site}authors/")
    assert page.locator("#_entries > li:visible").count() == 13
    page.locator("[data-filter] input").fill("numero-3 auteur")
    assert page.locator("#_entries > li:visible").count() == 1
    page.locator("[data-filter] input").fill("")
    assert page.locator("#_entries > li:visible").count() == 13


def test_without_a_script_nothing_is_offered_that_does_not_work(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + FILM)
    assert page.locator("button:visible").count() == 0
    assert page.locator(".share a:visible").count() == 1
    assert page.locator("a.watch").first.get_attribute("href") == "https://youtu.be/dQw4w9WgXcQ"
    page.goto(f"{site}tags/")
    assert page.locator("input:visible").count() == 0
    context.close()


def test_the_keyboard_reaches_the_text_in_two_steps(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(f"{site}c0/long/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_class("skip")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"
