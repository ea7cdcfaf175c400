"""Fronts as data: pins, rules, banners and the most read; in time, in place, and no story twice on a page."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from msgspec.structs import replace

from newsgen.build import build
from newsgen.model.visibility import Visibility
from newsgen.preview.proofs import Proofs
from newsroom import SETTINGS, Newsroom, codes, rendered
from tiny_theme import theme_names

FRONT = """{"banner": {{ ([banner.text, banner.url] if banner else none) | tojson }},
"lead": {{ ([lead.title, lead.kicker] if lead else none) | tojson }},
"featured": {{ featured | map(attribute="title") | list | tojson }},
"blocks": [{% for block in blocks %}{{ [block.title, block.section.url, block.articles | map(attribute="title") | list] | tojson }}{{ "" if loop.last else "," }}{% endfor %}],
"most_read": {{ most_read | map(attribute="title") | list | tojson }},
"""
HOME = FRONT + '"latest": {{ latest | map(attribute="title") | list | tojson }}}'
SECTION = (
    "{% if listing.front %}{% set front = listing.front %}"
    "{% set banner, lead, featured = front.banner, front.lead, front.featured %}"
    "{% set blocks, most_read = front.blocks, front.most_read %}"
    + FRONT
    + "{% else %}{ {% endif %}"
    + '"list": {{ listing.articles | map(attribute="title") | list | tojson }}}'
)
SUNDAY, MONDAY = "2026-06-07T08:00", "2026-06-08T08:00"


def at(text: str) -> int:
    """Give an instant in Paris, in summer."""
    return int(datetime.fromisoformat(text + "+02:00").timestamp())


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A site of twelve articles in three declared sections, as of a Saturday; the highest number is the newest."""
    room = Newsroom(tmp_path / "site", SETTINGS + "page_size: 3\n")
    room.now = at("2026-06-06T12:00")
    templates = {
        "front.html": HOME,
        "category.html": SECTION,
        "article.html": "{{ site.featured(3) | map(attribute='title') | join(',') }}",
    }
    for name, text in (dict.fromkeys(theme_names(), "-") | templates).items():
        room.write(f"templates/{name}", text)
    for name, parent in (("sport", ""), ("rugby", "parent: sport\n"), ("monde", "")):
        room.write(f"content/categories/{name}.md", f"---\ntitle: {name.title()}\n{parent}---\n")
    for number in range(12):
        section = ("sport", "monde", "rugby")[number % 3]
        room.article(f"n{number:02}", category=section, date=f"2026-03-{number + 1:02}", kicker=f"K{number}")
    return room


def home(room: Newsroom, front: str = "") -> Mapping[str, Any]:
    """Write and build the front page; read it."""
    if front:
        room.write("content/fronts/home.yaml", front)
    room.built()
    read: Mapping[str, Any] = json.loads(room.page("index.html"))
    return read


def section(room: Newsroom, path: str = "sport/index.html") -> Mapping[str, Any]:
    """Read the page of a section."""
    read: Mapping[str, Any] = json.loads(room.page(path))
    return read


def stories(front: Mapping[str, Any]) -> list[str]:
    """List every story of a front, from the top down."""
    lead: Sequence[str] = front["lead"][:1] if front.get("lead") else []
    blocks = [title for _, _, titles in front.get("blocks", ()) for title in titles]
    rest = [title for slot in ("latest", "list", "most_read") for title in front.get(slot, ())]
    return [*lead, *front.get("featured", ()), *blocks, *rest]


# --- pins -----------------------------------------------------------------------------------------------------------


def test_a_pin_holds_its_place_until_its_instant_and_then_the_rule_fills_it(room: Newsroom) -> None:
    front = (
        f"lead: {{article: n02.md, until: {SUNDAY}}}\n"
        f"featured:\n- n01\n- article: n00.md\n  until: {MONDAY}\n- n03.md\n"
    )
    seen = home(room, front)
    assert (seen["lead"], seen["featured"]) == (["N02", "K2"], ["N01", "N00", "N03"])
    room.now = at(SUNDAY) - 1
    assert room.built().written == 0
    room.now += 1
    seen = home(room)
    assert (seen["lead"], seen["featured"]) == (["N11", "K11"], ["N01", "N00", "N03"])
    room.now = at(MONDAY)
    seen = home(room)
    assert (seen["lead"], seen["featured"]) == (["N11", "K11"], ["N01", "N10", "N03"])
    room.now = at(SUNDAY) - 1
    assert home(room)["lead"] == ["N02", "K2"]


def test_a_pinned_story_can_have_another_headline_and_kicker_on_the_front_only(room: Newsroom) -> None:
    seen = home(
        room, "lead: {article: n02, title: 'Vague & vent', kicker: Direct}\nfeatured: [{article: n01, title: Autre}]\n"
    )
    assert (seen["lead"], seen["featured"]) == (["Vague & vent", "Direct"], ["Autre"])
    assert section(room, "sport/rugby/index.html")["list"] == ["N11", "N08", "N05", "N02"]
    assert room.page("sport/n00/index.html") == "N02,N01,N11"


def test_no_rule_takes_a_story_that_is_pinned_further_down(room: Newsroom) -> None:
    seen = home(room, "featured: [n09]\nblocks:\n- {category: monde, articles: n11.md, count: 2}\nlatest: {count: 1}\n")
    assert seen["lead"] == ["N10", "K10"]
    assert seen["featured"] == ["N09"]
    assert seen["blocks"] == [["Monde", "/monde/", ["N11", "N07"]]]
    assert seen["latest"] == ["N08"]


@pytest.mark.parametrize("matter", ["draft: true", f"embargo: {SUNDAY}", "expires: 2026-06-01", f"date: {SUNDAY}"])
def test_what_is_not_live_in_a_place_is_a_warning_and_the_rule_fills_it(room: Newsroom, matter: str) -> None:
    name, _, value = matter.partition(": ")
    room.article("canari", title="Canari", **dict[str, Any]({name: value == "true" or value}))
    room.write("content/fronts/home.yaml", "lead: canari.md\nfeatured: [n00, canari]\n")
    room.write(
        "content/fronts/sport.yaml", "banner: {text: Canari, link: canari.md, until: 2027-01-01}\nlead: canari\n"
    )
    report = room.built()
    assert codes(report) == [
        "content/fronts/home.yaml:1:7 not-published",
        "content/fronts/home.yaml:2:17 not-published",
        "content/fronts/sport.yaml:1:30 not-published",
        "content/fronts/sport.yaml:2:7 not-published",
    ]
    messages = [fault.fault.message.rpartition(", so ")[2] for fault in report.faults]
    assert messages == [
        *["its place is filled by the rule"] * 2,
        "the banner is left out",
        "its place is filled by the rule",
    ]
    assert (home(room)["lead"], home(room)["featured"]) == (["N11", "K11"], ["N00", "N10"])
    assert (section(room)["banner"], section(room)["lead"]) == (None, ["N11", "K11"])
    assert all(b"anari" not in data for data in room.public().values())


def test_what_does_not_count_at_the_moment_can_have_errors_but_no_warnings(room: Newsroom) -> None:
    room.article("brouillon", draft=True)
    past = "{article: %s, until: 2026-01-01}"
    room.write("content/fronts/home.yaml", f"lead: {past % 'brouillon'}\nfeatured: [{past % 'absent'}]\n")
    room.write("content/fronts/sport.yaml", "banner: {text: Hier, link: brouillon, until: 2026-01-01}\n")
    room.write(
        "content/fronts/monde.yaml", f"banner: {{text: Demain, link: nulle-part, from: {SUNDAY}, until: {MONDAY}}}\n"
    )
    assert codes(room.build()) == [
        "content/fronts/home.yaml:2:22 unknown-reference",
        "content/fronts/monde.yaml:1:30 unknown-reference",
    ]


def test_a_story_that_is_pinned_twice_is_a_warning_unless_the_first_pin_ends(room: Newsroom) -> None:
    room.write("content/fronts/home.yaml", "lead: n00\nfeatured:\n- n01\n- n00.md\n")
    assert codes(room.built()) == ["content/fronts/home.yaml:4:3 pinned-twice"]
    assert home(room)["featured"] == ["N01", "N11"]
    room.write("content/fronts/home.yaml", f"lead: {{article: n00, until: {SUNDAY}}}\nfeatured:\n- n01\n- n00.md\n")
    assert codes(room.built()) == []
    room.now = at(SUNDAY)
    assert (home(room)["lead"], home(room)["featured"]) == (["N11", "K11"], ["N01", "N00"])


# --- rules ----------------------------------------------------------------------------------------------------------


def test_rules_fill_by_category_exclude_and_count(room: Newsroom) -> None:
    front = """
featured: {category: sport, exclude: [rugby], count: 2}
blocks:
- {category: sport, title: Tout le sport, exclude: rugby, count: 1}
- {category: rugby, count: 1}
latest: {category: [monde, rugby], count: 3}
exclude: [monde]
"""
    seen = home(room, front)
    assert seen["lead"] == ["N11", "K11"]
    assert seen["featured"] == ["N09", "N06"]
    assert seen["blocks"] == [["Tout le sport", "/sport/", ["N03"]], ["Rugby", "/sport/rugby/", ["N08"]]]
    assert seen["latest"] == ["N10", "N07", "N05"]
    seen = home(room, "exclude: [sport]\nblocks: rugby\n")
    assert (seen["lead"], seen["featured"]) == (["N10", "K10"], ["N07", "N04", "N01"])
    assert (seen["blocks"], seen["latest"]) == ([["Rugby", "/sport/rugby/", ["N11", "N08", "N05", "N02"]]], [])


def test_a_front_of_numbers_and_single_values_is_understood(room: Newsroom) -> None:
    room.article("seul", title="Seul", slug="2026", date="2026-01-01")
    seen = home(room, "lead: 2026\nfeatured: n03.md\nblocks: monde\n")
    assert (seen["lead"], seen["featured"], len(seen["blocks"])) == (["Seul", None], ["N03"], 1)


def test_the_most_read_are_ranked_by_views_among_the_newest(room: Newsroom) -> None:
    views = {"n00": 900, "n01": 50, "n02": 70, "n03": 70, "n04": 0, "n11": 1000, "absent": 5000}
    counters = {f"{name}.md": {"views": number} for name, number in views.items()}
    counters["n05.md"] = {"comments": 3}
    counters["n06.md"] = {"views": "beaucoup"}  # type: ignore[dict-item]
    room.write("content/data/counters.json", json.dumps(counters))
    short = "featured: {count: 1}\nblocks: {category: monde, count: 1}\nlatest: {count: 1}\n"
    assert home(room, short)["most_read"] == ["N00", "N03", "N02", "N01"]
    assert home(room, short + "most_read: {within: 11}\n")["most_read"] == ["N03", "N02", "N01"]
    assert home(room, short + "most_read: {count: 1}\n")["most_read"] == ["N00"]
    assert home(room, short + "exclude: rugby\n")["most_read"] == ["N00", "N03", "N01"]
    assert home(room, short + "most_read: false\n")["most_read"] == []
    room.write("content/data/counters.json", "{}")
    assert home(room, short)["most_read"] == []


# --- banners --------------------------------------------------------------------------------------------------------


def test_a_banner_appears_and_disappears_at_its_instants_and_nothing_else_is_made_again(room: Newsroom) -> None:
    room.write("content/fronts/sport.yaml", f"banner:\n  text: Alerte\n  from: {SUNDAY}\n  until: {MONDAY}\n")
    room.built()
    times = [at(SUNDAY) - 1, at(SUNDAY), at(MONDAY) - 1, at(MONDAY), at(SUNDAY), at(SUNDAY) - 1]
    shown, made = [], []
    for room.now in times:
        made.append(rendered(room.built()))
        shown.append(section(room)["banner"])
    assert shown == [None, ["Alerte", None], ["Alerte", None], None, ["Alerte", None], None]
    page = {"sport/index.html"}
    assert made == [set(), page, set(), page, page, page]
    assert b"Alerte" not in b"".join(room.public().values())


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("n00.md", "/journal/sport/n00/"),
        ("n00", "/journal/sport/n00/"),
        ("article:n00", "/journal/sport/n00/"),
        ("/sport/", "/journal/sport/"),
        ("/sport/n00/?a=1", "/journal/sport/n00/?a=1"),
        ("/plan.pdf#page=2", "/journal/plan.pdf#page=2"),
        ("https://live.example/a?b=1#c", "https://live.example/a?b=1#c"),
    ],
)
def test_a_banner_leads_to_an_article_a_path_of_the_site_or_another_site(room: Newsroom, link: str, url: str) -> None:
    room.write("newsgen.yaml", SETTINGS.replace("test.example", "test.example/journal"))
    room.write("static/plan.pdf", b"%PDF")
    assert home(room, f"banner: {{text: Alerte, link: '{link}', until: {SUNDAY}}}\n")["banner"] == ["Alerte", url]
    assert room.built().faults == ()


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("nulle-part", "unknown-reference"),
        ("/nulle-part/", "dead-link"),
        ("/sport/n00/#nulle-part", "dead-anchor"),
        ("/sport", "slow-link"),
        ("//autre.example/", "bad-path"),
        ("javascript:alert(1)", "unknown-reference"),
        ("javascript://x/%0aalert(1)", "bad-url"),
        ("ftp://a.example", "bad-url"),
    ],
)
def test_a_banner_that_leads_nowhere_is_a_fault_at_its_place(room: Newsroom, link: str, code: str) -> None:
    room.write("content/fronts/home.yaml", f"banner:\n  text: Alerte\n  link: {link}\n  until: {SUNDAY}\n")
    assert codes(room.build()) == [f"content/fronts/home.yaml:3:9 {code}"]


