"""Proofs: the pages of a site as they would be printed now, each pulled when somebody asks for it.

Decided by the same plan as a build; nothing is written to the output. When the site is broken the
last good proof of a page is kept, with the faults to be shown over it.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from newsgen.content.locate import locate
from newsgen.diagnostics import Diagnostic, Located
from newsgen.digest import Digest, digest_bytes
from newsgen.edition import Edition
from newsgen.model import Article, StaticPage
from newsgen.opening import Request, Sources, load_settings, make_edition, make_workplace, open_store, read_site
from newsgen.output.store import Store
from newsgen.press import holds_until
from newsgen.render.renderer import Failure, faults_of
from newsgen.site.calendar import is_live, why_not_live
from newsgen.site.page import Copy, Output, Page
from newsgen.site.views import RedirectView

_STYLE_VERSION = re.compile(rb"\.css\?v=[0-9a-f]{8}")
CACHE = ".newsgen/preview"
"""The preview's own cache, so that a build can run beside it."""


class Proof(Struct, frozen=True):
    """A page as it would be printed now: its bytes, or the file to be copied, or the address that it leads to.

    ``unpublished`` says why readers do not see it yet, ``old`` that it is the last good version.
    """

    path: str
    data: bytes = b""
    file: Path | None = None
    target: str | None = None
    unpublished: str | None = None
    old: bool = False

    @property
    def digest(self) -> Digest:
        """What changes when the page does; new style sheets can be swapped without loading it again."""
        return digest_bytes(_STYLE_VERSION.sub(b".css", self.data))


class Proofs:
    """The proofs of one site. Not for several threads at once."""

    def __init__(self, request: Request) -> None:
        self._request = replace(request, cache=request.root / CACHE)
        self._stack = ExitStack()
        self._store: Store | None = None
        self._sources: Sources | None = None
        self._pulled: dict[str, Proof] = {}
        self._last_good: dict[str, Proof] = {}
        self._outputs: Mapping[str, Output] = {}
        self._failures: dict[str, Failure] = {}
        self.until: int | None = None
        self.edition: Edition | None = None
        self.faults: tuple[Located, ...] = ()

    @property
    def root(self) -> Path:
        """The folder of the site."""
        return self._request.root

    @property
    def styles(self) -> Mapping[str, str]:
        """The style sheets of the site: address and address with version."""
        if self.edition is None:
            return {}
        assets, ask = self.edition.site.assets, self.edition.queries.ask
        return {assets.url(path): ask("asset", (path,))[0] for path in assets.static if path.endswith(".css")}

    def output_path(self, address: str) -> str:
        """Give the file of the output that answers for the path of an address; only planned files are ever served."""
        base = self.edition.settings.base if self.edition else ""
        path = address.removeprefix(base).lstrip("/")
        return f"{path}index.html" if path == "" or path.endswith("/") else path

    def close(self) -> None:
        """Close the cache."""
        self._stack.close()

    def refresh(self, now: int) -> bool:
        """Look at the sources again, as of ``now`` (seconds since 1970); tell whether anything may be different."""
        request = replace(self._request, now=now, started=time.time_ns())
        settings, faults = load_settings(request.root)
        workplace = make_workplace(request, settings)
        if settings is None:
            located = locate(faults, workplace.read)
            changed = located != self.faults
            self.faults, self._sources = located, None
            return changed
        if self._store is None:
            self._store = self._stack.enter_context(open_store(workplace))
        sources = read_site(request, workplace, settings, self._store)
        last = self._sources
        same = last is not None and sources.inputs == last.inputs and sources.faults == last.faults
        if same and (self.until is None or now < self.until):
            return False
        self.edition = make_edition(request, workplace, settings, self._store, sources)
        self._outputs = {output.path: output for output in self.edition.plan.outputs}
        self._sources, self._pulled, self._failures = sources, {}, {}
        self.until = holds_until(self.edition, now)
        self._store.commit()
        self._locate()
        return True

    def pull(self, path: str) -> Proof | None:
        """Pull the proof of a file of the output; ``None`` if there is none and never was."""
        if path not in self._pulled:
            proof = self._make(path)
            if proof is None:
                return self._last_good.get(path) if self.faults else None
            self._pulled[path] = proof
            self._last_good[path] = replace(proof, old=True)
        return self._pulled[path]

    def _make(self, path: str) -> Proof | None:
        output = self._outputs.get(path)
        if self.edition is None or output is None:
            return None
        if isinstance(output, Copy):
            return Proof(path, file=self.edition.workplace.locate(output.asset.path))
        if isinstance(output.view, RedirectView):
            return Proof(path, target=output.view.target)
        rendered = self.edition.render_page(output)
        if isinstance(rendered, Failure):
            self._failures[path] = rendered
            self._locate()
            return None
        return Proof(path, rendered.data, unpublished=self._unpublished(output)) if rendered else None

    def _unpublished(self, page: Page) -> str | None:
        assert self.edition is not None
        record = next((each for each in self.edition.records if each.path == page.owner.path), None)
        if isinstance(record, Article) and not is_live(record, self.edition.site.now):
            return why_not_live(record, self.edition.site.now)
        return "it is a draft" if isinstance(record, StaticPage) and record.matter.draft else None

    def _locate(self) -> None:
        assert self.edition is not None
        assert self._sources is not None
        found: list[Diagnostic] = [*self._sources.faults, *self.edition.faults, *self.edition.template_faults]
        found += faults_of(self._failures.values())
        self.faults = locate(found, self.edition.workplace.read)
