"""Pages of the ground floor: health, and what is said when something goes wrong."""

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from vraagbaak.core import views


@pytest.mark.django_db
def test_a_healthy_installation_says_so(client):
    answer = client.get(reverse("core:health"))

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_without_a_database_the_load_balancer_hears_no(client, monkeypatch):
    def refuse(*_args):
        raise DatabaseError

    monkeypatch.setattr(views, "MigrationExecutor", refuse)

    assert client.get(reverse("core:health")).status_code == 503


@pytest.mark.django_db
def test_a_page_that_is_not_there_leads_home(anna, signed_on):
    answer = signed_on(anna).get("/bestaat-niet/")

    assert answer.status_code == 404
    assert 'href="/"' in answer.content.decode()


@pytest.mark.django_db
def test_a_part_that_is_not_there_comes_as_a_toast(anna, signed_on):
    answer = signed_on(anna).get("/bestaat-niet/", headers={"HX-Request": "true"})

    assert answer.status_code == 404
    assert answer["HX-Retarget"] == "#toasts"
    assert "<html" not in answer.content.decode()


@pytest.mark.django_db
def test_our_own_mistake_gives_a_number_and_no_details(rf, monkeypatch):
    answer = views.failed(rf.get("/"))

    assert answer.status_code == 500
    assert "Traceback" not in answer.content.decode()


@pytest.mark.django_db
def test_only_administrators_see_the_style_page(greet, anna, signed_on):
    assert signed_on(greet).get(reverse("style")).status_code == 200
    assert signed_on(anna).get(reverse("style")).status_code == 404


@pytest.mark.django_db
def test_a_stranger_sees_no_menu():
    page = Client().get(reverse("account_login")).content.decode()

    assert '<nav class="nav"' not in page