def test_a_banner_does_not_lead_to_a_hidden_address(room: Newsroom) -> None:
    room.article("canari", embargo=SUNDAY)
    seen = home(room, f"banner: {{text: Canari, link: /sport/canari/, until: {MONDAY}}}\n")
    assert seen["banner"] is None
    assert codes(room.built()) == ["content/fronts/home.yaml:1:30 not-published"]
    room.now = at(SUNDAY)
    assert home(room)["banner"] == ["Canari", "/sport/canari/"]


def test_a_theme_can_show_the_banner_of_the_front_page_everywhere(room: Newsroom) -> None:
    room.write(
        "templates/404.html", "{% set banner = site.banner() %}{{ banner.text if banner }}={{ banner.url if banner }}"
    )
    room.built()
    assert room.page("404.html") == "="
    room.write("content/fronts/home.yaml", f"banner: {{text: Alerte, link: n00, from: {SUNDAY}, until: {MONDAY}}}\n")
    assert "404.html" not in rendered(room.built())
    room.now = at(SUNDAY)
    assert rendered(room.built()) == {"index.html", "404.html"}
    assert room.page("404.html") == "Alerte=/sport/n00/"
    room.now = at(MONDAY)
    room.built()
    assert room.page("404.html") == "="


def test_the_preview_knows_the_instants_of_fronts_and_shows_what_is_to_come_on_request(room: Newsroom) -> None:
    room.write("content/fronts/home.yaml", f"banner: {{text: Alerte, from: {SUNDAY}, until: {MONDAY}}}\n")
    room.write("templates/article.html", "-")

    def banner(proofs: Proofs) -> Any:
        proof = proofs.pull("index.html")
        assert proof is not None
        return json.loads(proof.data)["banner"]

    proofs = Proofs(room.request)
    try:
        now = at(SUNDAY) - 60
        proofs.refresh(now)
        assert (banner(proofs), proofs.site.until) == (None, at(SUNDAY))
        assert proofs.refresh(at(SUNDAY)) == ("the clock",)
        assert banner(proofs) == ["Alerte", None]
    finally:
        proofs.close()
    proofs = Proofs(replace(room.request, visibility=Visibility(future=True)))
    try:
        proofs.refresh(now)
        assert banner(proofs) == ["Alerte", None]
        proofs.refresh(at(MONDAY))
        assert banner(proofs) is None
    finally:
        proofs.close()
    assert build(replace(room.request, visibility=Visibility(future=True))).failed is False


