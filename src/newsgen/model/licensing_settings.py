"""What machines may do with what a newspaper publishes, in ``newsgen.yaml``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from newsgen.base.faults import Fault, Field
from newsgen.model.contacts import WAY_OUT, contact_uri
from newsgen.schema.text_kinds import PageAddress

Use = Literal["search", "ai-index", "ai-input", "ai-train"]
"""A use, in the words of RSL 1.0: an index that leads here, one for answers of machines, such answers, training."""
AI_USES: Final[tuple[Use, ...]] = ("ai-index", "ai-input", "ai-train")
USES: Final[tuple[Use, ...]] = ("search", *AI_USES)


def _about(description: str) -> Meta:
    return Meta(description=description)


class LicensingSettings(Struct, frozen=True):
    """Terms for machines: `deny`, or `{ai: deny, allow: ai-input, terms: conditions, contact: droits@…}`."""

    ai: Annotated[
        Literal["none", "allow", "deny"],
        _about("what artificial intelligence may do: nothing is said (`none`), everything, nothing"),
    ]
    allow: Annotated[
        tuple[Use, ...], _about("uses that are allowed all the same: `search`, `ai-index`, `ai-input`, `ai-train`")
    ] = ()
    deny: Annotated[tuple[Use, ...], _about("uses that are denied all the same")] = ()
    terms: Annotated[PageAddress | None, _about("the page with the terms in words")] = None
    contact: Annotated[str | None, _about("who grants licences: a mail address or a page (`https://…`)")] = None

    @property
    def speaks(self) -> bool:
        """Whether machines are told anything."""
        return self.ai != "none"

    @property
    def denied(self) -> tuple[Use, ...]:
        """The uses that are denied; all others are allowed."""
        usual = AI_USES if self.ai == "deny" else ()
        return tuple(use for use in USES if use in self.deny or (use in usual and use not in self.allow))


def licensing_faults(licensing: LicensingSettings, path: str) -> Iterator[Fault]:
    """Report terms that contradict themselves, and a contact that is none."""
    if not licensing.speaks:
        for name in ("allow", "deny", "terms", "contact"):
            if getattr(licensing, name):
                message = f"nothing is said of “{name}” as long as “ai” is none"
                way_out = "write ai: deny, or ai: allow, and the exceptions with it"
                yield Fault("bad-licensing", message, path, Field(("licensing", name)), way_out)
    for index, use in enumerate(licensing.deny):
        if use in licensing.allow:
            message = f"“{use}” is both allowed and denied"
            yield Fault("bad-licensing", message, path, Field(("licensing", "deny", index)), "take one of the two out")
    if licensing.contact is not None and contact_uri(licensing.contact) is None:
        message = f"“{licensing.contact}” is not where somebody is reached"
        yield Fault("bad-value", message, path, Field(("licensing", "contact")), WAY_OUT)
