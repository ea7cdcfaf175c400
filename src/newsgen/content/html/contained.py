"""Whether HTML keeps to its place on a page, as a browser's parser sees it."""

from __future__ import annotations

from itertools import pairwise

_PAGE = ("<!DOCTYPE html><body><main><article><ul><li><div>", "</div></li></ul></article><p></p></main></body>")
_AROUND = ("body", "main", "article", "ul", "li", "div")


def is_contained(html: str) -> bool:
    """Tell whether everything around a fragment stands where it stood, in browsers with scripts and without."""
    return _keeps_to_its_place(html, scripting=True) and (
        "<noscript" not in html.lower() or _keeps_to_its_place(html, scripting=False)
    )


def _keeps_to_its_place(html: str, *, scripting: bool) -> bool:
    from turbohtml import parse  # takes longer to import than most texts to read

    page = parse(html.join(_PAGE), scripting=scripting, positions=False)
    chain = [page.find(name) for name in _AROUND]
    body, main = chain[0], chain[1]
    if body is None or main is None or body.attrs or [each for each in body.children if each != main]:
        return False
    paragraph = main.children[-1]
    return (
        len(main.children) == 2
        and getattr(paragraph, "tag", "") == "p"
        and not len(paragraph.children)
        and all(inner is not None and outer is not None and inner.parent == outer for outer, inner in pairwise(chain))
        and all(each is not None and len(each.children) == 1 for each in chain[2:-1])
    )


def serialized(html: str) -> str:
    """Write a fragment anew as a browser has understood it."""
    from turbohtml import parse_fragment

    return parse_fragment(html, "div", positions=False).inner_html