# --- sections -------------------------------------------------------------------------------------------------------


def test_a_section_has_a_curated_head_and_its_numbered_pages_stay_as_they_are(room: Newsroom) -> None:
    room.built()
    before = room.public()
    assert section(room)["list"] == ["N11", "N09", "N08", "N06", "N05"]
    room.write("content/fronts/sport.yaml", "lead: n09\nfeatured: [n00, n08]\nblocks: {category: monde, count: 1}\n")
    report = room.built()
    assert rendered(report) == {"sport/index.html"}
    seen = section(room)
    assert (seen["lead"], seen["featured"]) == (["N09", "K9"], ["N00", "N08"])
    assert seen["blocks"] == [["Monde", "/monde/", ["N10"]]]
    assert seen["list"] == ["N11", "N06", "N05"]
    room.write("content/fronts/sport/rugby.yaml", f"banner: {{text: Direct, until: {SUNDAY}}}\n")
    assert rendered(room.built()) == {"sport/rugby/index.html"}
    seen = section(room, "sport/rugby/index.html")
    assert (seen["banner"], seen["lead"], seen["featured"]) == (["Direct", None], ["N11", "K11"], [])
    assert seen["list"] == ["N08", "N05", "N02"]
    room.delete("content/fronts/sport.yaml").delete("content/fronts/sport/rugby.yaml").built()
    assert room.public() == before


