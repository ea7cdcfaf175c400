"""Write whole French newsrooms for benchmarks and tests: the same arguments give the same bytes on every machine.

    python benchmarks/corpus.py FOLDER --articles 10000 [--seed 1]

Chance comes from one seeded generator, time from the number of an article, weights from whole numbers: nothing is
taken from the clock, from the order of a set or from floating-point powers. Articles are written oldest first and
link only to those before them, as newsrooms do: every link holds, and the very first article has none.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from pathlib import Path
from posixpath import dirname, relpath
from random import Random

from french import AUTHORS, RULES, SECTIONS, TAGS, Rules, Section

_BEGIN = datetime.fromisoformat("2016-10-31T06:00")
_DAYS = (datetime.fromisoformat("2026-10-31T06:00") - _BEGIN).days
_MINUTES = 16 * 60  # a newsroom's day, from 6 to 22 o'clock: no article falls into an hour that the clocks skip
_TAGS_EACH = 3
_SLUG = 60  # letters of a headline in a file's name
_RECENT = 300  # articles before its own that a newsroom still has in mind

_SETTINGS = """\
title: "Journal d’essai"
url: https://essai.example
language: fr
timezone: Europe/Paris
"""
_ABOUT = """\
---
title: "À propos"
summary: "Ce journal n’existe que pour être mesuré."
---
Le *Journal d’essai* est écrit par une machine, avec des **listes de mots**\u00a0: rien n’y est arrivé.
"""

_TAG_WEIGHTS = tuple(accumulate(100_000 // rank for rank in range(1, len(TAGS) + 1)))
_CONTRACTIONS = {"de le": "du", "de les": "des", "à le": "au", "à les": "aux", "À le": "Au", "À les": "Aux"}
_CONTRACTED = re.compile(r"\b(?:de|[àÀ]) les?(?= )")
_ELIDED = re.compile(r"\b([Dd]|[Qq]u)e (?=[aeiouâéèêîôAEIOUÂÉÈÊÎÔ])")
_UNBREAKABLE = re.compile(r" (?=[:;!?»%])|(?<=«) ")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}\b)")


@dataclass(frozen=True, slots=True)
class Story:
    """What other articles need to know of an article; ``path`` is below content/articles/."""

    path: str
    title: str


class Voice:
    """Speak by rules that name each other; no phrase comes again before its rule is exhausted."""

    def __init__(self, rules: Rules, random: Random) -> None:
        self._rules = rules
        self._random = random
        self._left: dict[str, list[str]] = {}

    def __getitem__(self, name: str) -> str:
        left = self._left.get(name)
        if not left:
            left = self._left[name] = list(self._rules[name])
        return left.pop(self._random.randrange(len(left))).format_map(self)

    def say(self, *names: str) -> str:
        """Say a sentence for each name, as it is printed."""
        return " ".join(typeset(self[name]) for name in names)


def typeset(sentence: str) -> str:
    """Set a plainly typed sentence as French printers do: capital, contractions, elisions, apostrophes and spaces."""
    text = _CONTRACTED.sub(lambda match: _CONTRACTIONS[match[0]], sentence[0].upper() + sentence[1:])
    text = _ELIDED.sub(r"\1’", text).replace("'", "’")
    return _THOUSANDS.sub("\u202f", _UNBREAKABLE.sub("\u00a0", text))


def slugify(text: str) -> str:
    """Reduce a text to the letters, digits and hyphens of a file name."""
    letters = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe"))
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"[\u0300-\u036f]", "", letters)).strip("-")


def write_corpus(folder: Path, articles: int, *, seed: int = 1) -> None:
    """Write a whole newsroom of so many articles into a folder that holds none yet.

    Raises:
        FileExistsError: the folder has content already, of which remnants would stay.
    """
    random = Random(seed)
    (folder / "content").mkdir(parents=True)
    _write(folder / "newsgen.yaml", _SETTINGS)
    _write(folder / "content/pages/a-propos.md", _ABOUT)
    for order, section in enumerate(SECTIONS, start=1):
        _write(folder / f"content/categories/{section.id}.md", _category(section, order))
    for name, role in AUTHORS:
        _write(folder / f"content/authors/{slugify(name)}.md", _author(name, role, Voice(RULES, random)))
    for path, text in _articles(articles, random):
        _write(folder / "content/articles" / path, text)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def _category(section: Section, order: int) -> str:
    parent = f"parent: {section.parent}\n" if section.parent else ""
    matter = f'title: "{section.title}"\ndescription: "{typeset(section.description)}"\n{parent}order: {order}\n'
    return f"---\n{matter}---\n"


def _author(name: str, role: str, voice: Voice) -> str:
    return f'---\nname: "{name}"\nrole: "{role}"\n---\n{voice.say("bio", "bio")}\n'


def _articles(count: int, random: Random) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of every article, oldest first."""
    stories: list[Story] = []
    slugs: set[str] = set()
    for number in range(count):
        minute = (number * _DAYS * _MINUTES + random.randrange(_DAYS * _MINUTES)) // count
        moment = _BEGIN + timedelta(days=minute // _MINUTES, minutes=minute % _MINUTES)
        section = random.choice(SECTIONS)
        voice, title = _subject(section, random, slugs)
        story = Story(f"{moment:%Y/%m}/{number + 1:05}-{slugify(title)[:_SLUG].strip('-')}.md", title)
        matter = _matter(title, section, moment, voice, random)
        yield story.path, f"---\n{matter}---\n{_body(story, stories, voice, random)}"
        stories.append(story)


def _subject(section: Section, random: Random, slugs: set[str]) -> tuple[Voice, str]:
    """Find something to write about, under a headline that no other article has."""
    rules = {**RULES, **section.rules}
    while True:
        voice = Voice(rules, random)
        told = {name: (voice[name],) for name in ("town", "actor", "matter", "public", "verb")}
        others = {"rival": (voice["actor"],), "person": (voice["witness"],), "post": (voice["role"],)}
        voice = Voice({**rules, **told, **others}, random)
        title = voice.say("title")
        if (slug := slugify(title)) not in slugs:
            slugs.add(slug)
            return voice, title


def _matter(title: str, section: Section, moment: datetime, voice: Voice, random: Random) -> str:
    authors = random.sample(AUTHORS, random.choice((1, 1, 1, 2)))
    ids = [slugify(name) for name, _ in authors]
    return (
        f'title: "{title}"\n'
        f"category: {section.path}\n"
        f"author: {ids[0] if len(ids) == 1 else '[' + ', '.join(ids) + ']'}\n"
        f"date: {moment:%Y-%m-%dT%H:%M}\n"
        f'summary: "{voice.say("summary", "summary")}"\n'
        f"tags: [{', '.join(_tags(random))}]\n"
    )


def _tags(random: Random) -> list[str]:
    """Draw different tags: of all, the second weighs half as much as the first, the third a third, and so on."""
    tags: dict[str, None] = {}
    while len(tags) < _TAGS_EACH:
        tags.update(dict.fromkeys(random.choices(TAGS, cum_weights=_TAG_WEIGHTS)))
    return list(tags)


def _body(story: Story, earlier: Sequence[Story], voice: Voice, random: Random) -> str:
    """Write 10 to 12 paragraphs under 3 or 4 headings, with a list, a block quote and links to earlier articles."""
    count, headings = random.randint(10, 12), random.randint(3, 4)
    lengths = [random.choice((2, 2, 3, 3)) for _ in range(count)]
    paragraphs = [voice.say(*["fact"] * length) for length in lengths]
    paragraphs[0] = voice.say("opening", "fact")
    paragraphs[-1] += " " + voice.say("closing")
    additions = [" " + voice.say("bold"), " " + voice.say("italic"), _list(voice, random), _quote(voice)]
    additions += _links(story, earlier, voice, random)
    for place, addition in zip(random.sample(range(1, count - 1), len(additions)), additions, strict=True):
        paragraphs[place] += addition
    for heading in range(headings):
        place = 2 + heading * (count - 2) // headings
        paragraphs[place] = f"## {voice.say('heading')}\n\n{paragraphs[place]}"
    return "\n\n".join(paragraphs) + "\n"


def _list(voice: Voice, random: Random) -> str:
    items = [f"- {voice.say('item')}" for _ in range(random.randint(3, 5))]
    return f" {voice.say('lead_in')}\n\n" + "\n".join(items)


def _quote(voice: Voice) -> str:
    return f"\n\n> {voice.say('quoted')}\n>\n> {voice.say('signature')}"


def _links(story: Story, earlier: Sequence[Story], voice: Voice, random: Random) -> list[str]:
    """Refer to a recent article, now and then to one of any age, and now and then by the shortcode."""
    if not earlier:
        return []
    targets = [random.choice(earlier[-_RECENT:])]
    if random.random() < 1 / 2:
        targets.append(random.choice(earlier))
    links = [f" {voice.say('link')} [{to.title}]({relpath(to.path, dirname(story.path))})." for to in targets]
    if random.random() < 1 / 4:
        links.append(f'\n\n{{{{< related article="{random.choice(earlier).path}" >}}}}')
    return links


def main() -> None:
    """Write a corpus from the command line."""
    parser = argparse.ArgumentParser(description="Write a French newsroom for benchmarks.")
    parser.add_argument("folder", type=Path, help="where to write; must hold no content yet")
    parser.add_argument("--articles", type=int, required=True, help="how many articles")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other articles (default: 1)")
    arguments = parser.parse_args()
    try:
        write_corpus(arguments.folder, arguments.articles, seed=arguments.seed)
    except FileExistsError as error:
        parser.error(f"{error.filename} exists already")


if __name__ == "__main__":
    main()
