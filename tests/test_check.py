"""``newsgen check``: everything that a build would say, and nothing written but the cache."""

from __future__ import annotations

import shutil
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from msgspec.structs import replace

import newsgen.build.check
from newsgen.base.faults import Fault, Located, Place
from newsgen.build import Report, build
from newsgen.build.check import Inspected, check
from newsgen.build.unchanged import recall
from newsroom import NOON, Newsroom, codes, picture, tree

pytestmark = pytest.mark.usefixtures("theme_once")

FAULTS = Path(__file__).parent / "faults/site"


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A site of two articles, with a template of its own for these."""
    room = Newsroom(tmp_path / "site")
    room.article("finale", "Voir [le vote](vote.md).\n").article("vote")
    return room.write("templates/article.html", "{{ article.title }}{{ article.body | html }}")


def checked(room: Newsroom, *, strict: bool = False) -> Report:
    """Check a site."""
    return check(replace(room.request, strict=strict))


def sources(room: Newsroom) -> Mapping[str, bytes]:
    """Give every file of a site, its output too, but for its cache."""
    return {path: data for path, data in tree(room.root).items() if not path.startswith(".newsgen/")}


def told(report: Report) -> list[Located]:
    """Give the faults of a build or check, which must say whether there are errors."""
    assert report.failed == any(each.fault.severity == "error" for each in report.faults)
    return list(report.faults)


def test_a_check_tells_word_for_word_what_a_build_tells_before_it_and_after(tmp_path: Path) -> None:
    room = Newsroom(tmp_path / "site")
    shutil.copytree(FAULTS, room.root, dirs_exist_ok=True)
    before = sources(room)
    first = told(checked(room))
    assert len(first) > 20
    assert sources(room) == before
    assert first == told(room.build()) == told(checked(room))
    assert sources(room) == before


def test_a_sound_site_is_rendered_once_and_no_output_is_there(room: Newsroom) -> None:
    before = sources(room)
    first = checked(room)
    assert (told(first), first.written, first.deleted) == ([], 0, 0)
    assert first.rendered == first.planned - len([path for path in room.clean(room.root.parent) if _is_asset(path)])
    assert checked(room).rendered == 0
    assert sources(room) == before
    assert sorted(each.name for each in (room.root / ".newsgen").iterdir()) == ["cache.db", "lock"]


def _is_asset(path: str) -> bool:
    return path.startswith(("css/", "js/", "fonts/"))


def test_only_what_an_edit_touches_is_rendered_and_a_build_renders_it_still(room: Newsroom) -> None:
    checked(room)
    room.article("vote", "Un autre texte.\n")
    assert checked(room).rendered == 1
    room.built()
    room.article("vote", "Encore un autre.\n")
    assert checked(room).rendered == 1
    room.article("vote", "Un autre texte.\n")
    assert checked(room).rendered == 0
    before = room.public()
    assert (room.built().rendered, room.public()) == (0, before)
    room.article("vote", "Un texte tout neuf.\n")
    checked(room)
    assert room.built().rendered == 1
    assert room.public() == room.clean(room.root.parent)


def test_a_template_that_fails_is_found_and_the_output_stays(room: Newsroom) -> None:
    room.built()
    before = room.public()
    room.write("templates/article.html", "{{ article.titre }}")
    report = checked(room)
    assert codes(report) == ["templates/article.html:1:12 template-error"]
    assert told(report) == told(room.build())
    assert room.public() == before


def test_an_answer_that_has_changed_is_rendered_again(room: Newsroom) -> None:
    room.write("templates/article.html", "{% for each in site.latest(5) %}{{ each.title }}{% endfor %}")
    room.built()
    checked(room)
    room.article("vote", title="Le vote est reporté")
    assert checked(room).rendered == room.build().rendered > 1


def test_a_page_that_was_sound_is_rendered_again_where_its_templates_are_answered_otherwise(room: Newsroom) -> None:
    room.write("content/pages/contact.md", "---\ntitle: Contact\n---\n")
    room.write("templates/page.html", "{% if site.latest(5) | length > 2 %}{{ page.rien.du.tout }}{% endif %}")
    assert not checked(room).failed
    room.article("ici")
    for _ in range(2):
        assert [each.fault.path for each in checked(room).faults] == ["templates/page.html"]


def test_what_stands_in_the_way_of_the_output_is_told_and_left(room: Newsroom) -> None:
    room.write("public/sport/vote", "un fichier")
    report = checked(room)
    assert codes(report) == ["public/sport/vote:1:1 in-the-way"]
    assert told(report) == told(room.build())
    assert (room.root / "public/sport/vote").read_text() == "un fichier"


def test_a_picture_that_cannot_be_decoded_is_told_without_a_build(room: Newsroom) -> None:
    whole = picture(800, 600)
    room.write("content/articles/a.png", whole[:-60] + whole[-12:])
    room.article("finale", image={"src": "a.png", "alt": "Le quai"})
    report = checked(room)
    assert [each.fault.code for each in report.faults] == ["broken-picture"]
    assert told(report) == told(room.build())


def test_warnings_count_as_errors_where_it_is_asked_for(room: Newsroom) -> None:
    room.article("vote", tags=["Mer"]).article("finale", tags=["mer"])
    assert [each.fault.code for each in checked(room).faults] == ["near-duplicate-tag"]
    assert not checked(room).failed
    assert checked(room, strict=True).failed
    room.built()
    assert checked(room, strict=True).failed


def test_after_a_build_nothing_is_looked_into(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    room.article("vote", tags=["Mer"]).article("finale", tags=["mer"])
    later = replace(room.request, started=time.time_ns() + 10_000_000_000)
    report = build(later)
    assert isinstance(recall(later), Report)
    monkeypatch.setattr(newsgen.build.check, "_look", None)
    for strict in (False, True):
        again = check(replace(later, strict=strict))
        assert (again.faults, again.failed) == (report.faults, strict)


def test_the_clock_is_the_request_s(room: Newsroom) -> None:
    room.article("demain", date="2026-05-30T08:00", expires="2026-05-31T08:00")
    room.article("vote", "Voir [demain](/sport/demain/).\n")
    for day, said in ((0, ["not-published"]), (3, ["not-published"]), (2, [])):
        room.now = NOON + day * 86400
        assert [each.fault.code for each in checked(room).faults] == said


def test_a_further_inspection_sees_the_plan_and_its_faults_are_told_at_their_places(room: Newsroom) -> None:
    room.built()

    def inspect(inspected: Inspected) -> list[Fault]:
        return [
            Fault("dead-link", f"{each.path} is too short", each.path, Place(2, 1))
            for each in inspected.planned.site.articles
        ]

    report = check(room.request, [inspect])
    assert codes(report) == [f"content/articles/{name}.md:2:1 dead-link" for name in ("finale", "vote")]
    assert report.faults[0].excerpt[-1] == (2, "title: Finale")
    assert report.failed
    assert not check(room.request).failed
