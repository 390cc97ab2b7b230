"""The documentation names every setting, in the order of the settings module."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
READ = re.compile(r'env(?:ironment)?\.(?:text|flag|number|words)\(\s*"([A-Z_]+)"')
ROW = re.compile(r"^\| `([A-Z_]+)` \| \S.* \|", re.MULTILINE)


def test_every_setting_is_documented_in_the_order_of_the_settings_module() -> None:
    read = ["VRAAGBAAK_DATA", *READ.findall((ROOT / "config" / "settings.py").read_text())]

    documented = ROW.findall((ROOT / "docs" / "beheer" / "instellingen.md").read_text())

    assert documented == list(dict.fromkeys(read))


def test_only_the_settings_read_the_environment() -> None:
    allowed = {"vraagbaak/cli/entrance.py", "vraagbaak/cli/serving.py"}  # they set it, before the settings are read
    programs = {"vraagbaak/cli/dumping.py", "vraagbaak/embedded/account.py"}  # the PATH of programs they start
    readers = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "vraagbaak").rglob("*.py")
        if "tests" not in path.parts and re.search(r"os\.environ|getenv", path.read_text())
    }

    assert readers <= allowed | programs
