"""The slots of a front: stories that an editor has pinned to their places, and a rule that fills the others.

No story stands in two of them. All pins are set before a place is filled, so that no rule takes away a story that is
pinned further down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from newsgen.base.faults import Fault, Field, Severity, warning
from newsgen.model.front_matter import Pin
from newsgen.model.records import Article
from newsgen.pages.views import Teaser
from newsgen.site.calendar import is_pinned
from newsgen.site.categories import Node
from newsgen.site.site import Site

Places = Sequence[Teaser | None]
"""The places of a slot in their order; ``None`` where nothing is pinned."""
FieldPath = tuple[str | int, ...]
_WITHOUT = "its place is filled by the rule"


class Slots:
    """The slots of the front in the file ``path`` (empty where there is none).

    ``home`` is the category whose front it is, ``None`` for the site. Articles in one of the categories ``exclude``
    fill no place, unless a rule asks for that category. ``shown`` holds the paths of all articles that stand in a
    place. What is wrong is added to ``faults``.
    """

    def __init__(self, site: Site, path: str, home: Node | None, exclude: Sequence[str], faults: list[Fault]) -> None:
        self.shown: dict[str, None] = {}
        self._site = site
        self._faults = faults
        self.path = path
        self._home = home
        self._pinned: dict[str, Pin] = {}
        self._excluded = self.nodes(exclude, ("exclude",))

    def pin(self, pins: Iterable[Pin], field: FieldPath) -> Places:
        """Set the stories of a list of pins, which stands at ``field``."""
        return [self.pin_one(pin, (*field, index)) for index, pin in enumerate(pins)]

    def pin_one(self, pin: Pin, field: FieldPath) -> Teaser | None:
        """Set one story, if it may stand there now; report why it cannot be."""
        spot = Field((*field, "article"))
        article = self._find(pin, spot, holds=is_pinned(pin, self._site.now))
        if article is None:
            return None
        if (other := self._pinned.setdefault(article.path, pin)) is not pin:
            if other.until is None:
                message = f"“{pin.article}” is pinned above already, so {_WITHOUT}"
                way_out = "pin another story, or give the one above an “until”"
                self._faults.append(warning("pinned-twice", message, self.path, spot, way_out))
            return None
        self.shown[article.path] = None
        teaser = self._site.teaser(article)
        if not (pin.title or pin.kicker):
            return teaser
        return replace(teaser, title=pin.title or teaser.title, kicker=pin.kicker or teaser.kicker, retitled=True)

    def check(self, pins: Iterable[Pin], field: FieldPath) -> None:
        """Report the errors in pins that have no place."""
        for index, pin in enumerate(pins):
            self._find(pin, Field((*field, index, "article")), holds=False)

    def fill(self, places: Places, count: int, articles: Iterable[Article]) -> tuple[Teaser, ...]:
        """Fill the empty ones of ``count`` places with the first of ``articles`` that are not shown yet."""
        waiting = (article for article in articles if article.path not in self.shown)
        filled: list[Teaser] = []
        for place in (*places, *(None,) * (count - len(places))):
            if place is not None:
                filled.append(place)
            elif (article := next(waiting, None)) is not None:
                self.shown[article.path] = None
                filled.append(self._site.teaser(article))
        return tuple(filled)

    def rule(self, category: Sequence[str], exclude: Sequence[str], field: FieldPath) -> Iterator[Article]:
        """Give the articles that may fill a slot, newest first, by the rule that stands at ``field``."""
        asked = self.nodes(category, (*field, "category"))
        out = self.nodes(exclude, (*field, "exclude"))
        return self.newest(asked, out) if asked or not category else iter(())

    def newest(self, asked: Sequence[Node] = (), exclude: Sequence[Node] = ()) -> Iterator[Article]:
        """Give the articles of the categories ``asked`` (of the whole front if there are none), newest first."""
        site = self._site
        within = list(asked) or ([self._home] if self._home else [])
        above = {each.path for node in within for each in site.categories.lineage(node)}
        excluded = [*exclude, *(node for node in self._excluded if node.path not in above)]
        out = {article.path for node in excluded for article in site.by_category[node.path]}
        if len(within) > 1:
            of_any = {article.path for node in within for article in site.by_category[node.path]}
            return (each for each in site.articles if each.path in of_any and each.path not in out)
        articles = site.by_category[within[0].path] if within else site.articles
        return (each for each in articles if each.path not in out)

    def nodes(self, names: Sequence[str], field: FieldPath) -> list[Node]:
        """Find the categories that a list of names means, which stands at ``field``."""
        resolve, faults = self._site.categories.resolve, self._faults
        found = [resolve(name, self.path, Field((*field, index)), faults) for index, name in enumerate(names)]
        return [node for node in found if node is not None]

    def _find(self, pin: Pin, spot: Field, *, holds: bool) -> Article | None:
        """Find the story of a pin; of one that does not hold only the errors matter.

        Whether it is live now is nothing that an error could be made of.
        """
        found: list[Fault] = []
        article = self._site.references.article(pin.article, self.path, spot, found, _WITHOUT)
        self._faults.extend(fault for fault in found if holds or fault.severity is Severity.ERROR)
        return article if holds else None
