"""Pelican's configuration, with the few lines that previous, next and the months of the archive need there."""

import json
from itertools import groupby, pairwise
from pathlib import Path

from pelican import signals

SITENAME = "Journal d’essai"
SITEURL = ""
PATH = "content"
OUTPUT_PATH = "public"
THEME = "theme"
ARTICLE_PATHS = ["articles"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = []
TIMEZONE = "Europe/Paris"
DEFAULT_LANG = "fr"
WITH_FUTURE_DATES = True
SECTIONS = json.loads(Path("sections.json").read_text(encoding="utf-8"))

ARTICLE_URL, ARTICLE_SAVE_AS = "{category}/{slug}/", "{category}/{slug}/index.html"
PAGE_URL, PAGE_SAVE_AS = "{slug}/", "{slug}/index.html"
CATEGORY_URL, CATEGORY_SAVE_AS = "categories/{slug}/", "categories/{slug}/index.html"
AUTHOR_URL, AUTHOR_SAVE_AS = "authors/{slug}/", "authors/{slug}/index.html"
TAG_URL, TAG_SAVE_AS = "tags/{slug}/", "tags/{slug}/index.html"
DIRECT_TEMPLATES = ["index", "categories", "authors", "tags", "months", "sitemap"]
CATEGORIES_SAVE_AS, AUTHORS_SAVE_AS = "categories/index.html", "authors/index.html"
TAGS_SAVE_AS, MONTHS_SAVE_AS, SITEMAP_SAVE_AS = "tags/index.html", "months/index.html", "sitemap.xml"
DEFAULT_PAGINATION = 20
PAGINATED_TEMPLATES = {"category": None, "author": None, "tag": None, "month": None}
PAGINATION_PATTERNS = (
    (1, "{base_name}/", "{base_name}/index.html"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)

FEED_ALL_ATOM = "atom.xml"
FEED_MAX_ITEMS = 30
CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
MARKDOWN = {"extension_configs": {"markdown.extensions.extra": {}, "markdown.extensions.meta": {}}}
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
CHECK_MODIFIED_METHOD = "mtime"


def _months(articles):
    return [(name, list(each)) for name, each in groupby(articles, lambda article: f"{article.date:%Y-%m}")]


def _link(generator):
    articles = generator.articles
    for newer, older in pairwise(articles):
        newer.previous, older.next = older, newer
    generator.context["months"] = [name for name, _ in _months(articles)]


def _write_months(generator, writer):
    for name, articles in _months(generator.articles):
        writer.write_file(
            f"months/{name}/index.html",
            generator.get_template("month"),
            generator.context,
            month=name,
            articles=articles,
            dates=articles,
            paginated={"articles": articles, "dates": articles},
            template_name="month",
            url=f"months/{name}/",
        )


signals.article_generator_finalized.connect(_link)
signals.article_writer_finalized.connect(_write_months)
