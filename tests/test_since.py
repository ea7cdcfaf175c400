"""``check --since``: no address that was online dies silently, and no text changes materially without saying so.

``NEWSGEN_LONG=1`` tries twenty times as many random histories.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

import newsgen.content.batch
from newsgen.base.fault_text import as_text
from newsgen.base.repository import NoHistoryError
from newsgen.cli.main import main
from newsgen.content.sources import ParsedText, SourceText
from newsroom import NOON, PATIENCE, SETTINGS, Newsroom, tree
from repository import HOUR, Desk, environment, git

WORDS = [f"mot{number}x" for number in range(240)]
BODY = " ".join(WORDS) + "\n"
FINALE = "content/articles/finale.md"
LONG = os.environ.get("NEWSGEN_LONG") == "1"
_LETTERS = str.maketrans("0123456789", "abcdefghij")


_EDITS = {
    "retitle": ("title: ", "title: Autre "),
    "category": ("category: ", "category: un"),
    "date": ("date: '2026-03-", "date: '2026-04-"),
    "tag": ("- Tag ", "- Tag autre "),
    "edit": ("mot", "mots"),
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A newsroom with two articles and a page, all of it committed and online."""
    desk = Desk(tmp_path / "site")
    matter = {"title": "La finale", "tags": ["Coupe", "Nice"], "author": ["Anne Martin"]}
    desk.article("finale", BODY.translate(_LETTERS), **matter)
    desk.article("demi", "Une demi-finale se joue dimanche au stade.\n", title="La demi-finale", tags=["Coupe"])
    desk.write("content/pages/contact.md", "---\ntitle: Contact\n---\nÉcrivez-nous.\n")
    desk.commit("first")
    return desk


def test_nothing_is_said_of_a_site_that_has_not_changed(desk: Desk) -> None:
    assert desk.since() == []
    assert desk.fix() == []


def test_a_text_with_another_slug_is_its_own_heir_and_is_mended_once(desk: Desk) -> None:
    desk.replace(FINALE, "title: La finale", "title: La grande finale")
    assert desk.since() == [
        (
            f"{FINALE}:2:8: error[vanished-address] /sport/la-finale/ was online and vanishes: this text is at "
            "/sport/la-grande-finale/ now  help: add this line in its front matter        aliases: [/sport/la-finale/]"
        ),
    ]
    assert desk.fix() == [(FINALE, "/sport/la-finale/")]
    assert desk.since() == []
    mended = tree(desk.root / "content")
    assert desk.fix() == []
    assert tree(desk.root / "content") == mended
    desk.commit("second")
    desk.replace(FINALE, "title: La grande finale", "title: Une finale")
    assert (desk.vanished("HEAD"), desk.vanished("HEAD~1")) == (["/sport/la-grande-finale/"], [])
    assert desk.fix() == [(FINALE, "/sport/la-grande-finale/")]
    assert desk.since("HEAD~1") == []


def test_a_renamed_article_keeps_its_address_and_a_renamed_page_does_not(desk: Desk) -> None:
    desk.move(FINALE, "content/articles/2026/coupe.md")
    assert desk.since() == []
    desk.move("content/pages/contact.md", "content/pages/ecrire.md")
    assert desk.fix() == [("content/pages/ecrire.md", "/contact/")]
    assert desk.since() == []


def test_an_article_that_is_renamed_retitled_and_edited_at_once_is_found_by_its_words(desk: Desk) -> None:
    text = (desk.root / FINALE).read_text(encoding="utf-8").replace("title: La finale", "title: Victoire à Nice")
    desk.delete(FINALE).write(
        "content/articles/2026/victoire.md", text.replace("date: ", "updated: 2026-05-01\ndate: ")
    )
    desk.article("autre", "Rien de tout cela ne se trouve ailleurs, ni hier ni demain.\n")
    desk.replace("content/articles/2026/victoire.md", "motbx", "bord")
    assert desk.fix() == [("content/articles/2026/victoire.md", "/sport/la-finale/")]
    assert desk.since() == []


