"""Rich text: what may stand in it, and what it says without its marks."""

import html
import re

import nh3

TAGS = {"p", "ul", "ol", "li", "strong", "em", "h3", "a", "br", "details", "summary", "blockquote"}
_BREAKS = re.compile(r"</(?:p|li|h3|summary|blockquote)>|<br\s*/?>", re.IGNORECASE)
_MARKS = re.compile(r"<[^>]+>")


def sanitise(text: str) -> str:
    """The text with only the marks that we allow; scripts, styles, handlers and odd links are gone."""
    return nh3.clean(
        text, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto", "tel"}, link_rel="noreferrer"
    )


def plain_text(text: str) -> str:
    """What the text says, a line for each paragraph or list item."""
    lines = html.unescape(_MARKS.sub("", _BREAKS.sub("\n", text))).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())
