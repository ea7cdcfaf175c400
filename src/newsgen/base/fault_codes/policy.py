"""Faults of the editorial policy: rules that a newsroom has turned on."""

from __future__ import annotations

from newsgen.base.fault_codes.meaning import WARNING, FaultCode

CODES = {
    "empty-alt": FaultCode(
        "The `alt` of a picture is empty, which says that it only adorns the page. Readers who cannot see it learn "
        "nothing of it.",
        "Say in a few words what it shows.",
        WARNING,
    ),
    "long-headline": FaultCode(
        "The title of an article has more characters than the newsroom wants: 70, if the rule says nothing else.",
        "Shorten it. What does not fit may stand in `kicker` or `summary`.",
        WARNING,
    ),
    "long-summary": FaultCode(
        "A summary has more characters than search engines and cards of shared links show: 160, if the rule says "
        "nothing else.",
        "Shorten it.",
        WARNING,
    ),
    "narrow-picture": FaultCode(
        "The lead picture of an article is narrower than the newsroom wants: less than 1200 pixels, if the rule says "
        "nothing else.",
        "Export it larger from the original, or take another one.",
        WARNING,
    ),
    "no-credit": FaultCode(
        "Nothing says who made a picture of the front matter, or of a shortcode that has a place for it (`figure`).",
        "Add `credit`, and `licence` if its terms ask for that.",
        WARNING,
    ),
    "no-lead-picture": FaultCode(
        "An article has no lead picture and no video with a poster, so that it stands bare on fronts and wherever it "
        "is shared.",
        "Add `image`.",
        WARNING,
    ),
    "no-links": FaultCode(
        "An article of 200 words or more, if the rule says nothing else, has no link, no shortcode that leads on, and "
        "names no related articles.",
        "Link the first article about the matter, a source, a document.",
        WARNING,
    ),
    "no-summary": FaultCode(
        "An article has no `summary`. Lists, search engines and shared links show the beginning of its text instead.",
        "Say in one or two sentences what happened.",
        WARNING,
    ),
    "orphan-page": FaultCode(
        "Nothing leads to a static page: no text, no menu of the theme, no front, no redirect. Without a menu "
        "`footer` the foot of every page names all of them.",
        "Link it, name it in a menu, or take it back with `draft: true`.",
        WARNING,
    ),
    "page-heading": FaultCode(
        "A heading in a text is of the first level, which is that of the headline. newsgen moves it below, so that "
        "pages are in order; other readers of the text do not.",
        "Begin it with `##`.",
        WARNING,
    ),
    "rare-tag": FaultCode(
        "A tag has fewer live articles than make it worth a page: two, if the rule says nothing else.",
        "Use a tag that others have, or none.",
        WARNING,
    ),
    "similar-tags": FaultCode(
        "Two tags look like one: a plural, a letter too many. Each has a page of its own with half of the articles. "
        "Accents and capitals make no two tags.",
        "If they are one, write it the same way everywhere.",
        WARNING,
    ),
    "skipped-heading": FaultCode(
        "A heading is more than one level below the one before, or below the headline. Who goes through a page by its "
        "headings looks for the one that is missing.",
        "Take a `#` away.",
        WARNING,
    ),
    "unused-author": FaultCode(
        "No article names an author, be it live or not.",
        "Delete the file.",
        WARNING,
    ),
    "unused-category": FaultCode(
        "No article is filed under a category, nor under one below it, be it live or not.",
        "Delete the file, or file something under it.",
        WARNING,
    ),
    "vague-link": FaultCode(
        "The words of a link do not say where it leads: “ici”, “lire la suite”. Who hears the links of a page read out "
        "learns nothing.",
        "Let the words name what readers find there.",
        WARNING,
    ),
}
