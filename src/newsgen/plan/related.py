"""Related articles: the editor's own first, then the nearest in subject and time.

By default only older articles are proposed, so that a publication does not rewrite the archive.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

from newsgen.model.records import Article

_WINDOW = 8  # how many of its nearest articles a tag or category proposes
_TAG, _CATEGORY = 2, 1

Score = dict[int, int]
"""Points of articles, by their place in the order."""


def relate(
    articles: Sequence[Article],
    chosen: Mapping[str, tuple[Article, ...]],
    categories: Mapping[str, str],
    count: int,
    *,
    newer: bool,
) -> dict[str, tuple[Article, ...]]:
    """Give each article (by path) its related articles: those ``chosen``, then others up to ``count``.

    ``articles`` are in order, newest first; ``categories`` maps the path of each to its primary category. A shared tag
    counts twice as much as the category; the nearest in the order wins a tie, then the older one.
    """
    if not count:
        return {article.path: chosen.get(article.path, ()) for article in articles}
    oldest_first = articles[::-1]
    scores = _nearest(oldest_first, categories)
    if newer:
        later = reversed(list(_nearest(articles, categories)))
        scores = _added(scores, later, len(articles) - 1)
    related: dict[str, tuple[Article, ...]] = {}
    for place, (article, score) in enumerate(zip(oldest_first, scores, strict=True)):
        own = chosen.get(article.path, ())
        room = max(count - len(own), 0)
        best = _ranked(score, place)[: room + len(own)] if room else ()
        found = (oldest_first[other] for other in best)
        related[article.path] = own + tuple([each for each in found if each not in own][:room])
    return related


def _added(earlier: Iterable[Score], later: Iterable[Score], last: int) -> Iterator[Score]:
    """Add the points of later articles to those of earlier ones.

    Later ones are counted from the newest, the ``last`` place.
    """
    for score, more in zip(earlier, later, strict=True):
        score.update((last - place, points) for place, points in more.items())
        yield score


def _ranked(score: Score, place: int) -> list[int]:
    """Order places by points, then nearness to ``place``, then age."""
    return [other for _, _, other in sorted([(-points, abs(other - place), other) for other, points in score.items()])]


def _nearest(articles: Sequence[Article], categories: Mapping[str, str]) -> Iterator[Score]:
    """Score, for each article, those that come before it in ``articles``, by their place there."""
    by_tag: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=_WINDOW))
    by_category: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=_WINDOW))
    for place, article in enumerate(articles):
        same_category = by_category[categories[article.path]]
        score = dict.fromkeys(same_category, _CATEGORY)
        same_category.append(place)
        for slug, _ in article.tags:
            same_tag = by_tag[slug]
            for other in same_tag:
                score[other] = score.get(other, 0) + _TAG
            same_tag.append(place)
        yield score
