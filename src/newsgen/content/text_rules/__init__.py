"""Rules of the policy that one text tells: a module a rule, each a function of a text and the rule to faults."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from newsgen.base.faults import Fault
from newsgen.content.text_rules.text import RuledText
from newsgen.model.policy import Rule, TextRules, module_of

__all__ = ["RuledText", "broken_rules"]

Check = Callable[[RuledText, Rule], Iterator[Fault]]
"""Tells where a text breaks a rule; its module calls it ``check``, with the very type of its rule."""


def broken_rules(text: RuledText, rules: TextRules) -> Iterator[Fault]:
    """Tell where a text breaks any of the rules."""
    for code, rule in rules:
        check: Check = import_module(f"{__name__}.{module_of(code)}").check
        yield from check(text, rule)
