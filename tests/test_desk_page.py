"""The desk of the preview: how every article stands, in the language of the site, of all or of those asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from newsgen.model.visibility import Visibility
from newsgen.model.words import catalogue, plural_categories
from newsgen.preview import words
from newsgen.preview.server import Options
from newsgen.preview.words import desk_words, spoken_moment
from served import Served, make_site, serving

LANGUAGES = sorted(file.stem for file in words._FOLDER.glob("*.yaml"))
ROW = re.compile(r'<tr><td>(.*?)</td><td>(.*?)</td><th scope="row">(.*?)</th>(.*?)</tr>')
THIN = "\u202f"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    site = make_site(tmp_path_factory.mktemp("desk") / "site")
    site.write("content/categories/faits.md", "---\ntitle: Faits & gestes\n---\n")
    site.write("content/categories/culture.md", "---\ntitle: Culture\n---\n")
    site.article("demain", title="<Demain>", date="2026-05-29T07:00", author="Inès Benali", category="Faits & gestes")
    site.article("embargo", embargo="2026-06-01T18:30", summary="S.", author="Inès Benali")
    site.article("expire", date="2026-05-27T09:15", expires="2026-05-28T23:00", category="culture")
    site.article("brouillon", draft=True, date="2025-12-24T06:00", corrections=[{"date": "2026-01-02", "text": "Dix."}])
    editor = "ed://{path}:{line}:{column}"
    with serving(site, Visibility(drafts=True), Options(host="127.0.0.1", editor=editor)) as served:
        yield served


def titles(served: Served, query: str = "") -> list[str]:
    return [re.sub("<.*?>", "", title) for _, _, title, _ in ROW.findall(served.get(f"/_newsgen/{query}").text)]


def text_of(html: str) -> str:
    return re.sub("<.*?>", " ", html).strip()


def test_it_speaks_as_people_do_in_the_language_of_the_site(served: Served) -> None:
    desk = served.get("/_newsgen/").text
    assert '<html lang="fr">' in desk
    assert "<h1>Le desk</h1>" in desk
    rows = {text_of(title): (state, when) for state, when, title, _ in ROW.findall(desk)}
    assert rows["&lt;Demain&gt;"][0] == "programmé"
    whole = f"vendredi 29 mai 2026 à 7{THIN}h{THIN}00"
    time = f'<time datetime="2026-05-29T07:00:00+02:00" title="{whole}">demain à 7{THIN}h</time>'
    assert rows["&lt;Demain&gt;"][1] == f"paraît {time}"
    said = {title: (state, " ".join(re.sub("<.*?>", " ", when).split(" "))) for title, (state, when) in rows.items()}
    assert said["Embargo"][0] == "sous embargo"
    assert text_of(rows["Embargo"][1]) == f"fin de l’embargo  lundi à 18{THIN}h{THIN}30"
    assert text_of(rows["Expire"][1]).split("  ") == [f"hier à 9{THIN}h{THIN}15", "expire", f"aujourd’hui à 23{THIN}h"]
    assert rows["Brouillon"] == ("brouillon", rows["Brouillon"][1])
    assert f"24 déc. 2025 à 6{THIN}h" in rows["Brouillon"][1]


def test_what_the_preview_shows_is_a_link_and_every_file_opens_in_the_editor(served: Served) -> None:
    rows = {text_of(title): (title, rest) for _, _, title, rest in ROW.findall(served.get("/_newsgen/").text)}
    assert rows["Brouillon"][0] == '<a href="/sport/brouillon/">Brouillon</a>'
    assert rows["Embargo"][0] == "Embargo"
    file = (served.site.root / "content/articles/embargo.md").resolve()
    label = "Ouvrir content/articles/embargo.md dans l’éditeur"
    link = f'<a href="ed://{file}:1:1" title="{label}" aria-label="{label}">embargo.md</a>'
    assert rows["Embargo"][1] == f"<td>Inès Benali</td><td>Sport</td><td>image</td><td></td><td>{link}</td>"
    assert "<td>image, chapô</td><td><time datetime=" in rows["Brouillon"][1]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Embargo", "&lt;Demain&gt;", "Expire", "Deux", "Un", "Brouillon"]),
        ("?state=draft&author=&category=", ["Brouillon"]),
        ("?author=ines-benali", ["Embargo", "&lt;Demain&gt;"]),
        ("?state=embargoed&author=ines-benali", ["Embargo"]),
        ("?category=culture", ["Expire"]),
        ("?category=nulle-part", []),
        ("?state=%3Cscript%3E", []),
    ],
)
def test_only_those_that_were_chosen_are_listed(served: Served, query: str, found: list[str]) -> None:
    assert sorted(titles(served, query)) == sorted(found)
    if not found:
        assert "Aucun article." in served.get(f"/_newsgen/{query}").text


def test_the_counts_lead_to_the_states_and_keep_the_other_choices(served: Served) -> None:
    desk = served.get("/_newsgen/?state=scheduled&author=ines-benali").text
    links = re.findall(r'<a href="(/_newsgen/[^"]*)"( aria-current="true")?>([^<]*)</a>', desk)
    assert links[:3] == [
        ("/_newsgen/?author=ines-benali", "", "2\xa0articles"),
        ("/_newsgen/?state=scheduled&amp;author=ines-benali", ' aria-current="true"', "programmé (1)"),
        ("/_newsgen/?state=embargoed&amp;author=ines-benali", "", "sous embargo (1)"),
    ]
    assert '<option value="ines-benali" selected>Inès Benali</option>' in desk
    assert '<option value="faits">Faits &amp; gestes</option>' in desk
    assert desk.count("<label>") == desk.count("<select name=") == 3


def test_of_very_many_only_the_newest_are_listed(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    for number in range(201):
        site.article(f"n{number}", date=f"2026-01-01T08:{number % 60:02}")
    with serving(site) as served:
        assert len(titles(served)) == 200
        assert "et 3 de plus" in served.get("/_newsgen/").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_all_words_of_the_desk_and_none_of_the_theme(language: str) -> None:
    english, own = catalogue("en", words._FOLDER), catalogue(language, words._FOLDER)
    assert own.keys() == english.keys()
    assert not own.keys() & catalogue(language).keys()
    for key, word in own.items():
        assert word.places == english[key].places, key
        expected = set(plural_categories(language)) if "count" in word.places and len(word.forms) > 1 else {"other"}
        assert set(word.forms) == expected, key


def test_days_are_said_as_they_are_near() -> None:
    now = datetime.fromisoformat("2026-11-24T23:30:00+01:00")
    said = [spoken_moment(now + timedelta(hours=hours), now, desk_words("en-GB")) for hours in (-24, 0, 1, 48, 24 * 7)]
    assert said == [
        "yesterday at 23:30",
        "today at 23:30",
        "tomorrow at 00:30",
        "Thursday at 23:30",
        "1 Dec 2026 at 23:30",
    ]
    assert spoken_moment(now, now, desk_words("eo")).startswith("today at 11:30")


def test_a_site_whose_settings_cannot_be_read_has_a_desk_with_the_faults(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site").write("newsgen.yaml", "title: [\n")
    with serving(site) as served:
        answer = served.get("/_newsgen/")
        assert answer.status == 200
        assert "<h1>The desk</h1>" in answer.text
        assert "newsgen.yaml:" in answer.text
