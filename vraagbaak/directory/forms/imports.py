"""The shape of what is brought to be read in."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from vraagbaak.core.tables import MOST_BYTES, FileRefused, Table, read_table
from vraagbaak.directory.models import ImportPlan


class ImportForm(forms.Form):
    """A file, and what it holds."""

    kind = forms.ChoiceField(label=_("What is in it"), choices=ImportPlan.Kind.choices, widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or Excel (.xlsx), at most 10 MB and 20,000 rows. The first row names the columns."),
        error_messages={"empty": _("This file is empty.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )

    def clean_file(self) -> Table:
        """The table in the file; what it is follows from its content, never from its name."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        try:
            return read_table(file.read(MOST_BYTES + 1))
        except FileRefused as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal
