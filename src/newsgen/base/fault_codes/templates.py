"""Faults of templates: those that cannot be read, and those that fail on a page."""

from __future__ import annotations

from newsgen.base.fault_codes.meaning import WARNING, FaultCode

CODES = {
    "bad-template": FaultCode(
        "A template is not valid Jinja: a block is not closed, or there is no such filter, test or tag. All "
        "templates are "
        "read, those too that no page uses.",
        "Correct the line that is marked. [Templates](templates.md) shows how they are written.",
    ),
    "given-up-template": FaultCode(
        "A site has a template in the place of one that the theme of this newsgen has no more, so that nothing of the "
        "theme includes it. The message says what took its place.",
        "Move what you had changed to where the message says, and delete the file.",
        WARNING,
    ),
    "template-error": FaultCode(
        "A template asks for something that is not there, or prints what is no text. The message names the pages.",
        "Correct the expression that is marked. [Templates](templates.md) says what each page sees.",
    ),
}
