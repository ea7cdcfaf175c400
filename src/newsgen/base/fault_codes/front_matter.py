"""Faults of front matter: fields, dates, and whom and what they name."""

from __future__ import annotations

from newsgen.base.fault_codes.meaning import EITHER, WARNING, FaultCode

_ONLY_A_NAME = "The name stands at the article, and there is no page of that author."

CODES = {
    "ambiguous-author": FaultCode(
        "Several authors have this name, and nothing tells which one is meant.",
        "Write the name of the author's file without `.md`, or the author's slug.",
        lowered=_ONLY_A_NAME,
    ),
    "ambiguous-category": FaultCode(
        "Several categories have this name, below different ones. Where articles name their categories without a file, "
        "this is a warning: categories come and go with articles.",
        "Write the whole path of the one that is meant, such as `monde/economie`.",
        EITHER,
    ),
    "bad-date": FaultCode(
        "This is not a date, or not one that the calendar and the clocks of the site's time zone have.",
        "Write it as `2026-12-01`, `2026-12-01T18:30`, or with its offset: `2026-12-01T18:30+01:00`.",
    ),
    "bad-path": FaultCode(
        "Here should stand a path of this site, and this is none.",
        "Begin it with `/`, and use no spaces, quotation marks, `?`, `#` or `..` in it.",
    ),
    "bad-slug": FaultCode(
        "A slug becomes a part of an address, and this one cannot: it has capitals, spaces, accents or other signs "
        "in it, "
        "or more than 200 characters.",
        "Use lower-case letters, digits and hyphens; the help shows it written so.",
    ),
    "bad-url": FaultCode(
        "Here should stand a web address, and this is none.",
        "Begin it with `https://` (or `http://`), and use no spaces or quotation marks in it.",
    ),
    "bad-value": FaultCode(
        "This field takes one of a few words, and this is none of them.",
        "Write one of those that the help names.",
    ),
    "bad-yaml": FaultCode(
        "The front matter, the settings or a file of data is not valid YAML, so that nothing in it can be read.",
        "Mend what the message names. Most often a text with `: `, `#`, quotation marks or brackets has to stand in "
        "quotes.",
    ),
    "category-cycle": FaultCode(
        "The parents of this category lead back to itself.",
        "Take `parent` out of one of the files that the message names.",
    ),
    "comment-in-text": FaultCode(
        "In YAML, a comment begins at a `#` with a space before it, so that readers never see what follows: "
        "`title: Le match #OGCN` is “Le match”.",
        "Put the whole text in quotation marks, as the help shows. A comment that is meant has a line of its own.",
        WARNING,
    ),
    "control-character": FaultCode(
        "There is a character in here that cannot be seen or printed. It is left over from copying or from a "
        "conversion.",
        "Delete it, and type again what should stand there. The mark `^` shows where it is.",
    ),
    "correction-before-date": FaultCode(
        "A correction is of a day before the `date` of its article, or before its embargo ends. It is shown all the "
        "same, with that day.",
        "Check its date, most often its year, and that of the article.",
        WARNING,
    ),
    "deep-category": FaultCode(
        "Categories lie more than 250 levels deep.",
        "Write a shorter path, or give the category a parent that lies higher.",
    ),
    "distant-date": FaultCode(
        "This date is more than a year ahead, so that nobody would see the piece for long.",
        "Check the year. A piece that is only planned may be a `draft` until then.",
        WARNING,
    ),
    "duplicate-key": FaultCode(
        "A field is given twice, and only one of the values could count.",
        "Keep the line that is right, and delete the other.",
    ),
    "empty-field": FaultCode(
        "A field stands there without a value. Behind a `#` that is not in quotes stands a comment, and no colour.",
        "Fill it in, or delete the line.",
    ),
    "empty-file": FaultCode(
        "There is nothing in this file.",
        "Write it, or delete it.",
    ),
    "list-in-one-text": FaultCode(
        "Several tags, authors, categories, addresses or articles stand in one text, which counts as a single one with "
        "a long name. Where such an entry has a file of its own, this is no fault; where all of its parts have files, "
        "it is read as their list.",
        "Write them as a list; the help shows it.",
        WARNING,
    ),
    "long-title": FaultCode(
        "A title has more than 120 characters. Search engines show about 60 of them, and cards of shared links hardly "
        "more.",
        "Shorten it. What does not fit may stand in `kicker` or `summary`.",
        WARNING,
    ),
    "markup-in-text": FaultCode(
        "There is HTML, Markdown or the code of a template in a field of plain text, so that readers see its signs. "
        "Character references such as `&amp;` are read as what they stand for, and are no fault.",
        "Take it out. A tag that readers are to see is written `&lt;b&gt;`.",
        WARNING,
    ),
    "merge-conflict": FaultCode(
        "Git could not merge two versions of this file and left both of them in it, between lines of `<<<<<<<`, "
        "`=======` and `>>>>>>>`.",
        "Keep what is right, and delete these lines. Where readers are to see such lines, indent them by four spaces.",
    ),
    "missing-field": FaultCode(
        "A field that is required is not there, or is empty.",
        "Add the line that the help shows.",
    ),
    "near-duplicate-tag": FaultCode(
        "Two spellings make one tag, because they have the same address. Its page shows the one that is used more "
        "often.",
        "Write the tag the same way everywhere.",
        WARNING,
    ),
    "no-front-matter": FaultCode(
        "The file does not begin with front matter, or its front matter has no end.",
        "Put a line `---` before the first field and another one below the last.",
    ),
    "no-list": FaultCode(
        "newsgen was asked to add an entry to a list of this front matter, such as a correction, and what stands there "
        "is no list, or is written in a way that it does not dare to change. The file stays as it was.",
        "Write the field as a list, with `- ` before each entry, or add the entry in your editor.",
    ),
    "no-slug": FaultCode(
        "This title, name or tag has no letters or digits that an address could be made of.",
        "Add a `slug`, or write the tag or the `id` in words.",
    ),
    "same-id": FaultCode(
        "Two articles of one day have the same id, which is the name of the file, or of the folder that an "
        "`index.md` has to itself. Readers of the feed would take them for one.",
        "Give one of them an `id` of its own: better the one that is not published yet, for a new id is a new article "
        "to whoever has read it.",
    ),
    "unknown-author": FaultCode(
        "There are files of authors, and none of them has this name.",
        "Correct the name, or add a file to `content/authors/`. For a credit that is no person of the newsroom see "
        "[authors](content.md#authors).",
        lowered=_ONLY_A_NAME,
    ),
    "unknown-category": FaultCode(
        "There is no category of this name. Where no category has a file, this is a warning: it appears by itself "
        "once an "
        "article is in it.",
        "Correct the name, or add a file to `content/categories/`.",
        EITHER,
    ),
    "unknown-field": FaultCode(
        "There is no field of this name here. Most often it is misspelt, or stands in the wrong group.",
        "Correct the name. Fields of your own go below `extra` in a text and below `params` in the settings.",
    ),
    "updated-before-date": FaultCode(
        "An article was updated before it was published.",
        "Check `date` and `updated`.",
    ),
    "withdrawn-before-date": FaultCode(
        "An article is withdrawn before its `date`, or before its embargo ends. There would be a notice about a piece "
        "that nobody has seen.",
        "Check the dates; a bare date is midnight, so write the hour of a piece that is withdrawn on its first day. "
        "What was never published can be a `draft`.",
    ),
    "wrong-type": FaultCode(
        "The value is of another kind than the field takes: a list instead of a text, a word instead of a number, or a "
        "number that is too small or too large.",
        "Write the kind of value that the message asks for.",
    ),
}
