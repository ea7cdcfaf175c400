"""What the name of a file tells before anything of it is read: whose it is, and whether it is for readers at all.

In ``static/`` everything is published, whatever it is called (``.htaccess``, ``.nojekyll``, ``_redirects``), but for
what editors and operating systems leave lying about; and a name that secrets have is refused. In ``content/`` a name
can say that a file is not to be read; that is told, like a file that looks like a text and is none to newsgen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from newsgen.base.faults import Fault, Place, warning
from newsgen.base.patterns import regex

_LEFTOVERS = frozenset(
    [
        # of systems
        *(".ds_store", ".localized", ".appledouble", ".spotlight-v100", ".fseventsd", ".trashes", ".temporaryitems"),
        *(
            ".documentrevisions-v100",
            "__macosx",
            "thumbs.db",
            "ehthumbs.db",
            "desktop.ini",
            "$recycle.bin",
            ".directory",
        ),
        *("@eadir", "#recycle", ".stfolder", ".stversions", ".stignore", ".dropbox", ".dropbox.cache", ".trash"),
        # of repositories
        *(
            ".git",
            ".gitignore",
            ".gitkeep",
            ".gitattributes",
            ".gitmodules",
            ".keep",
            ".hg",
            ".hgignore",
            ".svn",
            ".bzr",
        ),
        # of editors; the last is Vim's, to try whether it may write
        *(".idea", ".vscode", ".obsidian", ".editorconfig", ".prettierrc", ".markdownlint.json", "4913"),
    ]
)
_LEFTOVER = regex(
    r"\._.*|\.#.*|#.*#|~\$.*|\.~lock\..*|\.nfs[0-9a-f]+|\.fuse_hidden.*|\.goutputstream-.*|\.?~?\.?syncthing[.~].*"
    r"|.*(?:~|\.sw[nopx]|\.kate-swp|\.tmp|\.bak|\.orig|\.rej|\.crdownload|\.part|\.partial|\.download)",
    re.DOTALL,
)
_KEPT = (".md", ".jpg", ".html")
"""How the names of nearly all files end; no program leaves such files about but under a name with a sign before it."""
_NOT_READ = (".", "_", "#", "~")
_SECRET = regex(
    r"\.env|\.env\..*|\.envrc|\.htpasswd|\.netrc|\.npmrc|\.pypirc|\.pgpass|\.my\.cnf|\.git-credentials|\.vault-token"
    r"|\.ssh|\.aws|\.gnupg|\.kube|\.docker|id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?|.*\.(?:ppk|kdbx|pfx|p12|keystore|jks)",
)
_NO_SECRET = regex(r"\.env\.(?:example|sample|template|dist)")
_TEXT_ENDINGS = frozenset(
    [
        *("md", "markdown", "mdx", "mdown", "mkd", "mkdn", "mdwn", "mdtxt", "mdtext", "markdn", "mdn", "rmd", "qmd"),
        *("txt", "text", "rst", "rest", "adoc", "asciidoc", "asc", "org", "textile", "mediawiki", "wiki", "dj"),
        *("html", "htm", "xhtml", "doc", "docx", "docm", "dotx", "odt", "fodt", "ott", "rtf", "pages", "gdoc", "wps"),
        *("tex", "typ", "ipynb", "njk", "liquid"),
    ]
)
_MARKDOWN = (".md", ".markdown")


def is_ignored(path: str) -> bool:
    """Tell whether a file or folder is no part of the site: left by an editor or a system, or a hidden template."""
    if path.endswith(_KEPT) and _first_sign(path).isalnum():
        return False
    name = _name(path)
    if name in _LEFTOVERS or _LEFTOVER.fullmatch(name):
        return True
    return name.startswith(".") and path.startswith("templates/")


def is_passed_over(path: str) -> bool:
    """Tell whether a file or folder of ``content/`` says by its name that it is not to be read."""
    return path.startswith("content/") and _first_sign(path) in _NOT_READ


def is_secret(path: str) -> bool:
    """Tell whether a file or folder has a name that secrets have: it is neither published nor quoted."""
    name = _name(path)
    return bool(_SECRET.fullmatch(name)) and not _NO_SECRET.fullmatch(name)


def looks_like_text(path: str) -> bool:
    """Tell whether a file has the name of a text, of whatever program."""
    stem, _, ending = _name(path).rpartition(".")
    return bool(stem) and (ending.strip() in _TEXT_ENDINGS or stem.endswith(_MARKDOWN))


def passed_over(paths: Iterable[str]) -> Iterator[Fault]:
    """Tell of files and folders of ``content/`` that are not read."""
    for path in paths:
        sign = path.rstrip("/").rpartition("/")[2][:1]
        kind = "folder" if path.endswith("/") else "file"
        message = f"this {kind} is not read: its name begins with “{sign}”"
        yield warning("passed-over", message, path.rstrip("/"), None, "rename it, or keep it outside of content/")


def secret(path: str) -> Fault:
    """Refuse to publish a file."""
    message = "this has the name of a file with passwords or keys, and everything in static/ is published"
    return Fault("secret-file", message, path.rstrip("/"), Place(), "move it out of static/, and change what it tells")


def unused(path: str) -> Fault:
    """Tell of a file beside texts that no text shows."""
    if looks_like_text(path):
        message = "this looks like a text, but newsgen reads texts from .md files only, and no text links to it"
        way_out = "make a text of it, with front matter and .md at the end of its name; or put it into static/"
        return warning("unread-text", message, path, None, way_out)
    way_out = "show it in a text, put it into static/, or delete it"
    return warning("unused-file", "no text shows this file, so it is not published", path, None, way_out)


def _first_sign(path: str) -> str:
    """Give the first sign of a name: most tell by it, and every file of a site is asked."""
    return path[path.rfind("/", 0, -1) + 1]


def _name(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2].lower()
