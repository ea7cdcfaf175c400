"""Faults of the site's folders and files, and of where a build reads and writes."""

from __future__ import annotations

from newsgen.base.fault_codes.meaning import EITHER, WARNING, FaultCode

CODES = {
    "alike-names": FaultCode(
        "Two texts have names that differ by case only. On Windows and on a Mac they are one file: whoever copies the "
        "site there loses one of them.",
        "Rename one of them.",
        WARNING,
    ),
    "bad-cache": FaultCode(
        "The cache would lie in the output, among the sources, or around the site. It holds what is not published yet.",
        "Give `--cache` a folder of its own, or leave it out.",
    ),
    "bad-json": FaultCode(
        "A file of data is not valid JSON.",
        "Check the commas and quotation marks before the place that is marked.",
    ),
    "bad-name": FaultCode(
        "The name of a file or folder is not UTF-8, or has a control character in it. It cannot become an address.",
        "Rename it.",
    ),
    "bad-output": FaultCode(
        "The output would lie among the sources, or holds the site itself, or is a file.",
        "Give the setting `output`, or `--output`, a folder of its own, such as `public`.",
    ),
    "dead-symlink": FaultCode(
        "A symbolic link leads to nothing, or to itself.",
        "Delete it, or let it lead to a file of the site.",
    ),
    "huge-file": FaultCode(
        "A text has more than 5 MB.",
        "Split it, or put the file into `static/` if it is no text.",
    ),
    "in-the-way": FaultCode(
        "A file or folder of the output that is not newsgen's stands where newsgen must make a folder or a file.",
        "Move it out of the output, or give the page another address.",
    ),
    "linked-output": FaultCode(
        "A folder of the output is a symbolic link. Nothing is written or deleted through one: it may lead anywhere.",
        "Replace the link by the folder itself. The output as a whole may be a link.",
    ),
    "no-content": FaultCode(
        "There is no folder `content/`. A site without it would replace all pages by nothing.",
        "Run newsgen in the folder of the site, or name that with `--site`.",
    ),
    "no-site": FaultCode(
        "There is no `newsgen.yaml` here, or it cannot be read.",
        "Run newsgen in the folder of the site, or name that with `--site`. A new site needs a file with `title` and "
        "`url`.",
    ),
    "not-a-file": FaultCode(
        "This is neither a file nor a folder, but a pipe, a socket or a device.",
        "Delete it.",
    ),
    "not-a-folder": FaultCode(
        "A file has the name of one of the folders of a site.",
        "Rename the file.",
    ),
    "not-utf8": FaultCode(
        "The file is not in UTF-8, so its accents would come out wrong.",
        "Open it in your editor with the encoding that it has (Latin-1 or Windows-1252, most often), and save it as "
        "UTF-8.",
    ),
    "passed-over": FaultCode(
        "A file or folder of `content/` is not read, because its name begins with `.`, `_`, `#` or `~`.",
        "Rename it, or keep it outside of `content/`. Whoever wants to keep it there can "
        "[turn the warning off](content.md#settings).",
        WARNING,
    ),
    "same-name": FaultCode(
        "Two files have one name: for templates, or because they differ only in how an accent is stored.",
        "Rename one of them.",
    ),
    "secret-file": FaultCode(
        "A file or folder in `static/` has the name of one with passwords or keys (`.env`, `id_rsa`, `.htpasswd` …). "
        "Everything in `static/` is published, so this would be too.",
        "Move it out of `static/`. If it was online, change the passwords and keys that it tells.",
    ),
    "stray-file": FaultCode(
        "newsgen does not know what this file is for. Nothing is dropped silently, so it has to be told.",
        "Move it where it belongs ([where files go](content.md#where-files-go)), or begin its name with `_` to have it "
        "ignored.",
        lowered="The file is not published.",
    ),
    "symlink-folder": FaultCode(
        "A symbolic link leads to a folder, whose files would be there twice.",
        "Move the folder itself here.",
    ),
    "symlink-outside": FaultCode(
        "A symbolic link leaves the site, so that the site would not be whole on another machine; or it leads to what "
        "is hidden in the site, such as `.git/` or `.env`. It is not followed.",
        "Copy the file into the site, if readers may see it.",
    ),
    "tracked-cache": FaultCode(
        "The folder of the cache is tracked by git. Whoever proposes a change of the repository could then decide what "
        "newsgen remembers, and so what it publishes and deletes. An error in continuous integration (`CI=true`).",
        "Run `git rm -r --cached .newsgen`, and add the line `.newsgen/` to `.gitignore`.",
        EITHER,
    ),
    "unread-text": FaultCode(
        "A file of `content/` looks like a text, but newsgen reads texts from `.md` and `.markdown` files only. No "
        "text links to it, so readers will not see it.",
        "Make a text of it, with front matter, and let its name end with `.md`. If it is a document for readers, link "
        "to it from a text, or put it into `static/`.",
        WARNING,
    ),
    "unreadable": FaultCode(
        "The operating system refuses to let newsgen read this.",
        "Check its permissions and those of the folders around it.",
    ),
    "unused-file": FaultCode(
        "A file lies in `content/`, and no text shows it: neither one that is online nor one that will be. It is not "
        "published.",
        "Show it in a text, put it into `static/`, or delete it.",
        WARNING,
    ),
    "unwritable": FaultCode(
        "The output or the cache cannot be written: the disk is full, or the permissions do not allow it.",
        "Make room or mend the permissions, and build again: the next build repairs whatever is missing.",
    ),
}