def test_two_articles_that_change_places_are_told_apart_by_their_words(desk: Desk) -> None:
    desk.replace("content/articles/demi.md", "2026-03-01T08:00", "2026-03-02T08:00")
    desk.commit("dates")
    desk.move(FINALE, "content/articles/x.md")
    desk.move("content/articles/demi.md", FINALE)
    desk.move("content/articles/x.md", "content/articles/demi.md")
    desk.replace(FINALE, "La demi-finale", "Un match")
    assert desk.fix() == [(FINALE, "/sport/la-demi-finale/")]
    assert desk.since() == []


def test_a_moved_category_is_mended_in_every_article_and_its_own_page_is_proposed_a_redirect(desk: Desk) -> None:
    for path in (FINALE, "content/articles/demi.md"):
        desk.replace(path, "category: sport", "category: football")
    assert desk.vanished() == ["/sport/", "/sport/la-demi-finale/", "/sport/la-finale/"]
    assert desk.fix() == [("content/articles/demi.md", "/sport/la-demi-finale/"), (FINALE, "/sport/la-finale/")]
    assert desk.since() == [
        (
            "content/articles/demi.md:3:11: error[vanished-address] /sport/ (the category “sport”) was online and "
            "vanishes: “football” is at /football/ now  help: add this line below “redirects:” in "
            "content/redirects.yaml        - {from: /sport/, to: /football/}"
        ),
    ]
    desk.write("content/redirects.yaml", "redirects:\n  - {from: /sport/, to: /football/}\n")
    assert desk.since() == []
    desk.commit("moved")
    desk.delete("content/redirects.yaml")
    assert [each.partition(" help: ")[2] for each in desk.since()] == [
        "add this line below “redirects:” in content/redirects.yaml        - {from: /sport/, to: /football/}"
    ]


def test_a_deleted_article_has_no_heir_and_nothing_is_added(desk: Desk) -> None:
    before = tree(desk.root / "content")
    desk.delete(FINALE)
    found = desk.since()
    assert [each.partition(" help: ")[0] for each in found if FINALE in each] == [
        (
            f"{FINALE}:1:1: error[vanished-address] /sport/la-finale/ was online and vanishes, "
            f"and no text of today is the heir of {FINALE} "
        ),
    ]
    assert desk.vanished() == ["/authors/anne-martin/", "/sport/la-finale/", "/tags/nice/"]
    assert desk.fix() == []
    assert tree(desk.root / "content").items() < before.items()


def test_a_text_that_readers_may_not_see_any_more_is_no_heir(desk: Desk) -> None:
    desk.replace(FINALE, "tags:", "draft: true\ntags:")
    assert any(
        f"{FINALE}:5:8: error[vanished-address] /sport/la-finale/ was online and vanishes: it is a draft" in each
        for each in desk.since()
    )
    assert desk.fix() == []


@pytest.mark.parametrize("field", ["embargo: 2027-01-01T08:00", "expires: 2026-04-01T08:00", "draft: true"])
def test_why_a_text_is_not_online_any_more_is_told_at_the_field_that_says_so(desk: Desk, field: str) -> None:
    desk.replace("content/articles/demi.md", "date: ", f"{field}\ndate: ")
    line = next(each for each in desk.since() if "/sport/la-demi-finale/" in each)
    assert line.startswith(f"content/articles/demi.md:4:{field.index(' ') + 2}: error[vanished-address]")


def test_a_page_that_becomes_an_article_is_still_the_same_text(desk: Desk) -> None:
    desk.write("content/pages/guide.md", f"---\ntitle: Le guide\n---\n{BODY}")
    desk.commit("second")
    desk.delete("content/pages/guide.md").article("guide", BODY, title="Le guide")
    assert desk.fix() == [("content/articles/guide.md", "/guide/")]
    desk.commit("third")
    desk.delete("content/articles/guide.md").write("content/pages/aide.md", f"---\ntitle: L'aide\n---\n{BODY}")
    assert desk.fix() == [("content/pages/aide.md", "/guide/"), ("content/pages/aide.md", "/sport/le-guide/")]


def test_a_withdrawn_text_has_a_tombstone_and_its_old_addresses_lead_there(desk: Desk) -> None:
    desk.replace(FINALE, "tags:", "withdrawn: {date: 2026-05-01, reason: Une erreur.}\ntags:")
    assert desk.vanished() == ["/authors/anne-martin/", "/tags/nice/"]
    desk.replace(FINALE, "title: La finale", "title: La grande finale")
    assert desk.fix() == [(FINALE, "/sport/la-finale/")]
    assert desk.vanished() == ["/authors/anne-martin/", "/tags/nice/"]


