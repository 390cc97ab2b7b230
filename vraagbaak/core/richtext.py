"""Rich text: what may stand in it, and what it says without its marks."""

import html
import re

import nh3
from django.utils.safestring import SafeString

TAGS = frozenset({"p", "ul", "ol", "li", "strong", "em", "h3", "a", "br", "details", "summary", "blockquote"})
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
# Marks that mean the same by another name, as word processors and other systems write them.
_MEANT = {"b": "strong", "i": "em", "h1": "h3", "h2": "h3", "h4": "h3", "h5": "h3", "h6": "h3", "div": "p"}
_OTHER_NAME = re.compile(rf"<(/?)({'|'.join(_MEANT)})>")
_EMPTY = re.compile(r"<(p|li|h3|strong|em|blockquote)>(?:\s|&nbsp;|<br>)*</\1>")
_BREAKS = re.compile(r"</(?:p|li|h3|summary|blockquote)>|<br\s*/?>", re.IGNORECASE)
_MARKS = re.compile(r"<[^>]+>")
_cleaner = nh3.Cleaner(
    tags=set(TAGS), attributes={"a": {"href"}}, url_schemes=set(SCHEMES), url_relative="deny", link_rel="noreferrer"
)
_reader = nh3.Cleaner(
    tags=set(TAGS | _MEANT.keys()),
    attributes={"a": {"href"}},
    clean_content_tags={"script", "style", "template", "title", "noscript", "textarea"},
    url_schemes=set(SCHEMES),
    url_relative="deny",
    link_rel=None,
)


def sanitise(text: str) -> str:
    """The text with only the marks that we allow; scripts, styles, handlers and odd links are gone."""
    read = _reader.clean(text.replace("\x00", ""))
    named = _cleaner.clean(_OTHER_NAME.sub(lambda tag: f"<{tag[1]}{_MEANT[tag[2]]}>", read))
    return _EMPTY.sub("", _EMPTY.sub("", named)).strip()


def sanitised_markup(text: str) -> SafeString:
    """Sanitised text that a template may show as markup: the one place where text becomes markup."""
    return SafeString(sanitise(text))


def plain_text(text: str) -> str:
    """What the text says, a line for each paragraph or list item."""
    lines = html.unescape(_MARKS.sub("", _BREAKS.sub("\n", text))).replace("\xa0", " ").splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())
