"""Looks at a page as axe-core does: WCAG 2.2 AA and good practice."""

from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
PLACES = (ROOT / "build" / "node" / "axe-core" / "axe.min.js", ROOT / "node_modules" / "axe-core" / "axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "async (rules) => (await axe.run(document, { runOnly: rules, resultTypes: ['violations'] })).violations"


def assert_accessible(page: Page, *, without: tuple[str, ...] = ()) -> None:
    """Fail with every node that axe finds fault with; `without` names rules that a page cannot keep, with a reason."""
    page.evaluate(_axe())
    found = [fault for fault in page.evaluate(RUN, RULES) if fault["id"] not in without]
    assert not found, f"{page.url}\n" + "\n".join(_described(fault) for fault in found)


def _described(fault: dict) -> str:
    nodes = "\n".join(f"    {node['html'][:300]}\n      {node['failureSummary']}" for node in fault["nodes"])
    return f"{fault['id']} ({fault['impact']}): {fault['help']}\n{nodes}"


def _axe() -> str:
    """The axe-core that the lock file names, or the one that comes with the Python package."""
    for place in PLACES:
        if place.exists():
            return place.read_text(encoding="utf-8")
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
