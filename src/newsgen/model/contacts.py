"""Where somebody is reached: a mail address, a telephone number or a page, as the URI that machines are told."""

from __future__ import annotations

from newsgen.base.patterns import regex

_MAIL = regex(r"(?:mailto:)?([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
"""As browsers take it for one (WHATWG HTML, “valid email address”)."""
_WEB = regex(r"https://[A-Za-z0-9.-]+(?::\d+)?(?:[/?][!#$%&'()*+,./0-9:;=?@A-Z\[\]_a-z~-]*)?")
_TELEPHONE = regex(r"tel:\+?[0-9().-]+")
WAY_OUT = "write a mail address (a@journal.example), a page (https://…) or a telephone number (tel:+33-2-99-00-00-00)"


def contact_uri(text: str) -> str | None:
    """Give the URI of a contact (RFC 6068, RFC 3966); nothing where the text is none."""
    if (mail := _MAIL.fullmatch(text)) is not None:
        return f"mailto:{mail[1]}"
    return text if _WEB.fullmatch(text) or _TELEPHONE.fullmatch(text) else None
