"""Addresses of insight."""

from django.urls import path

from vraagbaak.insight.views import now, parts, targets

app_name = "insight"
urlpatterns = [
    path("", now.now, name="now"),
    path("hoe-geteld/", now.definitions, name="definitions"),
    path("onderwerpen/", parts.topics, name="topics"),
    path("afdelingen/", parts.departments, name="departments"),
    path("<slug:part>/meenemen/<slug:form>/", parts.export, name="export"),
    path("mijn-dag/", parts.my_day, name="my_day"),
    path("doelen/", targets.targets, name="targets"),
    path("doelen/<uuid:uuid>/weg/", targets.remove, name="target_remove"),
]
