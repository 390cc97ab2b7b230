"""Taking figures away: as CSV or XLSX with a header to read, or as JSON with keys that never change."""

from collections.abc import Mapping, Sequence

from django.http import Http404, HttpResponseBase

from vraagbaak.core.export import FORMS, Row, json_response, table_response

EXPORTS = (("csv", "CSV"), ("xlsx", "Excel"), ("json", "JSON"))


def take_away(
    name: str,
    form: str,
    *,
    keys: Sequence[str],
    rows: Sequence[Row],
    of: str,
    header: Row | None = None,
    beside: Mapping[str, object] | None = None,
) -> HttpResponseBase:
    """These rows in one of the forms; refused (Http404) in any other. `of` names the rows in JSON."""
    if form in FORMS:
        return table_response(name, form, header or keys, rows)
    if form != "json":
        raise Http404
    return json_response(name, {**(beside or {}), of: [dict(zip(keys, row, strict=True)) for row in rows]})
