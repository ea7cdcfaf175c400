"""The desk of a random small newsroom: what editors, designers and machines may do to it, with few names and values."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from string import ascii_letters
from typing import Any

import yaml

from newsroom import NOON, Newsroom, picture
from tiny_theme import tiny_theme

Matter = dict[str, Any]
DAY = 86_400
MIDNIGHT = NOON + 5_600
"""The midnight in Paris that follows noon (which is 22:26:40 there)."""
EMBARGO = MIDNIGHT + DAY // 2
NEXT_DATE = MIDNIGHT + DAY + 8 * 3_600
INSTANTS = (
    NOON - 400 * DAY,
    NOON - 30 * DAY,
    NOON - 1,
    NOON,
    MIDNIGHT - 1,
    MIDNIGHT,
    EMBARGO - 1,
    EMBARGO,
    NEXT_DATE - 1,
    NEXT_DATE,
    NOON + 2 * DAY - 1,
    NOON + 2 * DAY,
    NEXT_DATE + 30 * DAY,
)
"""Where the clock may stand: at instants that change something, and a second before."""

GONE: Sequence[Matter | None] = (
    None,
    {"date": "2026-05-29T12:00:00+02:00", "reason": "Un nom était faux."},
    {"date": "2026-05-29T12:00:00+02:00", "reason": "Deux noms étaient faux."},
    {"date": "2026-05-30T08:00:00+02:00", "reason": "Un nom était faux."},
)
"""Withdrawals of a text."""

STEMS = ("un", "deux", "trois", "quatre", "dossier/cinq", "dossier/six")
STATIC = (
    *("images/a.png", "images/b.png", "css/site.css", "css/newsgen.css", "divers/lisez.txt", "robots.txt"),
    "divers/e\u0301te\u0301.txt",
)
BESIDE = ("articles/photo.png", "articles/dossier/photo.png", "authors/photo.png")
DATA: Mapping[str, Sequence[str]] = {
    "data/numbers.yaml": ("count: 1\n", "count: 2\n", "count: 1\nmore: true\n", "more: true\ncount: 1\n"),
    "data/counters.json": (
        '{"un.md": {"views": 10, "comments": 2}}',
        '{"un.md": {"views": 11, "comments": 2}, "deux.md": {"views": 5}}',
    ),
}
BANNER: Matter = {"text": "Alerte", "until": "2026-05-29T12:00:00+02:00"}
"""A banner that comes down when embargoes end."""
FRONTS: Mapping[str, Sequence[Matter | None]] = {
    "fronts/home.yaml": (
        None,
        {"lead": "un.md"},
        {"lead": "deux.md", "featured": ["trois.md", "un.md"]},
        {"featured": ["un.md"], "blocks": [{"category": "culture", "count": 1}, {"category": "sport"}]},
        {
            "blocks": [{"category": "sport", "count": 2, "title": "Le sport", "articles": ["deux.md"]}],
            "most_read": False,
        },
        {"lead": {"article": "un.md", "until": "2026-05-29T12:00:00+02:00", "title": "À la une"}, "exclude": "culture"},
        {"banner": BANNER, "latest": {"count": 1, "exclude": "sport"}, "most_read": {"count": 1, "within": 2}},
        {"banner": {**BANNER, "from": "2026-05-28T22:26:40+02:00", "link": "trois.md"}, "lead": "un.md"},
        {"banner": {"text": "Demain", "from": "2026-05-29T12:00:00+02:00", "until": "2026-05-30T08:00:00+02:00"}},
    ),
    "fronts/sport.yaml": (
        None,
        {"lead": "deux.md", "featured": {"count": 2}},
        {"lead": {"article": "un.md", "until": "2026-05-30T08:00:00+02:00", "kicker": "Direct"}, "blocks": "culture"},
        {"banner": {**BANNER, "link": "/culture/"}, "featured": ["un.md", "trois.md"]},
    ),
    "fronts/culture.yaml": (None, {"featured": [{"article": "trois.md", "until": "2026-05-29T12:00:00+02:00"}]}),
}
"""Choices of each front; ``None`` is no file."""
SETTINGS: Mapping[str, Sequence[Any]] = {
    "title": ("Le Test", "Le Banc"),
    "url": ("https://test.example", "https://test.example/journal", "https://banc.example"),
    "description": (None, 'Un banc d\'essai: "vite" !', "Un autre banc."),
    "language": ("fr", "en"),
    "timezone": ("Europe/Paris", "Pacific/Auckland", "UTC"),
    "logo": (None, "/images/a.png"),
    "favicon": (None, "/images/a.png", "/images/b.png"),
    "icon": (None, "/images/a.png", "/images/b.png"),
    "output": ("public", "public", "site"),
    "permalinks": (
        None,
        {"article": "/{category}/{id}/"},
        {"article": "/{year}/{month}/{day}/{slug}.html", "tag": "/sujets/{slug}/", "archive": "/archives/"},
        {"category": "/r/{category}/", "author": "/a/{slug}.html", "feed": "/fil.xml"},
        {"article": "/soci%C3%A9t%C3%A9/{slug}/index.html", "category": "/re\u0301/{category}/", "tag": "/T/{slug}/"},
    ),
    "slugs": (None, "unicode", "as-given"),
    "page_size": (None, 1, 2),
    "feed_size": (None, 1, 2),
    "sitemaps": (None, {"news": False}),
    "licensing": (
        None,
        "deny",
        {"ai": "allow", "deny": "ai-train", "contact": "droits@test.example"},
        {"ai": "deny", "allow": ["ai-input"], "terms": "/tags/"},
        "allow",
    ),
    "robots": (None, [{"agents": "*", "disallow": "/prive/"}, {"agents": "Lent", "crawl_delay": 9}]),
    "security": (
        None,
        {"contact": "a@test.example", "expires": "2026-06-27T20:26:40Z"},
        {"contact": ["tel:+33-2", "https://a.example"], "expires": "2026-06-27", "policy": "/tags/"},
    ),
    "ads": (None, "google.com, pub-1, DIRECT"),
    "humans": (None, ["Alice", "Bob"]),
    "feeds": (
        None,
        {"content": "summary"},
        {"categories": ["atom", "json"], "authors": ["rss"], "tags": ["rss"], "corrections": ["rss", "json"]},
        {"site": [], "categories": [], "corrections": [], "authority": "banc.example,2026"},
    ),
    "outputs": (None, ["json", "ninjs"], ["ninjs"], None),
    "search": ({"index": True}, None, {"index": True, "elsewhere": "https://search.example/?site=a"}),
    "neighbours": (None, "site", "category"),
    "related": (None, {"count": 1}, {"count": 0}, {"count": 3, "newer": True}),
    "markdown": (
        None,
        {"html": "escape"},
        {"html": "sanitize"},
        {"extensions": {"admonition": {}}},
        {"engine": "commonmark"},
        {"engine": "commonmark", "html": "sanitize"},
    ),
    "typography": (None, False),
    "pictures": (
        {"widths": [1, 2]},
        None,
        {"widths": [2, 3], "quality": {"webp": 9}},
        {"widths": [2], "formats": ["avif", "webp"]},
        {"widths": [1], "formats": [], "sizes": "50vw"},
    ),
    "assets": (None, {"minify": False}, {"fingerprint": False}, {"minify": False, "fingerprint": False}),
    "notify": (
        None,
        {"hub": "https://hub.example/"},
        {"indexnow": {"key": "cle-du-banc"}, "hub": "https://hub.example/publish?a=1&b=2"},
        {"indexnow": {"key": "autre-cle-du-banc"}},
    ),
    "hosting": (
        None,
        "nginx",
        ["apache", {"host": "caddy", "redirects": "rules"}],
        {"host": "gitlab"},
        [{"host": "netlify", "redirects": "rules"}, {"host": "s3", "redirects": "pages"}, "github"],
        [{"host": "nginx", "redirects": "rules"}, {"host": "cloudflare", "redirects": "rules"}],
    ),
    "shortcodes": ({"note": {"text": "text"}}, {"note": {"text": {"kind": "text", "required": False}}}),
    "theme": (
        None,
        {"colours": {"accent": "#a3261b", "paper": {"light": "#fff", "dark": "#101010"}}, "footer": "Imprimé ici"},
        {"menus": {"masthead": [{"category": "sport"}, {"page": "un"}], "footer": {"page": "deux", "title": "Deux"}}},
        {"menus": {"footer": [{"title": "Un", "url": "un.md"}, {"title": "Mer", "url": "/tags/mer/"}]}},
        {"logo": "/images/a.png", "socials": [{"title": "Mastodon", "url": "https://social.example/@test"}]},
    ),
    "publisher": (
        None,
        {"legal_name": "SCIC Le Test", "founded": 1887, "contact": "/tags/", "email": "a@test.example"},
        {"masthead": "/authors/", "ethics_policy": "https://charte.example/"},
    ),
    "policy": (
        None,
        {"no-summary": "warning", "vague-link": "warning", "similar-tags": "warning", "narrow-picture": "warning"},
        {"long-headline": {"level": "warning", "characters": 9}, "no-links": {"level": "warning", "words": 3}},
        {"orphan-page": "warning", "unused-author": "warning", "rare-tag": "warning", "no-summary": "warning"},
    ),
    "words": (None, {"home": "La une"}, {"numbered_title": "{title} ({number})"}, {"ours": {"one": "a", "other": "b"}}),
    "params": (
        None,
        {"a": "un", "b": 1},
        {"b": 1, "a": "un"},
        {"partial": "deux"},
        {"frame": "autre.html"},
        {"partial": "absent"},
    ),
}
"""Values of each setting; the first is the usual one, ``None`` leaves it out."""

AUTHORS: Mapping[str, Sequence[Any]] = {
    "name": ("Alice {stem}", "Bob {stem}"),
    "role": (None, "reporter", "cheffe"),
    "photo": (None, "/images/a.png", {"src": "photo.png", "alt": "elle"}),
    "email": (None, "a@test.example"),
    "links": (None, [{"title": "site", "url": "https://a.example"}]),
    "slug": (None, "signature-{stem}"),
    "extra": (None, {"a": 1}, {"a": 2, "b": 1}, {"b": 1, "a": 2}),
}
CATEGORIES: Mapping[str, Sequence[Any]] = {
    "title": ("{stem}", "Rubrique {stem}"),
    "description": (None, "Tout", "Rien"),
    "parent": (None, "culture"),
    "order": (None, 1, 2),
    "slug": (None, "rubrique-{stem}"),
    "extra": (None, {"a": 1, "b": 1}, {"b": 1, "a": 1}),
}
PAGES: Mapping[str, Sequence[Any]] = {
    "title": ("Page {stem}", "La page {stem}"),
    "summary": (None, "Qui nous sommes", "Qui vous êtes"),
    "slug": (None, "page-{stem}"),
    "updated": (None, "2026-01-01", "2026-01-02T10:00"),
    "aliases": (None, ["/vieille-page-{stem}"]),
    "draft": (None, True),
    "withdrawn": GONE,
    "typography": (None, False),
    "extra": (None, {"a": 1, "b": 1}, {"b": 1, "a": 1}),
}
ARTICLES: Mapping[str, Sequence[Any]] = {
    "title": ("Le {stem}", "La {stem} & Cie", "Les {stem} < 3"),
    "summary": (None, "Il pleut.", "Il neige."),
    "kicker": (None, "Récit: l'île", "Enquête"),
    "genre": (None, "opinion", "report", "brief"),
    "category": ("sport", "culture", ["culture", "sport"]),
    "author": (None, "alice", ["bob", "avec AFP"], ["alice", "bob"]),
    "date": (
        "2026-03-01T08:00",
        "2026-03-02",
        "2026-04-30T23:30:00+00:00",
        "2026-05-28T22:26:40+02:00",
        "2026-05-30T08:00:00+02:00",
    ),
    "updated": (None, "2026-06-01", "2026-06-02T09:30"),
    "tags": (None, ["mer"], ["mer", "vent"], ["Mer", "île"]),
    "image": (
        None,
        {"src": "/images/a.png", "alt": "une mer"},
        {"src": "/images/a.png", "alt": "une mer", "caption": "La mer", "credit": "Alice", "licence": "CC0"},
        {"src": "photo.png", "alt": "un phare"},
    ),
    "video": (
        None,
        {"url": "https://video.example/1"},
        {"url": "https://youtu.be/dQw4w9WgXcQ", "poster": "/images/b.png"},
    ),
    "letters": (
        None,
        [{"author": "Une lectrice", "date": "2026-05-01", "text": ["Onze !", "Et non dix."]}],
        [
            {"author": "Un lecteur & Cie", "date": "2026-05-29T12:00:00+02:00", "text": "Demain."},
            {"author": "Une lectrice", "date": "2026-05-01", "text": "Douze !"},
        ],
    ),
    "corrections": (
        None,
        [{"date": "2026-05-01", "text": "Onze, et non dix."}],
        [{"date": "2026-05-01", "text": "Douze, et non dix."}],
        [
            {"date": "2026-05-29T12:00:00+02:00", "text": "Tout est faux.", "kind": "retraction"},
            {"date": "2026-05-01", "text": "À Nice.", "kind": "clarification"},
        ],
    ),
    "galleries": (
        None,
        {"vues": [{"src": "/images/a.png", "alt": "une mer"}]},
        {
            "vues": [
                {"src": "photo.png", "alt": "un phare", "caption": "Le phare"},
                {"src": "/images/b.png", "alt": "b"},
            ]
        },
    ),
    "related": (None, ["{other}.md"], ["{another}.md", "{other}.md"], ["{other}.md", "{another}.md"]),
    "previous": (None, False, "{other}.md"),
    "next": (None, False, "{other}.md"),
    "aliases": (
        None,
        ["/vieux/{stem}"],
        ["/vieux/{stem}", "/plus-vieux/{stem}.html"],
        ["/%C3%A9t%C3%A9/{stem}", "/e\u0301te\u0301/{stem}/", "/{stem}.php", "/?p={stem}"],
        ["/VIEUX/{stem}/", "/%76ieux/deux/"],
    ),
    "slug": (None, "adresse-{stem}", "autre-adresse-{stem}"),
    "id": (None, "identite-{stem}"),
    "draft": (None, True),
    "typography": (None, False),
    "embargo": (None, "2026-05-29T12:00:00+02:00"),
    "expires": (None, "2026-05-29T12:00:00+02:00", "2026-05-31"),
    "withdrawn": GONE,
    "extra": (None, {"a": 1}, {"a": 2, "b": 1}, {"b": 1, "a": 2}),
}
FIELDS: Mapping[str, Mapping[str, Sequence[Any]]] = {
    "articles": ARTICLES,
    "authors": AUTHORS,
    "categories": CATEGORIES,
    "pages": PAGES,
}
"""Values of each field of each kind of text; the first makes no fault in any company."""

BODIES = (
    "Un paragraphe.\n\nUn autre, sobre.\n",
    "Un paragraphe.\n\nUn autre, fini.\n",
    "## Titre\n\nUn [lien](#titre), une note[^1].\n\n[^1]: La note.\n",
    "Un <b onclick='x()'>mot</b> brut.\n\n<script>x()</script>\n",
    "!!! note\n    Attention.\n",
    "Un [renvoi]({other}.md) au texte.\n",
    "Un [renvoi](article:{id}) au texte.\n",
    "![Une mer](/images/a.png)\n",
    "![Un phare](photo.png)\n",
    '{{< related article="{other}.md" label="Lire" >}}\n',
    '{{< quote text="Oui" by="Elle" >}}\n\n{{< figure src="/images/b.png" alt="b" >}}\n',
    '{{< note text="Bien" >}}\n\n<video src="/images/b.png" poster="/images/a.png"></video>\n',
    "[Lisez](/divers/lisez.txt) et [revenez](/).\n",
    '{{< video url="https://dai.ly/x8abcde" title="But" >}}\n',
)
"""Bodies; the first two make no fault in any company, and differ in one word."""
LINKING = (5, 6, 9)
"""The bodies that name another article."""


@dataclass
class Text:
    """A Markdown file: its front matter and its body."""

    matter: Matter
    body: str = BODIES[0]

    @property
    def source(self) -> str:
        """The file."""
        matter = {name: value for name, value in self.matter.items() if value is not None}
        return f"---\n{_yaml(matter)}---\n{self.body}"


@dataclass
class State:
    """What the files of the site were written from."""

    texts: dict[str, Text] = field(default_factory=dict)
    settings: Matter = field(default_factory=lambda: {name: values[0] for name, values in SETTINGS.items()})
    broken: set[str] = field(default_factory=set)


class Desk(Newsroom):
    """A newsroom that remembers what it wrote, so that one field of one text can change."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.state = State()
        self.templates = dict(tiny_theme())
        self.write_settings()
        for name, text in self.templates.items():
            self.write(f"templates/{name}", text)

    @property
    def output(self) -> Path:
        """The folder of the built site."""
        return self.root / str(self.state.settings["output"])

    def set(self, name: str, value: object) -> None:
        """Change one setting."""
        self.state.settings[name] = value
        self.write_settings()

    def write_settings(self) -> None:
        """Write ``newsgen.yaml``."""
        settings = {name: value for name, value in self.state.settings.items() if value is not None}
        self.write_yaml("newsgen.yaml", settings)

    def write_yaml(self, path: str, value: object) -> None:
        """Write a file of YAML."""
        self.write(path, _yaml(value))

    def texts(self, kind: str) -> list[str]:
        """Name the texts of a kind by their paths."""
        return sorted(path for path in self.state.texts if path.startswith(f"content/{kind}/"))

    def create(self, kind: str, stem: str, matter: Mapping[str, object], body: str) -> str:
        """Create or replace a text; values and body are completed for it."""
        path = f"content/{kind}/{stem}.md"
        self.state.texts[path] = Text({name: self.complete(value, path) for name, value in matter.items()})
        self.state.texts[path].body = str(self.complete(body, path))
        self.save(path)
        return path

    def change(self, path: str, name: str, value: object) -> None:
        """Change one field of a text."""
        self.state.texts[path].matter[name] = self.complete(value, path)
        self.save(path)

    def rewrite(self, path: str, body: str) -> None:
        """Change the body of a text."""
        self.state.texts[path].body = str(self.complete(body, path))
        self.save(path)

    def save(self, path: str) -> None:
        """Write a text as the desk knows it."""
        self.state.broken.discard(path)
        self.write(path, self.state.texts[path].source)

    def spoil(self, path: str, data: str) -> None:
        """Break a text; :meth:`save` mends it."""
        self.state.broken.add(path)
        self.write(path, data)

    def remove(self, path: str) -> None:
        """Delete a file of the site."""
        self.state.texts.pop(path, None)
        self.state.broken.discard(path)
        (self.root / path).unlink(missing_ok=True)

    def rename(self, path: str, new: str) -> None:
        """Move a text, its file and all; what stood there is gone."""
        self.state.texts[new] = self.state.texts.pop(path)
        self.state.broken.discard(new)
        if path in self.state.broken:
            self.state.broken.remove(path)
            self.state.broken.add(new)
        (self.root / new).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).rename(self.root / new)

    def swap(self, path: str, other: str) -> None:
        """Let two texts change places, files and all."""
        aside = f"{other}.aside"
        self.rename(path, aside)
        self.rename(other, path)
        self.rename(aside, other)

    def edit_unseen(self, path: str) -> None:
        """Change the last letter of a file and give it back its time, so that only ctime tells; a template grows."""
        file = self.root / path
        before, data = file.stat(), bytearray(file.read_bytes())
        last = max((index for index, byte in enumerate(data) if chr(byte) in ascii_letters), default=None)
        if path.startswith("templates/"):
            data += b"a"
        elif last is not None:
            data[last] = ord("b" if data[last] == ord("a") else "a")
        file.write_bytes(data)
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        self.reread(path)

    def reread(self, path: str) -> None:
        """Take note of the body that a text has now."""
        if path in self.state.texts and path not in self.state.broken:
            self.state.texts[path].body = (self.root / path).read_text(encoding="utf-8").split("---\n", 2)[2]

    def scrub(self, path: str) -> None:
        """Take the name of an article out of whatever names it."""
        name, link = f"{_stem(path)}.md", f"article:{self._id(_stem(path))})"
        for each, text in self.state.texts.items():
            matter = {
                key: None if key in {"related", "previous", "next"} and name in str(value) else value
                for key, value in text.matter.items()
            }
            body = BODIES[0] if name in text.body or link in text.body else text.body
            if each != path and each not in self.state.broken and (matter != text.matter or body != text.body):
                text.matter, text.body = matter, body
                self.save(each)
        for front in (self.root / "content" / each for each in FRONTS):
            if front.exists() and name in front.read_text(encoding="utf-8"):
                front.unlink()

    def complete(self, value: object, path: str) -> object:
        """Fill ``{stem}``, ``{other}`` and the like into the texts of a value."""
        match value:
            case str():
                for word, filling in self._words(path).items():
                    value = value.replace(f"{{{word}}}", filling)
                return value
            case list():
                return [self.complete(each, path) for each in value]
            case dict():
                return {key: self.complete(each, path) for key, each in value.items()}
            case _:
                return value

    def _words(self, path: str) -> dict[str, str]:
        stem = path.rpartition("/")[2].removesuffix(".md")
        others = [_stem(each) for each in self.texts("articles") if each != path] or [stem]
        start = sum(map(ord, stem)) % len(others)
        other, another = others[start], others[(start + 1) % len(others)]
        return {"stem": stem, "other": other, "another": another, "id": self._id(other)}

    def _id(self, stem: str) -> str:
        text = self.state.texts.get(f"content/articles/{stem}.md")
        return (text.matter.get("id") if text else None) or stem.rpartition("/")[2]

    def mend(self, paths: Iterable[str]) -> None:
        """Make the files that faults were found in as plain as can be."""
        for path in sorted(paths):
            kind = path.split("/")[1] if path.startswith("content/") else ""
            name = path.removeprefix("theme:").removeprefix("templates/")
            if path == "newsgen.yaml":
                self.state.settings |= {key: values[0] for key, values in SETTINGS.items() if key != "output"}
                self.write_settings()
            elif path in self.state.texts and not self._is_plain(path):
                self.create(kind, _stem(path), plain(kind), BODIES[0])
            elif name in self.templates:
                self._mend_template(name)
            else:
                self.remove(path)

    def _mend_template(self, name: str) -> None:
        """Give a template its usual text; if it has that, the fault has company: give all theirs, the settings too."""
        file, usual = self.root / "templates" / name, self.templates
        if file.exists() and file.read_text(encoding="utf-8") == usual[name]:
            for each, text in usual.items():
                self.write(f"templates/{each}", text)
            self.mend(["newsgen.yaml"])
        self.write(f"templates/{name}", usual[name])

    def _is_plain(self, path: str) -> bool:
        text, kind = self.state.texts[path], path.split("/")[1]
        wanted = {name: self.complete(value, path) for name, value in plain(kind).items()}
        return path not in self.state.broken and text.matter == wanted and text.body == BODIES[0]

    def lose_cache(self) -> None:
        """Delete the cache."""
        shutil.rmtree(self.root / ".newsgen", ignore_errors=True)


def plain(kind: str) -> Matter:
    """Give the fields that a text of a kind cannot do without."""
    needed = {"articles": ("title", "category", "date"), "authors": ("name",)}.get(kind, ("title",))
    return {name: FIELDS[kind][name][0] for name in needed}


def file(path: str, number: int) -> bytes:
    """Give the bytes of a file: a picture so many pixels wide, or a style sheet that loads others."""
    if not path.endswith(".css"):
        return picture(number, 3)
    loads = '@import "site.css";' if path.endswith("newsgen.css") else "a { background: url(../images/b.png) }"
    return f"{loads} p {{ order: {number} }}".encode()


def _yaml(value: object) -> str:
    return str(yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False))


def _stem(path: str) -> str:
    return path.split("/", 2)[2].removesuffix(".md")
