"""Nothing leads to a static page: no text, no menu, no redirect."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

import msgspec

from newsgen.base.addresses import decode
from newsgen.base.faults import Fault, Field, warning
from newsgen.model.policy import Rule
from newsgen.plan.unused import named_in, texts_in
from newsgen.site.site import Site


def check(site: Site, _rule: Rule) -> Iterator[Fault]:
    """Report pages that nothing names. A foot without a menu of its own names all of them, and none is one."""
    if not site.settings.theme.menus.footer or not site.pages:
        return
    in_menus = set(texts_in(msgspec.to_builtins(site.settings.theme.menus)))
    named_by: dict[str, set[str]] = {}
    for record in site.records:
        for name in named_in(record):
            named_by.setdefault(name, set()).add(record.path)
    base = site.settings.base
    for page in site.pages:
        address = posixpath.normpath(decode(site.url(page).removeprefix(base)))
        names = {page.path, address, posixpath.normpath(base + address)}
        stem = page.path.rpartition("/")[2]
        menus = {page.slug, stem, page.path, address, f"{address}/"}
        if not menus & in_menus and not any(named_by.get(name, set()) - {page.path} for name in names):
            way_out = "link it, name it in a menu of the theme, or take it back with “draft: true”"
            yield warning("orphan-page", "nothing leads to this page", page.path, Field(("title",)), way_out)
