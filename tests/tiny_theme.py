"""A theme of a few lines a page that prints every field of every view, and other texts for each of its templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsgen.base.places import theme_folder
from newsroom import Newsroom

_FRAME = (
    '{% extends "base.html" %}{% from "partials/teaser.html" import teaser, picture %}'
    '{% from "partials/banner.html" import show_banner %}{% from "partials/blocks.html" import show_blocks %}\n'
)
_LIST = """{% block main %}{{ listing.title }}|{{ listing.url }}|{{ listing.number }}|{{ listing.newer }}|{{ listing.older }}
{{ listing.description }}|{{ listing.intro | html }}{% for key in listing.extra %}{{ key }}={{ listing.extra[key] }};{% endfor %}
{% for link in listing.children %}{{ link.title }}={{ link.url }};{% endfor %}
{% if listing.author %}{% set author = listing.author %}{% include "partials/card.html" %}{% endif %}
{% if listing.front %}{% set front = listing.front %}{{ show_banner(front.banner) }}{% if front.lead %}{{ teaser(front.lead) }}{% endif %}
{% for item in front.featured %}{{ teaser(item) }}{% endfor %}{{ show_blocks(front.blocks) }}
{% for item in front.most_read %}{{ teaser(item) }}{% endfor %}{% endif %}
{% for item in listing.articles %}{{ teaser(item) }}{% endfor %}{% endblock %}
"""
_ARTICLE = """{{ article.title }}|{{ article.url }}|{{ article.date | date }}|{{ article.updated }}|{{ article.summary }}
{{ article.kicker }}|{{ article.genre }}|{{ article.section.title }}|{% for link in article.categories %}{{ link.title }}={{ link.url }};{% endfor %}
{% for name in article.byline %}{{ name.name }}={{ name.url }};{% endfor %}
{% for author in article.authors %}{% include "partials/card.html" %}{% endfor %}
{% for link in article.tags %}{{ link.title }}={{ link.url }};{% endfor %}{{ picture(article.image) }}
{% if article.video %}{{ article.video.url }}{{ article.video.title }}{{ picture(article.video.poster) }}{{ article.video.duration }}{{ article.video.file }}
{%- if article.video.player %}{{ article.video.player.url }}{{ article.video.player.provider }}{% endif %}{% endif %}
{{ article.body | html }}{{ article.words }}|{{ article.minutes }}|{{ article.views }}|{{ article.comments }}
{% for item in article.related %}{{ teaser(item) }}{% endfor %}
{% if article.previous %}{{ article.previous.title }}={{ article.previous.url }}{% endif %}
{% for each in article.corrections %}{{ each.date }}{{ each.text }}{{ each.kind }}{% endfor %}
{% for each in article.letters %}{{ each.author }}{{ each.date }}{{ each.text | join(';') }}{% endfor %}
{% if article.next %}{{ article.next.title }}={{ article.next.url }}{% endif %}{% for key in article.extra %}{{ key }}={{ article.extra[key] }};{% endfor %}
"""
_FRONT = """{% if lead %}{{ teaser(lead) }}{% endif %}{% for item in featured %}{{ teaser(item) }}{% endfor %}
{{ show_blocks(blocks) }}{{ show_banner(banner) }}{{ publisher.legal_name }}{{ publisher.founding_date }}{{ publisher.contact }}
{{ publisher.email }}{{ publisher.telephone }}{{ publisher.publishing_principles }}{{ publisher.ethics_policy }}
{{ publisher.corrections_policy }}{{ publisher.verification_fact_checking_policy }}{{ publisher.unnamed_sources_policy }}
{{ publisher.actionable_feedback_policy }}{{ publisher.diversity_policy }}{{ publisher.mission_coverage_priorities_policy }}
{{ publisher.ownership_funding_info }}{{ publisher.masthead }}{{ publisher.same_as | join(",") }}
{% for item in latest %}{{ teaser(item) }}{% endfor %}{% for item in most_read %}{{ teaser(item) }}{% endfor %}
"""
_INDEX = """{% for entry in entries %}{{ entry.title }}={{ entry.url }}|{{ entry.detail }}|{{ picture(entry.photo) }}
{% for link in entry.children %}{{ link.title }}={{ link.url }};{% endfor %}{% endfor %}
"""
_PAGE = "{{ body | html }}{{ updated }}{% for key in extra %}{{ key }}={{ extra[key] }};{% endfor %}\n"
_CORRECTIONS = """{{ feed }}|{{ number }}|{{ newer }}|{{ older }}
{% for each in corrections %}{{ each.article.title }}={{ each.article.url }}|{{ each.correction.kind }}|{{ each.correction.text }};{% endfor %}
"""
_CORRECTIONS_FEED = """{{ updated }}|{{ index }}|
{% for each in entries %}{{ each.id }}|{{ each.entry.article.title }}|{{ each.entry.correction.text }};{% endfor %}
"""
_WITHDRAWN = "{{ date | date }}{{ reason | typeset(typography) }}\n"
_BASE = """{{ config.title }}|{{ config.description }}|{{ config.url }}|{{ config.language }}|{{ config.locale }}{{ config.direction }}|{{ config.timezone }}|{{ config.typography }}{{ config.superscripts }}|{{ config.logo }}
{{ config.favicon }}|{% for each in page.alternates + config.feeds %}{{ each.type }}{{ each.title }}{{ each.url }}{% endfor %}{{ config.hub }}|{{ config.licence }}|{{ config.indexes.tags }}{{ config.indexes.corrections }}|{% for key in config.params %}{{ key }}={{ config.params[key] }};{% endfor %}
{{ page.kind }}|{{ page.title }}|{{ page.url | absolute }}|{{ page.description }}|{{ page.noindex }}{{ page.about }}|{{ page.image.url if page.image }}{{ page.image.alt if page.image }}
{% for link in page.breadcrumb %}{{ link.title }}={{ link.url }};{% endfor %}
{{ structured_data() }}{{ say("home") }}|{% set theme = site.theme() %}{{ theme.footer }}|{{ theme.logo.url if theme.logo }}
{% for shade in theme.colours %}{{ shade.name }}={{ shade.light }},{{ shade.dark }};{% endfor %}
{% if theme.icons %}{{ theme.icons.favicon }}{{ theme.icons.touch }}{{ theme.icons.manifest }}{{ theme.icons.ground.light }}{% endif %}
{% for entry in theme.menus.masthead + theme.menus.footer %}{{ entry.title }}={{ entry.url }}|{{ entry.description }}
{% for child in entry.children %}{{ child.title }}={{ child.url }};{% endfor %}{% endfor %}
{% for link in theme.socials %}{{ link.title }}={{ link.url }};{% endfor %}
{% block main %}{% endblock %}
{% include "partials/foot.html" without context %}
"""
_SECTION_OF_NEWEST = """{% set numbers = site.data("numbers") %}{% for item in site.latest(numbers.count if numbers else 1) %}
{% for other in site.section(item.section.url.strip("/").split("/")[-1], 2) %}{{ other.title }},{% endfor %}{% endfor %}
"""
_TODAY = """{% if site.today() >= "2026-05-29" %}{% for item in site.tag("mer", 2) %}{{ item.title }}{% endfor %}
{% else %}{% for item in site.featured(2) %}{{ item.title }}{% endfor %}{% endif %}
"""
_COMPUTED = '{% include "partials/" ~ config.params.get("partial", "un") ~ ".html" %}\n'

COMPUTED_FRONT = f"{_FRAME}{{% block main %}}{_COMPUTED}{_FRONT}{{% endblock %}}"
"""A front page that includes ``partials/un.html`` under a computed name."""
DATED_FRONT = f"{_FRAME}{{% block main %}}{{{{ site.today() }}}}{{% endblock %}}"
"""A front page that prints the date and nothing else."""


def _main(*texts: str) -> str:
    return f"{_FRAME}{{% block main %}}{''.join(texts)}{{% endblock %}}"


TEXTS: Mapping[str, Sequence[str]] = {
    "base.html": (
        _BASE,
        _BASE.replace(
            "{% block main %}", "{% for item in site.latest(2) %}{{ item.title }}{% endfor %}{% block main %}"
        ),
        _BASE.replace("|{{ config.language }}", ""),
        _BASE.replace("{{ page.kind }}", '{% include "partials/" ~ page.kind ~ ".html" ignore missing %}'),
    ),
    "article.html": (
        _main(_ARTICLE),
        _main('{% include "partials/absent.html" ignore missing %}', _ARTICLE),
        _main('{% include ["partials/absent.html", "partials/deux.html", "partials/un.html"] %}', _ARTICLE),
        _main(_COMPUTED, _ARTICLE),
        _main("{{ article.title }}{{ article.body | html }}"),
        _main(
            "{% for item in site.latest(1) %}{% if item.url != article.url %}{{ item.title }}{% endif %}{% endfor %}"
        ),
    ),
    "front.html": (_main(_FRONT), COMPUTED_FRONT, DATED_FRONT, _main(_SECTION_OF_NEWEST), _main(_TODAY)),
    "list.html": (
        _FRAME + _LIST,
        _FRAME.replace('"base.html"', 'config.params.get("frame", "base.html")') + _LIST,
        _FRAME + _LIST + '{% include "partials/un.html" %}',
    ),
    "category.html": ('{% extends "list.html" %}', _FRAME + _LIST, '{% extends ["absent.html", "list.html"] %}'),
    "author.html": ('{% extends "list.html" %}', _FRAME + _LIST),
    "tag.html": ('{% extends "list.html" %}', _main("{{ listing.title }}")),
    "month.html": ('{% extends "list.html" %}', _main("{{ listing.title }}")),
    "index.html": (_main(_INDEX), _main("{{ site.today() }}", _INDEX)),
    "page.html": (_main(_PAGE), _main(_SECTION_OF_NEWEST, _PAGE), _main(_TODAY, _PAGE), _main(_COMPUTED, _PAGE)),
    "corrections.html": (_main(_CORRECTIONS), _main("{{ corrections[0].correction.text }}")),
    "corrections.xml": (_CORRECTIONS_FEED, "{{ updated }}"),
    "withdrawn.html": (_main(_WITHDRAWN), _main("{{ reason }}"), _main(_SECTION_OF_NEWEST, _WITHDRAWN)),
    "search.html": (
        _main("{{ index }}{% if elsewhere %}{{ elsewhere.url }}{{ elsewhere.host }}{{ elsewhere.fields }}{% endif %}"),
        _main("{{ index }}"),
    ),
    "404.html": ('{% extends "base.html" %}', _main(_SECTION_OF_NEWEST)),
    "redirect.html": ("{{ page.title }}|{{ target }}|{{ page.url }}", "{{ target | absolute }}"),
    "robots.txt": (
        (
            "{{ config.url }}{{ licence }}{{ sitemaps | join(',') }}{% for group in groups %}{{ group.agents | join(',') }}|"
            "{{ group.allow | join(',') }}|{{ group.disallow | join(',') }}|{{ group.crawl_delay }};{% endfor %}"
        ),
        "{% for key in site.data('numbers') or {} %}{{ key }}{% endfor %}",
    ),
    "feed.json": (
        (
            "{% set texts = namespace(all=[]) %}{% for each in entries if each.article is defined and each.article %}"
            "{% set texts.all = texts.all + [each.article | full_text(each.article.body | html)] %}{% endfor %}"
            "{{ view | json_feed(texts.all) }}"
        ),
        "{% for each in entries %}{{ each.id }}{% endfor %}{{ page.title }}",
    ),
    "rss.xml": (
        (
            "{{ page.title }}|{{ home }}|{{ updated | date_for_feeds }}{% for entry in entries %}{{ entry.id }}"
            "{{ entry.article | full_text(entry.article.body | html) if entry.article }}{% endfor %}"
        ),
        "{% for entry in entries %}{{ entry.id }}{{ entry.teaser.title }}{% endfor %}",
    ),
    "atom.xml": (
        (
            '{% from "partials/teaser.html" import teaser %}{{ updated }}'
            "{% for entry in entries %}{{ entry.id }}|{{ entry.updated }}|{{ teaser(entry.teaser) }}{% endfor %}"
        ),
        "{% for entry in entries %}{{ entry.id }}{% endfor %}",
    ),
    "sitemap.xml": (
        "{% for entry in entries %}{{ entry.url }}|{{ entry.lastmod }}|{{ entry.images | join(',') }};{% endfor %}",
    ),
    "newssitemap.xml": (
        "{{ language }}{% for entry in entries %}{{ entry.article.url }}|{{ entry.article.title }}|{{ entry.date }};{% endfor %}",
    ),
    "sitemapindex.xml": ("{% for entry in entries %}{{ entry.url }};{% endfor %}",),
    "twin.json": (
        "{{ view | twin(article.body | html if article is defined else '') }}",
        (
            "{% if withdrawal is defined %}{{ withdrawal.id }}{{ withdrawal.url }}{{ withdrawal.date }}"
            "{{ withdrawal.reason }}{% elif id is defined %}{{ id }}{{ article.title }}{% else %}{{ page.title }}"
            "{% for each in config.twins %}{{ each.name }}{{ page.url | twin_address(each.name) }}{% endfor %}{% endif %}"
        ),
    ),
    "ninjs.json": (
        (
            "{% if article is defined %}{{ view | ninjs([article.body | html]) }}{% elif items is defined %}"
            "{% set texts = namespace(all=[]) %}"
            "{% for each in items %}{% set texts.all = texts.all + [each.article.body | html] %}{% endfor %}"
            "{{ view | ninjs(texts.all) }}{% else %}{{ view | ninjs }}{% endif %}"
        ),
        (
            "{% if items is defined %}{% for each in items %}{{ each.id }}{{ each.article.title }}{% endfor %}"
            "{% for each in withdrawn %}{{ each.id }}{% endfor %}{% else %}{{ page.title }}{% endif %}"
        ),
    ),
    "partials/teaser.html": (
        """{% macro picture(it) %}{% if it %}{{ it.url }},{{ it.alt }},{{ it.caption }},{{ it.credit }},{{ it.credit_url }}
{{- it.licence }},{{ it.width }}x{{ it.height }},{{ it.fallback }}{% for source in it.sources %},{{ source.type }}={{ source.srcset }}{% endfor %}{% endif %}{% endmacro %}
{% macro teaser(item) %}{{ item.title }}|{{ item.url }}|{{ item.date | date("short") }}|{{ item.section.title }}|{{ item.section.url }}|
{{- item.summary }}|{{ item.kicker }}|{{ item.retitled }}|{% for name in item.byline %}{{ name.name }}={{ name.url }};{% endfor %}|{{ picture(item.image) }}|
{{- item.video }}
{% endmacro %}""",
        "{% macro picture(it) %}{{ it.url if it }}{% endmacro %}{% macro teaser(item) %}{{ item.title }}|{% endmacro %}",
    ),
    "partials/banner.html": (
        "{% macro show_banner(it) %}{% if it %}{{ it.text }}={{ it.url }};{% endif %}{% endmacro %}",
        "{% macro show_banner(it) %}{{ it.text if it }}{% endmacro %}",
    ),
    "partials/blocks.html": (
        """{% from "partials/teaser.html" import teaser %}{% macro show_blocks(blocks) %}
{% for block in blocks %}{{ block.section.title }}={{ block.section.url }}|{{ block.title }}
{% for item in block.articles %}{{ teaser(item) }}{% endfor %}{% endfor %}{% endmacro %}""",
    ),
    "partials/card.html": (
        """{{ author.name }}|{{ author.url }}|{{ author.role }}|{{ picture(author.photo) }}|{{ author.email }}
{% for link in author.links %}{{ link.title }}={{ link.url }};{% endfor %}{{ author.bio | html }}{% for key in author.extra %}{{ key }}={{ author.extra[key] }};{% endfor %}
""",
        "{{ author.name }}{{ author.bio | html }}",
    ),
    "partials/foot.html": (
        "pied\n",
        "le pied\n",
        "{% for item in site.latest(2) %}{{ item.title }}={{ item.url }};{% endfor %}\n",
        _SECTION_OF_NEWEST,
        _TODAY,
        (
            "{% for section in site.sections() %}{{ section.title }}{{ section.description }}{% endfor %}"
            "{% for link in site.pages() %}{{ link.title }}{% endfor %}\n"
        ),
        '{{ site.asset("css/newsgen.css") }}\n',
        "{% for each in site.corrections(1) %}{{ each.article.title }}{{ each.correction.text }}{% endfor %}\n",
        "{% set line = site.banner() %}{% if line %}{{ line.text }}={{ line.url }}{% endif %}\n",
    ),
    "partials/un.html": ("un\n", "une fois {{ page.title }}\n", "{{ site.today() }}\n"),
    "partials/deux.html": ("deux\n", "deux fois {{ page.title }}\n", '{% include "partials/un.html" %}\n'),
    "shortcodes/related.html": (
        "<a href='{{ article.url }}'>{{ article.title }}</a>{{ label }}",
        "{{ article.title }}{{ article.summary }}{% for item in site.latest(1) %}{{ item.title }}{% endfor %}",
    ),
    "shortcodes/quote.html": (
        "<q>{{ text }}</q>{{ by }}{{ role }}",
        '{% include "partials/deux.html" ignore missing %}{{ text }}',
    ),
    "shortcodes/figure.html": ("<img src='{{ src.url }}' width='{{ src.width }}' alt='{{ alt }}'>", "{{ src.url }}"),
    "shortcodes/video.html": ("{{ url.url }}{{ url.player.provider if url.player }}{{ title }}",),
    "shortcodes/gallery.html": (
        "{% for each in name %}{{ each.url }},{{ each.caption }}{% endfor %}{{ caption }}",
        "{{ caption }}",
    ),
    "shortcodes/note.html": ("<p>{{ text }}</p>", "<b>{{ text }}</b>"),
}
"""Texts by name of template; the first of each is the usual one."""

OPTIONAL: Mapping[str, Sequence[str]] = {
    "partials/absent.html": ("absent\n", "présent\n"),
    "partials/page.html": ("page\n", "pages\n"),
    "partials/category.html": ("rubrique\n",),
    "autre.html": ('{% extends "base.html" %}', "{% block main %}{% endblock %}"),
}
"""Templates that pages use once they exist."""

BROKEN: Sequence[str] = (
    "{% if %}",
    "{{ page.title | inconnu }}",
    "{{ indefini }}",
    "{{ page.indefini }}",
    '{% include "partials/nulle-part.html" %}',
    '{% extends "nulle-part.html" %}',
    '{{ site.section("nulle-part", 1) }}',
    "{{ site.latest }}",
    "{{ site.data(true) }}",
    "{{ site.data(none) }}",
    "{{ 1 // 0 }}",
)
"""Texts with a fault in each."""


def theme_names() -> list[str]:
    """Name the templates of newsgen's own theme."""
    folder = theme_folder() / "templates"
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def without_theme(room: Newsroom) -> Newsroom:
    """Give a site templates of its own that print next to nothing, in the place of all of newsgen's theme."""
    for name in theme_names():
        room.write(f"templates/{name}", "-\n")
    return room


def tiny_theme() -> dict[str, str]:
    """Give the usual text of every template, with an empty one for each of newsgen's theme that is not used here."""
    return dict.fromkeys(theme_names(), "-\n") | {name: texts[0] for name, texts in TEXTS.items()}
