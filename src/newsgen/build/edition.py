"""An edition: a site at an instant with every page decided on, before a byte is written.

What ``build`` renders and writes, what ``explain`` explains.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

import msgspec

from newsgen.assets.made_pictures import MadePictures
from newsgen.base.digest import Digest, digest
from newsgen.base.faults import Fault
from newsgen.base.places import SETTINGS
from newsgen.build.inputs import Opened, beside
from newsgen.content.engines import check_engine
from newsgen.content.names import passed_over
from newsgen.model.file_patterns import unmatched
from newsgen.model.locale import locale_of
from newsgen.model.settings import Settings
from newsgen.model.words import Words, catalogue, language_of
from newsgen.output.decide import Decision, Surroundings, decide, templates_of
from newsgen.output.intact import standing
from newsgen.output.manifests import Entry
from newsgen.output.store import Store
from newsgen.pages.encoding import TeaserDigests, fold
from newsgen.pages.page import Page
from newsgen.pages.plugins import filters_of
from newsgen.pages.questions import still_true
from newsgen.render.batch import RenderTask, shared_of, task_of
from newsgen.render.environment import config_of, make_environment
from newsgen.render.renderer import Failure, RenderedPage, Renderer
from newsgen.render.templates import Compiled, Mentions, Templates
from newsgen.render.words_used import unknown_words, unsaid_words

if TYPE_CHECKING:  # brings all of the plan along, which an edit of words spares
    from newsgen.plan.indexing import Index
    from newsgen.plan.plan import Plan

_DECODE_SOUND = msgspec.msgpack.Decoder(tuple[bytes, dict[Digest, Mentions]]).decode


class Edition:
    """A plan with what it takes to render it; the environment's ``compiled`` templates may come from an earlier one.

    ``manifest`` is what is known of the files of the output.
    """

    def __init__(
        self,
        opened: Opened,
        plan: Plan,
        compiled: Compiled | None = None,
        manifest: Mapping[str, Entry] | None = None,
    ) -> None:
        request = opened.request
        folders, settings, store, engine = opened.folders, opened.settings, opened.store, opened.sources.engine
        self.opened, self.plan = opened, plan
        self.folders, self.settings, self.store = folders, settings, store
        self.manifest = store.manifests.of(folders.output_name) if manifest is None else manifest
        self.templates = Templates(folders.templates(opened.sources.files), _recall_templates(store, engine))
        self.made_pictures = MadePictures(
            folders.cache / "pictures", folders.open_source, request.seal, trust=not request.clean
        )
        self._config = config_of(settings)
        self._locale = locale_of(settings)
        filters = filters_of(request.plugins)
        self._environment = make_environment(self.templates, self._config, compiled, filters)
        self.fold: Callable[[Page], bytes] = partial(fold, digests=TeaserDigests())
        self._surroundings = Surroundings(
            self.fold,
            self.templates.closure_digest,
            digest(self._config),
            engine,
            self._indexed,
        )
        self.faults: list[Fault] = [
            *plan.faults,
            *opened.warnings,
            *self.templates.missing_shortcodes(settings.shortcodes),
            *self.templates.given_up(),
            *self._unsaid_words(settings),
            *passed_over(opened.sources.passed_over),
            *check_engine(opened.sources.parse_settings, beside(opened.request)),
        ]

    def judged(self, more: Iterable[Fault]) -> list[Fault]:
        """Give all faults of the site and ``more``, as bad as its settings say: the one place where that is decided."""
        sources, severities = self.opened.sources, self.settings.severities
        found = [*sources.faults, *self.faults, *more]
        paths = (SETTINGS, *sources.rows, *(fault.path for fault in sources.faults))
        unknown = self.settings.unknown_fields
        vain = unmatched("unknown_fields", unknown if isinstance(unknown, dict) else (), paths)
        return severities.judge([*found, *severities.unmatched(paths), *vain])

    @cached_property
    def decisions(self) -> Sequence[Decision]:
        """What is to be done about every output."""
        return decide(
            self.plan.outputs,
            self._surroundings,
            self.manifest,
            standing(self.store, self.folders.output, self.folders.output_name),
            self.store.questions.all(),
            partial(still_true, self.plan.answers),
        )

    @cached_property
    def index(self) -> Index | None:
        """The index of the search, if the site has one."""
        if self.plan.searchable is None:
            return self.plan.index
        from newsgen.plan.indexing import make_index  # few sites can be searched

        return make_index(self.plan.searchable, self.opened.sources.rows, self.store.index)

    def _indexed(self, path: str) -> Digest:
        assert self.index is not None
        return self.index.digest(path)

    @cached_property
    def orphans(self) -> Sequence[str]:
        """Files that newsgen wrote and the plan has no more."""
        planned = {output.path for output in self.plan.outputs}
        return sorted(path for path in self.manifest if path not in planned)

    @property
    def is_as_read(self) -> bool:
        """Whether the templates are still those that were read with the other sources, and nobody edited them since."""
        templates, rows = self.templates.by_name, self.opened.sources.rows
        return all(rows[f"templates/{name}"].digest == each.source for name, each in templates.items())

    @property
    def shared(self) -> bytes:
        """What workers render all pages with, and the answers that are known by now."""
        plugins = self.opened.request.plugins
        return shared_of(self.templates, self._config, self.plan.answers.asked(), plugins)

    def render_task(self, page: Page) -> RenderTask | None:
        """Give a page to be rendered by a worker; nothing if it needs a template whose fault is reported already."""
        return None if self._needs_broken(page) else task_of(page, self.store.bodies.get)

    def render_page(self, page: Page) -> RenderedPage | Failure | None:
        """Render a page; nothing if it needs a template whose fault is reported already."""
        return (
            None if self._needs_broken(page) else self._renderer.render(page.template, page.url, page.view, page.escape)
        )

    @cached_property
    def template_faults(self) -> Sequence[Fault]:
        """The faults in the syntax and the words of templates; what is found out about the sound ones is remembered."""
        faults = self.templates.check(self._renderer.environment)
        broken = {fault.path for fault in faults}
        readable = (each for each in self.templates.by_name.values() if each.path not in broken)
        faults.extend(unknown_words(readable, Words(self._locale.language, self._locale.words)))
        self.store.put_meta(
            "templates", msgspec.msgpack.encode((self.opened.sources.engine, self.templates.still_sound()))
        )
        return faults

    def _unsaid_words(self, settings: Settings) -> Iterator[Fault]:
        if settings.words:
            known = catalogue(language_of(self._locale.language))
            yield from unsaid_words(self.templates.by_name.values(), settings.words, known)

    @cached_property
    def _renderer(self) -> Renderer:
        return Renderer(self._environment, self.templates, self.plan.answers, self.store.bodies.get)

    @cached_property
    def _unusable(self) -> frozenset[str]:
        """The names of the templates that are broken, and of those that shortcodes lack."""
        broken, known = {fault.path for fault in self.template_faults}, self.templates.by_name
        lacking = {name for each in self.settings.shortcodes if (name := f"shortcodes/{each}.html") not in known}
        return frozenset(lacking.union(name for name, each in known.items() if each.path in broken))

    def _needs_broken(self, page: Page) -> bool:
        """Tell whether a page needs a broken template, or a shortcode's that is missing."""
        if not self._unusable:
            return False
        roots = templates_of(page)
        return not self._unusable.isdisjoint((*roots, *self.templates.closure(roots)))


def _recall_templates(store: Store, engine: Digest) -> Mapping[Digest, Mentions]:
    """Give what earlier builds with the same engine found out about templates."""
    value = store.meta("templates")
    try:
        known_to, sound = _DECODE_SOUND(value) if value else (b"", {})
    except (msgspec.DecodeError, UnicodeDecodeError):  # written by a newsgen that remembers other things
        return {}
    return sound if known_to == engine else {}
