"""The crawlers of artificial intelligence by the names that robots.txt has for them, and what each fetches pages for.

As of November 2026, from what the companies themselves say of their crawlers, and of the lists that are kept in public
those that name an operator (github.com/ai-robots-txt/ai.robots.txt). Search engines that show links are not among them.
Some are names for robots.txt alone, under which nobody asks for pages: ``Google-Extended``, ``Applebot-Extended``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from newsgen.model.licensing_settings import Use

_TRAINING: Final = (
    *("AI2Bot", "anthropic-ai", "Applebot-Extended", "Bytespider", "CCBot", "Claude-Web", "ClaudeBot"),
    *("cohere-training-data-crawler", "DeepSeekBot", "Diffbot", "FacebookBot", "GPTBot", "ICC-Crawler"),
    *("ImagesiftBot", "img2dataset", "LAIONDownloader", "omgili", "PanguBot", "SBIntuitionsBot", "TikTokSpider"),
    *("Timpibot", "VelenPublicWebCrawler", "Webzio-Extended", "YandexAdditional"),
)
_ANSWERS: Final = (
    *("Amzn-User", "ChatGPT-User", "Claude-User", "cohere-ai", "Gemini-Deep-Research", "Google-NotebookLM"),
    *("Manus-User", "meta-externalfetcher", "MistralAI-User", "Perplexity-User"),
)
_INDEXES: Final = (
    *("Amzn-SearchBot", "AzureAI-SearchBot", "Claude-SearchBot", "DuckAssistBot", "ExaBot", "iAskBot", "LinkupBot"),
    *("meta-webindexer", "OAI-SearchBot", "PerplexityBot", "PhindBot", "TavilyBot", "YouBot"),
)
AGENTS: Final[Mapping[str, tuple[Use, ...]]] = {
    **dict.fromkeys(_TRAINING, ("ai-train",)),
    **dict.fromkeys(_ANSWERS, ("ai-input",)),
    **dict.fromkeys(_INDEXES, ("ai-index", "ai-input")),
    "Amazonbot": ("ai-train", "ai-input"),
    "Google-CloudVertexBot": ("ai-index", "ai-input"),
    "Google-Extended": ("ai-train", "ai-input"),
    "meta-externalagent": ("ai-train", "ai-index"),
}
"""Each with all that it fetches pages for: it is shut out if any of these is denied, for robots.txt cannot say more."""
