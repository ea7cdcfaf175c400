"""The editorial policy of a newsroom: rules beyond what a site needs, each off unless the settings turn it on.

This is the one declaration of each: a rule is called as the code of its faults. What it does stands in a module of its
own, of its name: in ``content/text_rules/`` if one text tells, in ``plan/site_rules/`` if it takes the whole site.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import msgspec
from msgspec import Meta, Struct, field
from msgspec.structs import replace

from newsgen.base.faults import Fault, Severity
from newsgen.model.severities import Level


def _about(description: str) -> Meta:
    return Meta(description=description)


class Rule(Struct, frozen=True):
    """How bad it is to break a rule: `warning`, `error`, or `off`."""

    level: Annotated[Level, _about("how bad it is to break the rule")]


class LengthRule(Rule, frozen=True):
    """A rule about a length."""

    characters: Annotated[int, Meta(ge=1, description="how many are not too many")] = 160


class HeadlineRule(Rule, frozen=True):
    """The rule about the length of headlines."""

    characters: Annotated[int, Meta(ge=1, description="how many are not too many")] = 70


class WidthRule(Rule, frozen=True):
    """The rule about the width of lead pictures."""

    pixels: Annotated[int, Meta(ge=1, description="how many are wide enough")] = 1200


class LinkRule(Rule, frozen=True):
    """The rule about texts without links."""

    words: Annotated[int, Meta(ge=0, description="shorter texts need none")] = 200


class LinkTextRule(Rule, frozen=True):
    """The rule about the words of links."""

    words: Annotated[tuple[str, ...], _about("other words that say nothing, beside those newsgen knows")] = ()


class RareTagRule(Rule, frozen=True):
    """The rule about tags that lead nowhere."""

    articles: Annotated[int, Meta(ge=2, description="how many make a tag worth while")] = 2


_OFF = Rule("off")


class Policy(Struct, frozen=True):
    """The rules of a newsroom, by the codes of their faults."""

    no_summary: Annotated[Rule, _about("an article has no summary")] = field(default=_OFF, name="no-summary")
    long_summary: Annotated[LengthRule, _about("a summary is cut where it is shown")] = field(
        default=LengthRule("off"), name="long-summary"
    )
    long_headline: Annotated[HeadlineRule, _about("a title is cut where it is shown")] = field(
        default=HeadlineRule("off"), name="long-headline"
    )
    no_lead_picture: Annotated[Rule, _about("an article has no lead picture")] = field(
        default=_OFF, name="no-lead-picture"
    )
    empty_alt: Annotated[Rule, _about("nothing says what a picture shows")] = field(default=_OFF, name="empty-alt")
    no_credit: Annotated[Rule, _about("nothing says who made a picture")] = field(default=_OFF, name="no-credit")
    narrow_picture: Annotated[WidthRule, _about("a lead picture is too small")] = field(
        default=WidthRule("off"), name="narrow-picture"
    )
    page_heading: Annotated[Rule, _about("a heading in a text is of the level of the page’s own")] = field(
        default=_OFF, name="page-heading"
    )
    skipped_heading: Annotated[Rule, _about("a heading skips a level")] = field(default=_OFF, name="skipped-heading")
    vague_link: Annotated[LinkTextRule, _about("the words of a link do not say where it leads: “ici”")] = field(
        default=LinkTextRule("off"), name="vague-link"
    )
    no_links: Annotated[LinkRule, _about("an article leads nowhere else")] = field(
        default=LinkRule("off"), name="no-links"
    )
    orphan_page: Annotated[Rule, _about("nothing leads to a static page")] = field(default=_OFF, name="orphan-page")
    unused_author: Annotated[Rule, _about("an author has no articles")] = field(default=_OFF, name="unused-author")
    unused_category: Annotated[Rule, _about("a category has no articles")] = field(default=_OFF, name="unused-category")
    rare_tag: Annotated[RareTagRule, _about("a tag has too few articles")] = field(
        default=RareTagRule("off"), name="rare-tag"
    )
    similar_tags: Annotated[Rule, _about("two tags look like one: a plural, a slip")] = field(
        default=_OFF, name="similar-tags"
    )

    def rules(self) -> Mapping[str, Rule]:
        """Give the rules that are on, by their codes."""
        named = ((code, getattr(self, name)) for code, name in _RULES.items())
        return {code: rule for code, rule in named if rule.level != "off"}

    @property
    def site_rules(self) -> Rules:
        """The rules that are on and take the whole site to tell."""
        return {code: rule for code, rule in self.rules().items() if code in OF_THE_SITE}

    @property
    def levels(self) -> Mapping[str, Level]:
        """How bad it is to break the rules that are on."""
        return {code: rule.level for code, rule in self.rules().items()}


_RULES = {each.encode_name: each.name for each in msgspec.structs.fields(Policy)}
"""The fields of all rules by their codes: asked for at every plan."""

CODES = frozenset(_RULES)
"""The codes of all rules."""

OF_THE_SITE = frozenset(
    {"narrow-picture", "orphan-page", "rare-tag", "similar-tags", "unused-author", "unused-category"}
)
"""The codes of the rules that take the whole site to tell; of all others one text tells."""

Rules = Mapping[str, Rule]
"""Rules that are on, by their codes."""
TextRules = tuple[tuple[str, Rule], ...]
"""Rules that one text tells, with their codes."""


def text_rules_of(policy: Policy) -> TextRules:
    """Give the rules that are on and that one text tells, whatever their level: it does not matter to parsing."""
    rules = policy.rules()
    return tuple((code, replace(rules[code], level="warning")) for code in sorted(rules.keys() - OF_THE_SITE))


def module_of(code: str) -> str:
    """Name the module that checks a rule, in one of the two folders."""
    return code.replace("-", "_")


def is_advice(fault: Fault) -> bool:
    """Tell whether a fault is a rule of the policy broken, and no error: a check tells of it, a build does not."""
    return fault.severity is Severity.WARNING and fault.code in CODES
