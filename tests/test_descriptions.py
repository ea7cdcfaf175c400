"""What a page says of itself to others comes from what readers read: no script, no attribute, no hidden element."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from newsroom import SETTINGS, Newsroom, picture

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

ENGINES = ("python-markdown", "commonmark")
SEEN = "Le pont tourne."

NOT_READ = [
    '<script>\nvar a = "<p>Caché.</p>";\n</script>',
    "<style>\n/* <p>Caché.</p> */\n</style>",
    "<!-- <p>Caché.</p> -->",
    "<template><p>Caché.</p></template>",
    "<noscript>\n<p>Caché.</p>\n</noscript>",
    "<textarea>\n<p>Caché.</p>\n</textarea>",
    '<div data-x="<p>Caché.</p>">\n</div>',
    "<div data-x='<p>Caché.</p>'></div>",
    "<video>\n<p>Caché.</p>\n</video>",
    "<svg><desc><p>Caché.</p></desc></svg>",
    "{: .caché }",
    '{: title="Caché." }',
    "{.caché}",
    "![](plan.png)",
    '<script>\ndocument.write("</p><p>Caché.</p>")\n</script>',
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("before", NOT_READ)
def test_a_description_is_what_readers_read(tmp_path: Path, engine: str, before: str) -> None:
    room = Newsroom(tmp_path, f"{SETTINGS}markdown: {{engine: {engine}}}\n")
    room.article("pont", body=f"{before}\n\n{SEEN}\n").write("content/articles/plan.png", picture())
    room.built()
    page = room.page("sport/pont/index.html")
    assert re.findall(r'<meta (?:name|property)="(?:og:)?description" content="(.*?)"', page) == [SEEN, SEEN]


def _pictures(page: str) -> tuple[str, str]:
    """Give the picture for sharing, and that of the structured data."""
    shared = re.search('<meta property="og:image" content="(.*?)"', page)
    [data] = re.findall('<script type="application/ld\\+json">(.*?)</script>', page, re.DOTALL)
    [article] = [each for each in json.loads(data)["@graph"] if each["@type"] == "NewsArticle"]
    [image] = article["image"]
    assert shared
    return shared[1], image["url"]


@pytest.mark.parametrize(
    "body",
    [
        '{{< figure src="plan.png" alt="Le plan" >}}',
        "Un texte.\n\n![Le plan](plan.png)",
        '{{< gallery name="vues" >}}',
        "- ![Le plan](plan.png) et ![l’autre](autre.png)",
        '<img src="plan.png" alt="Le plan">',
    ],
)
def test_without_a_lead_picture_the_first_of_the_body_is_shared_and_told(tmp_path: Path, body: str) -> None:
    room = Newsroom(tmp_path)
    for name in ("plan", "autre"):
        room.write(f"content/articles/{name}.png", picture(1200, 800, shade=len(name)))
    room.article("pont", body=body + "\n", galleries={"vues": [{"src": "plan.png", "alt": "Le plan"}]}).built()
    shared, told = _pictures(room.page("sport/pont/index.html"))
    assert shared == told
    assert "plan" in shared
    room.article("pont", body=body + "\n", image={"src": "autre.png", "alt": "L’autre"},
                 galleries={"vues": [{"src": "plan.png", "alt": "Le plan"}]}).built()  # fmt: skip
    shared, told = _pictures(room.page("sport/pont/index.html"))
    assert shared == told
    assert "autre" in shared
