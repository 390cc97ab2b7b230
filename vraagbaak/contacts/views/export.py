"""Takes the filtered list away as CSV or XLSX."""

from django.http import Http404, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_POST

from vraagbaak.contacts.actions.exporting import note_export
from vraagbaak.contacts.queries.contacts import questions_to_take
from vraagbaak.contacts.queries.exporting import header_of, rows_of
from vraagbaak.contacts.queries.scope import SEES_CONTACTS, TAKES_NAMES
from vraagbaak.contacts.views.contacts import filter_from
from vraagbaak.core.export import FORMS, table_response
from vraagbaak.people.access import only_for
from vraagbaak.people.http import AgentRequest

MOST_ROWS_XLSX = 50_000


@require_POST
@only_for(*SEES_CONTACTS)
def export(request: AgentRequest, form: str) -> HttpResponseBase:
    """The questions that this person may see and that fit the filter; names only when asked for and allowed."""
    if form not in FORMS:
        raise Http404
    filters, _are_words_lost = filter_from(request, request.POST)
    if not filters.is_valid():
        raise Http404
    has_names = request.POST.get("names") == "on" and request.user.has_role(*TAKES_NAMES)
    questions = questions_to_take(request.user, filters.wanted())
    note_export(questions, form=form, has_names=has_names, by=request.user)
    name, header = f"contacten-{timezone.localdate():%Y-%m-%d}", header_of(with_names=has_names)
    rows = rows_of(questions, with_names=has_names, most=MOST_ROWS_XLSX if form == "xlsx" else None)
    return table_response(name, form, header, rows)
