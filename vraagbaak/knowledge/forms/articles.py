"""The text of an article, and where and when it stands."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vraagbaak.core.richtext import plain_text, sanitise
from vraagbaak.knowledge.actions.articles import Arrangement
from vraagbaak.knowledge.forms.widgets import Day, PickMany, RichText, lines
from vraagbaak.knowledge.models import Article, Topic, Version
from vraagbaak.knowledge.rules.costs import Cost, read_costs
from vraagbaak.knowledge.rules.life import OWN_KINDS
from vraagbaak.knowledge.rules.texts import Text, lines_of, words_of

LONGEST = 40_000
WEIGHT_CHOICES = [
    (Version.Weight.TYPO, _("Typing error: goes out at once")),
    (Version.Weight.CHANGE, _("Change: goes out at once, and the owner hears of it")),
    (Version.Weight.MAJOR, _("Major change: the owner checks it first")),
]
OWN_WEIGHT_CHOICES = [
    (Version.Weight.TYPO, _("Typing error: who has read it need not read it again")),
    (Version.Weight.CHANGE, _("Change: everybody reads it again")),
]


class NewArticleForm(forms.Form):
    """What kind of article it is."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Article.Kind.choices, initial=Article.Kind.PRODUCT)


class TextForm(forms.Form):
    """What an article says."""

    title = forms.CharField(label=_("Title"), max_length=200)
    say = forms.CharField(
        label=_("Say this"), max_length=1200, widget=lines(3), help_text=_("One to three sentences to read out.")
    )
    steps = forms.CharField(
        label=_("Steps"), required=False, max_length=LONGEST, widget=lines(4), help_text=_("One on each line.")
    )
    bring = forms.CharField(
        label=_("Bring along"), required=False, max_length=LONGEST, widget=lines(3), help_text=_("One on each line.")
    )
    duration = forms.CharField(label=_("How long it takes"), required=False, max_length=200)
    explanation = forms.CharField(
        label=_("Explanation"), required=False, max_length=LONGEST, widget=RichText(attrs={"rows": 10})
    )
    apply_url = forms.URLField(label=_("Link to apply"), required=False, max_length=500, assume_scheme="https")
    legal_ground = forms.CharField(label=_("Legal ground"), required=False, max_length=300)
    synonyms = forms.CharField(
        label=_("Other words for it"),
        required=False,
        max_length=LONGEST,
        widget=lines(2),
        help_text=_("As residents say it, with a comma between. The search knows these words too."),
    )
    internal_note = forms.CharField(
        label=_("Only for us"),
        required=False,
        max_length=LONGEST,
        widget=lines(2),
        help_text=_("Residents never see this."),
    )

    def clean_explanation(self) -> str:
        return sanitise(self.cleaned_data["explanation"])

    def clean_title(self) -> str:
        title = " ".join(self.cleaned_data["title"].split())
        if not plain_text(title):
            raise forms.ValidationError(_("Type a title."))
        return title


class EditForm(TextForm):
    """A next version: what it says, how heavy the change is, why, and on which version it builds."""

    weight = forms.ChoiceField(
        label=_("How big is the change?"),
        choices=WEIGHT_CHOICES,
        widget=forms.RadioSelect,
        initial=Version.Weight.CHANGE,
    )
    reason = forms.CharField(
        label=_("Why does it change?"), max_length=300, help_text=_("Everybody can read this in the history.")
    )
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        weight = self.fields["weight"]
        assert isinstance(weight, forms.ChoiceField)  # noqa: S101
        if article.published_id is None:
            weight.choices, weight.initial, weight.widget = WEIGHT_CHOICES, Version.Weight.MAJOR, forms.HiddenInput()
        elif article.kind in OWN_KINDS:
            weight.choices = OWN_WEIGHT_CHOICES


class CostForm(forms.Form):
    """What something costs from a day on."""

    what = forms.CharField(label=_("For what"), required=False, max_length=160)
    amount = forms.DecimalField(
        label=_("Euros"), required=False, min_value=Decimal(0), max_digits=9, decimal_places=2, localize=True
    )
    since = forms.DateField(label=_("Holds from"), required=False, widget=Day)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("what") and cleaned.get("amount") is None and "amount" not in self.errors:
            self.add_error("amount", _("Type the amount; 0 when it is free."))
        if cleaned.get("amount") is not None and not cleaned.get("what"):
            self.add_error("what", _("Type what this amount is for."))
        return cleaned