def test_an_expired_article_was_not_online_at_the_instant_that_is_asked_for(desk: Desk) -> None:
    desk.replace(FINALE, "tags:", "expires: 2026-05-01\ntags:")
    desk.commit("expires")
    desk.replace(FINALE, "title: La finale", "title: Autre")
    assert desk.since() == []
    desk.now = NOON - 40 * 24 * HOUR
    assert desk.vanished() == ["/sport/la-finale/"]


def test_merged_tags_are_proposed_a_redirect_to_the_tag_that_their_articles_gained(desk: Desk) -> None:
    desk.replace(FINALE, "- Nice", "- OGC Nice")
    assert desk.since() == [
        (
            f"{FINALE}:6:1: error[vanished-address] /tags/nice/ (the tag “Nice”) was online and vanishes: "
            "“OGC Nice” is at /tags/ogc-nice/ now  help: add this line below “redirects:” in "
            "content/redirects.yaml        - {from: /tags/nice/, to: /tags/ogc-nice/}"
        ),
    ]
    assert desk.fix() == []


def test_a_section_and_an_author_are_known_by_their_files_then_by_their_names(desk: Desk) -> None:
    desk.write("content/categories/sport.md", "---\ntitle: Sport\nslug: sports\n---\n")
    desk.write("content/authors/martin.md", "---\nname: Anne Martin\n---\n")
    desk.fix()
    assert [each.partition(" help: ")[2] for each in desk.since()] == [
        (
            "add this line below “redirects:” in content/redirects.yaml        "
            "- {from: /authors/anne-martin/, to: /authors/martin/}"
        ),
        "add this line below “redirects:” in content/redirects.yaml        - {from: /sport/, to: /sports/}",
    ]
    desk.commit()
    desk.write("content/categories/sport.md", "---\ntitle: Le sport\n---\n")
    desk.move("content/authors/martin.md", "content/authors/anne.md")
    desk.fix()
    assert [each.partition(" help: ")[0] for each in desk.since()] == [
        (
            "content/authors/anne.md:2:7: error[vanished-address] /authors/martin/ (the author “Anne Martin”) was "
            "online and vanishes: “Anne Martin” is at /authors/anne/ now "
        ),
        (
            "content/categories/sport.md:2:8: error[vanished-address] /sports/ (the category “Sport”) was online and "
            "vanishes: “Le sport” is at /sport/ now "
        ),
    ]


def test_an_address_that_cannot_be_written_as_it_is_is_encoded(desk: Desk) -> None:
    desk.write("newsgen.yaml", f"{SETTINGS}slugs: as-given\n")
    desk.replace(FINALE, "title: La finale", "title: La finale\nslug: à-50%25")
    desk.commit()
    desk.replace(FINALE, "slug: à-50%25", "slug: à-60%25")
    assert desk.fix() == [(FINALE, "/sport/à-50%/")]
    assert "aliases: [" in (desk.root / FINALE).read_text(encoding="utf-8")
    assert desk.since() == []


@pytest.mark.parametrize("seed", range(100 if LONG else 5))
def test_whatever_is_edited_no_address_of_a_text_that_is_there_vanishes_after_mending(
    tmp_path: Path, seed: int
) -> None:
    random = Random(seed)
    desk = Desk(tmp_path / "site")
    paths = []
    for number in range(8):
        body = " ".join(f"mot{number * 40 + each}".translate(_LETTERS) for each in range(40))
        matter = {"title": f"Titre {number}", "date": f"2026-03-{number + 1:02}", "tags": ["Nice", f"Tag {number % 3}"]}
        desk.article(f"a{number}", f"{body}\n", **matter)
        paths.append(f"content/articles/a{number}.md")
    desk.commit()
    for _ in range(3):
        for path in list(paths):
            edit = random.choice(["delete", "move", "nothing", *_EDITS])
            if edit in _EDITS and _EDITS[edit][0] in desk.text(path):
                desk.replace(path, *_EDITS[edit])
            elif edit == "move":
                paths[paths.index(path)] = new = f"content/articles/{random.choice('xyz')}/{random.randrange(10**9)}.md"
                desk.move(path, new)
            elif edit == "delete" and len(paths) > 4:
                desk.delete(path)
                paths.remove(path)
        pattern = random.choice(["/{category}/{slug}/", "/{year}/{month}/{slug}/", "/{id}.html"])
        desk.write("newsgen.yaml", f"{SETTINGS}permalinks: {{article: '{pattern}'}}\n")
        desk.fix()
        left = [each for each in desk.since() if "this text is at" in each or "aliases" in each]
        assert (left, desk.fix()) == ([], [])
        desk.built()
        if random.random() < 0.5:
            desk.commit()


