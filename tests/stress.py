"""A little site of extremes: whatever is too long, too many, missing or written from right to left."""

from __future__ import annotations

from pathlib import Path

from newsroom import Newsroom, picture

LONG_WORD = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
LONG_TITLE = (
    "Au terme d’un conseil municipal de onze heures, la majorité adopte sans une voix de plus le plan que "
    f"l’opposition, les riverains et la préfecture lui demandaient de retirer : {LONG_WORD}, chronique d’un mot "
    "qui n’entre nulle part"
)
ARABIC = "الميناء يستيقظ قبل المدينة"
AUTHORS = tuple(f"Auteur Numéro-{number} de La Très-Longue-Particule" for number in range(1, 13))


def stress(folder: Path, language: str = "fr") -> Newsroom:
    """Make the site; no page of it may be wider than the screen."""
    settings = (
        f"title: Le Grand Quotidien Indépendant du Bassin\nurl: https://test.example\nlanguage: {language}\n"
        "timezone: Europe/Paris\npage_size: 4\nparams: {footer: Pied}\n"
    )
    room = Newsroom(folder, settings)
    room.write("static/images/large.png", picture(640, 360)).write("static/images/tall.png", picture(60, 600))
    room.write("static/videos/film.mp4", b"film")
    for number, title in enumerate(("Sport", "Vie locale et associative", LONG_WORD, "Vide", *"ABCDEFGH")):
        room.write(f"content/categories/c{number}.md", f"---\ntitle: {title}\norder: {number}\n---\n")
    room.write("content/categories/sous.md", "---\ntitle: Sous-rubrique\nparent: c0\n---\nUn mot.\n")
    room.write("content/categories/fond.md", f"---\ntitle: {LONG_WORD}\nparent: sous\n---\n")
    room.write(
        "content/authors/ana.md",
        f"---\nname: Ana {LONG_WORD}\nrole: Envoyée spéciale permanente\nphoto: {{src: /images/tall.png}}\n"
        f"email: ana.{LONG_WORD.lower().replace('ü', 'u')}@test.example\n---\nBio.\n",
    )
    for number, name in enumerate(AUTHORS):
        room.write(f"content/authors/a{number}.md", f"---\nname: {name}\n---\n")
    image = {"src": "/images/large.png", "alt": "Du gris"}
    room.article("court", "Rien.\n", category="c0", title="Non", image=image, date="2026-03-09")
    room.article(
        "long",
        "Rien.\n",
        category="c0",
        slug="long",
        title=LONG_TITLE,
        summary=LONG_TITLE,
        kicker=LONG_WORD,
        tags=[LONG_WORD],
    )
    room.article("douze", "Rien.\n", category="c1", author=[*(f"a{n}" for n in range(12)), "ana", "avec AFP"])
    room.article(
        "arabe",
        f"{ARABIC}.\n",
        category="c2",
        slug="arabe",
        title=ARABIC,
        summary=ARABIC,
        image={**image, "caption": ARABIC},
    )
    room.article(
        "somme",
        _everything(),
        category=["fond", "c1"],
        slug="somme",
        title="Trois mille mots",
        author="ana",
        updated="2026-03-02",
        image={"src": "/images/tall.png", "alt": "Une tour"},
        video={
            "url": "https://youtu.be/dQw4w9WgXcQ",
            "title": LONG_TITLE,
            "poster": "/images/large.png",
            "duration": "PT1H2M",
        },
        galleries={"vues": [image, {**image, "caption": LONG_TITLE}, {"src": "/images/tall.png", "alt": "Une tour"}]},
        corrections=[{"date": "2026-03-02", "text": LONG_TITLE}, {"date": "2026-03-03T10:00", "text": "Non."}],
    )
    for number in range(9):
        room.article(f"n{number}", category="c0", title=f"Numéro {number}", date=f"2026-02-0{number + 1}")
    return room


def _everything() -> str:
    table = "".join(f"| {'cellule ' * 3}" for _ in range(12)) + "|\n"
    return (
        "Une note.[^1] " + "Le port travaille la nuit, et la ville dort encore. " * 300 + "\n\n"
        f"## {LONG_TITLE}\n\n{LONG_WORD * 3}\n\n"
        f"{table}{'|---' * 12}|\n{table}\n"
        f"```\n{'x' * 400}\n```\n\n"
        "> Une citation.\n>\n> > Et une autre.\n\n1. Un\n    - Deux\n        - Trois\n\n---\n\n"
        f'{{{{< quote text="{LONG_TITLE}" by="Ana" role="maire" >}}}}\n\n'
        '{{< gallery name="vues" caption="Trois vues" >}}\n\n{{< related article="long.md" >}}\n\n'
        '{{< figure src="/images/large.png" alt="Du gris" caption="Gris" credit="AFP" >}}\n\n'
        '{{< video url="/videos/film.mp4" title="Film" >}}\n\n'
        '{{< video url="https://vimeo.com/1234" title="Un film" poster="/images/large.png" >}}\n\n'
        '{{< video url="https://video.example/7" title="Ailleurs" >}}\n\n'
        f"[^1]: https://test.example/{'a' * 300}\n"
    )
