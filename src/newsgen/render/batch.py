"""Pages rendered in batches: with the texts on them, any worker can; a pure function of values."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache

import msgspec
from msgspec import Struct

from newsgen.base.digest import Digest, encode
from newsgen.pages.page import Page, texts_of
from newsgen.pages.questions import Question, Remembered, UnansweredError
from newsgen.render.environment import Config, make_environment
from newsgen.render.renderer import Failure, RenderedPage, Renderer
from newsgen.render.templates import Templates


class RenderTask(Struct, frozen=True):
    """An encoded page and the HTML of its texts by their digests."""

    page: bytes
    bodies: Mapping[Digest, str]


def task_of(page: Page, fetch_body: Callable[[Digest], str]) -> RenderTask:
    """Give a page with its texts to be rendered."""
    return RenderTask(encode(page), {text.digest: fetch_body(text.digest) for text in texts_of(page.view)})


def shared_of(templates: Templates, config: Config, answers: Mapping[Question, bytes]) -> bytes:
    """Pack what all tasks of a site are rendered with; ``answers`` are those known so far."""
    return pickle.dumps((tuple(templates.by_name.values()), config, answers))


def render_tasks(shared: bytes, tasks: Sequence[RenderTask]) -> list[RenderedPage | Failure | None]:
    """Render pages, in order; nothing is given for one whose templates ask what nobody has answered yet."""
    renderer = _renderer_of(shared)
    return [_render(task, *renderer) for task in tasks]


def _render(task: RenderTask, renderer: Renderer, bodies: dict[Digest, str]) -> RenderedPage | Failure | None:
    bodies.clear()
    bodies.update(task.bodies)
    try:
        return renderer.render(_page_decoder().decode(task.page))
    except UnansweredError:
        return None


@lru_cache(maxsize=1)
def _renderer_of(shared: bytes) -> tuple[Renderer, dict[Digest, str]]:
    """Make the renderer, once for all tasks of a build, and the place where it looks for texts."""
    files, config, answers = pickle.loads(shared)  # noqa: S301 - packed by shared_of, in a process of ours
    templates, bodies = Templates(files, {}), dict[Digest, str]()
    renderer = Renderer(make_environment(templates, config), templates, Remembered(answers), bodies.__getitem__)
    return renderer, bodies


@cache
def _page_decoder() -> msgspec.msgpack.Decoder[Page]:
    """Make what reads pages: it takes longer than to print one, and nobody needs it where nothing is shared out."""
    return msgspec.msgpack.Decoder(Page)
