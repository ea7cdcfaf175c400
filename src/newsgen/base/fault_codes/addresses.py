"""Faults of addresses: two things at one place, and redirects that lead nowhere."""

from __future__ import annotations

from newsgen.base.fault_codes.meaning import FaultCode

CODES = {
    "alias-taken": FaultCode(
        "An alias or a redirect is the address of something that the site has today.",
        "Remove the alias: readers who follow the old address find a page already.",
    ),
    "long-address": FaultCode(
        "The address would make a file whose name is longer than file systems allow.",
        "Write a shorter one: give the text a `slug`, or shorten the alias.",
    ),
    "redirect-circle": FaultCode(
        "Redirects lead from one to the next and back to the first, so no reader would ever arrive.",
        "Let one of them lead to a page.",
    ),
    "same-address": FaultCode(
        "Two things would have the same address. Of two articles, the newer one is named first.",
        "Give one of them another `slug`.",
    ),
}
