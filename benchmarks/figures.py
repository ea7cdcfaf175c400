"""The figures of a benchmark as a Markdown table and as an SVG plot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from statistics import median

from edits import TITLES

Times = Mapping[str, Mapping[str, Sequence[float]]]
"""Seconds by generator and edit."""
_BAR, _GAP, _LEFT, _WIDTH = 16, 14, 190, 760
_COLOURS = ("#8a8f98", "#b3261e", "#e07a5f", "#3d6b8e", "#81a88d")


@dataclass(frozen=True, slots=True)
class Figures:
    """All that was measured: seconds, processor seconds, and bytes by generator and edit; ``pages`` by generator."""

    articles: int
    runs: int
    machine: str
    versions: Mapping[str, str]
    pages: Mapping[str, int]
    wall: Times
    cpu: Times
    memory: Mapping[str, Mapping[str, int]]


def table(figures: Figures) -> str:
    """Write the table: medians, and in brackets the ratio to the first generator."""
    names = list(figures.wall)
    return "\n".join(
        [
            f"{figures.articles:,} articles, median of {figures.runs} runs. {figures.machine}.",
            "",
            f"| | {' | '.join(f'{name} {figures.versions[name]}' for name in names)} |",
            f"| --- |{' ---: |' * len(names)}",
            f"| files | {' | '.join(f'{figures.pages[name]:,}' for name in names)} |",
            *_rows(figures.wall, "{:.2f} s", ""),
            *_rows(figures.cpu, "{:.2f} s", ", processor time", only=("cold", "body", "template")),
            *_rows(
                {name: {edit: [each] for edit, each in edits.items()} for name, edits in figures.memory.items()},
                "{:.0f} MB",
                ", memory",
                scale=1e-6,
                only=("cold", "nothing", "body", "template"),
            ),
            "",
        ]
    )


def _rows(
    values: Times, form: str, what: str, *, scale: float = 1.0, only: Sequence[str] = tuple(TITLES)
) -> Iterator[str]:
    names = list(values)
    for edit in only:
        medians = [median(values[name][edit]) * scale for name in names]
        cells = [form.format(medians[0])]
        cells += [f"{form.format(each)} ({_ratio(each / medians[0])})" for each in medians[1:]]
        yield f"| {TITLES[edit]}{what} | {' | '.join(cells)} |"


def _ratio(value: float) -> str:
    return f"× {value:.2f}" if value >= 0.1 else f"1/{1 / value:.0f}"


def plot(figures: Figures) -> str:
    """Draw the medians as bars, a group for each edit, on a logarithmic scale."""
    from math import log10

    names = list(figures.wall)
    medians = {name: {edit: median(each) for edit, each in figures.wall[name].items()} for name in names}
    shortest = min(value for each in medians.values() for value in each.values())
    longest = max(value for each in medians.values() for value in each.values())
    low, high = _floor(shortest), max(_floor(longest) + 1, _floor(shortest) + 1)

    def place(seconds: float) -> float:
        return (log10(seconds) - low) / (high - low) * (_WIDTH - _LEFT - 80)

    parts: list[str] = []
    top = 40
    for edit, title in TITLES.items():
        parts.append(
            f'<text x="{_LEFT - 10}" y="{top + len(names) * _BAR / 2 + 4:.0f}" text-anchor="end">{title}</text>'
        )
        for index, name in enumerate(names):
            value, y = medians[name][edit], top + index * _BAR
            width = max(place(value), 1)
            parts.append(
                f'<rect x="{_LEFT}" y="{y}" width="{width:.1f}" height="{_BAR - 3}" fill="{_COLOURS[index]}"/>'
                f'<text x="{_LEFT + width + 5:.1f}" y="{y + 11}" class="value">{value:.2f} s</text>'
            )
        top += len(names) * _BAR + _GAP
    labels = [
        f'<text x="{_LEFT + place(10.0**power):.1f}" y="{top + 4}" text-anchor="middle" class="value">'
        f"{10.0**power:g} s</text>"
        for power in range(low, high + 1)
    ]
    lines = [
        f'<line x1="{_LEFT + place(10.0**power):.1f}" x2="{_LEFT + place(10.0**power):.1f}" y1="34" y2="{top - _GAP}"/>'
        for power in range(low, high + 1)
    ]
    legend = "".join(
        f'<rect x="{_LEFT + index * 130}" y="10" width="12" height="12" fill="{_COLOURS[index]}"/>'
        f'<text x="{_LEFT + index * 130 + 18}" y="20">{escape(name)}</text>'
        for index, name in enumerate(names)
    )
    title = f"Seconds to build {figures.articles:,} articles, shorter is better; logarithmic"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {top + 12}" role="img" '
        f'font-family="sans-serif" font-size="13">\n<title>{title}</title>\n'
        "<style>text{fill:#222}.value{font-size:11px}line{stroke:#ccc}"
        "@media(prefers-color-scheme:dark){text{fill:#ddd}line{stroke:#555}}</style>\n"
        f"{legend}\n{''.join((*lines, *labels))}\n{chr(10).join(parts)}\n</svg>\n"
    )


def _floor(seconds: float) -> int:
    from math import floor, log10

    return floor(log10(seconds))
