"""Addresses of the ground floor."""

from django.urls import path

from vraagbaak.core import views

app_name = "core"
urlpatterns = [
    path("live/", views.live, name="live"),
    path("gezond/", views.health, name="health"),
]
