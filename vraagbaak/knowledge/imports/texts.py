"""Texts of other systems as rich text of ours, and the first sentences to say."""

import html
import re

from vraagbaak.core.richtext import plain_text, sanitise

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_LINK = re.compile(r"\[([^\]]+)\]\((https?://[^)\s]+)\)")
_STRONG = re.compile(r"\*\*([^*]+)\*\*")
_TAG = re.compile(r"<\s*(p|ul|ol|li|br|h[1-6]|div|strong|a)\b", re.IGNORECASE)
_HEADING = re.compile(r"<(/?)h[1-6]\b", re.IGNORECASE)
MOST_SENTENCES, MOST_LETTERS = 3, 400


def as_rich_text(text: str) -> str:
    """HTML or Markdown or plain lines, as the marks that we allow; headings become of one level."""
    markup = text if _TAG.search(text) else _from_markdown(text)
    return sanitise(_HEADING.sub(r"<\1h3", markup))


def sentences_to_say(text: str) -> str:
    """The first one to three sentences, for an article whose source has nothing to read out."""
    said: list[str] = []
    for sentence in _SENTENCE_END.split(" ".join(plain_text(as_rich_text(text)).split())):
        if len(said) == MOST_SENTENCES or len(" ".join([*said, sentence])) > MOST_LETTERS:
            break
        said.append(sentence)
    return " ".join(said)


def _from_markdown(text: str) -> str:
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return "".join(_block(block) for block in blocks if block.strip())


def _block(block: str) -> str:
    lines = [line.strip() for line in block.splitlines() if line.strip()]
    if lines[0].startswith("#"):
        rest = _block("\n".join(lines[1:])) if lines[1:] else ""
        return f"<h3>{_inline(lines[0].lstrip('# '))}</h3>{rest}"
    if all(re.match(r"(?:[-*•]|\d+[.)])\s", line) for line in lines):
        kind = "ol" if lines[0][0].isdigit() else "ul"
        items = (re.sub(r"^(?:[-*•]|\d+[.)])\s+", "", line) for line in lines)
        return f"<{kind}>" + "".join(f"<li>{_inline(item)}</li>" for item in items) + f"</{kind}>"
    return "<p>" + "<br>".join(_inline(line) for line in lines) + "</p>"


def _inline(text: str) -> str:
    safe = html.escape(text, quote=False)
    return _STRONG.sub(r"<strong>\1</strong>", _LINK.sub(r'<a href="\2">\1</a>', safe))
