"""A department's month as a tagged PDF (PDF/UA-1): the same as on the page, to read, keep and hand out."""

import json
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.template.defaultfilters import date as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vraagbaak.core.queries import organisation
from vraagbaak.core.templatetags.ui import thousands
from vraagbaak.insight.queries.report import AskedAlike, Report
from vraagbaak.insight.templatetags.insight import share

TEMPLATE = Path(__file__).parent / "pdf" / "report.typ"
FONTS = settings.ROOT / "build" / "vendor" / "pdf"


def report_pdf(report: Report) -> bytes:
    """The report on paper; words of residents are data to it, never markup. Refused (ValueError) while it is hidden."""
    if report.is_hidden:
        raise ValueError(report.month)
    return typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        format="pdf",
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"report": json.dumps(_said(report), ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )


def _said(report: Report) -> dict[str, Any]:
    month = format_date(report.month, "F Y")
    title = f"{report.department.name}, {month}"
    running = _("Up to and including %(day)s; the month is not over.") % {"day": format_date(report.until, "j F")}
    whole = _("What residents asked of this department, what the contact centre handles, and what could be next.")
    return {
        "title": title,
        "organisation": organisation().name,
        "lead": running if report.is_running else whole,
        "footer": title,
        "figures": _figures(report),
        "suggestion": _suggestion(report.suggestion) if report.suggestion else None,
        "parts": _parts(report),
    }


def _figures(report: Report) -> list[dict[str, str]]:
    now, before, year_ago = report.now, report.before, report.year_ago
    then = _("a year ago %(n)s") % {"n": thousands(year_ago.now.questions)} if year_ago else ""
    month = _("the month before %(n)s") % {"n": share(before.now.handled_share)} if before else ""
    both = {"back": thousands(now.callback), "through": thousands(now.transferred)}
    saved = {"n": thousands(now.handled), "minutes": report.minutes}
    return [
        _figure(_("Questions"), thousands(now.questions), then),
        _figure(_("Handled by the desk"), share(now.handled_share), month),
        _figure(
            _("Handed on to the department"),
            thousands(now.handed_on),
            _("%(back)s call-backs, %(through)s transfers") % both,
        ),
        _figure(
            _("Hours saved for specialists"),
            thousands(report.saved_hours),
            _("%(n)s questions handled × %(minutes)s minutes, an assumption") % saved,
        ),
    ]


def _figure(name: str, value: str, beside: str) -> dict[str, str]:
    return {"name": name, "value": value, "beside": beside}


def _suggestion(found: AskedAlike) -> dict[str, str]:
    why = _(
        "Of all that was handed on, this was asked alike most: %(n)s of %(all)s questions like this went to the "
        "department (%(topic)s)."
    )
    topic = found.topic.name if found.topic else _("no topic")
    return {
        "title": _("What the desk could learn next"),
        "why": why % {"n": found.handed_on, "all": found.number, "topic": topic},
        "words": f"„{found.words}”",
    }


def _parts(report: Report) -> list[dict[str, Any]]:
    asked = [[f"„{each.words}”", str(each.number), str(each.handed_on)] for each in report.asked]
    topics = [
        [
            each.topic.name if each.topic else _("no topic"),
            *map(str, (each.now.questions, each.now.callback, each.now.transferred)),
            share(each.now.handled_share),
        ]
        for each in report.topics
    ]
    months = [
        [format_date(each.month, "F Y"), share(each.now.handled_share), thousands(each.now.questions)]
        for each in report.known_line
    ]
    gaps = [[f"„{line.words}”", str(line.number)] for line in report.gaps]
    news = [[each.published.title if each.published else "", _day(each.valid_from)] for each in report.news]
    nothing = _("Nothing was asked alike by five people or more.")
    return [
        _part(
            _("Most asked"),
            [_("In the words of one of them"), _("Times"), _("Handed on")],
            asked,
            "" if asked else nothing,
        ),
        _part(
            _("What was handed on, by topic"),
            [_("Topic"), _("Questions"), _("Call-backs"), _("Transfers"), _("Desk")],
            topics,
        ),
        _part(
            _("What the desk handles itself, by month"),
            [_("Month"), _("Handled by the desk"), _("Questions")],
            months,
        ),
        _part(
            _("What we cannot answer yet"),
            [_("In the words of one of them"), _("Questions in 8 weeks")],
            gaps,
            _other_gaps(report),
        ),
        *([_part(_("Announced"), [_("News"), _("Holds from")], news)] if news else []),
    ]


def _part(title: str, header: list[str], rows: list[list[str]], note: str = "") -> dict[str, Any]:
    return {"title": title, "header": header, "rows": rows, "note": note}


def _other_gaps(report: Report) -> str:
    if report.small_gaps:
        return ngettext(
            "One more was asked about fewer than five times.",
            "%(n)s more were asked about fewer than five times each.",
            report.small_gaps,
        ) % {"n": report.small_gaps}
    return "" if report.gaps else _("There are no open gaps.")


def _day(day: Any) -> str:
    return format_date(day, "j F") if day else "–"