def test_a_section_ranks_its_own_most_read_that_are_not_on_the_page(room: Newsroom) -> None:
    room.write(
        "content/data/counters.json",
        '{"n00.md": {"views": 9}, "n02.md": {"views": 10}, "n11.md": {"views": 99}, "n01.md": {"views": 99}}',
    )
    room.write("content/fronts/sport.yaml", "lead: n09\n").built()
    seen = section(room)
    assert (seen["most_read"], seen["list"]) == (["N02", "N00"], ["N11", "N08", "N06", "N05"])


def test_a_front_of_an_empty_section_is_empty(room: Newsroom) -> None:
    room.write("content/categories/culture.md", "---\ntitle: Culture\n---\n").write(
        "content/fronts/culture.yaml", "featured: {count: 2}\n"
    )
    room.built()
    seen = section(room, "culture/index.html")
    assert (seen["lead"], seen["featured"], seen["list"]) == (None, [], [])


def test_sections_that_vanish_with_their_articles_are_no_error_in_fronts(room: Newsroom) -> None:
    for name in ("sport", "rugby", "monde"):
        room.delete(f"content/categories/{name}.md")
    room.article("saison", category="voile", expires=SUNDAY)
    room.write("content/fronts/voile.yaml", "lead: saison\n")
    front = "blocks:\n- {category: voile, articles: saison}\n- monde\nfeatured: {category: voile}\nexclude: voile\n"
    assert home(room, front)["featured"] == []
    assert section(room, "voile/index.html")["lead"] == ["Saison", None]
    room.now = at(SUNDAY)
    report = room.built()
    assert codes(report) == [
        "content/fronts/home.yaml:2:14 unknown-category",
        "content/fronts/home.yaml:4:22 unknown-category",
        "content/fronts/home.yaml:5:10 unknown-category",
        "content/fronts/voile.yaml:1:1 unknown-front",
    ]
    assert [title for title, _, _ in home(room)["blocks"]] == ["monde"]


