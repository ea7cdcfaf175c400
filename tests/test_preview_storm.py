"""A storm of saves over the preview: whatever came, what it serves is what a build writes, and nothing piles up."""

from __future__ import annotations

import gc
import os
import pathlib
import random
import re
import time
import tracemalloc
from pathlib import Path

import pytest

from newsroom import SETTINGS
from served import DEUX, TEMPLATES, UN, Served, assert_equals_build, eventually, make_site, serving

SAVES = 500
MANY_SAVES = 5_000
CALM_EVERY = 50
"""Set in the environment for a storm of many saves."""
MOST_BYTES = 2_000_000
_LINE = re.compile(r".+: \d+ files? planned, (no faults|\d+ faults?), .*\d of \d open pages? reloaded.* in \d+ ms")


class Storm:
    """Random saves in a site that is being previewed, as editors, programs and accidents make them."""

    def __init__(self, served: Served, seed: int) -> None:
        self.dice = random.Random(seed)
        self.served = served
        self.site = served.site
        self.articles = served.site.root / "content/articles"
        self.statuses: set[int] = set()
        self.steps = [
            *[self.save] * 6,
            *[self.save_by_halves] * 2,
            *[self.save_by_rename] * 2,
            self.save_broken,
            self.delete,
            self.rename,
            self.rename_folder,
            self.restyle,
            self.retemplate,
            self.resettle,
            self.categorise,
        ]

    def blow(self, saves: int) -> None:
        """Save so many times, in bursts, and look at pages meanwhile."""
        for _ in range(saves):
            self.dice.choice(self.steps)(self.dice.choice(["un", *"pqrstu"]))
            if self.dice.random() < 0.25:  # else the burst goes on
                time.sleep(self.dice.choice([0, 0.01, 0.06]))
                address = self.dice.choice(["/", UN, DEUX, "/sport/", "/sport/trois-p/", "/atom.xml", "/_newsgen/"])
                self.statuses.add(self.served.get(address).status)

    def calm(self) -> None:
        """Mend everything, and compare every page with what a build writes."""
        site = self.site
        site.write("newsgen.yaml", SETTINGS).write("templates/article.html", TEMPLATES["article.html"])
        site.write("content/categories/sport.md", "---\ntitle: Sport\n---\n")
        for file in self.articles.glob("*.md"):
            if file.stem not in {"un", "deux"}:
                self.save(file.stem)
        mark = f"Le calme {self.dice.random()}."
        site.article("un", f"{mark}\n")
        self.served.eventually_shows(UN, mark)
        eventually(lambda: "no faults" in self.served.said[-1])
        assert_equals_build(self.served)
        assert all(map(_LINE.fullmatch, self.served.said)), self.served.said
        self.served.said[:-1] = []

    def text(self, name: str) -> str:
        title = self.dice.choice(["Un", "Deux", "Trois", "Quatre"])
        body = self.dice.choice(["a", "b", "[lien](deux.md)", "c\n\nd"])
        month = self.dice.randint(1, 5)
        return f"---\ntitle: {title} {name}\ncategory: sport\ndate: 2026-0{month}-01T08:00\n---\n{body}\n"

    def save(self, name: str) -> None:
        (self.articles / f"{name}.md").write_text(self.text(name), encoding="utf-8")

    def save_broken(self, name: str) -> None:
        text = self.text(name).replace("category: sport", self.dice.choice(["category: spart", "category: [", "\x00"]))
        (self.articles / f"{name}.md").write_text(text, encoding="utf-8")

    def save_by_halves(self, name: str) -> None:
        text = self.text(name)
        with (self.articles / f"{name}.md").open("w", encoding="utf-8") as file:
            for piece in (text[: len(text) // 3], text[len(text) // 3 :]):
                file.write(piece)
                file.flush()
                time.sleep(self.dice.choice([0, 0.06]))

    def save_by_rename(self, name: str) -> None:
        aside = self.articles / f".{name}.md.tmp"
        aside.write_text(self.text(name), encoding="utf-8")
        aside.rename(self.articles / f"{name}.md")

    def delete(self, name: str) -> None:
        (self.articles / f"{name}.md").unlink(missing_ok=True)

    def rename(self, name: str) -> None:
        if (self.articles / f"{name}.md").exists():
            (self.articles / f"{name}.md").rename(self.articles / f"{self.dice.choice('pqrstu')}.md")

    def rename_folder(self, _: str) -> None:
        away = self.articles.with_name("ailleurs")
        self.articles.rename(away)
        time.sleep(self.dice.choice([0, 0.06]))
        away.rename(self.articles)

    def restyle(self, _: str) -> None:
        self.site.write("static/css/site.css", f"p {{ order: {self.dice.randint(0, 9)} }}\n")

    def retemplate(self, _: str) -> None:
        template = TEMPLATES["article.html"].replace("<h1>", f"<h1 class=c{self.dice.randint(0, 3)}>")
        self.site.write("templates/article.html", self.dice.choice([template, template, "{% if %}", "{{ 1 // 0 }}"]))

    def resettle(self, _: str) -> None:
        self.site.write(
            "newsgen.yaml", self.dice.choice([SETTINGS, SETTINGS.replace("Le Test", "Un Test"), "title: {"])
        )

    def categorise(self, _: str) -> None:
        self.site.write("content/categories/sport.md", f"---\ntitle: Sport {self.dice.randint(0, 3)}\n---\n")


@pytest.mark.parametrize("saves", [SAVES, pytest.param(MANY_SAVES, marks=pytest.mark.long)])
def test_after_a_storm_of_saves_all_is_as_a_build_writes_it_and_nothing_has_piled_up(
    tmp_path: Path, saves: int
) -> None:
    with serving(make_site(tmp_path / "site")) as served:
        storm = Storm(served, seed=7)
        tabs = [served.tab("/"), served.tab(UN)]
        for done in range(0, saves, CALM_EVERY):
            if done == 2 * CALM_EVERY:  # as of which whatever is kept once is kept
                for tab in tabs:
                    tab.close()
                gc.collect()
                tracemalloc.start()
                files = _open_files()
            storm.blow(CALM_EVERY)
            storm.calm()
        assert storm.statuses <= {200, 404, 503}
        gc.collect()
        # pathlib interns the names of folders: the table of all such words grows by leaps, and is nobody's leak
        snapshot = tracemalloc.take_snapshot().filter_traces([tracemalloc.Filter(False, pathlib.__file__)])
        tracemalloc.stop()
        assert sum(each.size for each in snapshot.traces) < MOST_BYTES
        eventually(lambda: _open_files() <= files + 2)


def _open_files() -> int:
    return len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
