"""Faults of addresses: two things at one place, and redirects that lead nowhere."""

from __future__ import annotations

from newsgen.base.fault_codes.meaning import WARNING, FaultCode

CODES = {
    "alias-taken": FaultCode(
        "An alias or a redirect is the address of something that the site has today.",
        "Remove the alias: readers who follow the old address find a page already.",
    ),
    "bad-address": FaultCode(
        "The address of a page would be a name that Windows, servers or hosts refuse or keep for themselves: `con`, "
        "`.htaccess`, `web.config`, `_redirects`, a name with `:` in it or a dot at its end; or a part of it is empty.",
        "Give the text another `slug`, or write the category or the tag in other words.",
    ),
    "local-address": FaultCode(
        "This is an address of a preview, of a file on somebody's disk, or of a machine in somebody's house. It works "
        "where it was written, and for no reader.",
        "Write the path of the page or of the file on the site: `/sport/finale/`, `/images/port.jpg`.",
    ),
    "long-address": FaultCode(
        "The address would make a file whose name is longer than file systems allow.",
        "Write a shorter one: give the text a `slug`, or shorten the alias.",
    ),
    "moved-site": FaultCode(
        "The site has another `url` than at the commit that `check --since` names. What was below the old "
        "one is no address of this site any more, and no file of it can answer there.",
        "Let the host of the old address redirect everything to the new one, path by path: the help gives the rule.",
        WARNING,
    ),
    "old-address": FaultCode(
        "An old address has a query (`/?p=123`), which no page can answer, or the name of a file that is no page "
        "(`/article.php`). newsgen puts a page into a folder of that name; a host that runs such files, or offers them "
        "for download, does not show it. Or it begins with the path of the site’s own `url`, below which all stands.",
        "Name your host below `hosting` in the settings, and newsgen writes the rule, where that host can have one; or "
        "let it redirect the address itself, as the help says. Where the page is shown, nothing is to be done.",
        WARNING,
    ),
    "redirect-circle": FaultCode(
        "Redirects lead from one to the next and back to the first, so no reader would ever arrive.",
        "Let one of them lead to a page.",
    ),
    "same-address": FaultCode(
        "Two things would have the same address. Of two articles, the newer one is named first.",
        "Give one of them another `slug`.",
    ),
    "vanished-address": FaultCode(
        "An address was online at the commit that `check --since` names, and would lead nowhere now: "
        "links, bookmarks and search engines still know it.",
        "Add the line that the help shows; `--fix` adds those of texts. Where no text of today is the heir, let it "
        "lead elsewhere by `content/redirects.yaml`, or bring the text back and withdraw it.",
        lowered="The address leads nowhere.",
    ),
}
