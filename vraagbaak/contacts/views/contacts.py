"""All contacts: the list with its filters, one contact, and its corrections."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vraagbaak.contacts.actions.corrections import CorrectedMeanwhile, NothingToCorrect, correct_question
from vraagbaak.contacts.forms.corrections import CorrectionForm
from vraagbaak.contacts.forms.filters import FilterForm
from vraagbaak.contacts.queries.choices import filter_choices
from vraagbaak.contacts.queries.contacts import contact_for, page_of_questions
from vraagbaak.contacts.queries.corrections import question_to_correct
from vraagbaak.contacts.queries.scope import SEES_CONTACTS, TAKES_NAMES, contacts_scope
from vraagbaak.contacts.views.kept_words import keep_words, kept_words
from vraagbaak.people.access import DESK_ROLES, only_for
from vraagbaak.people.http import AgentRequest

WORDS = "zoek"


@require_GET
@only_for(*SEES_CONTACTS)
def contacts(request: AgentRequest) -> HttpResponse:
    """The questions that were asked, newest first."""
    form, are_words_lost = filter_from(request, request.GET)
    cursor = request.GET.get("vanaf")
    is_right = form.is_valid()
    page = {
        "form": form,
        "found": page_of_questions(request.user, form.wanted(), cursor=cursor) if is_right else None,
        "cursor": cursor,
        "are_words_lost": are_words_lost,
        "sees_all": contacts_scope(request.user).is_everything,
        "may_take_names": request.user.has_role(*TAKES_NAMES),
    }
    return render(request, "contacts/list.html", page, status=200 if is_right else 422)


@require_POST
@only_for(*SEES_CONTACTS)
def search(request: AgentRequest) -> HttpResponse:
    """Keep the words out of the address and go to the list."""
    form = FilterForm(request.POST, choices=filter_choices())
    if not form.is_valid():
        return render(request, "contacts/list.html", {"form": form, "cursor": "", "sees_all": False}, status=422)
    chosen = {name: request.POST[name] for name in form.fields if name != "words" and request.POST.get(name)}
    if form.cleaned_data["words"]:
        chosen[WORDS] = keep_words(request, form.cleaned_data["words"])
    return redirect(f"{reverse('contacts:list')}{'?' if chosen else ''}{urlencode(chosen)}")


@require_GET
@only_for(*SEES_CONTACTS)
def contact(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """One contact with what this person may see of it."""
    seen = contact_for(request.user, uuid)
    if seen is None:
        raise Http404
    return render(request, "contacts/detail.html", {"seen": seen, "contact": seen.contact})


@require_http_methods(["GET", "POST"])
@only_for(*DESK_ROLES)
def correct(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Correct one question of a contact, with a reason."""
    found = question_to_correct(request.user, uuid)
    if found is None:
        raise Http404
    form = CorrectionForm(request.POST or None, question=found.question, seen=found.seen)
    if form.is_valid():
        try:
            correct_question(found.question, form.corrected(), reason=form.why, seen=form.seen, by=request.user)
        except CorrectedMeanwhile:
            return _corrected_meanwhile(request, uuid)
        except NothingToCorrect:
            form.add_error(None, _("Nothing was changed yet. Change what is wrong, or go back."))
        else:
            messages.success(request, _("The correction was saved."))
            return redirect("contacts:detail", found.question.contact.uuid)
    page = {"form": form, "question": found.question, "corrections": found.corrections}
    return render(request, "contacts/correct.html", page, status=422 if form.is_bound else 200)


def _corrected_meanwhile(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Show what a colleague made of it beside what was typed; saving once more holds."""
    now = question_to_correct(request.user, uuid)
    if now is None:
        raise Http404
    anew = request.POST.copy()
    anew["seen_corrections"] = str(now.seen)
    form = CorrectionForm(anew, question=now.question, seen=now.seen)
    form.add_error(None, _("A colleague corrected this at the same moment: see below. Save again to let yours hold."))
    page = {"form": form, "question": now.question, "corrections": now.corrections}
    return render(request, "contacts/correct.html", page, status=409)


def filter_from(request: AgentRequest, sent: QueryDict) -> tuple[FilterForm, bool]:
    """The filters of an address with the words that belong to it; and whether those words are gone."""
    typed, name = sent.copy(), sent.get(WORDS, "")
    words = kept_words(request, name) if name else ""
    typed["words"] = words or ""
    return FilterForm(typed, choices=filter_choices()), words is None
