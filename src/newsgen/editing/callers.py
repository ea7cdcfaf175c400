"""Who calls newsgen, as git knows them, among the authors of the site."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from newsgen.base.git import NoGitError, ask_git
from newsgen.model.records import Article, Author, Record
from newsgen.model.slugs import Slugs

_PATIENCE = 5  # seconds


def caller_among(records: Iterable[Record], root: Path, slugs: Slugs) -> str | None:
    """Give the author who has the address, or else the name, that git has of the caller; of several, none.

    On a site that declares no authors it is the name, if articles have it.
    """
    known = list(records)
    authors = [each for each in known if isinstance(each, Author)]
    email, name = (_configured(root, key) for key in ("user.email", "user.name"))
    said = slugs.make(name)
    if not authors:
        names = {each for article in known if isinstance(article, Article) for each in article.matter.author}
        mine = [each for each in sorted(names) if said and slugs.make(each) == said]
        return mine[0] if mine else None
    found = [each.id for each in authors if email and (each.matter.email or "").strip().casefold() == email.casefold()]
    found = found or [each.id for each in authors if said and said in _names(each, slugs)]
    return found[0] if len(found) == 1 else None


def _names(author: Author, slugs: Slugs) -> Sequence[str]:
    return (slugs.make(author.matter.name), slugs.make(author.id), author.slug)


def _configured(root: Path, key: str) -> str:
    """Ask git for a setting; nothing where there is no git, or it does not know."""
    try:
        found = ask_git(root, ("config", "--get", key), patience=_PATIENCE)
    except NoGitError:
        return ""
    return found.stdout.decode("utf-8", "replace").strip()