def test_another_pattern_of_addresses_is_mended_in_every_article(desk: Desk) -> None:
    desk.write(
        "newsgen.yaml",
        f"{SETTINGS}permalinks:\n  article: /{{year}}/{{slug}}/\n  tag: /sujets/{{slug}}/\n  feed: /feed.xml\n",
    )
    assert desk.vanished() == [
        "/atom.xml",
        "/sport/la-demi-finale/",
        "/sport/la-finale/",
        "/tags/coupe/",
        "/tags/nice/",
    ]
    assert desk.fix() == [("content/articles/demi.md", "/sport/la-demi-finale/"), (FINALE, "/sport/la-finale/")]
    assert [each.partition(" was online")[0] for each in desk.since()] == [
        "newsgen.yaml:7:8: error[vanished-address] /tags/coupe/ (the tag “Coupe”)",
        "newsgen.yaml:7:8: error[vanished-address] /tags/nice/ (the tag “Nice”)",
        "newsgen.yaml:8:9: error[vanished-address] /atom.xml (the feed)",
    ]


def test_a_site_that_moves_as_a_whole_is_one_warning_and_no_address_below_it_vanishes(desk: Desk) -> None:
    desk.write("newsgen.yaml", SETTINGS.replace("https://test.example", "https://test.example/journal"))
    assert desk.since() == [
        (
            "newsgen.yaml:2:6: warning[moved-site] the site was at https://test.example and is at "
            "https://test.example/journal now  help: let the host of the old address redirect all below / to "
            "https://test.example/journal/, path by path"
        ),
    ]


def test_an_alias_that_was_dropped_is_given_back(desk: Desk) -> None:
    desk.replace(FINALE, "tags:", "aliases: [/ancien/, /plus-ancien/]\ntags:")
    desk.commit("aliases")
    desk.replace(FINALE, "[/ancien/, /plus-ancien/]", "[/ancien/] # l’autre ?")
    assert desk.fix() == [(FINALE, "/plus-ancien/")]
    assert "aliases: [/ancien/, /plus-ancien/] # l’autre ?\n" in (desk.root / FINALE).read_text(encoding="utf-8")
    assert desk.since() == []


def test_the_line_that_is_proposed_for_a_feed_keeps_it_alive(desk: Desk) -> None:
    desk.article("demi", corrections=[{"date": "2026-04-01T08:00", "text": "Dimanche, et non samedi."}])
    desk.commit("second")
    desk.article("demi")
    assert desk.vanished() == ["/corrections.xml", "/corrections/"]
    lines = [line.partition("redirects.yaml")[2].strip().replace("…", "/") for line in desk.since()]
    desk.write("content/redirects.yaml", "redirects:\n" + "".join(f"{line}\n" for line in lines))
    assert desk.vanished() == []


def test_twins_go_where_their_pages_go_and_one_address_tells_when_a_site_has_none_any_more(desk: Desk) -> None:
    desk.write("newsgen.yaml", f"{SETTINGS}outputs: [json, ninjs]\n")
    desk.commit("second")
    desk.replace("content/articles/demi.md", "title: La", "title: Une")
    desk.replace(FINALE, "- Nice", "- Lille")
    assert desk.vanished() == ["/sport/la-demi-finale/", "/tags/nice/"]
    desk.commit("third")
    desk.write("newsgen.yaml", SETTINGS)
    assert desk.vanished() == ["/index.json", "/ninjs.json"]


