"""Pages rendered in batches: with the texts on them, any worker can; a pure function of values."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from newsgen.base.digest import Digest, encode
from newsgen.pages.encoding import view_decoder
from newsgen.pages.kinds import views_of
from newsgen.pages.page import Escape, Page, texts_of
from newsgen.pages.plugins import Plugin, answer_types, filters_of, page_kinds
from newsgen.pages.questions import Question, Remembered, UnansweredError
from newsgen.render.environment import Config, make_environment
from newsgen.render.renderer import Failure, RenderedPage, Renderer
from newsgen.render.templates import Templates


class RenderTask(Struct, frozen=True):
    """A page to be rendered: template, address, how values are written, its view, the HTML of its texts."""

    template: str
    url: str
    escape: Escape
    view: bytes
    bodies: Mapping[Digest, str]


def task_of(page: Page, fetch_body: Callable[[Digest], str]) -> RenderTask:
    """Give a page with its texts to be rendered."""
    bodies = {text.digest: fetch_body(text.digest) for text in texts_of(page.view)}
    return RenderTask(page.template, page.url, page.escape, encode(page.view), bodies)


def shared_of(
    templates: Templates, config: Config, answers: Mapping[Question, bytes], plugins: Collection[Plugin]
) -> bytes:
    """Pack what all tasks of a site are rendered with, for workers; ``answers`` are those known so far."""
    return pickle.dumps((tuple(templates.by_name.values()), config, answers, tuple(plugins)))


def render_tasks(shared: bytes, tasks: Sequence[RenderTask]) -> list[RenderedPage | Failure | None]:
    """Render pages, in order; nothing is given for one whose templates ask what nobody has answered yet."""
    worker = _worker_of(shared)
    return [worker.render(task) for task in tasks]


class _Worker:
    """Renders the pages of a site: its decoder and renderer, and the place where that one looks for texts."""

    def __init__(self, shared: bytes) -> None:
        files, config, answers, plugins = pickle.loads(shared)  # noqa: S301 - packed by shared_of, in a process of ours
        self._bodies: dict[Digest, str] = {}
        self._decode = view_decoder(views_of(page_kinds(plugins))).decode
        templates = Templates(files, {})
        environment = make_environment(templates, config, filters=filters_of(plugins))
        known = Remembered(answers, answer_types(plugins))
        self._renderer = Renderer(environment, templates, known, self._bodies.__getitem__)

    def render(self, task: RenderTask) -> RenderedPage | Failure | None:
        self._bodies.clear()
        self._bodies.update(task.bodies)
        try:
            return self._renderer.render(task.template, task.url, self._decode(task.view), task.escape)
        except UnansweredError:
            return None


@lru_cache(maxsize=1)
def _worker_of(shared: bytes) -> _Worker:
    """Make the worker, once for all tasks of a build."""
    return _Worker(shared)
