"""A plan is a value: with new words and headlines put into it, it is the plan that would be made of the new site."""

from __future__ import annotations

import time
from pathlib import Path

from hypothesis import HealthCheck, given, settings, strategies as st

from desk import ARTICLES, BODIES, FIELDS, FRONTS, SETTINGS, STATIC, STEMS, Desk, file
from machine import ARTICLE, BODY, Numbers, chosen, numbers
from newsgen.build import Request
from newsgen.build.inputs import Opened, read_site
from newsgen.build.pipeline import plan_opened
from newsgen.build.setup import open_site, open_store
from newsgen.content.sources import decode_records
from newsgen.output.store import Store
from newsgen.plan.planned import Planned, only_retitled, retitle
from proof import in_memory

COPIED = ("title", "summary", "kicker")
EDIT = st.tuples(st.integers(0, 5), st.sampled_from((*COPIED, "body")), st.integers(0, 5))
FEW = {"theme": 1, "related": 3, "neighbours": 3, "typography": 3, "permalinks": 6, "page_size": 2}


def looked_at(desk: Desk, store: Store) -> tuple[Opened, Planned]:
    """Read and plan the site as it is now."""
    request = Request(desk.root, desk.now, time.time_ns())
    folders, found, faults = open_site(request)
    assert found is not None, faults
    opened = read_site(request, folders, found, store)
    return opened, plan_opened(opened)


def edit(desk: Desk, pick: int, name: str, value: int) -> None:
    """Change a headline, another field that is only copied, or a word of an article."""
    paths = desk.texts("articles")
    path = paths[pick % len(paths)]
    if name == "body":
        desk.rewrite(path, BODIES[desk.state.texts[path].body == BODIES[0]])
    else:
        desk.change(path, name, ARTICLES[name][value % len(ARTICLES[name])])


def same(ours: Planned, made: Planned) -> None:
    """Hold a plan with new words in it against the one that is made."""
    for one, other in zip(ours.plan.outputs, made.plan.outputs, strict=True):
        assert one == other
    assert set(ours.plan.faults) == set(made.plan.faults)
    assert ours.site.teasers == made.site.teasers
    assert ours.decoded.records == made.decoded.records
    for question, count in (("latest", 3), ("featured", 4)):
        assert ours.plan.answers.ask(question, (count,)) == made.plan.answers.ask(question, (count,))


@settings(max_examples=60, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    articles=st.lists(ARTICLE, min_size=2, max_size=len(STEMS)),
    bodies=st.lists(BODY, min_size=len(STEMS), max_size=len(STEMS)),
    author=st.none() | st.tuples(numbers(FIELDS["authors"], {}, 1), BODY),
    page=st.none() | st.tuples(numbers(FIELDS["pages"], {"draft": 8}), BODY),
    fronts=numbers(FRONTS, {}, 1),
    options=numbers({name: SETTINGS[name] for name in FEW}, FEW),
    edits=st.lists(EDIT, min_size=1, max_size=4),
)
def test_a_plan_with_new_words_is_the_plan_of_the_new_site(
    articles: list[Numbers],
    bodies: list[str],
    author: tuple[Numbers, str] | None,
    page: tuple[Numbers, str] | None,
    fronts: Numbers,
    options: Numbers,
    edits: list[tuple[int, str, int]],
) -> None:
    with in_memory(Path("/tmp")) as place:
        desk = Desk(place / "root")
        desk.state.settings |= chosen({name: SETTINGS[name] for name in FEW}, options)
        desk.write_settings()
        for name in STATIC[:3]:
            desk.write(f"static/{name}", file(name, 4))
        for stem, drawn, body in zip(STEMS, articles, bodies, strict=False):
            slug = f"adresse-{stem.replace('/', '-')}"  # else a new title would be a new address
            desk.create("articles", stem, {**chosen(ARTICLES, drawn), "slug": slug}, body)
        for kind, names, given_text in (("authors", ("alice", "bob"), author), ("pages", ("apropos",), page)):
            for name in names if given_text is not None else ():
                assert given_text is not None
                desk.create(kind, name, chosen(FIELDS[kind], given_text[0]), given_text[1])
        for path, number in fronts.items():
            if (front := FRONTS[path][number]) is not None:
                desk.write_yaml(f"content/{path}", front)
        with open_store(open_site(Request(desk.root, desk.now, 0))[0]) as store:
            opened, planned = looked_at(desk, store)
            for pick, name, value in edits:
                edit(desk, pick, name, value)
                later, made = looked_at(desk, store)
                changed = only_retitled(opened.sources.rows, later.sources.rows)
                again = None if changed is None else retitle(planned, decode_records(store.sources.said_by(changed)))
                if again is not None:
                    same(again, made)
                opened, planned = later, again or made


def test_a_headline_is_put_into_the_plan_that_is_there(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "root")
    for stem in STEMS[:3]:
        desk.create(
            "articles", stem, {"title": "Le {stem}", "category": "sport", "date": "2026-03-01", "slug": stem}, "Un.\n"
        )
    with open_store(open_site(Request(desk.root, desk.now, 0))[0]) as store:
        opened, planned = looked_at(desk, store)
        desk.change("content/articles/un.md", "title", "La une")
        later, made = looked_at(desk, store)
        changed = only_retitled(opened.sources.rows, later.sources.rows)
        assert changed == ["content/articles/un.md"]
        again = retitle(planned, decode_records(store.sources.said_by(changed)))
        assert again is not None
        same(again, made)
        assert again.plan.outputs != planned.plan.outputs
