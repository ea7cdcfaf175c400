"""Proofs: the pages of a site as they would be printed now, each pulled when somebody asks for it.

When the site is broken the last good proof of a page is kept, with the faults to be shown over it.
"""

from __future__ import annotations

from collections.abc import Collection

from newsgen.base.faults import Located, has_errors
from newsgen.build.request import Request
from newsgen.content.locate import locate
from newsgen.preview.current_site import LOST, CurrentSite
from newsgen.preview.making import make_proof
from newsgen.preview.proof import Proof
from newsgen.render.renderer import Failure, faults_of

NOT_FOUND = "404.html"
_MOST_KEPT = 1000  # pages: who follows every link of a large site does not fill the memory


class Proofs:
    """The proofs of one ``site``. For one thread, from the first refresh to the end."""

    def __init__(self, request: Request) -> None:
        self.site = CurrentSite(request)
        self.faults: tuple[Located, ...] = ()
        self._now = 0
        self._pulled: dict[str, Proof] = {}
        self._last_good: dict[str, Proof] = {}
        self._failures: dict[str, Failure] = {}

    @property
    def broken(self) -> bool:
        """Whether a build would stop."""
        return has_errors(located.fault for located in self.faults)

    def close(self) -> None:
        """Close the cache."""
        self.site.close()

    def refresh(self, now: int, touched: Collection[str] | None = None) -> tuple[str, ...] | None:
        """Look at the sources again, as of ``now`` (seconds since 1970); only at those ``touched``, if that is enough.

        Give what has changed, or nothing if all is as it was.

        Raises:
            BusyError: another preview of the same site is running.
        """
        try:
            return self._refresh(now, touched)
        except LOST as error:
            self.site.begin_anew(error)
            return self._refresh(now, None)

    def pull(self, path: str) -> Proof | None:
        """Pull the proof of a file of the output; of a page that is broken now, the last good one if there was any.

        Only planned files are ever served.
        """
        try:
            return self._pull(path)
        except LOST as error:
            self.site.begin_anew(error)
            self._refresh(self._now, None)
            return self._pull(path)

    def shown(self, path: str) -> Proof | None:
        """Give what a tab at a page shows: the page, or the one for what is not found, or (``None``) the faults."""
        return self.pull(path) or (None if self.broken else self.pull(NOT_FOUND))

    def _pull(self, path: str) -> Proof | None:
        if path not in self._pulled:
            proof = make_proof(self.site, path)
            if isinstance(proof, Failure):
                self._failures[path] = proof
                self._locate()
            if not isinstance(proof, Proof):
                return self._last_good.get(path) if self.broken else None
            for kept in (self._pulled, self._last_good):
                kept[path] = proof
                if len(kept) > _MOST_KEPT:
                    del kept[next(iter(kept))]
        return self._pulled[path]

    def _refresh(self, now: int, touched: Collection[str] | None) -> tuple[str, ...] | None:
        self._now = now
        first, before = self.site.edition is None, self.faults
        changes = self.site.look(now, touched)
        if changes is None:
            return None
        if self.site.opened is None:
            self._locate()
            return changes if self.faults != before else None
        self._pulled, self._failures = {}, {}
        self._locate()
        if not self.broken:
            self._last_good = {path: proof for path, proof in self._last_good.items() if path in self.site.outputs}
            if first:
                self.site.sweep()
        self.site.commit()
        return changes

    def _locate(self) -> None:
        site = self.site
        found = [*site.settings_faults, *faults_of(self._failures.values())]
        if not has_errors(site.settings_faults) and site.opened is not None and site.edition is not None:
            found = site.edition.judged([*site.edition.template_faults, *found])
        settings = site.opened.sources.parse_settings if site.opened is not None else None
        self.faults = locate(found, site.folders.read, settings) if site.folders is not None else ()