CostFormSet = forms.formset_factory(CostForm, extra=2, max_num=40, absolute_max=60, validate_max=True)


def costs_typed(rows: "forms.BaseFormSet[CostForm]") -> tuple[Cost, ...]:
    """The amounts that were typed; empty lines are left out."""
    typed = [row.cleaned_data for row in rows.forms if row.cleaned_data.get("what")]
    return tuple(Cost(row["what"], row["amount"], row["since"]) for row in typed)


class TopicChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    """A topic by its name, with the one above it."""

    def label_from_instance(self, obj: Topic) -> str:
        return f"{obj.name} ({obj.parent.name})" if obj.parent else obj.name


class ArrangementForm(forms.Form):
    """Where an article stands and when it holds."""

    topic = TopicChoice(label=_("Topic"), queryset=Topic.objects.none(), empty_label=_("(choose a topic)"))
    valid_from = forms.DateField(label=_("Valid from"), required=False, widget=Day)
    valid_until = forms.DateField(
        label=_("Valid until"),
        required=False,
        widget=Day,
        help_text=_("The last day. After it the desk sees a warning."),
    )
    review_on = forms.DateField(
        label=_("Look again on"), required=False, widget=Day, help_text=_("A week ahead a reminder goes out.")
    )
    is_important = forms.BooleanField(
        label=_("Everybody at the desk must have read this"),
        required=False,
        help_text=_("For news and work instructions only."),
    )
    related = forms.MultipleChoiceField(label=_("See also"), required=False, widget=PickMany)

    def __init__(self, *args: Any, topics: QuerySet[Topic], others: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topic, related = self.fields["topic"], self.fields["related"]
        assert isinstance(topic, forms.ModelChoiceField)  # noqa: S101
        assert isinstance(related, forms.MultipleChoiceField)  # noqa: S101
        topic.queryset = topics
        related.choices = list(others)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("valid_from"), cleaned.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("The last day lies before the first."))
        return cleaned

    def arrangement(self, related: Sequence[Article]) -> Arrangement:
        """What was typed, with the articles that it refers to."""
        typed = self.cleaned_data
        return Arrangement(
            topic=typed["topic"],
            valid_from=typed["valid_from"],
            valid_until=typed["valid_until"],
            review_on=typed["review_on"],
            is_important=typed["is_important"],
            related=tuple(related),
        )


def text_of(form: TextForm, costs: Sequence[Cost]) -> Text:
    """What was typed, as the text of a version."""
    typed = form.cleaned_data
    return Text(
        title=typed["title"],
        say=typed["say"],
        explanation=typed["explanation"],
        steps=lines_of(typed["steps"]),
        bring=lines_of(typed["bring"]),
        costs=tuple(costs),
        duration=typed["duration"],
        legal_ground=typed["legal_ground"],
        apply_url=typed["apply_url"],
        synonyms=words_of(typed["synonyms"]),
        internal_note=typed["internal_note"],
    )


def typed_from(version: Version) -> dict[str, Any]:
    """A version as it stands in the form."""
    return {
        "title": version.title,
        "say": version.say,
        "steps": "\n".join(version.steps),
        "bring": "\n".join(version.bring),
        "duration": version.duration,
        "explanation": version.explanation,
        "apply_url": version.apply_url,
        "legal_ground": version.legal_ground,
        "synonyms": ", ".join(version.synonyms),
        "internal_note": version.internal_note,
        "base": version.number,
    }


def costs_from(version: Version) -> list[dict[str, Any]]:
    """The costs of a version as they stand in the form."""
    return [{"what": cost.what, "amount": cost.amount, "since": cost.since} for cost in read_costs(version.costs)]


def arranged_from(article: Article) -> dict[str, Any]:
    """The place and dates of an article as they stand in the form."""
    return {
        "topic": article.topic_id,
        "valid_from": article.valid_from,
        "valid_until": article.valid_until,
        "review_on": article.review_on,
        "is_important": article.is_important,
        "related": [str(other) for other in article.related.order_by("pk").values_list("uuid", flat=True)],
    }
