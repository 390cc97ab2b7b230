"""Text with some markup: what may stay in it, and the same text without any."""

import html
import re

import nh3

TAGS = frozenset({"p", "ul", "ol", "li", "strong", "em", "h3", "a", "br", "details", "summary", "blockquote"})
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
# Markup that says the same in other words; each is turned into one of ours before the rest is taken out.
_MEANT = {"b": "strong", "i": "em", "h1": "h3", "h2": "h3", "h4": "h3", "h5": "h3", "h6": "h3", "div": "p"}
_OTHER_NAME = re.compile(rf"<(/?)({'|'.join(_MEANT)})>")
_BLOCK_END = re.compile(r"</(?:p|li|h3|blockquote|summary|details|ul|ol)>|<br>")
_TAG = re.compile(r"<[^>]*>")
_EMPTY = re.compile(r"<(p|li|h3|strong|em|blockquote)>(?:\s|&nbsp;|<br>)*</\1>")
_SPACES = re.compile(r"[ \t]+")
_LINES = re.compile(r"\s*\n\s*")


def sanitise(markup: str) -> str:
    """The markup with nothing left in it but plain structure and links that lead somewhere harmless."""
    first = nh3.clean(
        markup.replace("\x00", ""),
        tags=set(TAGS | _MEANT.keys()),
        attributes={"a": {"href"}},
        url_schemes=set(SCHEMES),
        clean_content_tags={"script", "style", "template", "title", "noscript", "textarea"},
        link_rel=None,
    )
    named = _OTHER_NAME.sub(lambda tag: f"<{tag[1]}{_MEANT[tag[2]]}>", first)
    return _EMPTY.sub("", _clean(named)).strip()


def shown(markup: str) -> str:
    """Kept markup made fit to stand in a page: once more without anything harmful, links without a referrer."""
    return _clean(markup, rel="noopener noreferrer")


def plain(markup: str) -> str:
    """The words alone, one line for each block."""
    lined = _BLOCK_END.sub("\n", markup)
    text = _SPACES.sub(" ", html.unescape(_TAG.sub("", lined)).replace("\xa0", " "))
    return _LINES.sub("\n", text).strip()


def _clean(markup: str, *, rel: str | None = None) -> str:
    return nh3.clean(
        markup, tags=set(TAGS), attributes={"a": {"href"}}, url_schemes=set(SCHEMES), link_rel=rel
    )
