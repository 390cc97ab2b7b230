"""What all pages with a form have in common."""

from collections.abc import Callable, Mapping
from uuid import UUID, uuid4

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from vraagbaak.people.http import AgentRequest

Refusals = Mapping[type[Exception], tuple[str | None, str | Promise]]


def form_page(
    request: AgentRequest,
    template: str,
    form: Form,
    save: Callable[[], HttpResponse],
    *,
    refusals: Refusals | None = None,
    context: Mapping[str, object] | None = None,
) -> HttpResponse:
    """Save what was typed rightly; else show it again with what is not right beside the field."""
    known = refusals or {}
    if form.is_bound and form.is_valid():
        try:
            return save()
        except tuple(known) as refusal:
            field, sentence = known[type(refusal)]
            form.add_error(field, str(sentence))
    status = 422 if form.is_bound else 200
    return render(request, template, {"form": form, "once": new_id(request), **(context or {})}, status=status)


def new_id(request: AgentRequest) -> UUID:
    """The UUID that a new row will have; the form carries it, so that sending twice is once."""
    try:
        return UUID(request.POST.get("once", ""))
    except ValueError:
        return uuid4()
