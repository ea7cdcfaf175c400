"""The site as it was at a commit, planned with its own settings of then: in a folder elsewhere, which never remains."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec.structs import replace

from newsgen.base.faults import has_errors
from newsgen.base.observer import unobserved
from newsgen.base.places import SETTINGS
from newsgen.base.repository import NoHistoryError, Repository
from newsgen.build.check import Inspected
from newsgen.build.inputs import read_site
from newsgen.build.pipeline import plan_opened
from newsgen.build.request import CACHE_FILE
from newsgen.build.setup import open_site, open_store
from newsgen.model.kinds import ContentKinds


@contextmanager
def past_site(today: Inspected, ref: str) -> Iterator[Inspected]:
    """Plan the site as it was at a commit, at the instant of today's request.

    What is parsed of today's texts is not parsed again where they were the same. No picture or template is looked at:
    no address depends on one.

    Raises:
        NoHistoryError: there is no such commit here, or no site in it.
    """
    here = today.opened
    request = here.request
    repository = Repository.around(request.root)
    commit = repository.commit(ref)
    with tempfile.TemporaryDirectory(prefix="newsgen-since-") as folder:
        root, cache = Path(folder, "site"), Path(folder, "cache")
        _check_out(repository, commit, ref, here.kinds, root)
        cache.mkdir()
        here.store.commit()
        with suppress(OSError):  # it only takes longer
            shutil.copyfile(here.folders.cache / CACHE_FILE, cache / CACHE_FILE)
        asked = replace(
            request, root=root, cache=cache, output=Path(folder, "output"), started=time.time_ns(), observe=unobserved
        )
        folders, settings, faults = open_site(replace(asked, in_ci=False))
        if settings is None:
            reason = next((each.message for each in faults if has_errors([each])), "it is broken")
            message = f"the settings of then cannot be used: {reason}"
            raise NoHistoryError(message, "name a commit at which the site could be built")
        with open_store(folders, asked.seal) as store:
            opened = read_site(asked, folders, settings, store)
            yield Inspected(opened, plan_opened(opened))


def _check_out(repository: Repository, commit: str, ref: str, kinds: ContentKinds, root: Path) -> None:
    """Write the settings and all texts of a commit below ``root``, byte for byte as they are stored."""
    endings = {f".{ending}" for kind in kinds for ending in kind.endings}
    wanted = [
        each
        for each in repository.files(commit, SETTINGS, "content")
        if each.path == SETTINGS or Path(each.path).suffix.lower() in endings
    ]
    if not any(each.path == SETTINGS for each in wanted):
        raise NoHistoryError(f"there was no {SETTINGS} here at {ref}", "name a commit that has the site in this folder")
    (root / "content").mkdir(parents=True)
    for each, data in zip(wanted, repository.contents([each.content for each in wanted]), strict=True):
        file = root / each.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
