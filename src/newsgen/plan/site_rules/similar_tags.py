"""Two tags look like one: a plural, a letter too many. Accents and capitals make no two tags in the first place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from newsgen.base.faults import Fault, warning
from newsgen.model.policy import Rule
from newsgen.site.site import Site
from newsgen.site.tags import Tag, spot_in

_LIKENESS = 0.9
_SHORTEST = 6  # letters: of short names one letter makes another word
_DIGITS = re.compile(r"\d+")
_PLURAL = re.compile(r"(?<=[^\W\d_]{2})[sx](?=-|$)")


def check(site: Site, _rule: Rule) -> Iterator[Fault]:
    """Report the rarer of two tags that look alike, at its first article."""
    for few, many in _pairs(list(site.tags.values())):
        first = min(few.articles, key=lambda article: article.path)
        message = f"the tag “{few.link.title}” looks like “{many.link.title}”, which has more articles"
        if len(few.articles) == len(many.articles):
            message = f"the tags “{few.link.title}” and “{many.link.title}” look alike"
        way_out = f"if they are one, write “{many.link.title}” everywhere"
        yield warning("similar-tags", message, first.path, spot_in(first, few.slug), way_out)


def _pairs(tags: Sequence[Tag]) -> Iterator[tuple[Tag, Tag]]:
    """Give the tags that look like another one, each with the most used of those."""
    by_bare: dict[str, list[Tag]] = defaultdict(list)
    by_start: dict[tuple[str, str], list[Tag]] = defaultdict(list)
    for tag in tags:
        by_bare[_PLURAL.sub("", tag.slug)].append(tag)
        by_start[tag.slug[0], "".join(_DIGITS.findall(tag.slug))].append(tag)
    for tag in tags:
        alike = [each for each in by_bare[_PLURAL.sub("", tag.slug)] if each is not tag]
        if len(tag.slug) >= _SHORTEST:
            alike += _near(tag, by_start[tag.slug[0], "".join(_DIGITS.findall(tag.slug))])
        more = [each for each in alike if _use(each) > _use(tag)]
        if more:
            yield tag, max(more, key=_use)


def _near(tag: Tag, others: Sequence[Tag]) -> list[Tag]:
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    slugs = {number: each.slug for number, each in enumerate(others) if each is not tag}
    found = process.extract(tag.slug, slugs, scorer=Indel.normalized_similarity, score_cutoff=_LIKENESS, limit=None)
    return [others[number] for _, _, number in found]


def _use(tag: Tag) -> tuple[int, str]:
    return len(tag.articles), tag.slug
