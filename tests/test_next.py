"""``newsgen next``: every instant at which the output differs by itself is announced, and no other."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, given, settings, strategies as st
from msgspec.structs import replace

from desk import ARTICLES, BODIES, FRONTS, NEXT_DATE, STEMS, Desk
from machine import Numbers, chosen, numbers
from newsgen.build import Report, Request, build
from newsgen.build.announced import turns_of
from newsgen.build.consult import consult
from newsgen.cli.main import main
from newsgen.model.turn import Turn, duration
from newsgen.schema.instants import seconds
from newsroom import NOON, SETTINGS, Newsroom, codes, picture, tree
from proof import in_memory

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

FIRST = "2026-12-01T11:00"
LONG = os.environ.get("NEWSGEN_LONG") == "1"


def at(local: str) -> int:
    return seconds(f"{local}:00+01:00")


def ahead(room: Newsroom, now: int, count: int = 10) -> tuple[Turn, ...]:
    """Give what is announced from an instant on."""
    request = Request(room.root, now, time.time_ns())
    turns = consult(request, lambda opened, decoded: tuple(islice(turns_of(opened, decoded), count))).answer
    assert turns is not None
    return turns


def announced(room: Newsroom, now: int) -> list[tuple[str, str, str]]:
    """Give the same as rows: local instant, source, what happens."""
    return [(turn.local[:16], each.source, each.what) for turn in ahead(room, now) for each in turn.changes]


def made(room: Newsroom, now: int) -> Mapping[str, bytes]:
    """Build everything again as of an instant, and give the output."""
    room.now = now
    report = build(replace(room.request, clean=True))
    assert not report.failed, codes(report)
    return tree(room.root / (room.output if isinstance(room, Desk) else "public"))


def run(room: Newsroom, *arguments: str, now: str = "2026-11-30T12:00") -> str:
    """Run the command, which must succeed, and give what it prints to the byte."""
    ran = CliRunner().invoke(main, ["next", "--site", str(room.root), "--at", now, *arguments])
    assert ran.exit_code == 0, ran.output
    return ran.stdout_bytes.decode()


PINNED = {"lead": {"article": "vieux", "until": FIRST}}
REASONS: Mapping[str, tuple[dict[str, Any], dict[str, Any] | None, str, str]] = {
    "publication": ({"date": FIRST}, None, "", "content/articles/vote.md"),
    "embargo-end": ({"embargo": FIRST}, None, "", "content/articles/vote.md"),
    "expiry": ({"expires": FIRST}, None, "", "content/articles/vote.md"),
    "correction": ({"corrections": [{"date": FIRST, "text": "Onze."}]}, None, "", "content/articles/vote.md"),
    "letter": (
        {"letters": [{"author": "Une lectrice", "date": FIRST, "text": "Onze."}]},
        None,
        "",
        "content/articles/vote.md",
    ),
    "withdrawal": ({"withdrawn": {"date": FIRST, "reason": "Faux."}}, None, "", "content/articles/vote.md"),
    "pin-end": ({}, PINNED, "", "content/fronts/home.yaml"),
    "banner-begin": (
        {},
        {"banner": {"text": "A", "from": FIRST, "until": "2027-01-01"}},
        "",
        "content/fronts/home.yaml",
    ),
    "banner-end": ({}, {"banner": {"text": "A", "until": FIRST}}, "", "content/fronts/home.yaml"),
    "new-day": ({}, None, "{{ site.today() }}", "templates/404.html"),
    "new-month": ({}, None, "{{ site.month() }}", "templates/404.html"),
    "new-year": ({}, None, "© {{ site.year() }}", "templates/404.html"),
}
"""What the clock can do to a site: an article, a front, a template, and the source that is named."""
DATES = {"new-day": "2026-12-01T00:00", "new-month": "2026-12-01T00:00", "new-year": "2027-01-01T00:00"}


@pytest.mark.parametrize("what", REASONS)
def test_each_reason_is_announced_and_makes_a_difference_at_its_instant_and_not_before(
    tmp_path: Path, what: str
) -> None:
    matter, front, template, source = REASONS[what]
    room = Desk(tmp_path).article("vieux", date="2026-01-01").article("vote", **matter)
    if front is not None:
        room.write("content/fronts/home.yaml", json.dumps(front))
    if template:
        room.write("templates/404.html", template)
    first, when = made(room, at("2026-11-30T12:00")), DATES.get(what, FIRST)
    report = build(room.request)
    turn = ahead(room, room.now)[0]
    assert report.turn == turn
    assert (turn.local[:16], [(each.source, each.what) for each in turn.changes]) == (when, [(source, what)])
    assert made(room, turn.moment - 1) == first
    assert made(room, turn.moment) != first


@pytest.mark.parametrize(
    "front",
    [
        {"lead": {"article": "vote", "until": FIRST}},  # the newest would stand there anyway
        {"banner": {"text": "A", "link": "vote.md", "from": "2026-11-01", "until": "2026-12-02"}, "lead": "vote"},
        {"featured": [{"article": "brouillon", "until": FIRST}]},
    ],
)
def test_what_makes_no_difference_is_not_announced(tmp_path: Path, front: dict[str, Any]) -> None:
    room = Newsroom(tmp_path).article("vieux", date="2026-01-01").article("brouillon", draft=True)
    room.article("vote", expires=FIRST if "banner" in front else None)
    room.write("content/fronts/home.yaml", json.dumps(front))
    before = made(room, at("2026-11-30T12:00"))
    ends = [("2026-12-01T11:00", "content/articles/vote.md", "expiry")] if "banner" in front else []
    assert announced(room, room.now) == ends
    if not ends:
        assert made(room, at(FIRST)) == before
        assert build(room.request).turn is None


def test_a_front_that_only_a_question_tells_apart_is_announced(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("a", date="2026-03-03").article("b", date="2026-03-02").article("c")
    front = {"lead": {"article": "a", "until": FIRST}, "featured": ["c"]}
    room.write("content/fronts/home.yaml", json.dumps(front))
    made(room, at("2026-11-30T12:00"))
    assert announced(room, room.now) == []
    room.write("templates/404.html", "{% for each in site.featured(2) %}{{ each.title }}{% endfor %}")
    before = made(room, room.now)
    assert announced(room, room.now) == [(FIRST, "content/fronts/home.yaml", "pin-end")]
    assert made(room, at(FIRST)) != before


CHANGING: Mapping[str, Any] = {
    **{name: ARTICLES[name] for name in ("title", "tags", "author", "kicker", "image", "draft")},
    "category": ("sport", "culture", ["culture", "sport"]),
    "date": (*ARTICLES["date"][:2], "2026-05-29T12:00:00+02:00", "2026-05-30T08:00:00+02:00"),
    "embargo": (None, "2026-05-29T12:00:00+02:00", "2026-05-30T08:00:00+02:00"),
    "expires": (None, "2026-05-29T12:00:00+02:00", "2026-05-30T08:00:00+02:00", "2026-05-31"),
    "withdrawn": (None, None, {"date": "2026-05-30T08:00:00+02:00", "reason": "Faux."}),
}
PLACES = ("front.featured", "front.most_read", "listing.articles", "featured", "latest", "most_read")
"""What the theme of the desk prints one after the other: here each says which it is."""


@settings(
    max_examples=200 if LONG else 6,
    deadline=None,
    database=None,
    derandomize=not LONG,
    phases=set(Phase) if LONG else (Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
@given(
    articles=st.lists(numbers(CHANGING, {"date": 0, "embargo": 0, "expires": 0}), min_size=3, max_size=len(STEMS)),
    fronts=numbers(FRONTS, {}, 0),
    date=st.sampled_from(("", "", "", "{{ site.today() }}", "{{ site.month() }}", "{{ site.year() }}")),
    between=st.lists(st.floats(0, 1), min_size=3, max_size=3),
)
def test_any_two_builds_between_two_announced_instants_are_equal_and_just_before_and_at_one_they_differ(
    articles: list[Numbers], fronts: Numbers, date: str, between: list[float]
) -> None:
    with in_memory(Path("/tmp")) as place:
        desk = Desk(place / "root")
        desk.write("static/images/a.png", b"").write("content/articles/photo.png", b"")
        for stem, drawn in zip(STEMS, articles, strict=False):
            desk.create("articles", stem, chosen(CHANGING, {**drawn, "image": 0, "author": 0}), BODIES[0])
        for path, number in fronts.items():
            if (front := FRONTS[path][number]) is not None:
                desk.write_yaml(f"content/{path}", front)
        for name in ("front.html", "list.html"):
            text = desk.templates[name].replace("{% block main %}", "{% block main %}" + date)
            for each in PLACES:
                text = text.replace(f"in {each} %}}", f"in {each} %}}{each}:")
            desk.templates[name] = text
            desk.write(f"templates/{name}", text)
        walk(desk, between)


def walk(desk: Desk, between: list[float]) -> None:
    """Go from one announced instant to the next, mending what no build could be made of."""
    desk.now = NOON
    while (report := desk.build()).failed:
        desk.mend({each.fault.path for each in report.faults if each.fault.severity == "error"})
    now, standing = NOON, made(desk, NOON)
    for share in between:
        turns = ahead(desk, now, 1)
        end = turns[0].moment if turns else NEXT_DATE + 86_400
        assert made(desk, now + int(share * (end - 1 - now))) == standing
        assert made(desk, end - 1) == standing
        if not turns:
            return
        later = made(desk, end)
        assert later != standing, turns[0]
        now, standing = end, later


WITHOUT_NEWS = f"{SETTINGS}sitemaps: {{news: false}}\n"


def scheduled(root: Path) -> Newsroom:
    room = Newsroom(root, WITHOUT_NEWS).article("un").article("vote", embargo=FIRST).article("autre", expires=FIRST)
    return room.write("content/fronts/home.yaml", "banner: {text: A, until: '2028-02-29T06:30:01'}")


def test_people_read_a_line_for_each_change(tmp_path: Path) -> None:
    room = scheduled(tmp_path)
    lines = [
        "1 December, 11:00        it expires        content/articles/autre.md",
        "1 December, 11:00        its embargo ends  content/articles/vote.md",
        "29 February 2028, 06:30  its banner ends   content/fronts/home.yaml",
    ]
    assert run(room).splitlines() == lines
    assert run(room, "--count", "1").splitlines() == [line.replace("       it", " it") for line in lines[:2]]
    assert run(Newsroom(tmp_path / "calm").article("un")) == "nothing changes by itself\n"


def test_programs_get_a_list_of_instants_with_their_changes(tmp_path: Path) -> None:
    assert json.loads(run(scheduled(tmp_path), "--format", "json")) == [
        {
            "at": "2026-12-01T11:00:00+01:00",
            "changes": [
                {"source": "content/articles/autre.md", "what": "expiry"},
                {"source": "content/articles/vote.md", "what": "embargo-end"},
            ],
        },
        {
            "at": "2028-02-29T06:30:01+01:00",
            "changes": [{"source": "content/fronts/home.yaml", "what": "banner-end"}],
        },
    ]
    assert run(Newsroom(tmp_path / "calm").article("un"), "--format", "json") == "[]\n"


def unfolded(calendar: str) -> list[str]:
    """Read the lines of a calendar (RFC 5545, 3.1)."""
    assert calendar.endswith("\r\n")
    assert not {"\n", "\r"} & set(calendar.replace("\r\n", ""))
    assert all(len(line.encode()) <= 75 for line in calendar.split("\r\n"))
    return calendar.replace("\r\n ", "").split("\r\n")[:-1]


def test_a_calendar_is_folded_and_escaped_and_keeps_the_names_of_its_events(tmp_path: Path) -> None:
    room = scheduled(tmp_path).write("newsgen.yaml", WITHOUT_NEWS.replace("Le Test", "'Le Test; suite'"))
    room.article("élection, suite; " + "été" * 30, date=FIRST)
    lines = unfolded(run(room, "--format", "ics"))
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert "X-WR-CALNAME:Le Test\\; suite" in lines
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 4
    assert f"SUMMARY:content/articles/élection\\, suite\\; {'été' * 30}.md: it appears" in lines
    assert [line for line in lines if ":2028" in line] == ["DTSTAMP:20280229T053001Z", "DTSTART:20280229T053001Z"]
    uids = {line for line in lines if line.startswith("UID:")}
    assert len(uids) == 4
    assert unfolded(run(room, "--format", "ics", now="2026-11-30T13:00")) == lines
    room.article("vote", embargo="2026-12-01T12:00")  # which moves the event
    assert uids == {line for line in unfolded(run(room, "--format", "ics")) if line.startswith("UID:")}
    calm = unfolded(run(Newsroom(tmp_path / "calm").article("un"), "--format", "ics"))
    assert calm[4] == "BEGIN:VTIMEZONE"  # a calendar is never empty


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system has no way to set the zone of a process")
def test_a_crontab_is_in_the_zone_of_the_machine_and_knows_no_year(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Newsroom(tmp_path / "a b%", WITHOUT_NEWS).article("un").article("vote", embargo="2026-12-01T10:59:01")
    room.article("autre", expires=FIRST).article("tard", date="2028-02-29").article(
        "nuit", date="2027-10-31T02:30:00+02:00"
    )
    try:
        monkeypatch.setenv("TZ", "America/New_York")
        time.tzset()
        printed = run(room, "--format", "cron").splitlines()
        monkeypatch.setenv("TZ", "Europe/Paris")
        time.tzset()
        room.replace("content/articles/nuit.md", "02:30:00+02:00", "02:30:00+01:00")  # the second one
        twice = run(room, "--format", "cron", now="2027-06-01").splitlines()
    finally:
        monkeypatch.undo()
        time.tzset()
    command = f"newsgen build --quiet --site '{room.root}'".replace("%", r"\%")
    assert printed[0] == "# newsgen next, as of 2026-11-30 12:00+01:00 (Europe/Paris)."
    assert printed[2:] == [
        "# 1 December, 10:59: content/articles/vote.md",
        "# 1 December, 11:00: content/articles/autre.md",
        f"0 5 1 12 * {command}",
        "# 31 October 2027, 02:30: content/articles/nuit.md",
        f"30 20 30 10 * {command}",
        "# 29 February 2028, 00:00: content/articles/tard.md: a year ahead or more, which cron cannot say",
    ]
    assert f"0 3 31 10 * {command}" in twice


def test_a_crontab_builds_what_was_asked_about(tmp_path: Path) -> None:
    room = scheduled(tmp_path / "site")
    output, cache = tmp_path / "en ligne", tmp_path / "cache"
    given = ("--output", str(output), "--cache", str(cache), "--allow-local-code")
    line = run(room, "--format", "cron", "--count", "1", *given).splitlines()[-1]
    folders = f"--site {room.root} --output '{output}' --cache {cache}"
    assert line.partition(" * ")[2] == f"newsgen build --quiet {folders} --allow-local-code"


def test_sources_with_faults_are_named_and_a_site_without_settings_says_why(tmp_path: Path) -> None:
    room = scheduled(tmp_path).write("content/articles/casse.md", "---\ntitle: [\n---\n")
    ran = CliRunner().invoke(main, ["next", "--site", str(room.root), "--at", "2026-11-30", "--format", "json"])
    assert ran.exit_code == 0
    assert len(json.loads(ran.stdout)) == 2
    assert "1 file has faults and is not counted (newsgen check says why): content/articles/casse.md" in ran.stderr
    room.delete("newsgen.yaml")
    ran = CliRunner().invoke(main, ["next", "--site", str(room.root), "--format", "ics"])
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert "no-site" in ran.stderr


def test_asking_leaves_a_site_at_its_standstill(tmp_path: Path) -> None:
    room = scheduled(tmp_path)
    room.now = at("2026-11-30T12:00")
    later = replace(room.request, started=room.request.started + 10**10)
    for _ in range(2):
        build(later)
    note, cache = room.root / ".newsgen/standstill", (room.root / ".newsgen/cache.db").stat()
    run(room)
    assert note.exists()
    assert (room.root / ".newsgen/cache.db").stat() == cache


def test_a_build_that_comes_late_says_so_and_only_of_what_is_still_to_change(tmp_path: Path) -> None:
    def late(report: Report) -> tuple[str, ...] | None:
        return tuple(each.source for each in report.overdue.changes) if report.overdue else None

    room = scheduled(tmp_path)
    for now, other in ((FIRST, None), ("2026-12-01T10:00", None), ("2026-12-01T11:05", None)):
        room.now = at(now)
        assert late(room.built()) is other, now
    for sources in (("content/articles/autre.md", "content/articles/vote.md"), ("content/articles/vote.md",), None):
        room.now = at("2026-12-01T10:00")
        room.built()
        room.now = at("2026-12-01T12:06")
        assert late(room.built()) == sources
        assert late(room.built()) is None
        if sources and len(sources) == 2:
            room.article("autre", expires=FIRST)
            room.now = at("2026-12-01T10:00")
            room.built()
            room.article("autre", expires="2026-12-24")
            room.now = at("2026-12-01T12:06")
        else:
            room.article("vote", embargo="2026-12-02")
    assert [duration(each) for each in (59, 60, 3_900, 7_200, 93_600, 200_000)] == [
        *("less than a minute", "1 min", "1 h 5 min", "2 h", "1 day 2 h", "2 days 7 h"),
    ]


LIVES: Mapping[str, dict[str, Any]] = {
    "canariprevu": {"date": "2026-12-02"},
    "canarisecret": {"embargo": "2026-12-03T18:00"},
    "canaribref": {"date": "2026-12-01T06:00", "expires": "2026-12-02T12:00"},
    "canarifini": {"expires": "2026-11-01"},
    "canarijamais": {"date": "2026-12-05", "expires": "2026-12-04"},
    "canaribrouillon": {"draft": True},
    "canariretire": {"withdrawn": {"date": "2026-12-04", "reason": "Faux."}},
}
"""Articles of every state, by a word that stands wherever one can stand in them."""


def canaries(root: Path) -> Newsroom:
    room = Newsroom(root).article("ami", related=[f"{word}.md" for word in LIVES], tags=["commun"])
    for word, matter in LIVES.items():
        for name in ("une", "dessin", "vue"):
            room.write(f"content/articles/{word}-{name}.png", picture(500, 300))
        room.article(
            word,
            f"Un {word}. ![{word}]({word}-dessin.png)\n\n" + '{{< gallery name="vues" >}}\n',
            title=f"Le {word}",
            slug=f"neutre-{list(LIVES).index(word)}",  # the address of what is withdrawn stays
            category=["sport", f"rubrique-{word}"],
            author=[f"Mme {word}"],
            tags=[word, "commun"],
            summary=f"Voici {word}.",
            image={"src": f"{word}-une.png", "alt": word, "caption": word, "credit": word},
            galleries={"vues": [{"src": f"{word}-vue.png", "alt": word}]},
            **matter,
        )
    pins = {"lead": "canarisecret", "featured": ["canaribref", "canariretire"]}
    return room.write("content/fronts/home.yaml", json.dumps(pins))


def test_along_the_announced_instants_nothing_is_in_the_output_before_its_time_nor_after_it(tmp_path: Path) -> None:
    room = canaries(tmp_path / "site")
    room.now = at("2026-11-30T12:00")
    told, seen = [turn for turn in ahead(room, room.now) if turn.moment > room.now], []

    def found() -> set[str]:
        everything = [(path.casefold(), data.lower()) for path, data in room.public().items()]
        return {word for word in LIVES if any(word in path or word.encode() in data for path, data in everything)}

    for turn in told:
        for room.now in (turn.moment - 1, turn.moment):
            room.built()
            seen.append(found())
    assert room.public() == room.clean(tmp_path / "clean")
    assert [(turn.local[:16], *((each.source[17:-3], each.what) for each in turn.changes)) for turn in told] == [
        ("2026-12-01T06:00", ("canaribref", "publication")),
        ("2026-12-02T00:00", ("canariprevu", "publication")),
        ("2026-12-02T12:00", ("canaribref", "expiry")),
        ("2026-12-03T18:00", ("canarisecret", "embargo-end")),
        ("2026-12-04T00:00", ("canariprevu", "news-end"), ("canariretire", "withdrawal")),
        ("2026-12-05T18:00", ("canarisecret", "news-end")),
    ]
    stays, brief, planned, secret = ({"canariretire"}, {"canaribref"}, {"canariprevu"}, {"canarisecret"})
    assert seen == [
        *(stays, stays | brief, stays | brief, stays | brief | planned, stays | brief | planned, stays | planned),
        *(stays | planned, stays | planned | secret, stays | planned | secret, planned | secret),
        *(planned | secret, planned | secret),
    ]


def test_the_command_says_how_late_it_is_on_a_clock_that_was_set_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, site = scheduled(tmp_path), ["build", "--site", str(tmp_path)]
    late = "late by 1 h 6 min: 1 December, 11:00, content/articles/autre.md and 1 more"
    for arguments, err, out in (((), "", late), (("--quiet",), "", ""), (("--format", "json"), late, "")):
        room.now = at("2026-12-01T10:00")
        room.built()
        monkeypatch.setattr("newsgen.cli.clock.time.time", lambda: float(at("2026-12-01T12:06")))
        ran = CliRunner().invoke(main, [*site, *arguments])
        monkeypatch.undo()
        assert (late in ran.stdout, late in ran.stderr) == (bool(out), bool(err)), arguments
    room.built()
    assert late in CliRunner().invoke(main, [*site, "--at", "2026-12-01T12:06"]).stdout