def test_one_front_a_section_and_one_front_page(room: Newsroom) -> None:
    room.write("content/fronts/home.yml", "lead: n00\n").write("content/fronts/home.yaml", "lead: n01\n")
    room.write("content/fronts/rugby.yaml", "lead: n00\n").write("content/fronts/sport/rugby.yaml", "lead: n01\n")
    assert codes(room.build()) == [
        "content/fronts/home.yml:1:1 same-front",
        "content/fronts/sport/rugby.yaml:1:1 same-front",
    ]


# --- faults ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "found"),
    [
        ("lead: {artcle: n00}", ["1:8 unknown-field"]),
        ("lead: [n00]", ["1:7 wrong-type"]),
        ("lead: {article: n00, until: hier}", ["1:29 bad-date"]),
        ("lead: {article: n99, until: 2026-01-01}", ["1:17 unknown-reference"]),
        ("featured: [n00, {article: n98}, n99]", ["1:27 unknown-reference", "1:33 unknown-reference"]),
        ("featured:\n  articles:\n  - n00\n  - n99", ["4:5 unknown-reference"]),
        ("featured: n99", ["1:11 unknown-reference"]),
        ("featured: {count: 0}", ["1:19 wrong-type"]),
        ("featured: {articles: [n00, n01], count: 1}", ["1:41 too-many-pins"]),
        ("featured: {categorie: sport}", ["1:12 unknown-field"]),
        ("featured: {category: sprot, exclude: [monde, rgby]}", ["1:22 unknown-category", "1:46 unknown-category"]),
        ("blocks: [{category: sport, articles: [n00, n99]}]", ["1:44 unknown-reference"]),
        ("blocks: [{category: sprot, articles: [n00, n99]}]", ["1:21 unknown-category", "1:44 unknown-reference"]),
        ("blocks: sprot", ["1:9 unknown-category"]),
        ("blocks:\n- {category: sport, articles: [n00, n01], count: 1}", ["2:50 too-many-pins"]),
        ("banner: {text: a}", ["1:1 missing-field"]),
        ("banner: Alerte", ["1:1 missing-field"]),
        ("banner: {text: '', until: 2027-01-01}", ["1:16 empty-field"]),
        ("banner: {text: a, from: 2026-06-07, until: 2026-06-07}", ["1:44 until-before-from"]),
        ("latest: sport", ["1:9 wrong-type"]),
        ("most_read: true", ["1:12 wrong-type"]),
        ("most_read: {within: 0}", ["1:21 wrong-type"]),
        ("exclude: [sport, voile]", ["1:18 unknown-category"]),
    ],
)
def test_every_fault_of_a_front_has_its_place_and_a_way_out(room: Newsroom, front: str, found: Sequence[str]) -> None:
    report = room.write("content/fronts/home.yaml", front + "\n").build()
    assert codes(report) == [f"content/fronts/home.yaml:{each}" for each in found]
    assert all(fault.fault.help for fault in report.faults)