def test_an_old_address_with_a_query_is_one_where_a_host_was_told_of_it(desk: Desk) -> None:
    desk.write("newsgen.yaml", SETTINGS + "hosting: nginx\n")
    desk.replace(FINALE, "title: La finale", "title: La finale\naliases: ['/?p=1', '/?q=é']")
    desk.write("content/redirects.yaml", "redirects: [{from: '/?p=2', to: /}]\n")
    desk.commit("second")
    desk.delete("content/redirects.yaml")
    desk.replace(FINALE, "\naliases: ['/?p=1', '/?q=é']", "")
    assert desk.vanished() == ["/?p=1", "/?p=2", "/?q=%C3%A9"]
    assert desk.fix() == [(FINALE, "/?p=1"), (FINALE, "/?q=%C3%A9")]
    assert 'aliases: ["/?p=1", "/?q=%C3%A9"]\n' in desk.text(FINALE)
    (left,) = desk.since()
    assert '- {from: "/?p=2", to: "/"}' in left
    desk.replace(FINALE, "title: La finale", "title: Une finale")
    assert any('aliases: ["/?p=1", "/?q=%C3%A9", /sport/la-finale/]' in each for each in desk.since())


def test_an_old_address_of_which_no_host_was_told_does_not_vanish(desk: Desk) -> None:
    desk.write("newsgen.yaml", SETTINGS + "hosting: [cloudflare, s3]\n")
    desk.replace(FINALE, "title: La finale", "title: La finale\naliases: ['/?p=1']")
    desk.commit("second")
    desk.replace(FINALE, "\naliases: ['/?p=1']", "")
    assert desk.since() == []


def test_an_address_that_leads_on_by_an_alias_of_another_text_does_not_vanish(desk: Desk) -> None:
    desk.delete("content/articles/demi.md")
    desk.replace(FINALE, "tags:", "aliases: [/sport/la-demi-finale/]\ntags:")
    assert desk.since() == []


def test_an_article_with_a_fault_of_its_own_vanishes_from_nowhere(desk: Desk) -> None:
    desk.replace(FINALE, "date: ", "date: hier, ")
    assert desk.since() == []


def test_what_has_changed_is_told_with_its_size_unless_the_article_tells_it(desk: Desk) -> None:
    old = (desk.root / FINALE).read_text(encoding="utf-8")
    few = old.replace(" ".join(WORDS[:24]).translate(_LETTERS), " ".join(["autre"] * 24))
    many = old.replace(" ".join(WORDS[:31]).translate(_LETTERS), " ".join(["autre"] * 31))
    assert len({old, few, many}) == 3
    assert desk.write(FINALE, few) is desk
    assert desk.since() == []
    desk.write(FINALE, many)
    assert desk.since() == [
        (
            f"{FINALE}:2:8: warning[untold-change] this was changed after publication, and readers are not told: "
            "31 of 240 words  help: add the line “updated: 2026-05-28T22:26”, or a correction; "
            "newsgen cannot tell whether it matters"
        ),
    ]
    desk.write(FINALE, many.replace("date: ", "updated: 2026-05-01\ndate: "))
    assert desk.since() == []
    desk.write(FINALE, many.replace("date: ", "corrections: [{date: 2026-05-01, text: Un nom.}]\ndate: "))
    assert desk.since() == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Deux morts à Nice", "Trois morts à Nice", "a number in the headline (deux → trois)"),
        ("Un budget de 1 240 euros", "Un budget de 1 420 euros", "a number in the headline (1240 → 1420)"),
        ("Nice bat Lyon 2 à 1", "Nice bat Lyon 1 à 2", "a number in the headline (2, 1 → 1, 2)"),
        (
            "Un mort à Nice",
            "Un mort à Nice, deux à Lyon",
            "a number in the headline (none → deux); a name in the headline (none → Lyon)",
        ),
        ("Le maire Durand part", "Le maire Dupont part", "a name in the headline (Durand → Dupont)"),
        ("Martin part", "Bernard part", "a name in the headline (Martin → Bernard)"),
        ("Le maire démissionne", "Le maire ne démissionne pas", "a negation in the headline"),
        ("La grève à Nice", "Une mobilisation à Nice", ""),
        ("Le stade est plein", "Le stade est comble", ""),
    ],
)
def test_a_number_a_name_or_a_negation_in_a_headline_is_material(tmp_path: Path, old: str, new: str, said: str) -> None:
    desk = Desk(tmp_path / "site")
    desk.article("une", "Hier, Martin et Bernard ont parlé.\n", title=old, slug="une")
    desk.commit()
    desk.article("une", "Hier, Martin et Bernard ont parlé.\n", title=new, slug="une")
    assert [each.partition("not told: ")[2].partition("  help")[0] for each in desk.since()] == ([said] if said else [])


