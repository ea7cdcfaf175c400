"""What happens meanwhile: a template that is saved while words are published, two pages that want one address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from msgspec.structs import replace

import newsgen.build.pipeline
import newsgen.plan.recalled
from newsgen.build import build
from newsgen.preview.proofs import Proofs
from newsroom import Newsroom, codes
from tiny_theme import theme_names, without_theme

ARTICLE = "content/articles/finale.md"
T = TypeVar("T")
PAGE = "public/sport/finale/index.html"


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    room = without_theme(Newsroom(tmp_path / "site"))
    room.write("templates/article.html", "<h1>{{ article.title }}</h1>{{ article.body | html }}\n")
    return room.article("finale", "Un texte.\n").article("vote")


def test_a_template_that_is_saved_while_words_are_published_is_in_the_page(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    room.built()
    room.replace(ARTICLE, "Un texte.", "Un autre.")
    templates = [f"templates/{name}" for name in theme_names() if name != "article.html"]
    really, recalled = newsgen.plan.recalled.recall_plan, []

    def recall_plan(*arguments: Any) -> object:
        recalled.append(really(*arguments))
        for name in templates:  # behind the scan, and before any page is rendered
            room.write(name, "d’une autre façon\n")
        return recalled[0]

    with monkeypatch.context() as patch:
        patch.setattr(newsgen.plan.recalled, "recall_plan", recall_plan)
        room.built()
    assert None not in recalled
    assert len(recalled) == 1
    assert set(room.public().values()) & {b"-\n", b"-"} == set()
    assert "Un autre." in (room.root / PAGE).read_text(encoding="utf-8")
    assert room.public() == room.clean(tmp_path / "clean")


class Mover:
    """An observer behind whose back an article gets another name, as often as is said, between scanning and reading."""

    def __init__(self, room: Newsroom, times: int) -> None:
        self.room = room
        self.times = times
        self.looks = 0

    def __call__(self, stage: str, things: Iterable[T] = (), /) -> Iterable[T]:
        if stage == "read":
            self.looks += 1
            if self.looks <= self.times:
                folder = self.room.root / "content/articles"
                next(folder.glob("finale*.md")).rename(folder / f"finale-{self.looks}.md")
        return things


def test_an_article_that_gets_another_name_while_it_is_about_to_be_read_is_read_under_that(
    room: Newsroom, tmp_path: Path
) -> None:
    watch = Mover(room, times=1)
    assert build(replace(room.request, observe=watch)).faults == ()
    assert watch.looks == 2
    assert "Un texte." in (room.root / PAGE).read_text(encoding="utf-8")
    assert room.public() == room.clean(tmp_path / "clean")


def test_a_site_whose_files_are_moved_about_for_ever_is_told_of_and_not_published(room: Newsroom) -> None:
    room.built()
    published = room.public()
    watch = Mover(room, times=100)
    report = build(replace(room.request, observe=watch))
    assert [each.fault.code for each in report.faults] == ["unreadable"]
    assert watch.looks == 4
    assert room.public() == published


def found(proofs: Proofs) -> list[str]:
    """Give the codes of the faults in a preview."""
    return [each.fault.code for each in proofs.faults]


@pytest.fixture
def proofs(room: Newsroom) -> Iterator[Proofs]:
    proofs = Proofs(room.request)
    yield proofs
    proofs.close()


def test_a_preview_of_two_texts_at_one_address_goes_on(room: Newsroom, proofs: Proofs) -> None:
    room.article("autre", "Le second.\n", title="Finale", date="2026-04-01T08:00")
    proofs.refresh(room.now)
    expected = ["same-address"]
    assert found(proofs) == expected
    for words in ("Une fois.", "Deux fois."):  # new words alone: the plan in memory is kept
        room.article("autre", f"{words}\n", title="Finale", date="2026-04-01T08:00")
        room.article("finale", f"{words}\n")
        assert proofs.refresh(room.now)
        assert found(proofs) == expected
        assert proofs.pull("sport/finale/index.html") is not None
        assert proofs.pull("index.html") is not None
    room.article("autre", "Le second.\n", title="Autre", date="2026-04-01T08:00")  # a new headline, and so an address
    proofs.refresh(room.now)
    assert found(proofs) == []
    room.article("finale", "Trois.\n", title="Autre")
    proofs.refresh(room.now)
    assert found(proofs) == expected
    room.delete("content/articles/autre.md")
    proofs.refresh(room.now)
    assert found(proofs) == []
    proof = proofs.pull("sport/autre/index.html")
    assert proof is not None
    assert b"Trois." in proof.data
    assert codes(room.build()) == []
