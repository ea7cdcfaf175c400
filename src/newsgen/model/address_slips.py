"""Addresses that name no file because something else was meant: what is wrong with them, and what to write."""

from __future__ import annotations

import re

from newsgen.base.local_addresses import machine_path_way_out
from newsgen.base.patterns import regex

_TEMPLATE = regex(r"\{\{.*?\}\}|\{%.*?%\}|<%.*?%>|\$\{.*?\}|\{\{|\{%|<%", re.DOTALL)
_TOP_LEVEL = (
    "com|org|net|info|eu|fr|be|ch|ca|lu|de|uk|es|it|pt|nl|at|ie|us|int|gov|edu|io|co|tv|news|media|paris|bzh|re|gouv"
)
_WEB = regex(rf"(?:www\.[^\s/]+|[\w-]+(?:\.[\w-]+)*\.(?:{_TOP_LEVEL}))(?:[/?#:]\S*)?", re.IGNORECASE)
_SCHEME = regex(r"h?t+ps?\s*[:;]?\s*[/\\]{1,3}\s*(\S+)", re.IGNORECASE)
_MAIL = regex(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_QUOTED = regex(r"[“”„«»‘’\"']\s*(\S.*?)\s*[“”«»‘’\"']")


def slip_of(address: str) -> tuple[str, str] | None:
    """Say what is wrong with an address that names no file, and the way out; nothing where it may just be missing."""
    if not address.strip():
        return "this leads nowhere: no address is given", "write one, such as /sport/, ../2026/finale.md or https://…"
    if address.startswith("("):
        inner = address.lstrip("( ").rstrip(") ")
        return f"“{address}” stands in a pair of brackets too many", f"write {inner}"
    if quoted := _QUOTED.fullmatch(address):
        return f"“{address}” stands in quotation marks, which are no part of an address", f"write {quoted[1]}"
    if template := _TEMPLATE.search(address):
        rest = address[template.end() :].strip()
        way_out = f"write {rest}" if rest.startswith("/") else "write the address itself: /sport/ or ../2026/finale.md"
        return f"“{template[0]}” is template code, and newsgen runs none in a text", way_out
    if scheme := _SCHEME.fullmatch(address):
        return f"“{address}” is no web address: that begins with https://", f"write https://{scheme[1]}"
    if _WEB.fullmatch(address):
        return f"“{address}” lacks its https://, so it would be a file of this site", f"write https://{address}"
    if _MAIL.fullmatch(address):
        return f"“{address}” is an e-mail address, and would be a file of this site", f"write mailto:{address}"
    if (instead := machine_path_way_out(address)) is not None:
        return f"there is no “{address}” here: it seems to be a folder of your own machine", instead
    if "\\" in address:
        return f"“{address}” is written with \\", f"write {address.replace(chr(92), '/')}"
    return None
