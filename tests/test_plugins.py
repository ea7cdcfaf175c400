"""What a plugin adds is built like newsgen's own.

In one go, by workers, in increments that equal a clean build, byte for byte.
"""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize
from msgspec.structs import replace

from desk import BODIES
from machine import PICK, Machine, explore, step
from newsgen.base.workers import Workers
from newsgen.build import Report, Request, build
from newsgen.build.edition import Edition
from newsgen.build.inputs import Opened
from newsgen.build.pipeline import make_edition
from newsgen.model.turn import Change, Turn
from newsroom import Newsroom, rendered
from podcasts import PODCASTS, TEMPLATES
from proof import in_memory, make_haste

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

EPISODE = "---\ntitle: La digue\nminutes: 12\narticles: [deux.md]\n---\nOn en parle avec *elle*.\n"
SHARES, EXAMPLES, STEPS = (10, 25, 30) if os.environ.get("NEWSGEN_LONG") == "1" else (2, 6, 14)


class Broadcaster(Newsroom):
    """A newsroom with podcasts."""

    @property
    def request(self) -> Request:
        """Ask for a build with the plugin."""
        return replace(super().request, plugins=(PODCASTS,))


@pytest.fixture
def room(tmp_path: Path) -> Broadcaster:
    """A site of two articles and an episode about the second."""
    newsroom = Broadcaster(tmp_path / "site")
    for name, text in TEMPLATES.items():
        newsroom.write(f"templates/{name}", text)
    newsroom.article("un", slug="un", date="2026-03-01").article(
        "deux", slug="deux", summary="Il pleut.", date="2026-03-02"
    )
    newsroom.write("content/episodes/digue.md", EPISODE)
    return newsroom


def built_without_a_plan(room: Newsroom, folder: Path) -> Report:
    """Build again, which must need no plan; the site must equal a clean one."""
    plans: list[Opened] = []

    def count(opened: Opened) -> Edition:
        plans.append(opened)
        return make_edition(opened)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("newsgen.build.pipeline.make_edition", count)
        report = room.built()
    assert plans == []
    assert room.public() == room.clean(folder)
    return report


def test_an_episode_has_its_page_its_place_in_the_list_and_in_the_sitemap(room: Broadcaster) -> None:
    room.built()
    page = room.page("podcast/la-digue/index.html")
    assert page == "<h1>La digue</h1><p>12 min</p><p>On en parle avec <em>elle</em>.</p><p>Deux: Il pleut.</p>"
    assert room.page("podcast/index.html") == '<a href="/podcast/la-digue/">La digue</a>'
    assert "<loc>https://test.example/podcast/la-digue/</loc>" in room.page("sitemaps/pages.xml")
    assert "podcast/la-digue" not in room.page("sitemaps/2026-03.xml")


def test_every_article_has_a_twin_whose_values_are_written_in_json(room: Broadcaster) -> None:
    room.article(
        "un", 'Un "mot" & <b>deux</b>.\n', title='Le "vote" < 3 & l\'île', slug="un", date="2026-03-01"
    ).built()
    twin = json.loads(room.page("json/sport/un.json"))
    assert twin["title"] == twin["of"] == "Le « vote » < 3 & l’île".replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    assert twin["text"] == "<p>Un «\u00a0mot\u00a0» &amp; <b>deux</b>.</p>"
    assert (twin["kicker"], twin["url"]) == (None, "/sport/un/")
    assert "json/sport/un.json" not in room.page("sitemaps/pages.xml")


def test_a_new_headline_is_printed_by_the_plugin_too_and_nothing_is_planned(room: Broadcaster, tmp_path: Path) -> None:
    room.built()
    room.article("deux", slug="deux", title="Tempête", summary="Il pleut.", date="2026-03-02")
    report = built_without_a_plan(room, tmp_path)
    assert {"podcast/la-digue/index.html", "json/sport/deux.json", "sport/deux/index.html"} <= rendered(report)
    assert "podcast/index.html" not in rendered(report)
    assert "Tempête: Il pleut." in room.page("podcast/la-digue/index.html")
    assert json.loads(room.page("json/sport/deux.json"))["of"] == "Tempête"


def test_new_words_are_printed_in_the_twin_too(room: Broadcaster, tmp_path: Path) -> None:
    room.built()
    room.article("deux", "D’autres mots.\n", slug="deux", summary="Il pleut.", date="2026-03-02")
    report = built_without_a_plan(room, tmp_path)
    assert rendered(report) == {"sport/deux/index.html", "json/sport/deux.json", "print/sport/deux/index.html"}
    assert json.loads(room.page("json/sport/deux.json"))["text"] == "<p>D’autres mots.</p>"


def test_an_embargoed_article_has_no_twin_and_stands_in_no_episode(room: Broadcaster) -> None:
    room.article("deux", slug="deux", title="Secret", embargo="2027-01-01", date="2026-03-02")
    report = room.built()
    assert [each.fault.code for each in report.faults] == ["not-published"]
    assert not any(b"Secret" in data for data in room.public().values())


def test_a_step_changes_articles_before_anything_is_told_of_them(room: Broadcaster, tmp_path: Path) -> None:
    room.article("un", "mot " * 20, slug="un", date="2026-03-01").built()
    assert json.loads(room.page("json/sport/un.json"))["kicker"] == "Long format"
    room.article("un", "mot " * 3, slug="un", date="2026-03-01")
    assert built_without_a_plan(room, tmp_path).rendered > 1
    assert json.loads(room.page("json/sport/un.json"))["kicker"] is None


