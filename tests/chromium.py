"""The machine's own Chromium for tests; where there is none they are skipped, unless that is forbidden."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from newsroom import PATIENCE

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
REQUIRED = "NEWSGEN_REQUIRE_BROWSER"
"""Set where these tests must not be skipped."""
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a browser without a window."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        message = f"no Chromium on this machine (looked for {', '.join(NAMES)}): nothing was tried in a browser"
        if os.environ.get(REQUIRED):
            pytest.fail(message)
        pytest.skip(message)
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS), timeout=PATIENCE * 1000)
        yield browser
        browser.close()
