"""Files that machines look for at the top of a host, made of settings alone; those in ``static/`` are no part of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsgen.base.faults import Fault, Field, warning
from newsgen.base.places import SETTINGS
from newsgen.pages.needs import Needs
from newsgen.pages.page import Owner, Written
from newsgen.pages.routes import RSL
from newsgen.plan import licensing, robots, security_txt
from newsgen.plan.licensing import Terms
from newsgen.site.site import Site

_AT_THE_TOP = ("licensing", "security", "ads", "humans", "robots")


def root_files(site: Site, terms: Terms | None, needs: Needs) -> Iterator[Written]:
    """Write what the settings of a site say to whoever looks for these files."""
    settings = site.settings
    needs.faults.extend(_below_the_top(site))
    needs.faults.extend(_unsaid(site))
    if terms is not None:
        yield _file(RSL, licensing.rsl(terms), "licensing")
        yield _file(licensing.TDMREP, licensing.tdmrep(terms), "licensing")
    if settings.security is not None:
        text = security_txt.security_txt(site, settings.security, needs)
        needs.faults.extend(security_txt.security_faults(settings.security.until, site.now))
        yield _file(security_txt.ADDRESS, text, "security")
    for name in ("ads", "humans"):
        if lines := getattr(settings, name):
            yield _file(f"/{name}.txt", _lines(lines), name)
    if (indexnow := settings.notify.indexnow) is not None:  # it shows search engines whose addresses they are told
        yield _file(f"/{indexnow.key}.txt", indexnow.key, "notify")


def _file(address: str, text: str, setting: str) -> Written:
    return Written(address.removeprefix("/"), text, Owner(f"“{setting}” in the settings", SETTINGS, Field((setting,))))


def _lines(lines: Sequence[str]) -> str:
    """Write lines, of which none breaks: Unicode has more ends of lines than YAML."""
    return "".join(f"{' '.join(line.splitlines())}\n" for line in lines)


def _below_the_top(site: Site) -> Iterator[Fault]:
    """Warn of settings that nobody finds: such files are looked for at the top of a host only."""
    if not site.settings.base:
        return
    for name in _given(site):
        message = f"the site is below {site.settings.base}/, where nobody looks for what “{name}” says"
        way_out = "copy the files to the top of the host, or give the newspaper a host of its own"
        yield warning("below-the-top", message, SETTINGS, Field((name,), key=True), way_out)


def _unsaid(site: Site) -> Iterator[Fault]:
    """Warn of what a robots.txt of the newsroom's own takes the place of."""
    if robots.ADDRESS not in site.assets.static:
        return
    for name in ("robots", "licensing"):
        if name in _given(site):
            message = f"static/robots.txt takes the place of newsgen’s, and does not say what “{name}” says"
            way_out = "write it as “robots:” in the settings, and delete static/robots.txt"
            yield warning("bad-robots", message, SETTINGS, Field((name,), key=True), way_out)


def _given(site: Site) -> list[str]:
    settings = site.settings
    given = {name: getattr(settings, name) for name in _AT_THE_TOP} | {"licensing": settings.licensing.speaks}
    return [name for name, value in given.items() if value]
