"""Episodes: each a few steps of the state machine, in an order that tells a wrong site from a right one.

They are made of the machine's own steps, so that whatever an episode can notice, luck can notice too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from desk import ARTICLES, BODIES, LINKING
from machine import Change, Machine
from proof import How

Episode = Callable[[Machine], None]
NOW: Mapping[str, Any] = {"builds": True, "how": How()}
"""The step is followed by a build, which is compared."""


def tell(episode: Episode, place: Path) -> None:
    """Let an episode happen to a new site of three plain articles, built once."""

    class Here(Machine):
        folder = place

    machine = Here()
    try:
        machine.begin(
            stems=["un", "deux", "trois"],
            articles=[{}] * 3,
            bodies=[BODIES[0]] * 3,
            page=None,
            author=None,
            category=None,
            fronts={},
            data={},
            templates={},
            options={},
        )
        machine.check()
        episode(machine)
    finally:
        machine.teardown()


def change_a_template(machine: Machine) -> None:
    machine.switch_a_template(name="base.html", text=1, **NOW)


def change_an_included_template(machine: Machine) -> None:
    machine.change_what_is_included_by_a_computed_name(text=0, **NOW)


def change_a_setting(machine: Machine) -> None:
    machine.change_a_setting(name="title", value=0, **NOW)


def change_how_texts_are_read(machine: Machine) -> None:
    machine.change_how_texts_are_read(pick=0, name="markdown", value=0, **NOW)


def switch_the_markdown_engine(machine: Machine) -> None:
    machine.switch_the_markdown_engine(pick=0, body=BODIES[4], value=0, **NOW)


def install_another(library: str) -> Episode:
    """Install another version of a library that shapes pages."""

    def install(machine: Machine) -> None:
        machine.change_the_engine(library=library, **NOW)

    return install


def change_what_a_question_asks(machine: Machine) -> None:
    machine.switch_a_template(name="base.html", text=0, **NOW)
    change_a_field("title")(machine)


def let_midnight_pass(machine: Machine) -> None:
    machine.let_midnight_pass(**NOW)


def let_an_hour_strike(machine: Machine) -> None:
    machine.let_an_hour_strike(pick=0, name="embargo", back=False, **NOW)


def let_a_banner_come_down(front: str) -> Episode:
    """Let the time of a banner be over."""

    def come_down(machine: Machine) -> None:
        machine.let_a_front_change_by_itself(path=f"fronts/{front}.yaml", banner=True, back=False, **NOW)

    return come_down


def let_a_pin_end(machine: Machine) -> None:
    machine.let_a_front_change_by_itself(path="fronts/sport.yaml", banner=False, back=False, **NOW)


def delete_a_page_of_the_output(machine: Machine) -> None:
    machine.tamper_with_the_output(pick=0, deed="delete", **NOW)


def lose_a_new_article_in_a_death(machine: Machine) -> None:
    machine.lose_a_new_article_in_a_death(pick=0, moves=4, vanishes=True, **NOW)


def delete_an_article(machine: Machine) -> None:
    machine.move_or_delete_an_article(change=Change.VANISHED, pick=0, stem="un", tidy=True, **NOW)


def edit_a_template_while_it_builds(machine: Machine) -> None:
    machine.edit_while_it_builds(path="templates/base.html", pick=0, undone=True, **NOW)


def edit_a_picture_while_it_builds(machine: Machine) -> None:
    machine.edit_while_it_builds(path="static/images/a.png", pick=0, undone=True, **NOW)


def change_a_picture(machine: Machine) -> None:
    change_a_field("image")(machine)
    machine.edit_or_delete_a_file(path="static/images/a.png", width=2, **NOW)


def change_a_link_into_a_shortcode(machine: Machine) -> None:
    for body in BODIES[LINKING[0]], BODIES[LINKING[2]]:
        machine.edit_a_body(kind="articles", pick=0, body=body, **NOW)


def change_a_word(machine: Machine) -> None:
    machine.edit_a_word(kind="articles", pick=0, **NOW)


def change_a_field(name: str, value: int = 0) -> Episode:
    """Change one field of an article."""

    def change(machine: Machine) -> None:
        machine.change_a_field(kind="articles", pick=0, field=list(ARTICLES).index(name), value=value, **NOW)

    return change


def change_what_a_text_names(machine: Machine) -> None:
    machine.change_what_a_body_names(body=BODIES[LINKING[0]], name="slug", value=0, **NOW)


def change_a_biography(machine: Machine) -> None:
    machine.edit_a_word(kind="authors", pick=0, **NOW)


def change_a_rule(machine: Machine) -> None:
    """Let an old address lead elsewhere where no page stands."""
    machine.desk.set("hosting", {"host": "apache", "redirects": "rules"})
    change_where_an_alias_leads(machine)


def change_a_rule_beside_the_output(machine: Machine) -> None:
    machine.desk.set("hosting", "nginx")
    machine.check()
    machine.tamper_with_the_files_for_servers(pick=0, deed="append", **NOW)


def change_where_an_alias_leads(machine: Machine) -> None:
    machine.change_where_an_alias_leads(pick=0, value=0, **NOW)