def test_latest_has_no_place_on_a_section(room: Newsroom) -> None:
    room.write("content/fronts/sport.yaml", "lead: n00\nlatest: {count: 2}\n")
    assert codes(room.build()) == ["content/fronts/sport.yaml:2:1 misplaced-slot"]


# --- laws -----------------------------------------------------------------------------------------------------------

NAMES = st.sampled_from([f"n{number:02}" for number in range(12)])
SECTIONS = st.lists(st.sampled_from(["sport", "monde", "rugby"]), max_size=2)
PINS = st.lists(
    st.builds(
        lambda name, until: {"article": name, **until},
        NAMES,
        st.sampled_from([{}, {"until": SUNDAY}, {"until": "2026-01-01"}]),
    ),
    max_size=3,
)
COUNTS: st.SearchStrategy[dict[str, int]] = st.one_of(
    st.just({}), st.integers(3, 5).map(lambda count: {"count": count})
)
SLOTS = st.builds(
    lambda pins, ins, out, count: {"articles": pins, "category": ins, "exclude": out, **count},
    PINS,
    SECTIONS,
    SECTIONS,
    COUNTS,
)
BLOCKS = st.lists(
    st.builds(
        lambda name, pins, count: {"category": name, "articles": pins, **count},
        st.sampled_from(["sport", "monde", "rugby"]),
        PINS,
        COUNTS,
    ),
    max_size=3,
)
FRONTS = st.fixed_dictionaries({}, optional={"lead": NAMES, "featured": SLOTS, "blocks": BLOCKS, "exclude": SECTIONS})


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """The same site, for many fronts."""
    build_room: Any = room
    made: Newsroom = build_room.__wrapped__(tmp_path_factory.mktemp("many"))
    made.write(
        "content/data/counters.json", json.dumps({f"n{number:02}.md": {"views": number % 5} for number in range(12)})
    )
    return made


