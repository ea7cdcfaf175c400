"""Who is told when a file of the output says something else."""

from __future__ import annotations

from typing import Literal

Audience = Literal["", "engines", "subscribers"]
"""Search engines, subscribers of a feed, or nobody."""
