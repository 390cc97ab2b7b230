"""A topic: its name, place and owner."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vraagbaak.directory.models import Department, ExternalParty
from vraagbaak.knowledge.actions.topics import Place
from vraagbaak.knowledge.forms.widgets import PickMany
from vraagbaak.knowledge.models import Topic
from vraagbaak.knowledge.queries.upl import upl_names


class TopicForm(forms.Form):
    """Everything that can be set of a topic."""

    name = forms.CharField(label=_("Name"), max_length=120)
    parent = forms.ModelChoiceField(
        label=_("Below"), queryset=Topic.objects.none(), required=False, empty_label=_("(at the top)")
    )
    department = forms.ModelChoiceField(label=_("Owner"), queryset=Department.objects.none())
    upl_name = forms.CharField(
        label=_("Name in the uniform product list"),
        required=False,
        max_length=200,
        help_text=_("Type a few letters and choose."),
    )
    external_parties = forms.ModelMultipleChoiceField(
        label=_("Other organisations that help"), queryset=ExternalParty.objects.none(), required=False, widget=PickMany
    )
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def __init__(self, *args: Any, topic: Topic | None = None, **kwargs: Any) -> None:
        if topic is not None:
            kwargs.setdefault("initial", _typed_from(topic))
        super().__init__(*args, **kwargs)
        others = Topic.objects.filter(is_active=True).order_by("sort_key")
        others = others.exclude(pk=topic.pk) if topic is not None else others
        self._choose_from("parent", others)
        self._choose_from("department", Department.objects.filter(is_active=True).order_by("sort_key"))
        self._choose_from("external_parties", ExternalParty.objects.filter(is_active=True).order_by("sort_key"))
        self.fields["upl_name"].widget.attrs |= {
            "list": "upl-names",
            "autocomplete": "off",
            "hx-get": reverse("knowledge:upl"),
            "hx-trigger": "input changed delay:150ms",
            "hx-target": "#upl-names",
            "hx-swap": "innerHTML",
        }

    def clean_upl_name(self) -> str:
        name: str = self.cleaned_data["upl_name"].strip()
        if name and name not in upl_names():
            raise forms.ValidationError(_("This name is not in the list. Choose one of the names that appear."))
        return name

    def place(self) -> Place:
        """What was typed."""
        typed = self.cleaned_data
        return Place(
            name=typed["name"],
            department=typed["department"],
            parent=typed["parent"],
            upl_name=typed["upl_name"],
            is_active=typed["is_active"],
            external_parties=tuple(typed["external_parties"]),
        )

    def _choose_from(self, name: str, found: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        field.queryset = found


def _typed_from(topic: Topic) -> dict[str, Any]:
    return {
        "name": topic.name,
        "parent": topic.parent_id,
        "department": topic.department_id,
        "upl_name": topic.upl_name,
        "external_parties": list(topic.external_parties.order_by("pk").values_list("pk", flat=True)),
        "is_active": topic.is_active,
    }