def test_a_plugin_that_promises_nothing_is_planned_at_every_edit(room: Broadcaster, tmp_path: Path) -> None:
    careless = (replace(PODCASTS, only_copies=False),)
    assert not build(replace(room.request, plugins=careless)).failed
    room.article("deux", slug="deux", title="Tempête", summary="Il pleut.", date="2026-03-02")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("newsgen.plan.recalled.recall_plan", lambda *_: pytest.fail("a plan was recalled"))
        assert not build(replace(room.request, plugins=careless)).failed
    assert room.public() == room.clean(tmp_path)


def test_templates_ask_the_questions_of_a_plugin(room: Broadcaster) -> None:
    room.write("templates/404.html", "{{ site.episode().title }}")
    room.built()
    assert room.page("404.html") == "La digue"
    room.write("content/episodes/zone.md", EPISODE.replace("La digue", "La zone"))
    assert "404.html" in rendered(room.built())
    assert room.page("404.html") == "La zone"


def test_faults_of_what_a_plugin_declares_are_told_like_others(room: Broadcaster) -> None:
    room.write("content/episodes/faux.md", EPISODE.replace("minutes: 12", "minute: 12").replace("deux.md", "trois.md"))
    report = room.build()
    assert [(each.fault.code, each.place.line) for each in report.faults] == [("unknown-field", 3)]
    room.write("content/episodes/faux.md", EPISODE.replace("deux.md", "trois.md").replace("La digue", "Un faux"))
    assert [(each.fault.code, each.place.line) for each in room.build().faults] == [("unknown-reference", 4)]


def test_workers_know_what_a_plugin_adds(room: Broadcaster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsgen.build.inputs._TEXTS_A_BATCH", 1)
    monkeypatch.setattr("newsgen.build.render_pages._PAGES_A_BATCH", 1)
    room.built()
    alone = room.public()
    workers = Workers(jobs=2)
    try:
        report = build(replace(room.request, clean=True, rehash=True, cache=room.root / "other", workers=workers))
    finally:
        workers.close()
    assert not report.failed
    assert room.public() == alone


@pytest.mark.parametrize("other", [{"version": "1.1"}, {"settings": {"address": "/ailleurs/"}}])
def test_another_version_or_other_settings_of_a_plugin_make_everything_again(
    room: Broadcaster, other: dict[str, Any]
) -> None:
    pages = room.built().rendered
    assert room.built().rendered == 0
    assert build(replace(room.request, plugins=(replace(PODCASTS, **other),))).rendered == pages


def test_a_build_comes_back_at_the_instants_of_a_plugin(room: Broadcaster, tmp_path: Path) -> None:
    airs = room.now + 3600
    local = datetime.fromtimestamp(airs, ZoneInfo("Europe/Paris")).isoformat()
    room.write("content/episodes/vent.md", EPISODE.replace("La digue", f"Le vent\nairs: {local}"))
    turn = Turn(airs, local, (Change("content/episodes/vent.md", "other"),))
    for now in (room.now, airs - 1):
        room.now = now
        assert room.built().turn == turn
        assert "podcast/le-vent/index.html" not in room.public()
    room.now = airs
    assert room.built().turn is None
    assert "podcast/le-vent/index.html" in room.public()
    assert room.public() == room.clean(tmp_path / "clean")


def test_without_the_plugin_its_files_are_strangers(room: Broadcaster) -> None:
    room.built()
    report = build(replace(room.request, plugins=()))
    found = [(each.fault.path, each.fault.code) for each in report.faults]
    assert found == [
        ("content/episodes/digue.md", "stray-file"),
        ("templates/episode.html", "bad-template"),
    ]


class PodcastMachine(Machine):
    """The random machine with a plugin."""

    @initialize()
    def begin_with_podcasts(self) -> None:
        self.proof.plugins = (PODCASTS,)
        self.desk.templates |= TEMPLATES
        for name, text in TEMPLATES.items():
            self.desk.write(f"templates/{name}", text)

    @step(
        stem=st.sampled_from(("un", "deux")),
        minutes=st.integers(1, 2),
        picks=st.lists(PICK, max_size=2),
        body=st.integers(0, 1),
    )
    def write_an_episode(self, stem: str, minutes: int, picks: list[int], body: int) -> None:
        named = "".join(f"\n- {self.article(pick).removeprefix('content/articles/')}" for pick in picks) or " []"
        matter = f"title: Épisode {stem}\nminutes: {minutes}\narticles:{named}\n"
        self.desk.write(f"content/episodes/{stem}.md", f"---\n{matter}---\n{BODIES[body]}")

    @step(stem=st.sampled_from(("un", "deux")))
    def delete_an_episode(self, stem: str) -> None:
        self.desk.remove(f"content/episodes/{stem}.md")


@pytest.mark.parametrize("share", range(SHARES))
def test_whatever_happens_to_a_site_with_a_plugin_its_next_build_equals_a_clean_build(
    share: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_haste(monkeypatch)
    with in_memory(tmp_path) as place:
        explore(PodcastMachine, place, share, EXAMPLES, STEPS)
