"""Random files as no editor would write them: pieces of every syntax that newsgen reads, spliced, cut and repeated."""

from __future__ import annotations

from random import Random

PIECES = (
    *"\n\n\n \t:-#*_`~|>[](){}<>!&\"'\\=+$%@^.,;/",
    *(
        "---\n",
        "...\n",
        "+++\n",
        "\r\n",
        "\r",
        "\ufeff",
        "\0",
        "\x1b",
        "\u2028",
        "\u200b",
        "é",
        "e\u0301",
        "👩‍👩‍👧",
        "اب",
    ),
    *("- ", "* ", "1. ", "> ", "# ", "## ", "    ", "\n===\n", "\n---\n", "```\n", "~~~\n", "$$", "***", "__", "~~"),
    *(
        "[x](",
        "](",
        "![",
        "[^1]",
        "[^1]: n\n",
        "[x]: /y\n",
        "<https://x.example>",
        "](<",
        '"t")',
        "\\[",
        "&#x3c;",
        "&amp;",
    ),
    *("<div>", "</div>", "<p>", "</p>", "<b>", "<table><tr><td>", "</table>", "<script>", "</script>", "<!--", "-->"),
    *(
        "<textarea>",
        "<a href='",
        "<img src=",
        "<svg>",
        "<![CDATA[",
        "]]>",
        "<?",
        "<!x>",
        "<style>",
        "</main>",
        "<iframe>",
    ),
    *(
        "{{< ",
        " >}}",
        '{{< video url="https://youtu.be/x" >}}',
        "{{< gallery",
        "{{",
        "}}",
        "{%",
        "%}",
        "{: .x }",
        "{#y}",
        "{.z}",
    ),
    *(
        "| a | b |\n|---|---|\n| c | d |\n",
        "Terme\n: Sens\n",
        ": ",
        "*[HTML]: x\n",
        "[TOC]",
        "!!! note\n",
        "<<<<<<< HEAD\n",
    ),
    *(
        "title: ",
        "date: 2026-03-01",
        "date: ",
        "category: sport\n",
        "tags: [",
        "tags:\n  - ",
        "image:\n  src: ",
        "alt: x\n",
    ),
    *(
        "related: ",
        "previous: ",
        "draft: oui\n",
        "slug: ",
        "id: ",
        "aliases: [/a/]\n",
        "embargo: ",
        "&a ",
        "*a",
        "<<: *a\n",
    ),
    *("!!python/object:os.system", "? ", "|\n", ">-\n", "%YAML 1.1\n", "0x1F", "1e9", "null", "~", "[[", "{a: {b: "),
    *(
        "«",
        "»",
        "“",
        "’",
        "–",
        "—",
        "12'500",
        "n° 5",
        "XXIe",
        "10 h 30",
        "1914-1918",
        "5 %",
        "?",
        " !",
        " :",
        "…",
        "gap00x0x",
    ),
    *(
        "/../",
        "%2e%2e",
        "//",
        "C:\\x",
        "file:///etc/passwd",
        "http://localhost:8000/",
        "javascript:alert(1)",
        "data:,x",
    ),
)
"""What the soups are made of."""

_HEAD = "---\ntitle: Un titre {number}\ncategory: sport\ndate: 2026-03-01T08:00\nsummary: Un chapeau\ntags: [a, b]\n"
_BODY = "## Un intertitre\n\nUn *texte* avec un [lien](https://x.example) et une note[^1].\n\n[^1]: La note.\n"
_ENDINGS = ("é".encode("latin-1"), b"\xff\xfe", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\0")


def soup(random: Random, longest: int = 60) -> str:
    """Make a text of up to ``longest`` pieces."""
    pieces: list[str] = []
    for _ in range(random.randint(1, longest)):
        piece = random.choice(PIECES)
        pieces.append(piece * (random.choice((1, 1, 1, 1, 2, 3, 40)) if len(piece) < 12 else 1))
    return "".join(pieces)


def article(random: Random, number: int = 0) -> bytes:
    """Make an article whose front matter, body or bytes are spoilt in some place; ``number`` tells titles apart."""
    head, body = _HEAD.format(number=number), _BODY
    where = random.randrange(5)
    if where in {0, 4}:
        head = _spoilt(random, head)
    if where in {1, 2, 4}:
        body = _spoilt(random, body) if where == 1 else soup(random)
    data = f"{head}---\n{body}".encode("utf-8", "surrogatepass")
    if where == 3:
        place = random.randrange(len(data))
        data = data[:place] + random.choice(_ENDINGS) + data[place + random.randrange(3) :]
    return data


def anything(random: Random) -> bytes:
    """Make a file of nothing but soup, with front matter or without."""
    text = soup(random)
    return (f"---\n{text}\n---\n{soup(random, 8)}" if random.random() < 0.5 else text).encode()


def _spoilt(random: Random, text: str) -> str:
    """Spoil a text: put a soup into it, over some of it."""
    start = random.randrange(len(text))
    return text[:start] + soup(random, 6) + text[start + random.choice((0, 0, 1, 5, 30)) :]