def test_a_text_is_compared_as_readers_read_it(desk: Desk) -> None:
    desk.article("lien", "Le [stade](https://a.example/un/chemin/tres/long) est plein.\n")
    desk.commit()
    desk.article("lien", "Le **stade** est plein.\n")
    desk.write("newsgen.yaml", f"{SETTINGS}typography: false\n")
    assert desk.since() == []


def test_a_history_that_was_rewritten_is_compared_by_what_it_holds(desk: Desk) -> None:
    desk.git("checkout", "--quiet", "-b", "draft")
    desk.replace(FINALE, "title: La finale", "title: La grande finale")
    desk.commit("retitled")
    desk.git("checkout", "--quiet", "main")
    desk.article("troisieme")
    desk.commit("meanwhile")
    desk.git("checkout", "--quiet", "draft")
    desk.git("rebase", "--quiet", "main")
    assert desk.vanished("main") == ["/sport/la-finale/"]
    assert desk.vanished("HEAD") == []


def test_a_site_may_lie_in_a_folder_of_its_repository(tmp_path: Path) -> None:
    (tmp_path / "top").mkdir()
    desk = Desk(tmp_path / "top/le site", top=tmp_path / "top")
    desk.article("finale", title="La finale")
    desk.commit()
    desk.replace(FINALE, "La finale", "Une finale")
    assert desk.vanished() == ["/sport/la-finale/"]
    desk.move("newsgen.yaml", "../newsgen.yaml")
    shutil.move(desk.root / "content", tmp_path / "top")
    desk.root = tmp_path / "top"
    with pytest.raises(NoHistoryError, match=r"there was no newsgen\.yaml here at HEAD"):
        desk.since()


def test_what_git_cannot_tell_is_said_with_the_way_out(desk: Desk, tmp_path: Path) -> None:
    for ref, reason in (
        ("v1.0", "“v1.0” is no commit here"),
        ("--output=x", "“--output=x” is no name of a commit"),
        ("HEAD:newsgen.yaml", "“HEAD:newsgen.yaml” is no commit here"),
    ):
        with pytest.raises(NoHistoryError, match=reason):
            desk.since(ref)
    desk.commit("second")
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{desk.root}", "shallow")
    desk.root = tmp_path / "shallow"
    assert desk.since("HEAD") == []
    with pytest.raises(NoHistoryError, match="which is shallow") as caught:
        desk.since("HEAD~1")
    assert "git fetch --unshallow" in caught.value.way_out
    shutil.rmtree(desk.root / ".git")
    with pytest.raises(NoHistoryError, match="the site lies in no Git repository"):
        desk.since()


def test_texts_in_a_submodule_have_no_history_here(tmp_path: Path) -> None:
    inner = Desk(tmp_path / "texts")
    inner.article("finale")
    inner.commit()
    desk = Desk(tmp_path / "site")
    shutil.rmtree(desk.root / "content")
    desk.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner.root), "content")
    desk.commit()
    with pytest.raises(NoHistoryError, match="content is a submodule"):
        desk.since()
    desk.root = inner.root  # which is a site itself, and may be the submodule of another
    assert desk.since() == []


