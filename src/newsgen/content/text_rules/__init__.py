"""Rules of the policy that one text tells: a module a rule, each a function of a text and the rule to faults."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module

from newsgen.base.faults import Fault
from newsgen.content.text_rules.text import RuledText
from newsgen.model.policy import Rule, TextRules

__all__ = ["MODULES", "RuledText", "broken_rules"]

Check = Callable[[RuledText, Rule], Iterator[Fault]]
"""Tells where a text breaks a rule; its module calls it ``check``, with the very type of its rule."""

MODULES: Mapping[str, str] = {
    "empty-alt": "empty_alt",
    "long-headline": "long_headline",
    "long-summary": "long_summary",
    "no-credit": "no_credit",
    "no-lead-picture": "no_lead_picture",
    "no-links": "no_links",
    "no-summary": "no_summary",
    "page-heading": "page_heading",
    "skipped-heading": "skipped_heading",
    "vague-link": "vague_link",
}
"""The rules by their codes, and the modules that check them."""


def broken_rules(text: RuledText, rules: TextRules) -> Iterator[Fault]:
    """Tell where a text breaks any of the rules."""
    for code, rule in rules:
        check: Check = import_module(f"{__name__}.{MODULES[code]}").check
        yield from check(text, rule)
