"""Files at the top of a host that are made of settings: robots.txt, ads.txt, security.txt, humans.txt."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from newsgen.build import build
from newsgen.schema.instants import seconds
from newsroom import SETTINGS, Newsroom, codes, rendered
from tiny_theme import without_theme

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

SECURITY = ".well-known/security.txt"
EXPIRES = "2027-03-01T00:00:00+00:00"
DAY = 86_400


def newsroom(root: Path, settings: str = "") -> Newsroom:
    """Make a site whose templates print next to nothing, but for robots.txt."""
    room = without_theme(Newsroom(root, SETTINGS + settings))
    (root / "templates/robots.txt").unlink(missing_ok=True)
    return room


def told(room: Newsroom) -> list[str]:
    """Give what a build says of the settings."""
    return [each.fault.message for each in room.build().faults]


def test_crawlers_are_told_what_the_settings_say_and_all_others_may_ask_for_everything(tmp_path: Path) -> None:
    room = newsroom(
        tmp_path,
        "robots:\n- {agents: [Lent, Avide], disallow: [/privé/, '/*?print='], allow: /privé/ouvert, crawl_delay: 5}\n"
        "- agents: Seul\n",
    )
    assert room.built().faults == ()
    assert room.page("robots.txt") == (
        "User-agent: *\nAllow: /\n\n"
        "User-agent: Lent\nUser-agent: Avide\nAllow: /priv%C3%A9/ouvert\nDisallow: /priv%C3%A9/\n"
        "Disallow: /*?print=\nCrawl-delay: 5\n\n"
        "User-agent: Seul\nAllow: /\n\n"
        "Sitemap: https://test.example/sitemap.xml\nSitemap: https://test.example/sitemaps/news.xml\n"
    )
    room.replace("newsgen.yaml", "agents: Seul", "agents: '*'")
    assert rendered(room.built()) == {"robots.txt"}
    assert room.page("robots.txt").count("User-agent: *\n") == 1


def test_a_template_of_the_site_writes_robots_its_own_way_and_is_told_all(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "robots: [{agents: Lent}]\nlicensing: deny\n")
    room.write("templates/robots.txt", "{{ groups | length }} {{ groups[1].agents[0] }} {{ licence }}")
    room.built()
    assert room.page("robots.txt") == "3 Lent https://test.example/rsl.xml"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("robots: [{agents: 'GPT Bot'}]\n", "“GPT Bot” is not the name of a crawler"),
        ("robots: [{agents: a, disallow: prive/}]\n", "“prive/” is not the beginning of a path"),
        ('robots: [{agents: a, disallow: "/a #b"}]\n', "“/a #b” is not the beginning of a path"),
        ("robots: [{agents: '*', disallow: /}]\n", "no search engine may ask for any page, so none will show the site"),
        ("ads: [google.com]\n", "“google.com” is not a line of ads.txt"),
        ("security: {contact: chez nous, expires: 2027-03-01}\n", "“chez nous” is not where somebody is reached"),
        ("security: {contact: 'http://a.example', expires: 2027-03-01}\n", "“http://a.example” is not where somebody"),
        ("security: {contact: a@b.example}\n", "“expires” is missing"),
        ("security: {contact: a@b.example, expires: 2027-03-01, languages: [x y]}\n", "“x y” is not the code of"),
    ],
)
def test_what_machines_would_not_read_as_it_is_meant_is_a_fault(tmp_path: Path, settings: str, message: str) -> None:
    assert any(each.startswith(message) for each in told(newsroom(tmp_path, settings)))


def test_no_line_of_a_setting_becomes_two(tmp_path: Path) -> None:
    room = newsroom(tmp_path, 'humans: ["Ana\\nDisallow: /"]\nads: ["# a\\nb"]\n')
    assert room.built().faults == ()
    assert (room.page("humans.txt"), room.page("ads.txt")) == ("Ana Disallow: /\n", "# a b\n")
    for sign in ("\\N", "\\0"):
        room.write("newsgen.yaml", f'{SETTINGS}humans: ["Ana{sign}B"]\n')
        assert codes(room.build()) == ["newsgen.yaml:5:10 control-character"], sign
    security = 'security: {contact: a@b.example, expires: 2027-01-01, encryption: "https://a.example/\\rContact:b"}\n'
    room.write("newsgen.yaml", f'{SETTINGS}humans: ["Ana\\rB\\u2028C"]\n{security}')
    assert room.built().faults == ()
    assert room.page("humans.txt") == "Ana B C\n"
    assert "\r" not in room.page(SECURITY)


def test_security_txt_says_who_is_told_and_until_when(tmp_path: Path) -> None:
    room = newsroom(
        tmp_path,
        f"security:\n  contact: [a@test.example, 'https://test.example/alerte', 'tel:+33-2']\n  expires: {EXPIRES}\n"
        "  policy: regles\n  hiring: /regles/#emploi\n  encryption: https://test.example/cle.txt\n"
        "  languages: [fr, en]\n",
    ).write(
        "content/pages/regles.md",
        "---\ntitle: Règles\n---\nVoir [le fichier](/.well-known/security.txt).\n\n## Emploi\n",
    )
    assert room.built().faults == ()
    assert room.page(SECURITY) == (
        "Contact: mailto:a@test.example\nContact: https://test.example/alerte\nContact: tel:+33-2\n"
        "Expires: 2027-03-01T00:00:00Z\nEncryption: https://test.example/cle.txt\n"
        "Policy: https://test.example/regles/\nHiring: https://test.example/regles/#emploi\n"
        "Preferred-Languages: fr, en\nCanonical: https://test.example/.well-known/security.txt\n"
    )


def test_a_warning_comes_a_month_before_it_expires_and_the_note_of_the_last_build_knows_when(tmp_path: Path) -> None:
    room = newsroom(tmp_path, f"security: {{contact: a@test.example, expires: {EXPIRES}}}\n")
    end = seconds(EXPIRES)
    year, month = end - 366 * DAY, end - 30 * DAY
    states = {
        year
        - 1: "security.txt is to hold until 2027-03-01, which is more than a year: who reads it may not believe it",
        year: None,
        month - 1: None,
        month: "security.txt expires on 2027-03-01, in less than a month",
        end - 1: "security.txt expires on 2027-03-01, in less than a month",
        end: "security.txt expired on 2027-03-01: nobody may rely on its contacts any more",
    }
    started = room.request.started + 10**10
    for now, message in states.items():
        for _ in range(2):
            report = build(replace(room.request, now=now, started=started))
            assert [each.fault.message for each in report.faults] == ([message] if message else []), now
    assert codes(build(replace(room.request, now=end))) == ["newsgen.yaml:5:46 security-expires"]


def test_files_of_the_newsroom_are_published_as_they_are(tmp_path: Path) -> None:
    room = newsroom(tmp_path)
    for name in ("ads.txt", "humans.txt", SECURITY, "robots.txt"):
        room.write(f"static/{name}", f"{name} de nous")
    assert room.built().faults == ()
    assert all(room.page(name) == f"{name} de nous" for name in ("ads.txt", "humans.txt", SECURITY, "robots.txt"))


def test_what_stands_in_settings_and_as_a_file_is_a_fault(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "ads: ['# a']\nrobots: [{agents: a}]\n").write("static/ads.txt", "x")
    assert told(room) == ["/ads.txt is the address of both “ads” in the settings and static/ads.txt"]
    room.delete("static/ads.txt").write("static/robots.txt", "x")
    assert told(room) == ["static/robots.txt takes the place of newsgen’s, and does not say what “robots” says"]


def test_below_a_path_of_its_host_nobody_finds_these_files(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "ads: ['# a']\nlicensing: deny\n")
    room.replace("newsgen.yaml", "https://test.example", "https://test.example/journal")
    assert codes(room.build()) == ["newsgen.yaml:5:1 below-the-top", "newsgen.yaml:6:1 below-the-top"]
    assert room.page("ads.txt") == "# a\n"


def test_a_host_that_hides_folders_with_a_dot_is_told_not_to(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "hosting: github\n")
    room.built()
    assert room.page(".nojekyll") == ""
    room.write("static/.nojekyll", "à nous")
    assert room.built().faults == ()
    assert room.page(".nojekyll") == "à nous"
