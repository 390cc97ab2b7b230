"""The look keeps its promises: contrast in every theme and scheme, nothing inline, colours from tokens only."""

import re
from pathlib import Path

import pytest

CORE = Path(__file__).resolve().parent.parent
APPS = CORE.parent
THEMES = sorted(path for path in (CORE / "static/core/themes").glob("*.css") if path.stem != "nl-design-system")
TEXT, SHAPE = 4.5, 3.0
PAIRS = [
    *(
        (front, back, TEXT)
        for front in ("ink", "ink-soft", "ink-faint", "brand", "bad")
        for back in ("paper", "ground", "quiet")
    ),
    *((front, "brand-wash", TEXT) for front in ("ink", "ink-soft", "ink-faint", "brand", "brand-strong")),
    *((front, "line-soft", TEXT) for front in ("ink", "ink-soft", "ink-faint")),
    *(("ink", back, TEXT) for back in ("warm-wash", "good-wash", "bad-wash", "mark", "speak")),
    *(("brand", back, TEXT) for back in ("warm-wash", "good-wash", "bad-wash", "speak")),
    ("on-brand", "brand", TEXT),
    ("on-brand", "brand-hover", TEXT),
    ("on-bar", "bar", TEXT),
    ("warm-ink", "warm-wash", TEXT),
    ("warm-ink", "paper", TEXT),
    ("good", "good-wash", TEXT),
    ("good", "paper", TEXT),
    ("bad", "bad-wash", TEXT),
    *((front, "paper", SHAPE) for front in ("edge", "away", "warm", "brand", "good", "focus-edge")),
    *((front, "ground", SHAPE) for front in ("edge", "focus-edge")),
]


def colours(theme: Path) -> dict[str, tuple[str, str]]:
    """Each colour token with its light and its dark value."""
    text = theme.read_text()
    both = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", text)
    same = re.findall(r"--([\w-]+): (#\w{6});", text)
    return {name: (light, dark) for name, light, dark in both} | {name: (value, value) for name, value in same}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda path: path.stem)
def test_every_theme_keeps_contrast_in_both_schemes(theme):
    known = colours(theme)

    low = [
        (front, back, scheme, round(found, 2))
        for front, back, needed in PAIRS
        for at, scheme in enumerate(("light", "dark"))
        if (found := contrast(known[front][at], known[back][at])) < needed
    ]

    assert low == []


def test_components_take_their_colours_from_tokens():
    own = re.compile(r"#[0-9a-f]{3,8}\b", re.IGNORECASE)
    allowed = {"frame.css", "toast.css"}  # The bar and the toasts look alike in both schemes.

    loose = [
        path.name
        for path in (CORE / "static/core/css").glob("*.css")
        if path.name not in allowed and own.search(path.read_text())
    ]

    assert loose == []


def test_no_page_holds_an_inline_style_script_or_handler():
    inline = re.compile(
        r"<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle=|\son(?:click|change|submit|input|load)=", re.IGNORECASE
    )

    found = [
        str(path.relative_to(APPS))
        for path in APPS.glob("*/templates/**/*.html")
        if "mail" not in path.parts and inline.search(path.read_text())
    ]

    assert found == []


def test_every_component_is_in_the_table_of_contents():
    folder = CORE / "static/core/css"
    named = set(re.findall(r'@import url\("(.+?)"\)', (folder / "vraagbaak.css").read_text()))

    assert named == {path.name for path in folder.glob("*.css")} - {"vraagbaak.css", "style-page.css"}
