"""``check --since``: no address that was online dies silently, and no text changes materially without saying so."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom import NOON, SETTINGS
from repository import Desk

LONG = " ".join(f"mot{number}" for number in range(240))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path / "site")
    desk.article("finale", f"{LONG}\n", title="La finale", tags=["Coupe", "Nice"], author=["Anne Martin"])
    desk.article("demi", "Une demi-finale se joue dimanche au stade.\n", title="La demi-finale", tags=["Coupe"])
    desk.write("content/pages/contact.md", "---\ntitle: Contact\n---\nÉcrivez-nous.\n")
    desk.commit("first")
    return desk


def test_nothing_is_said_of_a_site_that_has_not_changed(desk: Desk) -> None:
    assert desk.since() == []
    assert desk.fix() == []


def test_a_text_with_another_slug_is_its_own_heir(desk: Desk) -> None:
    desk.replace("content/articles/finale.md", "title: La finale", "title: La grande finale")
    assert desk.since() == [
        "content/articles/finale.md:2:8 error[vanished-address] /sport/la-finale/ was online and vanishes: "
        "this text is at /sport/la-grande-finale/ now | "
        "add the line “aliases: [/sport/la-finale/]” to its front matter"
    ]
    assert desk.fix() == [("content/articles/finale.md", "/sport/la-finale/")]
    assert desk.since() == []
    assert desk.fix() == []


def test_a_renamed_file_keeps_its_address_and_a_renamed_page_does_not(desk: Desk) -> None:
    desk.move("content/articles/finale.md", "content/articles/2026/coupe.md")
    assert desk.since() == []
    desk.move("content/pages/contact.md", "content/pages/ecrire.md")
    assert [each.partition(" |")[0] for each in desk.since()] == [
        "content/pages/ecrire.md:2:8 error[vanished-address] /contact/ was online and vanishes: "
        "this text is at /ecrire/ now"
    ]
    assert desk.fix() == [("content/pages/ecrire.md", "/contact/")]
    assert desk.since() == []
