"""The form to bring knowledge from elsewhere."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from vraagbaak.core.tables import MOST_BYTES
from vraagbaak.knowledge.models import Topic


class ImportForm(forms.Form):
    """Which file, of which format, from where."""

    form = forms.ChoiceField(
        label=_("Format"),
        choices=[
            ("table", _("Table: CSV, TSV or XLSX")),
            ("objects", _("VAC and kennisartikel (JSON)")),
            ("sdg", _("Single Digital Gateway products (JSON)")),
            ("catalogue", _("Samenwerkende Catalogi (XML)")),
        ],
    )
    source = forms.SlugField(
        label=_("Name of the source"),
        max_length=40,
        help_text=_("A short name, such as old-website. Reading the same source again changes the same articles."),
        error_messages={"invalid": _("Use letters, digits and dashes only, such as old-website.")},
    )
    topic = forms.ModelChoiceField(
        label=_("Topic for articles without a known one"), queryset=Topic.objects.none(), to_field_name="uuid"
    )
    file = forms.FileField(label=_("File"), error_messages={"empty": _("This file is empty.")})

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        topics = cast("forms.ModelChoiceField[Topic]", self.fields["topic"])
        topics.queryset = Topic.objects.filter(is_active=True).order_by("sort_key")

    def clean_file(self) -> bytes:
        """The content of the file; too large a file is refused."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than 10 MB. Split it, and bring the parts one by one."))
        return bytes(file.read())
