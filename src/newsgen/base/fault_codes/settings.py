"""Faults of the settings: addresses, Markdown, words, and the options of the theme."""

from __future__ import annotations

from newsgen.base.fault_codes.meaning import EITHER, WARNING, FaultCode

CODES = {
    "bad-authority": FaultCode(
        "In this name nothing can be called for ever: it is no domain with a year.",
        "Write a domain that was yours on a day of that year: `example.org,2026`.",
    ),
    "bad-colour": FaultCode(
        "This is not a colour.",
        'Write six hexadecimal digits in quotes, such as `"#a3261b"`.',
    ),
    "bad-extension": FaultCode(
        "A Markdown extension is not installed, is none, does not take these options, or fails when it is loaded; or "
        "the engine takes none.",
        "Correct its name or its options, install it, or leave it out.",
    ),
    "bad-hosting": FaultCode(
        "The hosts below `hosting` cannot be as they are set: one that knows no rules is to have rules alone, two read "
        "the same file in different grammars, or one is named twice.",
        "Take out what the help names. [Hosts](operators.md#hosts) tells what each of them can be told.",
    ),
    "bad-key": FaultCode(
        "Search engines would not take this key.",
        "Write 8 to 128 letters (A to Z), digits and hyphens: anything that nobody guesses, such as a UUID.",
    ),
    "bad-language": FaultCode(
        "This is not the code of a language.",
        "Write two letters, such as `fr`, and with them a country where it matters: `fr-CA`.",
    ),
    "bad-licensing": FaultCode(
        "The terms for machines contradict themselves: a use is allowed and denied, or something is said while nothing "
        "is to be said.",
        "Take out one of the two. [Terms for machines](reach.md#terms-for-machines-ai-text-and-data-mining) shows "
        "what can be said.",
    ),
    "bad-menu": FaultCode(
        "A line of a menu leads to nothing or to two things, or leads to an address and has no title.",
        "Give it one of `category`, `page` and `url`; and a `title` with a `url`.",
    ),
    "bad-permalink": FaultCode(
        "A pattern of addresses has a token that does not exist, lacks the one that tells its pages apart, or is no "
        "address.",
        "Begin it with `/`, end it with `/` or a file name, and use the tokens that the help names.",
    ),
    "bad-robots": FaultCode(
        "Crawlers would be told something else than the settings say: one has two groups, of which it would take the "
        "laxer, or `static/robots.txt` takes the place of what the settings say. It is a warning, too, where every "
        "crawler is shut out of the whole site.",
        "Say it in one place, as the help proposes.",
        EITHER,
    ),
    "bad-timezone": FaultCode(
        "This is not a time zone.",
        "Write a continent and a city, such as `Europe/Paris`.",
    ),
    "bad-word": FaultCode(
        "A word of the theme is given in a way that templates could not say: another name, another place for what is "
        "filled "
        "in, or forms that it does not have.",
        "Keep the places in `{}` as they are. [Words](templates.md#words) lists all.",
    ),
    "below-the-top": FaultCode(
        "The site lives below a path of its host (`https://journal.example/edition/`), and the settings say something "
        "that is looked for at the top of a host only: robots.txt, ads.txt, `/.well-known/`.",
        "Copy these files to the top of the host at each publication, or give the newspaper a host of its own.",
        WARNING,
    ),
    "fixed-severity": FaultCode(
        "The settings take an error for less than it is, and the site could not be built right with it: a page would "
        "be missing, or be another one than its editor wrote.",
        "Remove the line, and mend the faults of that code. Those that a site can live with say on this page what "
        "readers get then.",
    ),
    "host-limit": FaultCode(
        "The site has more rules or more files than its host takes. Most hosts ignore what is beyond, some all of it. "
        "It is a warning where that does no harm, or where other plans of the host take more.",
        "Let HTML pages redirect (`redirects: pages` for that host), write rules with wildcards yourself that stand "
        "for many, or choose a host that takes more.",
        EITHER,
    ),
    "local-code": FaultCode(
        "The settings name a Markdown extension that is not among the installed packages: a file beside the site, in "
        "the current folder, or on PYTHONPATH. Whoever may write that file would run commands here, so newsgen does "
        "not even import it.",
        "Install the package. If you trust all who can write the file, run newsgen with `--allow-local-code`, or set "
        "`NEWSGEN_ALLOW_LOCAL_CODE=1` where it runs. [Security](security.md) says what that means.",
    ),
    "low-contrast": FaultCode(
        "Two colours that stand on one another are so alike that many readers cannot read the text.",
        "Take the colour that the help proposes, or another one that is darker, or lighter in the dark design.",
        WARNING,
    ),
    "missing-engine": FaultCode(
        "The Markdown engine that the settings name is not installed.",
        "Install it with `pip install 'newsgen[fast]'`, or leave the setting out.",
    ),
    "missing-template": FaultCode(
        "The settings declare a shortcode, and there is no template that prints it.",
        "Write the template that the help names.",
    ),
    "no-catalogue": FaultCode(
        "newsgen does not speak this language yet, so the words of the theme are in English.",
        "Give your own words in the settings, below `words`.",
        WARNING,
    ),
    "no-history": FaultCode(
        "The setting `updated: git` asks for the dates of commits, and Git cannot tell them: the clone is shallow, the "
        "site is in no repository, or its texts are in a submodule.",
        "Get the history, as the help says; or take the line out of the settings.",
        lowered="No text has a date of Git’s.",
    ),
    "rule-off": FaultCode(
        "The settings say how bad it is to break a rule of the policy that is off, so that nobody looks for it.",
        "Turn the rule on below `policy`, or delete the line.",
        WARNING,
    ),
    "security-expires": FaultCode(
        "The contacts in `security.txt` hold until a day (RFC 9116) that is near, has passed, or lies more than a year "
        "ahead.",
        "See whether the contacts are still right, and write another day below `security`.",
        WARNING,
    ),
    "unknown-code": FaultCode(
        "The settings give a severity to a code that no fault has.",
        "Write the code as it stands in square brackets where a fault is printed, or as this page has it.",
    ),
    "unknown-word": FaultCode(
        "The settings give a word that the theme does not have, though it has one of almost the same name.",
        "Correct the name. A word for templates of your own needs a name that is less like it.",
    ),
    "unmatched-pattern": FaultCode(
        "The settings say how bad faults are in some files, and the site has no such files.",
        "Write the path from the site's folder on: `content/articles/2009/**` for all that lies in that folder.",
        WARNING,
    ),
    "unsaid-word": FaultCode(
        "The settings give a word that no template says.",
        "Correct its name, delete it, or say it in a template.",
        WARNING,
    ),
}
