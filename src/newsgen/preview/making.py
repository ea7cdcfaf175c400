"""The making of a proof: what a file of the output would hold now."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from newsgen.assets.made_pictures import MadePicture
from newsgen.assets.make import make
from newsgen.assets.published import broken_picture
from newsgen.base.digest import digest_bytes
from newsgen.base.opening import Ground, pieces
from newsgen.build.edition import Edition
from newsgen.model.records import Article, StaticPage
from newsgen.pages.page import Copy, Indexed, Made, Page, Written
from newsgen.pages.recipes import Cleaned, Drawn, Headed, Script, Stylesheet
from newsgen.pages.views import RedirectView, WithdrawnView
from newsgen.preview.current_site import CurrentSite
from newsgen.preview.proof import Proof
from newsgen.render.renderer import Failure
from newsgen.site.calendar import is_live, why_not_live


def make_proof(site: CurrentSite, path: str) -> Proof | Failure | None:
    """Make the proof of a file of the output, or tell why that failed; nothing for a file that cannot be made now."""
    edition, planned, output = site.edition, site.planned, site.outputs.get(path)
    if edition is None or planned is None:
        return None
    if isinstance(output, Page):
        return _proof_of_page(site, edition, output, planned.site.now)
    if isinstance(output, Made):
        if isinstance(output.recipe, Drawn):
            return _proof_of_picture(edition, output, planned.site.assets.url(f"/{path}"))
        return _proof_of_asset(edition, output, output.recipe)
    if isinstance(output, Copy):
        return Proof(path, "a file", open_file=partial(edition.folders.open_source, output.asset.path))
    if isinstance(output, Indexed) and edition.index is not None:
        data = edition.index.data(path)
        edition.index.keep()  # so that the next one is made of what differs
        return Proof(path, "a file", data)
    return Proof(path, "a file", output.text.encode()) if isinstance(output, Written) else None


def why_unpublished(record: Article | StaticPage, now: int) -> str | None:
    """Say why readers do not see a text at ``now``; nothing if they do."""
    return None if is_live(record, now) else why_not_live(record, now)


def _proof_of_page(site: CurrentSite, edition: Edition, page: Page, now: int) -> Proof | Failure | None:
    if isinstance(page.view, RedirectView):
        return Proof(page.path, f"to {page.view.target}", target=page.view.target)
    rendered = edition.render_page(page)
    if rendered is None or isinstance(rendered, Failure):
        return rendered
    record = None if isinstance(page.view, WithdrawnView) else site.text(page.owner.path or "")
    unpublished = why_unpublished(record, now) if record else None
    mark = _mark(rendered.data, unpublished, site.styles())
    return Proof(page.path, mark, rendered.data, readings=rendered.readings, unpublished=unpublished)


def _mark(data: bytes, unpublished: str | None, styles: Mapping[str, str]) -> str:
    for address, version in styles.items():
        data = data.replace(version.encode(), address.encode())
    return digest_bytes(data + (unpublished or "").encode()).hex()


def _proof_of_asset(edition: Edition, output: Made, recipe: Cleaned | Script | Stylesheet | Headed) -> Proof | None:
    try:
        with edition.folders.open_source(output.asset.path) as stream:
            data = b"".join(pieces(stream))
    except OSError:  # it went away, and we have not heard of it yet
        return None
    return Proof(output.path, "a file", make(recipe, data))


def _proof_of_picture(edition: Edition, output: Made, address: str) -> Proof | Failure | None:
    for each in edition.made_pictures.make([output]):
        if isinstance(each, MadePicture):
            return Proof(output.path, "a file", open_file=partial(Ground(each.file.parent).open, each.file.name))
        return Failure(broken_picture(output.asset.path, each.reason), address)
    return None
