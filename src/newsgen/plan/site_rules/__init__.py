"""Rules of the policy that take the whole site to tell: a module a rule, each a function of the site to faults."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module

from newsgen.base.faults import Fault
from newsgen.model.policy import Rule, Rules
from newsgen.site.site import Site

Check = Callable[[Site, Rule], Iterator[Fault]]
"""Tells where a site breaks a rule; its module calls it ``check``, with the very type of its rule."""

MODULES: Mapping[str, str] = {
    "narrow-picture": "narrow_picture",
    "orphan-page": "orphan_page",
    "rare-tag": "rare_tag",
    "similar-tags": "similar_tags",
    "unused-author": "unused_author",
    "unused-category": "unused_category",
}
"""The rules by their codes, and the modules that check them."""


def broken_rules(site: Site, rules: Rules) -> Iterator[Fault]:
    """Tell where a site breaks any of the rules."""
    for code, rule in rules.items():
        check: Check = import_module(f"{__name__}.{MODULES[code]}").check
        yield from check(site, rule)
