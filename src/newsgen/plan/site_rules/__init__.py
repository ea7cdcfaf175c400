"""Rules of the policy that take the whole site to tell: a module a rule, each a function of the site to faults."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from newsgen.base.faults import Fault
from newsgen.model.policy import Rule, Rules, module_of
from newsgen.site.site import Site

Check = Callable[[Site, Rule], Iterator[Fault]]
"""Tells where a site breaks a rule; its module calls it ``check``, with the very type of its rule."""


def broken_rules(site: Site, rules: Rules) -> Iterator[Fault]:
    """Tell where a site breaks any of the rules."""
    for code, rule in rules.items():
        check: Check = import_module(f"{__name__}.{module_of(code)}").check
        yield from check(site, rule)
