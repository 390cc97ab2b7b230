"""All addresses of the product."""

from django.urls import include, path

from vraagbaak.core.views import style_page
from vraagbaak.insight.views.wall import wall, wall_open
from vraagbaak.people.access import only_for
from vraagbaak.people.models import Role

urlpatterns = [
    path("", include("vraagbaak.core.urls")),
    path("account/", include("vraagbaak.people.urls.entrance")),
    path("", include("vraagbaak.people.urls")),
    path("", include("vraagbaak.directory.urls")),
    path("kennis/", include("vraagbaak.knowledge.urls")),
    path("", include("vraagbaak.contacts.urls")),
    path("inzicht/", include("vraagbaak.insight.urls")),
    path("wandscherm/", wall, name="wall"),
    path("wandscherm/<str:token>/", wall_open, name="wall_open"),
    path("", include("vraagbaak.desk.urls")),
    path("stijl/", only_for(Role.ADMINISTRATOR)(style_page), name="style"),
]

handler400 = "vraagbaak.core.views.bad_request"
handler403 = "vraagbaak.core.views.forbidden"
handler404 = "vraagbaak.core.views.not_found"
handler500 = "vraagbaak.core.views.failed"
