"""Terms for machines: one setting, five places, and whatever the setting is, they say the same."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.robotparser import RobotFileParser

import pytest
import yaml
from hypothesis import HealthCheck, given, settings, strategies as st
from msgspec import Struct

from newsgen.model.ai_agents import AGENTS
from newsgen.model.licensing_settings import AI_USES, USES
from newsroom import SETTINGS, Newsroom, codes
from proof import in_memory
from tiny_theme import without_theme

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

RSL = "{https://rslstandard.org/rsl}"
BASE = '{% if config.licence %}<link rel="license" href="{{ config.licence | absolute }}">{% endif %}'
TOKENS: Mapping[str, Sequence[str]] = {"all": USES, "ai-all": AI_USES, **{use: (use,) for use in USES}}


def newsroom(root: Path, licensing: object, more: str = "") -> Newsroom:
    """Make a site with such terms, whose templates print next to nothing but these."""
    text = yaml.safe_dump({"licensing": licensing}, allow_unicode=True) if licensing else ""
    room = without_theme(Newsroom(root, f"{SETTINGS}{text}hosting: netlify\n{more}"))
    (root / "templates/robots.txt").unlink(missing_ok=True)
    room.write("content/pages/conditions.md", "---\ntitle: Conditions\n---\nNon.\n")
    return room.write("templates/404.html", BASE).article("un")


class Said(Struct, frozen=True):
    """What the five places say: uses that are allowed and denied, agents that are shut out, addresses."""

    allowed: set[str]
    denied: set[str]
    out: set[str]
    licences: set[str]
    reserved: set[int]
    policies: set[str | None]
    contact: Mapping[str, str]


def uses(licence: ET.Element, verb: str) -> set[str]:
    """Read the uses that RSL permits or prohibits."""
    texts = [each.text or "" for each in licence.iter(f"{RSL}{verb}") if each.get("type") == "usage"]
    return {use for text in texts for token in text.split() for use in TOKENS[token]}


def sent(room: Newsroom) -> Mapping[str, str]:
    """Read the headers of every file."""
    lines = room.page("_headers").partition("/*\n")[2].splitlines()
    return dict(line.strip().split(": ", 1) for line in lines[: next(i for i, x in enumerate(lines) if x[:1] == "/")])


def read(room: Newsroom) -> Said:
    """Read the five places, each by a reader of its own."""
    robots, parser = room.page("robots.txt"), RobotFileParser()
    parser.parse(robots.splitlines())
    root = ET.fromstring(room.page("rsl.xml"))
    content = root.find(f"{RSL}content")
    assert content is not None
    rights = content.find(f"{RSL}copyright")
    assert (content.get("url"), rights is not None and rights.text) == ("/", "Le Test")
    assert rights is not None
    (rule,) = json.loads(room.page(".well-known/tdmrep.json"))
    assert rule["location"] == "/"
    headers = sent(room)
    links = [*re.findall(r"^License: (.*)$", robots, re.MULTILINE), *re.findall(r'href="(.*?)"', room.page("404.html"))]
    links += re.findall(r'^<(.*)>; rel="license"; type="application/rsl\+xml"$', headers["Link"])
    assert len(links) == 3
    return Said(
        allowed=uses(content, "permits"),
        denied=uses(content, "prohibits"),
        out={agent for agent in AGENTS if not parser.can_fetch(agent, "https://test.example/sport/un/")},
        licences=set(links),
        reserved={rule["tdm-reservation"], int(headers["tdm-reservation"])},
        policies={rule.get("tdm-policy"), headers.get("tdm-policy"), content.findtext(f"{RSL}terms")},
        contact={name: value for name, value in rights.attrib.items() if name != "type"},
    )


@st.composite
def terms(draw: st.DrawFn) -> dict[str, Any]:
    """Draw terms that do not contradict themselves."""
    lists = draw(st.fixed_dictionaries({use: st.sampled_from(("", "", "allow", "deny")) for use in USES}))
    given: dict[str, Any] = {"ai": draw(st.sampled_from(("allow", "deny")))}
    for name in ("allow", "deny"):
        if chosen := [use for use, where in lists.items() if where == name]:
            given[name] = chosen
    given["terms"] = draw(st.sampled_from((None, "conditions", "https://a.example/é?a=1&b")))
    given["contact"] = draw(st.sampled_from((None, "droits@test.example", "https://a.example/?a=1&b")))
    return {name: value for name, value in given.items() if value is not None}


def test_whatever_the_terms_are_the_five_places_say_the_same(tmp_path: Path) -> None:
    with in_memory(tmp_path) as place:
        room = newsroom(place, "deny")

        @settings(
            max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck), derandomize=True
        )
        @given(terms())
        def agree(given: dict[str, Any]) -> None:
            newsroom(place, given)
            room.built()
            said = read(room)
            denied = {use for use in USES if use in given.get("deny", ())}
            denied |= {use for use in AI_USES if given["ai"] == "deny" and use not in given.get("allow", ())}
            assert (said.denied, said.allowed) == (denied, set(USES) - denied)
            assert said.out == {agent for agent, of in AGENTS.items() if denied & set(of)}
            assert said.licences == {"https://test.example/rsl.xml"}
            assert said.reserved == {int(bool(denied))}
            policy = given.get("terms", "").replace("é", "%C3%A9") or None
            policy = "https://test.example/conditions/" if policy == "conditions" else policy
            assert said.policies == {policy} if denied or not policy else said.policies == {None, policy}
            contact = given.get("contact")
            kind = "contactEmail" if "@" in (contact or "") else "contactUrl"
            assert said.contact == ({kind: contact} if contact else {})

        agree()


def test_without_terms_nothing_is_written(tmp_path: Path) -> None:
    for number, licensing in enumerate((None, "none")):
        room = newsroom(tmp_path / str(number), licensing)
        assert room.built().faults == ()
        assert not {"rsl.xml", ".well-known/tdmrep.json"} & room.public().keys()
        text = room.page("robots.txt") + room.page("404.html") + room.page("_headers")
        assert not re.search("rsl|license|tdm|GPTBot", text, re.IGNORECASE)


def test_the_terms_are_on_every_page_of_the_theme_and_change_no_other_file(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, f"{SETTINGS}licensing: deny\n").article("un")
    room.built()
    link = '<link rel="license" type="application/rsl+xml" href="https://test.example/rsl.xml">'
    pages = [path for path in room.public() if path.endswith(".html")]
    assert [path for path in pages if link not in room.page(path)] == []
    room.replace("newsgen.yaml", "licensing: deny", "licensing: allow")
    report = room.built()
    assert {path for path, _ in report.reasons} == {"robots.txt", "rsl.xml", ".well-known/tdmrep.json"}


@pytest.mark.parametrize(
    ("licensing", "found"),
    [
        ("parfois", ["5:12 bad-value"]),
        ({"ai": "none", "contact": "a@b.example"}, ["7:12 bad-licensing"]),
        ({"ai": "deny", "allow": ["ai-train", "search"], "deny": ["search"]}, ["11:5 bad-licensing"]),
        ({"ai": "deny", "contact": "chez nous"}, ["7:12 bad-value"]),
        ({"ai": "deny", "terms": "absente"}, ["7:10 unknown-reference"]),
        ({"allow": ["ai-train"]}, ["5:1 missing-field"]),
    ],
)
def test_terms_that_cannot_be_are_faults(tmp_path: Path, licensing: object, found: Sequence[str]) -> None:
    assert codes(newsroom(tmp_path, licensing).build()) == [f"newsgen.yaml:{each}" for each in found]


def test_a_crawler_has_one_group_only(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "deny", "robots: [{agents: [Lent, gptbot], allow: /}]\n")
    assert codes(room.build()) == ["newsgen.yaml:7:26 bad-robots"]
    room.replace("newsgen.yaml", "licensing: deny", "licensing: {ai: deny, allow: ai-train}")
    assert room.built().faults == ()


def test_those_who_show_links_and_those_who_fetch_for_shared_links_are_never_shut_out(tmp_path: Path) -> None:
    room, parser = newsroom(tmp_path, "deny"), RobotFileParser()
    room.built()
    parser.parse(room.page("robots.txt").splitlines())
    for agent in ("Googlebot", "Bingbot", "DuckDuckBot", "Applebot", "facebookexternalhit", "Twitterbot", "Qwantify"):
        assert parser.can_fetch(agent, "https://test.example/"), agent
    assert sorted(AGENTS, key=str.lower) == sorted({name.lower(): name for name in AGENTS}.values(), key=str.lower)


def test_a_file_of_the_newsroom_cannot_contradict_the_terms(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "deny").write("static/.well-known/tdmrep.json", "[]")
    assert codes(room.build()) == ["newsgen.yaml:5:12 same-address"]
