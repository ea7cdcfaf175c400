"""Faults in the bodies of texts: links, references, shortcodes, Markdown."""

from __future__ import annotations

from newsgen.base.fault_codes.meaning import WARNING, FaultCode

_LEFT_OUT = "What refers to it is left out; of a link in a text the words remain."

CODES = {
    "ambiguous-reference": FaultCode(
        "Several articles have this slug.",
        "Name the one that is meant by its path below `content/articles/`, such as `2026/finale.md`.",
        lowered=_LEFT_OUT,
    ),
    "bad-argument": FaultCode(
        "A shortcode lacks an argument, is given one that it does not know or one twice, or the value is none that "
        "it takes.",
        "Correct the argument that is marked. [Shortcodes](content.md#shortcodes) lists those of each.",
    ),
    "bad-shortcode": FaultCode(
        "A shortcode cannot be read, or does not stand on a line of its own.",
        'Write it alone on its line, each value in straight double quotes: `{{< related article="finale" >}}`. '
        "An example that should be shown stands in backquotes.",
    ),
    "dead-anchor": FaultCode(
        "The text that this link leads to has no such anchor. Anchors change with the headings that they are made of.",
        "Look the heading up, and correct what stands behind the `#`.",
        lowered="The link stays as it is, and leads to the top of the text.",
    ),
    "dead-link": FaultCode(
        "There is no text, or no page of this site, where this link leads.",
        "Correct the address. A link by source path, such as `../2026/finale.md`, goes on working when the address "
        "changes.",
        lowered="A link by address stays as it is written, for what the server may have there. Of one by source path "
        "only the words remain.",
    ),
    "dead-web-link": FaultCode(
        "A page of another site is not there any more. Only `newsgen check --external` asks for it.",
        "Link another page, or what an archive of the web has kept of this one.",
        WARNING,
    ),
    "foreign-markup": FaultCode(
        "This is a shortcode, a tag or a link of another system, or a link that a space keeps from being one. newsgen "
        "makes nothing of it, so readers would see it as it is.",
        "Write what the help says. An example that should be shown stands in backquotes, or behind a backslash.",
        WARNING,
    ),
    "markdown-failure": FaultCode(
        "The Markdown engine fails on this text. An extension that the settings name is the likely cause.",
        "Take the extensions out of the settings one by one, and report the fault to whoever made the one that fails.",
    ),
    "missing-alt": FaultCode(
        "A picture that is written as HTML has no `alt`, so that readers who cannot see it learn nothing of it.",
        'Say in `alt` what the picture shows; `alt=""` says that it only adorns the page.',
        WARNING,
    ),
    "moved-web-link": FaultCode(
        "A page of another site says that it has moved for good. Only `newsgen check --external` asks for it.",
        "Write the new address: the old one will be forgotten some day.",
        WARNING,
    ),
    "not-published": FaultCode(
        "What this refers to is a draft, under embargo, or expired, so readers do not see the reference either.",
        "If that is meant, there is nothing to do: it appears by itself once the other does. Else take it out.",
        WARNING,
    ),
    "plugin-failure": FaultCode(
        "A plugin fails on this file: what it does with every text that is parsed went wrong.",
        "Report it to whoever made the plugin. What a plugin made of a text is remembered by its name, version and "
        "settings, so once it is mended it needs another version.",
    ),
    "slow-link": FaultCode(
        "The address lacks its last `/`, so that a server first sends readers on to the right one.",
        "Add the `/`.",
        WARNING,
    ),
    "too-deep": FaultCode(
        "Quotations or lists are nested inside one another so deeply that no engine can read them.",
        "Take most of the signs at the beginning of the line away.",
    ),
    "too-tangled": FaultCode(
        "Thousands of brackets, tags or other signs of Markdown lead nowhere, so that the text would take minutes to "
        "read. That is decided by counting, so alike on every machine.",
        "Close them, or take them away.",
    ),
    "unbalanced-html": FaultCode(
        "A tag of HTML in this text is not closed, closes nothing, or stands where it cannot: as it is, it would take "
        "the page around the text along. On the page it is closed or left out, so that only the text itself looks "
        "other than it was meant to.",
        "Close each tag where it was opened, on the same side of paragraphs and other tags.",
        WARNING,
    ),
    "unchecked-address": FaultCode(
        "A form sends what readers type, or a link reports their clicks, to an address that no page of this site has. "
        "A program of your server may answer there, and newsgen cannot tell. Or a script finds the address in an "
        "attribute that newsgen does not know, and leaves as it is.",
        "Try it on the server. If it is meant, there is nothing to do.",
        WARNING,
    ),
    "unknown-gallery": FaultCode(
        "The shortcode `gallery` names a gallery that the front matter of this text has not.",
        "Correct the name, or add the gallery below `galleries`.",
        lowered="The gallery is left out.",
    ),
    "unknown-reference": FaultCode(
        "There is no article, or no static page, of this name.",
        "Name an article by its slug, its `id` or its path below `content/articles/`; a page by its slug or its file.",
        lowered=_LEFT_OUT,
    ),
    "unknown-shortcode": FaultCode(
        "There is no shortcode of this name.",
        "Correct the name, or declare it in the settings, below `shortcodes`.",
        lowered="It stays in the text as it was typed, and readers see it.",
    ),
    "unreached-web-link": FaultCode(
        "A page of another site could not be asked for today: its server does not answer, says that it is broken, or "
        "is a machine of a private network. Only `newsgen check --external` asks.",
        "Look again tomorrow; if it is still so, link another page.",
        WARNING,
    ),
    "untold-change": FaultCode(
        "Since the commit that `check --since` names, an article that was online says something else: more "
        "than a tenth of its words, or a number, a name or a negation in its headline or its standfirst. Nothing tells "
        "its readers so.",
        "Give it a newer `updated`, or a correction that says what was wrong. If nothing of what it says is another "
        "thing, leave it: the next commit to compare with has the new words.",
        WARNING,
    ),
    "withdrawn-reference": FaultCode(
        "What this refers to is withdrawn, so that only a notice stands at its address. Readers do not see the "
        "reference; of a link in a text the words remain.",
        "Take it out, or name what took the place of the withdrawn piece.",
        WARNING,
    ),
}