@settings(max_examples=60, deadline=None, database=None)
@given(front=FRONTS, curated=FRONTS)
def test_no_story_stands_twice_on_a_page_and_pins_in_force_are_all_there(
    many: Newsroom, front: Mapping[str, Any], curated: Mapping[str, Any]
) -> None:
    many.write("content/fronts/home.yaml", json.dumps(front)).write("content/fronts/sport.yaml", json.dumps(curated))
    many.built()
    for given_front, page in ((front, json.loads(many.page("index.html"))), (curated, section(many))):
        shown = stories(page)
        assert len(shown) == len(set(shown))
        slots = [*given_front.get("blocks", ()), *([given_front["featured"]] if "featured" in given_front else ())]
        pins = [pin["article"] for slot in slots for pin in slot["articles"] if pin.get("until") != "2026-01-01"]
        pins += [given_front["lead"]] if "lead" in given_front else []
        assert {name.upper() for name in pins} <= set(shown)


# --- the theme ------------------------------------------------------------------------------------------------------


def test_the_theme_shows_banner_headlines_and_most_read_and_links_no_story_twice(tmp_path: Path) -> None:
    room = Newsroom(tmp_path / "site", SETTINGS + "page_size: 3\n")
    for number in range(20):
        room.article(f"n{number:02}", category=("sport", "monde")[number % 2], date=f"2026-03-{number + 1:02}")
    views = {f"n{number:02}.md": {"views": 1 + number} for number in range(20)}
    room.write("content/data/counters.json", json.dumps(views))
    front = "banner: {text: 'Vent & marée', link: '%s', until: 2027-01-01}\nlead: {article: n00, title: 'Le <vent>'}\n"
    room.write(
        "content/fronts/home.yaml",
        front % "https://live.example/" + "blocks: {category: sport, title: Les stades, count: 2}\n",
    )
    room.write("content/fronts/sport.yaml", front % "/monde/")
    room.built()
    for page in ("index.html", "sport/index.html"):
        text = room.page(page)
        main = text[text.index("<main") : text.index("</main>")]
        links = re.findall(r'<h[1-6]><a href="(/[^"]+/n\d\d/)"', main)
        assert len(links) == len(set(links)) > 5
        assert (
            main.index("Vent &amp; marée")
            < main.index("Le &lt;vent&gt;")
            < main.index('class="block most-read slot-most-read"')
        )
        assert main.index('class="banner"') < main.index("slot-lead")
    assert "Les stades</a></h2>" in room.page("index.html")
    assert 'class="banner"' not in room.page("monde/index.html")
    assert "Le &lt;vent" not in room.page("sport/n00/index.html")
