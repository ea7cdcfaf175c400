"""Every fault code that newsgen knows, and what it means: the one declaration, of which docs/faults.md is made.

A code never changes and is never used for something else: people search for it, and their tools filter by it.
"""

from __future__ import annotations

from collections.abc import Mapping

from newsgen.base.fault_codes import (
    addresses,
    folders,
    front_matter,
    fronts,
    pictures,
    policy,
    settings,
    templates,
    texts,
)
from newsgen.base.fault_codes.meaning import FaultCode

GROUPS: Mapping[str, Mapping[str, FaultCode]] = {
    "Front matter and dates": front_matter.CODES,
    "Texts and links": texts.CODES,
    "Addresses and redirects": addresses.CODES,
    "Pictures and files": pictures.CODES,
    "Fronts": fronts.CODES,
    "Policy: rules that are off unless the settings turn them on": policy.CODES,
    "Settings and theme": settings.CODES,
    "Templates": templates.CODES,
    "The folders of the site, and the build": folders.CODES,
}
"""The codes by where people meet them, in the order in which the documentation shows them."""

CODES: Mapping[str, FaultCode] = {code: said for codes in GROUPS.values() for code, said in codes.items()}
"""All codes."""
