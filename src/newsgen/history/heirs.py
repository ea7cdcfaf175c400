"""Which text of today is which text of then: by its file, by its id and day, or by what it says."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from newsgen.model.records import Article, StaticPage

Text = Article | StaticPage
Words = Callable[[Text], Sequence[str]]
"""Gives the words of a text in their order, its headline first."""

_ALIKE = 0.5  # of the longer text's sequences of words, as git asks of a file that it takes for a renamed one
_SEQUENCE = 4  # words in a row that two texts seldom share by chance


def heirs_of(old: Iterable[Text], new: Iterable[Text], old_words: Words, new_words: Words) -> Mapping[str, Text]:
    """Give the heir of each old text that has one, by the path that it had. No text is the heir of two.

    An article may be the heir of a static page, and the other way round.
    A file that tells of something else now is taken for another text only if the old one is found in another file.
    """
    left, free = {each.path: each for each in old}, {each.path: each for each in new}
    heirs: dict[str, Text] = {}

    def pair(pairs: Iterable[tuple[Text, Text]]) -> None:
        for then, now in pairs:
            if left.pop(then.path, None) is not None:
                heirs[then.path] = free.pop(now.path)

    pair([(then, free[path]) for path, then in left.items() if path in free and _is_same(then, free[path])])
    pair(_by_name(left.values(), free.values()))
    pair(_by_words(left.values(), free.values(), old_words, new_words))
    pair([(then, free[path]) for path, then in left.items() if path in free])
    return heirs


def _is_same(then: Text, now: Text) -> bool:
    """Tell whether two texts of one file are the same one without a look at their words."""
    if then.body.digest == now.body.digest or then.slug == now.slug:
        return True
    return isinstance(then, Article) and isinstance(now, Article) and _name(then) == _name(now)


def _name(article: Article) -> tuple[str, str]:
    """Name an article as feeds do: by the day of its date, and its id."""
    return article.matter.date[:10], article.id


def _by_name(old: Iterable[Text], new: Iterable[Text]) -> Iterator[tuple[Text, Text]]:
    """Pair articles of one day and id, if they are the only ones of that name."""
    named: dict[tuple[str, str], tuple[list[Text], list[Text]]] = defaultdict(lambda: ([], []))
    for side, texts in enumerate((list(old), list(new))):
        for each in texts:
            if isinstance(each, Article):
                named[_name(each)][side].append(each)
    for then, now in named.values():
        if len(then) == len(now) == 1:
            yield then[0], now[0]


def _by_words(old: Iterable[Text], new: Iterable[Text], old_words: Words, new_words: Words) -> list[tuple[Text, Text]]:
    """Pair the texts that are most alike, the likest first, as far as they are alike."""
    known: dict[tuple[str, ...], list[Text]] = defaultdict(list)
    then, now = list(old), list(new)
    if not then or not now:
        return []
    lengths: dict[str, int] = {}
    for text in now:
        lengths[text.path] = len(sequences := _sequences(new_words(text)))
        for each in sequences:
            known[each].append(text)
    found: list[tuple[float, str, str, Text, Text]] = []
    for text in then:
        own = _sequences(old_words(text))
        shared = Counter(other.path for each in own for other in known.get(each, ()))
        by_path = {other.path: other for each in own for other in known.get(each, ())}
        for path, count in shared.items():
            likeness = count / max(len(own), lengths[path])
            if likeness >= _ALIKE:
                found.append((-likeness, text.path, path, text, by_path[path]))
    pairs, taken = [], set[str]()
    for _, first, second, text, heir in sorted(found, key=lambda each: each[:3]):
        if not {f"< {first}", f"> {second}"} & taken:
            taken |= {f"< {first}", f"> {second}"}
            pairs.append((text, heir))
    return pairs


def _sequences(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + _SEQUENCE]) for start in range(max(len(words) - _SEQUENCE + 1, 1))}
