"""Markdown to cached bodies: all that happens around a Markdown engine, and the policy for raw HTML."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import nh3
from msgspec import Struct
from msgspec.structs import replace

from newsgen.base.addresses import anchor_of
from newsgen.base.digest import Digest, digest
from newsgen.base.faults import Address, Fault, Spellings, did_you_mean, warning
from newsgen.base.local_addresses import ONLY_HERE, local_way_out
from newsgen.base.patterns import regex
from newsgen.content.bare_videos import write_out_videos
from newsgen.content.engines import make_engine
from newsgen.content.engines.failures import Failure, why_it_fails
from newsgen.content.foreign import foreign_faults
from newsgen.content.html.mending import contain, may_hold_html, mend_html
from newsgen.content.html.raw_pictures import wordless_pictures
from newsgen.content.shortcodes import BUILT_IN, Declarations, Taken, take_shortcodes
from newsgen.content.typography import AS_TYPED, Typography, plain
from newsgen.content.weave import addresses_of, mark_of, weave
from newsgen.model.parse_settings import ParseSettings
from newsgen.model.records import Body, ShortcodeCall
from newsgen.model.videos import player

_TOKEN_BYTES = 6
_LONGEST_OPENING = 160
_ALIGNMENT = regex(r"text-align: ?(?:left|center|right);?")  # as tables write it
_SANITIZED_TAGS = nh3.ALLOWED_TAGS | {"figure", "figcaption", "section", "video", "audio", "source", "picture"}
_SANITIZED_ATTRIBUTES = nh3.ALLOWED_ATTRIBUTES | {
    "*": {"id", "class", "lang", "dir", "title"},
    "video": {"src", "poster", "controls", "width", "height"},
    "audio": {"src", "controls"},
    "source": {"src", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "style"},
    "th": {"colspan", "rowspan", "scope", "style"},
}


class RenderedText(Struct, frozen=True):
    """A body and its HTML, with the faults of the text; ``source`` is the HTML that it was woven of."""

    body: Body
    html: str
    faults: tuple[Fault, ...] = ()
    source: str = ""


class Markup:
    """The Markdown of a site.

    ``key`` stands for everything but the text that shapes a body: the engine and the settings.
    """

    def __init__(self, settings: ParseSettings, key: Digest) -> None:
        self.key = key
        self.declarations: Declarations = {**BUILT_IN, **settings.shortcodes}
        self._settings = settings
        self._engine = make_engine(settings)

    def render(self, text: str, path: str, prefix: str = "", typography: Typography = AS_TYPED) -> RenderedText:
        """Render a Markdown text of the file ``path``; ``prefix`` goes before its anchors."""
        try:
            return self.try_to_render(text, path, prefix, typography)
        except Exception as error:  # noqa: BLE001 - extensions are other people's code and fail as they like
            failures = why_it_fails(error, text, path)
        try:
            markup, rest = self._without(failures, text)
            rendered = markup.try_to_render(rest, path, prefix, typography)
        except Exception:  # noqa: BLE001 - as above, and reported already
            taken = take_shortcodes(text, path, self.declarations, lambda _: "", lambda _: ())
            rendered = RenderedText(Body(digest((self.key, text, prefix, typography.name))), "", taken.faults)
        return replace(rendered, faults=(*(each.fault for each in failures), *rendered.faults))

    def _without(self, failures: Sequence[Failure], text: str) -> tuple[Markup, str]:
        """Leave out what an engine fails on, so that the other faults of a text are found at once."""
        lines = text.split("\n")
        for each in failures:
            lines[each.lines.start : each.lines.stop] = [""] * len(each.lines)
        if any(each.lines for each in failures):
            return self, "\n".join(lines)
        bare = replace(self._settings, markdown=replace(self._settings.markdown, extensions={}))
        return Markup(bare, digest((self.key, "bare"))), text

    def try_to_render(self, text: str, path: str, prefix: str, typography: Typography) -> RenderedText:
        """Render a text.

        Raises:
            Exception: the engine, or one of its extensions, fails.
        """
        body_digest = digest((self.key, text, prefix, typography.name))
        token = token_of(body_digest)
        taken = self._take(text, path, token)
        faults = [*taken.faults]
        source, unbalanced = self._html(text, taken.text, path, token)
        calls = [self._typeset(call, typography) for call in taken.calls]
        woven = weave(typography.html(source), token, calls, prefix, self._settings.home)
        faults.extend(unbalanced)
        faults.extend(foreign_faults(text, path, self.declarations, self.read))
        faults.extend(_local(Address(*mention), path, self._settings.base) for mention in woven.local)
        if base := self._settings.base:
            faults.extend(_left(Address(*mention), path, base) for mention in woven.data if _is_above(mention[0], base))
        faults.extend(_remote(Address(*mention), path) for mention in woven.remote)
        faults.extend(_dead_anchors(woven.own_links, woven.anchors, path))
        body = Body(body_digest, len(text.split()), woven.anchors, woven.gaps, _shortened(plain(woven.opening)))
        return RenderedText(body, woven.html, tuple(faults), source)

    def code_lines(self, text: str) -> Collection[int]:
        """Give the numbers (from 0) of the lines of a Markdown text that are fenced code."""
        return self._engine.code_lines(text)

    def addresses(self, text: str) -> list[str]:
        """List the addresses in a Markdown text as :meth:`render` comes upon them."""
        return addresses_of(self.read(text))

    def read(self, text: str) -> str:
        """Give the HTML that is woven of a Markdown text, only to be looked at; nothing where the engine fails."""
        try:
            return self.try_to_read(text)
        except Exception as error:  # noqa: BLE001 - as above, and reported there
            failures = why_it_fails(error, text, "")
        try:
            markup, rest = self._without(failures, text)
            return markup.try_to_read(rest)
        except Exception:  # noqa: BLE001 - as above
            return ""

    def try_to_read(self, text: str) -> str:
        """Give the HTML that is woven of a Markdown text.

        Raises:
            Exception: the engine, or one of its extensions, fails.
        """
        return self._html(text, self._take(text, "", "").text, "", "")[0]

    def _take(self, text: str, path: str, token: str) -> Taken:
        """Take the shortcodes out of a text, and the videos that stand for one."""
        if self._settings.markdown.videos and self.declarations["video"] is BUILT_IN["video"]:
            text = write_out_videos(text, self._engine.code_lines, self._engine.convert)
        return take_shortcodes(
            text, path, self.declarations, lambda number: mark_of(token, number), self._engine.code_lines
        )

    def _html(self, text: str, taken: str, path: str, token: str) -> tuple[str, list[Fault]]:
        """Turn a text, ``taken`` without its shortcodes, into HTML that is balanced and that the settings allow."""
        source, faults = self._engine.convert(taken), list[Fault]()
        policy = self._settings.markdown.html
        holds_html = policy != "escape" and may_hold_html(text)
        if holds_html:

            def convert(marked: str) -> str:
                return self._engine.convert(self._take(marked, "", token).text)

            wordless = list(wordless_pictures(source, text, path, convert))
            source, faults = mend_html(source, text, path, convert)
            faults += wordless
        if policy != "allow":  # Markdown's own attributes and addresses can do harm too
            source = contain(_sanitize(source)) if holds_html else _sanitize(source)
        return source, faults

    def _typeset(self, call: ShortcodeCall, typography: Typography) -> ShortcodeCall:
        """Set the arguments of a shortcode that are prose."""
        declared = self.declarations[call.name]
        arguments = {
            name: typography.text(value) if declared[name].kind == "text" else value
            for name, value in call.arguments.items()
        }
        return replace(call, arguments=arguments)


def _sanitize(source: str) -> str:
    return nh3.clean(
        source,
        tags=_SANITIZED_TAGS,
        attributes=_SANITIZED_ATTRIBUTES,
        attribute_filter=lambda _, name, value: value if name != "style" or _ALIGNMENT.fullmatch(value) else None,
        url_schemes=nh3.ALLOWED_URL_SCHEMES | {"article"},
        link_rel=None,
    )


def _dead_anchors(links: Iterable[tuple[str, int]], anchors: Collection[str], path: str) -> Iterator[Fault]:
    """Report links of a text to anchors that it does not have."""
    known = frozenset(anchors)
    spellings: Spellings | None = None
    for anchor, nth in links:
        name = anchor_of(anchor[1:])
        if name and name not in known:
            spellings = spellings or Spellings(known)  # most texts have no dead link
            way_out = did_you_mean(name, spellings) or "anchors are made from headings: “## Le vote” is #le-vote"
            message = f"there is no anchor “{anchor}” in this text"
            yield Fault("dead-anchor", message, path, Address(anchor, nth), way_out)


def _local(spot: Address, path: str, base: str) -> Fault:
    way_out = local_way_out(spot.address, base) or ""
    return Fault("local-address", ONLY_HERE.format(spot.address), path, spot, way_out)


def _is_above(address: str, base: str) -> bool:
    return not f"{address}/".startswith(f"{base}/")


def _left(spot: Address, path: str, base: str) -> Fault:
    message = f"“{spot.address}” stays as it is, though the site lives below {base}: it stands in a “data-” attribute"
    return warning("unchecked-address", message, path, spot, f"if it is an address, write {base}{spot.address}")


def _remote(spot: Address, path: str) -> Fault:
    message = f"“{spot.address}” lies on another site, which learns of every reader as soon as the page is opened"
    way_out = "put a copy into static/, or make it a plain link"
    if player(spot.address) is not None:
        way_out = f'write {{{{< video url="{spot.address}" title="…" >}}}}: it asks nothing of anybody before a click'
    return warning("third-party-request", message, path, spot, way_out)


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST_OPENING:
        return text
    return text[:_LONGEST_OPENING].rpartition(" ")[0].rstrip(" ,;:–—-") + "…"


def token_of(body: Digest) -> str:
    """Give the token of a body's marks."""
    return body[:_TOKEN_BYTES].hex()
