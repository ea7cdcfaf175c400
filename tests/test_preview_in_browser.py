"""The preview in a real browser: what an editor sees after a save."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from chromium import chromium
from newsgen.model.visibility import Visibility
from newsgen.preview.server import Options
from newsroom import PATIENCE, SETTINGS, Newsroom
from served import DEUX, FILE, TEMPLATES, UN, Served, age, eventually, make_site, serving

BASE = (
    '<!doctype html><html><head><title>{{ page.title }}</title><link rel="stylesheet" '
    'href="{{ site.asset("css/site.css") }}"></head><body>{% block main %}{% endblock %}'
    "<footer>{{ config.title }}</footer></body></html>\n"
)
ARTICLE = TEMPLATES["article.html"].replace("<h1>", "<h1>{% for name in article.byline %}{{ name.name }}, {% endfor %}")
LONG = "".join(f"Paragraphe {number}.\n\n" for number in range(200))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 900, "height": 600})
    context.set_default_timeout(PATIENCE * 1000)
    yield context
    context.close()


@pytest.fixture
def site(tmp_path: Path) -> Newsroom:
    site = make_site(tmp_path / "site")
    site.write("templates/base.html", BASE).write("templates/article.html", ARTICLE)
    site.write("content/authors/ana.md", "---\nname: Ana Lis\n---\n")
    site.article("un", "Le texte un.\n", author="ana")
    age(site.root)
    return site


@pytest.fixture
def served(site: Newsroom) -> Iterator[Served]:
    with serving(site) as served:
        yield served


@pytest.fixture
def view(context: BrowserContext) -> Callable[[Served, str], Page]:
    """Open a page in a tab of its own, and wait until it is being told of changes."""

    def open_page(served: Served, path: str) -> Page:
        page = context.new_page()
        with page.expect_response(lambda response: "/_newsgen/events" in response.url):
            page.goto(f"http://127.0.0.1:{served.port}{path}")
        page.evaluate("window.untouched = true")
        return page

    return open_page


View = Callable[[Served, str], Page]


def untouched(page: Page) -> bool:
    """Tell whether a page has not been loaded again since it was opened."""
    return bool(page.evaluate("window.untouched === true"))


def colour(page: Page, selector: str = "body") -> str:
    return str(page.evaluate("(selector) => getComputedStyle(document.querySelector(selector)).color", selector))


def becomes(page: Page, expected: str, selector: str = "body") -> None:
    """Wait until a part of the page has a colour."""
    page.wait_for_function(
        "([selector, expected]) => getComputedStyle(document.querySelector(selector)).color === expected",
        arg=[selector, expected],
    )


# Edits


def test_an_edit_of_a_body_is_in_the_page(served: Served, view: View) -> None:
    page = view(served, UN)
    served.site.replace(FILE, "Le texte un.", "Autre texte.")
    expect(page.locator("p")).to_have_text("Autre texte.")
    served.site.replace(FILE, "Autre texte.", "Encore un.")
    expect(page.locator("p")).to_have_text("Encore un.")


def test_an_edit_of_a_title_is_in_the_page_and_on_the_front(served: Served, view: View) -> None:
    page, front = view(served, UN), view(served, "/")
    served.site.replace(FILE, "title: Un", "title: Une\nslug: un")
    expect(page.locator("h1")).to_contain_text("Une")
    expect(page).to_have_title("Une")
    expect(front.locator("a").first).to_have_text("Une")


def test_an_edit_of_a_template_is_in_the_page(served: Served, view: View) -> None:
    page = view(served, UN)
    served.site.replace("templates/article.html", "</h1>", "</h1><aside>Neuf</aside>")
    expect(page.locator("aside")).to_have_text("Neuf")


def test_an_edit_of_the_settings_is_in_the_page(served: Served, view: View) -> None:
    page = view(served, UN)
    served.site.replace("newsgen.yaml", "Le Test", "La Feuille")
    expect(page.locator("footer")).to_have_text("La Feuille")


def test_an_edit_of_an_author_is_in_the_page(served: Served, view: View) -> None:
    page = view(served, UN)
    expect(page.locator("h1")).to_have_text("Ana Lis, Un")
    served.site.write("content/authors/ana.md", "---\nname: Ana Lys\n---\n")
    expect(page.locator("h1")).to_have_text("Ana Lys, Un")


def test_an_edit_of_a_style_sheet_is_swapped_in_without_loading_the_page(served: Served, view: View) -> None:
    page = view(served, UN)
    for value in ("rgb(1, 2, 3)", "rgb(4, 5, 6)", "rgb(7, 8, 9)"):
        served.site.write("static/css/site.css", f"body {{ color: {value} }}\n")
        becomes(page, value)
    expect(page.locator("link[rel=stylesheet]")).to_have_count(1)
    assert untouched(page)
    page.reload()
    assert colour(page) == "rgb(7, 8, 9)"


def test_an_edit_of_an_imported_style_sheet_is_swapped_in_too(site: Newsroom, view: View) -> None:
    site.write("static/css/site.css", '@import "parts/one.css";\n')
    site.write("static/css/parts/one.css", '@import url("two.css");\n')
    site.write("static/css/parts/two.css", "p { color: rgb(1, 1, 1) }\n")
    site.write("static/css/inline.css", "h1 { color: rgb(1, 1, 1) }\n")
    site.replace("templates/base.html", "</head>", '<style>@import "/css/inline.css";</style></head>')
    age(site.root)
    with serving(site) as served:
        page = view(served, UN)
        for number in (2, 3, 4):
            site.write("static/css/parts/two.css", f"p {{ color: rgb({number}, 1, 1) }}\n")
            becomes(page, f"rgb({number}, 1, 1)", "p")
            site.write("static/css/inline.css", f"h1 {{ color: rgb({number}, 2, 2) }}\n")
            becomes(page, f"rgb({number}, 2, 2)", "h1")
        site.write("static/css/site.css", '@import "parts/one.css";\nfooter { color: rgb(9, 9, 9) }\n')
        becomes(page, "rgb(9, 9, 9)", "footer")
        becomes(page, "rgb(4, 1, 1)", "p")
        assert untouched(page)
        expect(page.locator("link[rel=stylesheet], style")).to_have_count(2)


def test_many_quick_style_edits_end_with_the_last_one(served: Served, view: View) -> None:
    page = view(served, UN)
    for number in range(30):
        served.site.write("static/css/site.css", f"body {{ color: rgb({number}, 0, 0) }}\n")
        page.wait_for_timeout(25 if number % 3 else 120)
    becomes(page, "rgb(29, 0, 0)")
    expect(page.locator("link[rel=stylesheet]")).to_have_count(1)
    assert untouched(page)


# Files come and go


def test_an_article_that_is_added_renamed_and_deleted_comes_and_goes(served: Served, view: View) -> None:
    front, coming = view(served, "/"), view(served, "/sport/trois/")
    expect(coming.locator("body")).to_contain_text("introuvable")
    served.site.article("trois", "Le texte trois.\n", date="2026-03-02T08:00")
    expect(coming.locator("p")).to_have_text("Le texte trois.")
    expect(front.locator("a").first).to_have_text("Trois")
    text = (served.site.root / "content/articles/trois.md").read_text(encoding="utf-8")
    served.site.delete("content/articles/trois.md")
    served.site.write(
        "content/articles/tiers.md", text.replace("title: Trois", "title: Tiers\naliases: [/sport/trois/]")
    )
    expect(coming.locator("h1")).to_have_text("Tiers")
    assert coming.url.endswith("/sport/tiers/")  # by the redirect
    expect(front.locator("a").first).to_have_text("Tiers")
    served.site.delete("content/articles/tiers.md")
    expect(coming.locator("body")).to_contain_text("introuvable")
    expect(front.locator("a").first).to_have_text("Un")


# Faults


def test_broken_yaml_is_explained_over_the_last_good_page_until_it_is_mended(site: Newsroom, view: View) -> None:
    with serving(site, options=Options(host="127.0.0.1", editor="ed://{path}:{line}:{column}")) as served:
        page = view(served, UN)
        overlay = page.locator("#newsgen-faults")
        site.replace(FILE, "title: Un", "title: [Un")
        expect(overlay).to_contain_text(f"{FILE}:2:")
        expect(overlay).to_contain_text("title: [Un")  # the excerpt
        expect(overlay.locator("a").first).to_have_attribute(
            "href", f"ed://{(site.root / FILE).resolve().as_posix()}:2:8"
        )
        expect(page.locator("p")).to_have_text("Le texte un.")
        assert untouched(page)
        page.reload()
        expect(overlay).to_be_visible()
        expect(page.locator("p")).to_have_text("Le texte un.")
        page.evaluate("window.untouched = true")
        site.replace(FILE, "title: [Un", "title: Un")
        expect(overlay).to_have_count(0)
        assert untouched(page)


def test_all_faults_are_in_the_overlay_and_it_can_be_folded(served: Served, view: View) -> None:
    page = view(served, UN)
    served.site.replace(FILE, "category: sport", "category: sport\nautor: ana\ndraft: peut-être")
    overlay = page.locator("#newsgen-faults")
    expect(overlay.locator("pre")).to_have_count(2)
    overlay.locator("summary").click()
    expect(overlay.locator("pre").first).not_to_be_visible()
    expect(page.locator("h1")).to_be_visible()


def test_a_broken_template_is_explained_with_its_line_and_the_page(served: Served, view: View) -> None:
    page, front = view(served, UN), view(served, "/")
    overlay = page.locator("#newsgen-faults")
    served.site.write("templates/article.html", "{% extends 'base.html' %}\n{% block main %}{{ 1 // 0 }}{% endblock %}")
    expect(overlay).to_contain_text("templates/article.html:2:")
    expect(overlay).to_contain_text(f"(while rendering {UN})")
    expect(page.locator("p")).to_have_text("Le texte un.")
    served.site.write("templates/article.html", "{% if %}")
    expect(overlay).to_contain_text("templates/article.html:1:")
    expect(front.locator("#newsgen-faults")).to_be_visible()
    served.site.write("templates/article.html", ARTICLE)
    expect(overlay).to_have_count(0)
    expect(front.locator("#newsgen-faults")).to_have_count(0)
    assert untouched(page)
    assert untouched(front)


def test_a_site_that_was_broken_from_the_start_mends_itself(site: Newsroom, view: View) -> None:
    site.write("newsgen.yaml", "title: [\n")
    with serving(site) as served:
        page = view(served, UN)
        expect(page.locator("h1")).to_have_text("This page cannot be made yet")
        expect(page.locator("pre").first).to_contain_text("newsgen.yaml:")
        site.write("newsgen.yaml", SETTINGS)
        expect(page.locator("p")).to_have_text("Le texte un.")


# Tabs


def test_where_the_page_was_scrolled_to_is_kept(served: Served, view: View) -> None:
    served.site.article("un", LONG, author="ana")
    served.eventually_shows(UN, "Paragraphe 199.")
    page = view(served, UN)
    page.evaluate("scrollTo(0, 2345)")
    served.site.article("un", LONG.replace("Paragraphe 7.", "Septième."), author="ana")
    expect(page.get_by_text("Septième.")).to_have_count(1)
    page.wait_for_load_state()
    page.wait_for_function("scrollY === 2345")
    assert not untouched(page)


def test_only_the_tab_whose_page_changed_loads_it_again(served: Served, view: View) -> None:
    un, deux, front = view(served, UN), view(served, DEUX), view(served, "/")
    served.site.replace(FILE, "Le texte un.", "Autre texte.")
    expect(un.locator("p")).to_have_text("Autre texte.")
    served.site.write("static/css/site.css", "body { color: rgb(3, 2, 1) }\n")
    for page in (un, deux, front):
        becomes(page, "rgb(3, 2, 1)")
    assert [untouched(page) for page in (un, deux, front)] == [False, True, True]
    assert served.said[-2].partition("no faults, ")[2].startswith(f"1 of 3 open pages reloaded ({UN})")


def test_a_tab_finds_the_preview_again_after_a_restart(site: Newsroom, view: View) -> None:
    with serving(site) as served:
        page = view(served, UN)
        port = served.port
    site.replace(FILE, "Le texte un.", "Pendant la pause.")
    with serving(site, port=port) as served:
        expect(page.locator("p")).to_have_text("Pendant la pause.")
        page.evaluate("window.untouched = true")
        site.replace(FILE, "Pendant la pause.", "Après.")
        expect(page.locator("p")).to_have_text("Après.")


def test_a_restart_alone_reloads_nothing(site: Newsroom, view: View) -> None:
    with serving(site) as served:
        page = view(served, UN)
        port = served.port
    with serving(site, port=port) as served:
        site.write("static/css/site.css", "body { color: rgb(3, 2, 1) }\n")
        becomes(page, "rgb(3, 2, 1)")
        assert untouched(page)


def test_a_page_whose_own_modules_fail_is_kept_up_to_date(served: Served, view: View) -> None:
    served.site.replace(
        "templates/base.html",
        "</head>",
        '<script type="module">throw new Error("off")</script>'
        '<script type="module" src="/nulle-part.js"></script></head>',
    )
    served.eventually_shows(UN, "nulle-part")
    page = view(served, UN)
    served.site.replace(FILE, "Le texte un.", "Autre texte.")
    expect(page.locator("p")).to_have_text("Autre texte.")


def test_the_tab_last_used_goes_to_the_text_that_was_saved(site: Newsroom, view: View) -> None:
    with serving(site, options=Options(host="127.0.0.1", follow=True)) as served:
        older, newer = view(served, "/"), view(served, "/sport/")
        site.replace(FILE, "Le texte un.", "Autre texte.")
        expect(newer.locator("p")).to_have_text("Autre texte.")
        assert newer.url.endswith(UN)
        assert served.said[-1].partition("no faults, ")[2].startswith(f"opened {UN}, 0 of 2 open pages reloaded in")
        with older.expect_response(lambda response: "/_newsgen/events" in response.url):
            older.evaluate("dispatchEvent(new Event('focus'))")  # as when somebody clicks on its window
        site.article("trois", "Le texte trois.\n")
        expect(older.locator("p")).to_have_text("Le texte trois.")
        assert newer.url.endswith(UN)
        older.go_back()
        assert older.url.endswith(f":{served.port}/")


def test_a_tab_on_its_way_to_a_text_is_not_called_back(served: Served, context: BrowserContext) -> None:
    page = context.new_page()
    events = f'event: go\ndata: "{UN}"\n\nevent: reload\ndata: null\n\n'
    page.route(
        "**/_newsgen/events?page=%2F&*", lambda route: route.fulfill(content_type="text/event-stream", body=events)
    )
    page.goto(f"http://127.0.0.1:{served.port}/")
    expect(page.locator("p")).to_have_text("Le texte un.")
    assert page.url.endswith(UN)


def test_a_document_keeps_its_name_until_somebody_goes_to_a_page_or_back_to_it(
    served: Served, context: BrowserContext
) -> None:
    page, names = context.new_page(), list[str]()

    def listens(does: Callable[[], object]) -> None:
        with page.expect_request("**/_newsgen/events?*") as asked:
            does()
        names.append(parse_qs(urlsplit(asked.value.url).query)["name"][0])

    listens(lambda: page.goto(f"http://127.0.0.1:{served.port}{UN}"))
    listens(lambda: page.evaluate("dispatchEvent(new Event('focus'))"))
    listens(lambda: served.site.replace(FILE, "Le texte un.", "Autre texte."))
    expect(page.locator("p")).to_have_text("Autre texte.")
    assert names == names[:1] * 3
    listens(page.reload)
    listens(
        lambda: page.evaluate(
            """() => { // as when somebody goes to another page, and comes back to this one, which was kept whole
            dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
            dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
        }"""
        )
    )
    assert len(set(names[2:])) == 3


def test_without_being_asked_no_tab_goes_anywhere(served: Served, view: View) -> None:
    page = view(served, "/")
    with served.noticed():
        served.site.replace(FILE, "Le texte un.", "Autre texte.")
    with served.noticed():
        served.site.replace(FILE, "title: Un", "title: Une")
    expect(page.locator("a").first).to_have_text("Une")
    assert page.url.endswith(f":{served.port}/")


# Drafts and the desk


def test_a_draft_has_a_banner_that_goes_when_it_is_published(site: Newsroom, view: View) -> None:
    site.article("un", "Le texte un.\n", draft=True)
    with serving(site, Visibility(drafts=True)) as served:
        page = view(served, UN)
        banner = page.get_by_role("status")
        expect(banner).to_have_text("Preview: it is a draft. Readers do not see this page.")
        expect(banner).to_be_in_viewport()
        site.article("un", "Le texte un.\n")
        expect(banner).to_have_count(0)
        expect(page.locator("p")).to_have_text("Le texte un.")


def test_the_desk_keeps_itself_up_to_date_and_tells_what_a_build_would_do(site: Newsroom, view: View) -> None:
    with serving(site, Visibility(drafts=True)) as served:
        desk = view(served, "/_newsgen/")
        expect(desk.locator("h1")).to_have_text("Le desk")
        expect(desk.locator("body")).to_contain_text("Ce site n’a pas encore été publié")
        site.article("secret", draft=True)
        expect(desk.get_by_role("row", name=re.compile("^brouillon .* Secret "))).to_have_count(1)
        site.built()
        expect(desk.locator("body")).to_contain_text("Une publication ne changerait rien.")
        site.replace(FILE, "Le texte un.", "Autre texte.")
        expect(desk.locator("body")).to_contain_text("À la prochaine publication\u00a0: 1 à faire, 0 à supprimer.")
        expect(desk.get_by_role("row", name=UN)).to_contain_text("what it shows has changed")
        desk.get_by_role("link", name="pourquoi").click()
        expect(desk.get_by_role("row", name="In the built site")).to_contain_text("what it shows has changed")
        expect(desk.get_by_role("row", name="Templates")).to_contain_text("templates/article.html")
        expect(desk.get_by_role("row", name="Asks")).to_contain_text("site.asset('css/site.css')")
        expect(desk.get_by_role("row", name=re.compile("^Shows"))).to_contain_text(FILE)
        site.built()
        expect(desk.get_by_role("row", name="In the built site")).to_contain_text("it is up to date")
        eventually(lambda: served.get("/_newsgen/why/sport/secret/").text.count("readers do not get it") == 1)


def test_a_page_of_another_site_can_link_to_the_preview_and_no_more(served: Served, context: BrowserContext) -> None:
    served.site.write("static/pixel.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')
    served.eventually_shows("/pixel.svg", "svg")
    address = f"http://127.0.0.1:{served.port}"
    page = context.new_page()
    page.route("http://evil.example/", lambda route: route.fulfill(content_type="text/html", body="<p>loin</p>"))
    page.goto("http://evil.example/")
    tried = page.evaluate(
        """(address) => Promise.all([
            fetch(address + "/").then(() => "read", () => "refused"),
            new Promise((done) => {
              const source = new EventSource(address + "/_newsgen/events?page=/");
              source.onopen = () => done("read");
              source.onerror = () => done("refused");
            }),
            new Promise((done) => {
              const picture = new Image();
              picture.onload = () => done("read");
              picture.onerror = () => done("refused");
              picture.src = address + "/pixel.svg";
            }),
        ])""",
        address,
    )
    assert tried == ["refused"] * 3
    page.evaluate("(address) => { location.href = address }", f"{address}{UN}")
    expect(page.locator("p")).to_have_text("Le texte un.")
