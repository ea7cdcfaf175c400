"""Related articles: the editor's own first, then the nearest in subject and time.

By default only older articles are proposed, so that a publication does not rewrite the archive.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Mapping, Sequence

from newsgen.model import Article

_WINDOW = 12  # how many of the nearest articles a tag or category proposes
_TAG, _CATEGORY = 2, 1


def relate(
    articles: Sequence[Article],
    chosen: Mapping[str, tuple[Article, ...]],
    category: Callable[[Article], Hashable],
    count: int,
    *,
    newer: bool,
) -> dict[str, tuple[Article, ...]]:
    """Give each article (by path) its related articles, at least those ``chosen`` and up to ``count``.

    ``articles`` are in order, newest first. A shared tag counts twice as much as the category; the
    nearest in time wins a tie, then the path.
    """
    older = _nearest(list(reversed(articles)), category)
    scores = [older[article.path] for article in articles]
    if newer:
        younger = _nearest(articles, category)
        scores = [score + younger[article.path] for score, article in zip(scores, articles, strict=True)]
    by_path = {article.path: article for article in articles}
    related: dict[str, tuple[Article, ...]] = {}
    for article, score in zip(articles, scores, strict=True):
        own = chosen.get(article.path, ())
        if len(own) >= count or not score:
            related[article.path] = own
            continue
        for each in own:
            score.pop(each.path, None)
        moment = article.moment
        best = sorted((-points, abs(by_path[path].moment - moment), path) for path, points in score.items())
        related[article.path] = own + tuple(by_path[path] for _, _, path in best[: count - len(own)])
    return related


def _nearest(articles: Sequence[Article], category: Callable[[Article], Hashable]) -> dict[str, Counter[str]]:
    """Score, for each article, those that come before it in ``articles``."""
    by_tag: dict[str, deque[str]] = defaultdict(lambda: deque(maxlen=_WINDOW))
    by_category: dict[Hashable, deque[str]] = defaultdict(lambda: deque(maxlen=_WINDOW))
    scores: dict[str, Counter[str]] = {}
    for article in articles:
        score: Counter[str] = Counter()
        same_category = by_category[category(article)]
        for path in same_category:
            score[path] = _CATEGORY
        same_category.append(article.path)
        for slug, _ in article.tags:
            same_tag = by_tag[slug]
            for path in same_tag:
                score[path] += _TAG
            same_tag.append(article.path)
        scores[article.path] = score
    return scores
