"""All addresses of the product."""

from django.urls import include, path

urlpatterns = [
    path("", include("vraagbaak.core.urls")),
    path("account/", include("vraagbaak.people.urls.entrance")),
    path("", include("vraagbaak.people.urls")),
    path("gids/", include("vraagbaak.directory.urls")),
    path("kennis/", include("vraagbaak.knowledge.urls")),
    path("contacten/", include("vraagbaak.contacts.urls")),
    path("", include("vraagbaak.desk.urls")),
]
