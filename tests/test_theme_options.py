"""What a newsroom chooses about the theme in its settings: colours, logo, menus, networks, the line at the foot."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsgen.base.colours import READABLE, contrast, mix, read_colour, readable
from newsgen.base.places import theme_folder
from newsgen.plan.theme import DEFAULTS
from newsroom import SETTINGS, Newsroom, codes, picture, rendered

MENU = (
    "{% macro show(entries) %}{% for each in entries %}{{ each.title }}={{ each.url }}"
    "{% for child in each.children %}({{ child.title }}){% endfor %};{% endfor %}{% endmacro %}"
    "{% set theme = site.theme() %}{{ show(theme.menus.masthead) }}|{{ show(theme.menus.footer) }}"
)


def newsroom(root: Path, theme: str) -> Newsroom:
    """Make a site with theme options, a category with one below it, and a page."""
    room = Newsroom(root, SETTINGS + "theme:\n" + "".join(f"  {line}\n" for line in theme.splitlines()))
    room.write("content/categories/sport.md", "---\ntitle: Sport\n---\n")
    room.write("content/categories/voile.md", "---\ntitle: Voile\nparent: sport\n---\n")
    room.write("content/pages/contact.md", "---\ntitle: Nous écrire\n---\n")
    return room.article("un")


def menu(room: Newsroom) -> str:
    """Build the site; give its menus as the page for what is not found prints them."""
    room.write("templates/404.html", MENU).built()
    return room.page("404.html")


# --- menus ----------------------------------------------------------------------------------------------------------


def test_a_menu_lists_categories_pages_articles_and_addresses(tmp_path: Path) -> None:
    room = newsroom(
        tmp_path,
        "menus:\n  masthead:\n    - category: sport\n    - {category: sport/voile, title: La mer}\n"
        "    - page: contact\n"
        "  footer:\n    - {title: Un, url: un.md}\n    - {title: Fil, url: /atom.xml}\n"
        "    - {title: Ailleurs, url: 'https://a.example/'}",
    )
    masthead = "Sport=/sport/(Voile);La mer=/sport/voile/;Nous écrire=/contact/;"
    assert menu(room) == f"{masthead}|Un=/sport/un/;Fil=/atom.xml;Ailleurs=https://a.example/;"


def test_a_menu_follows_what_is_moved_and_renamed(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "menus:\n  masthead: [{category: sport}, {page: content/pages/contact.md}]")
    room.write("templates/404.html", MENU).built()
    room.write("content/pages/contact.md", "---\ntitle: Contact\nslug: ecrire\n---\n")
    room.write("content/categories/sport.md", "---\ntitle: Les sports\nslug: sports\n---\n")
    room.replace("content/categories/voile.md", "parent: sport", "parent: sports")
    room.replace("content/articles/un.md", "sport", "sports")
    room.replace("newsgen.yaml", "category: sport", "category: sports")
    assert "404.html" in rendered(room.built())
    assert room.page("404.html") == "Les sports=/sports/(Voile);Contact=/ecrire/;|"
    assert room.public() == room.clean(tmp_path / "clean")
    assert room.built().rendered == 0


def test_a_renamed_page_makes_only_pages_again_that_show_the_menu(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "menus:\n  masthead: [{page: contact}]")
    room.write("templates/404.html", MENU).write("templates/tag.html", "{{ listing.title }}").article(
        "un", tags=["Mer"]
    )
    room.built()
    room.write("content/pages/contact.md", "---\ntitle: Contact\n---\n")
    made = rendered(room.built())
    assert {"404.html", "contact/index.html", "sport/un/index.html"} <= made
    assert "tags/mer/index.html" not in made


def test_a_page_that_is_a_draft_is_left_out_of_the_menu_with_a_warning(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "menus:\n  masthead: [{page: contact}, {title: Un, url: un.md}]")
    room.write("content/pages/contact.md", "---\ntitle: Nous écrire\ndraft: true\n---\n").article(
        "un", embargo="2027-01-01"
    )
    room.write("templates/404.html", MENU)
    report = room.build()
    assert codes(report) == ["newsgen.yaml:7:23 not-published", "newsgen.yaml:7:50 not-published"]
    assert "so it is left out of the menu" in report.faults[0].fault.message
    assert room.page("404.html") == "|"


@pytest.mark.parametrize(
    ("entry", "found", "way_out"),
    [
        ("{page: contacts}", "6:29 unknown-reference", "did you mean “contact”?"),
        ("{category: sports}", "6:33 unknown-category", "did you mean “sport”?"),
        ("{title: A, url: /contacts/}", "6:38 dead-link", "did you mean “/contact/”?"),
        ("{title: A, url: deux.md}", "6:38 unknown-reference", "did you mean “un.md”?"),
        ("{title: A, url: 'https://a b'}", "6:38 bad-url", None),
        ("{title: A}", "6:22 bad-menu", "give it one of category, page and url"),
        ("{category: sport, page: contact}", "6:22 bad-menu", "give it one of category, page and url"),
        ("{url: /contact/}", "6:22 bad-menu", "add a line “title: …”"),
        ("{pages: contact}", "6:23 unknown-field", "did you mean “page”?"),
        ("sport", "6:22 wrong-type", None),
    ],
)
def test_a_line_that_leads_nowhere_is_a_fault(tmp_path: Path, entry: str, found: str, way_out: str | None) -> None:
    report = newsroom(tmp_path, f"menus: {{masthead: [{entry}]}}").build()
    assert codes(report) == [f"newsgen.yaml:{found}"]
    assert way_out in (None, report.faults[0].fault.help)
    assert report.failed


def test_the_theme_shows_the_menus_or_else_the_sections_and_pages(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "menus: {masthead: [{page: contact}], footer: [{category: sport}]}")
    room.built()
    nav, foot = re.findall(r'<nav class="sections".*?</nav>|<footer.*?</footer>', room.page("404.html"), re.DOTALL)
    assert ">Nous écrire</a>" in nav
    assert ">Sport</a>" not in nav
    assert ">Nous écrire</a>" not in foot
    room.write("newsgen.yaml", SETTINGS).built()
    nav, foot = re.findall(r'<nav class="sections".*?</nav>|<footer.*?</footer>', room.page("404.html"), re.DOTALL)
    assert ">Sport</a>" in nav
    assert ">Nous écrire</a>" in foot


# --- logo, networks, footer -----------------------------------------------------------------------------------------


def test_the_logo_takes_the_place_of_the_name(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "logo: /images/nom.png").write("static/images/nom.png", picture(30, 10))
    room.built()
    for page in ("index.html", "404.html"):
        assert '<img class="logo" src="/images/nom.png" alt="Le Test" width="30" height="10">' in room.page(page)
    room.delete("static/images/nom.png")
    assert codes(room.build()) == ["newsgen.yaml:6:9 missing-file"]


def test_networks_and_the_last_line_stand_at_the_foot_and_are_escaped(tmp_path: Path) -> None:
    room = newsroom(
        tmp_path, "socials:\n  - {title: 'A & B', url: 'https://s.example/?a=1&b=2'}\nfooter: Imprimé <ici> \"même\""
    )
    room.built()
    page = room.page("404.html")
    assert '<a href="https://s.example/?a=1&amp;b=2" rel="me">A &amp; B</a>' in page
    assert "Imprimé &lt;ici&gt; «\u00a0même\u00a0»" in page


# --- colours --------------------------------------------------------------------------------------------------------


def test_colours_override_those_of_the_style_sheet_by_day_and_by_night(tmp_path: Path) -> None:
    room = newsroom(tmp_path, 'colours:\n  accent: "#8A1538"\n  brand: {light: 1d3557, dark: "#000"}')
    room.built()
    night = readable("#8a1538", "#14161a")
    assert (
        f"<style>:root{{--accent:#8a1538;--brand:#1d3557;--on-brand:#f6f2e8;}}"
        "@media (prefers-color-scheme:dark){:root:not([data-theme=light])"
        f"{{--accent:{night};--brand:#000000;--on-brand:#f6f2e8;}}}}"
        f":root[data-theme=dark]{{--accent:{night};--brand:#000000;--on-brand:#f6f2e8;}}</style>\n"
    ) in room.page("404.html")
    assert contrast(night, "#14161a") >= READABLE


def test_without_colours_there_is_no_style_element(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "footer: x")
    room.built()
    assert "<style" not in room.page("404.html")


def test_tones_between_paper_and_ink_follow_them(tmp_path: Path) -> None:
    room = newsroom(tmp_path, 'colours: {paper: "#fff"}')
    room.built()
    page = room.page("404.html")
    light, dark = DEFAULTS["ink"].light, DEFAULTS["ink"].dark or ""
    assert f"--line:{mix('#ffffff', light, 0.16)};" in page
    assert f"--soft:{mix('#14161a', dark, 0.72)};" in page
    assert contrast(mix("#ffffff", light, 0.72), "#ffffff") >= READABLE


@pytest.mark.parametrize(
    ("colours", "found"),
    [
        ('accent: "#e8a33d"', "7:13 low-contrast"),
        ('accent: {light: "#8a1538", dark: "#333333"}', "7:38 low-contrast"),
        ('ink: "#999"', "7:10 low-contrast"),
        ('paper: {light: "#888", dark: "#111"}', "7:20 low-contrast"),
        ("accent: bordeaux", "7:13 bad-colour"),
        ('accent: "#12345"', "7:13 bad-colour"),
        ("accent: #8a1538", "7:5 empty-field"),
        ("accent: {dark: '#8a1538'}", "7:5 missing-field"),
        ("accents: '#8a1538'", "7:5 unknown-field"),
    ],
)
def test_a_colour_that_is_none_or_cannot_be_read_is_found(tmp_path: Path, colours: str, found: str) -> None:
    report = newsroom(tmp_path, f"colours:\n  {colours}").build()
    assert codes(report)[:1] == [f"newsgen.yaml:{found}"]
    assert report.failed is not found.endswith("low-contrast")


def test_a_pale_colour_comes_with_the_nearest_that_can_be_read(tmp_path: Path) -> None:
    fault = newsroom(tmp_path, 'colours: {accent: "#e8a33d"}').build().faults[0].fault
    assert fault.message == (
        "text in #e8a33d on #fdfcf9 has a contrast of 2.1 : 1; many readers cannot read it below 4.5 : 1"
    )
    near = fault.help.split()[0]
    assert fault.help == f"{near} is the nearest that can be read"
    assert READABLE <= contrast(near, "#fdfcf9") < READABLE + 0.2


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
    assert round(contrast("#ff0000", "#ffffff"), 1) == 4.0
    assert read_colour("AbC") == "#aabbcc"
    assert read_colour("#abcd") is None


def test_the_colours_that_are_checked_are_those_of_the_style_sheet() -> None:
    sheet = (theme_folder() / "static/css/newsgen.css").read_text(encoding="utf-8")
    light, dark, switched = (
        dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{6})", block))
        for block in re.findall(r":root.*?\}", sheet, re.DOTALL)[:3]
    )
    assert dark == switched
    for name, pair in DEFAULTS.items():
        assert (light[name], dark[name]) == (pair.light, pair.dark)
    for colours in (light, dark):
        assert contrast(colours["on-brand"], colours["brand"]) >= READABLE
        assert all(contrast(colours[name], colours["paper"]) >= READABLE for name in ("ink", "accent", "soft"))
