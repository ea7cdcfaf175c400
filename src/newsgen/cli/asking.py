"""What is missing is asked for where somebody can answer: on a terminal, and never in continuous integration."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence

import click

from newsgen.cli.surroundings import in_ci
from newsgen.schema.plain_text import CONTROL

_SPACES = re.compile("[ \t\r\n]+")  # not no-break spaces: somebody typed them for a reason
_HALF = re.compile("[\ud800-\udfff]")  # bytes of an argument that are no UTF-8


def asked(option: str, question: str, given: str | None, known: Sequence[str] = ()) -> str:
    """Give what was given, or ask for it where somebody can answer; in one line, for it will be a line of YAML.

    Raises:
        click.UsageError: there is nobody to ask, or what was given is no text; it names the option.
    """
    if given is None:
        if not on_terminal():
            raise click.UsageError(f"Missing {'argument' if option.isupper() else 'option'} '{option}'.")
        given = prompt(question, known)
    text = _SPACES.sub(" ", given).strip(" ")
    if not text or CONTROL.search(text) or _HALF.search(text):
        raise click.BadParameter("this must be a text", param_hint=f"'{option}'")
    return text


def prompt(question: str, known: Sequence[str], default: str | None = None) -> str:
    """Ask for one of the words that are ``known``, or for any if there are none."""
    kind = click.Choice(known) if known else click.STRING
    text = f"{question} ({', '.join(filter(None, known))})" if known else question
    answer: str = click.prompt(text, type=kind, default=default, show_default=False, show_choices=False, err=True)
    return answer


def on_terminal() -> bool:
    """Tell whether there is somebody who can answer."""
    return sys.stdin.isatty() and sys.stderr.isatty() and not in_ci()
