"""What hosts tell browsers to refuse, on the whole site: for its security and the privacy of its readers."""

from __future__ import annotations

from typing import Final

from newsgen.hosting.rules import Header

ALWAYS_SENT: Final = (
    Header("X-Content-Type-Options", "nosniff"),
    Header("Referrer-Policy", "strict-origin-when-cross-origin"),
    Header("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
)
"""Files are what they are called (Fetch, 3.6); other sites learn from which site readers come, and not from which page
(W3C, Referrer Policy, 3.7); no page asks for a camera, a microphone or a place (W3C, Permissions Policy, 5.2).

A newsroom's own line may follow in the same answer: of the last two, browsers heed the later value."""
