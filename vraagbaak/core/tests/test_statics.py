"""The build joins what one file imports, so that a first page costs few requests."""

import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command


@pytest.fixture
def built(settings, tmp_path):
    """Give a built file by the name that templates use."""
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", interactive=False, verbosity=0)
    names = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    return lambda name: (tmp_path / names[name]).read_text()


def source(name: str) -> str:
    return Path(finders.find(name)).read_text()


def test_a_built_file_holds_what_it_imports_in_the_same_order(built):
    css, js = built("core/css/vraagbaak.css"), built("core/js/vraagbaak.js")
    wanted = re.findall(r'@import url\("(.+)"\)', source("core/css/vraagbaak.css"))

    places = [css.index(source(f"core/css/{name}")[-60:]) for name in wanted if name != "fonts.css"]

    assert "@import" not in css
    assert places == sorted(places)
    assert css.index("@layer") < places[0]
    assert source("core/js/copy-button.js") in js


def test_a_script_that_others_use_by_name_stays_one_file(built):
    js = built("core/js/vraagbaak.js")

    assert re.search(r'import ?"\./undo-toast\.\w+\.js"', js)
    assert "showToast(" not in js.partition("undo-toast")[0]


def test_a_theme_is_a_file_of_its_own(built):
    assert "--brand" in built("core/themes/vraagbaak.css")
