"""Letters of readers: committed beside the article that they are about, shown below it, and never before their day."""

from __future__ import annotations

from pathlib import Path

from newsgen.build.check import check
from newsroom import NOON, SETTINGS, Newsroom, codes
from tiny_theme import without_theme

LETTER = {"author": "Une lectrice, <Nantes>", "date": "2026-03-02", "text": ["Onze ! & non dix.", "Voilà."]}
SECRET = {"author": "Canarisecret", "date": "2026-06-30", "text": "Canarisecret."}


def test_letters_stand_below_their_article_as_their_readers_wrote_them(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("a", letters=[LETTER]).article("b")
    room.built()
    page = room.page("sport/a/index.html")
    shown = page.partition('<section class="letters"')[2].partition("</section>")[0]
    assert shown == (
        ' aria-labelledby="_letters">\n<h2 id="_letters">Courrier d’un lecteur</h2>\n<article>\n'
        "<p>Onze\N{NARROW NO-BREAK SPACE}! &amp; non dix.</p>\n<p>Voilà.</p>\n"
        '<p class="meta">Une lectrice, &lt;Nantes&gt;, '
        '<time datetime="2026-03-02T00:00:00+01:00">2 mars 2026</time></p>\n</article>\n'
    )
    assert "1\N{NO-BREAK SPACE}commentaire" in page
    assert "letters" not in room.page("sport/b/index.html")


def test_a_letter_counts_as_a_comment(tmp_path: Path) -> None:
    room = without_theme(Newsroom(tmp_path)).article("a", letters=[LETTER, LETTER])
    room.write("templates/article.html", "{{ article.comments }}")
    room.write("content/data/counters.json", '{"a.md": {"comments": 5}}').built()
    assert room.page("sport/a/index.html") == "7"


def test_a_letter_appears_by_itself_on_its_day_and_goes_with_its_article(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("a", letters=[SECRET])
    report = room.built()
    assert report.turn is not None
    assert [each.what for each in report.turn.changes] == ["letter"]
    assert not any(b"Canarisecret" in data for data in room.public().values())
    room.now = NOON + 60 * 86_400
    room.built()
    assert "Canarisecret" in room.page("sport/a/index.html")
    room.article("a", letters=[SECRET], withdrawn={"date": "2026-03-02", "reason": "Tout était faux."}).built()
    assert not any(b"Canarisecret" in data for data in room.public().values())


def test_what_a_letter_lacks_is_a_fault_at_its_line(tmp_path: Path) -> None:
    room = without_theme(Newsroom(tmp_path, SETTINGS))
    room.write(
        "content/articles/a.md",
        "---\ntitle: A\ncategory: sport\ndate: 2026-03-01\n"
        "letters:\n  - author: Une lectrice\n    text: Onze.\n---\nUn.\n",
    )
    assert codes(check(room.request)) == ["content/articles/a.md:6:5 missing-field"]
