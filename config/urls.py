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

handler400 = "vraagbaak.core.views.bad_request"
handler403 = "vraagbaak.core.views.forbidden"
handler404 = "vraagbaak.core.views.not_found"
handler500 = "vraagbaak.core.views.failed"
