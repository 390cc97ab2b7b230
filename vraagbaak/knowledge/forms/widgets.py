"""Fields that do more than the browser's own, and work without a script too."""

from django import forms


class RichText(forms.Textarea):
    """A text field that becomes an editor with a few buttons."""

    template_name = "knowledge/widgets/rich_text.html"


class PickMany(forms.SelectMultiple):
    """A list of many that becomes a search field with what was picked below it."""

    template_name = "knowledge/widgets/pick_many.html"


class Day(forms.DateInput):
    """A day, by the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, str] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


def lines(rows: int) -> forms.Textarea:
    """A text field of so many lines."""
    return forms.Textarea(attrs={"rows": rows})
