"""Faults of pictures, documents, style sheets and what these load."""

from __future__ import annotations

from newsgen.base.fault_codes.meaning import EITHER, WARNING, FaultCode

CODES = {
    "bad-icon": FaultCode(
        "Icons cannot be drawn of the picture below `icon`: it is a drawing such as an SVG. Of one that is small, "
        "or no square, they are drawn, and this is a warning.",
        "Export a square PNG of 512 pixels or more and name that. `favicon` takes an SVG as it is.",
        EITHER,
    ),
    "broken-picture": FaultCode(
        "A picture is damaged, empty or cut off, or is none at all, though its name says so. While no page shows it "
        "this is a warning, and it is published as it is.",
        "Export it again from the original, or delete it.",
        EITHER,
    ),
    "huge-picture": FaultCode(
        "A picture has more pixels than newsgen takes: one that claims so many can exhaust the memory of a machine.",
        "Make it smaller; no screen shows so many pixels.",
    ),
    "import-cycle": FaultCode(
        "Style sheets import one another in a circle, or one imports itself.",
        "Take one of the imports out.",
    ),
    "missing-file": FaultCode(
        "A picture, document, video or font that is named here does not exist.",
        "Correct the name, or put the file where the help says. A path that begins with `/` is looked for in "
        "`static/`, "
        "any other one beside the file that names it.",
        lowered="In a text or a style sheet its address stays as it is written; a picture or video of the front matter "
        "is left out.",
    ),
    "no-picture": FaultCode(
        "A file is named as a picture, and browsers do not show it as one: HEIC, TIFF, PDF, a video, a text. What "
        "counts is what is in it, not its name.",
        "Convert it as the help says, and name the new file.",
        lowered="It is published as it is, and readers see the mark of a broken picture.",
    ),
    "remote-picture": FaultCode(
        "A field names a picture of another site. newsgen could make no sizes of it, and that site would learn of "
        "every "
        "reader.",
        "Put a copy into `static/`, if you have the right to, and name that.",
        lowered="The picture is left out.",
    ),
    "small-picture": FaultCode(
        "The lead picture of an article is less than 400 pixels wide. It stands large on the page and on fronts, and "
        "other services show it with every link to the page.",
        "Take a larger one, 1200 pixels wide or more.",
        WARNING,
    ),
    "still-published": FaultCode(
        "A withdrawn text names a picture in `static/` that no page shows any more. What lies there is published "
        "whoever names it, so the picture can still be seen at its address.",
        "Delete the file, unless a template or a style sheet shows it. Beside its text, a picture goes with it.",
        WARNING,
    ),
    "third-party-request": FaultCode(
        "The page makes browsers load something from another site, which learns of every reader before a click.",
        "Put a copy into `static/`, or make it a plain link.",
        WARNING,
    ),
    "wrong-ending": FaultCode(
        "A picture has the name of another format. Servers go by the name, and browsers that trust them may refuse it.",
        "Rename it as the help says, also where it is named.",
        WARNING,
    ),
}
