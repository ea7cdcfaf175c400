"""Each ingredient of a page's key bears load: without any one of them, an episode of a few steps ends in a wrong site.

An ingredient is taken out by patching newsgen; its episode, which ends well otherwise, must then fail. With
``NEWSGEN_LONG=1`` the state machine must come upon a wrong site by luck, too, as in ``tests/test_increments.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import jinja2.meta
import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test
from jinja2 import nodes
from msgspec import Struct
from msgspec.structs import replace

import episodes
import newsgen.assets.made_pictures
import newsgen.base.engine
import newsgen.build.edition
import newsgen.build.inputs
import newsgen.plan.making
from episodes import Episode, tell
from machine import Machine
from newsgen.base.digest import Digest, digest
from newsgen.build.edition import Edition
from newsgen.content import batch
from newsgen.model.parse_settings import ParseSettings
from newsgen.model.records import Article, Parsed, Record
from newsgen.model.settings import Settings
from newsgen.model.turn import Turn
from newsgen.output import decide, last_build
from newsgen.output.kept_views import KeptViews
from newsgen.output.last_build import LastBuild
from newsgen.output.manifests import Entry, Manifests
from newsgen.output.writer import Staging
from newsgen.pages import views
from newsgen.pages.encoding import TeaserDigests
from newsgen.pages.page import Page, Written
from newsgen.pages.retitled import Retellings
from newsgen.render.renderer import _Recorder
from newsgen.render.templates import Templates
from newsgen.site.calendar import turns
from proof import Unequal, in_memory, make_haste

Patch = pytest.MonkeyPatch
MOST_EXAMPLES, STEPS = 150, 8
NOTHING = Digest(bytes(16))


def without_templates(patch: Patch) -> None:
    patch.setattr(Templates, "closure_digest", lambda self, roots: NOTHING)


def without_what_computed_names_reach(patch: Patch) -> None:
    def mentioned(tree: nodes.Template) -> list[str]:
        return [name for name in jinja2.meta.find_referenced_templates(tree) if name is not None]

    patch.setattr("newsgen.render.templates.meta.find_referenced_templates", mentioned)


def without_frames(patch: Patch) -> None:
    def mentioned(tree: nodes.Template) -> list[str | None]:
        found = list(find(tree))
        for extends in tree.find_all(nodes.Extends):
            name = extends.template.value if isinstance(extends.template, nodes.Const) else None
            if name in found:
                found.remove(name)
        return found

    find = jinja2.meta.find_referenced_templates
    patch.setattr("newsgen.render.templates.meta.find_referenced_templates", mentioned)


def without_settings(patch: Patch) -> None:
    patch.setattr(newsgen.build.edition, "digest", lambda config: NOTHING)


def without_engine(patch: Patch) -> None:
    patch.setattr(newsgen.build.inputs, "engine_digest", lambda *_, **__: NOTHING)


def without_the_markdown_engine(patch: Patch) -> None:
    def parse_key(settings: ParseSettings, *more: Any, real: Any = newsgen.build.inputs._parse_key) -> Digest:
        seen = replace(settings, markdown=replace(settings.markdown, engine="commonmark"))
        return Digest(real(seen, *more))

    patch.setattr(newsgen.build.inputs, "_parse_key", parse_key)
    patch.setattr(newsgen.build.inputs, "engine_digest", lambda *_, **__: NOTHING)


def without_the_library_of_commonmark(patch: Patch) -> None:
    patch.setitem(newsgen.base.engine._MARKDOWN, "commonmark", ("markdown",))


def without_answers(patch: Patch) -> None:
    patch.setattr(newsgen.build.edition, "still_true", lambda answers, readings: None)


def without_the_date(patch: Patch) -> None:
    def ask(self: _Recorder, name: str, *arguments: str | int, ask: Any = _Recorder.ask) -> Any:
        return self._answers.ask(name, arguments)[0] if name == "today" else ask(self, name, *arguments)

    patch.setattr(_Recorder, "ask", ask)


def without_output_stats(patch: Patch) -> None:
    def blind(outputs: Any, surroundings: Any, manifest: Mapping[str, Entry], stands: Any, *more: Any) -> Any:
        return real(outputs, surroundings, manifest, lambda path, entry: True, *more)

    real = decide.decide
    patch.setattr("newsgen.build.edition.decide", blind)


def without_intents(patch: Patch) -> None:
    patch.setattr(Manifests, "intend", lambda self, tree, paths: None)


def without_orphans(patch: Patch) -> None:
    patch.setattr(Edition, "orphans", ())


def whole_without(patch: Patch, **blind: Callable[[LastBuild], object]) -> None:
    """Let the whole-build key see what it saw last time, instead of what there is."""

    def holds(last: LastBuild, now: int, files: object, *, holds: Any = last_build.holds) -> bool:
        seen: dict[str, object] = {"now": now, "files": files}
        return bool(holds(last, **seen | {name: look(last) for name, look in blind.items()}))

    patch.setattr(last_build, "holds", holds)


def whole_without_clock(patch: Patch) -> None:
    whole_without(patch, now=lambda last: last.since)


def whole_without_output_stats(patch: Patch) -> None:
    whole_without(patch, files=lambda last: ())


def whole_without_the_instants_of_fronts(patch: Patch) -> None:
    def of_articles(records: Iterable[Record], *more: Any) -> Iterator[Turn]:
        return turns((record for record in records if isinstance(record, Article)), *more)

    patch.setattr(newsgen.plan.making, "turns", of_articles)


def inputs_without(patch: Patch, is_seen: Callable[[object], bool]) -> None:
    """Leave some of the parts out of the digest of all that a build depends on."""

    def digest_seen(value: object) -> Digest:
        return digest([part for part in value if is_seen(part)] if isinstance(value, list) else value)

    patch.setattr(newsgen.build.inputs, "digest", digest_seen)


def whole_without_settings(patch: Patch) -> None:
    inputs_without(patch, lambda part: not isinstance(part, Settings))


def whole_without_templates(patch: Patch) -> None:
    inputs_without(patch, lambda part: not (isinstance(part, tuple) and str(part[:1]).startswith("('templates/")))


def parsing_without_settings(patch: Patch) -> None:
    patch.setattr(newsgen.build.inputs, "_parse_key", lambda settings, *more: digest(more[0]))


def without_later_edits_of_templates(patch: Patch) -> None:
    patch.setattr(Edition, "is_as_read", True)


def without_later_edits_of_files(patch: Patch) -> None:
    def stage(
        self: Staging, path: str, source: Any, digest: Digest, *more: Any, stage: Any = Staging.stage_file
    ) -> Any:
        return replace(stage(self, path, source, digest, *more), digest=digest)

    patch.setattr(Staging, "stage_file", stage)


def without_negatives(patch: Patch) -> None:
    patch.setattr(newsgen.assets.made_pictures, "_name", lambda source, recipe: digest(recipe).hex())
    patch.setattr("newsgen.assets.made_pictures.os.cpu_count", lambda: 1)  # several would take turns as it comes


def plan_digests_hiding(patch: Patch, hide: Callable[[Article], Article]) -> None:
    """Leave something of articles out of their plan digests, so that a plan that knew it is recalled for them."""

    def plan_digest_of(parsed: Parsed[Record]) -> Digest:
        shown = hide(parsed.record) if isinstance(parsed.record, Article) else parsed.record
        return real(replace(parsed, record=shown))

    real = batch.plan_digest_of
    patch.setattr(batch, "plan_digest_of", plan_digest_of)


def plan_digest_without_gaps(patch: Patch) -> None:
    plan_digests_hiding(patch, lambda article: replace(article, body=replace(article.body, gaps=())))


def plan_digest_without(field: str) -> Callable[[Patch], None]:
    def hide(article: Article) -> Article:
        return replace(article, matter=replace(article.matter, **{field: ()}))

    return lambda patch: plan_digests_hiding(patch, hide)


def recalled_without_words(patch: Patch) -> None:
    patch.setattr("newsgen.pages.retitled._detail", lambda detail, own: detail)


def recalled_without_headlines(patch: Patch) -> None:
    patch.setattr(Retellings, "view", lambda self, view: view)


def recalled_without_lists(patch: Patch) -> None:
    patch.setattr(KeptViews, "telling_in_short", lambda self, urls: iter(()))


def view_without(kind: type[Struct], *fields: str, blank: object = None) -> Callable[[Patch], None]:
    """Leave fields out of the digest of views: ``blank`` stands there."""

    def hide(value: Any) -> Any:
        if isinstance(value, Struct):
            seen = {name: hide(getattr(value, name)) for name in value.__struct_fields__}
            return type(value)(**seen | (dict.fromkeys(fields, blank) if isinstance(value, kind) else {}))
        if isinstance(value, tuple):
            return tuple(map(hide, value))
        return {name: hide(each) for name, each in value.items()} if isinstance(value, dict) else value

    def take_out(patch: Patch) -> None:
        fold: Any = vars(newsgen.build.edition)["fold"]

        def fold_hidden(page: Page, digests: TeaserDigests) -> bytes:
            return bytes(fold(replace(page, view=hide(page.view)), digests))

        patch.setattr("newsgen.build.edition.fold", fold_hidden)

    return take_out


def redirects_without_targets(patch: Patch) -> None:
    view_without(views.RedirectView, "target")(patch)
    view_without(views.Head, "about")(patch)


def without_the_text_of_rules(patch: Patch) -> None:
    def key_of(output: Any, surroundings: Any) -> bytes:
        return real(replace(output, text="") if isinstance(output, Written) else output, surroundings)

    real = decide.key_of
    patch.setattr(decide, "key_of", key_of)


def whole_without_the_files_for_servers(patch: Patch) -> None:
    patch.setattr("newsgen.build.pipeline.read_beside", lambda cache, digests: {})
    patch.setattr("newsgen.build.unchanged.stats_beside", lambda cache: {})
    patch.setattr("newsgen.build.pipeline.stats_beside", lambda cache: {})


CASES: Mapping[str, tuple[Callable[[Patch], None], Episode]] = {
    "the texts of templates": (without_templates, episodes.change_a_template),
    "templates under computed names": (without_what_computed_names_reach, episodes.change_an_included_template),
    "templates that are extended": (without_frames, episodes.change_a_template),
    "the settings that templates see": (without_settings, episodes.change_a_setting),
    "the engine": (without_engine, episodes.install_another("babel")),
    "which Markdown engine reads the texts": (
        without_the_markdown_engine,
        episodes.switch_the_markdown_engine,
    ),
    "the library of the engine commonmark": (
        without_the_library_of_commonmark,
        episodes.install_another("pyromark"),
    ),
    "the answers to recorded questions": (without_answers, episodes.change_what_a_question_asks),
    "the date as a question": (without_the_date, episodes.let_midnight_pass),
    "the stats of the output": (without_output_stats, episodes.delete_a_page_of_the_output),
    "intents": (without_intents, episodes.lose_a_new_article_in_a_death),
    "orphans": (without_orphans, episodes.delete_an_article),
    "the clock in the whole-build key": (whole_without_clock, episodes.let_an_hour_strike),
    "the stats of the output in the whole-build key": (
        whole_without_output_stats,
        episodes.delete_a_page_of_the_output,
    ),
    "settings in the whole-build key": (whole_without_settings, episodes.change_a_setting),
    "templates in the whole-build key": (whole_without_templates, episodes.change_a_template),
    "edits of templates while a build runs": (
        without_later_edits_of_templates,
        episodes.edit_a_template_while_it_builds,
    ),
    "edits of files while a build runs": (without_later_edits_of_files, episodes.edit_a_picture_while_it_builds),
    "settings in the key of parsed texts": (parsing_without_settings, episodes.change_how_texts_are_read),
    "which picture was developed": (without_negatives, episodes.change_a_picture),
    "links and shortcodes in the plan_digest of an article": (
        plan_digest_without_gaps,
        episodes.change_a_link_into_a_shortcode,
    ),
    "the related articles in the plan_digest of an article": (
        plan_digest_without("related"),
        episodes.change_a_field("related", 1),
    ),
    "the words in a recalled plan": (recalled_without_words, episodes.change_a_word),
    "the headlines in a recalled plan": (recalled_without_headlines, episodes.change_a_field("summary", 1)),
    "the lists in a recalled plan": (recalled_without_lists, episodes.change_a_field("summary", 1)),
    "the summary of a teaser": (view_without(views.Teaser, "summary"), episodes.change_a_field("summary")),
    "the headline of a neighbour": (
        view_without(views.ArticleDetail, "previous", "next"),
        episodes.change_a_field("title"),
    ),
    "related articles": (view_without(views.ArticleDetail, "related"), episodes.change_a_field("related", 1)),
    "what fills the gaps of a text": (view_without(views.Text, "holes"), episodes.change_what_a_text_names),
    "the text itself": (view_without(views.Text, "digest", blank=NOTHING), episodes.change_a_word),
    "the bio of an author": (view_without(views.AuthorCard, "bio"), episodes.change_a_biography),
    "the address of a redirect": (redirects_without_targets, episodes.change_where_an_alias_leads),
    "the rules of a host": (without_the_text_of_rules, episodes.change_a_rule),
    "the files for servers in the whole-build key": (
        whole_without_the_files_for_servers,
        episodes.change_a_rule_beside_the_output,
    ),
    "the banner of the front page": (view_without(views.FrontView, "banner"), episodes.let_a_banner_come_down("home")),
    "what stands above the list of a section": (
        view_without(views.Listing, "front"),
        episodes.let_a_banner_come_down("sport"),
    ),
    "the instants of fronts": (whole_without_the_instants_of_fronts, episodes.let_a_pin_end),
}


@pytest.mark.parametrize("ingredient", CASES)
def test_an_episode_notices_that_newsgen_leaves_out(ingredient: str, tmp_path: Path, monkeypatch: Patch) -> None:
    make_haste(monkeypatch)
    take_out, episode = CASES[ingredient]
    with in_memory(tmp_path) as place:
        tell(episode, place)
        take_out(monkeypatch)
        with pytest.raises(Unequal):
            tell(episode, place)


@pytest.mark.long
@pytest.mark.parametrize("ingredient", CASES)
def test_luck_notices_that_newsgen_leaves_out(ingredient: str, tmp_path: Path, monkeypatch: Patch) -> None:
    make_haste(monkeypatch)
    take_out, _ = CASES[ingredient]
    take_out(monkeypatch)
    with in_memory(tmp_path) as place, pytest.raises(Unequal):

        class Here(Machine):
            folder = place
            longest = 1

        run_state_machine_as_test(
            seed(0)(Here),
            settings=settings(
                max_examples=MOST_EXAMPLES,
                stateful_step_count=STEPS,
                phases=[Phase.generate],
                database=None,
                deadline=None,
                report_multiple_bugs=False,
                suppress_health_check=list(HealthCheck),
            ),
        )