def test_nothing_of_the_repository_is_run_and_nothing_is_left_behind(desk: Desk, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\ncat\n", encoding="utf-8")
    trap.chmod(0o755)
    desk.write(".gitattributes", "*.md filter=trap\n")
    for name, value in (
        ("filter.trap.smudge", str(trap)),
        ("filter.trap.clean", "cat"),
        ("core.fsmonitor", str(trap)),
        ("core.pager", str(trap)),
        ("diff.external", str(trap)),
        ("core.hooksPath", str(tmp_path)),
    ):
        desk.git("config", name, value)
    (tmp_path / "post-checkout").symlink_to(trap)
    desk.replace(FINALE, "title: La finale", "title: La grande finale")
    (tmp_path / "temp").mkdir()
    before = tree(desk.root / ".git")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
        patch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
        patch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
        assert desk.vanished() == ["/sport/la-finale/"]
    assert not (tmp_path / "sprung").exists()
    assert list((tmp_path / "temp").iterdir()) == []
    assert tree(desk.root / ".git") == before


def test_what_was_parsed_today_is_not_parsed_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    parse = newsgen.content.batch.parse_texts

    def listen(shared: bytes, texts: Sequence[SourceText]) -> Sequence[ParsedText]:
        parsed.extend(text.path for text in texts)
        return parse(shared, texts)

    monkeypatch.setattr(newsgen.content.batch, "parse_texts", listen)
    assert desk.since() == []
    assert len(parsed) == 3
    desk.replace(FINALE, "title: La finale", "title: La fin")
    assert len(desk.since()) == 1
    assert parsed[3:] == [FINALE, FINALE]  # as it is, and as it was


def test_numbered_pages_of_lists_may_vanish(desk: Desk) -> None:
    desk.write("newsgen.yaml", f"{SETTINGS}page_size: 1\n")
    desk.replace(
        FINALE, "tags:", "corrections: [{date: 2026-05-01, text: Un.}, {date: 2026-05-02, text: Deux.}]\ntags:"
    )
    desk.commit()
    desk.built()
    assert {"sport/page/1/index.html", "corrections/page/1/index.html"} <= desk.public().keys()
    desk.write("newsgen.yaml", SETTINGS)
    assert desk.since() == []


def test_nothing_is_left_behind_by_ctrl_c(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("newsgen.history.since.untold_changes", interrupt)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = set(tmp_path.iterdir())
    with pytest.raises(KeyboardInterrupt):
        desk.since()
    assert set(tmp_path.iterdir()) == before


def test_what_is_printed_is_what_the_documentation_shows(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "site")
    desk.article("finale", "Il y a deux morts.\n", title="Deux morts à Nice", tags=["Nice"])
    desk.commit()
    (tmp_path / "elsewhere").mkdir()
    desk.replace(FINALE, "title: Deux morts à Nice", "title: Trois morts à Nice")
    desk.write("newsgen.yaml", SETTINGS.replace("test.example", "journal.example"))
    elsewhere = Newsroom(tmp_path / "elsewhere", f"{SETTINGS}updated: git\n")
    printed = [*desk.printed(), *map(as_text, elsewhere.build().faults)]
    actual = "".join(f"{text}\n" for text in printed)
    file = tmp_path / "expected-since.txt"
    file.write_text(actual, encoding="utf-8")
    expected = Path(__file__).parent / "faults" / file.name
    assert actual == expected.read_text(encoding="utf-8"), f"if this is meant: cp {file} {expected}; then make docs"


def test_the_command_mends_and_checks_again(desk: Desk) -> None:
    desk.replace(FINALE, "title: La finale", "title: La grande finale")

    def check(*arguments: str) -> subprocess.CompletedProcess[str]:
        asked = [sys.executable, "-W", "error", "-m", "newsgen", "check", "--at", "2026-05-28T12:00", *arguments]
        return subprocess.run(
            asked,
            cwd=desk.root,
            env=environment(NOON),
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )

    found = check("--since", "HEAD", "--format", "json")
    assert (found.returncode, [each["code"] for each in json.loads(found.stdout)]) == (1, ["vanished-address"])
    mended = check("--since", "HEAD", "--fix")
    assert (mended.returncode, mended.stdout.partition(" in ")[0]) == (
        0,
        f"{FINALE}: /sport/la-finale/ is an alias now\nno errors, no warnings",
    )
    assert check("--since", "HEAD", "--fix").stdout.startswith("no errors, no warnings")
    unknown = check("--since", "v1.0")
    assert (unknown.returncode, unknown.stderr) == (
        2,
        "newsgen: “v1.0” is no commit here. git fetch gets what others have; git log shows what is here\n",
    )
    assert CliRunner().invoke(main, ["check", "--site", str(desk.root), "--fix"]).exit_code == 2


def test_an_old_address_for_which_a_rule_stands_is_no_less_online_than_one_with_a_page(desk: Desk) -> None:
    rules = SETTINGS + "hosting: {host: nginx, redirects: rules}\n"
    desk.write("newsgen.yaml", rules).write("content/redirects.yaml", "redirects: [{from: /a/, to: finale}]\n")
    desk.commit("rules")
    assert desk.since() == []
    desk.delete("content/redirects.yaml")
    assert "/a/ " in str(desk.since())
